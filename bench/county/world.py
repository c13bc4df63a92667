"""Years of meetings: who sits where, what is on the table, and where each matter goes. Streaming, county by county."""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from county import business as wording
from county import dates
from county import people as naming
from county.bodies import Body, County
from county.business import Setting, named
from county.facts import Attendee, Business, Day, Matter, Meeting, RoleFact, Said, Seat
from county.grammar import expand, sentence
from county.people import Person
from county.topics import topic, topics

TITLES = (
    "utvecklingsledare", "samordnare", "verksamhetschef", "enhetschef", "projektledare", "strateg", "utredare",
    "avdelningschef", "ekonom", "kvalitetsutvecklare", "förvaltningschef", "jurist", "regional samordnare",
    "medicinskt ansvarig sjuksköterska", "tf. enhetschef", "processledare", "controller",
)  # fmt: skip
OFFICES = ("ordförande", "vice ordförande", "sekreterare", "kassör", "ledamot", "ledamot", "ledamot", "suppleant")
STREETS = ("Storgatan", "Kungsgatan", "Skolgatan", "Järnvägsgatan", "Myrstigen", "Torggatan", "Kyrkogatan", "Åsgatan")
ROOMS = ("Kommunhuset, sal Tallen", "Stadshuset, sessionssalen", "Biblioteket", "Folkets hus", "Församlingshemmet",
         "Hotell Furan", "Regionhuset, sal Älgen", "Bygdegården", "Sammanträdesrum Granen")  # fmt: skip
ONLINE = ("Teams", "Digitalt via Teams", "Zoom", "Digitalt möte", "Microsoft Teams", "Via Teams")
DAY = datetime.timedelta(days=1)


@dataclass
class Chamber:
    """A body at work: its seats, what waits to be dealt with, when it last met."""

    body: Body
    seats: list[Seat]
    substitutes: list[Seat]
    waiting: list[tuple[int, Matter, str, Body | None]] = field(default_factory=list)
    last: Day | None = None
    met: int = 0
    news: list[Said] = field(default_factory=list)


class Simulation:
    """One county over the years. `meetings` yields what its bodies put on paper, in order of the day."""

    def __init__(self, county: County, rng: Random, first_person: int, styles: Collection[str]) -> None:
        self.county, self.rng = county, rng
        self.first_person = first_person
        self.people: list[Person] = []
        self.matters: list[Matter] = []
        self.styles = styles
        self.experts = [self._seat(rng.choice(TITLES), self._somewhere()) for _ in range(26)]
        self.chambers = {body.key: self._chamber(body) for body in county.meeting}
        self.now = datetime.date(2016 + rng.randint(0, 3), 1, 11)
        towns = [town.name.removesuffix(" kommun") for town in county.municipalities]
        self._topics = topics(towns, rng)
        self._steered: dict[str, Body] = {}

    # --- people ------------------------------------------------------------------------------------------------

    def person(self) -> Person:
        """Somebody new; now and then a namesake of somebody there."""
        number = self.first_person + len(self.people)
        new = naming.person(number, self.rng)
        if self.people and self.rng.random() < 0.015:
            other = self.rng.choice(self.people)
            new = Person(number, other.first, other.last, new.party)
        self.people.append(new)
        return new

    def _seat(self, role: str, organisation: Body | None) -> Seat:
        return Seat(self.person(), role, organisation)

    def _somewhere(self) -> Body:
        county = self.county
        return self.rng.choice((county.office, county.office, county.region, *county.municipalities))

    def _chamber(self, body: Body) -> Chamber:
        rng = self.rng
        if body.people == "heads":
            seats = [self._seat("socialchef", town) for town in self.county.municipalities]
            seats.append(self._seat("avdelningschef", self.county.office))
            seats.append(self._seat("divisionschef", self.county.region))
            extra = [self._seat("biträdande socialchef", rng.choice(self.county.municipalities)) for _ in range(3)]
        elif body.people == "board":
            count = rng.choice((7, 9, 11))
            seats = [self._seat("ordförande", None), self._seat("vice ordförande", None)]
            seats += [self._seat("ledamot", None) for _ in range(count - 2)]
            extra = [self._seat("ersättare", None) for _ in range(5)]
        elif body.people == "association":
            seats = [self._seat(office, None) for office in OFFICES]
            extra = [self._seat("suppleant", None) for _ in range(2)]
        else:
            seats = rng.sample(self.experts, rng.randint(6, 9))
            extra = [self._seat(rng.choice(TITLES), self._somewhere()) for _ in range(2)]
        return Chamber(body, seats, extra)

    def _turnover(self, chamber: Chamber) -> None:
        """Somebody goes, somebody comes: new, or from another post; it may be said at the meeting."""
        rng = self.rng
        place = rng.randrange(len(chamber.seats))
        old = chamber.seats[place]
        others = [
            seat for one in self.chambers.values() if one.body.people == chamber.body.people for seat in one.seats
        ]
        sitting = {seat.person.number for seat in chamber.seats}
        movable = [seat.person for seat in others if seat.person.number not in sitting]
        new_person = rng.choice(movable) if movable and rng.random() < 0.4 else self.person()
        new = replace(old, person=new_person)
        chamber.seats[place] = new
        if old in self.experts:
            self.experts[self.experts.index(old)] = new
        if chamber.body.people in ("heads", "experts") and new.organisation is not None and rng.random() < 0.7:
            chamber.news.append(self._news(old, new, new.organisation))

    def _news(self, old: Seat, new: Seat, where: Body) -> Said:
        rule = self.rng.choice(("takesup", "leaves", "succeeds"))
        since = self.now + self.rng.randint(10, 80) * DAY
        slots = {
            "person": named((old if rule == "leaves" else new).person), "roll": new.role, "orgform": where.short,
            "tillträde": dates.long(since), "företrädare": named(old.person),
        }  # fmt: skip
        text = sentence(expand(rule, self.rng, slots))
        stated = since.isoformat() if slots["tillträde"] in text else None
        if rule == "leaves":
            return Said(text, roles=(RoleFact(old.person, old.role, "leaves", where),))
        facts = [RoleFact(new.person, new.role, "takes_up", where, stated)]
        if rule == "succeeds":
            facts.append(RoleFact(old.person, old.role, "leaves", where, sure=False))
        return Said(text, roles=tuple(facts))

    def _relation(self, body: Body) -> Said:
        """How a body stands to another, as a meeting may say; to whom it reports changes with the years."""
        rng = self.rng
        kind = rng.choice(("reports_to", "reports_to", "steers", "prepares_for", "part_of", "coordinates"))
        subject, target = body, rng.choice([other for other in self.county.meeting if other is not body])
        if kind == "steers" and subject.type != "steering group":
            kind = "prepares_for"
        if kind == "reports_to":
            before = self._steered.get(subject.key)
            target = target if before is None or rng.random() < 0.5 else before
            self._steered[subject.key] = target
        slots = {"subjekt": subject.short, "objekt": target.short, "år": str(self.now.year + 1)}
        text = sentence(expand(f"relation.{kind}", rng, slots))
        return Said(text, relation=(subject, kind, target))

    # --- meetings ----------------------------------------------------------------------------------------------

    def meetings(self) -> Iterator[Meeting]:
        """Every document of the county, without end: agendas some days before the minutes they announce."""
        rng = self.rng
        wanted = [body for body in self.county.meeting if not self.styles or body.style in self.styles]
        heap = [(self.now + (index * 3 + rng.randint(0, 2)) * DAY, index) for index in range(len(wanted))]
        heapq.heapify(heap)
        while heap:
            day, index = heapq.heappop(heap)
            while day.weekday() > 4 or day.month == 7:
                day += DAY
            self.now = day
            chamber = self.chambers[wanted[index].key]
            following = day + rng.choice((28, 28, 35, 35, 42, 49)) * DAY
            while following.weekday() > 4 or following.month == 7:
                following += DAY
            yield from self._held(chamber, day, following)
            heapq.heappush(heap, (following, index))

    def _held(self, chamber: Chamber, day: Day, following: Day) -> Iterator[Meeting]:
        rng, body = self.rng, chamber.body
        if chamber.met and rng.random() < 0.14:
            self._turnover(chamber)
        seats = list(chamber.seats)
        attendees: list[Attendee] = []
        spare = list(chamber.substitutes)
        for seat in seats[1:]:
            if rng.random() < 0.87:
                attendees.append(Attendee(seat))
                continue
            attendees.append(Attendee(seat, present=False))
            if spare and rng.random() < 0.45 and body.people in ("board", "heads"):
                substitute = spare.pop(0)
                if body.people == "heads":
                    substitute = replace(substitute, organisation=seat.organisation)
                attendees.append(Attendee(substitute, instead_of=seat.person))
        chair = replace(seats[0], role="ordförande") if body.people in ("board", "association") else seats[0]
        attendees.insert(0, Attendee(chair))
        present = [one.seat for one in attendees if one.present and one.instead_of is None]
        secretary = self.experts[sum(map(ord, body.key)) % len(self.experts)]
        if secretary.person.number in {one.seat.person.number for one in attendees}:
            secretary = present[-1]
        hour = rng.randint(8, 14)
        online = rng.random()
        where = (
            f"{rng.choice(STREETS)} {rng.randint(1, 60)}, {self.county.municipalities[0].name.removesuffix(' kommun')}"
        )
        room = rng.choice((where, *ROOMS))
        place, mode = (
            (rng.choice(ONLINE), "digital") if online < 0.3
            else (f"{room} {rng.choice(('samt', 'och'))} Teams", "hybrid") if online < 0.38 else (room, "physical")
        )  # fmt: skip
        business = self._business(chamber, day)
        end_hour = hour + rng.randint(1, 3)
        actions = self._actions(chamber, day, present) if body.style in ("atgardslista", "tabell", "styrgrupp") else ()
        meeting = Meeting(
            self.county.number, body, "minutes", chamber.met + 1, day,
            f"{hour:02}:{rng.choice(('00', '00', '30', '15'))}", f"{end_hour:02}:{rng.choice(('00', '30', '45'))}",
            place, mode, tuple(attendees), chair, secretary, rng.choice(present[1:] or present), business,
            chamber.last, following if rng.random() < 0.55 else None, f"{rng.randint(8, 15):02}:00",
            day + rng.randint(0, 6) * DAY if rng.random() < 0.3 else None, actions,
        )  # fmt: skip
        if rng.random() < 0.16:
            yield replace(meeting, kind="agenda", recorded=None, actions=())
        yield meeting
        chamber.last, chamber.met = day, chamber.met + 1

    def _actions(self, chamber: Chamber, day: Day, present: list[Seat]) -> tuple[tuple[str, Seat, Day], ...]:
        rng = self.rng
        where = Setting(self.county, chamber.body, day, rng)
        days = rng.sample(range(8, 150), rng.randint(2, 6))
        return tuple(
            (expand("action", rng, where.slots(self._new(), where.target())), rng.choice(present), day + due * DAY)
            for due in sorted(days)
        )

    def _new(self) -> Matter:
        return Matter(-1, topic(self.rng))

    def _business(self, chamber: Chamber, day: Day) -> tuple[Business, ...]:
        rng = self.rng
        where = Setting(self.county, chamber.body, day, rng)
        ready = [entry for entry in chamber.waiting if entry[0] <= chamber.met]
        rng.shuffle(ready)
        ready = ready[: rng.randint(2, 5)]
        chamber.waiting = [entry for entry in chamber.waiting if entry not in ready]
        while len(ready) < 3 or (len(ready) < 8 and rng.random() < 0.45):
            matter = Matter(len(self.matters), next(self._topics))
            self.matters.append(matter)
            ready.append((0, matter, "new", None))
        made: list[Business] = []
        for _, matter, why, came_from in ready:
            one, outcome = wording.make(where, matter, why, tuple(self.experts), came_from)
            made.append(one)
            matter.last_day, matter.last_body = day, chamber.body
            self._onwards(chamber, matter, outcome)
        news, chamber.news = chamber.news, []
        if rng.random() < 0.06:
            news.append(self._relation(chamber.body))
        if news or rng.random() < 0.3:
            told = tuple(news) or (Said(sentence(expand("other.quiet", rng))),)
            made.append(Business("Övriga frågor", "other", said=told))
        return tuple(made)

    def _onwards(self, chamber: Chamber, matter: Matter, outcome: str) -> None:
        met = chamber.met
        if outcome == "defer":
            chamber.waiting.append((met + 1, matter, "deferred", None))
        elif outcome == "again":
            chamber.waiting.append((met + self.rng.randint(1, 3), matter, "again", None))
        elif outcome == "assign":
            chamber.waiting.append((met + self.rng.randint(1, 4), matter, "report", None))
        elif outcome.startswith("refer "):
            target = self.chambers.get(outcome.removeprefix("refer "))
            if target is not None and (not self.styles or target.body.style in self.styles):
                target.waiting.append((target.met, matter, "referred", chamber.body))
