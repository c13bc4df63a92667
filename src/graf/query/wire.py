"""What the server and a worker process say to each other, on a stream socket.

A question is `length (4 bytes) JSON`; an answer is one or more frames `kind (1 byte) length (4 bytes) bytes`. The
server never trusts what a worker sends beyond these frames: a worker has run a stranger's query.

An answer that fits into `Limits.whole` bytes is one frame, ROWS, BOOLEAN or GRAPH by the form of the query. A longer
one begins with OPEN (its form), goes on with PARTs, and ends with END, or with CUT when a limit was reached. FAILED
takes the place of an answer. A worker's first frame, before any question, is HELLO: what could not be closed to it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

ROWS, BOOLEAN, GRAPH, OPEN, PART, END, CUT, FAILED, HELLO = range(1, 10)
HEAD: Final = struct.Struct("!BI")
LENGTH: Final = struct.Struct("!I")


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked: a query, or a canned query's name with its values.

    `default_graphs` and `named_graphs` are IRIs, None where the query itself decides. `rows` and `graph` name the
    formats for an answer of either form (`query.media`), None where the client accepts none.
    """

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows: str | None = "json"
    graph: str | None = "turtle"
    canned: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Roughly how many bytes the question takes while it waits."""
        return 500 + 2 * len(self.text)

    def frame(self) -> bytes:
        """The question as bytes for the socket."""
        data = json.dumps(
            [self.text, self.default_graphs, self.named_graphs, self.rows, self.graph, self.canned, dict(self.values)]
        ).encode()
        return LENGTH.pack(len(data)) + data

    @classmethod
    def read(cls, data: bytes) -> Question:
        """The question from a frame without its length."""
        return cls(*json.loads(data))


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer.

    `kind` is syntax, refused (SERVICE, an update), parameter, evaluation, format (none that the client accepts),
    rows or bytes (`value` is the limit), and, found by the server: deadline, memory, nesting, busy, gone.
    """

    kind: str
    message: str
    line: int | None = None
    column: int | None = None
    value: int | float | None = None

    def frame(self) -> bytes:
        """The failure as a frame."""
        return frame(FAILED, json.dumps(asdict(self)).encode())

    @classmethod
    def read(cls, data: bytes) -> Failure:
        """The failure from a frame's bytes; what a worker should not say is cut to what is expected."""
        found: dict[str, Any] = json.loads(data)
        return cls(str(found["kind"]), str(found["message"])[:2000], found["line"], found["column"], found["value"])


def frame(kind: int, data: bytes = b"") -> bytes:
    """A frame of an answer."""
    return HEAD.pack(kind, len(data)) + data
