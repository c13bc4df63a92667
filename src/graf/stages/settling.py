"""What all documents state together, kept: extracted and settled again only where anything but a correction changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graf.issues import Issue
from graf.model import Minutes, Network
from graf.resolve import Resolved
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
        rest = kept.get(_STAGE, self._key, _Rest)
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
