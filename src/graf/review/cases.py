"""A case: one thing to look at, with the facts it is about; when it is settled; and those of a random sample.

A case is settled once every fact of it was corrected or accepted, or what made it doubtful is gone; so a review that
is taken up again begins where the last one ended. `doubts` finds what is worth a look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graf.corrections.facts import Fact, facts
from graf.corrections.kinds import Value
from graf.corrections.targets import RULE
from graf.model import Body, Evidence, Matter, Minutes, Person
from graf.review.reading import State, identity

KINDS: Final = (
    "contradiction", "person", "matter", "body", "date", "confidence", "issue", "proposal", "unread",
)  # fmt: skip
"""The kinds of doubtful cases, in the order in which they are gone through. Others are a `fact`, or a `subject`, that
somebody looked up, and one of a random `sample`."""

Subject = Person | Body | Matter


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to look at: its kind, what it is called and why it is worth a look.

    It is about `facts`, about a person, body or matter (`subject`), or about a passage that no rule read. `about` is in
    the language of the document's readers where there are two (`about_en`). `sample` names the random sample.
    """

    key: str
    kind: str
    title: str
    file: str
    about: str = ""
    about_en: str = ""
    facts: tuple[Fact, ...] = ()
    subject: Subject | None = None
    passage: Evidence | None = None
    sample: str | None = None

    @property
    def line(self) -> int | None:
        """The line of its document at which it stands; None where it is of several, or of none."""
        if self.passage is not None:
            return self.passage.line
        return next((fact.evidence[0].line for fact in self.facts if fact.file == self.file and fact.evidence), None)


def name_of(subject: Subject) -> str:
    """What a person, body or matter is called."""
    return subject.title if isinstance(subject, Matter) else subject.name


def settled(state: State, case: Case) -> bool:
    """Whether somebody has looked at all facts of a case."""
    return bool(case.facts) and all(looked_at(state, fact) for fact in case.facts)


def looked_at(state: State, fact: Fact) -> bool:
    """Whether somebody corrected a fact, or found it right."""
    return fact.rule == RULE or identity(fact) in state.accepted


def of_fact(kind: str, fact: Fact, sample: str | None = None, about: str = "") -> Case:
    """The case of one fact; its key follows from what it says and where: it comes again when it is read otherwise."""
    return Case(_key(kind, fact), kind, named(fact), fact.file, about, about, (fact,), sample=sample)


def named(fact: Fact) -> str:
    """What a fact is called: the value that tells it from others."""
    values = dict(fact.values)
    for name in ("text", "title", "name", "person", "what", "body", "subject", "from", "role"):
        if values.get(name):
            return _told(values[name])
    return _told(fact.values[0][1]) if fact.values else fact.file


def _told(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _key(kind: str, fact: Fact) -> str:
    place = [(one.start, one.end) for one in fact.evidence[:1]]
    said = f"{kind}|{fact.sha256}|{fact.kind}|{fact.field}|{place}|{fact.values}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def sampled(state: State, drawn: Iterable[Fact], name: str) -> list[Case]:
    """The facts of a random sample that nobody has looked at for it, as they are read now."""
    done = {(one.fact, one.target.document, one.target.at, one.was) for one in state.corrections if one.sample == name}
    by_file = {one.file: one for one in state.minutes}
    found = []
    for fact in drawn:
        now = _now(by_file[fact.file], fact) if fact.file in by_file else None
        if now is not None and not {_place(fact), _place(now)} & done:
            found.append(of_fact("sample", now, name))
    return found


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.file, fact.evidence[0].start, fact.values


def _now(minutes: Minutes, drawn: Fact) -> Fact | None:
    """A fact that was drawn, as it is after what was corrected meanwhile; None where it was removed."""
    here = [
        fact
        for fact in facts(minutes, (drawn.kind,))
        if fact.field == drawn.field and fact.evidence and fact.evidence[0].start == drawn.evidence[0].start
    ]
    same = [fact for fact in here if fact.values == drawn.values]
    return next(iter(same or [fact for fact in here if fact.place == drawn.place]), None)
