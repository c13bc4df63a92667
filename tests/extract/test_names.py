"""What looks like a person's name, and what does not."""

from __future__ import annotations

import pytest

from graf.extract.names import LOOKS_LIKE_NAME


@pytest.mark.parametrize(
    "name",
    [
        "Ada Ek", "A. Ek", "A.B. Ek", "Ada B. Ek", "Ada B Ek", "K-G Ström", "Anna-Karin Lindén-Ohlsson",
        "Malin Lindén Olsson", "Ebba von Alm", "Sinéad O'Shea",
    ],
)  # fmt: skip
def test_names_as_lists_give_them(name: str) -> None:
    """A name is read also where it is shortened, hyphenated or of another language."""
    assert LOOKS_LIKE_NAME.fullmatch(name)


@pytest.mark.parametrize("text", ["Ada", "A.", "Ek, Ada", "kl. 12", "2 Ada Ek", "ADA", "Beslut om budget"])
def test_what_is_no_name(text: str) -> None:
    """A single word, an initial alone, a time and a heading are nobody."""
    assert not LOOKS_LIKE_NAME.fullmatch(text)
