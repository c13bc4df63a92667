"""Dates as bounds: what a stated date, month or year says of the first and the last day it can mean."""

from __future__ import annotations

import calendar
import datetime
import re

from pyoxigraph import Literal

from graf.rdf.vocab import XSD

_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def bounds(text: str) -> tuple[str, str]:
    """The first and the last day of an ISO date, a month (`2025-09`) or a year (`2025`), as ISO dates.

    Raises ValueError for anything else, and for a day that is not in the calendar.
    """
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a date, a month or a year: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return datetime.date(year, 1, 1).isoformat(), datetime.date(year, 12, 31).isoformat()
    if day is None:
        first = datetime.date(year, month, 1)
        return first.isoformat(), first.replace(day=calendar.monthrange(year, month)[1]).isoformat()
    whole = datetime.date(year, month, day).isoformat()
    return whole, whole


def is_day(text: str | None) -> bool:
    """Whether a text is one whole day (`2025-10-17`)."""
    try:
        return text is not None and len(set(bounds(text))) == 1
    except ValueError:
        return False


def date(text: str) -> Literal:
    """An `xsd:date` of an ISO date."""
    return Literal(datetime.date.fromisoformat(text).isoformat(), datatype=XSD.date)


def time(text: str) -> Literal:
    """An `xsd:time` of `HH:MM` (or `HH:MM:SS`). Raises ValueError for anything else."""
    return Literal(datetime.time.fromisoformat(text.strip()).isoformat(), datatype=XSD.time)
