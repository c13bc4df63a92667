"""RDF from files: the ontology's graph and a dataset's extra graphs, with IRIs in place of blank nodes.

A release holds no blank nodes, so that sorting its N-Quads is canonical. One in a file gets an IRI
(`{base}/.well-known/genid/{graph}/{label}`, RDF 1.1 §3.5) whose label follows from the file's content (RDFC-1.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from graf.issues import UsageError
from graf.rdf.iris import Iris, digest, segment

ONTOLOGY = ("graf.ttl", "concepts.ttl", "alignments.ttl")
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_RESERVED = ("doc", "evidence", "register", "derived", "corrections", "ontology")


def ontology_quads(folder: Path, iris: Iris) -> Iterator[Quad]:
    """The ontology, its concepts and alignments, in `{base}/graph/ontology`."""
    graph = iris.graph("ontology")
    quads = (quad for name in ONTOLOGY if (folder / name).is_file() for quad in read_rdf(folder / name, graph))
    yield from without_blank_nodes(quads, iris, "ontology")


def extra_quads(folder: Path, iris: Iris) -> Iterator[Quad]:
    """The dataset's own further RDF: each file in `{base}/graph/extra/{stem}`, or in the graphs that it names.

    Raises `UsageError` where a file is no RDF, or would write into a graph that the build makes itself.
    """
    if not folder.is_dir():
        return
    own = [iris.graph(name).value for name in _RESERVED]
    for path in sorted(path for path in folder.iterdir() if path.suffix in FORMATS):
        stem = segment(path.stem)
        for quad in without_blank_nodes(read_rdf(path, iris.graph("extra", stem)), iris, stem):
            if isinstance(quad.graph_name, NamedNode) and any(
                quad.graph_name.value == name or quad.graph_name.value.startswith(f"{name}/") for name in own
            ):
                expected = f"expected graphs other than those that the build makes, not {quad.graph_name.value}"
                raise UsageError(str(path), None, expected, f"Use a graph below {iris.base}/graph/extra/.")
            yield quad


def read_rdf(path: Path, graph: NamedNode) -> Iterator[Quad]:
    """The quads of a file; triples, and quads of the default graph, go to `graph`. Raises `UsageError`."""
    try:
        for quad in parse(path=str(path), format=FORMATS[path.suffix]):
            name = graph if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name
            yield Quad(quad.subject, quad.predicate, quad.object, name)
    except SyntaxError as error:
        raise UsageError(str(path), error.lineno, f"expected {FORMATS[path.suffix].name}: {error.msg}") from None
    except OSError as error:
        raise UsageError(str(path), None, f"expected a file that can be read ({error.strerror})") from None


def without_blank_nodes(quads: Iterable[Quad], iris: Iris, name: str) -> Iterator[Quad]:
    """The quads with an IRI for each blank node; the same content gives the same IRIs, whatever its labels."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    mark = digest(*sorted(str(quad) for quad in dataset))

    def named(term: object) -> NamedNode | Literal:
        if isinstance(term, BlankNode):
            return NamedNode(f"{iris.base}/.well-known/genid/{name}-{mark}-{term.value}")
        assert isinstance(term, NamedNode | Literal), f"RDF 1.1 has no {term}"
        return term

    for quad in dataset:
        subject, graph = named(quad.subject), named(quad.graph_name)
        assert isinstance(subject, NamedNode)
        assert isinstance(graph, NamedNode)
        yield Quad(subject, quad.predicate, named(quad.object), graph)
