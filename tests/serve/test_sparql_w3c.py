"""The W3C's tests of the SPARQL 1.1 Protocol, over HTTP, against a release that holds their graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

from tests.serve.server import Server, make_release, running

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
UPDATES = ("update_", "bad_update_", "bad_multiple_updates")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the W3C's tests are not here (shared/w3c/protocol)")


def manifest() -> Graph:
    """The manifest, empty where it is not here."""
    return Graph().parse(FOLDER / "manifest.ttl") if FOLDER.is_dir() else Graph()


MANIFEST = manifest()
TESTS = sorted(str(test) for test in MANIFEST.subjects(RDF.type, MF.ProtocolTest))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the graphs that the tests name."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(DATA.format(number)))
        for number in (1, 2, 3)
        for triple in pyoxigraph.parse(path=FOLDER / f"data{number}.nt", format=RdfFormat.N_TRIPLES)
    ]
    out = tmp_path_factory.mktemp("w3c")
    make_release(out, quads)
    with running(out / "current") as server:
        yield server


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.rpartition("#")[2])
def test_the_protocol(server: Server, test: str) -> None:
    """Every query is answered as the W3C expects, and every update is refused."""
    name = test.rpartition("#")[2]
    (connection,) = MANIFEST.objects(URIRef(test), MF.action)
    requests = Collection(MANIFEST, next(iter(MANIFEST.objects(connection, HT.requests))))
    for number, request in enumerate(requests):
        status, body = ask(server, request)
        response = MANIFEST.value(request, HT.resp)
        expected = {str(one).rpartition("StatusCode")[2] for one in MANIFEST.objects(response, MF.expectedStatus)}
        if name.startswith(UPDATES):
            # The first request is the update; what follows would look for what it did.
            assert number > 0 or 400 <= status < 500, body
            continue
        assert any(str(status)[0] == one[0] for one in expected), (status, body)
        truth = MANIFEST.value(response, MF.expectedBoolean)
        if truth is not None:
            assert json.loads(body)["boolean"] == truth.toPython()


def ask(server: Server, request: object) -> tuple[int, bytes]:
    """Sends a request as the manifest describes it."""
    path = str(MANIFEST.value(request, HT.absolutePath))
    method = str(MANIFEST.value(request, HT.methodName))
    content = MANIFEST.value(request, HT.body)
    body = None
    if content is not None:
        encoding = str(MANIFEST.value(content, CNT.characterEncoding) or "utf-8")
        body = str(MANIFEST.value(content, CNT.chars)).encode(encoding)
    headers = {}
    listed = MANIFEST.value(request, HT.headers)
    for header in Collection(MANIFEST, listed) if listed is not None else ():
        headers[str(MANIFEST.value(header, HT.fieldName))] = str(MANIFEST.value(header, HT.fieldValue))
    if body is not None and not any(key.lower() == "content-type" for key in headers):
        headers["content-type"] = ""
    reply = server.send(method, path, body, headers)
    return reply.status, reply.body
