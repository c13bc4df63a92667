"""The facts while corrections are applied: one value that each correction changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graf.corrections import bodies, people
from graf.corrections.facts import item_at
from graf.corrections.form import Correction, Target
from graf.corrections.kinds import Field, Value
from graf.corrections.naming import BODY, EITHER
from graf.corrections.outcome import StaleError
from graf.corrections.targets import find_document, passage, spans
from graf.model import Body, Document, Evidence, Item, Matter, Minutes, Network, Person, Register


@dataclass(slots=True)
class Work:
    """The documents by file, what holds over all of them, and the names that corrections took from people.

    `sure_matters` are the items (file and line) that somebody found to be of the matter that they are read as of.
    """

    minutes: dict[str, Minutes]
    network: Network
    documents: Mapping[str, Document]
    register: Register
    names_taken: set[str] = field(default_factory=set)
    sure_matters: set[tuple[str, int | None]] = field(default_factory=set)

    @property
    def people(self) -> tuple[Person, ...]:
        return self.network.people

    def put(
        self,
        minutes: Mapping[str, Minutes] | None = None,
        *,
        people: tuple[Person, ...] | None = None,
        bodies: tuple[Body, ...] | None = None,
        matters: tuple[Matter, ...] | None = None,
    ) -> None:
        """Takes over what changed."""
        self.minutes.update(minutes or {})
        given = {"people": people, "bodies": bodies, "matters": matters}
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self.network = replace(self.network, **changes)

    def document(self, target: Target) -> Minutes:
        """The document of a target. Raises `StaleError` where the dataset has it no more."""
        found = find_document(target, self.minutes.values())
        if found is None:
            raise StaleError(f"the document {target.document} is not in the dataset")
        return found

    def passage(self, target: Target) -> Evidence:
        """The passage of a target. Raises `StaleError` where the text does not hold it."""
        held = self.document(target)
        found = passage(target, self.documents[held.file])
        if found is None:
            raise StaleError(f"the text of {held.file} does not hold “{_short(target.quote)}”")
        return found

    def item(self, target: Target) -> tuple[Minutes, Item]:
        """The item in which a target stands, which must have a number."""
        held = self.document(target)
        place = item_at(held, self.passage(target).end - 1)
        if place is None or held.items[place].number is None:
            raise StaleError(f"“{_short(target.quote)}” stands in no numbered item of {held.file}")
        return held, held.items[place]

    def person(self, target: Target) -> Person:
        """The person whom a target names."""
        held = self.document(target)
        where = spans(target, self.documents[held.file].text)
        written = " ".join(target.quote.split())
        found = people.find(self.people, (held, written, where[0][0] if where else 0))
        if found is None:
            raise StaleError(f"“{_short(target.quote)}” is not read as one person in {held.file}")
        return found

    def body(self, target: Target) -> Body:
        """The body that a target names."""
        held = self.document(target)
        found = bodies.find(self.network.bodies, held, target.quote, self.register)
        if found is None:
            raise StaleError(f"“{_short(target.quote)}” is not read as a body in {held.file}")
        return found

    def named(self, field: Field, value: Value, minutes: Minutes, where: Evidence | None) -> Value:
        """A field's value with the name of each person and body as the facts have it; those are known from now on."""
        if isinstance(value, tuple):
            return tuple(str(self.named(field, one, minutes, where)) for one in value)
        if not isinstance(value, str) or not value or not field.names:
            return value
        if field.names == BODY or (field.names == EITHER and self._is_body(value)):
            known, name = bodies.named(self.network.bodies, value, self.register)
            self.put(bodies=known)
            return name
        start, written = (0, value) if where is None else (where.start, " ".join(where.quote.split()))
        place = (minutes, written if _name(written) else value, start)
        found, name = people.named(self.people, value, place, self.register.salt)
        self.put(people=found)
        return name

    def _is_body(self, name: str) -> bool:
        folded = name.casefold()
        if folded in self.register.forms:
            return True
        known = (form for body in self.network.bodies for form in (body.key, body.name, *body.abbreviations))
        return folded in {form.casefold() for form in known} or len(name.split()) < 2


def _name(text: str) -> bool:
    return 2 <= len(text.split()) <= 4 and len(text) <= 60


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"


def reason(correction: Correction) -> str:
    """Why, and who says so, in one line as it is published."""
    return f"{correction.why} ({correction.who})"
