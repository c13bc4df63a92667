"""Items of an agenda and of the minutes are one where title, or number and title, say so; nothing is guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graf.model import Item
from graf.rdf.matching import folded, likeness, match_items


def items(*pairs: tuple[str | None, str]) -> list[Item]:
    return [Item(number, None, title, ()) for number, title in pairs]


def test_title_goes_before_number() -> None:
    """An item that moved keeps its title; an agenda's number is not the minutes' number."""
    agenda = items(("4", "Budget"), ("5", "Jour"))
    minutes = items(("4", "Jour"), ("5", "Budget"))
    assert match_items(minutes, agenda) == {0: 1, 1: 0}


def test_lost_diacritics_and_punctuation_do_not_matter() -> None:
    """One of the two documents is often badly OCR'd."""
    assert match_items(items(("1", "Mötets öppnande.")), items(("1", "Motets  oppnande"))) == {0: 0}


def test_number_needs_a_title_that_is_nearly_the_same() -> None:
    """Same number and other business are two items."""
    minutes = items(("5", "Resurscentrum – beslut om fortsatt finansiering"), ("6", "Budget"))
    agenda = items(("5", "Resurscentrum: beslut om forsatt finansiering"), ("6", "Rekrytering"))
    assert match_items(minutes, agenda) == {0: 0}


def test_a_title_that_stands_twice_matches_by_number_only() -> None:
    """`Övriga frågor` under two headings is not mixed up."""
    minutes = items(("1", "Information"), ("2", "Information"))
    agenda = items(("2", "Information"), ("3", "Information"))
    assert match_items(minutes, agenda)[0] == 1


def test_other_numbers_need_titles_that_are_nearly_the_same_and_the_same_figures() -> None:
    """A misread title is found under another number; another day's minutes are another item."""
    minutes = items(("12", "Budget for 2024"), ("13", "Protokoll den 14 maj"))
    agenda = items(("2", "Budget fér 2024"), ("3", "Protokoll den 12 maj"), ("4", "Budget för 2025"))
    assert match_items(minutes, agenda) == {0: 0}


titles = st.lists(st.tuples(st.none() | st.sampled_from(["1", "2", "3", "4.a"]), st.text(max_size=8)), max_size=8)


@given(titles, titles)
def test_no_item_is_matched_twice(one: list[tuple[str | None, str]], other: list[tuple[str | None, str]]) -> None:
    """A match is one to one."""
    found = match_items(items(*one), items(*other))
    assert len(set(found.values())) == len(found)
    assert all(0 <= place < len(other) and 0 <= match < len(one) for place, match in found.items())


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    """Two builds that meet two texts in another order settle alike."""
    assert likeness(one, other) == likeness(other, one)
    assert folded(folded(one)) == folded(one)
