"""Corrections of what several documents speak of: people, bodies and matters merged, split, named, accepted."""

from __future__ import annotations

from dataclasses import replace

from graf.corrections import bodies, matters, people
from graf.corrections.facts import facts
from graf.corrections.form import ACCEPT, MERGE, SPLIT, Correction
from graf.corrections.outcome import Outcome, StaleError
from graf.corrections.work import Work, reason
from graf.model import Body


def across(work: Work, correction: Correction) -> Outcome:
    """Applies a correction of a person, body or matter. Raises `StaleError` where it has nothing to change."""
    return {"person": _person, "body": _body, "matter": _matter}[correction.fact](work, correction)


def _person(work: Work, correction: Correction) -> Outcome:
    found = [work.person(target) for target in correction.targets]
    distinct = list({one.key: one for one in found}.values())
    name = _text(correction, "name")
    first = distinct[0]
    if correction.action == ACCEPT:
        _same(correction, {"name": first.name})
        sure = tuple(replace(one, unsettled=None) if one.key == first.key else one for one in work.people)
        work.put(people=sure)
        return Outcome(correction, keys=(first.key,))
    if correction.action == SPLIT:
        if len(distinct) > 1:
            raise StaleError("the places are read as several people by now")
        places = [
            (work.document(target), " ".join(target.quote.split()), work.passage(target).start)
            for target in correction.targets
        ]
        known, changed, other = people.split(work.people, work.minutes, first, places, name, work.register.salt)
        if not any(one.key == first.key and one.surfaces for one in known):
            raise StaleError(f"nobody else is read as {first.name} by now")
        work.put(changed, people=known)
        return Outcome(correction, keys=(other.key, first.key), was=(first.name,))
    if correction.action == MERGE and len(distinct) == 1:
        raise StaleError(f"they are read as one person by now, {first.name}")
    if correction.action != MERGE and name == first.name:
        raise StaleError(f"the person is called {name} by now")
    known, changed = people.merged(work.people, work.minutes, distinct, name, reason(correction))
    work.put(changed, people=known)
    return Outcome(correction, keys=tuple(one.key for one in distinct), was=tuple(one.name for one in distinct))


def _body(work: Work, correction: Correction) -> Outcome:
    found = [work.body(target) for target in correction.targets]
    distinct = list({one.key: one for one in found}.values())
    first = distinct[0]
    changes = {name: str(value) for name, value in correction.to if name != "key"}
    if correction.action == ACCEPT:
        _same(correction, {"key": first.key, "name": first.name, "type": first.type})
        return Outcome(correction, keys=(first.key,))
    if correction.action == SPLIT:
        files = {work.document(target).file for target in correction.targets}
        key = _text(correction, "key") or _text(correction, "name") or correction.target.quote
        known, key = bodies.named(work.network.bodies, key, work.register)
        if key == first.key:
            raise StaleError(f"it is read as {key} by now")
        work.put(bodies=known)
        other: Body = replace(next(one for one in known if one.key == key), **changes)  # type: ignore[arg-type]
        known, changed = bodies.split(work.network.bodies, work.minutes, first, files, other)
        work.put(changed, bodies=known)
        return Outcome(correction, keys=(other.key, first.key), was=(first.name,))
    registered = {body.key for body in work.register.bodies}
    if correction.action == MERGE and len(distinct) == 1:
        raise StaleError(f"they are read as one body by now, {first.key}")
    if changes and first.key in registered:
        raise StaleError(f"the register describes {first.key}; its name and type stand there")
    if correction.action != MERGE and all(getattr(first, name) == value for name, value in changes.items()):
        raise StaleError(f"{first.key} is described so by now")
    known, changed = bodies.merged(work.network.bodies, work.minutes, distinct, changes)
    work.put(changed, bodies=known)
    return Outcome(correction, keys=tuple(one.key for one in distinct), was=tuple(one.name for one in distinct))


def _matter(work: Work, correction: Correction) -> Outcome:
    places = [work.item(target) for target in correction.targets]
    held = [matters.find(work.network.matters, place) for place in places]
    known = list({one.key: one for one in held if one is not None}.values())
    title, why = _text(correction, "title"), reason(correction)
    if correction.action == MERGE:
        if len(known) == 1 and None not in held:
            raise StaleError(f"they are read as one matter by now, {known[0].title}")
        made = matters.merged(work.network.matters, work.minutes, places, title, why)
        work.put(matters=made)
        one = matters.find(made, places[0])
        keys = [] if one is None else [one.key, *(old.key for old in known if old.key != one.key)]
        return Outcome(correction, keys=tuple(keys), was=tuple(old.title for old in known))
    if correction.action == ACCEPT:
        held_by, item = places[0]
        _same(correction, {"title": known[0].title if known else item.title})
        work.sure_matters.add((held_by.file, item.evidence[0].line if item.evidence else None))
        of_item = next((one for one in facts(held_by, ("item",)) if one.item == item.number), None)
        return Outcome(correction, after=None if known else of_item, keys=tuple(one.key for one in known))
    if not known:
        raise StaleError("the item is of no matter")
    first = known[0]
    if correction.action == SPLIT:
        if len(known) > 1 or None in held:
            raise StaleError("the items are read as of several matters by now")
        if len(places) == len(first.occurrences):
            raise StaleError(f"no other item is read as of {first.title} by now")
        found, other = matters.split(work.network.matters, work.minutes, first, places, title, why)
        work.put(matters=found)
        return Outcome(correction, keys=(*([other.key] if other else []), first.key), was=(first.title,))
    if title == first.title:
        raise StaleError(f"the matter is called {title} by now")
    work.put(
        matters=tuple(replace(one, title=str(title)) if one.key == first.key else one for one in work.network.matters)
    )
    return Outcome(correction, keys=(first.key,), was=(first.title,))


def _text(correction: Correction, name: str) -> str | None:
    value = dict(correction.to).get(name)
    return str(value) if value else None


def _same(correction: Correction, values: dict[str, str]) -> None:
    for name, value in correction.was:
        if values.get(name) != value:
            raise StaleError(f"it was checked as {name} {value}, and is now read as {values.get(name)}")
