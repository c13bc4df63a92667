"""Minutes of other bodies, written and annotated by somebody who had not seen the rules."""

from __future__ import annotations

from .genres import scores

FLOOR, FLOOR_OF_ONE = 0.96, 0.92


def test_other_bodies_minutes() -> None:
    """Whole minutes of eight kinds are read without any register, and no kind much worse than the others."""
    gold = found = right = 0
    for name, rows, misses in scores():
        one = rows["ALL"]
        assert rows["evidence"]["f1"] == 1.0, name
        assert one["f1"] >= FLOOR_OF_ONE, (name, one, misses)
        gold, found = gold + int(one["gold"]), found + int(one["found"])
        right += round(one["precision"] * one["found"])
    assert 2 * right / (gold + found) >= FLOOR, (right, gold, found)
