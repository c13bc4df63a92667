"""Lists of those present in groups: the organisation first, on a line of its own or before a colon, then its people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graf.extract.attendance_said import name_of
from graf.extract.bodies import Lexicon
from graf.extract.passage import passage
from graf.extract.row import Row
from graf.extract.rules import any_pattern
from graf.extract.section import Section


def by_organisation(section: Section, lexicon: Lexicon) -> list[tuple[str, Section]]:
    """The groups of a list: each organisation's key, and its part of the list; none where the list has no groups.

    `Falu kommun: Ada Ek, Bo Alm`, or the same in rows below each other. The first row must name an organisation: below
    a person's name it is that person's.
    """
    document = section.text.document
    first = section.text.place(0)
    groups: list[tuple[str, list[Row]]] = []
    for row in section.rows:
        start = max(row.start, first)
        if start >= row.end:
            continue  # the label
        for key, rest in _parts(replace(row, text=row.text[start - row.start :], start=start), lexicon):
            if key:
                groups.append((key, []))
            if not groups:
                return []
            if rest.text.strip():
                groups[-1][1].append(rest)
    if any(not rows for _, rows in groups):
        return []
    return [(key, Section(section.field, section.label, passage(document, rows), tuple(rows))) for key, rows in groups]


def begins_with_group(text: str, lexicon: Lexicon) -> bool:
    """Whether a row of a list begins with an organisation that no register knows: `Boklånarna: Ada Ek, Bo Alm`."""
    head, colon, rest = text.partition(":")
    bare = head.strip(" -–•*")
    first = re.split(r"[,;(]| och ", rest, maxsplit=1)[0]
    named = bare[:1].isupper() and len(bare.split()) <= 6 and not any_pattern("attendance", "no_group").search(bare)
    return bool(colon) and named and name_of(first, lexicon) is not None


def group_of_label(label: str, lexicon: Lexicon) -> str | None:
    """The organisation that a label names (`För Kommunal:`, `Deltagare från Falu kommun:`); none for a side."""
    match = any_pattern("attendance", "of_group").match(label)
    if not match:
        return None
    return lexicon.key_of(match["name"]) or (match["name"] if match["name"][:1].isupper() else None)


def _parts(row: Row, lexicon: Lexicon) -> Iterator[tuple[str | None, Row]]:
    """The organisation that a row begins with or consists of, and what follows in the row."""
    head, colon, _ = row.text.partition(":")
    bare = re.sub(r"\s*\([^()]*\)$", "", head.strip(" -–•*"))
    key = lexicon.key_of(bare) if len(head.split()) <= 8 else None
    if key is None and begins_with_group(row.text, lexicon):
        key = bare
    if key is None:
        yield None, row
    else:
        after = len(head) + len(colon)
        after += len(row.text[after:]) - len(row.text[after:].lstrip())
        yield key, replace(row, text=row.text[after:], start=row.start + after)
