"""The ontology's documentation: every term with its meaning in both languages; its files; where w3id.org leads."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import httpx
import rdflib
from lxml import html
from rdflib import RDFS, SKOS

from graf.serve.app import create_app
from tests.publish.conftest import Site
from tests.serve.server import running

NS = "https://w3id.org/graf/ns/"
CONCEPT = "https://w3id.org/graf/concept/"


def test_every_term_and_concept_is_told_of(published: Site, root: Path) -> None:
    """Each has its place on the page, with label, meaning and example in the reader's language, and its alignments."""
    graph = rdflib.Graph()
    for name in ("graf", "concepts", "alignments"):
        graph.parse(root / f"ontology/{name}.ttl")
    terms = [one for one in graph.subjects(RDFS.isDefinedBy) if str(one).startswith((NS, CONCEPT))]
    assert len(terms) > 150
    for lang in ("sv", "en"):
        tree = html.parse(str(published.root / lang / "ontology.html"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        text = " ".join(tree.getroot().text_content().split())
        for one in terms:
            anchor = str(one).removeprefix(NS).replace(CONCEPT, "concept-")
            assert anchor in ids, one
            for said in (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition):
                for value in graph.objects(one, said):
                    assert value.language != lang or " ".join(str(value).split()) in text, one
        assert "besluit:Zitting" in text or "http://data.vlaanderen.be/ns/besluit#Zitting" in text


def test_files_hold_the_same_in_every_format(published: Site, root: Path) -> None:
    """Turtle as it was written; RDF/XML and JSON-LD with the same triples."""
    for name in ("graf", "concepts", "alignments"):
        folder = published.root / "ontology"
        assert (folder / f"{name}.ttl").read_bytes() == (root / f"ontology/{name}.ttl").read_bytes()
        turtle = set(rdflib.Graph().parse(folder / f"{name}.ttl"))
        assert set(rdflib.Graph().parse(folder / f"{name}.rdf", format="xml")) == turtle
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own reader of JSON-LD
            assert set(rdflib.Graph().parse(folder / f"{name}.jsonld", format="json-ld")) == turtle
    for name in ("shapes.ttl", "context.jsonld"):
        assert (published.root / "ontology" / name).read_bytes() == (root / "ontology" / name).read_bytes()


def test_a_server_has_them_too(published: Site) -> None:
    """The same bytes; a term's address leads to the page in the reader's language, or to data."""
    with (
        running(published.release, pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}") as client,
    ):
        for file in (published.root / "ontology").iterdir():
            if file.suffix != ".html":
                assert client.get(f"/ontology/{file.name}").content == file.read_bytes()
        asked = client.get("/ns/Decision", headers={"Accept": "text/html", "Accept-Language": "en"})
        assert (asked.status_code, asked.headers["Location"]) == (303, "../en/ontology.html#Decision")
        asked = client.get("/ns/", headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert asked.content == (published.root / "ontology/graf.ttl").read_bytes()
        assert client.get("/ontology/", follow_redirects=True).status_code == 200
        assert client.get("/ontology/no.ttl").status_code == 404


def test_w3id_leads_to_what_is_published(published: Site, root: Path) -> None:
    """Every address of the ontology that the redirects name is a file of the site, and its fragment a place on it."""
    rules = (root / "ontology/w3id/.htaccess").read_text(encoding="utf-8")
    site = "https://graf.example/dalarna/"
    found = re.findall(r"^RewriteRule (\S+) (https://\S+) \[R=303", rules, re.MULTILINE)
    ours = [(pattern, target.removeprefix(site)) for pattern, target in found if target.startswith(site)]
    assert len(ours) > 10
    for pattern, target in ours:
        path, _, fragment = target.partition("#")
        file = published.root / path
        assert file.is_file(), target
        if fragment:
            anchor = fragment.replace("$1", "refer" if "concept" in pattern else "Decision")
            assert f'id="{anchor}"' in file.read_text(encoding="utf-8")
    assert [target for _, target in found if "$1/$2" in target] == ["https://graf.example/$1/$2"]
