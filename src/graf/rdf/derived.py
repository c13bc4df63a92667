"""The derived graph, `{base}/graph/derived`: what follows from the stated facts, made anew at each build.

Three things fill it: the matters that the resolution found; which decision came of which proposal; and the published
queries in `queries/derived/`, each a CONSTRUCT over the union of all graphs, run in the order of their names, so that
one may build on another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple

from graf.issues import UNMAPPED, Issue, UsageError
from graf.model import Minutes, Network
from graf.rdf.literals import plain, swedish
from graf.rdf.matching import likeness
from graf.rdf.naming import Names
from graf.rdf.vocab import DCTERMS, GRAF, PROV, RDF

SAME_TEXT = 0.9
"""How like a decision must be to a proposal on the same item (difflib's ratio, folded) to be derived from it."""

_CLAUSES = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?decision ?decided ?proposal ?proposed WHERE {
  ?decision a graf:Decision ; prov:wasGeneratedBy ?item ; graf:text ?decided .
  ?proposal a graf:Proposal ; graf:proposedIn ?item ; graf:text ?proposed .
}"""


def derive(store: Store, names: Names, minutes: Sequence[Minutes], network: Network, queries: Path) -> list[Issue]:
    """Fills the derived graph of a store that holds all the others; returns what could not be mapped.

    `queries` is the folder of the derived queries. Raises `UsageError` for one that is not a CONSTRUCT query.
    """
    graph = names.iris.graph("derived")
    issues: list[Issue] = []
    store.extend(matter_quads(network, minutes, names, issues))
    store.extend(agreement_quads(store, graph))
    for path in sorted(queries.glob("*.rq")):
        store.extend([Quad(one.subject, one.predicate, one.object, graph) for one in constructed(store, path)])
    return issues


def matter_quads(network: Network, minutes: Sequence[Minutes], names: Names, issues: list[Issue]) -> Iterator[Quad]:
    """The matters, and which items concern them; an occurrence that leads to no item is added to `issues`."""
    graph = names.iris.graph("derived")
    items = _items_by_number(minutes, names)
    for matter in network.matters:
        node = names.iris.id("matter", matter.key)
        yield Quad(node, RDF.type, GRAF.Matter, graph)
        title = swedish(matter.title)
        if title is not None:
            yield Quad(node, DCTERMS.title, title, graph)
        for reason in matter.reasons:
            words = plain(reason)
            if words is not None:
                yield Quad(node, GRAF.threadReason, words, graph)
        for occurrence in matter.occurrences:
            item = items.get((occurrence.file, occurrence.item))
            if item is None:
                reason = f"matter “{matter.title}” is said to occur in item {occurrence.item}, which is not there"
                issues.append(Issue(occurrence.file, UNMAPPED, reason))
            else:
                yield Quad(item, GRAF.concerns, node, graph)


def agreement_quads(store: Store, graph: NamedNode) -> list[Quad]:
    """Which decision was taken as proposed: same item, nearly the same words; the likest proposal where several are."""
    found: dict[NamedNode, tuple[float, str, NamedNode]] = {}
    solutions = store.query(_CLAUSES, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for decision, decided, proposal, proposed in solutions:
        assert isinstance(decision, NamedNode)
        assert isinstance(proposal, NamedNode)
        assert isinstance(decided, Literal)
        assert isinstance(proposed, Literal)
        score = likeness(decided.value, proposed.value)
        if score >= SAME_TEXT:
            best = (score, proposal.value, proposal)
            found[decision] = max(found.get(decision, best), best, key=lambda one: one[:2])
    return [Quad(decision, PROV.wasDerivedFrom, best[2], graph) for decision, best in found.items()]


def constructed(store: Store, path: Path) -> Iterator[Triple]:
    """What a CONSTRUCT query in a file gives over the union of all graphs."""
    try:
        result = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise UsageError(str(path), error.lineno, f"expected a SPARQL query: {error.msg}") from None
    if not isinstance(result, QueryTriples):
        raise UsageError(str(path), None, "expected a CONSTRUCT query")
    yield from result


def _items_by_number(minutes: Sequence[Minutes], names: Names) -> Mapping[tuple[str, str], NamedNode]:
    items: dict[tuple[str, str], NamedNode] = {}
    for one in minutes:
        for place, item in enumerate(one.items):
            if item.number is not None:
                key = names.items[one.sha256[:16], place].key
                items.setdefault((one.file, item.number), names.iris.id("item", key))
    return items
