"""What a build keeps for the next one, in a file of its own beside the releases: it may be deleted at any time.

Kept values follow from what their key names and from graf's code: where the code is another, all is forgotten. Values
are MessagePack read back by their types (msgspec), which makes nothing but plain values: a file that somebody else
wrote could at worst state what is not so, as could one who may write to the releases beside it, and never run code.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from graf.corrections.each import Each
from graf.store.mirror import Mirror

FOLDER, FILE = "cache", "build.sqlite"
T = TypeVar("T")
_FORMAT = "2"
_PUT = (
    "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value"
)


@dataclass(slots=True)
class Memory:
    """What a process that builds again and again has in mind of the builds before.

    `values` by stage and key, each with the bytes that it was kept as: only those are read back whose bytes are others
    now. They must not be changed. `mirror` is what queries look at of the last release, `each` what documents gave.
    """

    values: dict[tuple[str, str], tuple[bytes, Any]] = field(default_factory=dict)
    mirror: Mirror = field(default_factory=Mirror)
    each: Each = field(default_factory=Each)


class Cache:
    """Kept values by stage and key, of those that were asked for or put in this build; the others are forgotten."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory | None = None) -> None:
        self._connection = connection
        self.mirror = None if memory is None else memory.mirror
        self.each = Each() if memory is None else memory.each
        self._memory = None if memory is None else memory.values
        self._used: dict[str, set[str]] = {}

    def all(self, stage: str, kind: type[T]) -> dict[str, T]:
        """All values of a stage by key, as the type that they were put in as."""
        self._used.setdefault(stage, set())
        rows = self._connection.execute("SELECT key, value FROM kept WHERE stage = ?", (stage,))
        decoder = msgspec.msgpack.Decoder(kind)
        try:
            return {key: self._value(stage, key, value, decoder) for key, value in rows}
        except msgspec.DecodeError:
            return {}

    def get(self, stage: str, key: str, kind: type[T]) -> T | None:
        """The value of a stage under a key, as the type that it was put in as; None where there is none."""
        self._used.setdefault(stage, set())
        row = self._connection.execute("SELECT value FROM kept WHERE stage = ? AND key = ?", (stage, key)).fetchone()
        try:
            return None if row is None else self._value(stage, key, row[0], msgspec.msgpack.Decoder(kind))
        except msgspec.DecodeError:
            return None

    def _value(self, stage: str, key: str, kept: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
        if self._memory is None:
            return decoder.decode(kept)
        held = self._memory.get((stage, key))
        if held is None or held[0] != kept:
            self._memory[stage, key] = held = (kept, decoder.decode(kept))
        value: T = held[1]
        return value

    def put(self, stage: str, key: str, value: T) -> T:
        """Keeps a value; returns it, or the one that was kept before where the two are the same."""
        kept = msgspec.msgpack.encode(value)
        self.keep(stage, key)
        held = self._memory.get((stage, key)) if self._memory is not None else None
        if held is not None and held[0] == kept:
            value = held[1]
        elif self._memory is not None:
            self._memory[stage, key] = (kept, value)
        self._connection.execute(_PUT, (stage, key, kept))
        return value

    def keep(self, stage: str, key: str) -> None:
        """Keeps what is there already under a key."""
        self._used.setdefault(stage, set()).add(key)

    def finish(self, code: str) -> None:
        """Forgets what this build had no use for, and notes the code that the rest comes of."""
        for stage, used in self._used.items():
            held = self._connection.execute("SELECT key FROM kept WHERE stage = ?", (stage,)).fetchall()
            gone = [(stage, key) for (key,) in held if key not in used]
            for one in gone:
                (self._memory or {}).pop(one, None)
            self._connection.executemany("DELETE FROM kept WHERE stage = ? AND key = ?", gone)
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES ('code', '', ?)", (_mark(code),))


IN_TURN = 60.0  # seconds that a review's two processes wait for each other: each is done long before


@contextmanager
def opened(
    out: Path, code: str, memory: Memory | None = None, wait: float = 0.1, *, keep: bool = True
) -> Iterator[Cache]:
    """The cache of the releases in a folder. What is put there stays only where the block ends well.

    `memory` is what the builds before in this process have in mind of it. Where the file is damaged it is made anew;
    where another build has it for longer than `wait` (seconds), this one keeps nothing. Without `keep` it is only
    looked at: it stays as it is, or absent.
    """
    file = out / FOLDER / FILE
    try:
        connection = _connected(file if keep or file.is_file() else None, wait)
    except sqlite3.OperationalError:
        connection = _connected(None)
    except sqlite3.DatabaseError:
        file.unlink()
        connection = _connected(file)
    try:
        found = connection.execute("SELECT value FROM kept WHERE stage = 'code'").fetchone()
        if found is None or found[0] != _mark(code):
            connection.execute("DELETE FROM kept")
        kept = Cache(connection, memory)
        yield kept
        if keep:
            kept.finish(code)
            connection.execute("COMMIT")
    finally:
        connection.close()


def _connected(file: Path | None, wait: float = 0.1) -> sqlite3.Connection:
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file if file is not None else ":memory:", timeout=wait, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS kept (stage TEXT, key TEXT, value BLOB, PRIMARY KEY (stage, key)) WITHOUT ROWID"
        )
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _mark(code: str) -> bytes:
    return f"{_FORMAT} {code}".encode()
