"""A random sample to check, which can be left and taken up again: it is drawn once, and keeps its name."""

from __future__ import annotations

from dataclasses import dataclass

from graf.corrections import Correction
from graf.corrections.facts import Fact
from graf.corrections.quality import Estimate, estimates, sample, stated
from graf.review.reading import Reading, state


@dataclass(frozen=True, slots=True)
class Sample:
    """A random sample: its name (`3f2a9b71c04d/50`: the release's first digits, and how many), and its facts."""

    name: str
    facts: tuple[Fact, ...]

    def holds(self, fact: Fact) -> bool:
        """Whether a fact was drawn: whoever corrects it, for whatever reason, has checked it for the sample too."""
        return any(_place(one) == _place(fact) for one in self.facts)

    def estimate(self, corrections: tuple[Correction, ...]) -> Estimate | None:
        """What it says so far; None before the first fact was looked at."""
        return next((one for one in estimates(corrections) if one.sample == self.name), None)


def drawn(reading: Reading, corrections: tuple[Correction, ...], number: int, digest: str) -> Sample:
    """The sample that was begun last, if it is not done and still fits what is read; else a new one of this release.

    It is drawn from the facts as they were when it was begun, so what is corrected meanwhile changes no draw.
    """
    names = dict.fromkeys(one.sample for one in corrections if one.sample is not None)
    for name in reversed([name for name in names if name.endswith(f"/{number}")]):
        first = next(n for n, one in enumerate(corrections) if one.sample == name)
        found = _draw(reading, corrections[:first], number, name)
        places = {(fact.kind, fact.file, fact.evidence[0].start, fact.values) for fact in found.facts}
        looked_at = {(c.fact, c.target.document, c.target.at, c.was) for c in corrections if c.sample == name}
        if looked_at <= places and len(looked_at) < len(places):
            return found
    return _draw(reading, corrections, number, f"{digest[:12]}/{number}")


def _draw(reading: Reading, corrections: tuple[Correction, ...], number: int, name: str) -> Sample:
    known = stated(state(reading, corrections).minutes)
    return Sample(name, tuple(sample(known, number, name.partition("/")[0])))


def _place(fact: Fact) -> tuple[object, ...]:
    start = fact.evidence[0].start if fact.evidence else None
    return fact.kind, fact.sha256, fact.field, start, fact.values
