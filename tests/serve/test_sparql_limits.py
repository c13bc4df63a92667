"""Limits: what takes too long, too much or too many is ended or refused, says so, and leaves others alone."""

from __future__ import annotations

import http.client
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graf.query.limits import MIB, Limits
from tests.serve.server import Reply, Server, make_release, running

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CHEAP = "SELECT ?o { <https://example.org/7> ?p ?o }"
LIMITS = Limits(deadline=1.5, memory=256 * MIB, rows=5000, size=2 * MIB, whole=65536, waiting_each=4, text=100_000)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand triples."""
    p, graph = NamedNode("https://example.org/p"), NamedNode("https://example.org/g")
    out = tmp_path_factory.mktemp("limits")
    make_release(out, [Quad(NamedNode(f"https://example.org/{n}"), p, Literal("x" * 50), graph) for n in range(2000)])
    return out / "current"


@pytest.fixture(scope="module")
def server(release: Path) -> Iterator[Server]:
    """A server with narrow limits."""
    with running(release, LIMITS) as server:
        yield server


def idle(server: Server) -> bool:
    """Whether no worker is at a query."""
    return not server.front.pool.running and not server.front.pool.waiting


def ask_in_thread(server: Server, query: str, source: str, found: list[Reply]) -> threading.Thread:
    """Asks while the test goes on."""
    thread = threading.Thread(target=lambda: found.append(server.ask(query, source)))
    thread.start()
    return thread


def test_a_query_ends_at_its_deadline(server: Server) -> None:
    """An endless query gets 503 with Retry-After and the limit's value; its worker is replaced."""
    killed = server.front.pool.killed
    reply = server.ask(ENDLESS)
    assert reply.status == 503
    assert int(reply.headers["retry-after"]) > 0
    assert reply.json["limit"] == {"name": "deadline", "value": 1.5, "unit": "s"}
    assert server.front.pool.killed == killed + 1
    assert server.ask(CHEAP).status == 200


def test_a_query_gets_no_more_memory_than_it_may_have(server: Server) -> None:
    """A query that needs more gets 507; the server and the next query are well."""
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    with running(server.front.current, Limits(deadline=25, memory=64 * MIB)) as patient:
        reply = patient.ask(f"SELECT ?v40 {{ BIND('{'x' * 100}' AS ?v0) {doubled} }}")
        assert reply.status == 507
        assert reply.json["limit"] == {"name": "memory", "value": 64 * MIB, "unit": "bytes"}
        assert patient.ask(CHEAP).status == 200


@pytest.mark.parametrize(
    "query",
    ["ASK " + "{" * 20000 + "}" * 20000, "ASK { FILTER(" + "(" * 30000 + "1" + ")" * 30000 + ") }"],
)
def test_deep_nesting_is_no_fault(server: Server, query: str) -> None:
    """What overflows the parser's stack ends a worker, not the server, and is the client's error."""
    reply = server.send("POST", "/sparql", query.encode(), {"content-type": "application/sparql-query"})
    assert reply.status == 400
    assert "nested too deeply" in str(reply.json["detail"])


def test_a_query_may_not_be_too_long(server: Server) -> None:
    """A query past its limit, and a body past what any query could take, are refused unread."""
    kind = {"content-type": "application/sparql-query"}
    long = server.send("POST", "/sparql", b"ASK {} #" + b"x" * 150_000, kind)
    assert long.status == 413
    assert long.json["limit"] == {"name": "bytes", "value": 100_000, "unit": "bytes"}
    assert server.send("POST", "/sparql", b"x" * 500_000, kind).status == 413


def test_an_answer_in_one_piece_is_whole_or_an_error(server: Server) -> None:
    """Too many rows, found before anything was sent: 413, not half an answer."""
    reply = server.ask("SELECT * { VALUES ?x { 1 2 3 4 5 6 7 8 9 0 } ?s ?p 'y' } LIMIT 1")
    assert reply.status == 200
    few = Limits(rows=50)
    with running(server.front.current, few) as narrow:
        reply = narrow.ask("SELECT * { ?s ?p ?o }")
        assert reply.status == 413
        assert reply.json["limit"] == {"name": "rows", "value": 50, "unit": "rows"}


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml"])
def test_a_long_answer_that_is_cut_does_not_look_whole(server: Server, accept: str) -> None:
    """Once an answer is on its way, cutting it breaks the connection before its end: every client sees that."""
    with pytest.raises(http.client.IncompleteRead):
        server.ask("SELECT * { ?s ?p ?o . ?t ?q ?r }", accept=accept)


def test_a_long_graph_that_is_cut_says_so(server: Server) -> None:
    """Formats with comments name the limit in their last line."""
    query = "CONSTRUCT { ?s ?p ?t } { ?s ?p ?o . ?t ?q ?r }"
    with pytest.raises(http.client.IncompleteRead) as cut:
        server.ask(query, accept="application/n-triples")
    assert b"# graf-truncated: the answer has more than" in cut.value.partial


def test_a_long_answer_is_streamed_whole(server: Server) -> None:
    """An answer past one piece, within its limits, arrives complete and in order."""
    reply = server.ask("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s", accept="text/csv")
    assert reply.headers.get("transfer-encoding") == "chunked"
    lines = reply.body.decode().splitlines()
    assert len(lines) == 2001
    assert lines[1:] == sorted(lines[1:])


def test_a_client_that_leaves_is_not_worked_for(server: Server) -> None:
    """When the connection closes, the worker is ended at once, long before the deadline."""
    slow = Limits(deadline=60)
    with running(server.front.current, slow) as patient:
        with socket.create_connection(("127.0.0.1", patient.port)) as client:
            client.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            patient.wait(lambda: patient.front.pool.running)
        patient.wait(lambda: idle(patient), 5)
        assert patient.front.pool.killed == 1
        assert patient.ask(CHEAP).status == 200


def test_one_client_cannot_keep_others_out(release: Path) -> None:
    """With endless queries from one address at every worker and in the queue, another address is served at once."""
    with running(release, Limits(deadline=5)) as server:
        attacks: list[Reply] = []
        threads = [ask_in_thread(server, ENDLESS + f" # {n}", "127.0.0.2", attacks) for n in range(6)]
        server.wait(lambda: server.front.pool.waiting)
        for number in range(50):
            assert server.ask(f"{CHEAP} # {number}", "127.0.0.3").status == 200
        assert not attacks, "the others were served while the attack went on"
        for thread in threads:
            thread.join()
        assert {reply.status for reply in attacks} == {503}
        server.wait(lambda: idle(server))


def test_the_queue_is_bounded(server: Server) -> None:
    """More questions than may wait are refused at once with Retry-After, and the rest end at their deadline."""
    found: list[Reply] = []
    threads = [ask_in_thread(server, f"{ENDLESS} # {n}", "127.0.0.4", found) for n in range(12)]
    for thread in threads:
        thread.join()
    limits = [reply.json["limit"] for reply in found]
    names = {str(limit["name"]) for limit in limits if isinstance(limit, dict)}
    assert names == {"busy", "deadline"}
    assert all(reply.status == 503 and "retry-after" in reply.headers for reply in found)
    assert server.ask(CHEAP + " # after").status == 200


def test_workers_are_not_left_behind(release: Path) -> None:
    """After queries of every bad kind there are as many processes as at the start, and none after the end."""
    with running(release, LIMITS) as server:
        pool = server.front.pool
        assert pool.crew is not None
        for query in (ENDLESS, "ASK " + "{" * 9000 + "}" * 9000, "ASK {"):
            server.ask(query)
        server.wait(lambda: pool.crew is not None and len(pool.crew.workers) == 2 and len(pool.idle) == 2)
        pids = [worker.pid for worker in pool.crew.workers.values()]
    end = time.monotonic() + 5
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.02)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
