"""People merged, split and named by hand, on the identity that the resolution gives: names as written in files."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.corrections.facts import Fact
from graf.corrections.naming import PERSON, fold, names, renamed
from graf.model import Minutes, Person

Place = tuple[Minutes, str, int]
"""A name in a document: the document, the name as it stands there, and where it begins."""


def find(people: Iterable[Person], file: str, written: str) -> Person | None:
    """The person whom a file names so; None where there is none, or where it may be several."""
    wanted = fold(written)
    held = [(person, {fold(seen) for where, seen in person.surfaces if where == file}) for person in people]
    exact = [person for person, seen in held if wanted in seen]
    near = exact or [person for person, seen in held if any(one in wanted or wanted in one for one in seen)]
    return near[0] if len(near) == 1 else None


def named(people: Sequence[Person], name: str, place: Place) -> tuple[tuple[Person, ...], str]:
    """The people after a document is said to name a person so at a place, and that person's name in the facts.

    Someone known in the file, else the only one known by the name, else somebody new, with a key from the place.
    """
    minutes, written, start = place
    known = find(people, minutes.file, name)
    if known is None:
        alike = [one for one in people if fold(name) in {fold(one.name), *(fold(seen) for _, seen in one.surfaces)}]
        known = alike[0] if len(alike) == 1 else None
    if known is None:
        pairs = {(minutes.file, name), (minutes.file, written)}
        new = Person(minted(people, minutes.sha256, start), name, tuple(sorted(pairs)))
        return _sorted([*people, new]), name
    pairs = {*known.surfaces, (minutes.file, written), (minutes.file, known.name)}
    return _with(people, known, replace(known, surfaces=tuple(sorted(pairs)))), known.name


def merged(
    people: Sequence[Person], minutes: Mapping[str, Minutes], which: Sequence[Person], name: str | None
) -> tuple[tuple[Person, ...], dict[str, Minutes]]:
    """The people with several of them as one, who keeps the first one's key, and the documents that name them so."""
    kept = which[0]
    called = name or kept.name
    changed = dict(minutes)
    for one in which:
        for file in {file for file, _ in one.surfaces} & set(changed):
            alone = [p for p in people if p is not one and p.name == one.name and any(f == file for f, _ in p.surfaces)]
            where = Quoted(seen for at, seen in one.surfaces if at == file) if alone else None
            changed[file] = renamed(changed[file], one.name, called, PERSON, where)
    files = {file for one in which for file, _ in one.surfaces}
    pairs = {pair for one in which for pair in one.surfaces} | {(file, called) for file in files}
    person = replace(kept, name=called, surfaces=tuple(sorted(pairs)), unsettled=None)
    return _sorted([*(p for p in people if p not in which), person]), changed


def split(
    people: Sequence[Person], minutes: Mapping[str, Minutes], whom: Person, places: Sequence[Place], name: str | None
) -> tuple[tuple[Person, ...], dict[str, Minutes], Person]:
    """The people with some mentions of one as another's: that other is last. The rest keeps its key and name.

    A name takes all mentions of the person in its document with it, unless that document names the person otherwise
    too.
    """
    moved: set[tuple[str, str]] = set()
    for held, written, _ in places:
        own = {pair for pair in whom.surfaces if pair[0] == held.file}
        others = {seen for _, seen in own if fold(seen) not in (fold(written), fold(whom.name))}
        moved |= {pair for pair in own if fold(pair[1]) == fold(written)} if others else own
    first, written, start = places[0]
    rest = tuple(pair for pair in whom.surfaces if pair not in moved)
    beside = {file for file, _ in moved} & {file for file, _ in rest}
    called = name or (written if beside else whom.name)
    changed = dict(minutes)
    for file in {file for file, _ in moved}:
        where = Quoted(seen for f, seen in moved if f == file) if file in beside else None
        changed[file] = renamed(changed[file], whom.name, called, PERSON, where)
    pairs = moved | {(file, called) for file, _ in moved}
    other = Person(minted(people, first.sha256, start), called, tuple(sorted(pairs)))
    left = replace(whom, surfaces=rest, unsettled=None)
    return (*_with(people, whom, left), other), changed, other


def tidied(people: Iterable[Person], minutes: Mapping[str, Minutes], touched: Iterable[str]) -> tuple[Person, ...]:
    """The people without what no fact names any more, of those whose names (`touched`) a correction took away."""
    gone = set(touched)
    left = []
    for one in people:
        if one.name in gone:
            named_in = {file for file, _ in one.surfaces if file in minutes and names(minutes[file], one.name, PERSON)}
            one = replace(one, surfaces=tuple(pair for pair in one.surfaces if pair[0] in named_in))
        if one.surfaces:
            left.append(one)
    return _sorted(left)


def minted(people: Iterable[Person], checksum: str, offset: int) -> str:
    """An opaque key from where a person is met, as the resolution mints them; never from the name."""
    taken = {person.key for person in people}
    place = 0
    while True:
        text = f"{checksum}:{offset}{f':{place}' if place else ''}"
        key = b32encode(hashlib.sha256(text.encode()).digest())[:10].decode().lower()
        if key not in taken:
            return key
        place += 1


class Quoted:
    """Whether a fact's passages hold one of some names as written."""

    def __init__(self, seen: Iterable[str]) -> None:
        self.seen = {fold(one) for one in seen}

    def __call__(self, fact: Fact) -> bool:
        return any(one in fold(passage.quote) for passage in fact.evidence for one in self.seen)


def _with(people: Iterable[Person], old: Person, new: Person) -> tuple[Person, ...]:
    return tuple(new if one is old else one for one in people)


def _sorted(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda one: one.key))
