"""What people corrected, in a build: applied after resolve, stated before the rest is derived, measured at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from graf.config import Config
from graf.corrections import load
from graf.corrections.apply import Corrected, correct
from graf.corrections.contradictions import Contradiction, contradictions
from graf.corrections.quality import measures
from graf.issues import Issue
from graf.model import Document, Register
from graf.privacy import Privacy
from graf.rdf.evidence import Rendition
from graf.rdf.iris import Iris
from graf.resolve import Resolved
from graf.stages.result import InvalidGraphError
from graf.store.corrected import state_contradictions, state_corrections


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


def review(config: Config, found: Resolved, documents: Sequence[Document], register: Register) -> Reviewed:
    """The facts with the dataset's corrections applied. Raises `UsageError` for one that is not understood."""
    corrected = correct(found, load(config.corrections), {one.file: one for one in documents}, register)
    now = corrected.resolved
    odds = contradictions(now.minutes, now.network)
    return Reviewed(corrected, odds, measures(now.minutes, now.network, now.issues, corrected.outcomes))


def state(
    reviewed: Reviewed, store: Store, published: Mapping[str, Rendition], iris: Iris, privacy: Privacy | None
) -> None:
    """States corrections and contradictions in a store that holds the documents' graphs and no union yet.

    Raises `InvalidGraphError` where the corrections' graph breaks a shape.
    """
    publish: Callable[..., Any] = privacy.quads if privacy else iter
    withhold = privacy is not None and privacy.by_form
    outcomes = reviewed.corrected.outcomes
    broken = state_corrections(store, outcomes, published.__getitem__, iris, publish, withhold=withhold)
    if broken:
        raise InvalidGraphError("corrections", broken)
    state_contradictions(store, reviewed.contradictions, iris, publish)
