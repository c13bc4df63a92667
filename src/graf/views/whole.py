"""What is read of a whole release at once: all values of a property, where a page counts or draws many things.

A scan of one property costs a fraction of as many look-ups by thing. Things go by their key (`schnv-2025-10-17-7.d`),
everything else by its text or IRI.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import RDF
from graf.views.source import Source

Values = Mapping[str, Sequence[str]]
"""For each thing, by its key, the values of a property, sorted."""


def values(source: Source, predicate: NamedNode, kind: str = "", of: str = "") -> Values:
    """The values of a property, all over the release. `kind` keeps subjects of one kind, `of` values of one kind."""
    start = f"{source.base}/id/"
    begins, ends = start + kind + "/" if kind else start, start + of + "/" if of else ""
    found: dict[str, set[str]] = {}
    for quad in source.quads(None, predicate, None):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            continue
        name, text = subject.value, value.value
        if not name.startswith(begins) or (ends and not text.startswith(ends)):
            continue
        if isinstance(value, NamedNode) and text.startswith(start):
            text = text[len(start) :].partition("/")[2]
        found.setdefault(name[len(start) :].partition("/")[2], set()).add(text)
    return {name: sorted(several) for name, several in found.items()}


def first(found: Values) -> dict[str, str]:
    """The first value of each thing, where it is to have one."""
    return {name: several[0] for name, several in found.items()}


def keys(source: Source, kind: NamedNode) -> list[str]:
    """The keys of the things of a class, sorted."""
    start = f"{source.base}/id/"
    found = {quad.subject for quad in source.quads(None, RDF.type, kind)}
    names = [node.value for node in found if isinstance(node, NamedNode) and node.value.startswith(start)]
    return sorted(name[len(start) :].partition("/")[2] for name in names)
