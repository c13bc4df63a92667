"""The words of the pages: both languages have them all, and dates read as people write them."""

from __future__ import annotations

import re

import pytest

from graf.render import i18n
from graf.render.pages import FOLDER


def test_both_languages_have_the_same_words() -> None:
    """A page in one language never falls back to the other; only Swedish may lack a form for one."""
    swedish, english = ({key for key in i18n.words(lang) if not key.endswith("_one")} for lang in i18n.LANGUAGES)
    assert swedish == english


def test_templates_use_words_that_are_there() -> None:
    """Every `t("…")` of a template has its words."""
    for template in sorted((FOLDER / "templates").glob("*.html")):
        for key in re.findall(r"""\bt\(["']([a-z_]+\.[a-z_0-9]+)["'][,)]""", template.read_text(encoding="utf-8")):
            assert key in i18n.words("sv"), f"{template.name}: {key}"


@pytest.mark.parametrize(
    ("first", "last", "sv", "en"),
    [
        ("2025-10-17", "2025-10-17", "17 oktober 2025", "17 October 2025"),
        ("2025-11-14", "2025-11-30", "14–30 november 2025", "14–30 November 2025"),
        ("2025-01-30", "2025-02-02", "30 januari – 2 februari 2025", "30 January – 2 February 2025"),
        ("2024-12-30", "2025-01-02", "30 december 2024 – 2 januari 2025", "30 December 2024 – 2 January 2025"),
        ("2025-11-14", None, "tidigast 14 november 2025", "at the earliest 14 November 2025"),
        (None, "2025-11-14", "senast 14 november 2025", "at the latest 14 November 2025"),
        (None, None, "datum okänt", "date unknown"),
        ("2025-13-99", "2025-13-99", "2025-13-99", "2025-13-99"),
    ],
)
def test_dates_are_bounds_in_words(first: str | None, last: str | None, sv: str, en: str) -> None:
    """An uncertain date is written as what is known of it, never as one day."""
    assert i18n.dates(first, last, "sv") == sv
    assert i18n.dates(first, last, "en") == en


def test_numbers_and_plurals() -> None:
    """Thousands are kept apart as each language does, and one thing is not several."""
    assert i18n.number(1892, "sv") == "1\u00a0892"
    assert i18n.number(1892, "en") == "1,892"
    assert i18n.say("sv", "count.items", n=1) == "1 punkt"
    assert i18n.say("sv", "count.items", n=2) == "2 punkter"
