"""What is worth a look first: contradictions, doubtful people and matters, undated meetings, low confidence, and more.

What a document gives by itself is found once and kept as long as the document's facts are the same: after a correction
one document is gone through, not a thousand.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from typing import Final

from graf.corrections.facts import MEETING, Fact, facts, item_at
from graf.corrections.matters import doubted
from graf.corrections.naming import fold
from graf.issues import UNMAPPED, UNSETTLED, Issue
from graf.model import Body, Document, Minutes
from graf.resolve.dates import UNDATED
from graf.review.cases import KINDS, Case, of_fact, settled
from graf.review.reading import State
from graf.review.unread import unread

LOW: Final = 0.8
"""A fact that is read with less confidence is worth a look."""
_ALIKE: Final = 0.86
_QUOTED: Final = re.compile(r"“([^”]*)”")


def doubts(state: State, issues: Iterable[Issue] = ()) -> list[Case]:
    """All open cases, the most telling kinds first. `issues` are those that the build of the release told."""
    found = [
        *_contradictions(state), *_people(state), *_matters(state), *_bodies(state), *_dates(state), *_unsure(state),
        *_issues(state, issues), *_proposals(state), *_unread(state),
    ]  # fmt: skip
    distinct = {one.key: one for one in found}
    assert {one.kind for one in found} <= set(KINDS)
    return [one for one in distinct.values() if not settled(state, one)]


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
        other = doubted(issue)
        if other and other[1] in by_file and issue.file in by_file:
            here = _item(by_file[issue.file], line=issue.line)
            there = _item(by_file[other[1]], number=other[0])
            if here and there:
                yield replace(of_fact("matter", here, about=issue.reason), facts=(there, here))


def _item(minutes: Minutes, number: str | None = None, line: int | None = None) -> Fact | None:
    return next(
        (
            fact
            for fact in facts(minutes, ("item",))
            if (number and fact.item == number) or (line and fact.evidence and fact.evidence[0].line == line)
        ),
        None,
    )


def _bodies(state: State) -> Iterator[Case]:
    """Bodies that the register does not know and whose name is very like another's."""
    known = state.network.bodies
    names = {one.key: fold(one.name) for one in known}
    by_part: dict[str, list[Body]] = defaultdict(list)
    for one in known:
        for part in _parts(names[one.key], 4) | (_parts(names[one.key], 2) if len(names[one.key]) < 16 else set()):
            by_part[part].append(one)
    for one in known:
        if one.source is not None or not one.evidence or one.key in state.sure:
            continue
        # A slip takes four runs of four letters with it: names that are so alike share one of the rarer three fifths.
        parts = _parts(names[one.key], 2 if len(names[one.key]) < 12 else 4)
        rare = sorted(parts, key=lambda part: (len(by_part[part]), part))
        rare = rare[: len(rare) * 3 // 5 + 1]
        near = {other.key: other for part in rare for other in by_part[part]}
        for other in sorted(near.values(), key=lambda body: body.key):
            if other.key == one.key or (other.source is None and other.key > one.key):
                continue
            if _alike(names[one.key], names[other.key]):
                key = hashlib.sha256(f"body|{one.key}|{other.key}".encode()).hexdigest()[:12]
                yield Case(key, "body", one.name, one.evidence[0][0], other.name, other.name, subject=one)
                break


def _parts(name: str, length: int) -> set[str]:
    return {name[i : i + length] for i in range(max(1, len(name) - length + 1))}


def _alike(one: str, other: str) -> bool:
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return False
    pair = SequenceMatcher(None, one, other)
    return pair.quick_ratio() >= _ALIKE and pair.ratio() >= _ALIKE


def _dates(state: State) -> Iterator[Case]:
    for one in state.minutes:
        if one.date is None:
            yield replace(of_fact("date", undated(one), about=one.date_reason or ""), title=one.body or one.file)


def undated(minutes: Minutes) -> Fact:
    """What is known of the day of a meeting without a date: its bounds, or nothing."""
    bounds = [fact for fact in facts(minutes, (MEETING,)) if fact.field in ("date_earliest", "date_latest")]
    values = tuple(value for fact in bounds for value in fact.values)
    evidence = tuple(dict.fromkeys(passage for fact in bounds for passage in fact.evidence))
    return Fact(MEETING, minutes.file, minutes.sha256, values, evidence, field="date")


def _unsure(state: State) -> Iterator[Case]:
    found = [fact for one in state.minutes for fact in state.reading.each.of("unsure", one, _low)]
    for fact in sorted(found, key=lambda fact: (fact.confidence, fact.file, fact.evidence[0].start)):
        yield of_fact("confidence", fact)


def _low(one: Minutes) -> list[Fact]:
    return [fact for fact in facts(one) if fact.evidence and fact.confidence < LOW]


def _issues(state: State, issues: Iterable[Issue]) -> Iterator[Case]:
    """What else the build could not settle or map, with the facts that stand there."""
    told = {issue for issue in state.resolved.issues if doubted(issue)}
    doubtful = [f"{one.name}: {one.unsettled}" for one in state.reading.found.network.people if one.unsettled]
    by_file = {one.file: one for one in state.minutes}
    for issue in issues:
        apart = issue in told or doubted(issue) or issue.reason in doubtful or issue.reason.startswith(UNDATED)
        if issue.kind not in (UNSETTLED, UNMAPPED) or apart or issue.file not in by_file:
            continue
        minutes = by_file[issue.file]
        here = [fact for fact in facts(minutes) if any(one.line == issue.line for one in fact.evidence)]
        meant = _meant(here, issue.reason)
        if meant:
            yield replace(of_fact("issue", meant[0], about=issue.reason), facts=tuple(meant))


def _meant(here: Sequence[Fact], reason: str) -> list[Fact]:
    """The facts of a line that an issue is about: those that say what it quotes, else the first."""
    quoted = _QUOTED.search(reason)
    word = fold(quoted[1]) if quoted else None
    if reason.startswith("item "):
        return [fact for fact in here if fact.kind == "item"][:1]
    saying = [fact for fact in here if word and any(fold(str(value)) == word for _, value in fact.values)]
    return saying[:3] or list(here[:1])


def _proposals(state: State) -> Iterator[Case]:
    """Proposals of which the minutes of their meeting report no decision; an agenda alone leaves all open."""
    taken: dict[tuple[object, ...], set[str]] = defaultdict(set)
    held: set[tuple[object, ...]] = set()
    for one in state.minutes:
        taken[_meeting(one)] |= {
            fold(item.title) for item in one.items if any(decision.status == "taken" for decision in item.decisions)
        }
        if one.kind == "minutes":
            held.add(_meeting(one))
    for one in state.minutes:
        if _meeting(one) in held:
            for fact, title in state.reading.each.of("proposed", one, _proposed):
                if fold(title) not in taken[_meeting(one)]:
                    yield of_fact("proposal", fact, about=title)


def _proposed(one: Minutes) -> list[tuple[Fact, str]]:
    return [
        (fact, one.items[fact.place[0]].title)
        for fact in facts(one, ("decision",))
        if dict(fact.values)["status"] == "proposed"
    ]


def _meeting(one: Minutes) -> tuple[object, ...]:
    return (one.body, one.date) if one.body and one.date else (one.file,)


def _unread(state: State) -> Iterator[Case]:
    for one in state.minutes:
        yield from state.reading.each.of("unread", one, partial(_passages, state.reading.documents[one.file]))


def _passages(document: Document, one: Minutes) -> list[Case]:
    found = []
    for passage in unread(document, one):
        place = item_at(one, passage.start)
        title = one.items[place].title if place is not None else ""
        key = hashlib.sha256(f"unread|{one.sha256}|{passage.start}".encode()).hexdigest()[:12]
        words = " ".join(passage.quote.split())
        short = words if len(words) <= 70 else words[:69] + "…"
        found.append(Case(key, "unread", short, one.file, title, title, passage=passage))
    return found
