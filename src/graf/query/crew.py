"""A crew: the worker processes of one release, seen from the server, and the nursery that forks them.

Everything here runs on the server's event loop and never blocks it. A worker answers one question at a time; what
comes of it is told to the `Job` it works on.
"""

from __future__ import annotations

import array
import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from graf.query import nursery, wire
from graf.query.limits import Limits
from graf.query.wire import Failure

log = logging.getLogger("graf.query")
_READ = 262144


class Task(Protocol):
    """What a worker tells of its work."""

    def frame(self, kind: int, data: bytes) -> None:
        """A frame of the answer came."""

    def died(self, failure: Failure) -> None:
        """The worker is gone; there is no answer, or no more of it."""


class Worker:
    """One worker process. `task` is what it works on, `end` why it was killed, where the server killed it.

    `mark` is the processor time it had used when its query first seemed slow.
    """

    __slots__ = ("_buffer", "_loop", "_paused", "crew", "end", "hello", "mark", "number", "pid", "slow", "sock", "task")

    def __init__(self, crew: Crew, number: int, sock: socket.socket) -> None:
        self.crew, self.number, self.sock = crew, number, sock
        self.task: Task | None = None
        self.end: Failure | None = None
        self.hello: bytes | None = None
        self.pid = 0
        self.mark: float | None = None
        self.slow = self._paused = False
        self._buffer = b""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(sock.fileno(), self._read)

    def give(self, task: Task, question: bytes) -> None:
        """Sends a question; the worker must be idle."""
        self.task = task
        try:
            sent = self.sock.send(question)
        except OSError:
            sent = len(question)  # it died idle: its end is told when it is seen
        if sent < len(question):
            self._loop.add_writer(self.sock.fileno(), self._send, memoryview(question)[sent:])

    def kill(self, failure: Failure | None = None) -> None:
        """Ends the process at once; its task is told the failure."""
        if failure is not None:
            self.end = self.end or failure
        self.crew.order(nursery.KILL, self.number)
        if self.end is not None and self.task is not None:
            task, self.task = self.task, None
            task.died(self.end)

    def pause(self) -> None:
        """Stops reading, so that the worker waits, until `resume`."""
        if not self._paused and self.sock.fileno() >= 0:
            self._paused = True
            self._loop.remove_reader(self.sock.fileno())

    def resume(self) -> None:
        """Reads again."""
        if self._paused and self.sock.fileno() >= 0:
            self._paused = False
            self._loop.add_reader(self.sock.fileno(), self._read)

    def close(self) -> None:
        """Closes the server's end of the socket."""
        if self.sock.fileno() >= 0:
            self._loop.remove_reader(self.sock.fileno())
            self._loop.remove_writer(self.sock.fileno())
            self.sock.close()

    def cpu(self) -> float | None:
        """Seconds of processor time that the process has used; None where that cannot be told."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def drain(self) -> None:
        """Reads what a worker said before it died."""
        while self.sock.fileno() >= 0:
            self._read()

    def _send(self, rest: memoryview) -> None:
        self._loop.remove_writer(self.sock.fileno())
        with contextlib.suppress(OSError):
            sent = self.sock.send(rest)
            if sent < len(rest):
                self._loop.add_writer(self.sock.fileno(), self._send, rest[sent:])

    def _read(self) -> None:
        try:
            data = self.sock.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
            return
        if self._buffer:
            data = self._buffer + data
        place, size = 0, len(data)
        while size - place >= wire.HEAD.size:
            kind, length = wire.HEAD.unpack_from(data, place)
            if size - place - wire.HEAD.size < length:
                break
            place += wire.HEAD.size + length
            self._frame(kind, data[place - length : place])
        self._buffer = data[place:]

    def _frame(self, kind: int, data: bytes) -> None:
        if kind == wire.HELLO:
            self.hello = data
            self.crew.ready(self)
        elif self.task is not None:
            task = self.task
            if kind not in (wire.OPEN, wire.PART):
                self.task = None
            task.frame(kind, data)
            if self.task is None and self.end is None:
                self.crew.ready(self)


class Crew:
    """The workers of one release. `ready` is called with each that can take a question, `lost` with each that ended."""

    def __init__(
        self,
        store: Path,
        release: str,
        held: bool,
        limits: Limits,
        lost: Callable[[Worker], None],
        ready: Callable[[Worker], None],
    ) -> None:
        self.store, self.release, self.held, self.limits = store, release, held, limits
        self.workers: dict[int, Worker] = {}
        self.lost, self.ready = lost, ready
        self.open = False
        self._next = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._started: asyncio.Future[None] | None = None
        self._end: Callable[[], None] | None = None

    async def start(self, ended: Callable[[], None]) -> None:
        """Starts the nursery and waits until it can fork; `ended` is called should it end by itself.

        Must be called on a thread that lives as long as the crew: the nursery ends with it.
        """
        ours, theirs = socket.socketpair()
        limits = json.dumps(asdict(self.limits))
        held = "memory" if self.held else "disk"
        command = [sys.executable, "-m", "graf.query.nursery", str(theirs.fileno()), str(self.store), held, limits]
        with theirs:
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env={**os.environ, "RUST_BACKTRACE": "0"}
            )
        ours.setblocking(False)
        self._orders, self._end = ours, ended
        loop = asyncio.get_running_loop()
        self._started = loop.create_future()
        loop.add_reader(ours.fileno(), self._told)
        await self._started
        self.open = True

    def fork(self) -> Worker | None:
        """Orders a worker; `ready` is called once it can take a question."""
        if self._orders is None:
            return None
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._next += 1
        worker = self.workers[self._next] = Worker(self, self._next, ours)
        with theirs:
            self.order(nursery.FORK, self._next, theirs.fileno())
        return worker

    def order(self, order: int, number: int, descriptor: int | None = None) -> None:
        """Sends the nursery an order."""
        if self._orders is None:
            return
        attached = []
        if descriptor is not None:
            attached = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [descriptor]))]
        with contextlib.suppress(OSError):
            self._orders.sendmsg([nursery.ORDER.pack(order, number, 0)], attached)

    def stop(self, wait: bool = True) -> None:
        """Ends the nursery and all its workers; `wait` until they are gone."""
        self.open, self._end = False, None
        self._close()
        if self._process is not None:
            process, self._process = self._process, None
            if wait:
                _reap(process)
            else:
                threading.Thread(target=_reap, args=(process,), daemon=True).start()

    def _close(self) -> None:
        if self._orders is not None:
            asyncio.get_running_loop().remove_reader(self._orders.fileno())
            self._orders.close()
            self._orders = None
        for worker in list(self.workers.values()):
            self._gone(worker, Failure("gone", "the server is stopping"))

    def _told(self) -> None:
        assert self._orders is not None
        try:
            data = self._orders.recv(nursery.ORDER.size)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if len(data) < nursery.ORDER.size:
            self._ended()
            return
        kind, number, value = nursery.ORDER.unpack(data)
        if kind == nursery.READY and self._started is not None and not self._started.done():
            self._started.set_result(None)
        elif kind == nursery.FORKED and number in self.workers:
            self.workers[number].pid = value
        elif kind == nursery.DIED and number in self.workers:
            worker = self.workers[number]
            if worker.sock.fileno() >= 0:
                worker.resume()
                worker.drain()
            self._gone(worker, _why(value, self.limits))

    def _ended(self) -> None:
        end, self._end = self._end, None
        self.open = False
        self._close()
        if self._started is not None and not self._started.done():
            self._started.set_exception(RuntimeError(f"no worker can be started for {self.store}"))
        elif end is not None:
            log.error("the nursery of %s ended", self.store)
            end()

    def _gone(self, worker: Worker, failure: Failure) -> None:
        worker.close()
        self.workers.pop(worker.number, None)
        task, worker.task = worker.task, None
        if task is not None:
            task.died(worker.end or failure)
        self.lost(worker)


def _reap(process: subprocess.Popen[bytes]) -> None:
    """Waits for a nursery that was told to end by the closing of its socket."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    if process.poll() is None:
        process.kill()
        process.wait()


def _why(status: int, limits: Limits) -> Failure:
    """Why a worker died that nobody killed."""
    ended = -os.waitstatus_to_exitcode(status)
    if ended in (signal.SIGABRT, signal.SIGKILL):
        return Failure("memory", "the query needs more memory than it may have", value=limits.memory)
    if ended == signal.SIGSEGV:
        return Failure("crash", "")
    return Failure("fault", f"the worker ended unexpectedly ({ended})")
