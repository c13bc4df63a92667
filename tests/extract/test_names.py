"""What looks like a person's name, and what does not."""

from __future__ import annotations

import pytest

from graf.extract.names import LOOKS_LIKE_NAME, full_names


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vid protokollet Greta Moberg Justerare Sven Alm", ["Greta Moberg", "Sven Alm"]),
        ("Ansvarig: Sven Moberg Klart senast: 2024-05-06", ["Sven Moberg"]),
        ("Sven Alm och Zita Ek valdes.", ["Sven Alm", "Zita Ek"]),
        ("Sven Alm och Region Nordland", ["Sven Alm"]),
    ],
)
def test_names_end_where_the_next_label_begins(text: str, names: list[str]) -> None:
    """A label on the row below is no part of a name, and whoever is joined to a person by `och` is a person too."""
    assert [name for _, _, name in full_names(text)] == names
