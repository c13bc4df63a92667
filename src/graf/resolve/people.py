"""Who is who: mentions of people become people, by what the documents say of those who bear a name.

Likeness alone never joins, nor does a name alone part. Names are read from the documents (`people_mentions`) and
compared (`people_names`); what speaks for one person and what against is weighed (`people_evidence`) by the circles
that people move in (`people_circles`); and nobody is joined who cannot be one (`people_groups`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from graf.issues import UNSETTLED, Issue
from graf.model import Document, Evidence, Item, Minutes, Person, Register
from graf.resolve.known import join_variants, people_keys
from graf.resolve.people_circles import Circles, units
from graf.resolve.people_evidence import Scale
from graf.resolve.people_groups import Groups, group
from graf.resolve.people_keys import Traits, free, provisional_keys
from graf.resolve.people_mentions import Appearance, Mention, appearances, stated
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
    by_file = {one.file: one for one in minutes}
    sums = {one.file: one.sha256 for one in minutes}
    people: list[Person] = []
    issues: list[Issue] = []
    canonical = _Canonical({}, {})
    doubts = groups.doubts()
    everybody = (_held(groups, places, doubts) for places in groups.people())
    met = sorted((one for one in everybody if one.certain), key=lambda one: one.first(by_file))
    keys = provisional_keys([one.traits(by_file) for one in met], register.salt)
    known_as, unclear = people_keys([one.met(own) for one, own in zip(met, keys, strict=True)], sums, register)
    taken = {entry.key for entry in known_as.values()}
    issues += unclear
    for place, held in enumerate(met):
        entry = known_as.get(place)
        name = _best(held.mentions, register) if entry is None else entry.name
        canonical.take(held, name)
        key = free(keys[place], taken) if entry is None else entry.key
        surfaces = tuple(sorted({(f, s) for f, m in held.mentions for s in (m.surface, m.name)}))
        doubt = "; ".join(sorted(set(held.doubts))[:_SAID]) or _doubt(held.mentions)
        starts = tuple(sorted({(f, m.start) for f, m in held.mentions}))
        people.append(Person(key, name, surfaces, doubt, starts, tuple(sorted(set(held.reasons))[:_SAID])))
        if doubt:
            issues.append(Issue(held.earliest(by_file)[0], UNSETTLED, f"{name}: {doubt}"))
    return tuple(_renamed(one, canonical) for one in minutes), tuple(sorted(people, key=lambda p: p.key)), issues


@dataclass(frozen=True, slots=True)
class _Held:
    """A person: the mentions, by file, why they are one person's, and what is open about that."""

    appearances: tuple[Appearance, ...]
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether a fact names the person; what only looks like a name may be anything."""
        return any(mention.certain for _, mention in self.mentions)

    @property
    def mentions(self) -> list[tuple[str, Mention]]:
        return [(one.file, mention) for one in self.appearances for mention in one.mentions]

    def met(self, keys: Sequence[str]) -> tuple[Sequence[str], list[tuple[str, int]], set[str]]:
        """The provisional keys, the mentions and the names: what the register may know them by."""
        return keys, [(file, m.start) for file, m in self.mentions], {m.name for _, m in self.mentions}

    def earliest(self, minutes: Mapping[str, Minutes]) -> tuple[str, Mention]:
        return min(self.mentions, key=lambda e: (*_when(minutes[e[0]]), e[1].start, e[1].name, e[1].place))

    def first(self, minutes: Mapping[str, Minutes]) -> tuple[str, str, int, str, int]:
        file, mention = self.earliest(minutes)
        return *_when(minutes[file]), mention.start, mention.name, mention.place

    def traits(self, minutes: Mapping[str, Minutes]) -> Traits:
        """What the key is made of: who is listed somewhere has it from the first list."""
        met = [one for one in self.appearances if any(mention.certain for mention in one.mentions)]
        listed = [one for one in met if one.listed] or met

        def of(one: Appearance) -> tuple[str, str, str, int]:
            said = minutes[one.file]
            return _when(said)[0], said.body or "", min(one.organisations, default=""), one.place

        day, body, organisation, place = min(map(of, listed))
        file, mention = self.earliest(minutes)
        first = (minutes[file].sha256, mention.start)
        return Traits(_usual(self.mentions), body, organisation, day, place, first)


def _when(one: Minutes) -> tuple[str, str]:
    return one.date or one.date_latest or "9999", one.sha256


def _held(groups: Groups, places: Iterable[int], doubts: Mapping[int, Sequence[str]]) -> _Held:
    listed = list(places)
    root = groups.find(listed[0])
    mine = tuple(one for place in listed for one in groups.units[place].appearances)
    return _Held(mine, tuple(groups.reasons.get(root, ())), tuple(doubts.get(root, ())))


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


def _doubt(mentions: Sequence[tuple[str, Mention]]) -> str | None:
    """Why the name may be another's."""
    if any(m.struck for _, m in mentions) and len({m.name for _, m in mentions}) > 1:
        written = ", ".join(sorted({m.surface for _, m in mentions if m.struck}))
        return f"a name struck through ({written}) is read as this one"
    return None


def _best(mentions: Sequence[tuple[str, Mention]], register: Register) -> str:
    """The name to use: the register's, else the one most often written."""
    known = sorted({m.name for _, m in mentions if m.certain} & set(register.people))
    return _usual([entry for entry in mentions if not known or entry[1].name in known])


def _usual(mentions: Sequence[tuple[str, Mention]]) -> str:
    """The name most often written, struck ones last, the longer of two alike."""
    mentions = [entry for entry in mentions if entry[1].certain]
    counts: Counter[str] = Counter()
    files: defaultdict[str, set[str]] = defaultdict(set)
    for file, m in mentions:
        counts[m.name] += 0 if m.struck else 1
        files[m.name].add(file)
    return min(counts, key=lambda n: (-len(files[n]) * (counts[n] > 0), -counts[n], -len(n), n))


# --- the names put in place -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Canonical:
    """What a person is called, by mention; a name without a mention of its own means the first who bears it there."""

    by_mention: dict[tuple[str, int, str], str]
    by_file: dict[tuple[str, str], str]

    def take(self, held: _Held, name: str) -> None:
        for one in held.appearances:
            for mention in one.mentions:
                self.by_mention[one.file, mention.start, mention.name] = name
                if one.place == 0:
                    self.by_file[one.file, mention.name] = name

    def of(self, file: str, evidence: Sequence[Evidence], written: str) -> str:
        for passage in evidence:
            name = self.by_mention.get((file, passage.start, written))
            if name is not None:
                return name
        return self.by_file.get((file, written), written)


def _renamed(one: Minutes, canonical: _Canonical) -> Minutes:
    def name(written: str, evidence: Sequence[Evidence]) -> str:
        return canonical.of(one.file, evidence, written)

    return replace(
        one,
        attendance=tuple(
            replace(
                a,
                name=name(a.name, a.evidence),
                substitutes_for=name(a.substitutes_for, ()) if a.substitutes_for else None,
            )
            for a in one.attendance
        ),
        items=tuple(_renamed_item(one.file, item, canonical) for item in one.items),
        role_facts=tuple(replace(r, person=name(r.person, r.evidence)) for r in one.role_facts),
        deadlines=tuple(replace(d, who=name(d.who, d.evidence) if d.who else None) for d in one.deadlines),
    )


def _renamed_item(file: str, item: Item, canonical: _Canonical) -> Item:
    def names(written: Iterable[str], evidence: Sequence[Evidence]) -> tuple[str, ...]:
        return tuple(canonical.of(file, evidence, one) for one in written)

    return replace(
        item,
        presenters=tuple(
            replace(p, name=canonical.of(file, p.evidence, p.name) if p.name else None) for p in item.presenters
        ),
        decisions=tuple(
            replace(d, appointed=names(d.appointed, d.evidence), assigned_to=names(d.assigned_to, d.evidence))
            for d in item.decisions
        ),
        objections=tuple(replace(o, person=canonical.of(file, o.evidence, o.person)) for o in item.objections),
    )
