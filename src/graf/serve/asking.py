"""A visitor's own query on a page: asked by the page's thread, answered by a worker under the endpoint's limits."""

from __future__ import annotations

import asyncio
import threading
from typing import Final

from graf.issues import UsageError
from graf.query import Answer, Graph, Result, Rows, wire
from graf.query.job import FailedError
from graf.query.pool import Pool
from graf.query.wire import Question
from graf.serve.access_log import household

MOST: Final = 8 * 1024 * 1024
"""The most bytes of an answer that a page is made of."""
_AT_ONCE: Final = 3


class Asking:
    """Asks the pool, which belongs to an event loop, from other threads; never more than three of them at once, so
    that slow queries cannot keep all threads from making pages.
    """

    def __init__(self, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self.pool, self.loop = pool, loop
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def __call__(self, query: str, client: str = "") -> Result:
        """The answer to a query for a client's address. Raises UsageError for all that keeps it from being answered."""
        if not self._free.acquire(blocking=False):
            raise UsageError("query", None, "too many queries are being answered", "Try again in a moment.")
        try:
            return asyncio.run_coroutine_threadsafe(self._ask(query, client), self.loop).result()
        except FailedError as error:
            raise UsageError("query", error.failure.line, error.failure.message) from None
        finally:
            self._free.release()

    async def _ask(self, query: str, client: str) -> Result:
        job = self.pool.ask(Question(query, rows="json", graph="ntriples"), household(client))
        try:
            answer = await job.answer
            data = answer.data
            if data is None:
                parts, size = [], 0
                async for part in job.parts():
                    parts.append(part)
                    size += len(part)
                    if size > MOST:
                        raise UsageError("query", None, "the answer is too long for a page", "Ask for it as data.")
                data = b"".join(parts)
        finally:
            self.pool.cancel(job)
        if answer.form == wire.ROWS:
            return Rows(data)
        if answer.form == wire.BOOLEAN:
            return Answer(b"true" in data)
        return Graph(b"".join(sorted(set(data.splitlines(keepends=True)))))
