"""`graf check`: whether a release is whole, says only what the shapes allow, and points only to what is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Store

from graf import lifecycle
from graf.issues import NOTE, STALE, Issue
from graf.query import Rows, run
from graf.rdf import shapes
from graf.store import embedded, release, verify

_UNDESCRIBED = """
SELECT DISTINCT ?thing WHERE {
  { [] ?any ?thing } UNION { [] ?thing [] }
  FILTER(ISIRI(?thing))
  FILTER NOT EXISTS { ?thing ?says ?something }
} ORDER BY ?thing"""
_OURS = ("https://w3id.org/graf/ns/", "https://w3id.org/graf/concept/")


def check(folder: Path) -> list[Issue]:
    """What is wrong with a release; nothing, where it is whole.

    Files that are not what their checksums say, quotes that do not stand in their text, what a document's graph says
    against the shapes, links to things that the release does not describe, and names that are said to have moved to
    what is not there. Raises `UsageError` where the folder is no release.
    """
    wrong = verify.verify(folder)
    base = release.read_manifest(folder)["base"]
    store = embedded.open_read_only(folder / release.STORE)
    wrong += [Issue(release.MANIFEST, NOTE, reason) for reason in lifecycle.faults(folder)]
    return [*wrong, *(Issue(release.STORE, NOTE, reason) for reason in chain(_shapes(store), _dangling(store, base)))]


def stale(folder: Path) -> list[Issue]:
    """The corrections that had nothing to change when a release was built: not wrong, but worth a look."""
    found = (Issue(**issue) for issue in release.read_manifest(folder)["issues"])
    return [issue for issue in found if issue.kind == STALE]


def _shapes(store: Store) -> Iterator[str]:
    """What the graphs of each document, with their evidence, say against `ontology/shapes.ttl`."""
    graphs = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    for graph in sorted(graph for graph in graphs if "/graph/doc/" in graph):
        evidence = graph.replace("/graph/doc/", "/graph/evidence/")
        quads = chain.from_iterable(store.quads_for_pattern(None, None, None, NamedNode(g)) for g in (graph, evidence))
        for found in shapes.validate(quads):
            at = f" {found.path}" if found.path else ""
            value = f" {found.value}" if found.value else ""
            yield f"{found.focus}{at}{value}: {found.message}"


def _dangling(store: Store, base: str) -> Iterator[str]:
    """The dataset's own things and graf's own terms that something points to and nothing describes."""
    ours = (*_OURS, f"{base}/id/", f"{base}/res/")
    result = run(store, _UNDESCRIBED)
    for (thing,) in result.rows() if isinstance(result, Rows) else ():
        if isinstance(thing, NamedNode) and thing.value.startswith(ours):
            yield f"{thing.value} is pointed to, but nothing describes it"
