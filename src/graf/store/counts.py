"""What a release holds, counted by kind over the union of its graphs, and graph by graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graf.store.embedded import holds_union

_KINDS = {
    "documents": "?x graf:documents ?meeting",
    "meetings": "?document graf:documents ?x",
    "meetings referred to": "?x a graf:Meeting",
    "items": "?x a graf:AgendaItem",
    "decisions": "?x a graf:Decision",
    "proposals": "?x a graf:Proposal",
    "conditions": "?x a graf:Condition",
    "assignments": "?x a graf:Assignment",
    "referrals": "?x a graf:Referral",
    "deadlines": "?x a graf:Deadline",
    "attendance": "?x a graf:Attendance",
    "people": "?x a foaf:Person",
    "memberships": "?x a org:Membership",
    "bodies": "?x a org:Organization",
    "relations of bodies": "?x a graf:BodyRelation",
    "matters": "?x a graf:Matter",
    "readings": "?x a graf:Reading",
    "corrections": "?x a graf:Correction",
    "contradictions": "?x a graf:Contradiction",
}
_PREFIXES = """PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
"""


def count_kinds(store: Store) -> dict[str, int]:
    """How many things of each kind the store holds; `meetings` are those that a document documents."""
    counts = {}
    for kind, pattern in _KINDS.items():
        query = f"{_PREFIXES}SELECT (COUNT(DISTINCT ?x) AS ?count) WHERE {{ {pattern} }}"
        solutions = store.query(query, use_default_graph_as_union=not holds_union(store))
        assert isinstance(solutions, QuerySolutions)
        (solution,) = solutions
        value = solution["count"]
        assert isinstance(value, Literal)
        counts[kind] = int(value.value)
    return counts


def graph_digests(store: Store, only: Iterable[str] | None = None) -> dict[str, dict[str, int | str]]:
    """For each named graph (`only` these) the number of its triples and the SHA-256 of its sorted N-Quads.

    That is what `grep` for the graph, `LC_ALL=C sort` and `sha256sum` give for an N-Quads dump of the release: with no
    blank nodes, the sorted lines are canonical.
    """
    found: dict[str, dict[str, int | str]] = {}
    graphs = store.named_graphs() if only is None else filter(store.contains_named_graph, map(NamedNode, only))
    for graph in graphs:
        assert isinstance(graph, NamedNode), "a release holds no blank nodes"
        dump = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph)
        assert dump is not None
        end = f"<{graph.value}> .\n".encode()
        lines = sorted(line[:-1] + end for line in dump.split(b"\n") if line)
        found[graph.value] = {"triples": len(lines), "sha256": hashlib.sha256(b"".join(lines)).hexdigest()}
    return dict(sorted(found.items()))
