"""What a release says of each thing, read from its store once and kept: pages ask for the same things over and over.

Reading a thing from a store on disk takes some ten times as long as finding it in a dictionary, and a page asks for a
thousand. Everything here is plain terms, which may be passed between threads; the store may not.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graf.store.embedded import holds_union

Term = NamedNode | Literal
Said = Mapping[NamedNode, Sequence[Term]]
"""For each property, its values, sorted."""
Pointing = Mapping[NamedNode, Sequence[NamedNode]]
"""For each property, the things that it leads from, sorted."""
MOST: Final = 20_000
"""So many triples and views are kept; beyond that everything is forgotten, and read again when it is asked for."""


class Facts:
    """The triples of a store by subject and by value, read when they are asked for, or all at once (`read_all`)."""

    def __init__(self, store: Store, most: int = MOST) -> None:
        self.store, self.most = store, most
        self.graph = DefaultGraph() if holds_union(store) else None
        self.whole = False
        self.size = 0
        self.views: dict[Hashable, Any] = {}
        self._said: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
        self._pointing: dict[Term, dict[NamedNode, list[NamedNode]]] = {}

    def said(self, node: NamedNode) -> Said:
        """All that is said of a thing."""
        found = self._said.get(node)
        if found is None:
            found = {}
            if not self.whole:
                for quad in self._quads(node, None):
                    if isinstance(quad.object, NamedNode | Literal):
                        found.setdefault(quad.predicate, []).append(quad.object)
                _sort(found)
                self._said[node] = found
        return found

    def pointing(self, value: Term) -> Pointing:
        """All that is said with a thing, or a text, as the value."""
        found = self._pointing.get(value)
        if found is None:
            found = {}
            if not self.whole:
                for quad in self._quads(None, value):
                    if isinstance(quad.subject, NamedNode):
                        found.setdefault(quad.predicate, []).append(quad.subject)
                _sort(found)
                self._pointing[value] = found
        return found

    def read_all(self) -> None:
        """Reads the whole store: some 10 µs and 500 bytes a triple."""
        for quad in self._quads(None, None):
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._said.setdefault(subject, {}).setdefault(predicate, []).append(value)
                self._pointing.setdefault(value, {}).setdefault(predicate, []).append(subject)
        for said in self._said.values():
            _sort(said)
        for pointing in self._pointing.values():
            _sort(pointing)
        self.whole = True

    def pairs(self) -> Iterator[tuple[NamedNode, Term]]:
        """Every two that a property joins: subject and value, in no order, maybe several times."""
        if self.whole:
            for value, pointing in self._pointing.items():
                for subjects in pointing.values():
                    yield from ((subject, value) for subject in subjects)
        else:
            for quad in self.store.quads_for_pattern(None, None, None, self.graph):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                    yield quad.subject, quad.object

    def remember(self, name: Hashable, view: Any) -> None:
        """Keeps a view that other pages show too."""
        if self.size > self.most:
            self.views.clear()
            self.size = 0
        self.size += 1
        self.views[name] = view

    def _quads(self, subject: NamedNode | None, value: Term | None) -> list[Quad]:
        found = list(self.store.quads_for_pattern(subject, None, value, self.graph))
        if not self.whole:
            if self.size > self.most:
                self._said.clear()
                self._pointing.clear()
                self.views.clear()
                self.size = 0
            self.size += len(found) + 1
        return found


def _sort(found: Mapping[NamedNode, list[Any]]) -> None:
    """Puts the values of each property in order, each once: several graphs may state a triple."""
    for values in found.values():
        if len(values) > 1:
            values[:] = sorted(set(values), key=_order)


def _order(term: Term) -> tuple[str, str]:
    return term.value, str(term)
