"""The formats of answers: their names, media types, and the engine's names for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A format of rows (and yes or no) or of a graph. `accepts` are further media types that ask for it.

    `separator` stands between two rows or statements, and is how they are counted.
    """

    name: str
    suffix: str
    media_type: str
    engine: QueryResultsFormat | RdfFormat
    separator: bytes
    accepts: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The media type with its character encoding, where that is a text's."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


ROWS: Final = {
    one.name: one
    for one in (
        Format(
            "json", ".json", "application/sparql-results+json", QueryResultsFormat.JSON, b'}},{"', ("application/json",)
        ),
        Format(
            "xml",
            ".xml",
            "application/sparql-results+xml",
            QueryResultsFormat.XML,
            b"<result>",
            ("application/xml", "text/xml"),
        ),
        Format("csv", ".csv", "text/csv", QueryResultsFormat.CSV, b"\n", ("application/csv",)),
        Format("tsv", ".tsv", "text/tab-separated-values", QueryResultsFormat.TSV, b"\n"),
    )
}
GRAPHS: Final = {
    one.name: one
    for one in (
        Format("turtle", ".ttl", "text/turtle", RdfFormat.TURTLE, b" .\n", ("application/x-turtle",)),
        Format("ntriples", ".nt", "application/n-triples", RdfFormat.N_TRIPLES, b" .\n", ("text/plain",)),
        Format(
            "rdfxml",
            ".rdf",
            "application/rdf+xml",
            RdfFormat.RDF_XML,
            b"</rdf:Description>",
            ("application/xml", "text/xml"),
        ),
        Format("jsonld", ".jsonld", "application/ld+json", RdfFormat.JSON_LD, b'"@id":', ("application/json",)),
        Format("trig", ".trig", "application/trig", RdfFormat.TRIG, b" .\n", ("application/x-trig",)),
        Format("nquads", ".nq", "application/n-quads", RdfFormat.N_QUADS, b" .\n"),
    )
}
"""In the server's own order of preference."""
