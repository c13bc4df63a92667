"""Units → people: spellings go to the name that is meant, units of one name are joined where more speaks for it.

What cannot be one is never joined: two who stand in one list, two that the register knows. What is neither likely nor
unlikely stays apart, and both say so.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graf.resolve.people_circles import Unit
from graf.resolve.people_evidence import OPEN, SURE, Scale, Weighed
from graf.resolve.people_names import candidates, spelling

_MARGIN = 1.5  # how much likelier a spelling must be of one name than of the next
_NEAR = 40  # of many units of one name, each is weighed against so many others
# Who is met in many bodies is the likelier met in one more, by the logarithm of how many: more so where one of the two
# only visits, since a seat in one body says little of a seat in another. Never more than so much.
_VISITS, _SITS, _AT_MOST = 1.0, 0.25, 2.0


@dataclass
class Groups:
    """Units joined: who is whose, why, and what is left open."""

    units: Sequence[Unit]
    known: frozenset[str]  # folded names in the register
    reasons: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _doubts: list[tuple[int, int | None, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parent = list(range(len(self.units)))
        self._listed = [set(unit.listed) for unit in self.units]
        self._known = [{unit.name} & self.known for unit in self.units]

    def find(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def may(self, a: int, b: int) -> bool:
        """Whether two can be one person: no list has both, and the register does not know them as two."""
        a, b = self.find(a), self.find(b)
        return self._listed[a].isdisjoint(self._listed[b]) and len(self._known[a] | self._known[b]) < 2

    def join(self, a: int, b: int, reason: str = "") -> bool:
        """Makes two one, if they can be; says whether they are one now."""
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        if not self.may(a, b):
            return False
        if len(self._listed[a]) < len(self._listed[b]):
            a, b = b, a
        self._parent[b] = a
        self._listed[a] |= self._listed[b]
        self._known[a] |= self._known[b]
        self.reasons[a] += self.reasons.pop(b, [])
        if reason:
            self.reasons[a].append(reason)
        return True

    def doubt(self, place: int, reason: str, other: int | None = None) -> None:
        """Says why somebody is not settled; no longer so once `other`, who they might be, is found to be they."""
        self._doubts.append((place, other, reason))

    def doubts(self) -> dict[int, list[str]]:
        """What stays open, by the place that stands for a person."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for place, other, reason in self._doubts:
            if other is None or self.find(place) != self.find(other):
                found[self.find(place)].append(reason)
        return found

    def people(self) -> list[list[int]]:
        """The places of the units of each person."""
        held: defaultdict[int, list[int]] = defaultdict(list)
        for place in range(len(self.units)):
            held[self.find(place)].append(place)
        return list(held.values())


def group(units: Sequence[Unit], scale: Scale, known: Iterable[str]) -> Groups:
    """The units as people. `known` are the folded names that the register has."""
    groups = Groups(units, frozenset(known))
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        by_name[unit.name].append(place)
    otherwise = _join_spellings(groups, by_name, scale)
    for name in sorted(by_name):
        own = [place for place in by_name[name] if place not in otherwise]
        if len(own) > 1:
            _join_namesakes(groups, own, scale)
    return groups


def _join_spellings(groups: Groups, by_name: dict[str, list[int]], scale: Scale) -> set[int]:
    """Each unit goes to the likeliest bearer of the name that its own may be a spelling of; returns those that went.

    Theirs is no name that anybody bears: that it is rare joins nobody.
    """
    units = groups.units
    support = Counter({name: len({f for p in places for f in units[p].files}) for name, places in by_name.items()})
    meant: defaultdict[int, list[tuple[float, str, int, Weighed]]] = defaultdict(list)
    for one, other in candidates(by_name):
        how = spelling(one, other)
        if how is None:
            continue
        weight = lambda n: (n in groups.known, support[n], scale.rarity.share(n), n)  # noqa: E731
        rarer, usual = sorted((one, other), key=weight)
        for a in by_name[rarer]:
            for b in by_name[usual]:
                if groups.may(a, b):
                    got = scale.spellings(units[a], units[b], how)
                    if got.odds > OPEN:
                        meant[a].append((got.odds, usual, b, got))
    chosen = []
    went: set[int] = set()
    for a, found in meant.items():
        found.sort(key=lambda e: (-e[0], units[e[2]].key))
        chosen.append((found[0][0], units[a].key, a, found))
    for last in (False, True):  # once the likelier spellings are joined, there are fewer who may be meant
        for odds, _, a, found in sorted(chosen, key=lambda e: (-e[0], e[1])):
            _, usual, b, got = found[0]
            rival = next((f for f in found[1:] if f[1] != usual and groups.find(f[2]) != groups.find(b)), None)
            sure = odds >= SURE and (rival is None or odds - rival[0] >= _MARGIN)
            said = f"“{_written(units[a])}” and “{_written(units[b])}”: {got.reasons}" if sure else ""
            if sure and groups.join(a, b, said):
                went.add(a)
                continue
            if not last:
                continue
            if a not in went and groups.may(a, b):
                other = f", or “{_written(units[rival[2]])}”" if rival else ""
                groups.doubt(a, f"may be “{_written(units[b])}”{other} in another spelling", b)
    return went


def _join_namesakes(groups: Groups, places: Sequence[int], scale: Scale) -> None:
    """Joins the units of one name, the likeliest first; a group is weighed by the mean over its pairs, and by
    how many bodies it is met in."""
    units = groups.units
    links: dict[int, dict[int, tuple[float, float]]] = {place: {} for place in places}  # sum, count
    why: dict[tuple[int, int], Weighed] = {}
    for i, a in enumerate(places):
        for b in places[i + 1 : i + 1 + _NEAR]:
            got = scale.same_name(units[a], units[b])
            size = float(len(units[a].files) * len(units[b].files))
            links[a][b] = links[b][a] = (got.odds * size, size)
            why[a, b] = got
    parted = any(units[place].key[3] for place in places)  # two of the name stand in one list
    count = dict.fromkeys(places, 1)  # units joined
    sits = {place: units[place].sits for place in places}

    def worth(a: int, b: int) -> float:
        s, n = links[a][b]
        habit = (_SITS if sits[a] and sits[b] else _VISITS) * math.log(count[a] * count[b])
        return s / n + min(_AT_MOST, habit)

    heap = [(-worth(a, b), a, b) for a in places for b in links[a] if a < b]
    heapq.heapify(heap)
    while heap:
        odds, a, b = heapq.heappop(heap)
        if a not in links or b not in links or b not in links[a] or -worth(a, b) != odds:
            continue
        if -odds < SURE:
            break
        if not groups.join(a, b, f"“{_written(units[a])}” of several bodies: {_why(why.get((a, b)))}"):
            del links[a][b], links[b][a]
            continue
        if parted and (other := _rival(groups, links, a, b, -odds)) is not None:
            who = f"“{_written(units[a])}”"
            groups.doubt(a, f"two in one list are called {who}: which of them others mean is not settled", other)
        count[a], sits[a] = count[a] + count[b], sits[a] or sits[b]
        for c, (s, n) in links.pop(b).items():
            links[c].pop(b, None)
            if c != a:
                held = links[a].get(c, (0.0, 0.0))
                links[a][c] = links[c][a] = (held[0] + s, held[1] + n)
                heapq.heappush(heap, (-worth(a, c), min(a, c), max(a, c)))
        links[a].pop(b, None)
    for a in sorted(links):
        for b, (s, n) in sorted(links[a].items()):
            if a < b and s / n > OPEN and groups.may(a, b):
                said = f"may be the other “{_written(units[a])}”: {_why(why.get((a, b)))}"
                groups.doubt(a, said, b)
                groups.doubt(b, said, a)


def _rival(groups: Groups, links: dict[int, dict[int, tuple[float, float]]], a: int, b: int, odds: float) -> int | None:
    """Who might be one of two, now joined, about as well, and cannot be the other."""
    for one, other in ((a, b), (b, a)):
        for c, (s, n) in sorted(links[one].items()):
            if c != other and s / n > odds - _MARGIN and not groups.may(c, other):
                return c
    return None


def _why(got: Weighed | None) -> str:
    return (got.reasons if got else "") or "nothing more tells"


def _written(unit: Unit) -> str:
    """The name as it stands in the unit's first document."""
    return min((m.start, m.name) for m in min(unit.appearances, key=lambda one: one.file).mentions)[1]
