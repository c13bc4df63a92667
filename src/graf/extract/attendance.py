"""Who was there: the lists after `Närvarande`, `Frånvarande` and their like, in lines, in columns or run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from graf.extract.attendance_groups import by_organisation
from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.passage import Passage, span_evidence
from graf.extract.presenters import is_person
from graf.extract.rules import confidence
from graf.extract.section import Section
from graf.extract.titles import is_title, title_and_body
from graf.model import Attendance, Document

_PARTY = re.compile(r"[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{0,2}|-")
_INSTEAD = re.compile(
    r"(?:tjänstgörande )?(?:ersätter|ersättare för|tjänstgör(?:ande)? för|tjg\.? ?ers\.?(?: för)?|i ?stället för)"
    r"\s+(?P<name>.+)",
    re.IGNORECASE,
)
# Presence during some paragraphs (`§§ 3–7`) or hours (`kl. 09.15–11.00`, `från kl. 10`).
_PARTLY = re.compile(
    r",?\s*\(?(?:(?:del av|fr\.?o\.?m\.?|t\.?o\.?m\.?|från(?: och med)?|till(?: och med)?|under|deltog|deltar|ej) )*"
    r"(?:§§?\s*\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|och)\s*§?\s*\d+(?:\s*[-–]\s*\d+)?)*"
    r"|(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?)\)?",
    re.IGNORECASE,
)
_AND_NAME = re.compile(r" och (?=[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖ][a-zåäöé])")
_PRESENTERS_TOO = re.compile(
    r"föredragande enligt (?:nedan|dagordning)|föredragande (?:under|vid) respektive", re.IGNORECASE
)


def presenters_attend(sections: Iterable[Section]) -> Section | None:
    """The list of those present that counts the presenters in (`samt föredragande enligt nedan`), if one does."""
    return next((s for s in sections if s.field == "present" and _PRESENTERS_TOO.search(s.text.text)), None)


def read_posts(sections: Iterable[Section], lexicon: Lexicon) -> list[Attendance]:
    """Who holds the chair and the pen, as the head labels them (`Ordförande: …`)."""
    roles = {"chair": "ordförande", "secretary": "sekreterare"}
    posts: list[Attendance] = []
    for section in sections:
        if section.field in roles:
            posts += _list(section, "present", roles[section.field], lexicon)[:1]
    return posts


def read_lists(sections: Sequence[Section], lexicon: Lexicon, kind: str) -> list[Attendance]:
    """Attendance from the lists in the head (`Närvarande`, `Frånvarande`), and who held the chair and the pen.

    An agenda (`kind`) names its chair before anybody has come: that is no attendance.
    """
    found: list[Attendance] = []
    for section in sections:
        if section.field in ("present", "absent"):
            found += _list(section, "absent" if section.field == "absent" else "present", None, lexicon)
    posts = read_posts(sections, lexicon) if kind == "minutes" else []
    found = [a for i, a in enumerate(found) if a.status != "absent" or a.name not in [b.name for b in found[:i]]]
    for post in posts:
        place = next((i for i, a in enumerate(found) if a.name == post.name), None)
        if place is None:
            found.append(post)
        elif not found[place].role:
            found[place] = replace(found[place], role=post.role)
    return found


_YES_NO = re.compile(
    r"(?P<name>.+?)\s+(?:\(?[A-ZÅÄÖ]{1,3}\)?\s+)?(?P<there>ja|nej|x|frånvarande|förhinder)$",
    re.IGNORECASE,
)


def _columns(section: Section, status: str, lexicon: Lexicon) -> list[Attendance]:
    """A list in columns: `body  NAME`, or `NAME  party  Ja`; every row but a heading must be so."""
    found: list[Attendance] = []
    rows = [row for row in section.rows if not row.text.startswith(section.label)]
    for row in rows:
        named = next((n for n in find_bodies(row.text, lexicon) if n.start == 0), None)
        rest = row.text[named.end :].strip() if named else ""
        answer = _YES_NO.fullmatch(re.sub(r"\s+", " ", row.text))
        if named and is_person(rest, lexicon):
            start = row.start + row.text.rindex(rest)
            where = span_evidence(section.text.document, start, start + len(rest), "attendance-columns")
            found.append(Attendance(rest, rest, status, (where,), named.key))
        elif answer and is_person(answer["name"], lexicon):
            there = answer["there"].casefold() in ("ja", "x", "närvarande")
            where = span_evidence(section.text.document, row.start, row.end, "attendance-columns")
            found.append(Attendance(answer["name"], answer["name"], "present" if there else "absent", (where,)))
    return found if found and (len(found) == len(rows) or 2 <= len(found) >= len(rows) - 1) else []


def _list(section: Section, status: str, role: str | None, lexicon: Lexicon) -> list[Attendance]:
    if columns := _columns(section, status, lexicon):
        return columns
    if groups := by_organisation(section, lexicon):
        return [
            replace(one, organisation=one.organisation or key)
            for key, part in groups
            for one in _list(part, status, role, lexicon)
        ]
    text, found = section.text, list[Attendance]()
    lines = _line_breaks(section, lexicon)
    for start, end in _chunks(text.text, lines):
        part = text.text[start:end]
        inside = re.search(r"\(([^()]+)\)", _PARTLY.sub("", part))
        during = _during(part)
        if found and _PARTLY.fullmatch(part.strip(" .,")):  # `Anna Berg (S), kl. 13.00–14.30`
            found[-1] = replace(found[-1], during=during)
            continue
        bare = re.sub(r"\s*\([^()]*\)", "", _PARTLY.sub("", part)).strip(" .")
        bare = re.sub(r"^(?:(?:samt|och|även)\s+|[-–•*]\s*)", "", bare)
        instead = _INSTEAD.fullmatch(bare)
        if instead and found and is_person(instead["name"], lexicon):
            absent = instead["name"]
            found[-1] = replace(found[-1], substitutes_for=absent)
            offset = start + _place_in(part, absent)
            evidence = (text.evidence(offset, start + len(part.rstrip(" .")), "attendance-substitute"),)
            found.append(Attendance(absent, absent, "absent", evidence))
            continue
        if is_person(bare, lexicon):
            offset = start + _place_in(part, bare)
            evidence = (text.evidence(offset, start + len(part.rstrip(" .")), "attendance-list"),)
            said = inside[1] if inside and not _PARTY.fullmatch(inside[1]) else ""
            organisation = _organisation(said, lexicon)
            title = role or (title_and_body(said, lexicon)[0] if is_title(said) else None)
            surface = _as_written(text, offset, bare)
            found.append(Attendance(bare, surface, status, evidence, organisation, title, during=during))
            continue
        person = _leading_person(bare, lexicon)
        if person:
            rest = bare[len(person) :].strip(" ,–-")
            title, organisation = (
                title_and_body(rest, lexicon) if is_title(rest) else (None, _organisation(rest, lexicon))
            )
            offset = start + _place_in(part, person)
            evidence = (text.evidence(offset, start + len(part.rstrip(" .")), "attendance-list"),)
            surface = _as_written(text, offset, person)
            found.append(Attendance(person, surface, status, evidence, organisation, title or role, during=during))
        elif found and bare and len(bare) < 70:
            last = found[-1]
            title, organisation = (
                title_and_body(bare, lexicon) if is_title(bare) else (None, _organisation(bare, lexicon))
            )
            found[-1] = Attendance(
                last.name,
                last.surface,
                last.status,
                last.evidence,
                last.organisation or organisation,
                last.role or title,
            )
    return [_crossed_out(text.document, entry) for entry in found]


def _during(part: str) -> str | None:
    """Which part of the meeting an entry is for (`§§ 3–7`, `kl. 09.15–11.00`), as printed."""
    found = _PARTLY.search(part)
    return re.sub(r"\s+", " ", found[0]).strip(" ,()") if found else None


def _crossed_out(document: Document, entry: Attendance) -> Attendance:
    """An entry whose name the file shows struck through: absent, whatever the list is of."""
    where = entry.evidence[0]
    if not document.is_struck(where.start, where.start + len(entry.surface)):
        return entry
    rule = "attendance-list-struck"
    return replace(entry, status="struck", evidence=(replace(where, rule=rule, confidence=confidence(rule)),))


def _line_breaks(section: Section, lexicon: Lexicon) -> set[int]:
    """Where a list has a person a line: the places of the spaces before the rows that begin with one.

    A list that runs on over its lines has names in the midst of them too, and begins lines with halves of names.
    """
    starts = {place: row for row in section.rows[1:] if (place := _place_of(section, row.start)) is not None}
    if not starts:
        return set()
    leading = {place for place, row in starts.items() if _one_person(row.text, lexicon)}
    if len(leading) < 0.6 * len(starts):
        return set()
    before = {row.start: earlier.text for earlier, row in pairwise(section.rows)}
    apart = {p for p, row in starts.items() if row.text[:1].isupper() and not before[row.start].endswith((",", "-"))}
    return leading | apart  # a line that is no name (`Tjänstepersoner`) ends the name above it too


def _place_of(section: Section, start: int) -> int | None:
    """The place of the space before a row."""
    place = section.text.index(start)
    return place if place < len(section.text.text) and section.text.text[place] == " " else None


def _one_person(row: str, lexicon: Lexicon) -> bool:
    """Whether a row begins with a person's name and names no other after a comma."""
    row = re.sub(r"\s*\([^()]*\)", "", _PARTLY.sub("", row))
    first, *rest = re.split(r"[,;]\s*", row.strip(" .-–•*"))
    others = [part for part in rest if is_person(part.strip(" ."), lexicon)]
    return (is_person(first.strip(), lexicon) or _leading_person(first, lexicon) is not None) and not others


def _chunks(text: str, lines: set[int]) -> list[tuple[int, int]]:
    chunks, start, depth = [], 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        joined = depth <= 0 and bool(_AND_NAME.match(text, index))
        if (character in ",;•" and depth <= 0) or index in lines or joined:
            chunks.append((start, index))
            start = index + (4 if joined else 1)
    chunks.append((start, len(text)))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip()), e) for s, e in chunks if text[s:e].strip()]


def _as_written(text: Passage, start: int, name: str) -> str:
    """A name as the file has it, before repair, on one line."""
    end = min(start + len(name), len(text.text))
    return re.sub(r"\s+", " ", text.evidence(start, end, "attendance-list").quote) if end > start else name


def _place_in(part: str, name: str) -> int:
    """Where a name begins in the part that it was cleaned from."""
    return max(0, part.find(name.split()[0]))


def _leading_person(text: str, lexicon: Lexicon) -> str | None:
    words = text.split()
    for count in (3, 2):
        name = " ".join(words[:count])
        if len(words) > count and is_person(name, lexicon) and words[0].casefold() in lexicon.given_names:
            return name
    return None


def _organisation(text: str, lexicon: Lexicon) -> str | None:
    named = list(find_bodies(text, lexicon))
    return named[0].key if named else None
