"""What speaks for two units being one person and what against, each with its reason, weighed as odds.

A weight is the logarithm of how much likelier a finding is of one person than of two. How likely it is depends on the
dataset: in one, everybody sits in one body; in another, all meet all. So each is learned from the dataset itself: of
pairs of one name, the rare ones most, since nobody else is likely to bear them, and of different names, which are
different people.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, islice

from graf.resolve.people_circles import Circles, Unit
from graf.resolve.people_names import Rarity, Spelling

SURE = math.log(15)  # odds above which two units are taken as one person
OPEN = math.log(1 / 3)  # below: as two; between: two, and said to be unsettled

_NAMESAKE = (0.01, 0.06, 6e-5)  # the chance of a namesake that rarity does not foresee: at least, at most, a person
_MISWRITTEN = 0.03  # of all names written, how many are not written as their bearers do
_STRANGER = 3e-5  # the chance of a name that no rarity foresees, a letter from another
_STEPS = (0.5, 3.0, 8.0)  # what bodies have in common, in steps
_IN_COMMON = ("bodies with nothing in common", "bodies with little in common", "bodies with something in common",
              "bodies with much in common")  # fmt: skip
_AT_ONCE = 2
_REPRESENTED = ("the same organisation", "another organisation at another time", "another organisation")

# What is expected of one person and of two, before the dataset is seen, and how many pairs that is worth.
_CIRCLE = {"one": (0.25, 0.15, 0.2, 0.4), "two": (0.70, 0.15, 0.1, 0.05)}
_ORGANISATION = {"one": (0.93, 0.045, 0.025), "two": (0.1, 0.3, 0.6)}  # the same, another at another time, another
_ROLE = {"one": (0.8, 0.2), "two": (0.2, 0.8)}
_PARTY = {"one": (0.97, 0.03), "two": (0.25, 0.75)}
_EXPECTED: Mapping[str, Mapping[str, tuple[float, ...]]] = {
    "circle": _CIRCLE,
    "organisation": _ORGANISATION,
    "role": _ROLE,
    "party": _PARTY,
}
_WORTH = 12.0
_PAIRS, _ROUNDS = 3_000, 4  # pairs learned from, and how often


@dataclass(frozen=True, slots=True)
class Weighed:
    """The odds (logarithm) of two units being one person, and what they are the sum of, each part with its reason."""

    odds: float
    findings: tuple[tuple[float, str], ...]

    @property
    def reasons(self) -> str:
        """The findings that decided."""
        telling = [(w, r) for w, r in self.findings if r and abs(w) > 0.7 and (w > 0) == (self.odds > SURE)]
        return "; ".join(reason for _, reason in sorted(telling, key=lambda e: (-abs(e[0]), e[1])))


class Scale:
    """Weighs pairs of units of one dataset."""

    def __init__(self, units: Sequence[Unit], circles: Circles, rarity: Rarity) -> None:
        self.circles, self.rarity = circles, rarity
        self._names: dict[str, tuple[float, str]] = {}
        self.weights = {
            name: tuple(math.log(a / b) for a, b in zip(expected["one"], expected["two"], strict=True))
            for name, expected in _EXPECTED.items()
        }
        _learn(units, self)

    def same_name(self, a: Unit, b: Unit) -> Weighed:
        """Two units of one name: rare names speak for one person, common ones need what their bodies have in common."""
        found = [self._name(a.name)]
        if a.body == b.body and self.organisation(a, b) != _AT_ONCE:
            found.append((min(2.5, math.log(max(1.0, 0.6 / self.circles.share(a.body)))), "the same body"))
        elif a.body == b.body:
            found.append((-2.5, "one body's lists tell them apart"))
        return self._weighed(found, a, b)

    def _name(self, name: str) -> tuple[float, str]:
        """How few are expected to bear a name."""
        known = self._names.get(name)
        if known is None:
            bearers = self.rarity.bearers(name)
            least, most, each = _NAMESAKE
            unforeseen = max(least, min(most, each * self.rarity.people))
            known = self._names[name] = (-math.log(bearers + unforeseen), f"{_few(bearers)} bear the name")
        return known

    def spellings(self, a: Unit, b: Unit, how: Spelling) -> Weighed:
        """A unit whose name may be a spelling of another's: `a` the rarer, `b` who may be meant."""
        chance = self.rarity.bearers(a.name) + _STRANGER
        slip = _MISWRITTEN * how.likelihood
        if len(a.name.split()[0]) == 1:  # nobody is called by an initial: another's name is shortened as well
            slip, chance = 1.0, chance + _STRANGER / slip
        found = [(math.log(slip / chance), f"{how.reason}, and {_few(chance)} bear the name")]
        found.append((-min(6.0, 1.0 * (len(a.files) - 1)), ""))
        if a.files & b.files:
            found.append((4.0, "named in one document"))
        elif a.body == b.body:
            found.append((min(4.0, math.log(max(1.0, 0.6 / self.circles.share(a.body)))), "the same body"))
            found.append(self._seat(a, b))
        return self._weighed(found, a, b, apart=-0.9)

    def _weighed(self, found: list[tuple[float, str]], a: Unit, b: Unit, apart: float = 0.0) -> Weighed:
        if a.body != b.body:
            step = self.step(a, b)
            found.append((apart + self.weights["circle"][step], _IN_COMMON[step]))
        organisation = self.organisation(a, b)
        if organisation is not None:
            found.append((self.weights["organisation"][organisation], _REPRESENTED[organisation]))
        role = self.role(a, b)
        if role is not None:
            found.append((self.weights["role"][role], ("the same post", "another post")[role]))
        party = self.party(a, b)
        if party is not None:
            found.append((self.weights["party"][party], ("the same party", "another party")[party]))
        gap = _years(a, b)
        if gap > 2:
            found.append((-min(2.0, gap / 8), f"{gap:.0f} years apart"))
        return Weighed(math.fsum(weight for weight, _ in found), tuple(found))

    def _seat(self, a: Unit, b: Unit) -> tuple[float, str]:
        """Whether one is listed where the other, who is nearly always listed, is not: they share a seat."""
        if not a.listed or not b.listed:
            return 0.0, ""
        mine, others, with_other = self.circles.missing(a.body, a, b.name)
        there = with_other / (others + 1)
        return min(3.0, -mine * math.log(max(1 - there, 0.05))), "listed where the other is missing"

    # --- findings ---------------------------------------------------------------------------------------------------

    def step(self, a: Unit, b: Unit) -> int:
        """How much the bodies have in common, in steps."""
        own = (a.name,) if a.name == b.name else (a.name, b.name)
        step = bisect_right(_STEPS, self.circles.in_common(a.body, b.body, *own))
        return step if self.circles.share_people(a.body, b.body, own) else min(step, 1)

    def organisation(self, a: Unit, b: Unit) -> int | None:
        """0: the same; 1: another, at another time; 2: another at the same time; None: not said of both."""
        if not (a.organisations.isdisjoint(b.above) and b.organisations.isdisjoint(a.above)):
            return 0
        if not (a.strict and b.strict):
            return None
        if a.first is None or a.last is None or b.first is None or b.last is None:
            return _AT_ONCE
        return 1 if a.last < b.first or b.last < a.first else _AT_ONCE

    def role(self, a: Unit, b: Unit) -> int | None:
        """0: a post in common; 1: none; None: not said of both."""
        if not a.roles or not b.roles:
            return None
        return 0 if a.roles & b.roles else 1

    def party(self, a: Unit, b: Unit) -> int | None:
        """0: a party in common; 1: none; None: not said of both."""
        if not a.parties or not b.parties:
            return None
        return 0 if a.parties & b.parties else 1


def _few(bearers: float) -> str:
    return "few" if bearers < 0.3 else "some" if bearers < 3 else "many"


def _years(a: Unit, b: Unit) -> float:
    """Years between the last that is heard of one and the first of the other."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return 0.0
    return max(0, b.first - a.last, a.first - b.last) / 365


# --- learning -------------------------------------------------------------------------------------------------------


def _learn(units: Sequence[Unit], scale: Scale) -> None:
    """Sets the weights: how often each finding is met in pairs of one name, by how likely each is one person, and in
    pairs of two names. The likelihoods follow from the weights, so a few rounds are made (expectation–maximisation)."""
    by_name: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_name[unit.name].append(unit)
    several = (held for _, held in sorted(by_name.items()) if len(held) > 1)
    one = [
        pair
        for held in islice(several, _PAIRS)
        for pair in combinations(held[:4], 2)
        if pair[0].listed.isdisjoint(pair[1].listed)
    ]
    # At random, but so that one unit more or less is in few pairs only: what is learned then stays what it was.
    mixed = sorted(units, key=lambda unit: blake2b(repr(unit.key).encode(), digest_size=8).digest())[:_PAIRS]
    pairs = (pair for shift in (1, 2) for pair in zip(mixed, mixed[shift:], strict=False))
    two = [(a, b) for a, b in pairs if a.name != b.name and a.body != b.body]
    findings: dict[str, Callable[[Unit, Unit], int | None]] = {
        "circle": lambda a, b: scale.step(a, b) if a.body != b.body else None,
        "organisation": scale.organisation,
        "role": scale.role,
        "party": scale.party,
    }
    met = {name: ([find(*pair) for pair in one], [find(*pair) for pair in two]) for name, find in findings.items()}
    odds = [scale.same_name(a, b).odds for a, b in one]
    for _ in range(_ROUNDS):
        likely = [1 / (1 + math.exp(-one)) for one in odds]
        for name, expected in _EXPECTED.items():
            ones, twos = met[name]
            before = scale.weights[name]
            other = _shares(expected["two"], twos, [1.0] * len(twos))
            between = [
                (x + y) / 2 for x, y in zip(expected["one"], other, strict=True)
            ]  # where little is to learn from
            same = _shares(between, ones, likely)
            scale.weights[name] = now = tuple(math.log(x / y) for x, y in zip(same, other, strict=True))
            odds = [o if value is None else o + now[value] - before[value] for o, value in zip(odds, ones, strict=True)]
    scale.weights = {name: tuple(round(one, 1) for one in weights) for name, weights in scale.weights.items()}


def _shares(expected: Sequence[float], found: Sequence[int | None], weights: Sequence[float]) -> list[float]:
    counts = [_WORTH * share for share in expected]
    for value, weight in zip(found, weights, strict=True):
        if value is not None:
            counts[value] += weight
    total = math.fsum(counts)
    return [count / total for count in counts]
