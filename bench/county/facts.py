"""What a meeting is before it is written down: frozen facts that every house style puts into its own words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from county.bodies import Body
from county.people import Person
from county.topics import Topic

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a post: as what (`socialchef`, `ledamot`), and of which body."""

    person: Person
    role: str
    organisation: Body | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A seat at a meeting: present or absent; `instead_of` is the person for whom a substitute serves."""

    seat: Seat
    present: bool = True
    instead_of: Person | None = None


@dataclass(frozen=True, slots=True)
class RoleFact:
    """What the text says of a post: `kind` as in the extraction format."""

    person: Person
    role: str
    kind: str
    organisation: Body | None = None
    since: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Clause:
    """One att-clause without its `att`, and all that it says; `unsure` names what two readers might see differently."""

    text: str
    acts: tuple[str, ...]
    assigned: tuple[Body | Person, ...] = ()
    referred: tuple[Body, ...] = ()
    appointed: tuple[Person, ...] = ()
    condition: str | None = None
    condition_above: bool = False
    deadline: Day | None = None
    moves: tuple[tuple[Body, Body, str, bool], ...] = ()
    roles: tuple[RoleFact, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the prose and what it states beside being prose; `teller` is who presents the matter in it."""

    text: str
    moves: tuple[tuple[Body, Body, str, bool], ...] = ()
    references: tuple[tuple[Body, Day], ...] = ()
    roles: tuple[RoleFact, ...] = ()
    relation: tuple[Body, str, Body] | None = None
    teller: Seat | None = None


@dataclass(eq=False, slots=True)
class Matter:
    """A thread of business, where it lies now and what became of it; `log` holds (body, day, file, item number).

    `cases` are its case numbers by the body whose register has it, "" where that gave none.
    """

    number: int
    topic: Topic
    log: list[tuple[Body, Day, str, str | None]] = field(default_factory=list)
    assignee: Body | Person | None = None
    last_day: Day | None = None
    last_body: Body | None = None
    cases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Business:
    """One item of a meeting. `why`: formal, new, referred, deferred, report, again, other."""

    title: str
    why: str
    kinds: tuple[str, ...] = ()
    matter: Matter | None = None
    presenters: tuple[Seat, ...] = ()
    said: tuple[Said, ...] = ()
    clauses: tuple[Clause, ...] = ()
    proposed: tuple[tuple[Body, Clause], ...] = ()
    case: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body, as its agenda or its minutes (`kind`); `actions` are what, who and when."""

    county: int
    body: Body
    kind: str
    number: int
    day: Day
    start: str
    end: str
    place: str
    mode: str
    attendees: tuple[Attendee, ...]
    chair: Seat
    secretary: Seat
    adjuster: Seat
    business: tuple[Business, ...]
    previous: Day | None = None
    next_day: Day | None = None
    next_start: str = ""
    recorded: Day | None = None
    actions: tuple[tuple[str, Seat, Day], ...] = ()
    file: str = ""
