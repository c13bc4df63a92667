"""What is looked up is noted, whether it was there or not; what was not looked up may change."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from graf.stages.watch import Notes, changed, prints, touches, watched

KEYS = st.sampled_from(["a", "b", "c", "d:e", "f\ng"])


@dataclass(frozen=True)
class Shared:
    """Some knowledge of all documents."""

    words: dict[str, int]
    names: frozenset[str]
    region: str = "Nordland"


@given(
    st.dictionaries(KEYS, st.integers(0, 9)),
    st.dictionaries(KEYS, st.integers(0, 9)),
    st.frozensets(KEYS),
    st.frozensets(KEYS),
    st.sets(KEYS),
)
def test_what_holds_is_what_would_be_found_again(
    before: dict[str, int], now: dict[str, int], old: frozenset[str], new: frozenset[str], asked: set[str]
) -> None:
    """If no entry that was looked up changed, every look-up gives the same; else the result is made anew."""
    notes, first, second = Notes(), Shared(before, old), Shared(now, new)
    seen = watched(first, notes)
    notes.start()
    found = [(seen.words.get(key), key in seen.names) for key in sorted(asked)]
    again = [(second.words.get(key), key in second.names) for key in sorted(asked)]
    assert touches(notes.all(), changed(prints(first), prints(second))) == (found != again)


def test_going_through_all_is_noted() -> None:
    """Who reads a whole mapping depends on all of it; a plain field is everybody's."""
    notes = Notes()
    seen = watched(Shared({"a": 1}, frozenset()), notes)
    notes.start()
    assert list(seen.words.values()) == [1]
    first = prints(Shared({"a": 1}, frozenset()))
    assert touches(notes.all(), changed(first, prints(Shared({"a": 1, "b": 2}, frozenset()))))
    assert not touches(notes.all(), changed(first, prints(Shared({"a": 1}, frozenset("n")))))
    assert touches(b"\n", changed(first, prints(Shared({"a": 1}, frozenset(), region="Sydland"))))
