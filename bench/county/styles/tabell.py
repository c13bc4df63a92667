"""A council's notes that are one table: item, what was said and decided, who is responsible."""

from __future__ import annotations

import textwrap

from county import dates
from county.document import Json, Page
from county.facts import Business
from county.grammar import sentence


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    _head(page)
    columns = rng.random() < 0.3
    heads = rng.choice(
        (("Nr", "Ärende", "Anteckningar", "Ansvarig"), ("Punkt", "Rubrik", "Diskussion och beslut", "Ansvarig"))
    )
    rows: list[tuple[str, str, str, str]] = [heads]
    for number, one in enumerate(meeting.business, 1):
        item = page.item(str(number), one.title)
        text, who = ("", "") if meeting.kind == "agenda" else _cell(page, item, one)
        rows.append((str(number), one.title, text, who))
    page.gap()
    if columns:
        _columns(page, rows)
    else:
        for row in rows:
            page.line(page.spelled("| " + " | ".join(row) + " |"))
            if row is rows[0]:
                page.line("|" + "---|" * 4)
    if meeting.next_day and meeting.kind == "minutes":
        page.gap()
        page.line(f"Nästa möte: {page.planned()}")


def _head(page: Page) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    agenda = meeting.kind == "agenda"
    bar = rng.choice((" | ", "\t", ": ", "   "))
    word = "Dagordning" if agenda else rng.choice(("Minnesanteckningar", "Protokoll", "Anteckningar"))
    page.line(f"{body.name.upper() if rng.random() < 0.4 else body.name}   {word}")
    page.gap()
    page.line(f"Datum{bar}{rng.choice((meeting.day.isoformat(), dates.long(meeting.day)))}")
    page.line(f"Tid{bar}{dates.span(meeting.start, meeting.end, rng)}")
    page.line(f"Plats{bar}{meeting.place}")
    page.dated()
    page.timed()
    page.placed()
    if agenda:
        return
    here = [one.seat for one in meeting.attendees if one.present]
    page.para(f"Närvarande{bar}" + ", ".join(page.attend(seat, role=False, organisation=False) for seat in here))
    absent = [one.seat for one in meeting.attendees if not one.present]
    if absent:
        names = ", ".join(page.attend(seat, "absent", role=False, organisation=False) for seat in absent)
        page.para(f"Frånvarande{bar}{names}")


def _cell(page: Page, item: Json, one: Business) -> tuple[str, str]:
    """What stands in the third and fourth column."""
    rng, noun = page.rng, page.meeting.body.noun
    if one.withdrawn:
        item["withdrawn"] = True
        return "Punkten utgår.", ""
    parts = []
    for said in one.said[:3]:
        page.stated(item, said)
        parts.append(said.text)
    for clause in one.clauses:
        above = f" {clause.condition}," if clause.condition_above and clause.condition else ""
        lead = rng.choice((f"{sentence(noun)} beslutade{above} att", f"Beslut:{above} att", f"Beslutades{above} att"))
        parts.append(f"{lead} {clause.text}.")
        page.decided(item, clause)
    who = f"⟦{one.presenters[0].person.number}⟧" if one.presenters else ""
    return " ".join(parts), who


def _columns(page: Page, rows: list[tuple[str, str, str, str]]) -> None:
    """The same with columns of spaces: a cell goes on below itself."""
    widths = (5, 24, 46, 22)
    for row in rows:
        cells = [
            textwrap.wrap(page.spelled(cell), width, break_long_words=False) or [""]
            for cell, width in zip(row, widths, strict=True)
        ]
        for place in range(max(map(len, cells))):
            line = ""
            for cell, width in zip(cells, widths, strict=True):
                part = cell[place] if place < len(cell) else ""
                line += part + " " * (width + 2 - page.width_of(part))
            page.line(line.rstrip())
        page.line()
