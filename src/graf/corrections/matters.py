"""Matters merged, split and renamed by hand: which items are about one thing, whatever their headings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.issues import UNSETTLED, Issue
from graf.model import Item, Matter, Minutes, Occurrence
from graf.resolve.matters import minted

Place = tuple[Minutes, Item]
"""An item in its document; it has a number."""
_DOUBT = re.compile(r"item \S+ “.*” may be about the same matter as item (\S+) “.*?” of (.+?): ")


def doubted(issue: Issue) -> tuple[str, str] | None:
    """The number and the file of the item that one may be of a matter with, by an issue; None where it says no such."""
    found = _DOUBT.match(issue.reason) if issue.kind == UNSETTLED else None
    return None if found is None else (found[1], found[2])


def find(matters: Iterable[Matter], place: Place) -> Matter | None:
    """The matter of an item; None where it is of none."""
    where = _occurrence(place)
    return next((one for one in matters if where in one.occurrences), None)


def merged(
    matters: Sequence[Matter], minutes: Mapping[str, Minutes], places: Sequence[Place], title: str | None, why: str
) -> tuple[Matter, ...]:
    """The matters with those of several items, and items that were of none, as one, which keeps the first's key."""
    held = {one.key: one for one in (find(matters, place) for place in places) if one is not None}
    occurrences = {where for one in held.values() for where in one.occurrences} | {_occurrence(p) for p in places}
    rest = [one for one in matters if one.key not in held]
    kept = next(iter(held.values()), None) or _new(rest, places)
    made = replace(
        kept,
        title=title or kept.title,
        occurrences=_ordered(occurrences, minutes),
        mentioned=tuple(dict.fromkeys(said for one in held.values() for said in one.mentioned)),
        reasons=(*kept.reasons, *(r for one in held.values() if one is not kept for r in one.reasons), why),
    )
    return _sorted([*rest, made])


def split(
    matters: Sequence[Matter], minutes: Mapping[str, Minutes], whole: Matter, places: Sequence[Place],
    title: str | None, why: str,
) -> tuple[tuple[Matter, ...], Matter | None]:  # fmt: skip
    """The matters with some items of one as another's, and that other; a matter of one item is none."""
    moved = {_occurrence(place) for place in places}
    rest = [one for one in matters if one.key != whole.key]
    left = replace(whole, occurrences=tuple(one for one in whole.occurrences if one not in moved))
    made = replace(_new([*rest, whole], places), occurrences=_ordered(moved, minutes), reasons=(why,))
    made = replace(made, title=title or made.title)
    found = [one for one in (left, made) if len(one.occurrences) > 1]
    return _sorted([*rest, *found]), made if made in found else None


def renumbered(matters: Iterable[Matter], file: str, old: str, new: str | None) -> tuple[Matter, ...]:
    """The matters after an item got another number, or (None) is no more."""
    where = Occurrence(file, old)
    return tuple(
        one
        for held in matters
        if (one := _moved(held, where, None if new is None else Occurrence(file, new))).occurrences
    )


def _moved(matter: Matter, old: Occurrence, new: Occurrence | None) -> Matter:
    found = tuple(new if one == old else one for one in matter.occurrences)
    return replace(matter, occurrences=tuple(one for one in found if one is not None))


def _new(taken: Iterable[Matter], places: Sequence[Place]) -> Matter:
    """A matter with a key from its first item, as the resolution mints them."""
    held, item = min(places, key=lambda place: _order(place[0], place[1]))
    title = min((item.title for _, item in places), key=len)
    return Matter(minted(held, item, {one.key for one in taken}), title, ())


def _occurrence(place: Place) -> Occurrence:
    return Occurrence(place[0].file, str(place[1].number))


def _ordered(occurrences: Iterable[Occurrence], minutes: Mapping[str, Minutes]) -> tuple[Occurrence, ...]:
    def key(where: Occurrence) -> tuple[str, str, int]:
        held = minutes[where.file]
        item = next((one for one in held.items if one.number == where.item), None)
        return (held.date or held.date_latest or "9999", held.file, item.evidence[0].start if item else 0)

    return tuple(sorted(occurrences, key=key))


def _order(held: Minutes, item: Item) -> tuple[str, str, int]:
    return (held.date or held.date_latest or "9999", held.file, item.evidence[0].start if item.evidence else 0)


def _sorted(matters: Iterable[Matter]) -> tuple[Matter, ...]:
    return tuple(sorted(matters, key=lambda one: one.key))
