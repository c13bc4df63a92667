"""The pool: gives questions to workers, fairly, and ends what takes too long.

There are always `Limits.workers` workers that are idle or at a short query. One that is at a query longer than
`slow_after` is slow: it goes on at low priority and a fresh one takes its place, as long as there are fewer slow ones
than workers. So a cheap query finds a worker even while others compute until their deadline.

Of the clients that wait, the one goes first that has had the least work, fading by half every ten seconds. A heavy
client leaves a worker to others where there are any, and has at most all but one of the slow places.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graf.query import nursery
from graf.query.crew import Crew, Worker
from graf.query.job import FailedError, Job
from graf.query.limits import Limits
from graf.query.wire import Failure, Question

log = logging.getLogger("graf.query")
_TICK, _WATCH_AFTER, _HALF_LIFE, _OTHERS, _PATIENCE = 0.02, 0.05, 10.0, 5.0, 5


@dataclass(slots=True)
class _Client:
    waiting: deque[Job] = field(default_factory=deque)
    spent: float = 0.0
    seen: float = 0.0
    slow: int = 0


class Pool:
    """Workers for the current release. All methods belong to one event loop."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.crew: Crew | None = None
        self.idle: list[Worker] = []
        self.running: dict[Worker, Job] = {}
        self.waiting = self.held = self.killed = 0
        self._old: set[Crew] = set()
        self._clients: dict[str, _Client] = {}
        self._told = False
        self._timer: asyncio.TimerHandle | None = None
        self._restarts: set[asyncio.Task[None]] = set()

    @property
    def release(self) -> str:
        """The digest of the release that answers; empty where none does."""
        return self.crew.release if self.crew is not None else ""

    async def use(self, store: Path, release: str, held: bool = False, patience: float = 30) -> None:
        """Answers from a release from now on; what is being answered from another is answered to its end.

        Returns once the first worker is ready. `held` loads the store into memory first. Raises RuntimeError or
        TimeoutError where none is after `patience` seconds; then everything is as it was.
        """
        ready = asyncio.Event()

        def welcome(worker: Worker) -> None:
            ready.set()
            self._ready(worker)

        crew = Crew(store, release, held, self.limits, self._lost, welcome)
        try:
            async with asyncio.timeout(patience):
                await crew.start(lambda: self._restart(crew))
                crew.fork()
                await ready.wait()
        except BaseException:
            crew.stop()
            raise
        old, self.crew = self.crew, crew
        if old is not None:
            self._old.add(old)
            self.idle = [worker for worker in self.idle if worker.crew is crew]
            self._retire()
        self.idle += [worker for worker in crew.workers.values() if worker not in self.idle]
        self._hire()
        self._dispatch()

    def stop(self) -> None:
        """Ends all workers; what waits or runs is told that the server is gone."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._restarts:
            task.cancel()
        gone = Failure("gone", "the server is stopping")
        for client in self._clients.values():
            for job in client.waiting:
                job.died(gone)
        self._clients.clear()
        for crew in (*self._old, *([self.crew] if self.crew is not None else [])):
            crew.stop()
        self.crew = None

    def ask(self, question: Question, client: str, watch: Callable[[], None] | None = None) -> Job:
        """Asks a question for a client; the job's `answer` is the answer to come.

        `watch` is called once, if the answer takes longer than a moment. Raises FailedError where the queue is full.
        """
        now = asyncio.get_running_loop().time()
        found = self._clients.get(client)
        if found is None:
            found = self._clients[client] = _Client(seen=now)
        job = Job(question, client, now, watch)
        if self.idle and not self.waiting and self._may(found, now):
            self._start(job, found, now)
        else:
            limits = self.limits
            full = self.waiting >= limits.waiting or self.held + question.size > limits.held
            if full or len(found.waiting) >= limits.waiting_each:
                raise FailedError(Failure("busy", "too many queries are waiting", value=limits.waiting))
            found.waiting.append(job)
            self.waiting += 1
            self.held += question.size
            self._dispatch()
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_TICK, self._tick)
        return job

    def cancel(self, job: Job) -> None:
        """The client is gone: the question is not asked, or its worker is ended."""
        self._end(job, Failure("gone", "the client left"))

    def _end(self, job: Job, failure: Failure) -> None:
        if job.done:
            return
        worker = job.worker
        if worker is None:
            client = self._clients.get(job.client)
            if client is not None and job in client.waiting:
                client.waiting.remove(job)
                self.waiting -= 1
                self.held -= job.question.size
            job.died(failure)
            return
        self.killed += 1
        worker.kill(failure)
        self._finish(worker)
        self._hire()

    def _may(self, client: _Client, now: float) -> bool:
        """Whether a client may have one of the idle workers now."""
        most = self.limits.workers
        if client.slow >= max(1, most - 1):
            return False
        client.spent *= 0.5 ** ((now - client.seen) / _HALF_LIFE)
        client.seen = now
        if len(self.idle) > 1 or most == 1 or (client.slow == 0 and client.spent < self.limits.share):
            return True
        return not any(other is not client and now - other.seen < _OTHERS for other in self._clients.values())

    def _start(self, job: Job, client: _Client, now: float) -> None:
        worker = self.idle.pop()
        self.running[worker] = job
        job.worker, job.started, job.release = worker, now, worker.crew.release
        worker.give(job, job.question.frame())

    def _dispatch(self) -> None:
        now = asyncio.get_running_loop().time()
        while self.idle and self.waiting:
            able = [client for client in self._clients.values() if client.waiting and self._may(client, now)]
            if not able:
                return
            client = min(able, key=lambda one: one.spent)
            job = client.waiting.popleft()
            self.waiting -= 1
            self.held -= job.question.size
            self._start(job, client, now)

    def _ready(self, worker: Worker) -> None:
        """A worker is new, or has answered."""
        if worker.hello and worker.hello != b"{}" and not self._told:
            self._told = True
            log.warning("workers are not closed in every way: %s", worker.hello.decode(errors="replace")[:500])
        slow = worker.slow
        self._finish(worker)
        if slow or (worker.crew is not self.crew and self.crew is not None and worker.crew in self._old):
            worker.kill()  # it cannot have its priority back; a fresh one costs some milliseconds
            return
        if worker.crew is self.crew:
            self.idle.append(worker)
            if self.waiting:
                self._dispatch()

    def _finish(self, worker: Worker) -> None:
        job = self.running.pop(worker, None)
        if job is None:
            return
        job.worker = worker.mark = None
        client = self._clients.get(job.client)
        if client is not None:
            client.spent += asyncio.get_running_loop().time() - job.started
            client.slow -= worker.slow

    def _lost(self, worker: Worker) -> None:
        """A worker's process has ended."""
        self._finish(worker)
        if worker in self.idle:
            self.idle.remove(worker)
        if worker.crew in self._old:
            self._retire()
        elif worker.crew is self.crew and worker.hello is not None:
            self._hire()
        elif worker.crew is self.crew:
            asyncio.get_running_loop().call_later(0.5, self._hire)  # it could not even begin: not again at once

    def _hire(self) -> None:
        """Sees to it that there are enough workers that are not slow."""
        if self.crew is None or not self.crew.open:
            return
        fast = sum(1 for worker in self.crew.workers.values() if not worker.slow and worker.end is None)
        for _ in range(self.limits.workers - fast):
            self.crew.fork()

    def _retire(self) -> None:
        for crew in [one for one in self._old if not any(worker.crew is one for worker in self.running)]:
            self._old.discard(crew)
            crew.stop(wait=False)

    def _restart(self, crew: Crew) -> None:
        if crew is self.crew:
            self.crew = None
            self.idle = []
            task = asyncio.get_running_loop().create_task(self._again(crew))
            self._restarts.add(task)
            task.add_done_callback(self._restarts.discard)

    async def _again(self, crew: Crew) -> None:
        await asyncio.sleep(0.5)
        await self.use(crew.store, crew.release, crew.held)

    def _tick(self) -> None:
        """Ends what is past its deadline, makes slow what is slow, and watches whether its client is still there."""
        loop = asyncio.get_running_loop()
        now, limits = loop.time(), self.limits
        late = now - limits.deadline
        slow = sum(worker.slow for worker in self.running)
        for worker, job in list(self.running.items()):
            if job.arrived <= late:
                self._end(job, Failure("deadline", "the query takes too long", value=limits.deadline))
            elif not worker.slow and slow < limits.workers and self._is_slow(worker, now - job.started):
                slow += 1
                self._slow(worker, job)
            self._watch(job, now)
        for client in self._clients.values():
            while client.waiting and client.waiting[0].arrived <= late:
                self._end(client.waiting[0], Failure("deadline", "no worker was free in time", value=limits.deadline))
            for job in client.waiting:
                self._watch(job, now)
        self._clients = {
            key: one for key, one in self._clients.items() if one.waiting or one.slow or now - one.seen < 60
        }
        self._dispatch()
        busy = self.running or self.waiting
        self._timer = loop.call_later(_TICK, self._tick) if busy else None

    def _watch(self, job: Job, now: float) -> None:
        if job.watch is not None and now - job.arrived > _WATCH_AFTER:
            watch, job.watch = job.watch, None
            watch()

    def _is_slow(self, worker: Worker, seconds: float) -> bool:
        """Whether a query has worked long, and not only waited for the processor or the disk of a busy machine."""
        slow_after = self.limits.slow_after
        if seconds <= slow_after:
            return False
        used = worker.cpu()
        if used is None or seconds > _PATIENCE * slow_after:
            return True
        if worker.mark is None:
            worker.mark = used
        return used - worker.mark > slow_after / 2

    def _slow(self, worker: Worker, job: Job) -> None:
        worker.slow = True
        client = self._clients.get(job.client)
        if client is not None:
            client.slow += 1
        if self.crew is not None:
            worker.crew.order(nursery.NICE, worker.number)
            self._hire()
