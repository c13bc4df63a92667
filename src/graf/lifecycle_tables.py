"""`register/moved.csv` and `register/gone.csv`: what became of names that earlier releases used.

    from,to,when,reason            a name has another one now; several, with | between them, where it was split
    key,when,reason,passages       what it named is not published any more; a person so listed is erased

A name is written `item/schnv-2025-10-17-5.a`, or in full with the dataset's base address. Neither table holds the name
of a person: `passages` says where it stands instead (`document:start-end`, code points of the document's text).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from graf.tables import Row, Table, read_table

MOVED = Table(required=("from", "to"), optional=("when", "reason"), dates=("when",))
GONE = Table(required=("key", "when", "reason"), optional=("passages",), dates=("when",))
_THING = re.compile(r"[a-z-]+/[A-Za-z0-9._-]+")
_OWNERS = ("document", "meeting", "item", "decision", "proposal", "person")
"""The kinds that other things are named after and go with; the meetings of a body do not go with the body."""
_PASSAGE = re.compile(r"([0-9a-f]{16}):(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of moved.csv: an IRI, and those that it has now."""

    source: str
    targets: tuple[str, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class Gone:
    """A line of gone.csv: an IRI, since when and why; `passages` (document key, start, end) are where a name stands."""

    iri: str
    when: str
    reason: str
    passages: tuple[tuple[str, int, int], ...]
    row: Row

    @property
    def kind(self) -> str:
        """The kind of what is gone: `person`, `item` …"""
        return self.iri.rsplit("/", 2)[1]

    @property
    def key(self) -> str:
        """The key of what is gone."""
        return self.iri.rsplit("/", 1)[1]

    def covers(self, iri: str) -> bool:
        """Whether something goes with it: what is named after it, such as the items and decisions of a meeting."""
        kind, key = iri.rsplit("/", 2)[1:]
        if iri == self.iri or self.kind not in _OWNERS or kind == self.kind:
            return iri == self.iri
        return key.startswith(f"{self.key}-") or key.endswith(f"-{self.key}")


def read_moved(register: Path, base: str) -> tuple[Moved, ...]:
    """The lines of moved.csv; none where there is no such file. Raises `UsageError` for one that is not understood."""
    found: dict[str, Moved] = {}
    for row in read_table(register / "moved.csv", MOVED):
        source = _iri(row, "from", row["from"], base)
        targets = tuple(dict.fromkeys(_iri(row, "to", part, base) for part in row.many("to")))
        if source in found:
            raise row.wrong("from", f"one line for each name: ‘{row['from']}’ stands twice")
        if source in targets:
            raise row.wrong("to", f"another name than ‘{row['from']}’ itself")
        found[source] = Moved(source, targets, row)
    return tuple(found.values())


def read_gone(register: Path, base: str) -> tuple[Gone, ...]:
    """The lines of gone.csv; none where there is no such file. Raises `UsageError` for one that is not understood."""
    found: dict[str, Gone] = {}
    for row in read_table(register / "gone.csv", GONE):
        iri = _iri(row, "key", row["key"], base)
        if iri in found:
            raise row.wrong("key", f"one line for each name: ‘{row['key']}’ stands twice")
        passages = tuple(_passage(row, part) for part in row.many("passages"))
        found[iri] = Gone(iri, row["when"], row["reason"], passages, row)
    return tuple(found.values())


def short(iri: str) -> str:
    """An IRI as the tables write it: `{base}/id/item/x-1` → `item/x-1`."""
    return iri.partition("/id/")[2]


def _iri(row: Row, column: str, text: str, base: str) -> str:
    name = text.removeprefix(f"{base}/id/")
    if not _THING.fullmatch(name):
        raise row.wrong(column, f"a name such as item/schnv-2025-10-17-5.a, not ‘{text}’")
    return f"{base}/id/{name}"


def _passage(row: Row, text: str) -> tuple[str, int, int]:
    match = _PASSAGE.fullmatch(text)
    if match is None or int(match[2]) >= int(match[3]):
        raise row.wrong("passages", f"document:start-end with | between them, not ‘{text}’")
    return match[1], int(match[2]), int(match[3])
