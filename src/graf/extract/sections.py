"""The labelled parts of a document's head (`Närvarande: …`, `Plats …`): where each begins and how far it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from graf.extract.attendance_groups import begins_with_group
from graf.extract.bodies import Lexicon
from graf.extract.passage import passage
from graf.extract.row import Row
from graf.extract.rules import table, words
from graf.extract.section import Section
from graf.model import Document


@cache
def _labels() -> re.Pattern[str]:
    fields: dict[str, list[str]] = {}
    for rule in table("header")["label"]:
        fields.setdefault(rule["field"], []).append(rule["pattern"])
    groups = "|".join(f"(?P<{field}>{'|'.join(patterns)})" for field, patterns in fields.items())
    return re.compile(rf"(?:{groups})(?=\s*(?::|$)|\s+\d|\s+[A-ZÅÄÖ])\s*:?\s*", re.IGNORECASE)


# A colon, a column, or what a colon was misread as; without one, a number or a list of names.
_NAME = r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+){1,2}"
_AFTER_LABEL = rf"(?:\s*(?:[:;]|\||\t|\s{{2,}}|[.,·](?=\s+[A-ZÅÄÖ\d]))\s*|\s+(?=\d|(?-i:{_NAME}, {_NAME}))"


@cache
def _strict_labels() -> re.Pattern[str]:
    before = sorted({*words("verb", "attendance"), *words("before", "attendance")})
    after = _AFTER_LABEL + "|(?:" + "|".join(rf"(?<=\b{word})" for word in before)
    after += rf")\s+(?=(?-i:{_NAME}|[A-ZÅÄÖ][\w-]+$)))"
    return re.compile(
        _labels().pattern.replace(r"(?=\s*(?::|$)|\s+\d|\s+[A-ZÅÄÖ])\s*:?\s*", after),
        re.IGNORECASE,
    )


_OTHER_LABEL = re.compile(r"(?P<other>[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,3})\s*:(?!\d)\s*")  # one that no rule knows


_BOLD = re.compile(r"[*_]{1,2}(?=[A-ZÅÄÖ][^*_]{2,40}:?[*_]{1,2})")  # `**Närvarande:** Ada Ek`


def find_sections(document: Document, rows: Sequence[Row], lexicon: Lexicon) -> Iterator[Section]:
    """The labelled parts of a head, in order: each from its label to the next."""
    starts: list[tuple[int, re.Match[str]]] = []
    rows = [
        replace(row, text=row.text[m.end() :], start=row.start + m.end()) if (m := _BOLD.match(row.text)) else row
        for row in rows
    ]
    rows = [piece for row, below in zip_longest(rows, rows[1:]) for piece in _told_apart(row, below)]
    for index, row in enumerate(rows):
        listing = bool(starts) and row.gap == 0 and starts[-1][1].lastgroup in ("present", "absent")
        match = _strict_labels().match(row.text) or _alone(row) or _broken(row, rows[index + 1 : index + 2])
        if match or (match := _other_label(row, lexicon, listing)):
            starts.append((index, match))
    for place, (index, match) in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else len(rows)
        field = match.lastgroup or ""
        taken = [rows[index]]
        for row in rows[index + 1 : stop]:
            if row.gap > 0 and len(taken[-1].text) > len(match[0]) and field not in ("present", "absent"):
                break
            taken.append(row)
        text = passage(document, taken)
        after = len(re.sub(r"\s+", " ", match[0]))
        rest = text.part(after)
        if rest.text.strip():
            yield Section(field, match[0].strip(" :"), rest, tuple(taken))


def _told_apart(row: Row, below: Row | None) -> Iterator[Row]:
    """A row that begins to tell who was there, or was not, in its midst (`… Bo Alm. Frånvarande: Cia Dal`), in two."""
    for sentence in _SENTENCE.finditer(row.text):
        rest = replace(row, text=row.text[sentence.end() :], start=row.start + sentence.end(), gap=0)
        match = _strict_labels().match(rest.text) or _broken(rest, [below] if below else [])
        if match and match.lastgroup in ("present", "absent"):
            yield replace(row, text=row.text[: sentence.end()].rstrip())
            yield from _told_apart(rest, below)
            return
    yield row


def _broken(row: Row, below: Sequence[Row]) -> re.Match[str] | None:
    """A label of two words or more that goes on in the next row (`Anmält`, `förhinder: Cia Dal`)."""
    if len(row.text) > 24 or not below or below[0].gap or not below[0].text[:1].islower():
        return None
    return _strict_labels().match(f"{row.text} {below[0].text}")


_SENTENCE = re.compile(r"[.;!] +(?=[A-ZÅÄÖ])")


def _other_label(row: Row, lexicon: Lexicon, listing: bool) -> re.Match[str] | None:
    """A label that no rule knows. An organisation (`Falu kommun: Ada Ek`) is none: its people follow, in a list.

    `listing`: the row stands in a list of those present.
    """
    match = _OTHER_LABEL.match(row.text)
    if match is None or lexicon.key_of(match["other"]):
        return None
    return None if listing and begins_with_group(row.text, lexicon) else match


def _alone(row: Row) -> re.Match[str] | None:
    """A label that stands alone on its row, the list below it."""
    match = _labels().match(row.text)
    return match if match and match.end() == len(row.text) and row.text[:1].isupper() else None
