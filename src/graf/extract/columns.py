"""What stands side by side on a page: the head of a form, two lists, signatures. Each column is read downwards.

Which columns belong together a reader sees by what they begin with: labels beside each other (`Beslutande … Ersättare`,
`Vid protokollet … Justeras`), dotted lines for signatures, or, at the top of the first page, the kind of document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.row import Row
from graf.extract.rules import table
from graf.extract.titles import find_title

_CELL = re.compile(r"\S+(?:[ ]\S+)*")
_DOTS = re.compile(r"[.…_\s]{5,}")
_PAGE = re.compile(r"(?:Sida|Sid\.?|s\.)?\s*\d+\s*(?:\(\d+\)|/\s*\d+|av \d+)", re.IGNORECASE)
_HEAD_ROWS = 8


def side_by_side(rows: Sequence[Row]) -> list[Row]:
    """The rows of a document with columns beside each other put one after the other."""
    head = _head(rows)
    found = _one_by_one(rows[:head], _edges(rows[:head])) if head else []
    index = head
    while index < len(rows):
        if "  " not in rows[index].text and "\t" not in rows[index].text:
            found.append(rows[index])
            index += 1
            continue
        end = _end(rows, index)
        if _signed(rows, index):
            found += _one_by_one(rows[index : index + 2], [start for start, _ in _cells(rows[index])])
            index += 2
        elif end > index + 1:
            found += _one_by_one(rows[index:end], [start for start, _ in _cells(rows[index])])
            index = end
        else:
            found += _labels_apart(rows[index])
            index += 1
    return found


def _cells(row: Row) -> list[tuple[int, str]]:
    """The cells of a row, two spaces or a tab between them: where each begins on the line, and its text."""
    if "  " not in row.text and "\t" not in row.text:
        return [(row.indent, row.text)]
    return [(row.indent + m.start(), m[0]) for m in _CELL.finditer(row.text)]


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(rule["pattern"] for rule in table("header")["label"])
    return re.compile(rf"(?:{words})\s*:?", re.IGNORECASE)


@cache
def _kind() -> re.Pattern[str]:
    words = "|".join(rule["pattern"] for rule in table("header")["document"])
    return re.compile(rf"(?:{words})", re.IGNORECASE)


def _end(rows: Sequence[Row], index: int) -> int:
    """The end of the columns that begin with a row of labels or dotted lines; the row itself where there are none."""
    cells = _cells(rows[index])
    dotted = len(cells) > 1 and all(_DOTS.fullmatch(text) for _, text in cells)
    if len(cells) < 2 or not (dotted or all(_label().fullmatch(text) for _, text in cells)):
        return index
    edges = [start for start, _ in cells]
    end = index + 1
    while end < len(rows) and _fits(rows[end], edges):
        apart = len(_cells(rows[end])) > 1 or rows[end].indent >= edges[1] - 2
        if rows[end].gap > 0 and not (apart and rows[end].gap <= 3):
            break
        end += 1
    return end


def _signed(rows: Sequence[Row], index: int) -> bool:
    """Whether a row has names beside each other, and the row below it what each of them is."""
    below = rows[index + 1 : index + 2]
    if not below or below[0].gap:
        return False
    names, posts = _cells(rows[index]), _cells(below[0])
    return (
        len(names) == len(posts) > 1
        and all(abs(a - b) <= 3 for (a, _), (b, _) in zip(names, posts, strict=True))
        and all(LOOKS_LIKE_NAME.fullmatch(text) and not find_title(text) for _, text in names)
        and all(len(text.split()) < 4 and find_title(text) for _, text in posts)
    )


def _fits(row: Row, edges: Sequence[int]) -> bool:
    """Whether each cell of a row begins at a column, and none reaches into the next."""
    cells = _cells(row)
    if len(cells) == 1 and cells[0][0] == edges[0]:
        return True  # a long entry of the first column, with nothing beside it
    for start, text in cells:
        place = min(range(len(edges)), key=lambda i: abs(edges[i] - start))
        following = edges[place + 1] if place + 1 < len(edges) else 10_000
        if abs(edges[place] - start) > 2 or start + len(text) >= following:
            return False
    return True


def _head(rows: Sequence[Row]) -> int:
    """How many rows the head of a form takes: columns at the top, one of which says what kind of document it is."""
    end = next((i for i, row in enumerate(rows[:_HEAD_ROWS]) if i and row.gap > 0), min(len(rows), _HEAD_ROWS))
    first = [cell for row in rows[: min(2, end)] for cell in _cells(row)[1:]]
    if end < 2 or not any(_kind().fullmatch(text) or _PAGE.fullmatch(text) for _, text in first):
        return 0
    edges = _edges(rows[:end])
    for row in rows[:end]:
        cells = _cells(row)
        if len(cells) > 1 and _label().fullmatch(cells[0][1]):
            return 0  # a label, and what it says beside it
        if not _fits(row, edges) or (len(cells) == 1 and len(row.text) >= edges[1]):
            return 0
    return end


def _edges(rows: Sequence[Row]) -> list[int]:
    """Where the columns of a head begin."""
    starts = sorted({start for row in rows for start, _ in _cells(row)})
    return [start for i, start in enumerate(starts) if not i or start - starts[i - 1] > 2]


def _one_by_one(rows: Sequence[Row], edges: Sequence[int]) -> list[Row]:
    """The cells of some rows, column by column; each column begins as after an empty line."""
    columns: list[list[Row]] = [[] for _ in edges]
    for row in rows:
        for start, text in _cells(row):
            place = min(range(len(edges)), key=lambda i: abs(edges[i] - start))
            gap = max(1, row.gap) if not columns[place] else row.gap
            offset = start - row.indent
            cell = row.text[offset : offset + len(text)]
            columns[place].append(Row(cell, row.start + offset, row.line, row.page, gap, row.indent))
    columns[0][:1] = [replace(columns[0][0], gap=rows[0].gap)] if columns[0] else []
    return [row for column in columns for row in column]


def _labels_apart(row: Row) -> list[Row]:
    """A row with several labelled parts (`Tid: 13–15    Plats: Teams`) as one row for each."""
    cells = _cells(row)
    starts = [start - row.indent for start, text in cells if (m := _label().match(text)) and m[0].endswith(":")]
    if len(starts) < 2 or starts[0]:
        return [row]
    ends = [*starts[1:], len(row.text)]
    return [
        replace(row, text=row.text[start:end].rstrip(), start=row.start + start, gap=0 if place else row.gap)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
