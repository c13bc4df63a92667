"""Coming meetings: announced in running text, below a heading that says so, or in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graf.extract.bodies import GOVERNING, GROUP_TYPE, find_bodies
from graf.extract.context import Context
from graf.extract.dates import find_dates
from graf.extract.hours import clock
from graf.extract.mentions import Mention, Tagged
from graf.extract.occasion import place_word
from graf.extract.passage import clean, row_evidence
from graf.extract.pattern import compiled, matches
from graf.extract.row import Row
from graf.extract.rules import any_pattern, table
from graf.model import PlannedMeeting


def planned_in_prose(context: Context, tagged: Tagged, head: Tagged) -> Iterator[PlannedMeeting]:
    """Coming meetings that the prose announces; one without a body is the body's that was spoken of last."""
    for rule, match in matches("dates", "planned", tagged.text):
        mention = tagged.mention(match["date"])
        if not mention or not mention.date:
            continue
        if rule.get("ahead") and not mention.date.lies_ahead(context.date):
            continue
        if "body" in match.groupdict():
            body = tagged.mention(match["body"])
            key = body.value if body else None
        else:
            inside = tagged.mentions_in(match.start(), match.end(), "body")
            spoken = context.body if rule.get("own") else _spoken_of(context, tagged, head, match.start())
            key = inside[0].value if inside else spoken
        if key and context.lexicon.type_of(key) not in _NEVER_MEET:
            yield from _meetings(context, tagged, key, match.start(), match.start("date"))


_NEVER_MEET = frozenset(["municipality", GROUP_TYPE])  # `vid Falu kommun den 4 december`


def announced(context: Context, said: Sequence[Tagged], title: str) -> Iterator[PlannedMeeting]:
    """The days that an item gives whose heading announces coming meetings (`Nästa möte`, `Mötestider 2025`)."""
    if not context.body or not any(
        re.fullmatch(rule["pattern"], title.strip(" .:"), re.IGNORECASE) for rule in table("dates")["upcoming"]
    ):
        return
    for tagged in said:
        done = 0
        for place, sign in enumerate(tagged.text):
            mention = tagged.mention(sign)
            if place < done or not mention or not mention.date or not mention.date.day:
                continue
            lead = _LEAD.split(tagged.text[done:place])[-1]
            done = _run(tagged, place)[-1] + 1
            if not _begins_row(context, tagged, place) and not _of_a_meeting(lead):
                continue
            yield from _meetings(context, tagged, _whose(context, tagged, place, lead) or context.body, place, place)


def _whose(context: Context, tagged: Tagged, place: int, lead: str) -> str | None:
    """The body whose meeting a list has on a day: before it on the row (`FSG: 8 juni`), behind it, or alone above."""
    at, text = tagged.passage.place(tagged.span(place, place + 1)[0]), context.document.repaired
    before = compiled(r"(?P<body>{body})\s*:?\s*$").search(lead)
    labelled = tagged.mention(before["body"]) if before else None
    first = text.rfind("\n", 0, at) + 1
    if labelled and tagged.passage.place(labelled.start) >= first:
        return labelled.value
    behind = compiled(r"(?:[^\w\ue000-\uefff]|\d|kl\b)*(?P<body>{body})").match(tagged.text[place + 1 :])
    body = tagged.mention(behind["body"]) if behind else None
    on_row = body and "\n" not in text[at : tagged.passage.place(body.start)]
    if body and on_row and context.lexicon.type_of(body.value) in GOVERNING:
        return body.value
    rows = (row.strip(" :*-–•") for row in reversed(text[: max(0, first - 1)].split("\n")[-_LISTED:]))
    above = next((row for row in rows if row and not _DAY_FIRST.match(row)), "")
    key = context.lexicon.key_of(above) if above else None
    return key if context.lexicon.type_of(key) in GOVERNING else None


_LISTED = 30  # rows of a list of days


def _begins_row(context: Context, tagged: Tagged, place: int) -> bool:
    """Whether a day stands at the start of its row, behind a mark of a list or a label at most (`- `, `FSG: `)."""
    at, text = tagged.passage.place(tagged.span(place, place + 1)[0]), context.document.repaired
    return bool(_ROW_START.fullmatch(text[text.rfind("\n", 0, at) + 1 : at]))


def _of_a_meeting(lead: str) -> bool:
    """Whether what stands before a day tells of a meeting, and of nothing that is due then."""
    return bool(any_pattern("dates", "meeting").search(lead)) and not any_pattern("dates", "no_meeting").search(lead)


_ROW_START = re.compile(r"[\s\d|*•·–-]*(?:[^\W\d][\w ]{1,40}:\s*)?(?:den )?")
_LEAD = re.compile(r"[.!?;•]\s|\s[-–]\s")
_MORE = r"(?:,? och|,| samt|,? respektive|/)\s*(?:den )?(?P<date>{date})"


def _run(tagged: Tagged, place: int) -> list[int]:
    """The places of the days that follow each other as a list from a place on (`den 4 mars, den 8 april och 6 maj`)."""
    places = [place]
    while match := compiled(_MORE).match(tagged.text[places[-1] + 1 :]):
        places.append(places[-1] + 1 + match.start("date"))
    return places


def _meetings(context: Context, tagged: Tagged, key: str, first: int, place: int) -> Iterator[PlannedMeeting]:
    """The meetings of a body on a day and on those that are listed behind it; `first` is where the passage begins."""
    places = _run(tagged, place)
    start, end, where = _when_and_where(tagged, places[-1] + 1)
    days = [mention for one in places if (mention := tagged.mention(tagged.text[one]))]
    year = next((d.date.year for d in reversed(days) if d.date and d.date.year), None)
    for one, mention in zip(places, days, strict=True):
        day = _day(context, mention, year)
        if day:
            evidence = (tagged.evidence(min(first, one), one + 1, "planned-in-prose"),)
            yield PlannedMeeting(key, day, evidence, start, end, where)


def _day(context: Context, mention: Mention, year: int | None) -> str | None:
    """The day, in the year that its list names, else the next such day; none that was before the meeting."""
    date = mention.date
    if not date or not date.month or not date.day:
        return None
    day = date.near(context.reference, future=True)
    if not date.year and year:
        day = f"{year:04}-{date.month:02}-{date.day:02}"
    return None if day and (date.year or year) and context.reference and day <= context.reference else day


_WHERE = re.compile(
    r"\s*,?\s*(?:i|på|hos|via|,)\s+(?P<place>[^.,;:\ue800-\uebff]{3,50}?)"
    r"(?=[.,;:\ue800-\uebff]|$| [/–-]|"
    r" (?:Vid (?:protokollet|anteckningarna|pennan)|Justera|Anteckna|Sekreterare|Ordförande|Hälsningar))"
)


def _when_and_where(tagged: Tagged, after: int) -> tuple[str | None, str | None, str | None]:
    """The hours behind a day, and the place behind those."""
    rest = re.split("[\ue800-\uebff]", tagged.text[after : after + 40])[0]
    start, end, hours = clock(rest, bare=False)
    place = _WHERE.match(tagged.text, after + (hours.end() if hours else 0))
    written = clean(tagged.plain(*place.span("place"))).strip(" -–") if place else ""
    return start, end, written if (hours and written[:1].isupper()) or place_word(written) else None


def _spoken_of(context: Context, tagged: Tagged, head: Tagged, before: int) -> str | None:
    """The body that the item is about: one named as a group of another (`SKR:s referensgrupp …`), else this one."""
    text = tagged.text[:before]
    bodies = [*(m for m in head.mentions if m.kind == "body"), *tagged.mentions_in(0, before, "body")]
    groups = [m for m in bodies if context.lexicon.type_of(m.value) == "working group"]
    if groups:
        return groups[-1].value
    return context.body if not re.search(r"\b(?:referensgrupp|arbetsgrupp|projektgrupp)", text) else None


_ENDS = re.compile(r"(?:[.:!?]|\d|bestämd|lokal.*)$|^[A-ZÅÄÖ ]+$", re.IGNORECASE)


_DAY_FIRST = re.compile(r"\W{0,2}(?:\d|[^\W\d]+\.?\s+(?:den\s+)?\d|den\s+\d)", re.IGNORECASE)
_FOR_YEAR = re.compile(r"\b(?:under|för|år) ((?:19|20)\d\d)\b")


def calendar(context: Context, rows: Sequence[Row], title: str, body: str | None) -> list[PlannedMeeting]:
    """Coming meetings from a table of days (`Torsdag 29 januari kl. 09.30-12.00 Storgatan 1`), where two rows are such.

    The heading, or a row up to the first day, must speak of meetings. A date without a year takes the year that the
    item names, else the next such day; what was before the meeting is none to come.
    """
    if not body:
        return []
    told, unread = False, [title]  # what may say that meetings are told of is only asked where days follow
    found: list[PlannedMeeting] = []
    for index, row in enumerate(rows):
        if not _DAY_FIRST.match(row.text):
            unread += [] if told or found else [row.text]
            continue
        dates = [d for d in find_dates(row.text) if d.start <= 2 and d.month and d.day]
        runs_on = index > 0 and row.gap == 0 and not _ENDS.search(rows[index - 1].text)
        if not dates or runs_on or len(row.text) <= dates[0].end + 1:
            continue
        date = dates[0]
        year = next((m[1] for row in rows if (m := _FOR_YEAR.search(row.text))), None)
        day = date.exact or (
            f"{year}-{date.month:02}-{date.day:02}" if year else date.near(context.reference, future=True)
        )
        told = told or any(any_pattern("dates", "meeting").search(text) for text in unread)
        unread.clear()
        if not day or not told or (context.reference and day <= context.reference):
            continue
        rest = row.text[date.end :]
        start, end, match = clock(rest, bare=False)
        place = rest[match.end() :].strip(" ,") if match else re.sub(r"^\s*heldag\s*", "", rest).strip(" ,")
        after = rows[index + 1 : index + 2]
        joined = bool(after and after[0].gap == 0 and not list(find_dates(after[0].text)))
        where = row_evidence(context.document, [row, *after] if joined else [row], "calendar-row")
        own = next((n for n in find_bodies(place, context.lexicon) if not n.place), None)
        place = re.split(r"(?:,\s*)?Lokal:", place[: own.start] if own else place)[0].strip(" ,")
        place = re.sub(r"^(?:fysiskt|digitalt|plats ej bestämd)\b[ ,]*", "", place, flags=re.IGNORECASE)
        found.append(PlannedMeeting(body, day, (where,), start, end, place or None))
    return found if len(found) >= 2 else []
