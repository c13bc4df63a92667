"""What graf knows, stage by stage: frozen values that pass from one stage of the pipeline to the next.

The names follow the public extraction format (`docs/extraction.md`): `graf extract` prints `Minutes` and `Network`
as JSON, and `graf build` maps the very same values to RDF, so the two cannot differ.

Positions are code points of the *text rendition* of a document: what was read from the file, before any repair.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

_START = attrgetter("start")

# --- read -----------------------------------------------------------------------------------------------------------


class Repair(NamedTuple):
    """One word that OCR got wrong, and what it was read as.

    `start`/`end` are positions in the repaired text, `original_start`/`original_end` in the rendition. `certain` is
    false where only context could decide (`är`/`år`) and the choice is marked rather than known.
    """

    start: int
    end: int
    original_start: int
    original_end: int
    original: str
    certain: bool = True


class Line(NamedTuple):
    """A line of the rendition: 1-based `number` and `page`, where it starts in the rendition, as repaired, as read.

    `box` is where it stands on the page, in points from the top left corner (left, top, right, bottom), where that is
    known (PDF, scans). A line set `aside` is a page's header or footer: part of the rendition, not of the text.
    """

    number: int
    page: int
    start: int
    text: str
    original: str
    repaired_start: int
    box: tuple[float, float, float, float] | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: its rows of cells, each cell a span of the rendition. A row is one line of it."""

    page: int
    rows: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its text rendition, the repaired text, and its numbered lines.

    `sha256` is the checksum of the file's bytes (hex). The repaired text has the same line breaks as the rendition;
    only words differ. `repairs` is sorted and maps every position of the one onto the other. `struck` are the spans of
    the rendition that are struck through (`struken`: the person was absent). `recognised` are the pages that are
    pictures, whose text was recognised (OCR) when the file was read.
    """

    file: str
    sha256: str
    text: str
    repaired: str
    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...] = ()
    struck: tuple[tuple[int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    recognised: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """The document's key in IRIs: the first 16 hex digits of its checksum."""
        return self.sha256[:16]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The rendition's span for a span of the repaired text; a repaired word is taken whole."""
        return self._back(start, False), self._back(end, True)

    def _back(self, position: int, is_end: bool) -> int:
        index = bisect_right(self.repairs, position, key=_START) - 1
        if index >= 0 and is_end and self.repairs[index].start == position:
            index -= 1
        if index < 0:
            return position
        repair = self.repairs[index]
        if position >= repair.end:
            return repair.original_end + position - repair.end
        return repair.original_end if is_end else repair.original_start

    def is_struck(self, start: int, end: int) -> bool:
        """Whether most of a span of the rendition is struck through."""
        crossed = sum(max(0, min(end, last) - max(start, first)) for first, last in self.struck)
        return crossed * 2 > end - start

    def line_at(self, position: int) -> Line:
        """The line that holds a position of the rendition."""
        return self.lines[max(0, bisect_right(self.lines, position, key=_START) - 1)]


# --- extract --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage a fact rests on: a span of the rendition, quoted exactly, the rule that read it, and how sure it is.

    `line` and `page` are 1-based; `confidence` lies between 0 and 1.
    """

    start: int
    end: int
    quote: str
    page: int
    line: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at a meeting (`närvarande`, `frånvarande`); `surface` is the name as written.

    `status` is present, absent, struck (the name is struck through: absent, a substitute came) or uncertain.
    `organisation` is on whose behalf; `substitutes_for` the name of the absent person. `during` is which part of the
    meeting, as the text says it, where not the whole (`§§ 3–7`, `lämnar mötet kl. 14.10`).
    """

    name: str
    surface: str
    status: str
    evidence: tuple[Evidence, ...]
    organisation: str | None = None
    role: str | None = None
    substitutes_for: str | None = None
    during: str | None = None


@dataclass(frozen=True, slots=True)
class Presenter:
    """Who presents an item (`föredragande`); `name` is None where only the post is given (`Ordförande, …`)."""

    name: str | None
    evidence: tuple[Evidence, ...]
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One `att`-clause, or one decision stated in prose.

    `status` is taken or proposed. `text` begins with `att` and is one line. `condition_branch` is `if` or `otherwise`
    (the else-branch: `Om … uteblir`). `deadline` is an ISO date.
    """

    status: str
    by: str | None
    text: str
    acts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    assigned_to: tuple[str, ...] = ()
    referred_to: tuple[str, ...] = ()
    appointed: tuple[str, ...] = ()
    condition: str | None = None
    condition_branch: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingReference:
    """A meeting that an item's text refers to; `date` is an ISO date or None."""

    body: str
    date: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A matter going from body to body. `kind`: refer, report_back, defer, originate, consult.

    `source` and `target` are printed as `from` and `to`. `decision` is the 0-based place of the item's decision that
    moves it, or None where the prose says so.
    """

    source: str
    target: str
    kind: str
    quote: str
    evidence: tuple[Evidence, ...]
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote (`votering`, `omröstning`); `abstained` is None where the text does not say."""

    yes: int
    no: int
    abstained: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """A person who takes another stand than the meeting.

    `kind` is reservation, not_taking_part (takes no part in deciding) or conflict_of_interest (`jäv`).
    """

    person: str
    kind: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item (`ärende`, `paragraf`); `number` as printed with its parent's in front, None where absent.

    `case_number` is the matter's number in the body's register (`diarienummer`, Dnr), as printed.
    """

    number: str | None
    parent: str | None
    title: str
    evidence: tuple[Evidence, ...]
    kinds: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    presenters: tuple[Presenter, ...] = ()
    withdrawn: bool = False
    decisions: tuple[Decision, ...] = ()
    meeting_references: tuple[MeetingReference, ...] = ()
    moves: tuple[Move, ...] = ()
    case_number: str | None = None
    vote: Vote | None = None
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A coming meeting that the text announces; `date` is an ISO date, times are HH:MM."""

    body: str
    date: str
    evidence: tuple[Evidence, ...]
    time_start: str | None = None
    time_end: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class RoleFact:
    """What the text says of a person's post. `kind`: holds, takes_up, leaves, nominated, appointed.

    `start` and `end` are printed as `from` and `to` (ISO dates, year or year-month).
    """

    person: str
    role: str | None
    organisation: str | None
    kind: str
    quote: str
    evidence: tuple[Evidence, ...]
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due: what, by whom, the last date (ISO), and the number of the item that says so."""

    what: str
    who: str | None
    date: str
    item: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A place where the text gives somebody's full name, whatever it says there; `name` is as repaired."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that one document states. `kind` is minutes or agenda.

    `date_source` is header (printed), inferred (from other documents: the evidence says which) or None; then
    `date_earliest` and `date_latest` bound it. `header_evidence` maps a header field's name to its passages.
    """

    file: str
    sha256: str
    kind: str
    body: str | None
    header_evidence: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()
    date: str | None = None
    date_source: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    date_reason: str | None = None
    time_start: str | None = None
    time_end: str | None = None
    place: str | None = None
    mode: str | None = None
    recorded: str | None = None
    previous_minutes: str | None = None
    attendance: tuple[Attendance, ...] = ()
    items: tuple[Item, ...] = ()
    planned_meetings: tuple[PlannedMeeting, ...] = ()
    role_facts: tuple[RoleFact, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    bodies: tuple[Body, ...] = ()  # every body that the document names
    relations: tuple[Relation, ...] = ()
    named: tuple[Named, ...] = ()  # every place where the text gives a person's full name


# --- resolve --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """An organised group or organisation. `key` is the register's, else the full name as the text gives it.

    `type` is one of the extraction format's (network, steering group, …). `source` says where the register has it
    from; None for a body that only the documents name.
    """

    key: str
    name: str
    type: str
    abbreviations: tuple[str, ...] = ()
    surfaces: tuple[str, ...] = ()
    parent: str | None = None
    source: str | None = None
    note: str | None = None
    evidence: tuple[tuple[str, Evidence], ...] = ()  # (file, passage) of the first mention in each document


@dataclass(frozen=True, slots=True)
class Person:
    """One person across documents; `key` is opaque (`resolve/people_keys.py` says what it is made of).

    Who is meant where is told by the mention, since two people may bear one name, also in one document: `mentions` are
    the files, and the places in the rendition, where the person is named.
    """

    key: str
    name: str
    surfaces: tuple[tuple[str, str], ...]  # (file, surface)
    unsettled: str | None = None  # why it may be more, or fewer, than one person
    mentions: tuple[tuple[str, int], ...] = ()  # (file, start of the passage)
    reasons: tuple[str, ...] = ()  # why mentions that differ are one person


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a matter is dealt with: a file and an item's number."""

    file: str
    item: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A thread of business that two or more items are about.

    `reasons` says why the items belong together, `case_numbers` which numbers (Dnr) they bear.
    """

    key: str
    title: str
    occurrences: tuple[Occurrence, ...]
    mentioned: tuple[tuple[str, str | None, str], ...] = ()  # (body, date, file)
    reasons: tuple[str, ...] = ()
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation of two bodies.

    It is reports_to, part_of, steers, coordinates, prepares_for, supports, appoints_to or member_of.
    """

    subject: str
    relation: str
    object: str
    file: str
    quote: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """What holds over all documents: bodies, people, matters, relations."""

    bodies: tuple[Body, ...] = ()
    people: tuple[Person, ...] = ()
    matters: tuple[Matter, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person whom the archivist knows: a key kept for good, the name, other spellings, and where it is known from.

    `mentions` tell namesakes apart: the first 16 digits of a document's checksum, and where the name begins in it.
    `line` is that of the entry in `register/people.csv`.
    """

    key: str
    name: str
    variants: tuple[str, ...]
    source: str
    mentions: tuple[tuple[str, int], ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A post that the archivist knows somebody to have held: keys of person and body, bounds as dates (or parts)."""

    person: str
    role: str
    organisation: str
    valid_from: str | None
    valid_to: str | None
    source: str


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """A matter that the archivist knows: a key kept for good, title, case numbers (Dnr), and items (file, number)."""

    key: str
    title: str
    case_numbers: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Register:
    """What an archivist knows, from the dataset's `register/` and graf's built-in one; never read from the documents.

    `forms` maps a case-folded form as used in text (`Falu kommun`, `LPO PV`) to a body's key. `places` does so for the
    short names of municipalities and their genitives (`Falun`, `Leksands`), which are ordinary words or surnames too
    (`Mora`, `Lund`, `Mark`) and need a context that speaks of a municipality. `people` are the names of `persons`.
    `salt` is mixed into people's keys, so that nobody can try a name; None where no key may be made of a name.
    """

    bodies: tuple[Body, ...] = ()
    people: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    forms: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    persons: tuple[KnownPerson, ...] = ()
    roles: tuple[KnownRole, ...] = ()
    matters: tuple[KnownMatter, ...] = ()
    salt: str | None = ""
