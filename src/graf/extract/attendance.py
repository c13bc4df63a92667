"""Who was there: the lists after `Närvarande`, `Frånvarande` and their like, in lines, in columns or run on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from graf.extract.attendance_columns import read_columns
from graf.extract.attendance_groups import by_organisation, group_of_label
from graf.extract.attendance_said import (
    about,
    during,
    from_whom,
    in_parentheses,
    instead_in,
    instead_of,
    is_during,
    name_of,
    without_during,
)
from graf.extract.bodies import Lexicon
from graf.extract.passage import Passage
from graf.extract.presenters import is_person
from graf.extract.row import Row
from graf.extract.rules import any_pattern, confidence
from graf.extract.section import Section
from graf.model import Attendance, Document, Evidence

_AND_NAME = re.compile(r" (?:och|samt) (?=[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖ][a-zåäöé])")


def presenters_attend(sections: Iterable[Section]) -> Section | None:
    """The list of those present that counts the presenters in (`samt föredragande enligt nedan`), if one does."""
    counted = any_pattern("attendance", "presenters")
    return next((s for s in sections if s.field == "present" and counted.search(s.text.text)), None)


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
            group = group_of_label(section.label, lexicon)
            listed = _list(section, "absent" if section.field == "absent" else "present", None, lexicon)
            found += [replace(one, organisation=one.organisation or group) for one in listed] if group else listed
    posts = read_posts(sections, lexicon) if kind == "minutes" else []
    there = {a.name for a in found if a.status != "absent"}  # who was replaced for a part of the time
    found = [
        a for i, a in enumerate(found) if a.status != "absent" or a.name not in there | {b.name for b in found[:i]}
    ]
    for post in posts:
        place = next((i for i, a in enumerate(found) if a.name == post.name), None)
        if place is None:
            found.append(post)
        elif not found[place].role:
            found[place] = replace(found[place], role=post.role)
    return found


def _is_seat(group: str) -> bool:
    """Whether a group of members (`Externa ledamöter:`) is no organisation."""
    return bool(any_pattern("attendance", "seats").search(group))


def _list(section: Section, status: str, role: str | None, lexicon: Lexicon) -> list[Attendance]:
    if columns := read_columns(section, status, lexicon):
        return columns
    if groups := by_organisation(section, lexicon):
        return [
            replace(one, organisation=one.organisation or (None if _is_seat(key) else key))
            for key, part in groups
            for one in _list(part, status, role, lexicon)
        ]
    text, found = section.text, list[Attendance]()
    lines = _line_breaks(section, lexicon)
    each = bool(lines) and all(row.text.count(",") < 3 and _one_person(row.text, lexicon) for row in _own_rows(section))
    instead = dict(instead_in(text.text, lexicon))
    for start, end in _chunks(text.text, lines | _lost_commas(text.text, lexicon), instead):
        part = text.text[start:end]
        beside = each and bool(found) and text.text[start - 2 : start] == ", "
        if found and is_during(part):  # `Anna Berg (S), kl. 13.00–14.30`
            found[-1] = replace(found[-1], during=during(part))
            continue
        inside = re.search(r"\(([^()]+)\)", without_during(part))
        bare = re.sub(r"\s*\([^()]*\)", "", without_during(part)).strip(" .")
        bare = re.sub(r"^(?:(?:samt|och|även)\s+|[-–•*]\s*|\d{1,2}[.)]\s+)", "", bare)
        absent = instead_of(bare, lexicon) if found else None
        if absent:
            found[-1] = replace(found[-1], substitutes_for=absent, during=found[-1].during or during(part))
            where = _evidence(text, start, part, absent, "attendance-substitute")
            found.append(Attendance(absent, absent, "absent", (where,)))
            continue
        said = in_parentheses(inside[1], lexicon) if inside else (None, None)
        bare, sent_by = from_whom(bare, lexicon)
        named = name_of(bare, lexicon)
        if named and beside and not _known_person(bare, lexicon):
            named = None  # `Ada Ek, Röda Korset` on a line of its own
        if not named and (person := _leading_person(bare, lexicon)):
            named, said = (person, None), about(bare[len(person) :], lexicon)
        if named:
            name, title = named
            where = _evidence(text, start, part, name, "attendance-list")
            begun = start + _place_in(part, name)
            surface = _as_written(text, begun, name)
            found.append(
                Attendance(
                    name, surface, status, (where,), said[1] or sent_by, title or role or said[0], during=during(part)
                )
            )
            both = sent_by and len(found) > 1 and text.text[:start].endswith(" och ")  # `Ada Ek och Bo Alm från PRO`
            if both and not (found[-2].organisation or found[-2].role):
                found[-2] = replace(found[-2], organisation=sent_by)
        elif found and bare and len(bare) < 70:
            title, organisation = about(bare, lexicon)
            last = found[-1]
            found[-1] = replace(
                last,
                evidence=(text.evidence(begun, start + len(part.rstrip(" .")), "attendance-list"),),
                organisation=last.organisation or organisation or said[1],
                role=last.role or title or said[0],
                during=last.during or during(part),
            )
    return [_crossed_out(text.document, entry) for entry in found]


def _crossed_out(document: Document, entry: Attendance) -> Attendance:
    """An entry whose name the file shows struck through: absent, whatever the list is of."""
    where = entry.evidence[0]
    if not document.is_struck(where.start, where.start + len(entry.surface)):
        return entry
    rule = "attendance-list-struck"
    return replace(entry, status="struck", evidence=(replace(where, rule=rule, confidence=confidence(rule)),))


def _own_rows(section: Section) -> list[Row]:
    """The rows of a list without its label."""
    first = section.text.place(0)
    rows = [row for row in section.rows if row.end > first]
    return [replace(row, text=row.text[max(0, first - row.start) :]) for row in rows]


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
    row = row[: min((end for end, _ in instead_in(row, lexicon)), default=len(row))]
    row = re.sub(r"\s*\([^()]*\)", "", without_during(row))
    first, *rest = re.split(r"[,;]\s*", re.sub(r"^\d{1,2}[.)]\s+", "", row.strip(" .-–•*")))
    others = [part for part in rest if _known_person(part.strip(" ."), lexicon)]
    return (name_of(first, lexicon) is not None or _leading_person(first, lexicon) is not None) and not others


def _known_person(text: str, lexicon: Lexicon) -> bool:
    first = text.casefold().split(" ")[0]
    return is_person(text, lexicon) and (first in lexicon.given_names or first.split("-")[0] in lexicon.given_names)


def _chunks(text: str, lines: set[int], instead: Mapping[int, int]) -> list[tuple[int, int]]:
    """The entries of a list, as places in it. `instead`: one that ends at the first place goes on at the second."""
    chunks, start, depth = [], 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        joined = _AND_NAME.match(text, index) if character == " " and depth <= 0 else None
        if (character in ",;•" and depth <= 0) or index in lines or joined or index in instead:
            chunks.append((start, index))
            start = joined.end() if joined else instead.get(index, index + 1)
    chunks.append((start, len(text)))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip()), e) for s, e in chunks if text[s:e].strip()]


_NAME = r"[A-ZÅÄÖ][a-zåäöé-]+(?: [A-ZÅÄÖ][\wåäöé-]+){1,2}"
_POINT = re.compile(rf"(?<=[a-zåäöé])[.·:] (?={_NAME}(?:[,;.]|$| och | samt ))")
_FOUR = re.compile(r"(?<![\w-])" + r" ".join([r"([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)"] * 4) + r"(?=[,;.]|$)")


def _lost_commas(text: str, lexicon: Lexicon) -> set[int]:
    """Where a scanner lost a comma of a list of names, or took it for a point: `Ada Ek. Bo Alm`, `Ada Ek Bo Alm`."""
    given = lexicon.given_names
    found = {match.start() for match in _POINT.finditer(text)} if "," in text else set()
    for match in _FOUR.finditer(text):
        if [word.casefold() in given for word in match.groups()] == [True, False, True, False]:
            found.add(match.end(2))
    return found


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
        if count == 3 and len(words) > 3 and lexicon.key_of(" ".join(words[2:])):
            continue  # `Ada Ek Avesta kommun`
        if len(words) > count and is_person(name, lexicon) and words[0].casefold() in lexicon.given_names:
            return name
    return None


def _evidence(text: Passage, start: int, part: str, name: str, rule: str) -> Evidence:
    """The passage of an entry: from the name to the end of its part."""
    return text.evidence(start + _place_in(part, name), start + len(part.rstrip(" .")), rule)
