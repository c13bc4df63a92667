"""What the documents say, read once, and what the corrections make of it: worked out anew after each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graf.config import Config
from graf.corrections import Correction, load
from graf.corrections.apply import Outcome, correct
from graf.corrections.contradictions import Contradiction, contradictions
from graf.corrections.each import Each
from graf.corrections.facts import Fact, facts
from graf.corrections.form import ACCEPT
from graf.corrections.kinds import FACTS
from graf.model import Document, Minutes, Network, Register
from graf.resolve import Resolved
from graf.stages import cache
from graf.stages.settling import settled
from graf.store import inputs

Identity = tuple[object, ...]


@dataclass(frozen=True)
class Reading:
    """The documents by file, what they say before any correction, and the register."""

    documents: Mapping[str, Document]
    found: Resolved
    register: Register
    each: Each = field(default_factory=Each, compare=False, repr=False)


@dataclass(frozen=True)
class State:
    """The facts with some corrections applied, and what became of each of those."""

    reading: Reading
    corrections: tuple[Correction, ...]
    resolved: Resolved
    outcomes: tuple[Outcome, ...]

    @property
    def minutes(self) -> tuple[Minutes, ...]:
        return self.resolved.minutes

    @property
    def network(self) -> Network:
        return self.resolved.network

    @cached_property
    def _by_file(self) -> Mapping[str, Minutes]:
        return {one.file: one for one in self.minutes}

    def of_file(self, file: str) -> Minutes | None:
        """What a document states; None for a file that is none."""
        return self._by_file.get(file)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return contradictions(self.minutes, self.network, self.reading.each)

    @property
    def stale(self) -> tuple[Outcome, ...]:
        """The corrections that have nothing to change any more."""
        return tuple(one for one in self.outcomes if one.stale is not None)

    @cached_property
    def accepted(self) -> frozenset[Identity]:
        """The facts that somebody looked at and found right, and still are as they were then."""
        return frozenset(
            identity(one.after)
            for one in self.outcomes
            if one.correction.action == ACCEPT
            and one.correction.fact in FACTS
            and one.after is not None
            and not one.stale
        )

    @cached_property
    def sure(self) -> frozenset[str]:
        """The keys of the people, bodies and matters that somebody found right."""
        return frozenset(
            one.keys[0] for one in self.outcomes if one.correction.action == ACCEPT and one.keys and not one.stale
        )

    def text(self, file: str) -> str:
        """The text rendition of a document."""
        return self.reading.documents[file].text


def read(config: Config, out: Path) -> Reading:
    """Reads the documents of a dataset, with the help of what its build kept in `out`."""
    with cache.opened(out, inputs.code(), wait=cache.IN_TURN) as kept:
        known, read, found, _ = settled(config, kept)
    return Reading({one.file: one for one in read.documents}, found, known)


def state(reading: Reading, corrections: Sequence[Correction]) -> State:
    """The facts with corrections applied."""
    made = correct(reading.found, corrections, reading.documents, reading.register)
    return State(reading, tuple(corrections), made.resolved, made.outcomes)


def current(reading: Reading, config: Config) -> State:
    """The facts with the dataset's corrections. Raises `UsageError` for one that is not understood."""
    return state(reading, load(config.corrections))


def identity(fact: Fact) -> Identity:
    """What makes a fact this one: what it says, and where."""
    return fact.sha256, fact.kind, fact.values, tuple((one.start, one.end) for one in fact.evidence)


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction changed: facts that are no more, facts that are new, and names before and after."""

    gone: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    names_gone: tuple[str, ...] = ()
    names_new: tuple[str, ...] = ()


def change(before: State, after: State) -> Change:
    """What differs between two states, document by document; those that are untouched are not looked at."""
    old = {one.file: one for one in before.minutes}
    touched = [(old[one.file], one) for one in after.minutes if one is not old.get(one.file)]
    gone: list[Fact] = []
    new: list[Fact] = []
    for one, other in touched:
        had = {identity(fact): fact for fact in facts(one)}
        has = {identity(fact): fact for fact in facts(other)}
        gone += [fact for key, fact in had.items() if key not in has]
        new += [fact for key, fact in has.items() if key not in had]
    return Change(tuple(gone), tuple(new), _names(before, after), _names(after, before))


def _names(one: State, other: State) -> tuple[str, ...]:
    """The people and matters of one state that the other lacks, or calls otherwise."""
    there = {(p.key, p.name) for p in other.network.people} | {(m.key, m.title) for m in other.network.matters}
    here = [(p.key, p.name) for p in one.network.people] + [(m.key, m.title) for m in one.network.matters]
    return tuple(name for key, name in here if (key, name) not in there)
