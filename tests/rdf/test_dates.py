"""A date, a month or a year is bounds; nothing else is a date."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.rdf.dates import bounds, date, is_day, time


@given(st.dates())
def test_a_day_bounds_itself(day: datetime.date) -> None:
    """A known day is its own first and last."""
    assert bounds(day.isoformat()) == (day.isoformat(), day.isoformat())
    assert is_day(day.isoformat())


def test_months_and_years_have_their_last_day() -> None:
    """`2024-02` ends on the 29th."""
    assert bounds("2024-02") == ("2024-02-01", "2024-02-29")
    assert bounds("2025") == ("2025-01-01", "2025-12-31")
    assert not is_day("2025")
    assert not is_day(None)


@pytest.mark.parametrize("text", ["", "i våras", "2024-13", "2024-02-30", "24-02-01"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A wording is never taken for a date."""
    with pytest.raises(ValueError, match=r".+"):
        bounds(text)
    assert not is_day(text)


def test_literals_have_the_form_that_xsd_asks_for() -> None:
    """`08:00` becomes `08:00:00`."""
    assert time("08:00").value == "08:00:00"
    assert date("2025-10-17").value == "2025-10-17"
    with pytest.raises(ValueError, match=r".+"):
        time("åtta")
