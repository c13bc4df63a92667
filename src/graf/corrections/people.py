"""People merged, split and named by hand, on the identity that the resolution gives: names as written in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.corrections.facts import Fact, facts
from graf.corrections.naming import PERSON, fold, names, renamed
from graf.model import Minutes, Person
from graf.resolve.people_keys import Traits, minted_key

Place = tuple[Minutes, str, int]
"""A name in a document: the document, the name as it stands there, and where it begins."""


def find(people: Iterable[Person], place: Place) -> Person | None:
    """The person whom a document names at a place; None where there is none, or where it may be several."""
    minutes, written, start = place
    wanted = fold(written)
    held = [(person, {fold(seen) for file, seen in person.surfaces if file == minutes.file}) for person in people]
    exact = [person for person, seen in held if wanted in seen]
    near = exact or [person for person, seen in held if any(one in wanted or wanted in one for one in seen)]
    if len(near) > 1:
        here = {(minutes.file, at) for at in range(start, start + len(written) + 1)}
        near = [person for person in near if here & set(person.mentions)]
    return near[0] if len(near) == 1 else None


def named(people: Sequence[Person], name: str, place: Place, salt: str | None) -> tuple[tuple[Person, ...], str]:
    """The people after a document is said to name a person so at a place, and that person's name in the facts.

    Someone known in the file, else the only one known by the name, else somebody new. `salt` is the register's.
    """
    minutes, written, start = place
    mention = (minutes.file, start)
    known = find(people, (minutes, name, start))
    if known is None:
        alike = [one for one in people if fold(name) in {fold(one.name), *(fold(seen) for _, seen in one.surfaces)}]
        known = alike[0] if len(alike) == 1 else None
    if known is None:
        pairs = {(minutes.file, name), (minutes.file, written)}
        key = minted_key((one.key for one in people), salt, _traits(name, place))
        return _sorted([*people, Person(key, name, tuple(sorted(pairs)), mentions=(mention,))]), name
    pairs = {*known.surfaces, (minutes.file, written), (minutes.file, known.name)}
    mentions = tuple(sorted({*known.mentions, mention}))
    return _with(people, known, replace(known, surfaces=tuple(sorted(pairs)), mentions=mentions)), known.name


def merged(
    people: Sequence[Person], minutes: Mapping[str, Minutes], which: Sequence[Person], name: str | None, why: str
) -> tuple[tuple[Person, ...], dict[str, Minutes]]:
    """The people with several of them as one, who keeps the first one's key, and the documents that name them so."""
    kept = which[0]
    called = name or kept.name
    changed = dict(minutes)
    for one in which:
        for file in {file for file, _ in one.surfaces} & set(changed):
            beside = [p for p in people if p not in which and p.name == one.name and _in(p, file)]
            changed[file] = renamed(changed[file], one.name, called, PERSON, _At(one, file) if beside else None)
    files = {file for one in which for file, _ in one.surfaces}
    pairs = {pair for one in which for pair in one.surfaces} | {(file, called) for file in files}
    person = replace(
        kept,
        name=called,
        surfaces=tuple(sorted(pairs)),
        mentions=tuple(sorted({mention for one in which for mention in one.mentions})),
        unsettled=None,
        reasons=(*(reason for one in which for reason in one.reasons), *([why] if len(which) > 1 else [])),
    )
    return _sorted([*(p for p in people if p not in which), person]), changed


def split(
    people: Sequence[Person],
    minutes: Mapping[str, Minutes],
    whom: Person,
    places: Sequence[Place],
    name: str | None,
    salt: str | None,
) -> tuple[tuple[Person, ...], dict[str, Minutes], Person]:
    """The people with some mentions of one as another's, those people's documents, and that other. The rest keeps its
    key and name. `salt` is the register's.

    A name takes all mentions of the person in its document with it, unless that document names the person otherwise
    too: then it takes what stands where it is written so.
    """
    surfaces: set[tuple[str, str]] = set()
    mentions: set[tuple[str, int]] = set()
    for held, written, _ in places:
        own = {pair for pair in whom.surfaces if pair[0] == held.file}
        there = {mention for mention in whom.mentions if mention[0] == held.file}
        others = {fold(seen) for _, seen in own} - {fold(written), fold(whom.name)}
        if others or (fold(written) != fold(whom.name) and _quoted(held, whom.name, there)):
            own = {pair for pair in own if fold(pair[1]) == fold(written)}
            quoted = [fact for fact in facts(held) if any(fold(written) in fold(one.quote) for one in fact.evidence)]
            there &= {(held.file, one.start) for fact in quoted for one in fact.evidence}
        surfaces |= own
        mentions |= there
    beside = {file for file, _ in set(whom.surfaces) - surfaces} & {file for file, _ in surfaces}
    called = name or (places[0][1] if beside else whom.name)
    files = {file for file, _ in surfaces}
    other = Person(
        minted_key((one.key for one in people), salt, _traits(called, places[0]), whom.key),
        called,
        tuple(sorted(surfaces | {(file, called) for file in files})),
        mentions=tuple(sorted(mentions)),
    )
    changed = dict(minutes)
    for file in files:
        where = _At(other, file) if file in beside else None
        changed[file] = renamed(changed[file], whom.name, called, PERSON, where)
    left = replace(
        whom,
        surfaces=tuple(pair for pair in whom.surfaces if pair not in surfaces),
        mentions=tuple(one for one in whom.mentions if one not in mentions),
        unsettled=None,
    )
    return _sorted([*_with(people, whom, left), other]), changed, other


def tidied(people: Iterable[Person], minutes: Mapping[str, Minutes], touched: Iterable[str]) -> tuple[Person, ...]:
    """The people without what no fact names any more, of those whose names (`touched`) a correction took away."""
    gone = set(touched)
    left = []
    for one in people:
        if one.name in gone:
            named_in = {file for file, _ in one.surfaces if file in minutes and names(minutes[file], one.name, PERSON)}
            surfaces = tuple(pair for pair in one.surfaces if pair[0] in named_in)
            one = replace(one, surfaces=surfaces, mentions=tuple(m for m in one.mentions if m[0] in named_in))
        if one.surfaces:
            left.append(one)
    return _sorted(left)


def _traits(name: str, place: Place) -> Traits:
    minutes, _, start = place
    return Traits(name, minutes.body or "", "", minutes.date or "", 0, (minutes.sha256, start))


def _quoted(minutes: Minutes, name: str, mentions: set[tuple[str, int]]) -> bool:
    """Whether a document has a name itself where it mentions somebody."""
    passages = (one for fact in facts(minutes) for one in fact.evidence if (minutes.file, one.start) in mentions)
    return any(fold(name) in fold(one.quote) for one in passages)


def _in(person: Person, file: str) -> bool:
    return any(seen == file for seen, _ in person.surfaces)


class _At:
    """Whether a fact stands where a person is mentioned in a file."""

    def __init__(self, person: Person, file: str) -> None:
        self.places = {start for seen, start in person.mentions if seen == file}

    def __call__(self, fact: Fact) -> bool:
        return any(passage.start in self.places for passage in fact.evidence)


def _with(people: Iterable[Person], old: Person, new: Person) -> tuple[Person, ...]:
    return tuple(new if one is old else one for one in people)


def _sorted(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: one.key))
