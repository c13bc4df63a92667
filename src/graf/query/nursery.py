"""The nursery: the process that opens a release and forks workers from itself, `python -m graf.query.nursery`.

The server (many connections, perhaps threads) cannot be forked safely; a fresh Python for every worker that was killed
would take a second. The nursery has everything imported and, where the store is held in memory, loaded; its workers
share that memory. It has one thread and takes orders of nine bytes on the socket it was given, and ends with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
import traceback
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from graf.query import sandbox
from graf.query.limits import Limits
from graf.query.worker import serve
from graf.store import embedded
from graf.store.held import load
from graf.store.release import read_manifest

ORDER: Final = struct.Struct("!BIi")
FORK, KILL, NICE, READY, FORKED, DIED = range(1, 7)
"""To it: FORK (with the worker's socket), KILL, NICE, each with a worker's number. From it: READY once it can fork;
FORKED, DIED with a worker's number and its process's number, or how it ended (as `os.waitpid` tells)."""
_NICE: Final = 15


def main() -> None:
    """Runs until the server ends. Arguments: number of the socket, the store, memory or disk, the limits as JSON."""
    number, path, held, limits = sys.argv[1:]
    sandbox.die_with_parent()
    network = sandbox.leave_network()  # once, for all workers: making a namespace takes longer than forking
    orders = socket.socket(fileno=int(number))
    store = load(Path(path)) if held == "memory" else None
    orders.sendall(ORDER.pack(READY, 0, 0))
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        _Nursery(orders, Path(path), store, Limits(**json.loads(limits)), network).run()


class _Nursery:
    def __init__(
        self, orders: socket.socket, path: Path, store: Store | None, limits: Limits, network: str | None
    ) -> None:
        self.orders, self.path, self.store, self.limits, self.network = orders, path, store, limits, network
        self.pids: dict[int, int] = {}
        self.workers: dict[int, int] = {}

    def run(self) -> None:
        wake, woken = socket.socketpair()
        for one in (wake, woken):
            one.setblocking(False)
        signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        waiting = selectors.DefaultSelector()
        waiting.register(self.orders, selectors.EVENT_READ)
        waiting.register(woken, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is woken:
                    with contextlib.suppress(BlockingIOError):
                        woken.recv(4096)
                    self._bury()
                elif not self._obey():
                    self._end()
                    return

    def _obey(self) -> bool:
        data, sockets, _, _ = socket.recv_fds(self.orders, ORDER.size, 1)
        if len(data) < ORDER.size:
            return False
        order, number, _ = ORDER.unpack(data)
        if order == FORK:
            self._fork(number, sockets[0])
        elif number in self.pids:
            # A worker's process stays known until it is buried here, so its number cannot be another process's.
            if order == KILL:
                os.kill(self.pids[number], signal.SIGKILL)
            elif order == NICE:
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, self.pids[number], _NICE)
        return True

    def _fork(self, number: int, descriptor: int) -> None:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                self.orders.close()
                _work(self.path, self.store, socket.socket(fileno=descriptor), self.limits, self.network)
                status = 0
            except (BrokenPipeError, ConnectionResetError):
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(descriptor)
        self.pids[number] = pid
        self.workers[pid] = number
        self.orders.sendall(ORDER.pack(FORKED, number, pid))

    def _bury(self) -> None:
        while self.workers:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            number = self.workers.pop(pid)
            del self.pids[number]
            self.orders.sendall(ORDER.pack(DIED, number, status))

    def _end(self) -> None:
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self.workers:
            os.waitpid(pid, 0)


def _work(path: Path, store: Store | None, to: socket.socket, limits: Limits, network: str | None) -> None:
    """A worker's life. What could not be closed is said in its first frame."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sandbox.die_with_parent()
    base = read_manifest(path.parent).get("base")
    if store is None:
        store = embedded.open_read_only(path)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # the engine prints what it dies of
    reasons = {"memory": sandbox.limit(limits.memory), "network": network, "system calls": sandbox.filter_calls()}
    hello = json.dumps({what: why for what, why in reasons.items() if why is not None}).encode()
    serve(store, to, limits, hello, f"{base}/" if base else None)


if __name__ == "__main__":
    main()
