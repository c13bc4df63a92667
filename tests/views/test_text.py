"""The text beside the facts: nothing of it is lost, and what is marked is what the reading says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graf.views.text import folds, lines

TEXTS = st.text(alphabet="ab å\n", max_size=80)
SPANS = st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=5)


@given(TEXTS, SPANS)
def test_marking_keeps_every_character(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever passages are marked, the lines joined again are the text."""
    assert "\n".join(line.text for line in lines(text, spans)) == text


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_what_is_marked_is_the_passage(text: str, start: int, end: int) -> None:
    """The marked pieces are the passage without its line breaks."""
    marked = "".join(piece for line in lines(text, [(start, end)]) for piece, is_marked in line.pieces if is_marked)
    assert marked == (text[start:end].replace("\n", "") if start < end else "")


@given(TEXTS, SPANS)
def test_folding_hides_no_mark_and_loses_no_line(text: str, spans: list[tuple[int, int]]) -> None:
    """Every line with words is there once, in order, and a passage is never folded away."""
    numbered = lines(text, spans)
    found = folds(numbered)
    assert [line.number for fold in found for line in fold.lines] == [
        one.number for one in numbered if one.text.strip()
    ]
    assert not [line for fold in found if fold.hidden for line in fold.lines if line.marked]
