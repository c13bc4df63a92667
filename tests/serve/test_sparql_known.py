"""The short way for requests that came before gives what the usual way gives, and only between whole requests."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from tests.serve.server import Server, make_release, running

REQUEST = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n"


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of one triple."""
    out = tmp_path_factory.mktemp("known")
    p = NamedNode("https://example.org/p")
    make_release(out, [Quad(p, p, Literal("x"), p)])
    with running(out / "current") as server:
        yield server


def exchange(client: socket.socket, request: bytes) -> bytes:
    """Sends bytes, and reads one answer of the ASK without its date."""
    client.sendall(request)
    found = b""
    while not found.endswith(b"true"):
        part = client.recv(65536)
        assert part, found
        found += part
    return b"\r\n".join(line for line in found.split(b"\r\n") if not line.startswith(b"date:"))


def test_the_short_way_gives_the_same_bytes(server: Server) -> None:
    """First from a worker, then from memory, then by the bytes of the request: one answer, counted each time."""
    known = server.front.endpoint.known
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        first, second = exchange(client, REQUEST), exchange(client, REQUEST)
        assert REQUEST in known.answers
        third, fourth = exchange(client, REQUEST), exchange(client, REQUEST)
        assert first == second == third == fourth
        client.sendall(REQUEST[:30])  # one in two packets
        server.wait(lambda: True)
        assert exchange(client, REQUEST[30:]) == first
        assert exchange(client, REQUEST) == first
    assert server.front.metrics.requests["sparql", 200] == 6


def test_a_request_inside_another_is_a_body(server: Server) -> None:
    """Bytes of a known request that arrive as another request's body are that body."""
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        exchange(client, REQUEST)
        exchange(client, REQUEST)
        head = (
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n"
        )
        client.sendall(head % len(REQUEST))
        server.wait(lambda: True)
        client.sendall(REQUEST)
        assert client.recv(65536).startswith(b"HTTP/1.1 400")


def test_another_release_is_not_answered_by_the_old_ones_bytes(server: Server) -> None:
    """What is known is forgotten when the release changes."""
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        exchange(client, REQUEST)
        exchange(client, REQUEST)
        server.front.endpoint.forget()
        assert not server.front.endpoint.known.answers
        assert exchange(client, REQUEST).endswith(b"true")
