"""A regional board's protocol: members and serving substitutes, `Yrkanden`, numbered att-clauses, `Reservationer`.

What somebody moves (yrkar) is no decision, and neither is what the chair puts to the vote.
"""

from __future__ import annotations

from county import dates
from county.document import Json, Page
from county.facts import Attendee, Business, Clause

MOTIONS = (
    "{0} yrkar att ärendet återremitteras för ytterligare beredning.",
    "{0} yrkar avslag på förslaget.",
    "{0} yrkar bifall till arbetsutskottets förslag.",
    "{0} yrkar att styrelsen ska avslå förslaget och att en ny utredning görs.",
    "{0} yrkar, med instämmande av {1}, att förslaget justeras så att kostnaden halveras.",
)
RESERVATIONS = (
    "Mot beslutet reserverar sig {0}.",
    "{0} reserverar sig mot beslutet till förmån för eget yrkande.",
    "{0} och {1} reserverar sig skriftligt mot beslutet.",
)


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting = page.meeting
    first = 1 + meeting.day.timetuple().tm_yday // 2
    _head(page)
    number = first
    opening = Business("Mötets öppnande", "formal")
    agenda = Business(
        "Fastställande av dagordning", "formal", clauses=(Clause("fastställa dagordningen", ("establish",)),)
    )
    for one in (opening, agenda, *(one for one in meeting.business if one.why != "other")):
        _item(page, number, one)
        number += 1
    if meeting.kind == "minutes":
        page.gap()
        page.line("Justerat")
        page.line(f"{page.name(meeting.chair.person)}          {page.name(meeting.adjuster.person)}")


def _head(page: Page) -> None:
    meeting, rng = page.meeting, page.rng
    agenda = meeting.kind == "agenda"
    page.line(page.county.region.name)
    word = rng.choice(("Föredragningslista", "Kallelse")) if agenda else "Protokoll"
    day = rng.choice((dates.long(meeting.day), meeting.day.isoformat()))
    if rng.random() < 0.5:
        page.line(f"{word} {meeting.body.short}")
        page.line(f"{rng.choice(('Sammanträdesdatum', 'Datum', 'Mötesdatum'))}: {day}")
    else:
        page.line(f"{word.upper()} {day}")
        page.line(meeting.body.short)
    page.line(f"{rng.choice(('Tid', 'Tid', 'Klockan'))}: {dates.span(meeting.start, meeting.end, rng)}")
    page.line(f"Plats: {meeting.place}")
    page.dated()
    page.timed()
    page.placed()
    if agenda:
        return
    serving = [one for one in meeting.attendees if one.present]
    page.gap()
    page.line(rng.choice(("Närvarande ledamöter", "Ledamöter", "Beslutande ledamöter")))
    for one in serving:
        if one.instead_of is None:
            page.line(_member(page, one))
    substitutes = [one for one in serving if one.instead_of is not None]
    if substitutes:
        page.gap()
        page.line(rng.choice(("Tjänstgörande ersättare", "Tjänstgörande ersättare:")))
        for one in substitutes:
            _substitute(page, one)
    replaced = {one.instead_of for one in substitutes}
    absent = [one for one in meeting.attendees if not one.present and one.seat.person not in replaced]
    if absent:
        page.gap()
        page.line(rng.choice(("Frånvarande ledamöter", "Frånvarande")))
        for one in absent:
            page.line(f"{page.attend(one.seat, 'absent', role=False)} ({one.seat.person.party})")
    page.gap()
    page.line(rng.choice(("Tjänstepersoner", "Övriga närvarande", "Tjänstemän")))
    known = {one.seat.person.number for one in meeting.attendees}
    for seat in (one for business in meeting.business for one in business.presenters):
        if seat.person.number not in known:
            known.add(seat.person.number)
            page.line(f"{page.attend(seat, organisation=False)}, {seat.role}")
            page.holds(seat)
    if meeting.secretary.person.number not in known:
        secretary = page.titled(meeting.secretary, "sekreterare")
        page.line(f"{page.attend(secretary, organisation=False)}, sekreterare")
        page.holds(secretary)


def _member(page: Page, one: Attendee) -> str:
    seat = one.seat
    text = f"{page.attend(seat)} ({seat.person.party})"
    if seat.role in ("ordförande", "vice ordförande"):
        page.holds(seat)
        return f"{text}, {seat.role}"
    return text


def _substitute(page: Page, one: Attendee) -> None:
    assert one.instead_of is not None
    absent, rng = one.instead_of, page.rng
    name = page.attend(one.seat, instead_of=absent)
    other = page.missing(absent)
    word = rng.choice(("för", "ersätter", "i stället för"))
    page.line(f"{name} ({one.seat.person.party}) {word} {other} ({absent.party})")


def _item(page: Page, number: int, one: Business) -> None:
    meeting, rng = page.meeting, page.rng
    page.gap()
    if rng.random() < 0.5:
        page.line(f"§ {number}")
        page.para(one.title)
    else:
        page.para(f"§ {number} {one.title}")
    if one.case:
        case = one.case.replace("/", "-")
        page.line(f"{rng.choice(('Diarienummer:', 'Dnr', 'Diarienummer'))} RS {case}")
    item = page.item(str(number), one.title)
    if one.title == "Mötets öppnande":
        if meeting.kind == "minutes":
            page.line("Ordföranden förklarar mötet öppnat.")
        return
    if one.withdrawn and meeting.kind == "minutes":
        page.line(rng.choice(("Ärendet utgår.", "Ärendet utgick.")))
        item["withdrawn"] = True
        return
    if one.said and meeting.kind == "minutes":
        page.gap()
        page.line(rng.choice(("Ärendebeskrivning", "Sammanfattning", "Beskrivning av ärendet")))
        page.tell(item, one.said)
    quarrel = meeting.kind == "minutes" and one.why != "formal" and bool(one.clauses) and rng.random() < 0.35
    who = _speakers(page) if quarrel else ()
    if quarrel:
        page.gap()
        page.line("Yrkanden")
        page.para(page.motion(rng.choice(MOTIONS), who))
        if rng.random() < 0.5:
            page.gap()
            page.line("Propositionsordning")
            page.para(
                f"Ordföranden ställer proposition på förslagen och finner att {meeting.body.short} beslutar enligt "
                "arbetsutskottets förslag."
            )
    _decide(page, item, one)
    if quarrel and rng.random() < 0.7:
        page.gap()
        page.line(rng.choice(("Reservationer", "Reservation")))
        page.para(page.motion(rng.choice(RESERVATIONS), who))


def _speakers(page: Page) -> tuple[str, str]:
    present = [one.seat.person for one in page.meeting.attendees if one.present]
    one, other = page.rng.sample(present, 2)
    return f"⟦{one.number}⟧ ({one.party})", f"⟦{other.number}⟧ ({other.party})"


def _decide(page: Page, item: Json, one: Business) -> None:
    meeting, rng, short = page.meeting, page.rng, page.meeting.body.short
    agenda = meeting.kind == "agenda"
    if one.proposed and not agenda:
        target, clause = one.proposed[0]
        page.gap()
        page.line(f"{rng.choice(('Förslag till', 'Förslag till beslut i'))} {target.short}")
        page.line(f"{short} föreslår {target.short} besluta")
        page.para(f"att {clause.text}.")
        page.decided(item, clause, "proposed", target)
        page.moved(item, ((meeting.body, target, "refer", False),))
    if not one.clauses:
        return
    page.gap()
    page.line("Förslag till beslut" if agenda else rng.choice(("Beslut", f"{meeting.body.genitive} beslut", "Beslut")))
    above = next((clause.condition for clause in one.clauses if clause.condition_above), None)
    page.line(f"{short} beslutar{f' {above},' if above else ''}")
    clauses = sorted(one.clauses, key=lambda clause: not clause.condition_above)
    for place, clause in enumerate(clauses, 1):
        mark = f"{place}. " if len(clauses) > 1 else ""
        page.para(f"{mark}att {clause.text}.", rest=" " * len(mark))
        page.decided(item, clause, "proposed" if agenda else "taken")
