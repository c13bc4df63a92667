"""A document being written: its lines, and the truth of just what they say, in the extraction format."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from county import dates
from county.bodies import Body, County
from county.facts import Clause, Day, Meeting, RoleFact, Said, Seat
from county.people import Person, variant

Json = dict[str, Any]
_PERSON = re.compile(r"⟦(\d+)⟧")
_START, _END = 0xF0000, "\ue001"
MARKED = re.compile(f"([{chr(_START)}-{chr(0xFFFFD)}])(.*?){_END}", re.S)
_MARKS = re.compile(f"[{chr(_START)}-{chr(0xFFFFD)}{_END}]")


@dataclass
class Page:
    """The text of one meeting's document while a house style writes it."""

    meeting: Meeting
    county: County
    people: dict[int, Person]
    rng: Random
    lines: list[str] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    mistakes: float = 0.01
    truth: Json = field(default_factory=dict)
    relations: list[tuple[str, str, str, str]] = field(default_factory=list)
    width: int = 78

    def __post_init__(self) -> None:
        meeting = self.meeting
        self.truth = {
            "file": meeting.file, "kind": meeting.kind, "body": meeting.body.key, "date": None, "date_source": None,
            "date_earliest": None, "date_latest": None, "time_start": None, "time_end": None, "place": None,
            "mode": None, "recorded": None, "previous_minutes": None, "attendance": [], "items": [],
            "planned_meetings": [], "role_facts": [], "deadlines": [],
        }  # fmt: skip

    # --- words -------------------------------------------------------------------------------------------------

    def name(self, person: Person, written: str | None = None) -> str:
        """A person's name as it is written here, marked, so that its spelling can be read off the finished page."""
        if written is None:
            written = variant(person, self.rng) if self.rng.random() < self.mistakes else person.name
        self.seen.append(person.number)
        return f"{chr(_START + len(self.seen) - 1)}{written}{_END}"

    def spelled(self, text: str) -> str:
        """A text with the names of its people put in."""
        return _PERSON.sub(lambda found: self.name(self.people[int(found[1])]), text)

    def plain(self, text: str) -> str:
        """The same text with the right names, as the truth holds it."""
        return _MARKS.sub("", _PERSON.sub(lambda found: self.people[int(found[1])].name, text))

    # --- lines -------------------------------------------------------------------------------------------------

    def line(self, text: str = "") -> None:
        """A line as it is."""
        self.lines.append(text)

    def gap(self) -> None:
        """An empty line, if there is none yet."""
        if self.lines and self.lines[-1].strip():
            self.lines.append("")

    def para(self, text: str, first: str = "", rest: str = "") -> None:
        """A paragraph, wrapped; `first` and `rest` are indents."""
        self.lines += textwrap.wrap(
            self.spelled(text), self.width, initial_indent=first, subsequent_indent=rest, break_long_words=False,
            break_on_hyphens=False,
        ) or [first]  # fmt: skip

    # --- facts -------------------------------------------------------------------------------------------------

    def dated(self) -> None:
        """The date stands in the heading."""
        self.truth |= {"date": self.meeting.day.isoformat(), "date_source": "header"}

    def timed(self, *, end: bool = True) -> None:
        """The times stand in the heading."""
        self.truth["time_start"] = self.meeting.start
        self.truth["time_end"] = self.meeting.end if end else None

    def placed(self) -> None:
        """The place stands in the heading."""
        self.truth |= {"place": self.meeting.place, "mode": self.meeting.mode}

    def attend(self, seat: Seat, status: str = "present", *, marked: str | None = None, role: bool = True,
               organisation: bool = True, instead_of: Person | None = None) -> str:  # fmt: skip
        """The name of somebody who attended (or did not), written and noted."""
        written = marked or self.name(seat.person)
        self.truth["attendance"].append({
            "name": seat.person.name, "surface": written, "status": status,
            "organisation": seat.organisation.key if organisation and seat.organisation else None,
            "role": seat.role if role else None,
        } | ({"substitutes_for": instead_of.name} if instead_of else {}))  # fmt: skip
        return written

    def missing(self, person: Person) -> str:
        """The name of somebody for whom a substitute serves: absent, though no list of the absent says so."""
        return self.attend(Seat(person, "ledamot"), "absent", role=False)

    def titled(self, seat: Seat, role: str) -> Seat:
        """The same person in the part that they have at this meeting (`sekreterare`)."""
        return Seat(seat.person, role)

    def motion(self, pattern: str, people: tuple[str, ...]) -> str:
        """A sentence about what members moved; it states no fact."""
        return pattern.format(*people)

    def width_of(self, text: str) -> int:
        """How many characters a text takes, its marks not counted."""
        return len(_MARKS.sub("", text))

    def role(self, fact: RoleFact) -> None:
        """The text says this of a post."""
        self.truth["role_facts"].append({
            "person": fact.person.name, "role": fact.role,
            "organisation": fact.organisation.key if fact.organisation else None, "from": fact.since, "to": None,
            "quote": "", "kind": fact.kind,
        } | ({} if fact.sure else {"sure": False}))  # fmt: skip

    def holds(self, seat: Seat, *, sure: bool = True) -> None:
        """A title stands with the name."""
        self.role(RoleFact(seat.person, seat.role, "holds", seat.organisation, sure=sure))

    def item(self, number: str | None, title: str, kinds: Iterable[str] = (), parent: str | None = None) -> Json:
        """A heading that holds business."""
        used = {one["number"] for one in self.truth["items"]}
        entry: Json = {
            "number": f"{number}bis" if number in used and number else number, "parent": parent,
            "title": self.plain(title), "kinds": list(kinds), "attachments": [], "presenters": [], "withdrawn": False,
            "decisions": [], "meeting_references": [], "moves": [],
        }  # fmt: skip
        self.truth["items"].append(entry)
        return entry

    def presented(self, item: Json, seat: Seat, *, role: bool = True, organisation: bool = True) -> None:
        """Somebody is named as presenting an item, with the title or without."""
        item["presenters"].append({
            "name": seat.person.name, "role": seat.role if role else None,
            "organisation": seat.organisation.key if organisation and seat.organisation else None,
        })  # fmt: skip
        if role:
            self.holds(seat)

    def decided(self, item: Json, clause: Clause, status: str = "taken", by: Body | None = None) -> None:
        """An att-clause stands under an item."""
        text = self.plain(clause.text)
        entry: Json = {
            "status": status, "by": (by or self.meeting.body).key, "text": f"att {text}", "acts": list(clause.acts),
            "assigned_to": _names(clause.assigned), "referred_to": _names(clause.referred),
            "appointed": _names(clause.appointed), "condition": clause.condition,
            "deadline": clause.deadline.isoformat() if clause.deadline else None,
        }  # fmt: skip
        if clause.unsure:
            entry["unsure"] = list(clause.unsure)
        item["decisions"].append(entry)
        self.moved(item, clause.moves)
        for fact in clause.roles:
            self.role(fact)
        if clause.deadline:
            who = clause.assigned[0] if clause.assigned else None
            self.due(text, clause.deadline, item["number"], who)

    def due(self, what: str, day: Day, number: str | None, who: Body | Person | None = None) -> None:
        """Something is to be done by a day."""
        holder = who.name if isinstance(who, Person) else who.key if who else None
        self.truth["deadlines"].append(
            {"what": self.plain(what), "who": holder, "date": day.isoformat(), "item": number}
        )

    def moved(self, item: Json, moves: Iterable[tuple[Body, Body, str, bool]], quote: str = "") -> None:
        """A matter goes from body to body; one that the item says already is not said twice."""
        for source, target, kind, sure in moves:
            move: Json = {"from": source.key, "to": target.key, "kind": kind, "quote": quote}
            if any((one["from"], one["to"], one["kind"]) == (source.key, target.key, kind) for one in item["moves"]):
                continue
            item["moves"].append(move if sure else move | {"sure": False})

    def tell(self, item: Json, sentences: Iterable[Said], first: str = "", rest: str = "") -> None:
        """A paragraph of prose, and what its sentences state."""
        chosen = list(sentences)
        for one in chosen:
            self.stated(item, one)
        if chosen:
            self.para(" ".join(one.text for one in chosen), first, rest)

    def stated(self, item: Json, one: Said) -> None:
        """What a sentence states, which the style writes itself."""
        self.moved(item, one.moves, self.plain(one.text)[:90])
        for body, day in one.references:
            reference = {"body": body.key, "date": day.isoformat()}
            if reference not in item["meeting_references"]:
                item["meeting_references"].append(reference)
        for fact in one.roles:
            self.role(fact)
        if one.teller and not item["presenters"]:
            item["presenters"].append({"name": one.teller.person.name, "role": None, "organisation": None})
        if one.relation:
            subject, relation, target = one.relation
            self.relations.append((subject.key, relation, target.key, self.plain(one.text)))

    def previous(self, item: Json) -> None:
        """The item names the previous minutes by their day."""
        if self.meeting.previous:
            self.truth["previous_minutes"] = self.meeting.previous.isoformat()
            item["meeting_references"].append(
                {"body": self.meeting.body.key, "date": self.meeting.previous.isoformat()}
            )

    def planned(self) -> str:
        """The next meeting's day (and hour), written and noted; nothing where there is none."""
        day = self.meeting.next_day
        if day is None:
            return ""
        start = self.meeting.next_start if self.rng.random() < 0.6 else None
        self.truth["planned_meetings"].append({
            "body": self.meeting.body.key, "date": day.isoformat(), "time_start": start, "time_end": None,
            "place": None,
        })  # fmt: skip
        written = self.rng.choice((dates.long(day), dates.long(day), day.isoformat()))
        return f"{written} kl. {start.replace(':', '.')}" if start else written


def _names(many: Iterable[Body | Person]) -> list[str]:
    return [one.name if isinstance(one, Person) else one.key for one in many]
