"""The worker: a process that answers one question after another from a release's store, and holds nothing else.

It is forked by `graf.query.nursery`, closes every way out (`sandbox`), and may be killed at any moment.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, RdfFormat, Store

from graf import resources
from graf.issues import UsageError
from graf.query import binding, canned, media, wire
from graf.query.guard import QueryError, names_dataset, refuse_service, syntax_error
from graf.query.limits import Limits
from graf.query.wire import Failure, Question
from graf.rdf.vocab import PREFIXES

_FORM: Final = {
    pyoxigraph.QuerySolutions: wire.ROWS,
    pyoxigraph.QueryBoolean: wire.BOOLEAN,
    pyoxigraph.QueryTriples: wire.GRAPH,
}
Found = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: a store, whether its union is to be made while asking, and the base of relative IRIs."""

    store: Store
    union: bool
    base: str | None


class _Cut(Exception):
    """An answer reached a limit, `rows` or `size`."""

    def __init__(self, kind: str, value: int) -> None:
        super().__init__(kind)
        self.failure = Failure(kind, f"the answer has more than {value:,} {kind}", value=value)


class _Out:
    """Where the engine writes an answer: kept while it is short, sent on in parts when it grows long."""

    def __init__(self, to: socket.socket, form: int, separator: bytes, limits: Limits) -> None:
        self.to, self.form, self.separator, self.limits = to, form, separator, limits
        self.kept: list[bytes] = []
        self.size = self.rows = self.pending = 0
        self.open = False
        self.cut: Failure | None = None

    def write(self, data: bytes) -> int:
        """Called by the engine, some 8 KiB at a time."""
        self.size += len(data)
        self.rows += data.count(self.separator)
        if self.size > self.limits.size:
            raise self._stop(_Cut("bytes", self.limits.size))
        if self.rows > self.limits.rows:
            raise self._stop(_Cut("rows", self.limits.rows))
        self.kept.append(bytes(data))
        self.pending += len(data)
        if self.pending > self.limits.whole or (self.open and self.pending >= 65536):
            self._send()
        return len(data)

    def flush(self) -> None:
        """Called by the engine at the end; nothing is to be done."""

    def finish(self) -> None:
        """Sends what is left."""
        if not self.open:
            self.to.sendall(wire.frame(self.form, b"".join(self.kept)))
        else:
            self._send()
            self.to.sendall(wire.frame(wire.END))

    def fail(self, failure: Failure) -> None:
        """Sends that there is no answer, or that there is no more of it."""
        self.to.sendall(wire.frame(wire.CUT, failure.frame()[wire.HEAD.size :]) if self.open else failure.frame())

    def _send(self) -> None:
        if not self.open:
            self.to.sendall(wire.frame(wire.OPEN, bytes([self.form])))
            self.open = True
        self.to.sendall(wire.frame(wire.PART, b"".join(self.kept)))
        self.kept, self.pending = [], 0

    def _stop(self, cut: _Cut) -> OSError:
        self.cut = cut.failure
        return OSError("cut")


def serve(store: Store, to: socket.socket, limits: Limits, hello: bytes = b"{}", base: str | None = None) -> None:
    """Says hello, then answers questions until the other end closes. `base` is what relative IRIs are relative to."""
    union = next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is None
    known = {one.name: one for one in canned.load(resources.queries())}
    to.sendall(wire.frame(wire.HELLO, hello))
    while (head := _exactly(to, wire.LENGTH.size)) is not None:
        data = _exactly(to, wire.LENGTH.unpack(head)[0])
        if data is None:
            return
        _answer(_Asked(store, union, base), known, Question.read(data), to, limits)


def _answer(
    asked: _Asked, known: dict[str, canned.Canned], question: Question, to: socket.socket, limits: Limits
) -> None:
    try:
        if question.canned is not None:
            _canned(asked.store, known[question.canned], question, to, limits)
        else:
            _write(_ask(asked, question), question, to, limits)
    except Failed as failed:
        to.sendall(failed.failure.frame())
    except QueryError as error:
        to.sendall(Failure(error.kind, error.expected, error.line, error.column).frame())
    except UsageError as error:
        to.sendall(Failure("parameter", str(error)).frame())
    except MemoryError:
        to.sendall(Failure("memory", "the query needs more memory than it may have", value=limits.memory).frame())
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, BrokenPipeError | ConnectionResetError):
            raise
        to.sendall(Failure("evaluation", f"the query cannot be evaluated: {error}").frame())


class Failed(Exception):
    """There is no answer, and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def _ask(asked: _Asked, question: Question) -> Found:
    try:
        return _query(asked, question, {})
    except SyntaxError:
        pass
    try:
        return _query(asked, question, dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_error(error, question.text, "query") from error


def _query(asked: _Asked, question: Question, prefixes: dict[str, str]) -> Found:
    store = asked.store
    text, default, named = question.text, question.default_graphs, question.named_graphs
    if "service" in text.lower():
        refuse_service(store, text, "query")
    if default is None and named is None:
        all_graphs = asked.union and not names_dataset(store, text)
        return store.query(text, base_iri=asked.base, prefixes=prefixes or None, use_default_graph_as_union=all_graphs)
    return store.query(
        text,
        base_iri=asked.base,
        prefixes=prefixes or None,
        default_graph=[NamedNode(one) for one in default or ()],
        named_graphs=[NamedNode(one) for one in named or ()],
    )


def _write(found: Found, question: Question, to: socket.socket, limits: Limits) -> None:
    form = _FORM[type(found)]
    name = question.graph if form == wire.GRAPH else question.rows
    if name is None:
        known = media.GRAPHS if form == wire.GRAPH else media.ROWS
        what = {wire.ROWS: "rows", wire.BOOLEAN: "yes or no", wire.GRAPH: "a graph"}[form]
        offered = ", ".join(one.media_type for one in known.values())
        raise Failed(Failure("format", f"the query gives {what}, which there is as {offered}"))
    chosen = (media.GRAPHS if form == wire.GRAPH else media.ROWS)[name]
    out = _Out(to, form, chosen.separator, limits)
    try:
        if isinstance(found, pyoxigraph.QueryTriples):
            assert isinstance(chosen.engine, RdfFormat)
            found.serialize(out, format=chosen.engine)  # type: ignore[arg-type]
        else:
            assert isinstance(chosen.engine, QueryResultsFormat)
            found.serialize(out, format=chosen.engine)  # type: ignore[arg-type]
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, BrokenPipeError | ConnectionResetError):
            raise
        out.fail(out.cut or Failure("evaluation", f"the query cannot be evaluated: {error}"))
        return
    out.finish()


def _canned(store: Store, asked: canned.Canned, question: Question, to: socket.socket, limits: Limits) -> None:
    rows = binding.ask(store, asked, question.values)
    chosen = media.ROWS[question.rows or "json"]
    data = rows.data
    if chosen.name != "json":
        assert isinstance(chosen.engine, QueryResultsFormat)
        solutions = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
        data = solutions.serialize(format=chosen.engine) or b""
    data += b"" if data.endswith(b"\n") else b"\n"
    out = _Out(to, wire.ROWS, chosen.separator, limits)
    try:
        for start in range(0, len(data), 65536):
            out.write(data[start : start + 65536])
    except OSError:
        if out.cut is None:
            raise
        out.fail(out.cut)
        return
    out.finish()


def _exactly(to: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        data = to.recv(min(size, 1 << 20))
        if not data:
            return None
        parts.append(data)
        size -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)
