"""Names: which key every body, person, meeting and item of one build gets, settled once over all documents.

The mapping of a document is then a function of that document and these names, so documents can be mapped in any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graf.issues import UNSETTLED, Issue
from graf.model import Body, Decision, Evidence, Item, Minutes, Network, Person, Register, Relation
from graf.rdf.dates import is_day
from graf.rdf.iris import Iris, below, digest, meeting_key, segment, slug
from graf.rdf.matching import match_items


@dataclass(frozen=True, slots=True)
class ItemName:
    """What an item of a document is called: its key, what the keys below it begin with, its number and title.

    Where agenda and minutes of a meeting share an item, the document that comes first for the meeting (the minutes)
    gives number and title, and `owner` is true for that document only.
    """

    key: str
    below: str
    number: str | None
    title: str
    owner: bool = True


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of one build. `meetings`: document key → meeting key; `first`: the documents that lead their meeting.

    `items`: (document key, 0-based place) → name. `bodies`: a folded name → slug, `entries`: slug → body. `mentions`:
    file → the passage that first names each body (slug); `relations`: file → what it states of bodies.
    """

    iris: Iris
    bodies: Mapping[str, str]
    entries: Mapping[str, Body]
    registered: frozenset[str]
    people: Mapping[str, tuple[Person, ...]]
    meetings: Mapping[str, str]
    first: frozenset[str]
    items: Mapping[tuple[str, int], ItemName]
    mentions: Mapping[str, Mapping[str, tuple[Evidence, ...]]]
    relations: Mapping[str, tuple[Relation, ...]]
    issues: tuple[Issue, ...] = ()

    def body(self, name: str) -> str | None:
        """The slug of a body by key, name, form or abbreviation; None for one that nobody knows."""
        return self.bodies.get(_fold(name))

    def person(self, name: str, file: str, passages: Sequence[Evidence] = ()) -> Person | None:
        """The person whom a file means by a name, told by the passage where several bear it; None where it stays open.

        A name that the file does not mention means somebody only where one person bears it.
        """
        found = self.people.get(_fold(name), ())
        if len(found) > 1:
            found = tuple(person for person in found if any(seen == file for seen, _ in person.surfaces))
        if len(found) > 1:
            places = {(file, passage.start) for passage in passages}
            found = tuple(person for person in found if not places.isdisjoint(person.mentions))
        return found[0] if len(found) == 1 else None


_Told = tuple[Item, ItemName]
"""An item as a document of the meeting has it, and what it is called."""


def name_all(minutes: Sequence[Minutes], network: Network, register: Register, base: str) -> Names:
    """The names of everything that these documents, their network and the register speak of; `base` is the base IRI."""
    entries = _body_slugs(network, register)
    bodies = _body_names(entries, register)
    ordered = sorted(minutes, key=lambda one: (one.kind != "minutes", one.sha256))
    meetings = _meeting_keys(ordered, bodies)
    items: dict[tuple[str, int], ItemName] = {}
    first: set[str] = set()
    issues: list[Issue] = []
    leading: dict[str, Minutes] = {}
    told: defaultdict[str, list[_Told]] = defaultdict(list)
    for one in ordered:
        meeting = meetings[_key(one)]
        lead = leading.setdefault(meeting, one)
        if lead is one:
            first.add(_key(one))
            named = _own_items(one, meeting)
        else:
            named = _shared_items(one, meeting, told[meeting])
            issues.extend(_unmatched(one, lead, named))
        items.update(named)
        told[meeting] += [(one.items[place], name) for (_, place), name in named.items()]
    return Names(
        iris=Iris(base),
        bodies=bodies,
        entries=entries,
        registered=frozenset(body.key for body in register.bodies),
        people=_people(network),
        meetings=meetings,
        first=frozenset(first),
        items=items,
        mentions=_mentions(network, bodies),
        relations=_relations(network),
        issues=tuple(issues),
    )


def _key(one: Minutes) -> str:
    return one.sha256[:16]


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _body_slugs(network: Network, register: Register) -> dict[str, Body]:
    known = {body.key: body for body in register.bodies}
    found = {body.key: body for body in network.bodies if body.key not in known}
    entries: dict[str, Body] = {}
    for group in (known, found):
        for key in sorted(group):
            name = slug(key)
            entries[name if name not in entries else f"{name}-{digest(key, length=6)}"] = group[key]
    return entries


def _body_names(entries: Mapping[str, Body], register: Register) -> dict[str, str]:
    names: dict[str, str] = {}
    by_key = {body.key: name for name, body in entries.items()}

    def claim(pairs: Iterable[tuple[str, str]]) -> None:
        claims: defaultdict[str, set[str]] = defaultdict(set)
        for form, name in pairs:
            claims[_fold(form)].add(name)
        names.update({form: min(found) for form, found in claims.items() if form not in names and len(found) == 1})

    claim((body.key, name) for name, body in entries.items())
    claim((body.name, name) for name, body in entries.items())
    claim((form, by_key[key]) for form, key in register.forms.items() if key in by_key)
    claim((form, name) for name, body in entries.items() for form in body.abbreviations)
    claim((form, name) for name, body in entries.items() for form in body.surfaces)
    return names


def _mentions(network: Network, names: Mapping[str, str]) -> dict[str, dict[str, tuple[Evidence, ...]]]:
    found: defaultdict[str, defaultdict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for body in sorted(network.bodies, key=lambda one: one.key):
        name = names.get(_fold(body.key))
        if name is not None:
            for file, passage in body.evidence:
                found[file][name].append(passage)
    return {file: {name: tuple(passages) for name, passages in named.items()} for file, named in found.items()}


def _relations(network: Network) -> dict[str, tuple[Relation, ...]]:
    stated: defaultdict[str, list[Relation]] = defaultdict(list)
    for relation in network.relations:
        stated[relation.file].append(relation)
    return {file: tuple(found) for file, found in stated.items()}


def _people(network: Network) -> dict[str, tuple[Person, ...]]:
    people: defaultdict[str, list[Person]] = defaultdict(list)
    for person in sorted(network.people, key=lambda one: one.key):
        people[_fold(person.name)].append(person)
    return {name: tuple(found) for name, found in people.items()}


def _meeting_keys(ordered: Sequence[Minutes], bodies: Mapping[str, str]) -> dict[str, str]:
    days: defaultdict[tuple[str, str], list[Minutes]] = defaultdict(list)
    for one in ordered:
        if one.body is not None and one.date is not None and is_day(one.date):
            days[bodies.get(_fold(one.body), slug(one.body)), one.date].append(one)
    keys: dict[str, str] = {}
    for (body, day), held in days.items():
        times = _times(held)
        for one in held:
            ordinal = times.index(one.time_start) + 1 if one.time_start in times else 1
            keys[_key(one)] = meeting_key(body, day, _key(one), ordinal)
    for one in ordered:
        if _key(one) not in keys:
            body_slug = None if one.body is None else bodies.get(_fold(one.body), slug(one.body))
            keys[_key(one)] = meeting_key(body_slug, one.date if one.body is None else None, _key(one))
    return keys


def _times(held: Sequence[Minutes]) -> list[str]:
    """The start times that tell two meetings of one day apart: two minutes (or two agendas) with unlike times."""
    for kind in ("minutes", "agenda"):
        times = sorted({one.time_start for one in held if one.kind == kind and one.time_start is not None})
        if len(times) > 1:
            return times
    return []


def _own_items(one: Minutes, meeting: str) -> dict[tuple[str, int], ItemName]:
    names: dict[tuple[str, int], ItemName] = {}
    taken: set[str] = set()
    for place, item in enumerate(one.items):
        key = below(meeting, f"n{place + 1}" if item.number is None else segment(item.number))
        if key in taken:
            key = below(key, f"n{place + 1}")
        taken.add(key)
        names[_key(one), place] = ItemName(key, key, item.number, item.title)
    return names


def _shared_items(one: Minutes, meeting: str, told: Sequence[_Told]) -> dict[tuple[str, int], ItemName]:
    """The items of a further document of a meeting: those that earlier ones have too, and its own."""
    owned = [(item, name) for item, name in told if name.owner]
    matches = match_items([item for item, _ in owned], one.items)
    taken = {name.key for _, name in owned}
    names: dict[tuple[str, int], ItemName] = {}
    for place, name in _own_items(one, meeting).items():
        match = matches.get(place[1])
        if match is None:
            key = name.key if name.key not in taken else below(name.key, _key(one))
            names[place] = ItemName(key, key, name.number, name.title)
        else:
            shared = owned[match][1]
            beside = [item for item, other in told if other.below == shared.key]
            prefix = below(shared.key, _key(one)) if _clash(one.items[place[1]], beside) else shared.key
            names[place] = ItemName(shared.key, prefix, shared.number, shared.title, owner=False)
    return names


def _clash(item: Item, others: Iterable[Item]) -> bool:
    """Whether other documents state the same kind of thing below the item otherwise, so that keys would meet."""
    return any(
        any(
            _clauses(item, status) and _clauses(other, status) not in ([], _clauses(item, status))
            for status in _STATUSES
        )
        or all(any(move.decision is None for move in each.moves) for each in (item, other))
        for other in others
    )


_STATUSES = ("proposed", "taken")


def _clauses(item: Item, status: str) -> list[tuple[int, Decision]]:
    """The clauses of an item that are proposed, or taken, by their place."""
    return [(n, replace(one, evidence=())) for n, one in enumerate(item.decisions) if one.status == status]


def _unmatched(one: Minutes, lead: Minutes, items: Mapping[tuple[str, int], ItemName]) -> Iterable[Issue]:
    for place, item in enumerate(one.items):
        if items[_key(one), place].owner:
            passage = item.evidence[0] if item.evidence else None
            which = item.number or "without number"
            yield Issue(
                file=one.file,
                kind=UNSETTLED,
                reason=f"item {which} “{item.title}” has no match in {lead.file}; it stands alone",
                page=passage.page if passage else None,
                line=passage.line if passage else None,
            )
