"""What all documents state together, kept: extracted and settled again only where anything but a correction changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from graf.resolve import Resolved
from graf.stages.cache import Cache

_STAGE = "resolved"


class Settled:
    """The facts of all documents, settled, as the build before kept them: `found` is None where they may be others.

    `read_from` are the checksums of the build's inputs by name. All facts follow from the inputs, and corrections are
    applied to them afterwards: so they are the same whatever corrections say.
    """

    def __init__(self, read_from: Mapping[str, str], kept: Cache) -> None:
        inputs = {name: one for name, one in read_from.items() if not name.startswith("dataset/corrections/")}
        self._key = hashlib.sha256(repr(sorted(inputs.items())).encode()).hexdigest()
        self._kept = kept
        self.found = kept.get(_STAGE, self._key, Resolved)
        if self.found is not None:
            kept.keep(_STAGE, self._key)

    def keep(self, found: Resolved) -> Resolved:
        """Keeps them for the next build."""
        self._kept.put(_STAGE, self._key, found)
        return found
