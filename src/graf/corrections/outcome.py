"""What became of a correction."""

from __future__ import annotations

from dataclasses import dataclass

from graf.corrections.facts import Fact
from graf.corrections.form import Correction


class StaleError(Exception):
    """A correction has nothing to change: what it is about is not there, or is as it says already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction did, or why (`stale`) it did nothing.

    `before` and `after` are the fact it is about as it was read and as it is now; for a merge, a split or a name of a
    person, body or matter, `keys` are those concerned: the first is the one that stands now.
    """

    correction: Correction
    stale: str | None = None
    before: Fact | None = None
    after: Fact | None = None
    keys: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    """For people, bodies and matters: the names that it replaced."""
