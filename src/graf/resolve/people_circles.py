"""Units, and the circles they move in: what is known of those who bear a name, to tell namesakes apart by.

A unit is one name in the documents of one body, as long as nothing there says that it is two people's. A body's circle
is who meets in it, on whose behalf, what it is called after, and which bodies its documents name: people who sit in two
bodies sit in two that have more in common than chance would have it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graf.model import Body, Minutes, Register
from graf.resolve.people_mentions import Appearance
from graf.resolve.people_names import fold

_ANY, _UNDATED, _NEVER = "", 0, 10**9
BREAK = 8 * 365  # days after which one name in one body may well be another's
_LOOSE = {  # whoever belongs to one of these belongs to something else too
    "network", "steering group", "working group", "programme area", "council", "support structure", "committee",
    "group of municipalities", "association", "department", "clinic", "other",
}  # fmt: skip


@dataclass(slots=True)
class Unit:
    """Appearances of one name in one body that are taken as one person's."""

    key: tuple[str, str, str, int, int]  # name, body, organisation, place in the list, era
    name: str
    body: str
    appearances: list[Appearance] = field(default_factory=list)
    organisations: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    first: int | None = None  # days
    last: int | None = None
    files: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()  # files whose list has the name
    strict: bool = False  # some of the organisations are such as people belong to one at a time of
    above: frozenset[str] = frozenset()  # the organisations, and what they are parts of
    sits: bool = False  # in most of the body's lists of the time


class Circles:
    """The bodies that meet, and how much any two of them have in common."""

    def __init__(self, minutes: Sequence[Minutes], found: Mapping[str, Sequence[Appearance]], register: Register):
        self.body = {one.file: f"body {one.body}" if one.body else f"file {one.file}" for one in minutes}
        self.day = {one.file: _day(one) for one in minutes}
        self._bodies: dict[str, Body] = {body.key: body for one in minutes for body in one.bodies}
        self._bodies |= {body.key: body for body in register.bodies}
        self.people: defaultdict[str, set[str]] = defaultdict(set)
        self._lists: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        features: defaultdict[str, set[str]] = defaultdict(set)
        for one in minutes:
            body = self.body[one.file]
            self.people[body] |= {who.name for who in found[one.file]}
            listed = {who.name for who in found[one.file] if who.listed}
            for name in (*listed, _ANY) if listed else ():
                self._lists[body, name].append((self.day[one.file] or _UNDATED, one.file))
            features[body] |= {f"who {who.name}" for who in found[one.file]}
            features[body] |= {f"for {o}" for who in found[one.file] for o in who.organisations}
            features[body] |= {f"says {named.key}" for named in one.bodies}
            features[body] |= {f"called {word}" for word in fold(one.body or "").split() if len(word) > 3}
        spread = Counter(feature for held in features.values() for feature in held)
        count = max(len(features), 2)
        self._weight = {
            feature: math.log(count / number) ** 2 / math.log(count)
            for feature, number in spread.items()
            if 1 < number < count
        }
        self._days = {key: sorted(day for day, _ in held) for key, held in self._lists.items()}
        self._features = {body: frozenset(held & self._weight.keys()) for body, held in features.items()}
        self._common: dict[tuple[str, str], float] = {}
        self._both: dict[tuple[str, str], int] = {}
        self._seats = sum(map(len, self.people.values())) or 1

    def in_common(self, one: str, other: str, *own: str) -> float:
        """How much two bodies have in common, weighted by rarity, the names themselves left out."""
        key = (one, other) if one < other else (other, one)
        if key not in self._common:
            shared = self._features[one] & self._features[other]
            self._common[key] = math.fsum(sorted(self._weight[feature] for feature in shared))
        less = 0.0
        for name in own:
            if name in self.people[one] and name in self.people[other]:
                less += self._weight.get(f"who {name}", 0.0)
        return max(0.0, self._common[key] - less)

    def share_people(self, one: str, other: str, own: Collection[str]) -> bool:
        """Whether anybody else is named in both bodies."""
        key = (one, other) if one < other else (other, one)
        if key not in self._both:
            self._both[key] = len(self.people[one] & self.people[other])
        return self._both[key] > sum(name in self.people[one] and name in self.people[other] for name in own)

    def missing(self, body: str, own: Unit, other: str) -> tuple[int, int, int]:
        """How many lists of a body have somebody; of the others, a year before and after, how many there are, and how
        many have another name."""
        mine = [(day, file) for day, file in self._lists[body, own.name] if file in own.listed]
        dated = [day for day, _ in mine if day != _UNDATED]
        window = (min(dated) - 400, max(dated) + 400) if dated else (_UNDATED, _NEVER)
        files = {file for _, file in mine}
        both = sum(file in files for _, file in self._lists[body, other])
        return len(mine), self._within(body, _ANY, window) - len(mine), self._within(body, other, window) - both

    def sits(self, body: str, name: str, files: Collection[str], days: Sequence[int]) -> bool:
        """Whether most lists of a body, from the first to the last that has a name, have it."""
        window = (min(days), max(days)) if days else (_UNDATED, _NEVER)
        return bool(files) and len(files) * 2 >= self._within(body, _ANY, window)

    def _within(self, body: str, name: str, window: tuple[int, int]) -> int:
        """How many lists of a body have a name, of those on days of a window and the undated ones."""
        days = self._days.get((body, name), [])
        undated = bisect_right(days, _UNDATED)
        return undated + max(0, bisect_right(days, window[1]) - max(undated, bisect_left(days, window[0])))

    def share(self, body: str) -> float:
        """Which share of all who are named anywhere a body has."""
        return len(self.people[body]) / self._seats

    def kin(self, one: str, other: str) -> bool:
        """Whether two organisations are one, or one is a part of the other."""
        return one == other or other in self.above((one,)) or one in self.above((other,))

    def above(self, organisations: Iterable[str]) -> frozenset[str]:
        """Organisations, and what they are parts of."""
        found: set[str] = set()
        for key in organisations:
            while key and key not in found:
                found.add(key)
                key = (self._bodies[key].parent or "") if key in self._bodies else ""
        return frozenset(found)

    def strict(self, organisations: Iterable[str]) -> list[str]:
        """Those that employ or elect people, who belong to one at a time."""
        return [o for o in organisations if o not in self._bodies or self._bodies[o].type not in _LOOSE]


def _day(one: Minutes) -> int | None:
    text = one.date or one.date_latest or one.date_earliest or ""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def units(found: Mapping[str, Sequence[Appearance]], circles: Circles) -> list[Unit]:
    """The appearances by name and body, parted where one body's documents give one name two organisations."""
    groups: defaultdict[tuple[str, str, int], list[Appearance]] = defaultdict(list)
    for file in sorted(found):
        for one in found[file]:
            groups[one.name, circles.body[file], one.place].append(one)
    made: list[Unit] = []
    for key in sorted(groups):
        for organisation, held in _by_organisation(groups[key], circles):
            for era, part in enumerate(_eras(held, circles)):
                made.append(_unit(key, organisation, era, part, circles))
    return made


def _unit(key: tuple[str, str, int], organisation: str, era: int, held: list[Appearance], circles: Circles) -> Unit:
    days = [day for one in held if (day := circles.day[one.file]) is not None]
    organisations = frozenset(o for one in held for o in one.organisations)
    return Unit(
        key=(key[0], key[1], organisation, key[2], era),
        name=key[0],
        body=key[1],
        appearances=held,
        organisations=organisations,
        roles=frozenset(r for one in held for r in one.roles),
        parties=frozenset(p for one in held for p in one.parties),
        first=min(days, default=None),
        last=max(days, default=None),
        files=frozenset(one.file for one in held),
        listed=frozenset(one.file for one in held if one.listed),
        strict=bool(circles.strict(organisations)),
        above=circles.above(organisations),
        sits=circles.sits(key[1], key[0], {one.file for one in held if one.listed}, days),
    )


def _by_organisation(held: list[Appearance], circles: Circles) -> list[tuple[str, list[Appearance]]]:
    """One group, or one for each organisation; what names none goes with the nearest in time that does."""
    spoken = [(one, sorted(circles.strict(one.organisations))) for one in held]
    heads: list[str] = []
    for organisation in sorted({o for _, named in spoken for o in named}):
        if not any(circles.kin(organisation, head) for head in heads):
            heads.append(organisation)
    if len(heads) < 2:
        return [(heads[0] if heads else "", held)]
    groups: defaultdict[str, list[Appearance]] = defaultdict(list)
    silent: list[Appearance] = []
    for one, named in spoken:
        head = next((h for o in named for h in heads if circles.kin(o, h)), None)
        (groups[head] if head else silent).append(one)
    days = {head: [circles.day[one.file] or 0 for one in groups[head]] for head in sorted(groups)}
    for one in silent:
        day = circles.day[one.file] or 0
        groups[min(days, key=lambda head: min(abs(day - other) for other in days[head]))].append(one)
    return sorted(groups.items())


def _eras(held: list[Appearance], circles: Circles) -> list[list[Appearance]]:
    """Parted where the name is not met for many years."""
    dated = sorted(held, key=lambda one: (circles.day[one.file] or 0, one.file))
    parts: list[list[Appearance]] = [[]]
    before: int | None = None
    for one in dated:
        day = circles.day[one.file]
        if before is not None and day is not None and day - before > BREAK:
            parts.append([])
        parts[-1].append(one)
        before = day if day is not None else before
    return parts
