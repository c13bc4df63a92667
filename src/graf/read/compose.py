"""A `Sheet` → a `Document`: its lines one below the other are the text rendition, and every span counts in that."""

from __future__ import annotations

import re

from graf.model import Document, Line, Table
from graf.read.mend import mend
from graf.read.sheet import CHECK, Entry, Sheet, Unreadable

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f\ufffe\uffff\ud800-\udfff\u2028\u2029]")


def compose(file: str, checksum: str, sheet: Sheet) -> Document:
    """The document of a file. Raises `Unreadable` where it holds no words."""
    texts = [_CONTROL.sub(" ", entry.text) for entry in sheet.entries]
    if not any(c.isalpha() for line in texts for c in line):
        raise Unreadable(f"the file holds no words: {CHECK}")
    text = "".join(f"{line}\n" for line in texts)
    shown, repairs, crossed = mend(text)
    lines: list[Line] = []
    struck: list[tuple[int, int]] = list(crossed)
    tables: dict[int, tuple[int, list[tuple[tuple[int, int], ...]]]] = {}
    start = repaired_start = 0
    for number, (entry, original, line) in enumerate(zip(sheet.entries, texts, shown.split("\n"), strict=False), 1):
        lines.append(Line(number, entry.page, start, line, original, repaired_start, entry.box, entry.aside))
        struck += [(start + a, start + b) for a, b in entry.struck if a < b]
        _add_row(tables, entry, start)
        start += len(original) + 1
        repaired_start += len(line) + 1
    found = tuple(Table(page, tuple(rows)) for page, rows in tables.values())
    recognised = tuple(sheet.recognised)
    return Document(file, checksum, text, shown, tuple(lines), repairs, tuple(sorted(struck)), found, recognised)


def _add_row(tables: dict[int, tuple[int, list[tuple[tuple[int, int], ...]]]], entry: Entry, start: int) -> None:
    if entry.table is None:
        return
    rows = tables.setdefault(entry.table, (entry.page, []))[1]
    rows.append(tuple((start + a, start + b) for a, b in entry.cells))
