"""Corrections of one fact of one document: set, remove, add, accept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from graf.corrections import facts as one_by_one
from graf.corrections import matters
from graf.corrections.facts import MEETING, Fact, facts, values_of
from graf.corrections.form import ACCEPT, ADD, REMOVE, Correction
from graf.corrections.kinds import FACTS, Field, Kind, Value
from graf.corrections.naming import EITHER, PERSON
from graf.corrections.outcome import Outcome, StaleError
from graf.corrections.targets import RULE, agrees, find_fact, spans
from graf.corrections.work import Work, reason
from graf.model import Attendance, Evidence, Minutes, Move, Relation, RoleFact


def single(work: Work, correction: Correction) -> Outcome:
    """Applies a correction of a document's fact. Raises `StaleError` where it has nothing to change."""
    minutes = work.document(correction.target)
    if correction.action == ADD:
        return _add(work, correction, minutes)
    if correction.fact == MEETING:
        return _meeting(work, correction, minutes)
    fact = find_fact(correction, list(facts(minutes)), work.documents[minutes.file].text)
    if isinstance(fact, str):
        raise StaleError(fact)
    if correction.action == ACCEPT:
        _same(correction, fact)
        return Outcome(correction, before=fact, after=fact)
    work.names_taken |= _people(fact)
    if correction.action == REMOVE:
        work.put({minutes.file: one_by_one.removed(minutes, fact)})
        if fact.kind == "item" and fact.item is not None:
            work.put(matters=matters.renumbered(work.network.matters, minutes.file, fact.item, None))
        return Outcome(correction, before=fact)
    return _set(work, correction, minutes, fact)


def _set(work: Work, correction: Correction, minutes: Minutes, fact: Fact) -> Outcome:
    if agrees(correction.to, dict(fact.values)):
        raise StaleError(f"it is read so by now: {_told(correction.to)}")
    where = fact.evidence[0] if fact.evidence else None
    changes = _attributes(work, FACTS[fact.kind], dict(correction.to), minutes, where)
    changes["evidence"] = _by_hand(fact.evidence)
    changed = one_by_one.replaced(work.minutes[minutes.file], fact, **changes)
    work.put({minutes.file: changed})
    if fact.kind == "item" and fact.item is not None and "number" in changes:
        work.put(matters=matters.renumbered(work.network.matters, minutes.file, fact.item, changes["number"]))
    after = next(one for one in facts(changed) if (one.kind, one.place) == (fact.kind, fact.place))
    return Outcome(correction, before=fact, after=after)


def _add(work: Work, correction: Correction, minutes: Minutes) -> Outcome:
    kind = FACTS[correction.fact]
    where = work.passage(correction.target)
    for fact in facts(minutes):
        here = any(one.start < where.end and where.start < one.end for one in fact.evidence)
        if here and fact.kind == kind.name and agrees(correction.to, dict(fact.values)):
            raise StaleError(f"it is read by now: {_told(correction.to)}")
    item: int | None = None
    if kind.below_item:
        numbers = [n for n, one in enumerate(minutes.items) if one.number == correction.item]
        item = numbers[0] if correction.item and numbers else one_by_one.item_at(minutes, where.start)
        if item is None or (correction.item and not numbers):
            raise StaleError(f"{minutes.file} has no item {correction.item or 'at this place'}")
    assert kind.model is not None
    empty = {one.attribute: _empty(one) for one in kind.fields.values()}
    given = _attributes(work, kind, dict(correction.to), minutes, where)
    value = kind.model(**empty | given | _beside(kind, minutes, where), evidence=(where,))
    changed = one_by_one.added(work.minutes[minutes.file], kind, value, item)
    work.put({minutes.file: changed})
    after = next(
        one for one in facts(changed)
        if one.kind == kind.name and one.evidence == (where,) and one.values == values_of(value, kind)
    )  # fmt: skip
    return Outcome(correction, after=after)


def _meeting(work: Work, correction: Correction, minutes: Minutes) -> Outcome:
    """The meeting's own fields, a date above all: it counts as settled, and the reason says by whom and why."""
    known = {fact.field: fact for fact in facts(minutes) if fact.kind == MEETING}
    values = {name: fact.values[0][1] for name, fact in known.items()}
    wanted = correction.was if correction.action == ACCEPT else correction.to
    first = wanted[0][0]
    none = Fact(MEETING, minutes.file, minutes.sha256, (), (), field=first)
    touched = [name for name, _ in wanted]
    if correction.action != ACCEPT and "date" in touched:  # a day takes the place of the bounds
        touched += ["date_earliest", "date_latest"]
    held = next((known[name] for name in touched if name in known), none)
    before = replace(held, field=first, values=tuple((name, values[name]) for name in touched if name in values))
    if correction.action == ACCEPT:
        _same(correction, before)
        return Outcome(correction, before=before, after=before)
    if agrees(correction.to, values):
        raise StaleError(f"it is read so by now: {_told(correction.to)}")
    there = spans(correction.target, work.documents[minutes.file].text)
    where = work.passage(correction.target) if there else None
    changes: dict[str, Any] = _attributes(work, FACTS[MEETING], dict(correction.to), minutes, where)
    if changes.get("date"):
        changes |= {"date_source": "corrected", "date_earliest": None, "date_latest": None}
    if {"date", "date_earliest", "date_latest"} & set(changes):
        changes["date_reason"] = reason(correction)
    passages = dict(minutes.header_evidence)
    for name, _ in correction.to:
        passages[name] = (where,) if where else _by_hand(passages.get(name, ()))
    changed = replace(work.minutes[minutes.file], **changes, header_evidence=tuple(passages.items()))
    work.put({minutes.file: changed})
    after = Fact(MEETING, minutes.file, minutes.sha256, correction.to, passages[first], field=first)
    return Outcome(correction, before=before, after=after)


def _same(correction: Correction, fact: Fact) -> None:
    """Raises `StaleError` where a fact that was checked is not the one that is read now, or more is read."""
    values, seen = dict(fact.values), dict(correction.was)
    if not agrees(correction.was, values) or (correction.fact != MEETING and set(values) - set(seen)):
        raise StaleError(f"it was checked as {_told(correction.was)}, and is now read as {_told(fact.values)}")


def _attributes(
    work: Work, kind: Kind, fields: dict[str, Value], minutes: Minutes, where: Evidence | None
) -> dict[str, Any]:
    """Fields with values as the model's attributes; people and bodies that they name are known from now on."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        field = kind.fields[name]
        found[field.attribute] = _empty(field) if value in ("", ()) else work.named(field, value, minutes, where)
    return found


def _beside(kind: Kind, minutes: Minutes, where: Evidence) -> dict[str, Any]:
    """What a new fact says beside its fields: how it is written in its passage."""
    written = " ".join(where.quote.split())
    if kind.model in (Move, RoleFact):
        return {"quote": written}
    if kind.model is Attendance:
        return {"surface": written}
    return {"file": minutes.file, "quote": written} if kind.model is Relation else {}


def _empty(field: Field) -> Any:
    return False if field.flag else () if field.many else None


def _by_hand(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(replace(one, rule=RULE, confidence=1.0) for one in evidence)


def _people(fact: Fact) -> set[str]:
    fields = FACTS[fact.kind].fields
    return {
        one
        for name, value in fact.values
        if fields[name].names in (PERSON, EITHER)
        for one in (value if isinstance(value, tuple) else (value,))
        if isinstance(one, str)
    }


def _told(values: tuple[tuple[str, Value], ...]) -> str:
    def text(value: Value) -> str:
        return " + ".join(value) if isinstance(value, tuple) else str(value) or "nothing"

    return ", ".join(f"{name} {text(value)}" for name, value in values) or "nothing"
