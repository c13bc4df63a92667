"""An answer as text: a table for people, CSV, SPARQL JSON results, Turtle.

CSV and JSON follow the W3C's formats of query results and are written by pyoxigraph, as is Turtle.
"""

from __future__ import annotations

import shutil
from typing import Final, TextIO

import pyoxigraph
from pyoxigraph import QueryResultsFormat, RdfFormat

from graf.issues import UsageError
from graf.query import Answer, Graph, Result, Rows
from graf.query.table import table
from graf.rdf.vocab import PREFIXES

FORMATS: Final = ("table", "csv", "json", "turtle")


def write(result: Result, fmt: str, out: TextIO) -> None:
    """Write an answer in a format (`table`, `csv`, `json` or `turtle`).

    A table keeps to the width of the terminal when `out` is one. Raises UsageError where the answer has no such form:
    Turtle is for graphs (CONSTRUCT, DESCRIBE), CSV and JSON for rows and yes or no.
    """
    width = shutil.get_terminal_size().columns if out.isatty() else None
    out.write(render(result, fmt, width))


def render(result: Result, fmt: str, width: int | None = None) -> str:
    """An answer as the text of a format; `width` is the most characters a line of a table may have, None for any."""
    if fmt not in FORMATS:
        raise UsageError("--format", None, f"no format {fmt!r}; expected one of {', '.join(FORMATS)}")
    if isinstance(result, Graph):
        return _graph(result, fmt, width)
    if fmt == "turtle":
        asked = "SELECT gives rows" if isinstance(result, Rows) else "ASK gives yes or no"
        raise UsageError("--format", None, f"turtle needs a graph (CONSTRUCT or DESCRIBE); this {asked}: csv or json")
    if isinstance(result, Answer):
        if fmt == "table":
            return "yes\n" if result.value else "no\n"
        data = b'{"head":{},"boolean":%s}' % (b"true" if result.value else b"false")
    elif fmt == "table":
        return table(result.variables, result.rows(), width)
    else:
        data = result.data
    kind = QueryResultsFormat.CSV if fmt == "csv" else QueryResultsFormat.JSON
    text = (pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON).serialize(format=kind) or b"").decode()
    return text if text.endswith("\n") else text + "\n"


def _graph(result: Graph, fmt: str, width: int | None) -> str:
    if fmt in ("csv", "json"):
        raise UsageError("--format", None, f"{fmt} needs rows (SELECT) or yes or no (ASK); this gives a graph: turtle")
    triples = result.triples()
    if fmt == "table":
        rows = [(triple.subject, triple.predicate, triple.object) for triple in triples]
        return table(("subject", "predicate", "object"), rows, width)
    used = {name: base for name, base in PREFIXES.items() if b"<" + base.encode() in result.data}
    return (pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b"").decode()
