"""A release's default graph is the union of its graphs, as a set."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from graf.query import Rows, run
from graf.store.embedded import holds_union, with_union, write_new


def _store(path: Path) -> Store:
    said = [
        Quad(NamedNode("urn:body"), NamedNode("urn:name"), Literal("Länsnätverket"), NamedNode(f"urn:graph:{n}"))
        for n in range(3)
    ]
    return write_new(path, with_union(said))


def test_what_three_documents_state_counts_once(tmp_path: Path) -> None:
    """A plain COUNT over a release must not multiply by the number of documents that say the same."""
    store = _store(tmp_path / "store")
    assert holds_union(store)
    found = run(store, "SELECT (COUNT(*) AS ?n) WHERE { ?body <urn:name> ?name }")
    assert isinstance(found, Rows)
    assert b'"3"' not in found.data
    assert b'"1"' in found.data


def test_a_graph_can_still_be_asked_alone(tmp_path: Path) -> None:
    """`FROM` and `GRAPH` reach the graphs themselves."""
    store = _store(tmp_path / "store")
    for query in (
        "SELECT (COUNT(*) AS ?n) FROM <urn:graph:1> WHERE { ?body <urn:name> ?name }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?body <urn:name> ?name } }",
    ):
        found = run(store, query)
        assert isinstance(found, Rows)
        assert (b'"1"' in found.data) is ("FROM" in query)
