"""Minutes of other bodies, written and annotated by people who had not seen the rules."""

from __future__ import annotations

import pytest

from .genres import scores

FLOORS = {"first": (0.98, 0.93), "second": (0.97, 0.93), "third": (0.955, 0.85), "unseen": (0.92, 0.84)}


@pytest.mark.parametrize("name", FLOORS)
def test_other_bodies_minutes(name: str) -> None:
    """Whole minutes of many kinds are read without any register, and no kind much worse than the others."""
    floor, floor_of_one = FLOORS[name]
    gold = found = right = 0
    for document, rows, misses in scores(name):
        one = rows["ALL"]
        assert rows["evidence"]["f1"] == 1.0, document
        assert one["f1"] >= floor_of_one, (document, one, misses if name != "unseen" else "")
        gold, found = gold + int(one["gold"]), found + int(one["found"])
        right += round(one["precision"] * one["found"])
    assert 2 * right / (gold + found) >= floor, (right, gold, found)
