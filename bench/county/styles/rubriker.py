"""Notes under headings without numbers: underlined, in capitals, in bold, or just a line of their own."""

from __future__ import annotations

from county import dates
from county.document import Json, Page
from county.facts import Business
from county.grammar import sentence


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    shape = rng.randrange(5)
    _head(page)
    for one in meeting.business:
        page.gap()
        _heading(page, one.title, shape)
        item = page.item(None, one.title)
        if meeting.kind == "minutes":
            _item(page, item, one)
    if meeting.next_day and meeting.kind == "minutes":
        page.gap()
        page.para(f"Vi ses nästa gång {page.planned()}.")


def _heading(page: Page, title: str, shape: int) -> None:
    if shape == 0:
        page.line(title)
        page.line("-" * len(title))
    elif shape == 1:
        page.line(title.upper())
    elif shape == 2:
        page.line(f"**{title}**")
    elif shape == 3:
        page.line(f"## {title}")
        page.line()
    else:
        page.line()
        page.line(title)
        page.line()


def _head(page: Page) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    agenda = meeting.kind == "agenda"
    word = rng.choice(("Dagordning", "Dagordning", "Program") if agenda else ("Anteckningar", "Mötesanteckningar"))
    page.line(f"{body.name} – {word.lower()}" if rng.random() < 0.5 else f"{word}: {body.name}")
    weekday = dates.DAYS[meeting.day.weekday()].capitalize()
    page.line(f"{weekday} {dates.long(meeting.day)}, {dates.span(meeting.start, meeting.end, rng)}")
    page.line(f"Plats: {meeting.place}" if rng.random() < 0.7 else meeting.place)
    page.dated()
    page.timed()
    page.placed()
    if agenda:
        return
    page.gap()
    page.line(rng.choice(("Närvarande", "Deltagare", "Närvarande:")))
    shape = rng.randrange(2)
    for one in meeting.attendees:
        if one.present:
            seat = one.seat
            where = seat.organisation.short if seat.organisation else ""
            name = page.attend(seat, role=shape == 1)
            page.line(f"• {name}, {where}" if shape == 0 else f"- {name}, {seat.role}, {where}")
            if shape == 1:
                page.holds(seat)
    absent = [one.seat for one in meeting.attendees if not one.present]
    if absent:
        page.gap()
        names = ", ".join(page.attend(seat, "absent", role=False, organisation=False) for seat in absent)
        page.para(f"{rng.choice(('Frånvarande', 'Förhinder'))}: {names}")


def _item(page: Page, item: Json, one: Business) -> None:
    rng, meeting = page.rng, page.meeting
    if one.withdrawn:
        page.line("Punkten utgick.")
        item["withdrawn"] = True
        return
    page.tell(item, one.said)
    for clause in one.clauses:
        above = f" {clause.condition}," if clause.condition_above and clause.condition else ""
        subject = rng.choice((sentence(meeting.body.noun), meeting.body.short))
        bold = "**Beslut**" if rng.random() < 0.15 else "Beslut"
        leads = (f"{subject} beslutade", f"{bold}:", "Vi enades om", "Beslutades", f"{subject} beslutade", f"{bold}:")
        lead = f"{rng.choice(leads)}{above} att"
        page.para(f"{lead} {clause.text}.")
        page.decided(item, clause)
