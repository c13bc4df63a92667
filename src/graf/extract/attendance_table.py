"""Attendance in a table: names beside municipalities, names and titles at the right, struck names too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.names import LOOKS_LIKE_NAME
from graf.extract.passage import span_evidence
from graf.extract.presenters import is_person
from graf.extract.row import Row
from graf.extract.titles import find_title, title_and_body
from graf.model import Attendance, Document

_LETTER = r"[A-ZÅÄÖÉa-zåäöéü]"
_STRUCK = re.compile(rf"{_LETTER}{{3,}}-[A-ZÅÄÖ][a-zåäöé]{{2,}}")


def read_table(document: Document, rows: Sequence[Row], lexicon: Lexicon) -> list[Attendance]:
    """Attendance from a table whose rows read `NAME, NAME | municipality | NAME title`, as far as three rows do."""
    split = [(row, _split(row, lexicon)) for row in rows]
    if sum(place is not None for _, place in split) < 3:
        return []
    first = next(i for i, (_, place) in enumerate(split) if place is not None)
    last = max(i for i, (_, place) in enumerate(split) if place is not None)
    found: list[Attendance] = []
    left_of_last: int | None = None
    for row, place in split[first : last + 1]:
        if place is None:
            word = row.text.strip(" |")
            if left_of_last is not None and re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+", word):
                found[left_of_last] = _longer(found[left_of_last], word, document, row)
            elif is_person(word, lexicon):
                found.append(_entry(document, row, 0, len(row.text), word, None, None, lexicon))
            continue
        start, end, key = place
        left_of_last = len(found)
        found += _names(document, row, 0, start, key, lexicon)
        found += _titled(document, row, end, lexicon)
    return found


def _split(row: Row, lexicon: Lexicon) -> tuple[int, int, str] | None:
    """Where a row names its municipality, with a person's name before it."""
    for named in find_bodies(row.text, lexicon):
        if not (named.place or lexicon.type_of(named.key) in ("municipality", "region")):
            continue
        before = row.text[: named.start].strip(" |,")
        if before and all(_namelike(part.strip()) for part in before.split(",")):
            return named.start, named.end, named.key
    return None


def _namelike(part: str) -> bool:
    return bool(LOOKS_LIKE_NAME.fullmatch(part) or _STRUCK.fullmatch(part))


def _names(document: Document, row: Row, start: int, end: int, key: str, lexicon: Lexicon) -> list[Attendance]:
    found: list[Attendance] = []
    place = start
    for part in row.text[start:end].split(","):
        name = part.strip(" |")
        if name:
            offset = place + part.index(name)
            found.append(_entry(document, row, offset, offset + len(name), name, key, None, lexicon))
        place += len(part) + 1
    struck = [a for a in found if a.status == "struck"]
    present = [a for a in found if a.status == "present"]
    if len(struck) == 1 and len(present) == 1:
        substitute = present[0]
        found[found.index(substitute)] = Attendance(
            substitute.name, substitute.surface, "present", substitute.evidence, key, substitute.role, struck[0].name
        )
    return found


def _titled(document: Document, row: Row, start: int, lexicon: Lexicon) -> list[Attendance]:
    """The right half of a row: `NAME title body`."""
    rest = row.text[start:]
    text = rest.strip(" |")
    offset = start + (rest.index(text) if text else 0)
    if not text:
        return []
    title = find_title(text)
    head = text[: title.start()].strip(" ,|") if title else text
    words = head.split()
    if not head or not (_STRUCK.fullmatch(head) or (2 <= len(words) <= 4 and is_person(head, lexicon))):
        return []
    role, body = title_and_body(text[title.start() :], lexicon) if title else (None, None)
    end = offset + len(text)
    return [_entry(document, row, offset, end, head, body, role, lexicon)]


def _entry(
    document: Document, row: Row, start: int, end: int, name: str, key: str | None, role: str | None, lexicon: Lexicon
) -> Attendance:
    """One name of a table, struck where the file shows it; OCR joins the words of such a name by a hyphen."""
    crossed = document.is_struck(*document.original_span(row.start + start, row.start + start + len(name)))
    garbled = bool(_STRUCK.fullmatch(name)) and " " not in name
    struck = crossed or garbled
    rule = "attendance-table-struck" if crossed else "attendance-table-garbled" if struck else "attendance-table"
    where = span_evidence(document, row.start + start, row.start + end, rule)
    plain = " ".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split()) if garbled else name
    surface = span_evidence(document, row.start + start, row.start + start + len(name), "attendance-table").quote
    return Attendance(plain, surface, "struck" if struck else "present", (where,), key, role)


def _longer(entry: Attendance, word: str, document: Document, row: Row) -> Attendance:
    """A name that goes on in the row below."""
    more = span_evidence(document, row.start, row.end, "attendance-table")
    return Attendance(
        f"{entry.name} {word}", f"{entry.surface} {word}", entry.status, (*entry.evidence, more), entry.organisation,
        entry.role, entry.substitutes_for,
    )  # fmt: skip
