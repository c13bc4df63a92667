"""Who is who: mentions of people become people, by what the documents say of those who bear a name.

Likeness alone never joins, nor does a name alone part. Names are read from the documents (`people_mentions`) and
compared (`people_names`); what speaks for one person and what against is weighed (`people_evidence`) by the circles
that people move in (`people_circles`); and nobody is joined who cannot be one (`people_groups`). Each gets a key
(`people_keys`), and the facts the name that is theirs (`people_called`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from graf.issues import UNSETTLED, Issue
from graf.model import Document, Minutes, Person, Register
from graf.resolve.known import join_variants, people_keys
from graf.resolve.people_called import renamed
from graf.resolve.people_circles import Circles, units
from graf.resolve.people_evidence import Scale
from graf.resolve.people_groups import Groups, group
from graf.resolve.people_held import gather
from graf.resolve.people_keys import free, provisional_keys
from graf.resolve.people_mentions import Appearance, appearances, stated
from graf.resolve.people_names import Rarity, fold, slip

STRUCK_LIKENESS, STRUCK_MARGIN = 0.6, 0.12  # a struck, garbled name and the one it is read as
_SAID = 5  # reasons kept for one person


def settle_people(
    minutes: Sequence[Minutes], documents: Mapping[str, Document], register: Register
) -> tuple[tuple[Minutes, ...], tuple[Person, ...], list[Issue]]:
    """The documents with one name for each person, the people, and what stays open about them."""
    certain = {one.file: stated(one) for one in minutes}
    known = {fold(mention.name) for mentions in certain.values() for mention in mentions}
    found = {one.file: appearances(one, certain[one.file], known) for one in minutes}
    circles = Circles(minutes, found, register)
    made = units(found, circles)
    scale = Scale(made, circles, Rarity(unit.name for unit in made))
    groups = group(made, scale, map(fold, register.people))
    join_variants(groups, register)
    _restore_struck(groups, register)
    _doubt_the_twice_listed(groups, circles)
    met = gather(groups, minutes)
    keys = provisional_keys([one.traits for one in met], register.salt, several=bool(register.persons))
    sums = {one.file: one.sha256 for one in minutes}
    known_as, issues = people_keys([one.met(own) for one, own in zip(met, keys, strict=True)], sums, register)
    taken = {entry.key for entry in known_as.values()}
    people: list[Person] = []
    called: defaultdict[str, list[tuple[Appearance, str]]] = defaultdict(list)
    for place, held in enumerate(met):
        entry = known_as.get(place)
        name = held.best(register) if entry is None else entry.name
        for one in held.appearances:
            called[one.file].append((one, name))
        doubt = "; ".join(sorted(set(held.doubts))[:_SAID]) or held.doubt()
        if doubt:
            issues.append(Issue(held.file, UNSETTLED, f"{name}: {doubt}"))
        people.append(
            Person(
                key=free(keys[place], taken) if entry is None else entry.key,
                name=name,
                surfaces=tuple(sorted({(f, s) for f, m in held.mentions for s in (m.surface, m.name)})),
                unsettled=doubt,
                mentions=tuple(sorted({(f, m.start) for f, m in held.mentions})),
                reasons=tuple(sorted(set(held.reasons))[:_SAID]),
            )
        )
    return tuple(renamed(one, called[one.file]) for one in minutes), tuple(sorted(people, key=lambda p: p.key)), issues


# --- what lists alone say -------------------------------------------------------------------------------------------


def _restore_struck(groups: Groups, register: Register) -> None:
    """A name that is struck through is often garbled: it goes to the one known name that is near, if only one is."""
    whole = {unit.name for unit in groups.units if not all(one.struck for one in unit.appearances)}
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(groups.units):
        by_name[unit.name].append(place)
    known = sorted(whole | {fold(name) for name in register.people})
    for name in sorted(by_name.keys() - whole):
        target = _restored(name, known)
        if target is not None and target in by_name:
            for place in by_name[name]:
                groups.join(place, min(by_name[target], key=lambda other: groups.units[other].key))


def _restored(name: str, known: Iterable[str]) -> str | None:
    """The known name that a struck, garbled one stands for, if only one is near."""
    family = name.split()[-1]
    ranked = sorted(
        (
            (SequenceMatcher(None, name, other, autojunk=False).ratio(), other)
            for other in known
            if slip(family, other.split()[-1])
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < STRUCK_LIKENESS:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < STRUCK_MARGIN:
        return None
    return ranked[0][1]


def _doubt_the_twice_listed(groups: Groups, circles: Circles) -> None:
    """Two of one name in a list are two people; where nothing tells them apart, both say that they may be one."""
    twice = {(one.file, unit.name) for unit in groups.units if unit.key[3] for one in unit.appearances}
    names = {name for _, name in twice}
    held: defaultdict[tuple[str, str], list[tuple[int, Appearance]]] = defaultdict(list)
    for place, unit in enumerate(groups.units):
        for one in unit.appearances if unit.name in names else ():
            if (one.file, unit.name) in twice and one.listed:
                held[one.file, unit.name].append((place, one))
    for (file, _), both in sorted(held.items()):
        said = [set(circles.strict(one.organisations)) for _, one in both]
        if not (all(said) and len(set().union(*said)) == sum(map(len, said))):
            for place, _ in both:
                groups.doubt(place, f"the name stands twice in the list of {file}: two people, or one listed twice")
