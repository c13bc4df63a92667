"""Minutes written as a table (number, item, notes, who): its cells put back into the order of reading.

Two forms are known: cells between bars (`| 1 | Budget | … |`), and columns kept apart by spaces below a heading row.
What was read from a table in a file (PDF, Word) comes as bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.row import Row
from graf.extract.rules import table
from graf.extract.titles import find_title

_BAR = re.compile(r"^\|?(?:[^|]*\|){2,}[^|]*\|?$")
_RULE = re.compile(r"^[|\s:+-]*-{2,}[|\s:+-]*$")
FEWEST = 2  # rows with a name at their right, for it to be who presents
_ITEM_AND_NAME = re.compile(
    r"(?P<item>(?:§ ?)?\d{1,2}(?:[.:]\d\d)?[.)]?\s+(?P<title>[A-ZÅÄÖ]\S*(?: \S+)*))(?:\s{3,}|\t\s*)"
    r"(?P<who>[A-ZÅÄÖ]\S+(?: \S+)*)"
)
_COLUMN = re.compile(r"\S+(?: \S+)*")


def unfold(rows: Sequence[Row]) -> list[Row]:
    """The rows of a document with the cells of numbered tables as rows of their own, in reading order."""
    found: list[Row] = []
    index = 0
    while index < len(rows):
        if _is_bar_head(rows[index].text):
            end = index + 1
            while end < len(rows) and (_BAR.match(rows[end].text) or _RULE.match(rows[end].text)):
                found += _cells_between_bars(rows[end])
                end += 1
            index = end
        elif (columns := _columns(rows, index)) is not None:
            end = index + 1
            while end < len(rows) and _in_columns(rows[end], columns):
                end += 1
            first = columns[1].start
            if holds(rows[index].text[first - rows[index].indent :], "action"):
                found += [_piece(row, max(0, first - row.indent), len(row.text), 1) for row in rows[index + 1 : end]]
            else:
                found += _from_columns(rows[index + 1 : end], columns)
            index = end
        else:
            found.append(rows[index])
            index += 1
    return _presenters_beside(found)


def _presenters_beside(rows: list[Row]) -> list[Row]:
    """Rows with who presents an item at their right (`2. Budget      Ada Ek, ekonom`) as two, if several have that."""
    beside = {index: match for index, row in enumerate(rows) if (match := _beside(row))}
    if len(beside) < FEWEST:
        return rows
    found: list[Row] = []
    for index, row in enumerate(rows):
        if match := beside.get(index):
            found.append(replace(row, text=match["item"]))
            row = replace(_piece(row, match.start("who"), len(row.text), 0), column="presenter")
        found.append(row)
    return found


def _beside(row: Row) -> re.Match[str] | None:
    if row.column or ("  " not in row.text and "\t" not in row.text):
        return None
    match = _ITEM_AND_NAME.fullmatch(row.text)
    if not match or LOOKS_LIKE_NAME.fullmatch(match["title"]):
        return None
    first = match["who"].split(",")[0]
    post = find_title(first)
    return match if (post[0] == first if post else LOOKS_LIKE_NAME.fullmatch(first)) else None


def _is_bar_head(text: str) -> bool:
    if "|" not in text:
        return False
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    return len(cells) >= 3 and holds(cells[0], "number") and not holds(cells[1], "action")


def _piece(row: Row, start: int, end: int, gap: int) -> Row:
    """A part of a row as a row: `start` and `end` are places in its text."""
    text = row.text[start:end]
    lead = len(text) - len(text.lstrip())
    return Row(text.strip(), row.start + start + lead, row.line, row.page, gap, row.indent)


def _cells_between_bars(row: Row) -> Iterator[Row]:
    """Number and title as one row, each further cell as one."""
    if _RULE.match(row.text):
        return
    bars = [m.start() for m in re.finditer(r"\|", row.text)]
    edges = (
        ([-1] if not row.text.startswith("|") else []) + bars + ([len(row.text)] if not row.text.endswith("|") else [])
    )
    cells = [(a + 1, b) for a, b in pairwise(edges)]
    if len(cells) < 2:
        return
    yield _piece(row, cells[0][0], cells[1][1], 1)
    for start, end in cells[2:]:
        if row.text[start:end].strip():
            yield _piece(row, start, end, 0)


@cache
def _heading(what: str) -> re.Pattern[str]:
    words = (rule["pattern"] for rule in table("columns")["column"] if rule["holds"] == what)
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)


def holds(head: str, what: str) -> bool:
    """Whether the heading of a column says that it holds something of a kind (`rules/columns.toml`)."""
    return bool(_heading(what).match(head))


@cache
def _presenter() -> re.Pattern[str]:
    """Matches the heading of the column that says who presents an item."""
    return re.compile("|".join(f"(?:{rule['pattern']})" for rule in table("presenters")["label"]), re.IGNORECASE)


def _columns(rows: Sequence[Row], index: int) -> list[_Column] | None:
    """The columns of a table, if a row is the heading of one.

    It begins with the number; where one column is the presenters', also with the hour or the item.
    """
    row = rows[index]
    if "  " not in row.text and "\t" not in row.text:
        return None
    heads = list(_COLUMN.finditer(row.text.replace("\t", " ")))
    if len(heads) < 2:
        return None
    noted = any(holds(head[0], "notes") for head in heads)
    columns = [_Column(row.indent + head.start(), _holds(head[0], noted)) for head in heads]
    numbered = holds(heads[0][0], "number") and len(heads) > 2
    presented = any(column.holds == "presenter" for column in columns[1:])
    if presented and holds(heads[0][0], "title") and not numbered:
        return [_Column(columns[0].start, "number"), *columns]  # its number stands in the column of the item
    return columns if numbered or (presented and len(heads) > 2 and holds(heads[0][0], "hour")) else None


class _Column(NamedTuple):
    """A column: where it begins on the line, and what its heading says that it holds."""

    start: int
    holds: str


def _holds(head: str, noted: bool) -> str:
    """What a column holds; beside notes of what was said, who is responsible is who is to do something."""
    if _presenter().fullmatch(head) and not (noted and holds(head, "responsible")):
        return "presenter"
    return "attachment" if holds(head, "attachment") else ""


def _in_columns(row: Row, columns: Sequence[_Column]) -> bool:
    """Whether a row belongs to the table: it begins at a column or right of the first, or holds a wide gap."""
    if row.indent == columns[0].start:
        one = columns[0].start == columns[1].start
        return bool(re.match(r"\d", row.text)) and (one or "  " in row.text or "\t" in row.text)
    return row.indent > columns[0].start and row.indent >= columns[1].start - 1


def _from_columns(rows: Sequence[Row], columns: Sequence[_Column]) -> Iterator[Row]:
    """The entries of a table, each with its cells in the order of reading."""
    entry: list[Row] = []
    for row in rows:
        if row.indent == columns[0].start and entry:
            yield from _entry(entry, columns)
            entry = []
        entry.append(row)
    if entry:
        yield from _entry(entry, columns)


def _entry(rows: Sequence[Row], columns: Sequence[_Column]) -> Iterator[Row]:
    """Number and title first, then the other columns, each from top to bottom; then what is told over all of them."""
    told = _told(rows, columns)
    for place in range(1, len(columns)):
        for row in rows[:told]:
            start, end = _edge(row, columns, 0 if place == 1 else place), _edge(row, columns, place + 1)
            if end > start and row.text[start:end].strip():
                cell = _piece(row, start, end, 1 if place == 1 and row is rows[0] else 0)
                yield replace(cell, column=columns[place].holds)
    yield from rows[told:]


def _edge(row: Row, columns: Sequence[_Column], place: int) -> int:
    """Where a column begins in a row's text: behind a word that reaches into it."""
    if place >= len(columns):
        return len(row.text)
    edge = max(0, columns[place].start - row.indent)
    if not 0 < edge < len(row.text) or row.text[edge - 1].isspace():
        return min(edge, len(row.text))
    gap = re.compile(r"\s{2,}").search(row.text, edge)
    return gap.start() if gap else len(row.text)


def _told(rows: Sequence[Row], columns: Sequence[_Column]) -> int:
    """The index of the first row of an entry that is told over the width of the table; their number if none is."""
    if len(columns) < 3:
        return len(rows)
    for place, row in enumerate(rows):
        edge = columns[2].start - row.indent
        if place and 0 < edge < len(row.text) and _edge(row, columns, 2) == len(row.text):
            while (
                place > 1 and rows[place].gap == 0 and "  " not in rows[place - 1].text and _left(rows, place, columns)
            ):
                place -= 1
            return place
    return len(rows)


def _left(rows: Sequence[Row], place: int, columns: Sequence[_Column]) -> bool:
    return rows[place - 1].indent < columns[2].start - 1
