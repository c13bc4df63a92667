"""A network's notes: common headings with lettered items, `Föredragande`, att-clauses on lines of their own."""

from __future__ import annotations

from county import dates
from county.business import Setting, formal
from county.document import Json, Page
from county.facts import Attendee, Business, Clause, Matter
from county.grammar import sentence
from county.topics import topic

GROUPS = ("Rapport från nationell nivå", "Rapport från regional nivå", "Aktuellt i länet", "Ärenden från kommunerna",
          "Återkoppling från arbetsgrupper", "Aktuellt från kansliet", "Beslutsärenden",
          "Samverkansfrågor")  # fmt: skip
WORDS = {"decision": "Beslut", "information": "Information", "dialogue": "Dialog"}


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    _head(page)
    number = 1
    where = Setting(page.county, meeting.body, meeting.day, rng)
    matter = Matter(-1, topic(rng))
    for step, title in (("open", "Mötets öppnande"), ("agenda", "Godkännande av dagordning"), ("previous", "")):
        if step == "previous":
            if meeting.previous is None:
                continue
            written = rng.choice(
                (dates.short(meeting.previous), dates.short(meeting.previous), dates.long(meeting.previous))
            )
            title = f"Föregående {rng.choice(('minnesanteckningar', 'anteckningar'))}{rng.choice((' ', ', '))}{written}"
        attached = step == "previous" and rng.random() < 0.5
        page.gap()
        page.para(f"{number}. {title}{' (Bilaga A)' if attached else ''}", rest="   ")
        item = page.item(str(number), title)
        if attached:
            item["attachments"] = ["A"]
        if step == "previous":
            page.previous(item)
        if meeting.kind == "agenda" or rng.random() < 0.8:
            _decide(page, item, formal(step, where, matter, meeting.chair))
        number += 1
    ordinary = [one for one in meeting.business if one.why != "other"]
    names = rng.sample(GROUPS, len(GROUPS))
    letter = iter("BCDEFGHIJKLMNOPQ")
    flat = rng.random() < 0.25
    while ordinary:
        count = 1 if flat else rng.randint(1, 3)
        chunk, ordinary = ordinary[:count], ordinary[count:]
        page.gap()
        if flat:
            _item(page, str(number), None, chunk[0], next(letter) if rng.random() < 0.4 else "")
        else:
            title = names.pop()
            page.line(f"{number}. {title}")
            page.item(str(number), title)
            for index, one in enumerate(chunk):
                page.gap()
                _item(page, f"{number}.{'abcdef'[index]}", str(number), one, next(letter) if rng.random() < 0.4 else "")
        number += 1
    for one in meeting.business:
        if one.why == "other":
            page.gap()
            page.line(f"{number}. {one.title}")
            item = page.item(str(number), one.title)
            if meeting.kind == "minutes":
                page.tell(item, one.said)
    page.gap()
    if meeting.next_day and meeting.kind == "minutes":
        page.para(f"{rng.choice(('Nästa möte', 'Nästkommande möte', 'Nästa möte hålls'))}: {page.planned()}")
    elif meeting.kind == "agenda":
        page.line(rng.choice(("Välkomna!", "Varmt välkomna", "Väl mött!")))


def _head(page: Page) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    called = body.name + (f" ({body.abbreviation})" if rng.random() < 0.7 else "")
    if rng.random() < 0.5:
        page.line(page.county.office.name)
        page.gap()
    form = rng.randrange(3)
    word = (
        "Dagordning"
        if meeting.kind == "agenda"
        else rng.choice(("Minnesanteckningar", "Mötesanteckningar", "Anteckningar"))
    )
    day = rng.choice((meeting.day.isoformat(), dates.long(meeting.day)))
    if form == 0:
        page.line(word)
        if meeting.recorded and meeting.kind == "minutes":
            page.line(f"Datum: {meeting.recorded.isoformat()}")
            page.truth["recorded"] = meeting.recorded.isoformat()
            page.gap()
        page.line(called)
        page.line(f"Datum: {day}")
    elif form == 1:
        page.line(f"{called} den {dates.long(meeting.day)}")
        if meeting.kind == "agenda":
            page.line(word)
    else:
        page.line(f"{word} {called}")
        page.gap()
        page.line(f"Datum: {day}")
    page.line(f"Tid: {dates.span(meeting.start, meeting.end, rng)}")
    page.line(f"Plats: {meeting.place}")
    page.dated()
    page.timed()
    page.placed()
    if meeting.kind == "agenda":
        return
    page.gap()
    organisations = rng.random() < 0.4
    page.para(f"{rng.choice(('Närvarande', 'Närvarande', 'Deltagare', 'Deltog'))}: " + ", ".join(
        _person(page, one, organisations) for one in meeting.attendees if one.present))  # fmt: skip
    absent = [one for one in meeting.attendees if not one.present]
    if absent and rng.random() < 0.6:
        page.para(f"{rng.choice(('Frånvarande', 'Förhinder', 'Ej närvarande', 'Anmält förhinder'))}: " + ", ".join(
            page.attend(one.seat, "absent", role=False, organisation=False) for one in absent))  # fmt: skip


def _person(page: Page, one: Attendee, organisations: bool) -> str:
    seat = one.seat
    name = page.attend(seat, role=False, organisation=organisations)
    return f"{name} ({seat.organisation.short})" if organisations and seat.organisation else name


def _item(page: Page, number: str, parent: str | None, one: Business, attachment: str) -> None:
    rng, meeting = page.rng, page.meeting
    shown = number.rpartition(".")[2] + ")" if parent else number + "."
    kinds = one.kinds if rng.random() < 0.85 else ()
    word = "/".join(WORDS[kind] for kind in kinds) + ": " if kinds else ""
    tail = f" (Bilaga {attachment})" if attachment else ""
    page.para(f"{shown} {word}{one.title}{tail}", rest="   ")
    item = page.item(number, one.title, kinds, parent)
    if attachment:
        item["attachments"] = [attachment]
    if one.presenters:
        label = f"{rng.choice(('Föredragande', 'Föredragande', 'Föredragning'))}: "
        for index, seat in enumerate(one.presenters):
            page.para(f"{label if index == 0 else ''}{page.name(seat.person)}, {seat.role}, "
                      f"{seat.organisation.short if seat.organisation else ''}")  # fmt: skip
            page.presented(item, seat)
    if one.withdrawn and meeting.kind == "minutes":
        page.gap()
        page.line(rng.choice(("Ärendet utgick.", "Punkten utgick.", "Ärendet utgår.")))
        item["withdrawn"] = True
        return
    middle = len(one.said) // 2 if len(one.said) > 3 and rng.random() < 0.6 else len(one.said)
    said = one.said if meeting.kind == "minutes" else one.said[:2]
    for part in (said[:middle], said[middle:]):
        if part:
            page.gap()
            page.tell(item, part)
    _decide(page, item, one.clauses)


def _decide(page: Page, item: Json, clauses: tuple[Clause, ...]) -> None:
    rng, meeting = page.rng, page.meeting
    if not clauses:
        return
    page.gap()
    proposed = meeting.kind == "agenda"
    if proposed:
        page.line("Förslag till beslut")
    verb = "beslutar" if proposed else "beslutade"
    subject = meeting.body.short if rng.random() < 0.85 else sentence(meeting.body.noun)
    condition = next((one.condition for one in clauses if one.condition_above), None)
    page.line(f"{subject} {verb}{rng.choice(('', '', ':'))}{f' {condition},' if condition else ''}")
    clauses = tuple(sorted(clauses, key=lambda one: not one.condition_above))
    for one in clauses:
        page.para(f"att {one.text}{rng.choice(('.', '.', ''))}", rest=rng.choice(("", "    ")))
        page.decided(item, one, "proposed" if proposed else "taken")
