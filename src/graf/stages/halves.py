"""Work on many documents shared with a second process, where the machine has a processor for it."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
MANY = 100  # fewer are done sooner than shared


def each(make: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """What a function makes of each item, in their order; where there are many, a forked process makes every other.

    The function must not change anything that counts later, since what the other process changes is lost. Where that
    one fails, its half is made here, and fails here if it must. A process with threads is not forked.
    """
    alone = len(items) < MANY or (os.cpu_count() or 1) < 2 or threading.active_count() > 1 or not hasattr(os, "fork")
    if alone:
        return [make(item) for item in items]
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            made = pickle.dumps([make(item) for item in items[1::2]], protocol=5)
            with open(writing, "wb") as out:
                out.write(made)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    try:
        first = [make(item) for item in items[::2]]
        with open(reading, "rb") as data:
            sent = data.read()
    finally:
        status = os.waitpid(pid, 0)[1]
    second = pickle.loads(sent) if status == 0 else [make(item) for item in items[1::2]]
    found: list[B] = [*items]  # type: ignore[list-item]
    found[::2], found[1::2] = first, second
    return found
