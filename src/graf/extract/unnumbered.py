"""Headings that bear no number: marked, underlined, or short lines on their own with text under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graf.extract.heading import LABEL, Heading, begins_with_date
from graf.extract.layout import Layout
from graf.extract.row import Row
from graf.extract.rules import table


def unnumbered(layout: Layout) -> list[Heading]:
    """Headings that bear no number: short lines on their own below the head, each with text under it; at least two."""
    rows, found = layout.rows, list[Heading]()
    for index, row in enumerate(rows):
        marked = _MARKED.fullmatch(row.text)
        underlined = index + 1 < len(rows) and _UNDERLINE.fullmatch(rows[index + 1].text) and rows[index + 1].gap == 0
        if marked or underlined:
            text = (marked[1] or marked[2]) if marked else row.text
            found.append(Heading(None, None, (row,), text, index, index + 1 if underlined else index))
    if len(found) >= 2:
        return found[1:] if found[0].first == 0 else found
    found = []
    for index in range(_after_head(rows), len(rows) - 1):
        row, below = rows[index], rows[index + 1]
        if (
            row.gap == 0
            or len(row.text) > 90
            or not row.text[:1].isupper()
            or row.text.endswith((".", ",", ";", ":", "!", "?"))
        ):
            continue
        if LABEL.match(row.text) or begins_with_date(row.text) or (LABEL.match(below.text) and below.gap > 0):
            continue
        if not re.match(r"[A-ZÅÄÖ(\d–-]", below.text) or (
            len(below.text) < 20 and not below.text.endswith((".", ":", ")"))
        ):
            continue
        found.append(Heading(None, None, (row,), row.text, index, index))
    return found if len(found) >= 2 else []


_MARKED = re.compile(r"#{1,5}\s+(.+?)\s*#*|\*\*(.+)\*\*")
_UNDERLINE = re.compile(r"[-=_]{4,}")


def _after_head(rows: Sequence[Row]) -> int:
    """The index of the first row after the labels of the head and the lists below them."""
    last = 0
    labels = re.compile(
        "|".join(
            rf"(?:{rule['pattern']})\s*(?::|\t|\s{{3,}}|$)"
            for rule in table("header")["label"]
            if rule["field"] != "contents"
        ),
        re.IGNORECASE,
    )
    for index, row in enumerate(rows[:40]):
        if labels.match(row.text):
            last = index + 1
    while last < len(rows) and last > 0 and rows[last].gap == 0:
        last += 1
    return max(1, last)
