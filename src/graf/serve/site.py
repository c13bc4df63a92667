"""A release that is served: what its pages are made from, and the answers that were made already."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Final

from graf.render import site
from graf.serve.cache import Cache, Kept

MEMORY: Final = 64 * 1024 * 1024
"""So many bytes of answers are kept in memory."""


@dataclass(frozen=True)
class Site(site.Site):
    """One release, served."""

    _answers: Cache = field(default_factory=lambda: Cache(MEMORY))
    _lock: threading.Lock = field(default_factory=threading.Lock)
    live: ClassVar[bool] = True

    def keep(self, entity: str, make: Callable[[], str | bytes]) -> bytes:
        """The bytes of an answer by its entity tag, made where they are not in memory: a release never changes."""
        with self._lock:
            found = self._answers.get(entity)
        if found is not None:
            return found.body
        made = make()
        body = made.encode("utf-8") if isinstance(made, str) else made
        with self._lock:
            self._answers.put(entity, Kept([], body, b""), len(entity))
        return body


def open_site(release: Path) -> Site:
    """Opens a release. A link to one (`build/current`) is followed now: a newer release needs a new start.

    Raises `UsageError` where there is none.
    """
    return Site(*site.opened(release))
