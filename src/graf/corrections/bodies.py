"""Bodies merged, split and described by hand; one that the register knows is described there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.corrections.naming import BODY, fold, renamed
from graf.model import Body, Minutes, Register


def find(bodies: Iterable[Body], held: Minutes, written: str, register: Register) -> Body | None:
    """The body that a document calls so; None where there is none."""
    wanted = fold(written)
    known = {body.key: body for body in bodies}
    for body in held.bodies:
        if wanted in {fold(form) for form in (body.key, body.name, *body.abbreviations, *body.surfaces)}:
            return known.get(body.key, body)
    return known.get(register.forms.get(wanted, ""))


def named(bodies: Sequence[Body], name: str, register: Register) -> tuple[tuple[Body, ...], str]:
    """The bodies after a fact is said to be of one so named, and its key: known by any name, else somebody new."""
    wanted = fold(name)
    key = register.forms.get(wanted)
    if key is not None:
        known = next((body for body in register.bodies if body.key == key), None)
        held = known is None or key in {one.key for one in bodies}
        return tuple(bodies) if held else _sorted([*bodies, *filter(None, [known])]), key
    for body in bodies:
        if wanted in {fold(form) for form in (body.key, body.name, *body.abbreviations, *body.surfaces)}:
            return tuple(bodies), body.key
    return _sorted([*bodies, Body(name, name, "other", (), (name,))]), name


def merged(
    bodies: Sequence[Body], minutes: Mapping[str, Minutes], which: Sequence[Body], changes: Mapping[str, str]
) -> tuple[tuple[Body, ...], dict[str, Minutes]]:
    """The bodies with several of them (or one, to describe it anew) as one, the first, and the documents."""
    kept, *others = which
    forms = (form for one in others for form in (one.name, *one.abbreviations, *one.surfaces))
    body = replace(
        kept,
        surfaces=tuple(dict.fromkeys((*kept.surfaces, *forms))),
        evidence=tuple(passage for one in which for passage in one.evidence),
        **changes,  # type: ignore[arg-type]
    )
    changed = {}
    for file, held in minutes.items():
        for one in others:
            held = renamed(held, one.key, body.key, BODY)
        changed[file] = replace(held, bodies=_listed(held.bodies, {one.key for one in which}, body))
    return _sorted([*(one for one in bodies if one not in which), body]), changed


def split(
    bodies: Sequence[Body], minutes: Mapping[str, Minutes], whole: Body, files: set[str], other: Body
) -> tuple[tuple[Body, ...], dict[str, Minutes]]:
    """The bodies with what some documents call one as another: `other`, who may be known already."""
    changed = dict(minutes)
    for file in files:
        held = renamed(changed[file], whole.key, other.key, BODY)
        changed[file] = replace(held, bodies=_listed(held.bodies, {whole.key, other.key}, other))
    passages = tuple(one for one in whole.evidence if one[0] in files)
    left = replace(whole, evidence=tuple(one for one in whole.evidence if one[0] not in files))
    made = replace(other, evidence=tuple(dict.fromkeys((*other.evidence, *passages))))
    rest = [one for one in bodies if one.key not in (whole.key, other.key)]
    return _sorted([*rest, made, *([left] if left.evidence or not whole.evidence else [])]), changed


def _listed(held: Sequence[Body], keys: set[str], body: Body) -> tuple[Body, ...]:
    """What a document lists of bodies, with one in the place of several."""
    if not any(one.key in keys for one in held):
        return tuple(held)
    own = [one for one in held if one.key in keys]
    surfaces = tuple(dict.fromkeys(form for one in own for form in one.surfaces))
    passages = tuple(passage for one in own for passage in one.evidence)
    made = replace(body, surfaces=surfaces, evidence=passages)
    return tuple(sorted([*(one for one in held if one.key not in keys), made], key=lambda one: one.key))


def _sorted(bodies: Iterable[Body]) -> tuple[Body, ...]:
    return tuple(sorted(bodies, key=lambda one: one.key))
