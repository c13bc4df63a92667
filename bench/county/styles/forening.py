"""An association's minutes: `§ 1 Mötets öppnande`, decisions and elections in running prose, signatures at the end."""

from __future__ import annotations

from county import dates
from county.business import Setting, appointment, named
from county.document import Json, Page
from county.facts import Attendee, Business, Clause, RoleFact
from county.grammar import expand, sentence


def write(page: Page) -> None:
    """Writes the whole document."""
    meeting, rng, body = page.meeting, page.rng, page.meeting.body
    annual = meeting.number % 9 == 3
    what = "årsmöte" if annual else rng.choice(("styrelsemöte", "styrelsesammanträde", "styrelsemöte", "medlemsmöte"))
    day = dates.long(meeting.day)
    if meeting.kind == "agenda":
        page.line(f"{rng.choice(('Kallelse till', 'Dagordning för', 'Förslag till dagordning,'))} {what} i {body.name}")
        page.line(f"Tid: {dates.DAYS[meeting.day.weekday()]} den {day} kl. {dates.clock(meeting.start, rng)}")
        page.line(f"Plats: {meeting.place}")
        page.dated()
        page.timed(end=False)
        page.placed()
    else:
        word = rng.choice(("Protokoll fört vid", "Protokoll från", "Protokoll för", "Mötesprotokoll,"))
        page.para(f"{word} {what} i {body.name} den {day}")
        page.dated()
        if rng.random() < 0.7:
            page.line(f"Plats: {meeting.place}")
            page.placed()
        page.gap()
        _present(page)
    number = 0

    def head(title: str) -> Json:
        nonlocal number
        number += 1
        page.gap()
        mark = rng.choice(("§ ", "§", "§ ")) if sign else ""
        page.para(f"{mark}{number}{'' if sign else '.'} {title}")
        return page.item(str(number), title)

    sign = rng.random() < 0.75
    agenda = meeting.kind == "agenda"
    item = head(rng.choice(("Mötets öppnande", "Öppnande", "Mötet öppnas")))
    if not agenda:
        page.para(sentence(expand("welcome", rng, {"person": named(meeting.chair.person)})))
    item = head(rng.choice(("Val av justerare", "Val av justeringsperson", "Val av protokolljusterare")))
    if not agenda:
        verb = rng.choice(("valdes", "utsågs"))
        page.para(f"Till justerare {verb} {named(meeting.adjuster.person)}.")
        text, chosen = f"till justerare {verb} {meeting.adjuster.person.name}", (meeting.adjuster.person,)
        page.decided(item, Clause(text, ("appoint",), appointed=chosen))
        item["decisions"][-1]["sure"] = False  # is it the meeting's decision, or its procedure?
        page.role(RoleFact(meeting.adjuster.person, "justerare", "appointed", sure=False))
    where = Setting(page.county, body, meeting.day, rng)
    item = head(rng.choice(("Dagordning", "Godkännande av dagordningen", "Fastställande av dagordning")))
    if not agenda:
        _prose(page, item, Clause("godkänna dagordningen", ("approve",)))
    if meeting.previous and rng.random() < 0.8:
        item = head(
            rng.choice(("Föregående protokoll", "Föregående mötes protokoll", "Genomgång av föregående protokoll"))
        )
        if not agenda:
            page.para(f"Protokollet från den {dates.long(meeting.previous)} gicks igenom.")
            page.previous(item)
            _prose(page, item, Clause("lägga protokollet till handlingarna", ("file",)))
    if annual:
        item = head(rng.choice(("Ansvarsfrihet för styrelsen", "Frågan om ansvarsfrihet")))
        if not agenda:
            if rng.random() < 0.5:
                page.para("Revisorerna tillstyrkte ansvarsfrihet.")
            _prose(page, item, Clause(expand("act.discharge", rng, {"år": str(meeting.day.year - 1)}), ("discharge",)))
        item = head(rng.choice(("Val av ordförande", "Val till styrelsen", "Val av styrelse")))
        if not agenda:
            role = rng.choice(("ordförande", "kassör", "sekreterare", "ledamot"))
            chosen = rng.choice(meeting.attendees).seat.person
            for _ in range(9):
                one = appointment(where, chosen, role, page.county.region)
                if "representera" not in one.text:
                    break
            else:
                one = Clause(f"välja {named(chosen)} till {role}", ("appoint",), appointed=(chosen,),
                             roles=(RoleFact(chosen, role, "appointed"),))  # fmt: skip
            if "representera" not in one.text:
                _prose(page, item, one)
    for business in meeting.business:
        if business.why != "other":
            _business(page, head(business.title), business)
    item = head(rng.choice(("Övriga frågor", "Övrigt")))
    for business in meeting.business:
        if business.why == "other" and not agenda:
            page.tell(item, business.said)
    if meeting.next_day and not agenda:
        item = head(rng.choice(("Nästa möte", "Nästa sammanträde", "Tid för nästa möte")))
        word = rng.choice(("Nästa möte hålls", "Nästa möte äger rum", "Styrelsen träffas nästa gång"))
        page.para(f"{word} den {page.planned()}.")
    item = head(rng.choice(("Mötets avslutande", "Avslutning", "Mötet avslutas")))
    if not agenda:
        page.para(sentence(expand("thanks", rng, {"person": named(meeting.chair.person)})))
        page.gap()
        page.line("Vid protokollet")
        page.line(f"{page.name(meeting.secretary.person)}, sekreterare")
        page.role(RoleFact(meeting.secretary.person, "sekreterare", "holds"))
        page.gap()
        page.line(rng.choice(("Justeras", "Justeras:", "Justerat")))
        page.line(f"{page.name(meeting.chair.person)}, ordförande")
        page.role(RoleFact(meeting.chair.person, "ordförande", "holds"))
        page.line(page.name(meeting.adjuster.person))


def _present(page: Page) -> None:
    meeting, rng = page.meeting, page.rng
    here = [one for one in meeting.attendees if one.present]
    if meeting.secretary.person.number not in {one.seat.person.number for one in here}:
        here.append(Attendee(meeting.secretary))
    if rng.random() < 0.5:
        page.line(rng.choice(("Närvarande:", "Närvarande", "Närvarande ledamöter:")))
        for one in here:
            page.line(_titled(page, one))
    else:
        names = [_titled(page, one, plain=True) for one in here]
        page.para(f"Närvarande: {', '.join(names[:-1])} och {names[-1]}.")
    absent = [one for one in meeting.attendees if not one.present]
    if absent:
        page.para(f"{rng.choice(('Anmält förhinder', 'Frånvarande', 'Förhindrade', 'Ej närvarande'))}: " + ", ".join(
            page.attend(one.seat, "absent", role=False) for one in absent))  # fmt: skip


def _titled(page: Page, one: Attendee, *, plain: bool = False) -> str:
    seat = one.seat
    name = page.attend(seat, role=False, organisation=False)
    if plain or seat.role not in ("ordförande", "vice ordförande", "sekreterare", "kassör"):
        return name
    page.holds(seat)
    return f"{name}, {seat.role}" if page.rng.random() < 0.5 else f"{name} ({seat.role})"


def _business(page: Page, item: Json, one: Business) -> None:
    if page.meeting.kind == "agenda":
        return
    if one.withdrawn:
        page.line("Punkten utgick.")
        item["withdrawn"] = True
        return
    page.tell(item, one.said)
    for clause in one.clauses:
        if clause.condition_above and clause.condition:
            page.para(f"{_subject(page)} beslutade, {clause.condition}, att {clause.text}.")
            page.decided(item, clause)
        else:
            _prose(page, item, clause)


def _subject(page: Page) -> str:
    return page.rng.choice(("Mötet", "Styrelsen", "Mötet", page.meeting.body.short))


def _prose(page: Page, item: Json, clause: Clause) -> None:
    rng = page.rng
    lead = rng.choice((
        f"{_subject(page)} beslutade att", f"{_subject(page)} beslutade att", "Det beslutades att", "Beslutades att",
        f"Efter diskussion beslutade {_subject(page).lower()} att" if rng.random() < 0.5 else "Beslöts att",
        "Beslut: att", f"{_subject(page)} beslöt att",
    ))  # fmt: skip
    page.para(f"{lead} {clause.text}.")
    page.decided(item, clause)
