"""What a reviewer sends, made into a correction; what cannot be one is refused with its reason, and nothing is kept."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graf.corrections import Correction, Target, parse, write
from graf.corrections.about import about, correction, together
from graf.corrections.facts import Fact, facts
from graf.corrections.form import ACCEPT, ADD, MERGE, REMOVE, SET, SPLIT
from graf.corrections.kinds import ACROSS, FACTS, Field, Kind, Value
from graf.corrections.targets import spans
from graf.issues import UsageError
from graf.model import Body, Matter, Occurrence, Person
from graf.review.cases import Case, Subject, name_of
from graf.review.reading import State, identity
from graf.review.sample import Sample

Sent = Mapping[str, Sequence[str]]
"""What a form sent: the values by name."""
ACTIONS: Final = (ACCEPT, SET, REMOVE, ADD, MERGE, SPLIT)
LONGEST: Final = 4000
"""The longest value of a field, in characters."""


class RefusedError(Exception):
    """What was sent is no correction; `reason` is what to tell the reviewer, in English, `changed` that another came
    before."""

    def __init__(self, reason: str, *, changed: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.changed = reason, changed


def made(
    state: State, case: Case, sent: Sent, who: str, when: datetime.datetime, sample: Sample | None = None
) -> Correction:
    """The correction that a form asks for; a fact that was drawn for the sample counts there, wherever it was met.

    Raises `RefusedError`.
    """
    action, why = one(sent, "action"), one(sent, "why")
    if action not in ACTIONS:
        raise RefusedError("this is no action")
    if not why:
        raise RefusedError("a correction needs its reason")
    if action == ADD:
        found = _added(state, case, sent, who, when, why)
    elif action in (MERGE, SPLIT):
        found = _together(state, case, sent, action, who, when, why)
    elif case.subject is not None:
        found = _named(state, case.subject, sent, action, who, when, why)
    elif case.kind == "matter" and action == ACCEPT:
        item = case.facts[-1]
        title = _matter_of(state, item) or str(dict(item.values)["title"])
        found = Correction(ACCEPT, "matter", (about(item),), who, when, why, was=(("title", title),))
    else:
        fact = _fact(case, sent)
        to = changed(FACTS[fact.kind], fact, sent) if action == SET else None
        if to == {}:
            raise RefusedError("nothing was changed")
        drawn = sample.name if sample is not None and sample.holds(fact) else None
        found = correction(action, fact, who, when, why, to=to, sample=case.sample or drawn)
    try:
        (same,) = parse(write(found), "")
    except UsageError as error:
        raise RefusedError(error.expected) from None
    return same


def one(sent: Sent, name: str) -> str:
    """A value that is sent once, without space around it."""
    values = sent.get(name) or [""]
    return values[0].replace("\r\n", "\n").strip()[:LONGEST]


def seen(fact: Fact) -> str:
    """What tells that a fact is still the one that the page showed."""
    return hashlib.sha256(repr(identity(fact)).encode()).hexdigest()[:16]


def changed(kind: Kind, fact: Fact, sent: Sent) -> dict[str, Value]:
    """The fields whose values are other than the fact's; what was not sent is as it was."""
    before = dict(fact.values)
    found: dict[str, Value] = {}
    for field in kind.fields.values():
        if f"has.{field.name}" in sent:
            value = value_of(field, sent)
            if (value or before.get(field.name)) and value != before.get(field.name):
                found[field.name] = value
    return found


def value_of(field: Field, sent: Sent) -> Value:
    """The value of a field as it was sent: a text, yes or no, or several texts, one a line."""
    given = sent.get(f"f.{field.name}") or []
    if field.flag:
        return bool(given)
    if field.number:
        text = one(sent, f"f.{field.name}")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else text
    if field.many:
        parts = (part.strip() for text in given for part in text[:LONGEST].splitlines())
        return tuple(dict.fromkeys(part for part in parts if part))
    return " ".join(one(sent, f"f.{field.name}").split())


def _fact(case: Case, sent: Sent) -> Fact:
    number = one(sent, "fact")
    if not number.isascii() or not number.isdigit() or int(number) >= len(case.facts):
        raise RefusedError("there is no such fact", changed=True)
    fact = case.facts[int(number)]
    if one(sent, "seen") != seen(fact):
        raise RefusedError("the fact is another by now", changed=True)
    return fact


def _added(state: State, case: Case, sent: Sent, who: str, when: datetime.datetime, why: str) -> Correction:
    kind = FACTS.get(one(sent, "kind"))
    if kind is None or kind.model is None:
        raise RefusedError("there is no such kind of fact")
    document = state.reading.documents[case.file]
    quote = (sent.get("quote") or [""])[0].replace("\r\n", "\n").strip()[:LONGEST]
    start = case.passage.start if case.passage else 0
    at = document.text.find(quote, start)
    to = {field.name: value_of(field, sent) for field in kind.fields.values()}
    given = tuple((name, value) for name, value in to.items() if value)
    place = Target(case.file, quote, document.sha256[:16], at if at >= 0 else None)
    return Correction(ADD, kind.name, (place,), who, when, why, given)


def _named(
    state: State, subject: Subject, sent: Sent, action: str, who: str, when: datetime.datetime, why: str
) -> Correction:
    """Somebody or something found right, or called otherwise."""
    name = kind_of(subject)
    place = next(places(state, subject), None)
    if place is None or action == REMOVE:
        raise RefusedError("what was read of it is removed fact by fact")
    fields = ACROSS[name].fields
    values = {field: str(getattr(subject, field)) for field in fields}
    if action == ACCEPT:
        return Correction(ACCEPT, name, (place,), who, when, why, was=tuple(values.items()))
    to = {field: one(sent, f"f.{field}") for field in fields if f"has.{field}" in sent}
    given = tuple((field, value) for field, value in to.items() if value and value != values[field])
    if not given:
        raise RefusedError("nothing was changed")
    return Correction(SET, name, (place,), who, when, why, given)


def _together(
    state: State, case: Case, sent: Sent, action: str, who: str, when: datetime.datetime, why: str
) -> Correction:
    """People, bodies or matters merged, or some places of one split off."""
    if case.subject is None:
        items = [about(fact) for fact in case.facts if fact.kind == "item"]
        if action == SPLIT or len(items) < 2:
            raise RefusedError("this is no action")
        return together(MERGE, "matter", items, who, when, why)
    kind = kind_of(case.subject)
    own = list(places(state, case.subject))
    name = one(sent, "f.name")
    to = {"title" if kind == "matter" else "name": name} if name and name != name_of(case.subject) else {}
    if action == SPLIT:
        chosen = [own[int(n)] for n in sent.get("place", ()) if n.isascii() and n.isdigit() and int(n) < len(own)]
        if not chosen:
            raise RefusedError("no place was chosen")
        return together(SPLIT, kind, chosen, who, when, why, to=to)
    others = [subject for key in sent.get("of", ()) if (subject := by_key(state, kind, key)) is not None]
    targets = [place for subject in (case.subject, *others) if (place := next(places(state, subject), None))]
    if len(targets) < 2:
        raise RefusedError("nobody was chosen")
    return together(MERGE, kind, targets, who, when, why, to=to)


def kind_of(subject: Subject) -> str:
    """`person`, `body` or `matter`."""
    return {Person: "person", Body: "body", Matter: "matter"}[type(subject)]


def all_of(state: State, kind: str) -> Sequence[Subject]:
    """All people, bodies or matters."""
    network = state.network
    known: dict[str, Sequence[Subject]] = {
        "person": network.people, "body": network.bodies, "matter": network.matters,
    }  # fmt: skip
    return known[kind]


def by_key(state: State, kind: str, key: str) -> Subject | None:
    """A person, body or matter by its key."""
    return next((subject for subject in all_of(state, kind) if subject.key == key), None)


def places(state: State, subject: Subject) -> Iterator[Target]:
    """Where somebody or something is named, each as a correction names it."""
    sums = {file: document.sha256[:16] for file, document in state.reading.documents.items()}
    if isinstance(subject, Person):
        found: dict[tuple[str, tuple[int, int]], Target] = {}
        for file, start in subject.mentions:
            if file in sums:
                place = Target(file, _written(state.text(file), start, subject, file), sums[file], start)
                span = span_of(state, place)
                if (file, span) not in found or start == span[0]:  # two facts may rest on one mention
                    found[file, span] = place
        yield from found.values()
    elif isinstance(subject, Body):
        for file, passage in subject.evidence:
            forms = {form.casefold() for form in (subject.name, *subject.abbreviations, *subject.surfaces)}
            fits = " ".join(passage.quote.split()).casefold() in forms
            yield Target(file, passage.quote if fits else subject.name, sums.get(file), passage.start if fits else None)
    else:
        for where in subject.occurrences:
            item = _item(state, where)
            if item is not None:
                yield about(item)


def _item(state: State, where: Occurrence) -> Fact | None:
    minutes = state.of_file(where.file)
    known = facts(minutes, ("item",)) if minutes is not None else ()
    return next((one for one in known if one.item == where.item and one.evidence), None)


def _matter_of(state: State, item: Fact) -> str | None:
    where = Occurrence(item.file, str(item.item))
    return next((one.title for one in state.network.matters if where in one.occurrences), None)


def span_of(state: State, place: Target) -> tuple[int, int]:
    """Where what a place quotes stands in its document: nearest to where it is said to."""
    start = place.at or 0
    return next(iter(spans(place, state.text(place.document))), (start, start + len(place.quote)))


def _written(text: str, start: int, person: Person, file: str) -> str:
    """A person's name as it stands at a place; where it is misread there, as the document has it elsewhere."""
    forms = sorted((seen for held, seen in person.surfaces if held == file), key=len, reverse=True)
    return next((form for form in forms if text.startswith(form, start)), forms[0] if forms else person.name)
