"""Who reports to whom: the relations of bodies, as a table, as an outline, and as what the picture is drawn from.

The relations are those that documents state, those that the register knows, and what a body is a part of. Many of one
kind that nothing but the register states (15 municipalities in one group) are one line, which opens. Each is known from
the first day on which a document states it; what only the register states is known always.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.concepts import concept
from graf.rdf.vocab import DCTERMS, GRAF, ORG, SKOS
from graf.views.evidence import Passage, passages
from graf.views.layers import layers, stems
from graf.views.refs import Ref, refer
from graf.views.source import Source

KINDS: Final = (
    "reports-to",
    "steers",
    "prepares-for",
    "supports",
    "appoints-to",
    "part-of",
    "member-of",
    "coordinates",
)
"""The kinds of relation, in the order of the table and of the legend."""
_TELLING: Final = (
    "reports-to",
    "steers",
    "prepares-for",
    "part-of",
    "appoints-to",
    "member-of",
    "coordinates",
    "supports",
)
"""The kinds, the most telling first: where two would close a ring, this decides which body stands left of which."""
DOWNWARD: Final = frozenset({"appoints-to", "member-of", "coordinates"})
"""The kinds that go from a body to one below it; the others go from the body below to the one above."""
MANY: Final = 5
"""So many alike are shown as one."""
MOST: Final = 100
"""So many relations stand on a page of the table."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body in the picture: its kind of body in words, its column, the body it stands under, and how many it sums."""

    ref: Ref
    short: str
    kind: str
    column: int
    stem: str | None
    members: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of two bodies: its kind (a concept's key and in words), since when and until when it is attested.

    `first` and `last` are days (ISO) of meetings whose documents state it; `register` is the register's source where
    that states it; `above` and `below` are the bodies' keys as the picture has them, left and right. `passages` are
    read for those that a page shows.
    """

    key: str
    kind: str
    label: str
    sender: Ref
    target: Ref
    first: str | None
    last: str | None
    register: Ref | None
    above: str
    below: str
    part: bool = False
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of a kind to one body that only the register states, shown as one line."""

    kind: str
    label: str
    target: Ref
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Reporting:
    """All relations: those shown each in a row, those summed, the bodies of the picture, and how many have none."""

    relations: tuple[Relation, ...]
    groups: tuple[Group, ...]
    bodies: tuple[Body, ...]
    unrelated: int
    below: Mapping[str | None, tuple[Body, ...]]
    ties: Mapping[tuple[str, str], tuple[Relation, ...]]

    @property
    def days(self) -> tuple[str, ...]:
        """The days from which a relation is known, in order."""
        return tuple(sorted({one.first for one in self.relations if one.first}))

    @property
    def pages(self) -> int:
        """How many pages the table has."""
        return max(1, -(-len(self.relations) // MOST))

    def counts(self) -> tuple[tuple[str, str, int], ...]:
        """The kinds there are, in words, and how many relations are of each."""
        words = {one.kind: one.label for one in self.relations}
        return tuple(
            (kind, words[kind], sum(one.kind == kind for one in self.relations)) for kind in KINDS if kind in words
        )

    def under(self, key: str | None) -> tuple[Body, ...]:
        """The bodies that stand under one in the outline; None: those that stand under none."""
        return self.below.get(key, ())

    def tie(self, body: Body) -> tuple[Relation, ...]:
        """What binds a body to the one that it stands under."""
        return self.ties.get((body.stem or "", body.ref.key), ())

    def find(self, words: str) -> Body | None:
        """The body that a reader names: by key, abbreviation or name, the whole of it, its beginning, or a part."""
        asked = words.casefold().strip()
        names = [(body, (body.ref.key, body.short.casefold(), body.ref.label.casefold())) for body in self.bodies]
        tests = (
            lambda name: name == asked,
            lambda name: name.startswith(asked),
            lambda name: asked in name,
        )
        if not asked:
            return None
        return next(
            (body for test in tests for body, known in names if any(test(name) for name in known if name)), None
        )

    def ways_up(self, key: str, allowed: Iterable[Relation]) -> tuple[Relation, ...]:
        """Every relation on the ways from a body up to those above all, the nearest first."""
        above: dict[str, list[Relation]] = defaultdict(list)
        for one in allowed:
            above[one.below].append(one)
        found: dict[str, Relation] = {}
        seen, here = {key}, [key]
        while here:
            steps = [one for body in here for one in above[body]]
            found.update((one.key, one) for one in steps)
            here = [one for one in dict.fromkeys(step.above for step in steps) if one not in seen]
            seen.update(here)
        return tuple(found.values())


def reporting(source: Source) -> Reporting:
    """The relations of a release's bodies."""
    found = sorted([*_stated(source), *_parts(source)], key=_order)
    shown, groups = _grouped(found)
    ends = {ref.key: ref for one in shown for ref in (one.sender, one.target)}
    pairs = [(one.above, one.below) for one in sorted(shown, key=_telling)]
    columns = layers(ends, pairs)
    stem = stems(columns, pairs)
    members = {group.target.key: len(group.relations) for group in groups}
    bodies = sorted(
        (_body(source, ends[key], columns[key], stem.get(key), members.get(key, 0)) for key in ends),
        key=lambda body: (body.column, body.ref.label),
    )
    below: dict[str | None, list[Body]] = defaultdict(list)
    for body in bodies:
        below[body.stem].append(body)
    ties: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for one in shown:
        ties[one.above, one.below].append(one)
    concerned = {key for one in found for key in (one.above, one.below)}
    return Reporting(
        relations=tuple(shown),
        groups=tuple(groups),
        bodies=tuple(bodies),
        unrelated=len(source.instances(ORG.Organization)) - len(concerned),
        below={key: tuple(several) for key, several in below.items()},
        ties={pair: tuple(several) for pair, several in ties.items()},
    )


def known(relations: Iterable[Relation], day: str = "", kinds: Iterable[str] = ()) -> tuple[Relation, ...]:
    """The relations of some kinds (none: all) that are known on a day (ISO; empty: the last)."""
    wanted = set(kinds)
    return tuple(
        one
        for one in relations
        if (not wanted or one.kind in wanted) and (not day or one.first is None or one.first <= day)
    )


def evidenced(source: Source, relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Relations with the passages that they rest on."""
    return tuple(
        one if one.part else replace(one, passages=passages(source, source.node("body-relation", one.key)))
        for one in relations
    )


def _stated(source: Source) -> list[Relation]:
    found = []
    for node in source.instances(GRAF.BodyRelation):
        kind, sender, target = (source.one(node, each) for each in (GRAF.kind, GRAF.fromBody, GRAF.toBody))
        if kind is None or sender is None or target is None:
            continue
        meetings = source.nodes(node, GRAF.statedAt)
        days = [
            day for one in meetings for bound in (GRAF.notBefore, GRAF.notAfter) for day in source.texts(one, bound)
        ]
        origin = next(iter(source.all(node, DCTERMS.source)), None)
        ref = refer(source, node)
        found.append(
            Relation(
                key=ref.key,
                kind=kind.value.rpartition("/")[2],
                label=source.word(kind),
                sender=refer(source, sender),
                target=refer(source, target),
                first=min(days, default=None),
                last=max(days, default=None),
                register=refer(source, origin) if origin is not None else None,
                above="",
                below="",
            )
        )
    return [_placed(one) for one in found]


def _parts(source: Source) -> list[Relation]:
    found = []
    label = source.word(concept("relation-kinds", "part-of"))
    for node in source.instances(ORG.Organization):
        for parent in source.nodes(node, ORG.subOrganizationOf):
            body, above = refer(source, node), refer(source, parent)
            origin = next(iter(source.all(node, DCTERMS.source)), None)
            register = refer(source, origin) if origin is not None else None
            key = f"{body.key}-part-of-{above.key}"
            found.append(Relation(key, "part-of", label, body, above, None, None, register, "", "", part=True))
    return [_placed(one) for one in found]


def _placed(one: Relation) -> Relation:
    downward = one.kind in DOWNWARD
    above, below = (one.sender, one.target) if downward else (one.target, one.sender)
    return replace(one, above=above.key, below=below.key)


def _order(one: Relation) -> tuple[int, str, str]:
    return (KINDS.index(one.kind) if one.kind in KINDS else len(KINDS), one.target.label, one.sender.label)


def _telling(one: Relation) -> int:
    return _TELLING.index(one.kind) if one.kind in _TELLING else len(_TELLING)


def _grouped(relations: Sequence[Relation]) -> tuple[list[Relation], list[Group]]:
    """Sums the relations of one kind to one body whose senders nothing else binds."""
    times: dict[str, int] = defaultdict(int)
    for one in relations:
        times[one.sender.key] += 1
        times[one.target.key] += 1
    alike: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for one in relations:
        if one.first is None and times[one.sender.key] == 1:
            alike[one.kind, one.target.key].append(one)
    groups = [
        Group(several[0].kind, several[0].label, several[0].target, tuple(several))
        for several in alike.values()
        if len(several) >= MANY
    ]
    summed = {one.key for group in groups for one in group.relations}
    return [one for one in relations if one.key not in summed], groups


def _body(source: Source, ref: Ref, column: int, stem: str | None, members: int) -> Body:
    node: NamedNode = source.node(ref.kind, ref.key)
    kind = source.word(source.one(node, ORG.classification))
    return Body(ref, source.text(node, SKOS.notation) or "", kind, column, stem, members)
