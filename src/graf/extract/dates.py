"""Dates as Swedish minutes write them: `2025-10-17`, `251017`, `den 25 september 2020`, `1/10`, `måndag 28 sep`.

What a date leaves out is not guessed here: a `Partial` keeps it open until the meeting's own date is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graf.extract.near import found_near

MONTHS = {
    "januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7, "augusti": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_SHORT = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec")
_WHOLE = "|".join(sorted(MONTHS.keys() - set(_SHORT), key=len, reverse=True))
# A shortened month may end with a point; behind a whole one it ends the sentence, unless the year follows.
_MONTH = rf"(?:(?:{_WHOLE})\b(?:\.(?=\s+(?:19|20)\d\d))?|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?(?:en)?\.?\s+)?(?:den\s+)?"
_PATTERNS = (
    ("iso", r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d|(?:19|20)\d\d\.[01]\d\.[0-3]\d)(?![\d-])"),
    ("compact", r"(?P<compact>(?:(?:19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![\d-])"),
    ("dotted", r"(?P<dday>[0-3]?\d)\.(?P<dmonth>1[0-2]|0?[1-9])\.(?P<dyear>(?:19|20)\d\d)(?!\d)"),
    ("long", rf"{_WEEKDAY}(?P<day>[0-3]?\d)(?::?[ae])?\s+(?P<month>{_MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?(?!\d)"),
    ("slash", rf"{_WEEKDAY}(?P<sday>[0-3]?\d)\s?/\s?(?P<smonth>1[0-2]|0?[1-9])"
              r"(?:[ -/](?P<syear>(?:19|20)\d\d|(?<=[-/])(?:1[3-9]|[2-4]\d)))?(?![\d/])"),
    ("span", rf"(?P<first>{_MONTH})\s?[-–—]\s?(?P<last>{_MONTH})\s+(?P<pyear>(?:19|20)\d\d)"),
    ("monthyear", rf"(?P<mmonth>{_MONTH})\s+(?P<myear>(?:19|20)\d\d)"),
    ("season", r"(?P<season>våren|sommaren|hösten|vintern|vårterminen|höstterminen)\s+(?P<seyear>(?:19|20)\d\d)"),
    ("week", r"(?:vecka|v\.)\s?(?P<week>[0-5]?\d)(?:\s+(?P<wyear>(?:19|20)\d\d))?(?!\d)"),
)  # fmt: skip
_ANY = re.compile(r"(?<![\w/.-])(?:" + "|".join(pattern for _, pattern in _PATTERNS) + ")", re.IGNORECASE)


# The first digits of a date, with what tells that they may be (`12:e ja`, `1/10`, `3.4.`); no hour, no sum.
_DIGITS = re.compile(
    r"[0-9](?:[0-9]{3,7}|[0-9]?(?=\s?/\s?[0-9]|\.[01]?[0-9]\.|(?::?[AEae])?\s+[JFMASONDjfmasond])"
    r"|(?<=[Vv]\..)|(?<=[Kk][Aa].)|(?<=[Vv]\.\s.)|(?<=[Kk][Aa]\s.))"
)
_BEFORE_DIGIT = 40  # no date has more before its first digit


@dataclass(frozen=True, slots=True)
class Partial:
    """A date as written. `day` None: a month; `month` None too: a season or a week (`form`); `year` None: not said.

    `start`/`end` are positions in the text that was searched; `until` is the last month of a span of months.
    """

    start: int
    end: int
    form: str
    year: int | None
    month: int | None = None
    day: int | None = None
    until: int | None = None
    week: int | None = None

    @property
    def exact(self) -> str | None:
        """The ISO date, where the text gives day, month and year."""
        if self.year and self.month and self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return None

    def near(self, reference: str | None, *, future: bool | None) -> str | None:
        """The ISO date with the year supplied from a reference date: the next such day, the last, or the nearest.

        `future` True looks ahead (`senast 28 sep`), False back (`vid mötet den 26 september`), None to the nearest.
        """
        if self.exact or not (self.month and self.day):
            return self.exact
        if reference is None:
            return None
        base = date.fromisoformat(reference)
        days = [d for year in (base.year - 1, base.year, base.year + 1) if (d := _day(year, self.month, self.day))]
        if future is True:
            days = [d for d in days if d >= base]
        elif future is False:
            days = [d for d in days if d <= base]
        return min(days, key=lambda d: abs(d - base)).isoformat() if days else None

    def lies_ahead(self, reference: str | None) -> bool:
        """Whether the day comes after a reference date; without a year, whether the next such day is the nearer one."""
        coming, gone = self.near(reference, future=True), self.near(reference, future=False)
        if reference is None or coming is None or self.exact:
            return bool(coming and reference and coming > reference)
        base = date.fromisoformat(reference)
        ahead = (date.fromisoformat(coming) - base).days
        return gone is None or 0 < ahead < (base - date.fromisoformat(gone)).days / 1.5

    def last_day(self, reference: str | None) -> str | None:
        """The last day that the expression covers (`november–december 2025` → 2025-12-31), looking ahead."""
        if self.day:
            return self.near(reference, future=True)
        if self.week:
            year = self.year or (date.fromisoformat(reference).year if reference else None)
            return date.fromisocalendar(year, self.week, 7).isoformat() if year and 1 <= self.week <= 52 else None
        month = self.until or self.month
        if self.year and month:
            return f"{self.year:04}-{month:02}-{monthrange(self.year, month)[1]:02}"
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[Partial]:
    """Every date in a text, from left to right; what cannot be a day of the calendar is left out."""
    for match in found_near(_ANY, (digits.start() for digits in _DIGITS.finditer(text)), text, _BEFORE_DIGIT):
        found = _partial(match)
        if found and (not found.day or not found.month or _day(found.year or 2024, found.month, found.day)):
            yield found


def _partial(match: re.Match[str]) -> Partial | None:
    start, end, group = match.start(), match.end(), match.groupdict()
    if group["iso"]:
        year, month, day = (int(part) for part in re.split("[-.]", group["iso"]))
        return Partial(start, end, "iso", year, month, day)
    if group["compact"]:
        digits = group["compact"]
        year = int(digits[:-4]) + (2000 if len(digits) == 6 else 0)
        return Partial(start, end, "compact", year, int(digits[-4:-2]), int(digits[-2:]))

    def number(name: str) -> int | None:
        return int(group[name]) if group[name] else None

    def month_of(name: str) -> int:
        return MONTHS[group[name].rstrip(".").lower()]

    if group["dday"]:
        return Partial(start, end, "dotted", number("dyear"), number("dmonth"), number("dday"))
    if group["month"]:
        return Partial(start, end, "long", number("year"), month_of("month"), number("day"))
    if group["smonth"]:
        written = number("syear")
        full = written + 2000 if written and written < 100 else written  # `5/11-24`
        return Partial(start, end, "slash", full, number("smonth"), number("sday"))
    if group["first"]:
        return Partial(start, end, "span", number("pyear"), month_of("first"), until=month_of("last"))
    if group["mmonth"]:
        return Partial(start, end, "monthyear", number("myear"), month_of("mmonth"))
    if group["season"]:
        return Partial(start, end, "season", number("seyear"))
    return Partial(start, end, "week", number("wyear"), week=number("week"))
