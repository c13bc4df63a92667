"""What is kept in mind of words."""

from __future__ import annotations

from graf.read.kept import LONGEST, Kept


def test_a_word_is_worked_out_once_and_long_ones_and_too_many_are_forgotten() -> None:
    """A word that comes again costs nothing, and no text fills the memory."""
    asked: list[str] = []
    kept = Kept(lambda word: asked.append(word) or len(word), most=3)
    assert [kept[word] for word in ("och", "att", "och")] == [3, 3, 3]
    assert asked == ["och", "att"]
    long = "x" * (LONGEST + 1)
    assert kept[long] == LONGEST + 1
    assert long not in kept
    assert [kept[word] for word in ("en", "ett", "och")] == [2, 3, 3]
    assert len(kept) <= 3
