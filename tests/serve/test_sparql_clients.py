"""Clients that people use get along with the endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from tests.serve.server import Server, make_release, running

ROWS = "SELECT ?o ?s { ?s <https://example.org/p> ?o } ORDER BY ?o"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of three triples."""
    p, graph = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
    out = tmp_path_factory.mktemp("clients")
    make_release(out, [Quad(NamedNode(f"https://example.org/{n}"), p, Literal(f"å{n}"), graph) for n in range(3)])
    with running(out / "current") as server:
        yield server


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(server: Server, method: str) -> None:
    """Rows, yes or no and graphs, by GET and by form."""
    client = SPARQLWrapper(server.url)
    client.setMethod(method)
    client.setQuery(ROWS)
    client.setReturnFormat(JSON)
    found = client.queryAndConvert()
    assert [row["o"]["value"] for row in found["results"]["bindings"]] == ["å0", "å1", "å2"]
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().splitlines()[0] == "o,s"
    client.setQuery("ASK { ?s ?p ?o }")
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) == 3
    assert POST == "POST"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(server: Server, method: str) -> None:
    """rdflib reads the endpoint as if it were a graph of its own."""
    graph = Graph(SPARQLStore(server.url, method=method))
    name = URIRef("https://example.org/1")
    assert graph.value(name, URIRef("https://example.org/p")) == RdfLiteral("å1")
    assert len(list(graph.query(ROWS))) == 3


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
def test_curl(server: Server) -> None:
    """The examples of the documentation: by GET, by form, directly from a file, and HEAD."""

    def curl(*options: str, text: str | None = None) -> str:
        run = subprocess.run(
            ["curl", "-sS", *options], input=text, capture_output=True, text=True, check=True, encoding="utf-8"
        )
        return run.stdout

    csv = ["-H", "Accept: text/csv"]
    expected = curl("-G", server.url, "--data-urlencode", f"query={ROWS}", *csv)
    assert expected.startswith("o,s")
    assert curl(server.url, "--data-urlencode", f"query={ROWS}", *csv) == expected
    direct = ["--data-binary", "@-", "-H", "Content-Type: application/sparql-query"]
    assert curl(server.url, *direct, *csv, text=ROWS) == expected
    assert curl("-G", server.url, "-d", "format=csv", "--data-urlencode", f"query={ROWS}") == expected
    assert "200 OK" in curl("-I", f"{server.url}?query=ASK%7B%7D")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not here")
def test_comunica(server: Server, tmp_path: Path) -> None:
    """Comunica finds out that it is an endpoint from its description, and asks it."""
    # Newer versions of undici, which Comunica fetches with, need Node 22.
    wanted = {"private": True, "dependencies": {"@comunica/query-sparql": "5.4.1"}, "overrides": {"undici": "7.10.0"}}
    (tmp_path / "package.json").write_text(json.dumps(wanted))
    install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(tmp_path)]
    subprocess.run(install, check=True, capture_output=True, timeout=300)
    program = tmp_path / "node_modules" / ".bin" / "comunica-sparql"
    for source in (server.url, f"sparql@{server.url}"):
        run = subprocess.run(
            [str(program), source, "-q", ROWS, "-t", "application/sparql-results+json"],
            capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        found = json.loads(run.stdout)
        assert [row["o"]["value"] for row in found["results"]["bindings"]] == ["å0", "å1", "å2"]
