"""A municipal board's protocol: `§`, Dnr, `Beslut`, `Sammanfattning`, `Beslutsunderlag`, `Beslutet skickas till`."""

from __future__ import annotations

from county import dates
from county.document import Json, Page
from county.facts import Attendee, Business, Clause


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng = page.meeting, page.rng
    first = 1 + meeting.day.timetuple().tm_yday // 3
    business = [one for one in meeting.business if one.why != "other"]
    _head(page, first, first + len(business))
    text, act = rng.choice((
        ("godkänna dagordningen", "approve"), ("godkänna den utsända dagordningen", "approve"),
        ("fastställa dagordningen", "establish"),
    ))  # fmt: skip
    _item(page, first, Business("Godkännande av dagordning", "formal", clauses=(Clause(text, (act,)),)))
    for number, one in enumerate(business, first + 1):
        _item(page, number, one)


def _head(page: Page, first: int, last: int) -> None:
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    parent = page.county.by_key.get(body.parent or "")
    if parent:
        page.line(parent.name)
    page.line(body.short)
    agenda = meeting.kind == "agenda"
    page.line(rng.choice(("KALLELSE", "FÖREDRAGNINGSLISTA", "Kallelse/föredragningslista")) if agenda
              else rng.choice(("SAMMANTRÄDESPROTOKOLL", "Sammanträdesprotokoll", "PROTOKOLL")))  # fmt: skip
    page.line(f"Sammanträdesdatum: {rng.choice((meeting.day.isoformat(), dates.long(meeting.day)))}")
    page.gap()
    page.line(f"Plats och tid: {meeting.place}, {dates.span(meeting.start, meeting.end, rng)}")
    page.dated()
    page.timed()
    page.placed()
    if agenda:
        page.line(f"Ordförande: {page.name(meeting.chair.person)} ({meeting.chair.person.party})")
        page.holds(meeting.chair)
        return
    serving = [one for one in meeting.attendees if one.present]
    page.gap()
    page.line(rng.choice(("Beslutande", "Beslutande:", "Beslutande ledamöter")))
    for one in serving:
        page.line(_member(page, one))
    absent = [one for one in meeting.attendees if not one.present]
    replaced = {one.instead_of for one in serving if one.instead_of}
    plain = [one for one in absent if one.seat.person not in replaced]
    if plain:
        page.gap()
        page.line(rng.choice(("Ej närvarande", "Frånvarande", "Frånvarande ledamöter")))
        for one in plain:
            page.line(f"{page.attend(one.seat, 'absent', role=False)} ({one.seat.person.party})")
    page.gap()
    guests = [seat for one in meeting.business for seat in one.presenters]
    known = {one.seat.person.number for one in meeting.attendees}
    page.line(rng.choice(("Övriga deltagande", "Övriga närvarande", "Övriga deltagare")))
    for seat in guests:
        if seat.person.number not in known:
            page.line(f"{page.attend(seat, organisation=False)}, {seat.role}")
            page.holds(seat)
            known.add(seat.person.number)
    secretary = page.titled(meeting.secretary, "sekreterare")
    listed = secretary.person.number in known
    page.line(f"{page.name(secretary.person) if listed else page.attend(secretary)}, sekreterare")
    page.holds(secretary)
    page.gap()
    adjuster, label = meeting.adjuster.person, rng.choice(("Utses att justera", "Justerare", "Justerande"))
    page.line(f"{label}: {page.name(adjuster)} ({adjuster.party})")
    page.holds(page.titled(meeting.adjuster, "justerare"), sure=False)
    page.line(f"Paragrafer: §§ {first}–{last}")


def _member(page: Page, one: Attendee) -> str:
    seat, rng = one.seat, page.rng
    name = page.attend(seat, instead_of=one.instead_of)
    text = f"{name} ({seat.person.party})"
    if one.instead_of is not None:
        word = rng.choice(("tjänstgörande ersättare för", "ersätter", "tjg. ers. för"))
        return f"{text}, {word} {page.missing(one.instead_of)} ({one.instead_of.party})"
    if seat.role in ("ordförande", "vice ordförande"):
        page.holds(seat)
        return f"{text}, {seat.role}"
    return text


def _item(page: Page, number: int, one: Business) -> None:
    meeting, rng = page.meeting, page.rng
    page.gap()
    page.line()
    dnr = ""
    if one.case:
        dnr = f"Dnr {'KS' if meeting.body.name.startswith('Kommunstyrelsen') else 'SN'} {one.case}"
    if dnr and rng.random() < 0.5:
        page.line(f"§ {number}{' ' * rng.randint(2, 30)}{dnr}")
        page.para(one.title)
    else:
        page.para(f"§ {number} {one.title}")
        if dnr:
            page.line(dnr)
    item = page.item(str(number), one.title)
    if meeting.kind == "agenda":
        if one.presenters:
            seat = one.presenters[0]
            page.line(f"Föredragande: {page.name(seat.person)}, {seat.role}")
            page.presented(item, seat, organisation=False)
        if one.clauses:
            page.line("Förslag till beslut")
            _clauses(page, item, one.clauses, "proposed")
        return
    if one.withdrawn:
        page.line(rng.choice(("Ärendet utgår.", "Ärendet utgick ur dagordningen.")))
        item["withdrawn"] = True
        return
    parts = ["summary", "decision"] if rng.random() < 0.4 else ["decision", "summary"]
    for part in parts:
        page.gap()
        if part == "decision" and (one.clauses or one.proposed):
            if one.proposed:
                target, clause = one.proposed[0]
                page.line(f"{rng.choice(('Förslag till', f'{meeting.body.genitive} förslag till'))} {target.short}")
                page.line(f"{target.short} beslutar")
                page.para(f"att {clause.text}.")
                page.decided(item, clause, "proposed", target)
                page.moved(item, ((meeting.body, target, "refer", False),))
            if one.clauses:
                page.line(rng.choice(("Beslut", f"{meeting.body.genitive} beslut", "BESLUT")))
                _clauses(page, item, one.clauses, "taken")
        elif part == "summary" and one.said:
            page.line(rng.choice(("Sammanfattning av ärendet", "Ärendebeskrivning", "Bakgrund", "Sammanfattning")))
            page.tell(item, one.said)
    if one.why != "formal" and rng.random() < 0.7:
        page.gap()
        page.line("Beslutsunderlag")
        day = dates.long(meeting.day)
        page.line(f"- {rng.choice(('Tjänsteskrivelse', 'Tjänsteutlåtande', 'Skrivelse'))} daterad {day}")
        if rng.random() < 0.4:
            page.line(f"- {one.matter.topic.bare.capitalize() if one.matter else 'Underlag'}, {meeting.day.year}")
    if one.clauses and rng.random() < 0.4:
        page.gap()
        page.line("Beslutet skickas till")
        page.line(rng.choice(("Akten", "Ekonomiavdelningen", "Kommunledningskontoret", "Berörda")))


def _clauses(page: Page, item: Json, clauses: tuple[Clause, ...], status: str) -> None:
    rng, short = page.rng, page.meeting.body.short
    above = next((one.condition for one in clauses if one.condition_above), None)
    clauses = tuple(sorted(clauses, key=lambda one: not one.condition_above))
    if len(clauses) == 1 and not above and rng.random() < 0.5:
        page.para(f"{short} beslutar att {clauses[0].text}.")
    else:
        page.line(f"{short} beslutar{f' {above},' if above else ''}")
        mark = rng.choice(("", "- ", "• "))
        for one in clauses:
            page.para(f"{mark}att {one.text}{rng.choice(('.', ','))}", rest=" " * len(mark))
    for one in clauses:
        page.decided(item, one, status)
