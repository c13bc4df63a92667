"""A page's words and rules → its lines in reading order, with table rows, struck words and empty lines.

PDF and scans meet here: both know words with boxes and straight rules, in points from the page's top left corner.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from graf.read.grid import Grid, find_grids
from graf.read.sheet import Box, Entry, Run, cell, row
from graf.read.strikes import Rule, Word, crossed, overlap, strikes

TOUCHING, APART = 0.12, 1.6  # gaps in heights: below no space stands between two words, above they are columns
LOOSE = 1.35  # an empty line stands where lines are so many times farther apart than usual


@dataclass(slots=True)
class _Placed:
    """A line or a table's row, and where its top and foot are."""

    entry: Entry
    y0: float
    y1: float


def read_page(words: Sequence[Word], rules: Sequence[Rule], page: int, first_table: int = 0) -> list[Entry]:
    """The lines of a page, from the top; `first_table` is the number of its first table."""
    levels = [rule for rule in rules if rule.level]
    through = set(strikes(words, levels))
    grids = find_grids([rule for rule in rules if rule not in through]) if len(rules) > 3 else []
    struck = {id(word): crossed(word, through) for word in words} if through or any(w.mark for w in words) else {}
    placed: list[_Placed] = []
    free = list(words)
    table = first_table
    for grid in grids:
        inside = [word for word in free if grid.holds((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)]
        if not inside:
            continue
        taken = set(map(id, inside))
        free = [word for word in free if id(word) not in taken]
        placed += _table_rows(grid, inside, struck, page, table)
        table += 1
    lines = lines_of(free)
    columns = _columns(lines)
    for index, line in enumerate(lines):
        y0, y1 = min(w.y0 for w in line), max(w.y1 for w in line)
        entry = _free(line, struck, page, columns.get(index), table)
        placed.append(_Placed(entry, y0, y1))
    placed.sort(key=lambda one: (one.y0 + one.y1) / 2)
    return _spaced(placed, page)


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped to lines, from the top; the words of each from the left."""
    lines: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for middle, together, top, foot in sorted(_units(words), key=itemgetter(0)):
        for back in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            above, below = spans[back]
            # A taller word on the same foot (a capital, a larger font) belongs to the line too.
            shared = overlap(above, below, top, foot)
            if above <= middle <= below and shared > 0.4 * min(below - above, foot - top):
                lines[back] += together
                if foot - top > below - above:
                    spans[back] = (top, foot)
                break
        else:
            lines.append(list(together))
            spans.append((top, foot))
    for line in lines:
        line.sort(key=itemgetter(1))  # by x0
    return lines


def _units(words: Iterable[Word]) -> list[tuple[float, list[Word], float, float]]:
    """Words that stay together, with the middle, the top and the foot of the one among them; most are alone."""
    known: dict[int, list[Word]] = {}
    units = []
    for word in words:
        if word.line is None:
            units.append(((word.y0 + word.y1) / 2, [word], word.y0, word.y1))
        else:
            known.setdefault(word.line, []).append(word)
    for line in known.values():
        tops, feet = sorted(word.y0 for word in line), sorted(word.y1 for word in line)
        top, foot = tops[len(line) // 2], feet[len(line) // 2]
        units.append(((top + foot) / 2, line, top, foot))
    return units


Struck = dict[int, list[tuple[int, int]]]


def _run(words: Sequence[Word], struck: Struck) -> Run:
    run = Run()
    previous: Word | None = None
    for word in words:
        spans = struck.get(id(word), [])
        if previous is not None and word.x0 - previous.x1 > TOUCHING * min(
            word.y1 - word.y0, previous.y1 - previous.y0
        ):
            both = bool(run.struck) and run.struck[-1][1] == len(run.text) and bool(spans) and spans[0][0] == 0
            run.text += " "
            if both:  # a strike runs on over the space
                run.struck[-1] = (run.struck[-1][0], len(run.text))
        place = 0
        for start, end in spans:
            run.add(word.text[place:start])
            run.add(word.text[start:end], True)
            place = end
        run.add(word.text[place:])
        previous = word
    return run


def _box(words: Sequence[Word]) -> Box:
    return (
        round(min(w.x0 for w in words), 1), round(min(w.y0 for w in words), 1),
        round(max(w.x1 for w in words), 1), round(max(w.y1 for w in words), 1),
    )  # fmt: skip


def _cells(line: Sequence[Word]) -> list[list[Word]]:
    """A line's words parted where wide gaps are."""
    cells = [[line[0]]]
    for before, word in itertools.pairwise(line):
        if word.x0 - before.x1 > APART * min(word.y1 - word.y0, before.y1 - before.y0):
            cells.append([])
        cells[-1].append(word)
    return cells


def _columns(lines: Sequence[Sequence[Word]]) -> dict[int, list[list[Word]]]:
    """The lines that are rows of a table without rules: three or more, of three or more cells that begin alike."""
    split = [_cells(line) for line in lines]
    found: dict[int, list[list[Word]]] = {}
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and len(split[end]) >= 3 and _aligned(split[start], split[end]):
            end += 1
        if end - start >= 3:
            found.update((index, split[index]) for index in range(start, end))
        start = max(end, start + 1)
    return found


def _aligned(first: Sequence[Sequence[Word]], other: Sequence[Sequence[Word]]) -> bool:
    starts = [cell[0].x0 for cell in first]
    return sum(any(abs(cell[0].x0 - x) < 4 for x in starts) for cell in other) >= min(3, len(first))


def _free(line: list[Word], struck: Struck, page: int, cells: list[list[Word]] | None, table: int) -> Entry:
    if cells is not None:
        return row([_run(words, struck) for words in cells], page, table, _box(line))
    run = _run(line, struck).trimmed()
    return Entry(run.text, page, run.struck, _box(line))


def _table_rows(grid: Grid, words: Sequence[Word], struck: Struck, page: int, table: int) -> list[_Placed]:
    by_row: dict[int, dict[int, list[Word]]] = {}
    for word in words:
        place = grid.cell((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        by_row.setdefault(place[0], {}).setdefault(place[1], []).append(word)
    rows = []
    for index in sorted(by_row):
        runs = []
        for column in grid.columns(index):
            lines = lines_of(by_row[index].get(column, ()))
            runs.append(cell(_run(line, struck) for line in lines))
        taken = [word for column in by_row[index].values() for word in column]
        box = _box(taken)
        if len(runs) == 1 and not any(len(grid.columns(other)) > 1 for other in by_row):
            # A frame around text is no table: its lines stay lines.
            for line in lines_of(taken):
                run = _run(line, struck).trimmed()
                rows.append(_Placed(Entry(run.text, page, run.struck, _box(line)), line[0].y0, line[0].y1))
            continue
        rows.append(_Placed(row(runs, page, table, box), box[1], box[3]))
    return rows


def _spaced(placed: Sequence[_Placed], page: int) -> list[Entry]:
    """The lines with an empty one where the page leaves room."""
    steps = sorted(
        below.y1 - above.y1
        for above, below in itertools.pairwise(placed)
        if below.entry.table is None and above.entry.table is None and below.y1 - above.y1 > 0.6 * (below.y1 - below.y0)
    )
    usual = steps[len(steps) // 5] if steps else 0.0
    entries: list[Entry] = []
    for index, one in enumerate(placed):
        if index:
            above = placed[index - 1]
            same = one.entry.table is not None and one.entry.table == above.entry.table
            height = max(one.y1 - one.y0, above.y1 - above.y0) if one.entry.table is None else one.y1 - one.y0
            step = one.y1 - above.y1 if one.entry.table is None else one.y0 - above.y1 + height
            if not same and step > LOOSE * max(usual, 0.9 * height):
                entries.append(Entry("", page))
        entries.append(one.entry)
    return entries
