"""A release's store made of the one before: files linked, graphs that differ replaced, the union of all kept right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from graf.store.embedded import open_read_only
from graf.store.mirror import Mirror, term


def linked(path: Path, target: Path) -> Store:
    """A store to write to that holds what the one in a folder holds; it shares its files and leaves them as they are.

    Oxigraph's files are written once and never changed: a backup is a hard link to each.
    """
    open_read_only(path).backup(str(target))
    return Store(str(target))


class Update:
    """Changes to a store whose default graph is the union of its graphs; `settle` makes it right after them.

    `touched` are the graphs that were changed, IRIs; `mirror` follows the union, where there is one.
    """

    def __init__(self, store: Store, mirror: Mirror | None = None) -> None:
        self.store = store
        self.mirror = mirror
        self.touched: set[str] = set()
        self._removed: set[Triple] = set()
        self._out: set[Triple] = set()
        self._in: set[Triple] = set()

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Makes a graph hold these quads and no others."""
        before, now = set(self.quads(graph)), set(quads)
        self.remove(before - now)
        self.add(now - before)

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """What a graph holds."""
        return self.store.quads_for_pattern(None, None, None, graph)

    def add(self, quads: Iterable[Quad]) -> None:
        """Adds quads to their graphs and to the union."""
        added = list(quads)
        self.store.extend(one for quad in added for one in (quad, Quad(quad.subject, quad.predicate, quad.object)))
        self._into(quad.triple for quad in added)
        self._touch(added)

    def remove(self, quads: Iterable[Quad]) -> None:
        """Takes quads out of their graphs."""
        for quad in quads:
            self.store.remove(quad)
            self._removed.add(quad.triple)
            self._out.add(quad.triple)
            self._touch((quad,))

    def drop(self, graph: NamedNode) -> None:
        """Takes a graph out."""
        self.remove(list(self.quads(graph)))
        self.touched.add(graph.value)

    @contextmanager
    def watching(self, graph: NamedNode) -> Iterator[None]:
        """Follows what somebody else does to a graph, without a thought for the union."""
        before = set(self.quads(graph))
        yield
        now = set(self.quads(graph))
        self._removed |= {quad.triple for quad in before - now}
        self._out |= {quad.triple for quad in before - now}
        self._into(quad.triple for quad in now - before)
        self.store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in now - before)
        self._touch(before ^ now)

    def changed(self) -> set[Triple]:
        """The triples that were added or taken out so far; one that passed from a graph to another is neither."""
        return self._in ^ self._out

    def settle(self) -> None:
        """Takes out of the union what no graph states any more, and forgets graphs that became empty."""
        for one in self._removed:
            stating = self.store.quads_for_pattern(one.subject, one.predicate, one.object, None)
            if all(isinstance(quad.graph_name, DefaultGraph) for quad in stating):
                self.store.remove(Quad(one.subject, one.predicate, one.object))
                if self.mirror is not None:
                    self.mirror.remove(one)
        self._removed.clear()
        for name in self.touched:
            graph = NamedNode(name)
            if next(self.quads(graph), None) is None:
                self.store.remove_graph(graph)

    def _into(self, triples: Iterable[Triple]) -> None:
        added = set(triples)
        self._in |= added
        if self.mirror is not None:
            self.mirror.add(added)

    def _touch(self, quads: Iterable[Quad]) -> None:
        self.touched |= {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}


def terms(triples: Iterable[Triple]) -> set[str]:
    """What tells which queries look at triples: the property, or of rdf:type the class."""
    return {term(one) for one in triples}
