"""Addresses are told from words, and no text makes the search for them endless."""

from __future__ import annotations

import pytest

from graf.read.tokens import addresses


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
