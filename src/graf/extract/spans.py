"""Spans of a text that are taken, in their order and apart: asked as quickly where there are thousands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

Spans = list[tuple[int, int]]


def apart(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in any order, as taken ones: those that overlap are one."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def add(taken: Spans, start: int, end: int) -> None:
    """Takes a span, which overlaps none that is taken (`overlaps`)."""
    taken.insert(bisect_left(taken, (start, end)), (start, end))


def overlaps(taken: Spans, start: int, end: int) -> bool:
    """Whether a part of a span is taken."""
    before = bisect_left(taken, (end,))
    return before > 0 and start < taken[before - 1][1]


def holds(taken: Spans, start: int, end: int) -> bool:
    """Whether a span lies within one that is taken."""
    before = bisect_left(taken, (start + 1,))
    return before > 0 and end <= taken[before - 1][1]
