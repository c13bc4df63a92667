"""Running the server: health, metrics, the log, a new release, the store in memory, the public questions."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from urllib.parse import quote

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graf.serve.access_log import AccessLog, household, network
from graf.store.release import point_current
from tests.serve.server import Server, make_release, running

FIXTURE = Path(__file__).resolve().parent.parent / "query" / "fixture.trig"
WHICH = "SELECT ?o { <https://example.org/release> ?p ?o }"


def numbered(number: int) -> list[Quad]:
    """What tells one release from another."""
    s, p, g = (NamedNode(f"https://example.org/{name}") for name in ("release", "p", "g"))
    return [Quad(s, p, Literal(str(number)), g)]


def which(server: Server) -> bytes:
    """Which release answers."""
    return server.ask(WHICH, accept="text/csv").body.split()[1]


def test_a_new_release_takes_over_without_a_refusal(tmp_path: Path) -> None:
    """While `current` is switched back and forth every query is answered, by one release or the other."""
    first = make_release(tmp_path, numbered(1))
    second = make_release(tmp_path, numbered(2))
    point_current(tmp_path, first.name)
    with running(tmp_path / "current") as server:
        assert which(server) == b"1"
        tag = server.ask(WHICH).headers["etag"]
        bad: list[object] = []
        stop = threading.Event()

        def load() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                reply = server.ask(f"{WHICH} # {number}", accept="text/csv")
                if reply.status != 200 or reply.body.split()[1] not in (b"1", b"2"):
                    bad.append(reply)

        threads = [threading.Thread(target=load) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for release, expected in ((second, b"2"), (first, b"1"), (second, b"2")):
                point_current(tmp_path, release.name)
                server.wait(lambda expected=expected: which(server) == expected)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        assert not bad
        changed = server.ask(WHICH, if_none_match=tag)
        assert changed.status == 200, "an entity tag belongs to its release"
        server.wait(lambda: not server.front.pool._old)


def test_a_release_that_cannot_be_opened_changes_nothing(tmp_path: Path) -> None:
    """`current` leading to no release: the old one goes on."""
    make_release(tmp_path, numbered(1))
    with running(tmp_path / "current") as server:
        point_current(tmp_path, "0" * 64)
        server.front._wake.set()
        assert which(server) == b"1"
        assert server.send("GET", "/health").status == 200


def test_the_store_is_taken_into_memory_while_the_disk_answers(tmp_path: Path) -> None:
    """`memory = always`: queries are answered from the start, then by workers that share one copy in memory."""
    make_release(tmp_path, numbered(1))
    with running(tmp_path / "current", memory="always") as server:
        assert which(server) == b"1"
        server.wait(lambda: server.send("GET", "/health").json["memory"] is True)
        assert server.ask(WHICH + " # again", accept="text/csv").body.split()[1] == b"1"


def test_a_lost_nursery_is_replaced(tmp_path: Path) -> None:
    """Should the process that forks workers end, another is started."""
    make_release(tmp_path, numbered(1))
    with running(tmp_path / "current") as server:
        crew = server.front.pool.crew
        assert crew is not None
        assert crew._process is not None
        crew._process.kill()
        server.wait(lambda: server.front.pool.crew not in (crew, None))
        server.wait(lambda: server.ask(WHICH + " # new").status == 200)
        crew._process.wait()


def test_health_metrics_and_log(tmp_path: Path) -> None:
    """What an operator sees: the release, the counts, and a log with no query and no full address."""
    release = make_release(tmp_path, numbered(1))
    out = io.StringIO()
    with running(tmp_path / "current", access=AccessLog(out)) as server:
        assert server.send("GET", "/health").json == {"status": "ok", "release": release.name, "memory": False}
        which(server)
        which(server)
        server.ask("ASK { 'Anna Andersson'")
        server.send("GET", "/queries/bodies.csv?under=Anna")
        metrics = server.send("GET", "/metrics").body.decode()
        assert 'graf_requests_total{route="sparql",status="200"} 2.0' in metrics
        assert 'graf_query_failures_total{reason="syntax"} 1.0' in metrics
        assert "graf_cached_total 1.0" in metrics
        assert "graf_workers 2.0" in metrics
    log = out.getvalue()
    assert "127.0.0.0/24 GET /sparql 200" in log
    assert "/queries/bodies.csv 400" in log
    assert "Anna" not in log
    assert "127.0.0.1" not in log


def test_addresses_in_the_log_and_in_the_shares() -> None:
    """A log line has a network, not a house; an IPv6 house with its many addresses is one client."""
    assert network("192.0.2.17") == "192.0.2.0/24"
    assert network("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert network("") == "-"
    assert household("2001:db8:1:2::3") == household("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert household("::ffff:192.0.2.17") == household("192.0.2.17")
    log = AccessLog(io.StringIO())
    log.add("192.0.2.17", "GET", "/id/person/3f2a\nforged", 303, 0, 0.001)
    log.flush()
    assert isinstance(log.out, io.StringIO)
    assert log.out.getvalue().count("\n") == 1
    assert "3f2a" not in log.out.getvalue()


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the made-up graph that the public questions are tested on."""
    out = tmp_path_factory.mktemp("questions")
    make_release(out, list(pyoxigraph.parse(path=FIXTURE, format=RdfFormat.TRIG)))
    return out / "current"


def test_public_questions_answer_by_name(questions: Path) -> None:
    """Typed parameters, formats by suffix or Accept, the columns of the header, errors that say what is right."""
    with running(questions) as server:
        for name in server.front.endpoint.questions:
            assert server.send("GET", f"/queries/{name}.json").status == 200, name
        reply = server.send("GET", "/queries/attendance.csv?body=SIM&status=absent")
        assert reply.headers["content-type"] == "text/csv; charset=utf-8"
        lines = reply.body.decode().splitlines()
        assert "asked_body" not in lines[0]
        assert len(lines) == 2
        named = server.send("GET", f"/queries/attendance?body={quote('Badrådet')}", headers={"accept": "text/csv"})
        assert len(named.body.decode().splitlines()) > 2
        wrong = server.send("GET", "/queries/attendance?meeting=never")
        assert wrong.status == 400
        assert "natverket-2024-05-02" in str(wrong.json["detail"])
        assert server.send("GET", "/queries/attendance?colour=red").status == 400
        assert server.send("GET", "/queries/attendance?body=A&body=B").status == 400
        unknown = server.send("GET", "/queries/nothing.csv")
        assert unknown.status == 404
        assert "attendance" in json.loads(unknown.body)["detail"]
        assert server.send("POST", "/queries/attendance", b"").status == 405
