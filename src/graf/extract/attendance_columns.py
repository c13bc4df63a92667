"""Lists of those present in columns: a person a row, organisation, post and a mark (`x`, `Ja`, `–`) in cells beside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graf.extract.attendance_said import (
    about,
    during,
    in_parentheses,
    instead_in,
    instead_of,
    name_of,
    without_during,
)
from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.passage import span_evidence
from graf.extract.row import Row
from graf.extract.rules import any_of, any_pattern, table
from graf.extract.section import Section
from graf.model import Attendance

_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row: its name cell, what stands before and after it, and its mark (None where it has none)."""

    row: Row
    start: int
    name: str
    title: str | None
    said: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    mark: bool | None
    apart: bool  # whether the row has cells


def read_columns(section: Section, status: str, lexicon: Lexicon) -> list[Attendance]:
    """Those whom a list in columns names, where most rows hold a name and something beside it; else none."""
    first = section.text.place(0)
    rows = [row for row in section.rows if row.end > first]
    heads = [row for row in rows if row.start >= first and _is_heads(row)]
    entries = [e for row in rows if row not in heads and (e := _entry(row, max(0, first - row.start), lexicon))]
    apart = sum(e.apart for e in entries)
    if (
        not apart
        or (apart < 2 and not heads and not all(e.apart for e in entries))
        or 2 * apart < len(entries)
        or len(entries) < 0.6 * (len(rows) - len(heads))
    ):
        return []
    marked = sum(e.mark is True for e in entries) and sum(e.mark is not None for e in entries) >= 2
    told = any(_organisation().search(row.text) for row in heads)
    groups = _organisations(entries, told, lexicon)
    found = list[Attendance]()
    held: str | None = None
    for entry in entries:
        role, organisation = about(", ".join(entry.after), lexicon)
        inner = in_parentheses(entry.said, lexicon) if entry.said else (None, None)
        absent = next((name for cell in entry.after if (name := instead_of(cell, lexicon))), None)
        held = groups.get(entry.before[-1]) if entry.before else held
        present = (status == "present" and entry.mark is not False) if not marked else bool(entry.mark)
        where = span_evidence(section.text.document, entry.row.start + entry.start, entry.row.end, "attendance-columns")
        surface = where.quote[: len(entry.name)]
        found.append(
            Attendance(
                entry.name,
                surface,
                "present" if present else "absent",
                (where,),
                organisation or inner[1] or held,
                entry.title or role or inner[0],
                substitutes_for=absent,
                during=during(", ".join((entry.said, *entry.after))),
            )
        )
        if absent:
            start = entry.row.start + entry.row.text.rindex(absent)
            where = span_evidence(section.text.document, start, start + len(absent), "attendance-substitute")
            found.append(Attendance(absent, absent, "absent", (where,)))
    return found


def _is_heads(row: Row) -> bool:
    cells = [match[0] for match in _CELL.finditer(row.text)]
    return len(cells) > 1 and all(_heading().fullmatch(cell) for cell in cells)


@cache
def _heading() -> re.Pattern[str]:
    """Matches the heading of a column."""
    return re.compile(rf"{any_of('attendance', 'column')}\.?(?:\s*[/,]\s*\w+\.?)?", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    """Matches in the heading of a column that says where people come from."""
    told = (rule["pattern"] for rule in table("attendance")["column"] if rule.get("organisation"))
    return re.compile("|".join(told), re.IGNORECASE)


def _entry(row: Row, skip: int, lexicon: Lexicon) -> _Entry | None:
    """A row that names one person; `skip` characters of it are the label's."""
    cells = [(match.start(), match[0]) for match in _CELL.finditer(row.text, skip)]
    if len(cells) == 1:
        cells = _within(cells[0], lexicon)
    people = []
    for place, (start, text) in enumerate(cells):
        until, begin = next(iter(instead_in(text, lexicon)), (len(text), len(text)))
        bare = re.sub(r"\s*\([^()]*\)", "", without_during(text[:until])).strip()
        name, *rest = re.split(r",\s*", bare, maxsplit=1)
        rest += [text[begin:]] if text[begin:] else []
        if named := name_of(name, lexicon):
            people.append((place, start, text, named, rest))
    if len(people) != 1:
        return None
    place, start, text, (name, title), rest = people[0]
    inside = re.search(r"\(([^()]+)\)", without_during(text))
    after, mark = [*rest], None
    for _, cell in cells[place + 1 :]:
        if any_pattern("attendance", "away").match(cell):
            mark = False
        elif any_pattern("attendance", "there").fullmatch(cell):
            mark = True
        elif not re.fullmatch(r"\(?[A-ZÅÄÖ]{1,3}\)?", cell):  # a party
            after.append(cell)
    before = tuple(cell for _, cell in cells[:place])
    start += text.index(name.split()[0])
    return _Entry(row, start, name, title, inside[1] if inside else "", before, tuple(after), mark, len(cells) > 1)


def _within(cell: tuple[int, str], lexicon: Lexicon) -> list[tuple[int, str]]:
    """The parts of a row that keeps its columns only one space apart: a body before the name, a mark behind it."""
    start, text = cell
    named = next((n for n in find_bodies(text, lexicon) if n.start == 0), None)
    if named and name_of(text[named.end :], lexicon):
        after = named.end + len(text[named.end :]) - len(text[named.end :].lstrip())
        return [(start, text[: named.end]), (start + after, text[after:])]
    answer = re.fullmatch(r"(?P<name>.+?)\s+(?P<there>ja|nej|x|frånvarande|förhinder)", text, re.IGNORECASE)
    return [(start, answer["name"]), (start + answer.start("there"), answer["there"])] if answer else [cell]


def _organisations(entries: Sequence[_Entry], told: bool, lexicon: Lexicon) -> dict[str, str]:
    """What the cells before the names mean, where most of them are organisations (and not classes or numbers).

    `told`: the column's head says so.
    """
    said = list(dict.fromkeys(entry.before[-1] for entry in entries if entry.before))
    known = {text: named.key for text in said if (named := next(iter(find_bodies(text, lexicon)), None))}
    if not told and len(known) * 2 < len(said):
        return known
    return {text: known.get(text, text) for text in said if re.match(r"[A-ZÅÄÖ]\w{2}", text)}
