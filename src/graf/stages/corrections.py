"""What people corrected, in a build: applied after resolve, stated before the rest is derived, measured at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Quad

from graf.config import Config
from graf.corrections import load
from graf.corrections.apply import Corrected, correct
from graf.corrections.contradictions import Contradiction, contradictions
from graf.corrections.each import Each
from graf.corrections.quality import measures
from graf.issues import Issue
from graf.model import Document, Register
from graf.privacy import Privacy
from graf.rdf.evidence import Rendition
from graf.rdf.iris import Iris
from graf.resolve import Resolved
from graf.stages.result import InvalidGraphError
from graf.store.corrected import contradictions_in, state_corrections
from graf.store.update import Update


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The facts as corrected, what became of the corrections, what is at odds, and how much people have looked at."""

    corrected: Corrected
    contradictions: tuple[Contradiction, ...]
    quality: dict[str, Any]

    @property
    def resolved(self) -> Resolved:
        return self.corrected.resolved

    @property
    def issues(self) -> Sequence[Issue]:
        """What is at odds; stale corrections are among the issues of `resolved`."""
        return [one.issue for one in self.contradictions]


def review(config: Config, found: Resolved, documents: Sequence[Document], register: Register, each: Each) -> Reviewed:
    """The facts with the dataset's corrections applied. Raises `UsageError` for one that is not understood."""
    corrected = correct(found, load(config.corrections), {one.file: one for one in documents}, register)
    now = corrected.resolved
    odds = contradictions(now.minutes, now.network, each)
    return Reviewed(corrected, odds, measures(now.minutes, now.network, now.issues, corrected.outcomes, each))


def state(
    reviewed: Reviewed, update: Update, published: Mapping[str, Rendition], iris: Iris, privacy: Privacy | None
) -> list[Quad]:
    """States corrections in a store that holds the documents' graphs; returns the contradictions, which are derived.

    Raises `InvalidGraphError` where the corrections' graph breaks a shape.
    """
    publish: Callable[..., Any] = privacy.quads if privacy else iter
    withhold = privacy is not None and privacy.by_form
    outcomes = reviewed.corrected.outcomes
    with update.watching(iris.graph("corrections")):
        broken = state_corrections(update.store, outcomes, published.__getitem__, iris, publish, withhold=withhold)
    if broken:
        raise InvalidGraphError("corrections", broken)
    return contradictions_in(update.store, reviewed.contradictions, iris, publish)
