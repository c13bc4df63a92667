"""The words of the pages in Swedish and English, and how dates and numbers are written.

`locale/sv.toml` and `locale/en.toml` hold the same keys (a test holds that). What the ontology has a label for is not
repeated there.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en")
FOLDER = Path(__file__).resolve().parent / "locale"


@cache
def words(lang: str) -> Mapping[str, str]:
    """Every word of a language by its key, `start.heading`. Raises KeyError for a language that graf lacks."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    found = tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{key}": text for section, entries in found.items() for key, text in entries.items()}


def say(lang: str, key: str, **values: object) -> str:
    """The words for a key, with `{values}` filled in; with `n`, the key `….one` is used for 1. KeyError if unknown."""
    table = words(lang)
    if values.get("n") == 1 and f"{key}_one" in table:
        key = f"{key}_one"
    text = table[key]
    return text.format(**{name: number(value, lang) for name, value in values.items()}) if values else text


def number(value: object, lang: str) -> str:
    """A whole number with its thousands apart (`1 892`, `1,892`); anything else as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", "\u00a0")
    return str(value)


def dates(first: str | None, last: str | None, lang: str) -> str:
    """A date or its bounds in words: `17 oktober 2025`, `14–30 november 2025`, `tidigast 1 mars 2025`."""
    if first is None and last is None:
        return say(lang, "date.unknown")
    if first is None or last is None:
        return say(lang, "date.latest" if first is None else "date.earliest", date=day(first or last or "", lang))
    start, end = _date(first), _date(last)
    if start is None or end is None or start == end:
        return day(first, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(last, lang)}"
    if start.year == end.year:
        return f"{start.day} {_month(start, lang)} – {day(last, lang)}"
    return f"{day(first, lang)} – {day(last, lang)}"


def day(text: str, lang: str) -> str:
    """An ISO date in words: `17 oktober 2025`; any other text as it is."""
    date = _date(text)
    return text if date is None else f"{date.day} {_month(date, lang)} {date.year}"


def _month(date: datetime.date, lang: str) -> str:
    return words(lang)["date.months"].split()[date.month - 1]


def _date(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
