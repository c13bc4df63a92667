"""Fills a store's derived graph from all its other graphs, by the published queries in `queries/derived/`.

Each is a CONSTRUCT query over the union of all graphs but the evidence, from which nothing follows. They run in the
order of their names, so that one may build on what another gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple

from graf.issues import Issue, UsageError
from graf.model import Minutes, Network
from graf.rdf.derived import agreement_quads, matter_quads
from graf.rdf.naming import Names
from graf.store.embedded import add, add_to_union

EVIDENCE = "/graph/evidence/"
_CLAUSES = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?decision ?decided ?proposal ?proposed WHERE {
  ?decision a graf:Decision ; prov:wasGeneratedBy ?item ; graf:text ?decided .
  ?proposal a graf:Proposal ; graf:proposedIn ?item ; graf:text ?proposed .
}"""


def derive(store: Store, names: Names, minutes: Sequence[Minutes], network: Network, queries: Path) -> list[Issue]:
    """Fills the derived graph of a store that holds all the others, and the union of all in its default graph.

    Returns what could not be mapped.

    `queries` is the folder of the derived queries. Raises `UsageError` for one that is not a CONSTRUCT query.
    """
    graph = names.iris.graph("derived")
    issues: list[Issue] = []
    store.extend(matter_quads(network, minutes, names, issues))
    add_to_union(store, lambda name: EVIDENCE not in name)
    add(store, agreement_quads(_clauses(store), graph))
    for path in sorted(queries.glob("*.rq")):
        add(store, [Quad(one.subject, one.predicate, one.object, graph) for one in constructed(store, path)])
    add_to_union(store, lambda name: EVIDENCE in name)
    return issues


def constructed(store: Store, path: Path) -> Iterator[Triple]:
    """What a CONSTRUCT query in a file gives over a store's default graph."""
    try:
        result = store.query(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise UsageError(str(path), error.lineno, f"expected a SPARQL query: {error.msg}") from None
    if not isinstance(result, QueryTriples):
        raise UsageError(str(path), None, "expected a CONSTRUCT query")
    yield from result


def _clauses(store: Store) -> Iterator[tuple[NamedNode, str, NamedNode, str]]:
    """Each decision and each proposal on its item, with their texts."""
    solutions = store.query(_CLAUSES)
    assert isinstance(solutions, QuerySolutions)
    for decision, decided, proposal, proposed in solutions:
        assert isinstance(decision, NamedNode)
        assert isinstance(proposal, NamedNode)
        assert isinstance(decided, Literal)
        assert isinstance(proposed, Literal)
        yield decision, decided.value, proposal, proposed.value
