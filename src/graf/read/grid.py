"""Rules that meet → the grid of a table: its rows, and the columns that each row has."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NEAR = 3.0  # points: rules so close are one, and meet what they end beside
MOST = 4000  # rules on a page: beyond, they are a drawing


class Ruled(Protocol):
    """What has a box and knows whether it lies level."""

    @property
    def x0(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...
    @property
    def level(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Grid:
    """`ys` bound the rows, `xs` for each row its cells: merged cells have no bound between them."""

    ys: tuple[float, ...]
    xs: tuple[tuple[float, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside."""
        return self.ys[0] <= y <= self.ys[-1] and any(bounds[0] <= x <= bounds[-1] for bounds in self.xs)

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The row and the column of a place inside."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.xs) - 1)
        bounds = self.xs[row]
        return row, min(max(bisect_right(bounds, x) - 1, 0), len(bounds) - 2)

    def columns(self, row: int) -> range:
        """The columns of a row."""
        return range(len(self.xs[row]) - 1)


def find_grids(rules: Sequence[Ruled]) -> list[Grid]:
    """The tables that rules draw, from the top. Rules that meet no other are left out, and drawings too."""
    if len(rules) > MOST:
        return []
    grids = []
    for group in _joined(rules):
        uprights = [rule for rule in group if not rule.level]
        levels = [rule for rule in group if rule.level and _bounds(rule, group, uprights)]
        ys = _places([(rule.y0 + rule.y1) / 2 for rule in levels])
        if len(ys) < 2 or len(uprights) < 2:
            continue
        rows = []
        for top, foot in itertools.pairwise(ys):
            middle = (top + foot) / 2
            rows.append(_places([(r.x0 + r.x1) / 2 for r in uprights if r.y0 - NEAR <= middle <= r.y1 + NEAR]))
        widest = max(rows, key=len)
        if len(widest) < 2:
            continue
        bounds = (min(x[0] for x in rows if x), max(x[-1] for x in rows if x))
        grids.append(Grid(tuple(ys), tuple(tuple(x) if len(x) > 1 else bounds for x in rows)))
    return sorted(grids, key=lambda grid: grid.ys[0])


def _bounds(rule: Ruled, group: Sequence[Ruled], uprights: Sequence[Ruled]) -> bool:
    """Whether a level rule bounds cells: it is as wide as the table, nearly, or ends at uprights."""
    width = max(other.x1 for other in group) - min(other.x0 for other in group)
    if rule.x1 - rule.x0 > 0.6 * width:
        return True
    return all(any(abs((u.x0 + u.x1) / 2 - x) < 0.7 * NEAR for u in uprights) for x in (rule.x0, rule.x1))


def _places(values: Sequence[float]) -> list[float]:
    """Places that are nearly one, as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _joined(rules: Sequence[Ruled]) -> list[list[Ruled]]:
    """Rules in groups that meet, each by way of others."""
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(rules)), key=lambda index: rules[index].x0)
    active: list[int] = []
    for index in order:
        rule = rules[index]
        active = [other for other in active if rules[other].x1 + NEAR >= rule.x0]
        for other in active:
            if rules[other].y0 - NEAR <= rule.y1 and rule.y0 - NEAR <= rules[other].y1:
                parent[root(index)] = root(other)
        active.append(index)
    groups: dict[int, list[Ruled]] = {}
    for index in range(len(rules)):
        groups.setdefault(root(index), []).append(rules[index])
    return [group for group in groups.values() if len(group) > 3 or len({rule.level for rule in group}) > 1]
