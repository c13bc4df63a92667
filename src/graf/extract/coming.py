"""What is due: deadlines in running text, and lists of what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from graf.extract.context import Context
from graf.extract.dates import Partial, find_dates
from graf.extract.mentions import Tagged, sentences
from graf.extract.passage import clean, passage, row_evidence
from graf.extract.pattern import compiled, likely
from graf.extract.row import Row
from graf.extract.rules import any_pattern
from graf.model import Deadline, Item


def deadlines(context: Context, tagged: Tagged, item: str | None) -> Iterator[Deadline]:
    """What is due, with the sentence as what and the body or person that the sentence begins with as who."""
    seen: set[str] = set()
    before = context.reference if context.kind == "minutes" else None  # a call asks for things before the meeting
    rules = likely("dates", "deadline", tagged.text)
    before_that = 0
    for first, end in sentences(tagged.text) if rules else ():
        labelled = any_pattern("dates", "labelled").match(tagged.text, first)  # `Boka lokal. Ansvarig: … Klart: …`
        start = before_that if labelled else first
        before_that = first
        for _, pattern in rules:
            for match in pattern.finditer(tagged.text[start:end]):
                mention = tagged.mention(match["date"])
                day = _due(context, mention.date) if mention and mention.date else None
                if not day or day in seen or (before and day < before):
                    continue
                seen.add(day)
                actors = tagged.mentions_in(start, start + match.start(), "body", "person")
                where = (tagged.evidence(start, end, "deadline"),)
                yield Deadline(clean(tagged.plain(start, end)), actors[-1].value if actors else None, day, item, where)


def _due(context: Context, date: Partial) -> str | None:
    """The day something is due by: a call also asks for what is to be done before the meeting."""
    if context.kind == "agenda" and date.day and not date.year:
        return date.near(context.reference, future=None)
    return date.last_day(context.reference)


def by_next_meeting(item: Item, day: str) -> tuple[Item, list[Deadline]]:
    """An item with the assignments that are due by the next meeting (`återkomma på nästa möte`), and what is due then.

    `day` is the next meeting's.
    """
    decisions, due = [], list[Deadline]()
    for decision in item.decisions:
        if "assign" in decision.acts and not decision.deadline and any_pattern("dates", "next").search(decision.text):
            decision = replace(decision, deadline=day)
            who = decision.assigned_to[0] if decision.assigned_to else None
            due.append(Deadline(decision.text, who, day, item.number, decision.evidence[-1:]))
        decisions.append(decision)
    return (replace(item, decisions=tuple(decisions)), due) if due else (item, due)


def actions(context: Context, rows: Sequence[Row], item: str | None) -> Iterator[Deadline]:
    """What a list of actions has, a row each: `what | who | when`."""
    yield from _in_cells(context, rows, item)
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


def _in_cells(context: Context, rows: Sequence[Row], item: str | None) -> Iterator[Deadline]:
    """What a table's row says last: who is to do it, and by when, a cell each."""
    for before, row in pairwise(rows):
        if row.line != before.line or not row.text[:1].isdigit():
            continue
        day = next((d for d in find_dates(row.text) if d.start == 0 and d.end == len(row.text)), None)
        due = day.last_day(context.reference) if day else None
        if not due or (context.reference and due < context.reference):
            continue
        tagged = context.tag(passage(context.document, [before]))
        who = tagged.mention(tagged.text) if len(tagged.text) == 1 else None
        if who or re.fullmatch(r"(?:Alla|Samtliga|\w+(?:erna|arna|orna))", before.text):
            told = [r for r in rows if r.line == row.line and r is not row and r is not before] or [before]
            where = (row_evidence(context.document, [row], "action-row"),)
            what = clean(" ".join(r.text for r in told))
            yield Deadline(what, who.value if who else None, due, item, where)
