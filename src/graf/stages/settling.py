"""What all documents state together, kept: extracted and settled again only where anything but a correction changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graf import faults, register
from graf.config import Config
from graf.issues import UNREADABLE, Issue
from graf.model import Document, Minutes, Network, Register
from graf.resolve import Resolved, resolve
from graf.stages import sources
from graf.stages.cache import Cache

_STAGE, _MINUTES = "resolved", "settled"


@dataclass(frozen=True, slots=True)
class _Rest:
    """All that is settled but the documents' own facts, which are kept one by one; `files` is their order."""

    files: tuple[str, ...]
    network: Network
    issues: tuple[Issue, ...]


class Settled:
    """The facts of all documents, settled, as the build before kept them: `found` is None where they may be others.

    `read_from` are the checksums of the build's inputs by name. All facts follow from the inputs, and corrections are
    applied to them afterwards: so they are the same whatever corrections say.
    """

    def __init__(self, read_from: Mapping[str, str], kept: Cache) -> None:
        inputs = {name: one for name, one in read_from.items() if not name.startswith("dataset/corrections/")}
        self._key = hashlib.sha256(repr(sorted(inputs.items())).encode()).hexdigest()
        self._kept = kept
        rest = kept.get(_STAGE, self._key, _Rest) if not faults.debugging() else None
        self.found = None if rest is None else self._read(rest)

    def _read(self, rest: _Rest) -> Resolved | None:
        minutes = self._kept.all(_MINUTES, Minutes)
        if any(file not in minutes for file in rest.files):
            return None
        for file in rest.files:
            self._kept.keep(_MINUTES, file)
        self._kept.keep(_STAGE, self._key)
        return Resolved(tuple(minutes[file] for file in rest.files), rest.network, rest.issues)

    def keep(self, found: Resolved) -> Resolved:
        """Keeps them for the next build."""
        minutes = tuple(self._kept.put(_MINUTES, one.file, one) for one in found.minutes)
        rest = _Rest(tuple(one.file for one in minutes), found.network, found.issues)
        self._kept.put(_STAGE, self._key, rest)
        return Resolved(minutes, found.network, found.issues)


def settle(
    minutes: Sequence[Minutes], left: Sequence[Issue], documents: Sequence[Document], known: Register
) -> Resolved:
    """What documents state, settled; those that were left out before, and are now, are among its issues."""
    found, more = faults.together(faults.SETTLING, lambda some: resolve(some, documents, known), minutes)
    return replace(found, issues=(*found.issues, *left, *more))


def settled(config: Config, kept: Cache) -> tuple[Register, sources.Sources, Resolved, tuple[Issue, ...]]:
    """What a dataset's documents state, before any correction, with the help of what its build kept.

    Returns the register, the documents, their facts, and what could not be read. Raises `UsageError` where the dataset
    is not understood.
    """
    from graf.stages.extracting import extract

    known = register.of(config)
    read_from = sources.checksums(config)
    paths, unread = sources.files(config)
    read = sources.read(config, paths, known, lambda: None, read_from, kept)
    before = Settled(read_from, kept)
    found = before.found
    if found is None:
        found = before.keep(settle(*extract(read.documents, known, kept), read.documents, known))
    left = [issue for issue in found.issues if issue.kind == UNREADABLE]
    return known, read.stating(found.minutes), found, (*unread, *read.issues, *left)
