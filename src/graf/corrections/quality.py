"""How well a release is read, as far as people have looked: shares, precision by rule and confidence, random samples.

What reviewers choose to look at is the doubtful part, so the precision of what they checked is that of what they
checked. Only a random sample says how right the whole is: its order is drawn from the release's digest, whoever works
through it from its beginning draws at random, and the interval says how sure the estimate is.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from math import sqrt
from typing import Any

from graf.corrections.each import Each
from graf.corrections.facts import Fact, facts, readings
from graf.corrections.form import ACCEPT, REMOVE, SET, Correction
from graf.corrections.kinds import FACTS
from graf.corrections.outcome import Outcome
from graf.corrections.targets import RULE
from graf.issues import UNSETTLED, Issue
from graf.model import Minutes, Network

Z = 1.959964
"""The normal distribution's quantile for an interval that holds the true share in 95 cases of 100."""
CONFIDENCES = ((0.95, "0.95–1"), (0.9, "0.90–0.95"), (0.8, "0.80–0.90"), (0.0, "under 0.80"))
"""The classes of confidence: the least of each, and what it is called."""
_NAMING = {
    kind.model: [field.attribute for field in kind.fields.values() if field.names in ("person", "either")]
    for kind in FACTS.values()
}
"""The attributes of each of the model's kinds of facts that name a person."""
UNCERTAIN = "uncertain"
"""The status of a name of which a list leaves open whether it was there."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a random sample says: of so many looked at so many were right; the share, between bounds (95 %)."""

    sample: str
    looked_at: int
    right: int
    share: float
    low: float
    high: float


def stated(minutes: Iterable[Minutes]) -> list[Fact]:
    """The facts that can be checked: those that rest on a passage, in the order of the documents' names."""
    return [fact for one in sorted(minutes, key=lambda one: one.file) for fact in facts(one) if fact.evidence]


def sample(known: Sequence[Fact], number: int, digest: str) -> list[Fact]:
    """So many facts drawn at random without return; the same for the same facts and release digest.

    They stand in the order in which they were drawn: who checks the first of them only has a smaller random sample.
    What a person stated is left out, since it is the reading that is measured.
    """

    def drawn(fact: Fact) -> str:
        places = [(one.start, one.end) for one in fact.evidence]
        text = f"{digest}|{fact.sha256}|{fact.kind}|{fact.field}|{places}|{fact.place}"
        return hashlib.sha256(text.encode()).hexdigest()

    return sorted((fact for fact in known if fact.rule != RULE), key=drawn)[:number]


def interval(right: int, looked_at: int) -> tuple[float, float]:
    """Wilson's interval (95 %) for a share of which a sample is known; from 0 to 1 where nothing was looked at.

    Wilson, E. B.: Probable inference, the law of succession, and statistical inference (1927); it also holds near 1.
    """
    if looked_at == 0:
        return 0.0, 1.0
    share, weight = right / looked_at, Z * Z / looked_at
    middle = (share + weight / 2) / (1 + weight)
    spread = Z / (1 + weight) * sqrt(share * (1 - share) / looked_at + weight / (4 * looked_at))
    return max(0.0, min(share, middle - spread)), min(1.0, max(share, middle + spread))


def estimates(corrections: Iterable[Correction]) -> list[Estimate]:
    """What each random sample says, by its name. A sample is of what its release read: what was right then counts."""
    seen: dict[str, dict[tuple[object, ...], bool]] = defaultdict(dict)
    for one in corrections:
        if one.sample is not None and one.action in (ACCEPT, SET, REMOVE):
            target = one.target
            first = one.was[0][0] if one.fact == "meeting" and one.was else ""
            seen[one.sample].setdefault(
                (one.fact, target.document, target.quote, target.at, first, one.was), one.action == ACCEPT
            )
    found = []
    for name, told in sorted(seen.items()):
        right = sum(told.values())
        low, high = interval(right, len(told))
        found.append(Estimate(name, len(told), right, right / len(told), low, high))
    return found


def unsettled(
    minutes: Iterable[Minutes], network: Network, issues: Iterable[Issue], each: Each | None = None
) -> list[Fact]:
    """The facts that stay open: of a person who may be several, at an undated meeting, or named by an issue."""
    people: dict[str, set[str]] = defaultdict(set)
    for person in network.people:
        for file, _ in person.surfaces if person.unsettled else ():
            people[file].add(person.name)
    lines: dict[str, set[int]] = defaultdict(set)
    for issue in issues:
        if issue.kind == UNSETTLED and issue.line is not None:
            lines[issue.file].add(issue.line)
    known = Each() if each is None else each
    found: list[Fact] = []
    for one in minutes:
        if one.date is None or one.file in people or one.file in lines or _uncertain(one):
            given = (frozenset(people.get(one.file, ())), frozenset(lines.get(one.file, ())))
            found += known.of("unsettled", one, partial(_unsettled, *given), given)
    return found


def _unsettled(people: Set[str], lines: Set[int], one: Minutes) -> list[Fact]:
    return [
        fact
        for fact in facts(one, of=partial(_open, people, lines))
        if fact.evidence
        and (
            fact.kind != "meeting"
            or (one.date is None and fact.field in ("date_earliest", "date_latest"))
            or any(passage.line in lines for passage in fact.evidence)
        )
    ]


def _open(people: Set[str], lines: Set[int], value: Any) -> bool:
    """Whether a value of the model names one of some people, stands on one of some lines, or is uncertain itself."""
    if getattr(value, "status", None) == UNCERTAIN or any(passage.line in lines for passage in value.evidence):
        return True
    said = (getattr(value, attribute) for attribute in _NAMING[type(value)])
    return any(one in people if isinstance(one, str) else not people.isdisjoint(one or ()) for one in said)


def measures(
    minutes: Sequence[Minutes],
    network: Network,
    issues: Sequence[Issue],
    outcomes: Sequence[Outcome],
    each: Each | None = None,
) -> dict[str, object]:
    """The measures of a release, as its manifest holds them under `quality`.

    `facts`, `checked`, `corrected`, `added`, `removed`, `unsettled` count; `rules` and `confidences` have, by name, how
    many facts are read so, and of those that somebody looked at how many were right and wrong; `samples` are estimates.
    """
    known = Each() if each is None else each
    read: Counter[tuple[str, float]] = Counter()
    for document in minutes:
        for how, count in known.of("read", document, _read):
            read[how] += count
    accepted = {_identity(one.after): one.after.file for one in outcomes if _accepts(one) and one.after is not None}
    files = set(accepted.values())
    verdicts: dict[tuple[object, ...], tuple[Fact, bool]] = {}
    for one in outcomes:
        if one.before is not None and one.stale is None and one.before.evidence and one.before.rule != RULE:
            verdicts[_identity(one.before)] = (one.before, one.correction.action == ACCEPT)
    done = Counter(one.correction.action for one in outcomes if one.stale is None and one.correction.fact in FACTS)
    looked_at = [(fact.rule, fact.confidence, right) for fact, right in verdicts.values()]
    return {
        "facts": read.total(),
        "checked": sum(_identity(fact) in accepted for one in minutes if one.file in files for fact in facts(one)),
        "corrected": sum(count for (rule, _), count in read.items() if rule == RULE),
        "added": done["add"],
        "removed": done["remove"],
        "unsettled": len(unsettled(minutes, network, issues, known)),
        "rules": _table(read, looked_at, lambda rule, _: rule),
        "confidences": _table(read, looked_at, lambda _, confidence: _class(confidence)),
        "samples": [
            {"sample": one.sample, "looked_at": one.looked_at, "right": one.right}
            | {name: round(getattr(one, name), 4) for name in ("share", "low", "high")}
            for one in estimates(one.correction for one in outcomes)
        ],
    }


def _read(one: Minutes) -> list[tuple[tuple[str, float], int]]:
    """How many facts of a document are read by which rule with which confidence."""
    several = readings(one)
    return list(
        Counter((first.rule, min(one.confidence for one in (first, *more))) for first, *more in several).items()
    )


def _uncertain(one: Minutes) -> bool:
    return any(attendance.status == UNCERTAIN for attendance in one.attendance)


def _accepts(outcome: Outcome) -> bool:
    return outcome.correction.action == ACCEPT and outcome.stale is None and outcome.correction.fact in FACTS


def _table(
    read: Mapping[tuple[str, float], int],
    looked_at: Iterable[tuple[str, float, bool]],
    name: Callable[[str, float], str],
) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(lambda: {"read": 0, "right": 0, "wrong": 0})
    for (rule, confidence), count in read.items():
        if rule != RULE:
            found[name(rule, confidence)]["read"] += count
    for rule, confidence, right in looked_at:
        found[name(rule, confidence)]["right" if right else "wrong"] += 1
    return dict(sorted(found.items()))


def _class(confidence: float) -> str:
    return next(name for least, name in CONFIDENCES if confidence >= least)


def _identity(fact: Fact) -> tuple[object, ...]:
    """What makes a fact this one: what it says, and where."""
    return fact.sha256, fact.kind, fact.values, tuple((one.start, one.end) for one in fact.evidence)
