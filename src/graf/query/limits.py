"""How much of the machine a question may take."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds one question, one client and all of them. Times in seconds, sizes in bytes.

    `deadline` counts from a request's arrival, waiting included. `memory` is what a worker may take beyond what it
    holds when idle. `rows` and `size` bound an answer; one of up to `whole` bytes is sent in one piece, so that where
    it is cut the client gets an error and no half an answer. `text` bounds a query. `waiting` and `waiting_each` are
    how many questions may wait for a worker, of all clients and of one; `held` bounds their size together.

    A query that runs longer than `slow_after` gives up its place among the `workers`: it goes on at low priority
    beside as many others as there are workers, and a fresh worker takes its place. `share` is how many seconds of
    work, fading by half every ten, make a client a heavy one, which must leave a worker to others.
    """

    deadline: float = 10.0
    memory: int = 1024 * MIB
    rows: int = 1_000_000
    size: int = 64 * MIB
    whole: int = MIB
    text: int = MIB
    waiting: int = 512
    waiting_each: int = 128
    held: int = 64 * MIB
    workers: int = 2
    slow_after: float = 0.2
    share: float = 0.5
    cache: int = 64 * MIB
