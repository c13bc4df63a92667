"""A steering group's notes: short numbered points, bullets, `Beslut:` and `Åtgärd:` lines."""

from __future__ import annotations

from county import dates
from county.document import Json, Page
from county.facts import Business, Clause, Meeting, Seat


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    _head(page)
    dot = rng.choice(("", ".", "."))
    mark = rng.choice(("- ", "• ", "* "))
    number = 0
    for one in meeting.business:
        number += 1
        page.gap()
        page.para(f"{number}{dot} {one.title}")
        item = page.item(str(number), one.title)
        if meeting.kind == "minutes":
            _item(page, item, one, mark)
        elif one.presenters:
            page.line(f"   ({page.name(one.presenters[0].person)})")
            page.presented(item, one.presenters[0], role=False, organisation=False)
    if meeting.kind == "minutes":
        for what, seat, day in meeting.actions[:2]:
            page.gap()
            when = rng.choice((dates.long(day), day.isoformat()))
            page.para(f"Åtgärd: {page.name(seat.person)} – {what[0].lower() + what[1:]}, senast {when}.")
            page.due(what, day, str(number), seat.person)
    if meeting.next_day and meeting.kind == "minutes":
        page.gap()
        page.line(f"{rng.choice(('Nästa möte', 'Nästa avstämning', 'Nästa styrgruppsmöte'))}: {page.planned()}")


def _head(page: Page) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    word = rng.choice(("Dagordning", "Agenda")) if meeting.kind == "agenda" else rng.choice(
        ("Anteckningar", "Mötesanteckningar", "Noteringar från möte"))  # fmt: skip
    written = rng.choice((meeting.day.isoformat(), dates.long(meeting.day)))
    page.line(f"{word} – {body.name}" if rng.random() < 0.5 else f"{word} {body.name}, {written}")
    if written not in page.lines[-1] or rng.random() < 0.2:
        page.line(f"{rng.choice(('Datum', 'När', 'Datum'))}: {written}")
    page.line(f"{rng.choice(('Tid', 'Tid', 'Klockan'))}: {dates.span(meeting.start, meeting.end, rng)}")
    page.line(f"{rng.choice(('Plats', 'Plats', 'Var'))}: {meeting.place}")
    page.dated()
    page.timed()
    page.placed()
    if meeting.kind == "agenda":
        return
    page.gap()
    _people(page, meeting)


def _people(page: Page, meeting: Meeting) -> None:
    rng = page.rng
    shape = rng.randrange(3)
    label = rng.choice(("Deltagare", "Närvarande", "Medverkande"))
    here = [one for one in meeting.attendees if one.present]
    if shape == 0:
        names = (f"{page.attend(one.seat, role=False)} ({_where(one.seat)})" for one in here)
        page.para(f"{label}: {', '.join(names)}")
    elif shape == 1:
        page.line(f"{label}:")
        for one in here:
            page.line(f"{page.attend(one.seat)}, {one.seat.role}, {_where(one.seat)}")
            page.holds(one.seat)
    else:
        page.para(f"{label}: " + "; ".join(page.attend(one.seat, role=False, organisation=False) for one in here))
    absent = [one for one in meeting.attendees if not one.present]
    if absent:
        page.para(f"{rng.choice(('Förhinder', 'Frånvarande', 'Ej deltagande', 'Anmält frånvaro'))}: " + ", ".join(
            page.attend(one.seat, "absent", role=False, organisation=False) for one in absent))  # fmt: skip
    if rng.random() < 0.5:
        page.para(f"Ordförande: {page.name(meeting.chair.person)}")
        page.holds(page.titled(meeting.chair, "ordförande"))


def _where(seat: Seat) -> str:
    return seat.organisation.short if seat.organisation else ""


def _item(page: Page, item: Json, one: Business, mark: str) -> None:
    if one.withdrawn:
        page.line(f"{mark}Punkten utgår.")
        item["withdrawn"] = True
        return
    for sentence in one.said:
        page.tell(item, (sentence,), mark, " " * len(mark))
    for clause in one.clauses:
        _decision(page, item, clause, mark)


def _decision(page: Page, item: Json, clause: Clause, mark: str) -> None:
    rng, noun = page.rng, page.meeting.body.noun
    condition = f" {clause.condition}," if clause.condition_above and clause.condition else ""
    lead = rng.choice((
        f"Beslut:{condition} att", f"Beslut:{condition} att", f"{noun.capitalize()} beslutade{condition} att",
        f"Beslutades{condition} att", f"BESLUT:{condition} att", f"{mark}{noun.capitalize()} beslutade{condition} att",
    ))  # fmt: skip
    page.para(f"{lead} {clause.text}.", rest=rng.choice(("", "  ")))
    page.decided(item, clause)
