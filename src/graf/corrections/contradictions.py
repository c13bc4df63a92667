"""Contradictions: two facts that cannot both be right, each with its passage. No rule decides which one is wrong.

Someone leaves a post and holds it later; a meeting has two days, a body two chairs, a decision two wordings; a person
is both present and absent. Only what is plainly at odds counts: what a change of plan, another organisation or a
namesake explains does not. They are looked for in the facts as corrected, so one that a person settled is gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from hashlib import sha256

from graf.corrections.bearers import Bearers
from graf.corrections.each import Each
from graf.corrections.facts import Fact, facts
from graf.corrections.naming import fold
from graf.issues import CONTRADICTION, Issue
from graf.model import Attendance, Minutes, Network, Presenter, RoleFact

NEAR = 7
"""So many days apart, two days may be meant for one meeting."""
SAME_CLAUSE = 0.6
"""How like (difflib's ratio) two clauses on one item must be to be two wordings of one decision."""
CHAIR = ("ordförande", "mötesordförande")
_AFTER = ("takes_up", "appointed", "nominated")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts at odds: the kind (a concept of `contradiction-kinds`), what it is about, and the two, older first.

    `sv` and `en` say it in a sentence.
    """

    kind: str
    about: str
    sides: tuple[Fact, Fact]
    sv: str
    en: str

    @property
    def key(self) -> str:
        """What names it in addresses: from the passages of its facts, never from a name."""
        places = (f"{one.sha256}:{one.field}:{[(e.start, e.end) for e in one.evidence]}" for one in self.sides)
        return sha256("|".join([self.kind, *places]).encode()).hexdigest()[:12]

    @property
    def issue(self) -> Issue:
        """As it is listed with what could not be settled, at the later fact."""
        first, second = (f"{one.file}:{one.evidence[0].line}" if one.evidence else one.file for one in self.sides)
        where = self.sides[1].evidence[0] if self.sides[1].evidence else None
        reason = f"contradiction: {self.en} ({first}, {second})"
        if where is None:
            return Issue(self.sides[1].file, CONTRADICTION, reason)
        return Issue(self.sides[1].file, CONTRADICTION, reason, where.page, where.line)


def contradictions(minutes: Iterable[Minutes], network: Network, each: Each | None = None) -> tuple[Contradiction, ...]:
    """All contradictions of the documents, in the order of their meetings; each is told once.

    `each` has in mind what was found in single documents before.
    """
    ordered = sorted(minutes, key=lambda one: (_day(one) or "9999", one.file))
    meetings, people = _meetings(ordered), Bearers(network)
    known = Each() if each is None else each
    found = [
        *_left(ordered, people, known),
        *_days(ordered),
        *_chairs(meetings, known),
        *_wordings(meetings),
        *_presences(meetings, people),
    ]
    return tuple({one.key: one for one in found}.values())


Meetings = Mapping[tuple[str, str], Sequence[Minutes]]


def _left(ordered: Sequence[Minutes], people: Bearers, each: Each) -> Iterator[Contradiction]:
    """Someone who has left, and later holds the post, or attends for what they left."""
    names = frozenset(post.person for one in ordered for post in one.role_facts if post.kind == "leaves")
    said: dict[str, list[tuple[str, Minutes, Fact]]] = defaultdict(list)
    for one in ordered:
        day = _day(one)
        for fact in each.of("left", one, partial(_of_people, names), names) if day else ():
            values = dict(fact.values)
            key = people.key(fact, str(values.get("person") or values.get("name")))
            if key is not None:
                said[key].append((str(day), one, fact))
    for key, entries in said.items():
        for day, one, leaving in entries:
            post = dict(leaving.values)
            if leaving.kind != "role_fact" or post["kind"] != "leaves":
                continue
            until = str(post.get("to") or post.get("from") or day)
            until += {4: "-12-31", 7: "-31"}.get(len(until), "")
            for later, other, fact in entries:
                if later <= max(until, day):
                    continue
                if dict(fact.values).get("kind") in _AFTER:
                    break
                if _holds(post, one, fact, other):
                    name = people.names[key]
                    yield Contradiction(
                        "post-left", name, (leaving, fact),
                        f"{name} lämnar enligt mötet {day} och är verksam vid mötet {later}",
                        f"{name} leaves, by the meeting of {day}, and is active at that of {later}",
                    )  # fmt: skip
                    break


def _holds(left: Mapping[str, object], one: Minutes, fact: Fact, other: Minutes) -> bool:
    """Whether a later fact shows someone in what they left: the post, its organisation, or the body altogether."""
    now = dict(fact.values)
    if fact.kind == "attendance" and now.get("status") != "present":
        return False
    if fact.kind == "role_fact" and now.get("kind") != "holds":
        return False
    role, organisation = left.get("role"), left.get("organisation")
    if role is not None and fold(str(now.get("role", ""))) != fold(str(role)):
        return False
    if organisation is not None:
        return now.get("organisation") == organisation
    return fact.kind == "attendance" and one.body is not None and one.body == other.body


def _who(value: Attendance | RoleFact) -> str:
    return value.name if isinstance(value, Attendance) else value.person


def _days(ordered: Sequence[Minutes]) -> Iterator[Contradiction]:
    """Minutes of a day that a later document of the body calls by a near one, of which there are no minutes."""
    by_body: dict[str, list[Minutes]] = defaultdict(list)
    for one in ordered:
        if one.body is not None and _day(one):
            by_body[one.body].append(one)
    for held in by_body.values():
        days = {one.date for one in held}
        for later in held:
            called = later.previous_minutes
            if called is None or called in days or len(called) != 10:
                continue
            before = [m for m in held if m.kind == "minutes" and str(m.date) < str(later.date)]
            if before and abs(_ordinal(str(before[-1].date)) - _ordinal(called)) <= NEAR:
                first, second = _field(before[-1], "date"), _field(later, "previous_minutes")
                if first is not None and second is not None and before[-1].date_source != "inferred":
                    yield Contradiction(
                        "day-differs", str(later.body), (first, second),
                        f"mötet {before[-1].date} kallas senare mötet {called}",
                        f"the meeting of {before[-1].date} is later called that of {called}",
                    )  # fmt: skip


def _of_people(names: Set[str], one: Minutes) -> list[Fact]:
    """The posts and attendances of some people in a document."""
    return list(facts(one, ("role_fact", "attendance"), lambda value: _who(value) in names))


def _chairs(meetings: Meetings, each: Each) -> Iterator[Contradiction]:
    """Two people who chair a body on one day."""
    for (body, day), held in meetings.items():
        chairs: dict[str, Fact] = {}
        for fact in (fact for one in held for fact in each.of("chairs", one, _chairing)):
            values = dict(fact.values)
            name = values.get("name") or values.get("person")
            of = values.get("organisation")
            here = of == body or (of is None and fact.kind == "role_fact")
            now = fact.kind != "role_fact" or values["kind"] == "holds"
            if name and here and now:
                chairs.setdefault(str(name), fact)
        if len(chairs) > 1:
            (one, first), (other, second), *_ = chairs.items()
            yield Contradiction(
                "two-chairs", body, (first, second),
                f"både {one} och {other} anges vara ordförande i {body} {day}",
                f"both {one} and {other} are said to chair {body} on {day}",
            )  # fmt: skip


def _chairing(one: Minutes) -> list[Fact]:
    return list(facts(one, ("attendance", "presenter", "role_fact"), _chairs_it))


def _chairs_it(value: Attendance | Presenter | RoleFact) -> bool:
    return value.role is not None and value.role.casefold() in CHAIR


def _wordings(meetings: Meetings) -> Iterator[Contradiction]:
    """A decision that two documents of a meeting report with other numbers, or as approved and rejected."""
    for (body, day), held in meetings.items():
        for n, one in enumerate(held):
            for other in held[n + 1 :]:
                for first, second in _clauses(one, other):
                    yield Contradiction(
                        "decision-differs", body, (first, second),
                        f"beslutet {day} återges olika: ”{_text(first)}”, ”{_text(second)}”",
                        f"the decision of {day} is reported differently: “{_text(first)}”, “{_text(second)}”",
                    )  # fmt: skip


def _clauses(one: Minutes, other: Minutes) -> Iterator[tuple[Fact, Fact]]:
    """The clauses on one item that are two wordings of one decision, and at odds."""
    own, others = _taken(one), _taken(other)
    titles = {fold(item.title): item.number for item in other.items}
    for item in one.items:
        mine, theirs = own.get(item.number, []), others.get(titles.get(fold(item.title)), [])
        same = set(map(_text, mine)) & set(map(_text, theirs))
        for first in mine:
            for second in theirs:
                said, told = _text(first), _text(second)
                if {said, told} & same or SequenceMatcher(None, said, told).ratio() < SAME_CLAUSE:
                    continue
                acts = {*dict(first.values).get("acts", ())} ^ {*dict(second.values).get("acts", ())}  # type: ignore[misc]
                if re.findall(r"\d+", said) != re.findall(r"\d+", told) or {"approve", "reject"} <= acts:
                    yield first, second


def _presences(meetings: Meetings, people: Bearers) -> Iterator[Contradiction]:
    """Someone who is both present and absent at a meeting."""
    for (body, day), held in meetings.items():
        present: dict[str, Fact] = {}
        absent: dict[str, Fact] = {}
        away = {one.name for minutes in held for one in minutes.attendance if one.status == "absent"}
        of = partial(_is_of, away)
        for fact in (fact for one in held for fact in facts(one, ("attendance",), of)) if away else ():
            values = dict(fact.values)
            key = people.key(fact, str(values["name"]))
            if key is not None and values["status"] in ("present", "absent"):
                (present if values["status"] == "present" else absent).setdefault(key, fact)
        for key in sorted(present.keys() & absent.keys()):
            name = people.names[key]
            yield Contradiction(
                "attendance-differs", name, (present[key], absent[key]),
                f"{name} anges både närvarande och frånvarande vid {body} {day}",
                f"{name} is said to be both present and absent at {body} on {day}",
            )  # fmt: skip


def _is_of(names: Set[str], value: Attendance) -> bool:
    return value.name in names


def _meetings(ordered: Iterable[Minutes]) -> dict[tuple[str, str], list[Minutes]]:
    """The minutes of each meeting: the documents of a body and day that minutes witness."""
    found: dict[tuple[str, str], list[Minutes]] = defaultdict(list)
    for one in ordered:
        day = _day(one)
        if one.body is not None and day and one.kind == "minutes":
            found[one.body, day].append(one)
    return found


def _taken(one: Minutes) -> dict[str | None, list[Fact]]:
    """The decisions that were taken, by item."""
    found: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts(one, ("decision",)):
        if dict(fact.values)["status"] == "taken":
            found[fact.item].append(fact)
    return found


def _text(fact: Fact) -> str:
    return str(dict(fact.values)["text"])


def _field(one: Minutes, name: str) -> Fact | None:
    return next((fact for fact in facts(one, ("meeting",)) if fact.field == name), None)


def _day(one: Minutes) -> str | None:
    return one.date if one.date is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", one.date) else None


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
