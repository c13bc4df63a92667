"""What could not be read, settled or mapped: where, and why, in words that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass

UNREADABLE, UNSETTLED, UNMAPPED, NOTE = "unreadable", "unsettled", "unmapped", "note"
STALE, CONTRADICTION = "stale", "contradiction"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that graf could not do with a document; the rest of the work goes on.

    `kind` is unreadable (the file was left out), unsettled (a date, body or person stays open), unmapped (a fact that
    no rule puts into the graph), stale (a correction that has nothing to change any more), contradiction
    (two facts at odds) or note. `page` and `line` are 1-based, None where the whole file is meant.
    """

    file: str
    kind: str
    reason: str
    page: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"


class UsageError(Exception):
    """Wrong usage or configuration (exit code 2): names the file, the line, what was expected and what to do.

    `line` is 1-based, or None where the whole file is meant; `hint` is one sentence on what to do, or empty.
    """

    def __init__(self, file: str, line: int | None, expected: str, hint: str = "") -> None:
        self.file, self.line, self.expected, self.hint = file, line, expected, hint
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {expected}" + (f"\n{hint}" if hint else ""))


def fault(error: Exception) -> str:
    """What an error that nobody foresaw says; one that a single document brought about leaves that out (`faults`)."""
    return f"{type(error).__name__}: {error}"
