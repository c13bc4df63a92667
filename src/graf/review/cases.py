"""What is worth a look first: each case with the facts it is about, the most telling kinds first.

A case is settled once every fact of it was corrected or accepted, or what made it doubtful is gone; so a review that
is taken up again begins where the last one ended.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from graf.corrections.facts import MEETING, Fact, facts, item_at
from graf.corrections.kinds import Value
from graf.corrections.naming import fold
from graf.corrections.targets import RULE
from graf.issues import UNSETTLED
from graf.model import Body, Document, Evidence, Matter, Minutes, Person
from graf.review.reading import State, identity
from graf.review.unread import unread

KINDS: Final = ("contradiction", "person", "matter", "body", "date", "confidence", "proposal", "unread")
"""The kinds of cases, in the order in which they are gone through."""
LOW = 0.8
"""A fact that is read with less confidence is worth a look."""
_ALIKE = 0.86
_LINKED: Final = re.compile(r"item \S+ “.*” may be about the same matter as item (\S+) “.*?” of (.+?): ")

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
    def subject_name(self) -> str:
        """What the person, body or matter is called; empty where the case is about none."""
        return "" if self.subject is None else getattr(self.subject, "name", self.title)


def cases(state: State, passed: frozenset[str] = frozenset()) -> list[Case]:
    """All open cases, in order; those that the reviewer passed over come no more."""
    found = [
        *_contradictions(state), *_people(state), *_matters(state), *_bodies(state),
        *_dates(state), *_unsure(state), *_proposals(state), *_unread(state),
    ]  # fmt: skip
    distinct = {one.key: one for one in found}
    return [one for one in distinct.values() if one.key not in passed and not settled(state, one)]


def settled(state: State, case: Case) -> bool:
    """Whether somebody has looked at all facts of a case."""
    return bool(case.facts) and all(looked_at(state, fact) for fact in case.facts)


def looked_at(state: State, fact: Fact) -> bool:
    """Whether somebody corrected a fact, or found it right."""
    return fact.rule == RULE or identity(fact) in state.accepted


def of_fact(kind: str, fact: Fact, sample: str | None = None, about: str = "") -> Case:
    """The case of one fact; its key holds when the fact is corrected, since the passage stays."""
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
    return hashlib.sha256(f"{kind}|{fact.sha256}|{fact.kind}|{fact.field}|{place}".encode()).hexdigest()[:12]


def _contradictions(state: State) -> Iterator[Case]:
    for one in state.contradictions:
        yield Case(one.key, "contradiction", one.about, one.sides[1].file, one.sv, one.en, one.sides)


def _people(state: State) -> Iterator[Case]:
    for one in state.network.people:
        if one.unsettled:
            file = one.mentions[0][0] if one.mentions else one.surfaces[0][0]
            yield Case(f"p-{one.key}", "person", one.name, file, one.unsettled, one.unsettled, subject=one)


def _matters(state: State) -> Iterator[Case]:
    """Items of which the resolution says that they may be of one matter."""
    by_file = {one.file: one for one in state.minutes}
    for issue in state.resolved.issues:
        match = _LINKED.match(issue.reason) if issue.kind == UNSETTLED else None
        if match and match[2] in by_file and issue.file in by_file:
            here = _item(by_file[issue.file], line=issue.line)
            there = _item(by_file[match[2]], number=match[1])
            if here and there:
                made = of_fact("matter", here, about=issue.reason)
                yield replace(made, facts=(there, here))


def _item(minutes: Minutes, number: str | None = None, line: int | None = None) -> Fact | None:
    return next(
        (
            fact
            for fact in facts(minutes)
            if fact.kind == "item"
            and ((number and fact.item == number) or (line and fact.evidence and fact.evidence[0].line == line))
        ),
        None,
    )


def _bodies(state: State) -> Iterator[Case]:
    """Bodies that the register does not know and whose name is very like another's."""
    known = state.network.bodies
    folded = {one.key: fold(one.name) for one in known}
    for one in known:
        if one.source is not None or not one.evidence or one.key in state.sure:
            continue
        for other in known:
            if other.key == one.key or (other.source is None and other.key > one.key):
                continue
            pair = SequenceMatcher(None, folded[one.key], folded[other.key])
            if pair.real_quick_ratio() >= _ALIKE and pair.quick_ratio() >= _ALIKE and pair.ratio() >= _ALIKE:
                key = hashlib.sha256(f"body|{one.key}|{other.key}".encode()).hexdigest()[:12]
                yield Case(key, "body", one.name, one.evidence[0][0], other.name, other.name, subject=one)
                break


def _dates(state: State) -> Iterator[Case]:
    for one in state.minutes:
        if one.date is None:
            yield replace(of_fact("date", undated(one), about=one.date_reason or ""), title=one.body or one.file)


def undated(minutes: Minutes) -> Fact:
    """What is known of the day of a meeting without a date: its bounds, or nothing."""
    bounds = [fact for fact in facts(minutes) if fact.field in ("date_earliest", "date_latest")]
    values = tuple(value for fact in bounds for value in fact.values)
    evidence = tuple(dict.fromkeys(passage for fact in bounds for passage in fact.evidence))
    return Fact(MEETING, minutes.file, minutes.sha256, values, evidence, field="date")


def _unsure(state: State) -> Iterator[Case]:
    found = [fact for one in state.minutes for fact in facts(one) if fact.evidence and fact.confidence < LOW]
    for fact in sorted(found, key=lambda fact: (fact.confidence, fact.file, fact.evidence[0].start)):
        yield of_fact("confidence", fact)


def _proposals(state: State) -> Iterator[Case]:
    """Proposals of which the minutes of their meeting report no decision; an agenda alone leaves all open."""
    taken: dict[tuple[object, ...], set[str]] = {}
    held: dict[tuple[object, ...], bool] = {}
    for one in state.minutes:
        for item in one.items:
            if any(decision.status == "taken" for decision in item.decisions):
                taken.setdefault(_meeting(one), set()).add(fold(item.title))
        held[_meeting(one)] = held.get(_meeting(one), False) or one.kind == "minutes"
    for one in state.minutes:
        for fact in facts(one) if held[_meeting(one)] else ():
            if fact.kind == "decision" and dict(fact.values)["status"] == "proposed":
                title = one.items[fact.place[0]].title
                if fold(title) not in taken.get(_meeting(one), ()):
                    yield of_fact("proposal", fact, about=title)


def _meeting(one: Minutes) -> tuple[object, ...]:
    return (one.body, one.date) if one.body and one.date else (one.file,)


def _unread(state: State) -> Iterator[Case]:
    for one in state.minutes:
        document: Document = state.reading.documents[one.file]
        for passage in unread(document, one):
            place = item_at(one, passage.start)
            title = one.items[place].title if place is not None else ""
            key = hashlib.sha256(f"unread|{one.sha256}|{passage.start}".encode()).hexdigest()[:12]
            words = " ".join(passage.quote.split())
            short = words if len(words) <= 70 else words[:69] + "…"
            yield Case(key, "unread", short, one.file, title, title, passage=passage)


def sampled(state: State, drawn: Iterable[Fact], name: str) -> list[Case]:
    """The facts of a random sample that nobody has looked at for it."""
    done = {(one.fact, one.target.document, one.target.at, one.was) for one in state.corrections if one.sample == name}
    return [
        of_fact("sample", fact, name)
        for fact in drawn
        if (fact.kind, fact.file, fact.evidence[0].start, fact.values) not in done
    ]
