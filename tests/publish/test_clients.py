"""Other people's clients use published files as they use a server: rdflib and curl read them, Comunica asks them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib

from graf.serve.app import create_app
from tests.publish.conftest import Site, hosted
from tests.serve.server import running

ASKED = """PREFIX graf: <https://w3id.org/graf/ns/>
SELECT (COUNT(DISTINCT ?decision) AS ?n) { ?decision a graf:Decision ; graf:text ?text }"""


def _graphs(published: Site) -> list[str]:
    """The documents' graphs, by their addresses below the site's root."""
    return [f"graph/doc/{file.name}" for file in sorted((published.root / "graph/doc").iterdir())]


@pytest.mark.parametrize("kind", ["served", "published"])
def test_rdflib_and_curl(published: Site, kind: str) -> None:
    """The catalogue leads to files that rdflib reads by address, and curl gets the same, from a server or a host."""
    with running(published.release, pages=create_app) as server, hosted(published.host) as host:
        root = f"http://127.0.0.1:{server.port}" if kind == "served" else f"{host}/kommun/moten"
        for path in ("catalog.ttl", "void.ttl", "feed/index.ttl", "exports/oslo.ttl", "ontology/graf.ttl"):
            graph = rdflib.Graph().parse(f"{root}/{path}", format="turtle")
            assert graph
        if shutil.which("curl"):
            got = subprocess.run(["curl", "-sSf", f"{root}/catalog.rdf"], capture_output=True, check=True).stdout
            assert rdflib.Graph().parse(data=got, format="xml")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["served", "published"])
def test_comunica_asks_files(published: Site, clients: Path, kind: str) -> None:
    """Comunica joins the graphs of all documents by their addresses, and counts the decisions."""
    whole = rdflib.Graph()
    for path in _graphs(published):
        whole.parse(published.root / path)
    (row,) = whole.query(ASKED)
    with running(published.release, pages=create_app) as server, hosted(published.host) as host:
        root = f"http://127.0.0.1:{server.port}" if kind == "served" else f"{host}/kommun/moten"
        sources = [f"{root}/{path}" for path in _graphs(published)]
        command = [str(clients / "comunica-sparql"), *sources, "-q", ASKED, "-t", "application/sparql-results+json"]
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found = json.loads(run.stdout)["results"]["bindings"]
    assert int(found[0]["n"]["value"]) == int(row.n) > 0
