"""A job: one question on its way through the pool, and its answer as it comes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from graf.query import wire
from graf.query.crew import Worker
from graf.query.wire import Failure, Question

_AHEAD, _DEEP = 262144, 300


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: `form` is rows, boolean or graph (`wire`). `data` is all of it, None for one in parts.

    `release` is the digest of the release that answered.
    """

    form: int
    data: bytes | None
    release: str


class FailedError(Exception):
    """There is no answer, or no more of it; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class Job:
    """A question that waits, is worked on, or is answered. `arrived` is on the loop's clock, `client` whose it is."""

    __slots__ = (
        "_failure",
        "_more",
        "_parts",
        "_size",
        "answer",
        "arrived",
        "client",
        "done",
        "question",
        "release",
        "started",
        "watch",
        "worker",
    )

    def __init__(self, question: Question, client: str, arrived: float, watch: Callable[[], None] | None) -> None:
        self.question, self.client, self.arrived, self.watch = question, client, arrived, watch
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.worker: Worker | None = None
        self.started = 0.0
        self.release = ""
        self.done = False
        self._parts: deque[bytes] = deque()
        self._size = 0
        self._more: asyncio.Future[None] | None = None
        self._failure: Failure | None = None

    def frame(self, kind: int, data: bytes) -> None:
        """A frame of the answer came from the worker."""
        if kind in (wire.ROWS, wire.BOOLEAN, wire.GRAPH):
            self.done = True
            if not self.answer.done():
                self.answer.set_result(Answer(kind, data, self.release))
        elif kind == wire.OPEN:
            if not self.answer.done():
                self.answer.set_result(Answer(data[0], None, self.release))
        elif kind == wire.PART:
            self._parts.append(data)
            self._size += len(data)
            if self._size > _AHEAD and self.worker is not None:
                self.worker.pause()
            self._wake()
        elif kind == wire.END:
            self.done = True
            self._wake()
        else:
            self.died(Failure.read(data))

    def died(self, failure: Failure) -> None:
        """There is no answer, or no more of it."""
        if self.done:
            return
        self.done = True
        if failure.kind == "crash":
            failure = _crash(self.question.text, self.worker)
        self._failure = failure
        if not self.answer.done():
            self.answer.set_exception(FailedError(failure))
            self.answer.exception()  # it may be that nobody waits any more
        self._wake()

    async def parts(self) -> AsyncIterator[bytes]:
        """The rest of an answer that comes in parts. Raises FailedError where it is cut."""
        while True:
            while self._parts:
                part = self._parts.popleft()
                self._size -= len(part)
                if self._size <= _AHEAD and self.worker is not None:
                    self.worker.resume()
                yield part
            if self._failure is not None:
                raise FailedError(self._failure)
            if self.done:
                return
            self._more = asyncio.get_running_loop().create_future()
            await self._more

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)


def _crash(text: str, worker: Worker | None) -> Failure:
    """Why a worker ended by SIGSEGV: the stack is full, as deep nesting makes it, or memory could not be had."""
    if sum(text.count(mark) for mark in "{([!+-|") + text.lower().count("union") >= _DEEP:
        return Failure("nesting", "the query is nested too deeply")
    memory = worker.crew.limits.memory if worker is not None else None
    return Failure("memory", "the query needs more memory than it may have", value=memory)
