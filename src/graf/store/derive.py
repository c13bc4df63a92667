"""Fills a store's derived graph from all its other graphs, by the published queries in `queries/derived/`.

Each is a CONSTRUCT query over the union of all graphs. They run in the order of their names, so that one may build on
what another gave.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple

from graf.issues import Issue, UsageError
from graf.model import Minutes, Network
from graf.rdf.derived import agreement_quads, matter_quads
from graf.rdf.naming import Names
from graf.store.update import Update

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CLAUSES = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?decision ?decided ?proposal ?proposed WHERE {
  ?decision a graf:Decision ; prov:wasGeneratedBy ?item ; graf:text ?decided .
  ?proposal a graf:Proposal ; graf:proposedIn ?item ; graf:text ?proposed .
}"""


def derive(
    update: Update,
    names: Names,
    minutes: Sequence[Minutes],
    network: Network,
    queries: Path,
    also: Iterable[Quad] = (),
) -> list[Issue]:
    """Makes the derived graph of a store that holds all the others and their union; returns what could not be mapped.

    `queries` is the folder of the derived queries, `also` what else stands in the graph. What was there before goes
    where it does not follow any more; what a query may look at goes before the first of them runs. Raises `UsageError`
    for one that is not a CONSTRUCT query.
    """
    graph = names.iris.graph("derived")
    issues: list[Issue] = []
    now = {*also, *matter_quads(network, minutes, names, issues)}
    paths = sorted(queries.glob("*.rq"))
    read = _looked_at([path.read_text(encoding="utf-8") for path in paths])
    before = set(update.quads(graph))
    stale = {quad for quad in before - now if read is None or quad.predicate.value in read}
    update.remove(stale)
    update.add(now - before)
    update.settle()
    held = before - stale
    for found in _steps(update.store, graph, paths):
        new = set(found)
        update.add(new - held - now)
        now |= new
    update.remove(held - now)
    update.settle()
    return issues


def _steps(store: Store, graph: NamedNode, paths: Sequence[Path]) -> Iterator[Iterable[Quad]]:
    yield agreement_quads(_clauses(store), graph)
    for path in paths:
        yield [Quad(one.subject, one.predicate, one.object, graph) for one in constructed(store, path)]


def _looked_at(queries: Iterable[str]) -> frozenset[str] | None:
    """The properties, and whatever else has an IRI, that some of the queries name where they look; None for all."""
    found = {_TYPE}
    for text in queries:
        body = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
        prefixes = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", body, re.IGNORECASE))
        where = body[body.upper().find("WHERE") :]
        if re.search(r"\?\w+\s+[?$]\w+\s+[?$\w<\"]", re.sub(r"\bSELECT\b.*?\bWHERE\b", "", where, flags=re.DOTALL)):
            return None
        found |= {prefixes.get(prefix, "") + name for prefix, name in re.findall(r"\b([\w-]*):([\w-]+)", where)}
        found |= set(re.findall(r"<([^>\s]+)>", where))
    return frozenset(found)


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
