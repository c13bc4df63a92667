"""The catalogue: valid for data portals of the EU and Sweden, complete, true to the files, the same in every format."""

from __future__ import annotations

import gzip
import hashlib
import warnings
from pathlib import Path

import httpx
import pyshacl
import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, RDF, SH

from graf import config
from graf.issues import UsageError
from graf.serve.app import create_app
from tests.publish.conftest import Site
from tests.serve.server import running

SHAPES = Path(__file__).resolve().parents[3] / "shared" / "dcat-ap"
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
VOID = rdflib.VOID
BASE = "https://w3id.org/graf/dalarna"
FORMATS = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}


def _graph(published: Site, suffix: str = "rdf") -> rdflib.Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own reader of JSON-LD
        return rdflib.Graph().parse(published.root / f"catalog.{suffix}", format=FORMATS[suffix])


@pytest.mark.parametrize("name", ["shapes", "range", "shapes_recommended"])
def test_no_shape_of_the_eu_is_violated(published: Site, name: str) -> None:
    """DCAT-AP 3.0.1: what must be, of which class each value is, and all that is recommended."""
    if not SHAPES.is_dir():
        pytest.skip("the shapes of DCAT-AP are not here (shared/dcat-ap)")
    assert not _violations(_graph(published), name)


def _violations(graph: rdflib.Graph, name: str) -> list[str]:
    shapes = rdflib.Graph().parse(SHAPES / f"{name}.ttl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pySHACL's use of rdflib
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    found = report.subjects(RDF.type, SH.ValidationResult)
    return [f"{report.value(one, SH.focusNode)} {report.value(one, SH.resultPath)}" for one in found]


def test_what_the_swedish_profile_demands(published: Site) -> None:
    """DCAT-AP-SE 3.0.1: every mandatory property, for each catalogue, dataset, distribution and agent."""
    graph = _graph(published)
    mandatory = {
        DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset),
        DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
        DCAT.Distribution: (DCAT.accessURL, DCTERMS.format),
        FOAF.Agent: (FOAF.name, DCTERMS.type),
    }
    for kind, properties in mandatory.items():
        found = list(graph.subjects(RDF.type, kind))
        assert found, kind
        for node in found:
            assert not [one for one in properties if graph.value(node, one, any=True) is None], node
    assert (None, DCTERMS.license, rdflib.URIRef("http://creativecommons.org/publicdomain/zero/1.0/")) in graph
    assert not set(graph.objects(None, DCAT.contactPoint)) & set(graph.objects(None, DCTERMS.publisher))


def test_no_blank_nodes_every_text_in_both_languages(published: Site) -> None:
    """A portal keeps what has a name; titles and descriptions are there in Swedish and English, with no word twice."""
    graph = _graph(published)
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]
    for node in {
        one for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution) for one in graph.subjects(RDF.type, kind)
    }:
        for text in (DCTERMS.title, DCTERMS.description):
            assert sorted(one.language for one in graph.objects(node, text)) == ["en", "sv"], node


def test_the_formats_say_the_same(published: Site) -> None:
    """RDF/XML, Turtle and JSON-LD hold the same triples."""
    assert set(_graph(published, "rdf")) == set(_graph(published, "ttl")) == set(_graph(published, "jsonld"))


def test_distributions_are_the_files(published: Site) -> None:
    """Each address below the base is a file of the site, with the size and checksum that are told of it."""
    graph = _graph(published)
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    found = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(found) == 14
    for one in found:
        file = published.root / str(graph.value(one, DCAT.downloadURL)).removeprefix(f"{BASE}/")
        assert file.is_file()
        size = graph.value(one, DCAT.byteSize)
        assert size is None or int(size) == file.stat().st_size
        told = graph.value(one, spdx.checksum)
        if told is not None:
            assert str(graph.value(told, spdx.checksumValue)).lower() == hashlib.sha256(file.read_bytes()).hexdigest()


def test_there_is_a_service_only_where_one_answers(published: Site) -> None:
    """Files answer no query, so their catalogue names no endpoint; the server's does, and serves what it names."""
    assert not list(_graph(published).subjects(RDF.type, DCAT.DataService))
    with running(published.release, pages=create_app) as server:
        root = f"http://127.0.0.1:{server.port}"
        live = rdflib.Graph().parse(data=httpx.get(f"{root}/catalog.rdf").text, format="xml")
        chosen = httpx.get(f"{root}/catalog", headers={"Accept": "text/turtle"})
        assert chosen.headers["Content-Type"].startswith("text/turtle")
        assert set(rdflib.Graph().parse(data=chosen.text)) == set(live)
        (service,) = live.subjects(RDF.type, DCAT.DataService)
        for demanded in (DCTERMS.title, DCAT.endpointURL, DCTERMS.format):
            assert live.value(service, demanded, any=True)
        for one in live.objects(None, DCAT.downloadURL):
            path = str(one).removeprefix(f"{BASE}/")
            answer = httpx.get(f"{root}/{path}")
            assert answer.content == (published.root / path).read_bytes(), path
        if SHAPES.is_dir():
            assert not [one for name in ("shapes", "range", "shapes_recommended") for one in _violations(live, name)]


def test_void_counts_what_is_in_the_dump(published: Site) -> None:
    """Triples, classes and properties are as many as rdflib counts in the Turtle of the whole release."""
    void = rdflib.Graph().parse(published.root / "void.ttl")
    whole = rdflib.Graph().parse(data=gzip.decompress((published.root / "dumps/release.ttl.gz").read_bytes()))
    dataset = rdflib.URIRef(f"{BASE}/catalog#dataset")
    assert int(void.value(dataset, VOID.triples)) == len(whole)
    assert int(void.value(dataset, VOID.properties)) == len(set(whole.predicates()))
    kinds = {
        void.value(one, VOID["class"]): int(void.value(one, VOID.entities))
        for one in void.objects(dataset, VOID.classPartition)
    }
    assert kinds == {kind: len(set(whole.subjects(RDF.type, kind))) for kind in set(whole.objects(None, RDF.type))}
    used = {
        void.value(one, VOID.property): int(void.value(one, VOID.triples))
        for one in void.objects(dataset, VOID.propertyPartition)
    }
    assert used[DCTERMS.title] == len(list(whole.subject_objects(DCTERMS.title)))
    assert len(used) == len(set(whole.predicates()))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('organisation = "212000-0000"', "ten digits"),
        ('themes = ["gove"]', "EU data themes"),
        ('spatial = ["Dalarna"]', "addresses of places"),
        ("bbox = [1, 2, 3]", "four numbers"),
        ('issued = "yesterday"', "a date"),
        ('keywords = { fi = ["kokous"] }', "lists of words"),
        ('colour = "red"', "one of the keys"),
        ('endpoint = "sparql"', "begins with https://"),
    ],
)
def test_settings_that_cannot_be_are_named(dalarna: Path, tmp_path: Path, line: str, expected: str) -> None:
    """A mistake in dataset.toml's [catalogue] is told with what was expected."""
    text = (dalarna / config.FILE).read_text(encoding="utf-8")
    before, _, rest = text.partition("[catalogue]\n")
    _, _, after = rest.partition("\n\n")
    (tmp_path / config.FILE).write_text(f"{before}[catalogue]\n{line}\n\n{after}", encoding="utf-8")
    with pytest.raises(UsageError, match=expected):
        config.load(tmp_path)
