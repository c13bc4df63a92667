"""Addresses are told from words, and no text makes the search for them endless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.read.tokens import TOKEN, Tokens, addresses


def test_addresses_are_found() -> None:
    """Mail and web addresses are left alone when words are repaired, whatever stands beside them."""
    text = "Skriv till ada.ek@exempel.se eller se www.exempel.se/om-oss.\nInga snedstreck har.\nhttps://a.se/b/ och mer"
    assert [text[start:end] for start, end in addresses(text)] == [
        "ada.ek@exempel.se",
        "www.exempel.se/om-oss.",
        "https://a.se/b/",
    ]


@pytest.mark.parametrize(
    "text", ["/" * 300_000, "a@" * 150_000, ("a@" * 140 + " ") * 1000, "a-" * 150_000, "x" * 300_000 + "@"]
)
def test_hostile_runs_are_passed_over(text: str) -> None:
    """Runs that no word is as long as are taken whole: a search of them would not end while somebody waits."""
    spans = addresses(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert (spans == [(0, len(text))]) == (" " not in text)


@given(st.text(st.sampled_from("aBé4&@|[p. -\n\t\u00a0,å"), max_size=40))
def test_words_are_those_that_the_pattern_finds_in_the_whole_text(text: str) -> None:
    """Words are found piece by piece between spaces: none is lost, none shifts, whatever stands between."""
    tokens = Tokens(text)
    found = [(match.group(), match.start()) for match in TOKEN.finditer(text)]
    assert list(zip(tokens.words, tokens.starts, strict=True)) == found
    gaps = [tokens.gap(place) for place in range(len(found) + 1)]
    assert "".join(gap + word for gap, word in zip(gaps, [*tokens.words, ""], strict=True)) == text
