"""What a correction can be about: the kinds of facts, and the fields of each with the form that a value must have.

Names are those of the extraction's public form (`docs/extraction.md`): a `move` has `from` and `to`. The closed lists
are those of `ontology/concepts.ttl`; a test holds that the two agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graf import model
from graf.register import BODY_TYPES, RELATIONS

Value = str | bool | int | tuple[str, ...]
"""What a field holds: a text, yes or no, a number, or several texts. An empty text says that it has no value."""

DAY, DATE, TIME = r"\d{4}-\d\d-\d\d", r"\d{4}(-\d\d(-\d\d)?)?", r"\d\d:\d\d"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact: its name, its attribute in the model, and what its value must be.

    `pattern` is what a text must match, `choices` the closed list it is from; `many` is true for several texts.
    `flag` is for yes or no, `number` for a count. `names` says what a name in it is of: person, body or either; empty
    for other texts.
    """

    name: str
    attribute: str
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    many: bool = False
    flag: bool = False
    number: bool = False
    names: str = ""

    @property
    def telling(self) -> bool:
        """Whether a value tells one fact from another: free text does, an entry of a closed list does not."""
        return not (self.flag or self.choices or self.number)

    def wrong(self, value: Value) -> str | None:
        """What was expected, where the value is not of this field's form; None where it is."""
        if self.flag:
            return None if isinstance(value, bool) else "true or false"
        if self.number and value != "":
            return None if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a number from 0"
        if self.many:
            if not isinstance(value, tuple):
                return 'several texts, such as ["…", "…"]'
            return next((why for one in value if (why := self._wrong_text(one))), None)
        return self._wrong_text(value) if value != "" else None

    def _wrong_text(self, value: Value) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return "a text in quotes"
        if self.choices and value not in self.choices:
            return f"one of {', '.join(self.choices)}, not ‘{value}’"
        if self.pattern and not re.fullmatch(self.pattern, value):
            form = {DAY: "a day such as 2024-03-05", DATE: "a date such as 2024-03-05, 2024-03 or 2024"}
            return f"{form.get(self.pattern, 'a time such as 09:30')}, not ‘{value}’"
        return None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its fields, those that a new one must have, and the model's class (None: the meeting itself).

    `place` is where the model holds such facts: the attribute of the minutes or, `below_item`, of an item. Of a
    `single` one there is one at most.
    """

    name: str
    model: type | None
    place: str
    fields: Mapping[str, Field]
    required: tuple[str, ...] = ()
    below_item: bool = False
    single: bool = False


def _text(*names: str, of: str = "") -> list[Field]:
    return [Field(name, name, names=of) for name in names]


def _many(*names: str, of: str = "") -> list[Field]:
    return [Field(name, name, many=True, names=of) for name in names]


def _date(name: str, attribute: str = "", pattern: str = DATE) -> Field:
    return Field(name, attribute or name, pattern=pattern)


def _of(name: str, *choices: str, many: bool = False) -> Field:
    return Field(name, name, choices=choices, many=many)


def _times() -> list[Field]:
    return [Field("time_start", "time_start", pattern=TIME), Field("time_end", "time_end", pattern=TIME)]


def _kind(
    name: str,
    made: type | None,
    place: str,
    fields: list[Field],
    *required: str,
    below_item: bool = False,
    single: bool = False,
) -> tuple[str, Kind]:
    by_name = MappingProxyType({one.name: one for one in fields})
    return name, Kind(name, made, place, by_name, required, below_item, single)


_ACTS = (
    "open", "close", "approve", "file", "adopt", "establish", "appoint", "assign", "refer", "report_back", "defer",
    "distribute", "finance", "request", "carry_out", "withdraw", "reject", "discharge", "note",
)  # fmt: skip

FACTS: Final[Mapping[str, Kind]] = MappingProxyType(
    dict(
        [
            _kind(
                "meeting", None, "",
                [
                    *_text("body", of="body"), _date("date", pattern=DAY), _date("date_earliest", pattern=DAY),
                    _date("date_latest", pattern=DAY), *_times(), *_text("place"),
                    _of("mode", "physical", "digital", "hybrid"), _date("recorded"), _date("previous_minutes"),
                    _of("kind", "minutes", "agenda"),
                ],
            ),
            _kind(
                "attendance", model.Attendance, "attendance",
                [
                    *_text("name", of="person"), _of("status", "present", "absent", "struck", "uncertain"),
                    *_text("organisation", of="body"), *_text("role"), *_text("substitutes_for", of="person"),
                    *_text("during"),
                ],
                "name", "status",
            ),
            _kind(
                "item", model.Item, "items",
                [
                    *_text("number", "parent", "title"),
                    _of("kinds", "decision", "information", "dialogue", many=True), *_many("attachments"),
                    Field("withdrawn", "withdrawn", flag=True), *_text("case_number"),
                ],
                "title",
            ),
            _kind(
                "presenter", model.Presenter, "presenters",
                [*_text("name", of="person"), *_text("role"), *_text("organisation", of="body")],
                below_item=True,
            ),
            _kind(
                "decision", model.Decision, "decisions",
                [
                    _of("status", "taken", "proposed"), *_text("by", of="body"), *_text("text"),
                    _of("acts", *_ACTS, many=True), *_many("assigned_to", of="either"),
                    *_many("referred_to", of="body"), *_many("appointed", of="either"), *_text("condition"),
                    _of("condition_branch", "if", "otherwise"), _date("deadline"),
                ],
                "status", "text", below_item=True,
            ),
            _kind(
                "vote", model.Vote, "vote", [Field(name, name, number=True) for name in ("yes", "no", "abstained")],
                "yes", "no", below_item=True, single=True,
            ),
            _kind(
                "objection", model.Objection, "objections",
                [*_text("person", of="person"), _of("kind", "reservation", "not_taking_part", "conflict_of_interest")],
                "person", "kind", below_item=True,
            ),
            _kind(
                "meeting_reference", model.MeetingReference, "meeting_references",
                [*_text("body", of="body"), _date("date")],
                "body", below_item=True,
            ),
            _kind(
                "move", model.Move, "moves",
                [
                    Field("from", "source", names="body"), Field("to", "target", names="body"),
                    _of("kind", "refer", "report_back", "defer", "originate", "consult"),
                ],
                "from", "to", "kind", below_item=True,
            ),
            _kind(
                "planned_meeting", model.PlannedMeeting, "planned_meetings",
                [*_text("body", of="body"), _date("date"), *_times(), *_text("place")],
                "body", "date",
            ),
            _kind(
                "role_fact", model.RoleFact, "role_facts",
                [
                    *_text("person", of="person"), *_text("role"), *_text("organisation", of="body"),
                    _of("kind", "holds", "takes_up", "leaves", "nominated", "appointed"),
                    _date("from", "start"), _date("to", "end"),
                ],
                "person", "kind",
            ),
            _kind(
                "deadline", model.Deadline, "deadlines",
                [*_text("what"), *_text("who", of="either"), _date("date"), *_text("item")],
                "what", "date",
            ),
            _kind(
                "relation", model.Relation, "relations",
                [*_text("subject", of="body"), _of("relation", *RELATIONS), *_text("object", of="body")],
                "subject", "relation", "object",
            ),
        ]
    )
)  # fmt: skip
"""The kinds of facts that one document states."""

ACROSS: Final[Mapping[str, Kind]] = MappingProxyType(
    dict(
        [
            _kind("person", model.Person, "people", _text("name")),
            _kind("body", model.Body, "bodies", [*_text("key", "name"), _of("type", *BODY_TYPES)]),
            _kind("matter", model.Matter, "matters", _text("title")),
        ]
    )
)
"""The kinds of things that several documents speak of: they can be merged, split and named."""
