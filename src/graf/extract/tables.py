"""Minutes written as a table (number, item, notes, who): its cells put back into the order of reading.

Two forms are known: cells between bars (`| 1 | Budget | … |`), and columns kept apart by spaces below a heading row.
What was read from a table in a file (PDF, Word) comes as bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graf.extract.row import Row

_BAR = re.compile(r"^\|?(?:[^|]*\|){2,}[^|]*\|?$")
_RULE = re.compile(r"^[|\s:+-]*-{2,}[|\s:+-]*$")
_NUMBER = re.compile(r"^(?:nr|nummer|punkt|§|ärende ?nr)\.?$", re.IGNORECASE)
_ACTION = re.compile(r"^(?:vad|åtgärd(?:er)?|uppgift|aktivitet|att göra)\b", re.IGNORECASE)  # a list of things to do
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
            if _ACTION.match(rows[index].text[columns[1] - rows[index].indent :]):
                found += [
                    _piece(row, max(0, columns[1] - row.indent), len(row.text), 1) for row in rows[index + 1 : end]
                ]
            else:
                found += _from_columns(rows[index + 1 : end], columns)
            index = end
        else:
            found.append(rows[index])
            index += 1
    return found


def _is_bar_head(text: str) -> bool:
    if "|" not in text:
        return False
    cells = [cell.strip() for cell in text.strip().strip("|").split("|")]
    return len(cells) >= 3 and bool(_NUMBER.match(cells[0])) and not _ACTION.match(cells[1])


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


def _columns(rows: Sequence[Row], index: int) -> list[int] | None:
    """Where the columns of a table begin (places in the line), if a row is the heading of one."""
    row = rows[index]
    if "  " not in row.text:
        return None
    heads = list(_COLUMN.finditer(row.text.replace("\t", " ")))
    if len(heads) < 3 or not _NUMBER.match(heads[0][0]):
        return None
    return [row.indent + head.start() for head in heads]


def _in_columns(row: Row, columns: Sequence[int]) -> bool:
    """Whether a row belongs to the table: it begins at a column, or holds a wide gap before one."""
    if row.indent == columns[0]:
        return bool(re.match(r"\d", row.text)) and "  " in row.text
    return any(abs(row.indent - column) <= 1 for column in columns[1:])


def _from_columns(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Row]:
    """The cells of each entry: number and title first, then the other columns, each from top to bottom."""
    entry: list[Row] = []
    for row in rows:
        if row.indent == columns[0] and entry:
            yield from _entry(entry, columns)
            entry = []
        entry.append(row)
    if entry:
        yield from _entry(entry, columns)


def _entry(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Row]:
    edges = [*columns, 10_000]
    for place in range(1, len(columns)):
        for row in rows:
            left = (columns[0] if place == 1 else edges[place]) - row.indent
            right = edges[place + 1] - row.indent
            start, end = max(0, left), min(len(row.text), right)
            if end > start and row.text[start:end].strip():
                first = place == 1 and row is rows[0]
                yield _piece(row, start, end, 1 if first else 0)
