"""What the register knows of people and matters, put over what the documents say: its keys and names win.

A person or a matter whose provisional key an archivist took into the register keeps it for good, also when the
documents would give another. Beyond that an entry is found by what it says: a mention, a name, a case number, an item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.issues import UNSETTLED, Issue
from graf.model import KnownMatter, KnownPerson, Matter, Minutes, Occurrence, Register
from graf.resolve.people_groups import Groups
from graf.resolve.people_names import fold

REGISTER = "register"


def join_variants(groups: Groups, register: Register) -> None:
    """Other spellings of a registered person's name are that person, where only one bears each of them."""
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    for place, unit in enumerate(groups.units):
        by_name[unit.name].add(place)

    def bearers(name: str) -> list[int]:
        return sorted({groups.find(place) for place in by_name[fold(name)]})

    for person in register.persons:
        found = [held[0] for name in (person.name, *person.variants) if len(held := bearers(name)) == 1]
        for other in found[1:]:
            groups.join(found[0], other, f"{REGISTER}: {person.name}")


def people_keys(
    held: Sequence[tuple[Iterable[str], Iterable[tuple[str, int]], Iterable[str]]],
    sums: Mapping[str, str],
    register: Register,
) -> tuple[dict[int, KnownPerson], list[Issue]]:
    """Which of several people are those of the register, by place, and entries that may be several.

    Each is given by the keys that only they can have, the mentions (file, start) and the names. An entry is, in turn,
    the one mentioned where it says, the one with its key, or the only one who bears one of its names.
    """
    if not register.persons:
        return {}, []
    keys = {key: place for place, (own, _, _) in enumerate(held) for key in own}
    mentions = {(sums[file][:16], start): place for place, (_, said, _) in enumerate(held) for file, start in said}
    names: defaultdict[str, set[int]] = defaultdict(set)
    for place, (_, _, called) in enumerate(held):
        for name in called:
            names[fold(name)].add(place)
    found: dict[int, KnownPerson] = {}
    issues: list[Issue] = []
    left: list[KnownPerson] = []
    for person in register.persons:
        at = next((mentions[one] for one in person.mentions if one in mentions), keys.get(person.key))
        if at is None or at in found:
            left.append(person)
        else:
            found[at] = person
    for person in left:
        bearers = {place for name in (person.name, *person.variants) for place in names[fold(name)]} - found.keys()
        if len(bearers) == 1:
            found[bearers.pop()] = person
        elif len(bearers) > 1:
            reason = f"{person.name} ({person.key}) may be any of {len(bearers)} people of that name: add a mention"
            issues.append(Issue("register/people.csv", UNSETTLED, reason, line=person.line))
    return found, issues


def known_matters(matters: Sequence[Matter], minutes: Sequence[Minutes], register: Register) -> tuple[Matter, ...]:
    """The matters with the register's over them: what an entry names by key, case number or item is one matter."""
    left = list(matters)
    made = []
    for known in register.matters:
        items = _items(known, minutes)
        mine = [m for m in left if m.key == known.key or set(items) & set(m.occurrences) or _numbered(m, known)]
        left = [m for m in left if m not in mine]
        occurrences = tuple(dict.fromkeys([*(o for m in mine for o in m.occurrences), *items]))
        if not occurrences:
            continue
        first = mine[0] if mine else Matter(known.key, known.title, ())
        made.append(
            replace(
                first,
                key=known.key,
                title=known.title,
                occurrences=_ordered(occurrences, minutes),
                mentioned=tuple(dict.fromkeys(said for m in mine for said in m.mentioned)),
                reasons=(*dict.fromkeys(reason for m in mine for reason in m.reasons), f"{REGISTER}: {known.source}"),
                case_numbers=tuple(dict.fromkeys([*(n for m in mine for n in m.case_numbers), *known.case_numbers])),
            )
        )
    return tuple(sorted([*left, *made], key=lambda one: one.key))


def _items(known: KnownMatter, minutes: Sequence[Minutes]) -> list[Occurrence]:
    """The items of an entry that are there: those that it lists, and those with one of its case numbers."""
    there = {(one.file, item.number): item for one in minutes for item in one.items if item.number}
    listed = [Occurrence(file, number) for file, number in known.items if (file, number) in there]
    numbers = {fold(number) for number in known.case_numbers}
    cased = [Occurrence(f, str(n)) for (f, n), item in there.items() if fold(item.case_number or "") in numbers]
    return [*listed, *cased]


def _numbered(matter: Matter, known: KnownMatter) -> bool:
    return bool({fold(number) for number in matter.case_numbers} & {fold(number) for number in known.case_numbers})


def _ordered(occurrences: Iterable[Occurrence], minutes: Sequence[Minutes]) -> tuple[Occurrence, ...]:
    days = {one.file: one.date or one.date_latest or "9999" for one in minutes}
    starts = {(one.file, item.number): item.evidence[0].start for one in minutes for item in one.items if item.evidence}
    return tuple(sorted(occurrences, key=lambda o: (days.get(o.file, ""), o.file, starts.get((o.file, o.item), 0))))
