"""The embedded store (Oxigraph through pyoxigraph): a release's is written once, then only opened read-only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store

from graf.issues import UsageError


def open_read_only(path: Path) -> Store:
    """Opens a store that nobody can write to. Raises `UsageError` where there is none.

    Oxigraph's query results must stay on the thread that asked for them; so does, here, the store.
    """
    if not (path / "CURRENT").is_file():
        raise UsageError(str(path), None, "expected a store", "`graf build` makes one.")
    return Store.read_only(str(path))


def write_new(path: Path, quads: Iterable[Quad]) -> Store:
    """A new store in an empty or missing folder, loaded in bulk; the caller keeps it as long as it writes."""
    path.mkdir(parents=True, exist_ok=True)
    store = Store(str(path))
    store.bulk_extend(quads)
    return store


def with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Quads, and each again in the default graph.

    A release keeps the union of all its graphs there, so that a query without `FROM` counts and joins each triple once.
    Oxigraph can answer over the union without that (`use_default_graph_as_union`), but then finds a triple once for
    each graph that states it: counts come out too high, and over what a hundred documents state, a join takes a
    hundred times a hundred steps.
    """
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def holds_union(store: Store) -> bool:
    """Whether a store's default graph holds something: the union of its graphs, in a release."""
    return next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None
