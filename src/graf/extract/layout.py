"""The lines of a document as rows of text: gaps between them, the letterhead set aside, how wide a full line is.

Minutes come from word processors: a paragraph is wrapped at the page's width, a heading stands on its own, some files
have an empty line after every line. What a reader sees at a glance is worked out here once, for every rule after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graf.extract.columns import side_by_side
from graf.extract.needs import SIGNS, SIZE
from graf.extract.row import Row
from graf.extract.tables import unfold
from graf.model import Document

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉ".encode("latin-1")
_LOWER = _UPPER.decode("latin-1").lower().encode("latin-1")
_NUMBERED = re.compile(r"(?:§+\s*)?\d{1,3}\s*(?:[.)§]|$)")
# What goes on with a sentence: a small letter that begins no clause and no point of a list.
_GOES_ON = re.compile(r"(?!att |[a-zåäö][).,\]])[a-zåäö]")
_OPEN = frozenset("abcdefghijklmnopqrstuvwxyzåäöé,")
# The signs that stand for mentions while rules are tried mean nothing where a text has them.
_SIGN = re.compile(f"[{chr(SIGNS)}-{chr(SIGNS + 4 * SIZE - 1)}]")
_LEAD = chr(SIGNS).encode()[:1]  # what each begins with in UTF-8
_PAGE_NUMBER = re.compile(r"\s*(?:sida|sid\.?|s\.)?\s*\d+\s*(?:\(\d+\)|av \d+|/\d+)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's rows without letterhead, the letterhead's rows, and the width (in characters) of a full line."""

    rows: tuple[Row, ...]
    letterhead: tuple[Row, ...]
    width: int

    def wraps(self, row: Row, following: Row) -> bool:
        """Whether a row broke only because the next word did not fit."""
        first = following.text.split(" ", 1)[0]
        return len(row.text) + 1 + len(first) > self.width


def lay_out(document: Document) -> Layout:
    """Rows and letterhead of a document. Linear in its length."""
    rows = side_by_side(unfold(_rows(document)))
    furniture = _furniture(rows) | {i for i, row in enumerate(rows) if document.lines[row.line - 1].aside}
    lengths = sorted(len(row.text) for row in rows)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 80
    return Layout(
        tuple(row for index, row in enumerate(rows) if index not in furniture),
        tuple(rows[index] for index in sorted(furniture)),
        width,
    )


def _rows(document: Document) -> list[Row]:
    rows: list[Row] = []
    gap = 0
    signs = _LEAD in document.repaired.encode(errors="surrogatepass")  # quicker than a search, which few texts need
    for line in document.lines:
        text = line.text.strip()
        if signs:
            text = _SIGN.sub("\u25a1", text)
        if not text:
            gap += 1
            continue
        indent = len(line.text) - len(line.text.lstrip())
        rows.append(Row(text, line.repaired_start + indent, line.number, line.page, gap, indent))
        gap = 0
    spaced = sum(row.gap > 0 for row in rows[1:])
    # An empty line after every line, in the midst of sentences too, says nothing.
    if len(rows) > 10 and spaced > 0.7 * (len(rows) - 1) and any(r.gap == 1 and r.text[:1].islower() for r in rows):
        return [replace(row, gap=max(0, row.gap - 1)) for row in rows]
    return _run_on(rows)


def _run_on(rows: list[Row]) -> list[Row]:
    """Rows without the empty lines that a scanner put inside sentences, after a long line."""
    most = sorted(len(row.text) for row in rows)[int(len(rows) * 0.9)] if rows else 0
    found = rows[:1]
    for before, row in pairwise(rows):
        inside = row.gap == 1 and before.text[-1] in _OPEN and _GOES_ON.match(row.text)
        found.append(replace(row, gap=0) if inside and len(before.text) > 0.7 * most else row)
    return found


def _furniture(rows: Sequence[Row]) -> set[int]:
    """Rows of a letterhead: runs in capitals, and what stands again and again at the top or foot of pages."""
    capitals = [_capitals(row.text) for row in rows]
    found: set[int] = set()
    for index, share in enumerate(capitals):
        if share < 0.5 or _NUMBERED.match(rows[index].text):
            continue
        near = [capitals[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
        if (share >= 0.8 and len(rows[index].text) >= 25 and max(near, default=0) >= 0.8) or (
            share >= 0.5 and len(rows[index].text) >= 6 and max(near, default=0) >= 0.9 and _long_near(rows, index)
        ):
            found.add(index)
    edges = {index: _without_number(rows[index].text) for index in _page_edges(rows)}
    counts = Counter(text for index, text in edges.items() if len(rows[index].text) >= 8)
    pages = max((row.page for row in rows), default=1)
    for index, text in edges.items():
        again = counts[text]
        if again >= max(3, pages // 2) and not _NUMBERED.match(rows[index].text):
            found.add(index)
    return found


def _without_number(text: str) -> str:
    """A row at the edge of a page without the page's number."""
    return _PAGE_NUMBER.sub("", text) if text[-1:].isdigit() or text[-1:] == ")" else text


def _page_edges(rows: Sequence[Row]) -> set[int]:
    """The first two and the last two rows of each page."""
    starts = [i for i in range(len(rows)) if i == 0 or rows[i].page != rows[i - 1].page]
    ends = [start - 1 for start in starts[1:]] + ([len(rows) - 1] if rows else [])
    near = {i for s in starts for i in (s, s + 1)} | {i for e in ends for i in (e - 1, e)}
    return {i for i in near if 0 <= i < len(rows)}


def _long_near(rows: Sequence[Row], index: int) -> bool:
    return any(
        0 <= i < len(rows) and len(rows[i].text) >= 25 and _capitals(rows[i].text) >= 0.9
        for i in (index - 2, index - 1, index + 1, index + 2)
    )


def _capitals(text: str) -> float:
    """The share of capitals among a row's letters; 0 where it is less than half, or there are few letters."""
    letters = text.encode("latin-1", "replace")
    upper, lower = (len(letters) - len(letters.translate(None, some)) for some in (_UPPER, _LOWER))
    return upper / (upper + lower) if upper + lower >= 4 and upper >= lower else 0.0
