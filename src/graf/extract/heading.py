"""A heading, and what no heading is: a label, a line that begins with a date."""

from __future__ import annotations

from dataclasses import dataclass

from graf.extract.dates import find_dates
from graf.extract.row import Row
from graf.extract.rules import any_pattern


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: number as printed with its parent's in front, the rows it takes, and the text after the number."""

    number: str | None
    parent: str | None
    rows: tuple[Row, ...]
    text: str
    first: int  # index of its first row in the layout
    last: int  # index of its last row


def begins_with_date(text: str) -> bool:
    """Whether a line begins with a date, whose day is no item's number."""
    return any(found.start == 0 for found in find_dates(text))


def is_label(text: str) -> bool:
    """Whether a line begins with a label of a part of an item or of the head (`Förslag till beslut`): no heading."""
    return bool(any_pattern("headings", "label").match(text))
