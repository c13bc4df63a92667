"""The whole server as one ASGI application: the endpoint and the questions' API in front, the pages behind.

It follows `build/current`: when that leads to another release, or on SIGHUP, that release is opened beside and then
takes over. What is being answered is answered to its end; nothing is refused meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from graf import resources
from graf.issues import UsageError
from graf.query import canned
from graf.query.limits import Limits
from graf.query.pool import Pool
from graf.serve import metrics
from graf.serve.access_log import AccessLog
from graf.serve.asking import Asking
from graf.serve.description import describe
from graf.serve.exchange import Exchange
from graf.serve.metrics import Metrics
from graf.serve.negotiation import language, preferences, quality_of
from graf.serve.openapi import described
from graf.serve.sparql import CORS, Endpoint
from graf.store.held import fits
from graf.store.release import STORE, read_manifest

log = logging.getLogger("graf.serve")
Pages = Callable[[Path], Starlette]
"""Release's folder → the application with its pages."""
_FOLLOW = 1.0


class Front:
    """Serves the release that `current` leads to. `memory` is auto, never or always: whether workers hold the store
    in memory; `auto` does where it takes less than a quarter of what is free.
    """

    def __init__(
        self,
        current: Path,
        pages: Pages | None = None,
        limits: Limits | None = None,
        memory: str = "auto",
        access: AccessLog | None = None,
    ) -> None:
        self.current, self.make_pages, self.memory = current, pages, memory
        self.access = access or AccessLog(enabled=False)
        self.pool = Pool(limits or Limits())
        self.metrics = Metrics(self._gauges)
        self.manifest: Mapping[str, Any] = {}
        questions = {one.name: one for one in canned.load(resources.queries())}
        self.endpoint = Endpoint(self.pool, self.metrics, questions, lambda *asked: describe(self.manifest, *asked))
        self.pages: Starlette | None = None
        self._folder: Path | None = None
        self._stack = AsyncExitStack()
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["type"] != "http":
            if self.pages is not None:
                await self.pages(scope, receive, send)
            return
        path = scope["path"]
        if path in ("/sparql", "/sparql/"):
            if self._for_a_person(scope):
                await _to_the_form(Exchange(scope, receive, send))
            else:
                await self._logged("sparql", scope, self.endpoint.sparql(scope, receive, send))
            return
        if path.startswith(("/queries/", "/query/")) and path.count("/") == 2 and not path.endswith("/"):
            name = path.rpartition("/")[2]
            await self._logged("queries", scope, self.endpoint.named(scope, receive, send, name))
            return
        if path == "/health":
            await self._health(Exchange(scope, receive, send))
            return
        if path == "/metrics":
            text = self.metrics.text()
            headers = [(b"content-type", metrics.CONTENT_TYPE), (b"content-length", b"%d" % len(text))]
            await Exchange(scope, receive, send).reply(200, headers, text)
            return
        await self._behind(scope, receive, send)

    def repeated(self, client: str, status: int, size: int) -> None:
        """A request was answered because it had come before (`known`)."""
        self.metrics.cached += 1
        self.metrics.requests["sparql", status] += 1
        if self.access.enabled:
            self.access.add(client, "GET", "/sparql", status, size, 0.0)

    async def start(self) -> None:
        """Opens the release and starts the workers. Raises `UsageError` where there is no release."""
        await self._switch(self.current.resolve())
        if threading.current_thread() is threading.main_thread():
            with contextlib.suppress(NotImplementedError, ValueError):
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._wake.set)
        self._spawn(self._follow())

    async def stop(self) -> None:
        """Ends everything."""
        for task in self._tasks:
            task.cancel()
        self.pool.stop()
        self.access.flush()
        await self._stack.aclose()

    async def _switch(self, folder: Path) -> None:
        manifest = read_manifest(folder)
        pages = None
        if self.make_pages is not None:
            pages = await asyncio.to_thread(self.make_pages, folder)
            pages.state.ask = Asking(self.pool, asyncio.get_running_loop())
            if isinstance(pages, FastAPI):
                described(pages.openapi(), self.endpoint.questions.values())
            await self._stack.enter_async_context(pages.router.lifespan_context(pages))
        digest = str(manifest["digest"])
        await self.pool.use(folder / STORE, digest)
        self._folder, self.manifest, self.pages = folder, manifest, pages
        self.endpoint.forget()
        quads = sum(int(found["triples"]) for found in manifest["graphs"].values())
        if self.memory == "always" or (self.memory == "auto" and fits(quads)):
            self._spawn(self._hold(folder, digest))

    async def _hold(self, folder: Path, digest: str) -> None:
        """Has workers take the store into memory, while others answer from disk."""
        try:
            await self.pool.use(folder / STORE, digest, held=True, patience=600)
        except (RuntimeError, TimeoutError) as error:
            log.warning("the store stays on disk: %s", error)

    async def _follow(self) -> None:
        refused: Path | None = None
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _FOLLOW)
            folder = self.current.resolve()
            asked = self._wake.is_set()
            self._wake.clear()
            if folder == self._folder or (folder == refused and not asked):
                continue
            try:
                await self._switch(folder)
                log.warning("now serving %s", folder.name)
            except (UsageError, RuntimeError, TimeoutError, OSError) as error:
                refused = folder  # until it is another, or SIGHUP asks again
                log.warning("the release stays as it was: %s", error)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.start()
                except (UsageError, RuntimeError, TimeoutError) as error:
                    await send({"type": "lifespan.startup.failed", "message": str(error)})
                    return
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _logged(self, route: str, scope: Scope, answering: Any) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        exchange: Exchange = await answering
        if exchange.status:
            self.metrics.requests[route, exchange.status] += 1
            if self.access.enabled:
                client = (scope.get("client") or ("",))[0]
                took = loop.time() - began
                self.access.add(client, scope["method"], scope["path"], exchange.status, exchange.size, took)

    async def _behind(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page."""
        exchange = Exchange(scope, receive, send)

        async def counted(message: Any) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
            else:
                exchange.size += len(message.get("body", b""))
            await send(message)

        async def answer() -> Exchange:
            if self.pages is not None:
                await self.pages(scope, receive, counted)
            else:
                await exchange.reply(404, [(b"content-length", b"0"), CORS])
            return exchange

        await self._logged("pages", scope, answer())

    async def _health(self, exchange: Exchange) -> None:
        able = self.pool.crew is not None and bool(self.pool.crew.workers)
        told = {"status": "ok" if able else "no workers", "release": self.pool.release, "memory": self._held()}
        body = json.dumps(told).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await exchange.reply(200 if able else 503, [*headers, (b"cache-control", b"no-store")], body)

    def _held(self) -> bool:
        return self.pool.crew is not None and self.pool.crew.held

    def _for_a_person(self, scope: Scope) -> bool:
        """Whether a person came to the endpoint without a query, and there is a page to ask from."""
        if scope["method"] != "GET" or scope["query_string"] or self.pages is None:
            return False
        ranges = list(preferences(_header(scope, b"accept")))
        data = ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples")
        return quality_of("text/html", ranges) > max(quality_of(name, ranges) for name in data)

    def _gauges(self) -> dict[str, tuple[str, float]]:
        workers = len(self.pool.crew.workers) if self.pool.crew is not None else 0
        return {
            "workers": ("Worker processes", workers),
            "workers_busy": ("Worker processes at a query", len(self.pool.running)),
            "waiting": ("Queries that wait for a worker", self.pool.waiting),
            "killed": ("Queries ended since the start: by deadline, or because the client left", self.pool.killed),
            "cache_bytes": ("Size of the answers kept", self.endpoint.cache.size),
        }

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _to_the_form(exchange: Exchange) -> None:
    """Sends a person to the page with the form, in the language that the browser prefers."""
    spoken = language(_header(exchange.scope, b"accept-language"))
    root = exchange.scope.get("root_path", "")
    where = (b"location", f"{root}/{spoken}/query.html".encode())
    await exchange.reply(303, [where, (b"vary", b"accept, accept-language"), (b"content-length", b"0")])


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
