"""A working group's short notes that end in an action list: a table of what, who, when and how it goes."""

from __future__ import annotations

from county import dates
from county.document import Json, Page
from county.facts import Business

STATES = ("Pågår", "Ej påbörjad", "Klar", "Ny", "Väntar", "Påbörjad")


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    _head(page)
    form = rng.choice(("{}.", "{}", "{})", "{}."))
    number = 0
    for one in meeting.business:
        number += 1
        page.gap()
        page.para(f"{form.format(number)} {one.title}")
        item = page.item(str(number), one.title)
        if meeting.kind == "minutes":
            _item(page, item, one)
    if meeting.kind == "agenda":
        return
    if meeting.actions:
        number += 1
        page.gap()
        title = rng.choice(("Åtgärdslista", "Åtgärder", "Att göra", "Aktivitetslista"))
        page.line(f"{form.format(number)} {title}")
        page.item(str(number), title)
        _actions(page, str(number))
    if meeting.next_day:
        page.gap()
        page.line(f"{rng.choice(('Nästa möte', 'Nästa träff', 'Nästa avstämning'))} {page.planned()}")


def _head(page: Page) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    agenda = meeting.kind == "agenda"
    day = rng.choice((meeting.day.isoformat(), dates.long(meeting.day)))
    word = (
        rng.choice(("Dagordning", "Agenda"))
        if agenda
        else rng.choice(("Mötesanteckning", "Mötesnoteringar", "Noteringar"))
    )
    page.line(rng.choice((f"{body.name}", body.name.upper())))
    page.line(f"{word} {day}")
    page.dated()
    if rng.random() < 0.8:
        page.line(f"{meeting.place}, {dates.span(meeting.start, meeting.end, rng)}")
        page.timed()
        page.placed()
    if agenda:
        return
    page.gap()
    here = [one.seat for one in meeting.attendees if one.present]
    with_organisation = rng.random() < 0.5
    names = ", ".join(
        page.attend(seat, role=False, organisation=with_organisation)
        + (f" ({seat.organisation.short})" if with_organisation and seat.organisation else "")
        for seat in here
    )
    page.para(f"{rng.choice(('Deltog', 'Med', 'Närvarande', 'På plats'))}: {names}")
    absent = [one.seat for one in meeting.attendees if not one.present]
    if absent:
        names = ", ".join(page.attend(seat, "absent", role=False, organisation=False) for seat in absent)
        page.para(f"{rng.choice(('Saknades', 'Förhinder', 'Ej med', 'Frånvarande'))}: {names}")


def _item(page: Page, item: Json, one: Business) -> None:
    if one.withdrawn:
        page.line("Utgick.")
        item["withdrawn"] = True
        return
    page.tell(item, one.said[:3])
    for clause in one.clauses:
        above = f" {clause.condition}," if clause.condition_above and clause.condition else ""
        lead = page.rng.choice(("Beslut:", "Beslut:", "→ Beslut:", "Vi beslutade", "Gruppen beslutade"))
        page.para(f"{lead}{above} att {clause.text}.")
        page.decided(item, clause)


def _actions(page: Page, number: str) -> None:
    rng, actions = page.rng, page.meeting.actions
    shape = rng.randrange(4)
    rows: list[tuple[str, ...]] = [("Nr", "Vad", "Vem", "När", "Status")]
    iso = rng.random() < 0.7
    for place, (what, seat, day) in enumerate(actions, 1):
        when = day.isoformat() if iso else dates.long(day)
        rows.append((str(place), page.spelled(what), page.name(seat.person), when, rng.choice(STATES)))
        page.due(what, day, number, seat.person)
    if shape == 0:
        for row in rows:
            page.line("| " + " | ".join(row) + " |")
            if row is rows[0]:
                page.line("|" + "---|" * len(row))
    elif shape == 1:
        for row in rows:
            page.line("\t".join(row))
    elif shape == 2:
        widths = [max(page.width_of(row[column]) for row in rows) for column in range(5)]
        for row in rows:
            cells = (cell + " " * (width - page.width_of(cell)) for cell, width in zip(row, widths, strict=True))
            page.line("   ".join(cells).rstrip())
    else:
        for _, what, who, when, _state in rows[1:]:
            page.para(f"• {who}: {what[0].lower() + what[1:]}, klart {when}", rest="  ")
