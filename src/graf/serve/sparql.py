"""The SPARQL endpoint and the public questions' API, in bare ASGI: `/sparql`, `/queries/{name}`.

A routing framework would cost more than a cheap query does. An answer that was given before comes from memory; any
other comes from a worker process (`graf.query.pool`), which is ended when the client leaves.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

from starlette.types import Receive, Scope, Send

from graf.query import media, wire
from graf.query.canned import Canned
from graf.query.job import Answer, FailedError, Job
from graf.query.pool import Pool
from graf.query.wire import Failure, Question
from graf.serve import cache, problems, protocol
from graf.serve.access_log import household
from graf.serve.cache import Cache, Kept
from graf.serve.exchange import ClientLeft, Exchange, Headers, of_request
from graf.serve.known import Known
from graf.serve.metrics import Metrics
from graf.serve.protocol import ProtocolError

Describe = Callable[[str, str], tuple[str, bytes]]
"""Address of the endpoint, Accept header → media type and body of the service's description."""

CORS: Final = (b"access-control-allow-origin", b"*")
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
"""What gives another value each time; an answer to a query that may use it is not kept."""
_PREFLIGHT: Final = [
    (b"allow", protocol.METHODS.encode()),
    (b"access-control-allow-methods", protocol.METHODS.encode()),
    (b"access-control-allow-headers", b"accept, content-type, if-none-match"),
    (b"access-control-max-age", b"86400"),
    CORS,
]
_EXPOSED: Final = (b"access-control-expose-headers", b"etag, retry-after")


class Endpoint:
    """Answers queries from a pool of workers. `questions` are the public questions by name."""

    def __init__(self, pool: Pool, metrics: Metrics, questions: Mapping[str, Canned], describe: Describe) -> None:
        self.pool, self.metrics, self.questions, self.describe = pool, metrics, questions, describe
        self.cache = Cache(pool.limits.cache)
        self.known = Known()
        self.bodies = 0

    def forget(self) -> None:
        """Another release answers from now on."""
        self.cache.clear()
        self.known.clear()

    async def sparql(self, scope: Scope, receive: Receive, send: Send) -> Exchange:
        """Answers a request to `/sparql`."""
        exchange = of_request(scope, receive, send)
        method = scope["method"]
        if method in ("GET", "HEAD"):
            key: Any = (scope["query_string"], exchange.accept)
            kept = self.cache.get(key)
            if kept is not None:
                await self._from_cache(exchange, kept)
                return exchange
        elif method == "OPTIONS":
            await exchange.reply(204, _PREFLIGHT)
            return exchange
        else:
            key = None
        try:
            if method == "POST":
                body = await self._body(exchange)
                question = protocol.post(scope["query_string"], exchange.content_type, body, exchange.accept)
            elif method in ("GET", "HEAD"):
                asked = protocol.get(scope["query_string"], exchange.accept)
                if asked is None:
                    await self._description(exchange)
                    return exchange
                question = asked
            else:
                raise ProtocolError(405, "method", f"expected {protocol.METHODS}")
        except ProtocolError as error:
            status, headers, body = problems.problem(error.status, error.kind, error.message, exchange.accept)
            allow = [(b"allow", protocol.METHODS.encode())] if error.status == 405 else []
            await exchange.reply(status, [*headers, *allow, CORS], body)
            return exchange
        except ClientLeft:
            return exchange
        await self._ask(exchange, question, key)
        return exchange

    async def named(self, scope: Scope, receive: Receive, send: Send, name: str) -> Exchange:
        """Answers a request to `/queries/{name}`: a public question with its parameters."""
        exchange = of_request(scope, receive, send)
        if scope["method"] == "OPTIONS":
            await exchange.reply(204, _PREFLIGHT)
            return exchange
        bare, dot, suffix = unquote(name).rpartition(".")
        form = protocol.by_suffix(dot + suffix, media.ROWS) if dot else None
        asked = bare if form is not None else unquote(name)
        form = form or protocol.choose(exchange.accept)[0]
        try:
            if scope["method"] not in ("GET", "HEAD"):
                raise ProtocolError(405, "method", "expected GET, HEAD or OPTIONS")
            if asked not in self.questions:
                raise ProtocolError(404, "name", f"no such query; expected one of {', '.join(self.questions)}")
            if form is None:
                offered = ", ".join(one.media_type for one in media.ROWS.values())
                raise ProtocolError(406, "format", f"there is {offered}")
            values = _values(scope["query_string"])
        except ProtocolError as error:
            status, headers, body = problems.problem(error.status, error.kind, error.message, exchange.accept)
            await exchange.reply(status, [*headers, CORS], body)
            return exchange
        question = Question(self.questions[asked].text, None, None, form, None, asked, values)
        await self._ask(exchange, question, ("", asked, form, tuple(sorted(values.items()))))
        return exchange

    async def _ask(self, exchange: Exchange, question: Question, key: Any) -> None:
        whole = (question.text, question.default_graphs, question.named_graphs, question.rows, question.graph)
        key = key or whole
        kept = self.cache.get(key)
        if kept is not None:
            await self._from_cache(exchange, kept)
            return
        loop = asyncio.get_running_loop()
        watching: list[asyncio.Task[None]] = []
        job: Job | None = None

        def watch() -> None:
            assert job is not None
            watching.append(loop.create_task(_left(exchange.receive, self.pool, job)))

        try:
            if len(question.text) > self.pool.limits.text:
                raise FailedError(Failure("bytes", "the query is too long", value=self.pool.limits.text))
            job = self.pool.ask(question, household((exchange.scope.get("client") or ("",))[0]), watch)
            arrived = job.arrived
            answer = await job.answer
            await self._answer(exchange, question, answer, job, key)
            self.metrics.took(loop.time() - arrived)
        except FailedError as failed:
            self.metrics.failures[failed.failure.kind] += 1
            status, headers, body = problems.of_failure(failed.failure, exchange.accept)
            await exchange.reply(status, [*headers, CORS, _EXPOSED], body)
        finally:
            for task in watching:
                task.cancel()
            if job is not None and not job.done:
                self.pool.cancel(job)

    async def _answer(self, exchange: Exchange, question: Question, answer: Answer, job: Job, key: Any) -> None:
        formats = media.GRAPHS if answer.form == wire.GRAPH else media.ROWS
        chosen = formats[(question.graph if answer.form == wire.GRAPH else question.rows) or "json"]
        fixed = _CHANGING.search(question.text) is None
        headers: Headers = [(b"content-type", chosen.content_type.encode()), (b"vary", b"accept"), CORS, _EXPOSED]
        tag = b""
        if fixed:
            values = tuple(sorted(question.values.items()))
            named = (question.default_graphs, question.named_graphs, question.canned, values)
            tag = cache.tag(answer.release, question.text, *named, chosen.name)
            headers += [(b"etag", tag), (b"cache-control", b"public, no-cache")]
        else:
            headers.append((b"cache-control", b"no-store"))
        if answer.data is None:
            await self._stream(exchange, chosen, headers, job)
            return
        headers.append((b"content-length", b"%d" % len(answer.data)))
        kept = Kept(headers, answer.data, tag)
        if fixed and answer.release == self.pool.release:
            self.cache.put(key, kept, 2 * len(question.text))
        if tag and exchange.if_none_match and cache.matches(exchange.if_none_match, tag):
            await exchange.reply(304, _less(headers))
        else:
            await exchange.reply(200, headers, answer.data)

    async def _stream(self, exchange: Exchange, chosen: media.Format, headers: Headers, job: Job) -> None:
        """Sends an answer as it comes. One that is cut ends without its last chunk: no client takes it for whole.

        Where the format has comments, the last line says so too.
        """
        exchange.status = 200
        await exchange.send({"type": "http.response.start", "status": 200, "headers": headers})
        if exchange.scope["method"] == "HEAD":
            await exchange.send({"type": "http.response.body", "body": b""})
            return
        try:
            async for part in job.parts():
                exchange.size += len(part)
                await exchange.send({"type": "http.response.body", "body": part, "more_body": True})
        except FailedError as failed:
            self.metrics.failures[failed.failure.kind] += 1
            if chosen.separator == b" .\n":
                note = f"\n# graf-truncated: {failed.failure.message}\n".encode()
                await exchange.send({"type": "http.response.body", "body": note, "more_body": True})
            return
        await exchange.send({"type": "http.response.body", "body": b""})

    async def _from_cache(self, exchange: Exchange, kept: Kept) -> None:
        self.metrics.cached += 1
        same = bool(exchange.if_none_match) and cache.matches(exchange.if_none_match, kept.tag)
        status, headers, body = (304, _less(kept.headers), b"") if same else (200, kept.headers, kept.body)
        request = exchange.scope.get("graf.request")
        if request is not None:
            self.known.put(request, status, headers, body)
        await exchange.reply(status, headers, body)

    async def _description(self, exchange: Exchange) -> None:
        scope = exchange.scope
        host = next((value for name, value in scope["headers"] if name == b"host"), b"localhost").decode("latin-1")
        root = scope.get("root_path", "")
        try:
            kind, body = self.describe(f"{scope['scheme']}://{host}{root}/sparql", exchange.accept)
        except ValueError:
            status, headers, body = problems.problem(400, "request", "expected a host", exchange.accept)
            await exchange.reply(status, headers, body)
            return
        length = (b"content-length", b"%d" % len(body))
        await exchange.reply(200, [(b"content-type", kind.encode()), length, (b"vary", b"accept, host"), CORS], body)

    async def _body(self, exchange: Exchange) -> bytes:
        """The body of a request. Raises ProtocolError (413, 503) where it, or all of them together, take too much."""
        most = 3 * self.pool.limits.text + 65536  # a query of all but ASCII is three times as long when URL-encoded
        parts: list[bytes] = []
        size = 0
        try:
            while True:
                message = await exchange.receive()
                if message["type"] == "http.disconnect":
                    raise ClientLeft
                part = message.get("body", b"")
                size += len(part)
                self.bodies += len(part)
                if size > most:
                    raise ProtocolError(413, "bytes", f"the request is longer than {most:,} bytes")
                if self.bodies > self.pool.limits.held:
                    raise ProtocolError(503, "busy", "too many requests are being read")
                parts.append(part)
                if not message.get("more_body"):
                    return b"".join(parts)
        finally:
            self.bodies -= size


async def _left(receive: Receive, pool: Pool, job: Job) -> None:
    """Waits until the client leaves, and ends its job."""
    while (await receive())["type"] != "http.disconnect":
        pass
    pool.cancel(job)


def _less(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name not in (b"content-type", b"content-length")]


def _values(query_string: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(query_string.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise ProtocolError(400, "request", "expected parameters in URL-encoded UTF-8") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise ProtocolError(400, "parameter", "expected each parameter once")
    return {name: value for name, value in pairs if value}
