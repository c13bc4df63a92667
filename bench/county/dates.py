"""Days and times as Swedish minutes write them."""

from __future__ import annotations

from datetime import date
from random import Random

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
DAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]


def long(day: date) -> str:
    """5 mars 2024"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """240305"""
    return day.strftime("%y%m%d")


def any_form(day: date, rng: Random) -> str:
    """One of the usual forms, always with the year."""
    return rng.choice((long(day), long(day), day.isoformat(), short(day)))


def clock(time: str, rng: Random) -> str:
    """`09:00` as 09.00, 9.00, 9:00 or 9."""
    hour, minute = time.split(":")
    forms = [f"{hour}.{minute}", f"{hour}:{minute}", f"{int(hour)}.{minute}"]
    return rng.choice([*forms, str(int(hour))] if minute == "00" else forms)


def span(start: str, end: str, rng: Random) -> str:
    """`09.00–11.30`, `kl. 9-11`, both ends written alike."""
    dash = rng.choice("–-")
    form = rng.choice(("{0}.{1}", "{0}:{1}", "{0}.{1}"))
    written = [form.format(*time.split(":")) for time in (start, end)]
    if start.endswith(":00") and end.endswith(":00") and rng.random() < 0.25:
        written = [str(int(time[:2])) for time in (start, end)]
    return rng.choice(("", "kl. ", "kl ", "Kl. ")) + dash.join(written)
