"""A real server on a free port of this machine, in a thread, for the tests of the endpoint."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import uvicorn

from graf.query.limits import Limits
from graf.serve.access_log import AccessLog
from graf.serve.front import Front, Pages
from graf.serve.known import protocol
from graf.store.counts import graph_digests
from graf.store.embedded import write_new
from graf.store.release import building, finish


def make_release(out: Path, quads: Sequence[pyoxigraph.Quad]) -> Path:
    """A release that holds these quads; it is the current one of the folder."""
    with building(out) as folder:
        store = write_new(folder / "store", quads)
        store.flush()
        graphs = graph_digests(store)
        del store
        return finish(folder, out, {"graphs": graphs, "base": "https://example.org/ekby"})


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        """The body as JSON."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class Server:
    """A server that runs; `front` is its application."""

    port: int
    front: Front

    @property
    def url(self) -> str:
        """The endpoint's address."""
        return f"http://127.0.0.1:{self.port}/sparql"

    def ask(self, query: str, source: str = "127.0.0.1", **headers: str) -> Reply:
        """A query by GET, from an address of this machine."""
        return self.send("GET", f"/sparql?{urlencode({'query': query})}", source=source, headers=headers)

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        source: str = "127.0.0.1",
    ) -> Reply:
        """Any request. `_` in a header's name stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(source, 0))
        try:
            named = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
            connection.request(method, path, body, named)
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, found, reply.read())
        finally:
            connection.close()

    def wait(self, true: object, seconds: float = 10) -> None:
        """Waits until a condition, a function without parameters, holds."""
        assert callable(true)
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "it did not come to pass"
            time.sleep(0.02)


@contextmanager
def running(
    current: Path,
    limits: Limits | None = None,
    memory: str = "never",
    access: AccessLog | None = None,
    pages: Pages | None = None,
) -> Iterator[Server]:
    """A server of the release in a folder, until the block ends."""
    front = Front(current, pages, limits, memory, access)
    config = uvicorn.Config(
        front, http=protocol(front), log_level="critical", access_log=False, proxy_headers=False, lifespan="on"
    )
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield Server(listening.getsockname()[1], front)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
    assert not thread.is_alive(), "the server did not end"
