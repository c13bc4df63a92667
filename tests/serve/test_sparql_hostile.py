"""Ten hostile queries: the server stays up, stays small, and calls nobody."""

from __future__ import annotations

import http.client
import itertools
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graf.query.limits import MIB, Limits
from tests.serve.server import Server, make_release, running

CALLED: list[str] = []


class Listener(BaseHTTPRequestHandler):
    """Notes who calls."""

    def do_GET(self) -> None:
        """Answers nothing of use."""
        CALLED.append(self.path)
        self.send_error(404)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """A server of somebody else on this machine, which a query could reach."""
    listener = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listener.server_port}/"
    listener.shutdown()
    thread.join()
    listener.server_close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of some thousand triples that hang together."""
    p, graph = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
    nodes = [NamedNode(f"https://example.org/{n}") for n in range(3000)]
    quads = [Quad(one, p, two, graph) for one, two in itertools.pairwise(nodes)]
    quads += [Quad(one, NamedNode("https://example.org/name"), Literal("x" * 100), graph) for one in nodes]
    out = tmp_path_factory.mktemp("hostile")
    make_release(out, quads)
    with running(out / "current", Limits(deadline=2, memory=256 * MIB)) as server:
        yield server


def hostile(elsewhere: str) -> dict[str, str]:
    """Queries that are meant to harm."""
    bomb = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}, ?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
    return {
        "cartesian": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
        "concat": f"SELECT ?v30 {{ BIND('{'x' * 1000}' AS ?v0) {bomb} }}",
        "path": "SELECT (COUNT(*) AS ?n) { ?s (<urn:a>|!<urn:a>)* ?o . ?o (<urn:a>|!<urn:a>)* ?q }",
        "nesting": "ASK " + "{ FILTER EXISTS " * 5000 + "{}" + "}" * 5000,
        "long": "ASK { ?s ?p '" + "x" * (3 * MIB) + "' }",
        "values": "SELECT * { VALUES ?x { " + "1 " * 100_000 + "} VALUES ?y { " + "2 " * 100_000 + "} }",
        "offset": "SELECT * { ?a ?b ?c . ?d ?e ?f } OFFSET 99999999999",
        "service": f"SELECT * {{ SERVICE <{elsewhere}> {{ ?s ?p ?o }} }}",
        "nested service": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE SILENT <{elsewhere}> {{ ?s ?p ?o }} }} }}",
    }


def test_the_server_outlives_them_all(server: Server, elsewhere: str) -> None:
    """Each is answered by a status that names its limit, within the deadline; a cheap query is answered after each."""
    statuses = {}
    for name, query in hostile(elsewhere).items():
        body = query.encode()
        try:
            reply = server.send("POST", "/sparql", body, {"content-type": "application/sparql-query"})
            statuses[name] = reply.status
        except (ConnectionError, http.client.IncompleteRead):
            statuses[name] = 413  # refused before all of it was sent, or cut when it grew too long
        assert server.ask(f"ASK {{ <https://example.org/1> ?p ?o }} # {name}").status == 200
    assert statuses.pop("service") == statuses.pop("nested service") == 400
    assert statuses.pop("nesting") == 400
    assert statuses.pop("long") == 413
    assert statuses.pop("concat") in (503, 507)
    assert statuses.pop("order") in (503, 507)
    assert statuses.pop("values") in (413, 503, 507)
    assert statuses == {"cartesian": 503, "path": 503, "offset": 503}
    assert not CALLED, "somebody was called"


def test_the_front_stays_small(server: Server, elsewhere: str) -> None:
    """Twenty long queries at once and long answers that nobody reads take the front less than 300 MB."""
    status = Path("/proc/self/status")
    if not status.is_file():
        pytest.skip("the size of a process is not known here")

    def resident() -> int:
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS:"))

    before = resident()
    long = ("ASK {} #" + "x" * 900_000).encode()
    kind = {"content-type": "application/sparql-query"}
    threads = [threading.Thread(target=server.send, args=("POST", "/sparql", long, kind)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert resident() - before < 300 * 1024
    end = time.monotonic() + 10
    while server.front.pool.running:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert server.front.endpoint.bodies == 0
