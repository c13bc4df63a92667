"""Who could carry matters: people who sit in several bodies, and so the ways that a matter can go between bodies.

The network has two kinds of node, people and bodies, and a tie where someone has a role in a body, was present at its
meetings, or represents it elsewhere. Its measures are taken of the whole: degree (how many ties), betweenness (the
share of shortest ways between others that go through it, Freeman 1977) and community (Louvain, Blondel et al. 2008,
with a fixed seed). They take long where there are many people: a whole build makes them (`write`); after one that goes
on from the release before and changes a tie, whoever shows them first does.
"""

from __future__ import annotations

import json
import os
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import Triple

from graf.rdf.vocab import FOAF, GRAF, ORG, SKOS
from graf.views.source import Source
from graf.views.whole import first, keys, values

if TYPE_CHECKING:
    import networkx as nx

FILE: Final = "network.json"
"""The measures' file in a release's folder."""
MEMBER, REPRESENTS, PRESENT = "member", "represents", "present"
"""What ties someone to a body, the most telling first."""
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a person to a body, by keys: how, and at how many meetings it was seen."""

    person: str
    body: str
    kind: str
    meetings: int


@dataclass(frozen=True, slots=True)
class Measures:
    """Of each node (`person/KEY`, `body/KEY`): betweenness (0 to 1) and community (from 1, the largest first)."""

    betweenness: Mapping[str, float]
    community: Mapping[str, int]


@dataclass(frozen=True)
class Network:
    """The network: its ties, names by key, and measures. `people` and `bodies` are those that have a tie."""

    ties: tuple[Tie, ...]
    people: Mapping[str, str]
    bodies: Mapping[str, str]
    short: Mapping[str, str]
    measures: Measures
    of_person: Mapping[str, tuple[Tie, ...]]
    of_body: Mapping[str, tuple[Tie, ...]]

    def carriers(self) -> tuple[str, ...]:
        """The people with more than one body, those on most ways between others first."""
        several = [person for person, ties in self.of_person.items() if len(ties) > 1]
        return tuple(sorted(several, key=lambda one: (-self.between("person", one), self.people[one], one)))

    def linked(self) -> tuple[str, ...]:
        """The bodies that a carrier ties to another, those on most ways between others first."""
        carriers = {person for person, ties in self.of_person.items() if len(ties) > 1}
        several = [body for body, ties in self.of_body.items() if any(tie.person in carriers for tie in ties)]
        return tuple(sorted(several, key=lambda one: (-self.between("body", one), self.bodies[one], one)))

    def pairs(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Two bodies and the people that they share, the most first."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for person in self.carriers():
            for pair in combinations(sorted(tie.body for tie in self.of_person[person]), 2):
                found[pair].append(person)
        return tuple(
            (*pair, tuple(people)) for pair, people in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
        )

    def between(self, kind: str, key: str) -> float:
        """A node's betweenness."""
        return self.measures.betweenness.get(f"{kind}/{key}", 0.0)

    def community(self, kind: str, key: str) -> int:
        """A node's community."""
        return self.measures.community.get(f"{kind}/{key}", 0)


def network(source: Source, file: Path | None = None) -> Network:
    """The network of a release, with the measures of its file where there is one."""
    found = ties(source)
    of_person: dict[str, list[Tie]] = defaultdict(list)
    of_body: dict[str, list[Tie]] = defaultdict(list)
    for tie in found:
        of_person[tie.person].append(tie)
        of_body[tie.body].append(tie)
    people, bodies = first(values(source, FOAF.name, "person")), first(values(source, SKOS.prefLabel, "body"))
    return Network(
        ties=found,
        people={key: people.get(key, key) for key in of_person},
        bodies={key: bodies.get(key, key) for key in of_body},
        short=first(values(source, SKOS.notation, "body")),
        measures=read(file) if file is not None and file.is_file() else _kept(measure(found), file),
        of_person={key: tuple(several) for key, several in of_person.items()},
        of_body={key: tuple(several) for key, several in of_body.items()},
    )


def ties(source: Source) -> tuple[Tie, ...]:
    """What ties people to bodies, by person and body. Who was only nominated, absent or struck has no tie by that."""
    seen: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    people = set(keys(source, FOAF.Person))
    member, body_of = first(values(source, ORG.member)), first(values(source, ORG.organization, of="body"))
    event = first(values(source, GRAF.event))
    for seat, body in body_of.items():
        holds = member.get(seat, "")
        if holds in people and not event.get(seat, "").endswith("/nominated"):
            seen[holds, body][MEMBER].add(seat)
    holder = first(values(source, GRAF.heldBy, "meeting"))
    met, who = first(values(source, GRAF.atMeeting)), first(values(source, GRAF.person))
    status = first(values(source, GRAF.status, "attendance"))
    sent = first(values(source, GRAF.representing, of="body"))
    for visit, meeting in met.items():
        visitor = who.get(visit, "")
        if visitor not in people or not status.get(visit, "").endswith("/present"):
            continue
        for kind, place in ((PRESENT, holder.get(meeting)), (REPRESENTS, sent.get(visit))):
            if place:
                seen[visitor, place][kind].add(meeting)
    return tuple(
        Tie(
            person,
            body,
            next(kind for kind in (MEMBER, REPRESENTS, PRESENT) if kind in how),
            len(how.get(PRESENT, set()) | how.get(REPRESENTS, set())),
        )
        for (person, body), how in sorted(seen.items())
    )


_TELLING: Final = frozenset(
    {ORG.member, ORG.organization, GRAF.event, GRAF.heldBy, GRAF.atMeeting, GRAF.person, GRAF.status, GRAF.representing}
)


def told_by(changed: Iterable[Triple]) -> bool:
    """Whether any of these triples may say of a tie that it is there, or how strong it is."""
    return any(one.predicate in _TELLING or one.object == FOAF.Person for one in changed)


def measure(found: Iterable[Tie]) -> Measures:
    """Betweenness and communities of the network that ties make."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for tie in found:
        graph.add_edge(f"person/{tie.person}", f"body/{tie.body}", weight=1 + tie.meetings)
    if not graph:
        return Measures({}, {})
    between = _betweenness(graph)
    parts = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ordered = sorted(parts, key=lambda part: (-len(part), min(part)))
    community = {node: number for number, part in enumerate(ordered, start=1) for node in part}
    return Measures({node: round(value, 6) for node, value in sorted(between.items())}, dict(sorted(community.items())))


def _betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    import rustworkx  # networkx needs 11 s for 2,000 nodes

    quick: rustworkx.PyGraph[str, None] = rustworkx.PyGraph(multigraph=False)
    place = {node: quick.add_node(node) for node in graph}
    quick.add_edges_from_no_data([(place[start], place[end]) for start, end in graph.edges])
    found = rustworkx.graph_betweenness_centrality(quick, normalized=True)
    return {node: float(found[index]) for node, index in place.items()}


def write(file: Path, source: Source) -> None:
    """Writes the measures of a release's network."""
    _write(file, measure(ties(source)))


def _write(file: Path, found: Measures) -> None:
    text = json.dumps({"betweenness": found.betweenness, "community": found.community}, separators=(",", ":"))
    beside = file.with_name(f".{file.name}-{os.getpid()}-{threading.get_ident()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _kept(found: Measures, file: Path | None) -> Measures:
    """The measures, written into the release for the next process where it may be written to."""
    if file is not None:
        with suppress(OSError):
            _write(file, found)
    return found


def read(file: Path) -> Measures:
    """The measures of a file that `write` wrote."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return Measures(found["betweenness"], found["community"])
