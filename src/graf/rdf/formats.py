"""One document in several formats: `dcterms:hasFormat` from the document that was read to the other files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, Quad

from graf.model import Document
from graf.rdf.iris import Iris
from graf.rdf.vocab import DCTERMS, GRAF


def format_quads(document: Document, others: Iterable[Document], iris: Iris) -> Iterator[Quad]:
    """The other files of a document, each with its name and checksum, in the document's own graph."""
    graph = iris.graph("doc", document.key)
    for other in others:
        file = iris.file(other.sha256)
        yield Quad(iris.id("document", document.key), DCTERMS.hasFormat, file, graph)
        yield Quad(file, DCTERMS.source, Literal(other.file), graph)
        yield Quad(file, GRAF.checksum, Literal(other.sha256), graph)
