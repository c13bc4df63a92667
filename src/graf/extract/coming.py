"""What is to come: deadlines, and meetings that are announced in prose or in a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graf.extract.bodies import find_bodies
from graf.extract.context import Context
from graf.extract.dates import find_dates
from graf.extract.hours import clock
from graf.extract.mentions import Tagged, sentences
from graf.extract.passage import clean, passage, row_evidence
from graf.extract.pattern import compiled, likely, matches
from graf.extract.row import Row
from graf.model import Deadline, Item, PlannedMeeting


def deadlines(context: Context, tagged: Tagged, item: str | None) -> Iterator[Deadline]:
    """What is due, with the sentence as what and the body or person that the sentence begins with as who."""
    seen: set[str] = set()
    before = context.reference if context.kind == "minutes" else None  # a call asks for things before the meeting
    rules = likely("dates", "deadline", tagged.text)
    before_that = 0
    for first, end in sentences(tagged.text) if rules else ():
        start = before_that if _LABELLED.match(tagged.text, first) else first  # `Boka lokal. Ansvarig: … Klart: …`
        before_that = first
        for _, pattern in rules:
            for match in pattern.finditer(tagged.text[start:end]):
                mention = tagged.mention(match["date"])
                day = mention.date.last_day(context.reference) if mention and mention.date else None
                if not day or day in seen or (before and day < before):
                    continue
                seen.add(day)
                actors = tagged.mentions_in(start, start + match.start(), "body", "person")
                where = (tagged.evidence(start, end, "deadline"),)
                yield Deadline(clean(tagged.plain(start, end)), actors[-1].value if actors else None, day, item, where)


_LABELLED = re.compile(r"(?:ansvarig\w*|klar\w*(?: senast)?|senast|deadline|slutdatum|när|vem)\s*:", re.IGNORECASE)


def planned_in_prose(context: Context, tagged: Tagged, head: Tagged) -> Iterator[PlannedMeeting]:
    """Coming meetings that the prose announces; one without a body is the body's that was spoken of last."""
    for rule, match in matches("dates", "planned", tagged.text):
        mention = tagged.mention(match["date"])
        if not mention or not mention.date:
            continue
        day = mention.date.near(context.reference, future=True)
        if not day or (mention.date.exact and context.reference and day <= context.reference):
            continue
        if "body" in match.groupdict():
            body = tagged.mention(match["body"])
            key = body.value if body else None
        else:
            inside = tagged.mentions_in(match.start(), match.end(), "body")
            spoken = context.body if rule.get("own") else _spoken_of(context, tagged, head, match.start())
            key = inside[0].value if inside else spoken
        if key:
            where = (tagged.evidence(match.start(), match.end(), "planned-in-prose"),)
            start, end, place = _when_and_where(tagged, match.end())
            yield PlannedMeeting(key, day, where, start, end, place)


_WHERE = re.compile(r"\s*,?\s*(?:i|på|hos|via|,)\s+(?P<place>[^.,;:]{3,50})")


def _when_and_where(tagged: Tagged, after: int) -> tuple[str | None, str | None, str | None]:
    """The hours behind a day, and the place behind those."""
    rest = tagged.text[after : after + 30]
    start, end, hours = clock(rest, bare=False)
    place = _WHERE.match(tagged.text, after + hours.end()) if hours else None
    written = clean(tagged.plain(*place.span("place"))) if place else ""
    return start, end, written if written[:1].isupper() else None


_NEXT = re.compile(r"(?:nästa|nästkommande|kommande) \w*(?:möte|sammanträde|träff)\w*$", re.IGNORECASE)


def next_below(context: Context, tagged: Tagged, title: str) -> Iterator[PlannedMeeting]:
    """The next meeting where the heading says so and the text begins with the day (`Torsdag 3 oktober kl. 9–10.30`)."""
    mention = tagged.mention(tagged.text[:1]) if _NEXT.match(title) else None
    day = mention.date.near(context.reference, future=True) if mention and mention.date else None
    if day and context.body:
        start, end, place = _when_and_where(tagged, 1)
        yield PlannedMeeting(context.body, day, (tagged.evidence(0, 1, "planned-in-prose"),), start, end, place)


_BY_NEXT = re.compile(
    r"\b(?:till|på|vid|inför|tills|före|innan) (?:nästa|nästkommande|kommande) (?:\w*möte|sammanträde|träff|gång)\b",
    re.IGNORECASE,
)


def by_next_meeting(item: Item, day: str) -> tuple[Item, list[Deadline]]:
    """An item with the assignments that are due by the next meeting (`återkomma på nästa möte`), and what is due then.

    `day` is the next meeting's.
    """
    decisions, due = [], list[Deadline]()
    for decision in item.decisions:
        if "assign" in decision.acts and not decision.deadline and _BY_NEXT.search(decision.text):
            decision = replace(decision, deadline=day)
            who = decision.assigned_to[0] if decision.assigned_to else None
            due.append(Deadline(decision.text, who, day, item.number, decision.evidence[-1:]))
        decisions.append(decision)
    return (replace(item, decisions=tuple(decisions)), due) if due else (item, due)


def actions(context: Context, rows: Sequence[Row], item: str | None) -> Iterator[Deadline]:
    """What a list of actions has, a row each: `what | who | when`."""
    for row in rows:
        if "  " not in row.text and "|" not in row.text and "\t" not in row.text:
            continue
        tagged = context.tag(passage(context.document, [row]))
        match = compiled(
            r"^(?:\|?\s*\d{1,3}[.)]?\s*\|?\s+)?(?P<what>.{5,160}?)[ |]+(?P<who>{actor})[ |]+(?P<date>{date})"
        ).match(tagged.text)
        mention = tagged.mention(match["date"]) if match else None
        day = mention.date.last_day(context.reference) if mention and mention.date else None
        who = tagged.mention(match["who"]) if match else None
        if match and day:
            where = (tagged.evidence(match.start(), match.end(), "action-row"),)
            yield Deadline(clean(tagged.plain(*match.span("what"))), who.value if who else None, day, item, where)


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


def calendar(context: Context, rows: Sequence[Row], body: str | None) -> list[PlannedMeeting]:
    """Coming meetings from a table of days (`Torsdag 29 januari kl. 09.30-12.00 Storgatan 1`), where two rows are such.

    A date without a year takes the year that the item names, else the next such day.
    """
    if not body:
        return []
    found: list[PlannedMeeting] = []
    for index, row in enumerate(rows):
        if not _DAY_FIRST.match(row.text):
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
        if not day:
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
