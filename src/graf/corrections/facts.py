"""The facts that a document states, one by one, each with its fields and passages: what can be checked and corrected.

`facts` walks through `Minutes`; `replaced`, `removed` and `added` give the same minutes with one fact changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from graf.corrections.kinds import FACTS, Kind, Value
from graf.model import Evidence, Item, Minutes

Values = tuple[tuple[str, Value], ...]
MEETING = "meeting"
_TOP = [kind.place for kind in FACTS.values() if kind.model is not None and not kind.below_item]
_BELOW = [kind for kind in FACTS.values() if kind.below_item]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a document: its kind, its filled-in fields in the kind's order, and the passages it rests on.

    A meeting's facts are its fields, one each. `place` is where the model holds it: the item's index, if it is of an
    item, and its own among its kind; for a field of the meeting `field` names it. `item` is the item's number.
    """

    kind: str
    file: str
    sha256: str
    values: Values
    evidence: tuple[Evidence, ...]
    place: tuple[int, ...] = ()
    field: str = ""
    item: str | None = None

    @property
    def rule(self) -> str:
        """The rule that read it (of its first passage); `none` where it rests on no passage of its own."""
        return self.evidence[0].rule if self.evidence else "none"

    @property
    def confidence(self) -> float:
        """How sure the reading is: that of its least sure passage; 0 where it rests on none."""
        return min((passage.confidence for passage in self.evidence), default=0.0)


def facts(
    minutes: Minutes, kinds: Collection[str] = (), of: Callable[[Any], bool] = lambda value: True
) -> Iterator[Fact]:
    """All facts that a document states, or those of some kinds, in the order of the model.

    `of` chooses among the model's values, and is not asked of a meeting's fields.
    """
    if not kinds or MEETING in kinds:
        passages = dict(minutes.header_evidence)
        for name, value in values_of(minutes, FACTS[MEETING]):
            yield Fact(MEETING, minutes.file, minutes.sha256, ((name, value),), passages.get(name, ()), field=name)
    for kind, place, value, number in _held(minutes, kinds):
        if of(value):
            yield _fact(minutes, kind, value, place, number)


def readings(minutes: Minutes) -> Iterator[tuple[Evidence, ...]]:
    """The passages of each fact that rests on some: those that `facts` gives, much quicker, in another order."""
    passages = dict(minutes.header_evidence)
    for field in FACTS[MEETING].fields.values():
        if not _empty(getattr(minutes, field.attribute)) and passages.get(field.name):
            yield passages[field.name]
    for place in _TOP:
        yield from (value.evidence for value in getattr(minutes, place) if value.evidence)
    for item in minutes.items:
        for kind in _BELOW:
            yield from (value.evidence for value in _several(item, kind) if value.evidence)


def _held(minutes: Minutes, kinds: Collection[str] = ()) -> Iterator[tuple[Kind, tuple[int, ...], Any, str | None]]:
    """What the model holds, or of some kinds: kind, place, value, and the number of the item that it is of."""
    for kind in FACTS.values():
        if kind.model is None or (kinds and kind.name not in kinds):
            continue
        if kind.below_item:
            for i, item in enumerate(minutes.items):
                for n, value in enumerate(_several(item, kind)):
                    yield kind, (i, n), value, item.number
        else:
            for n, value in enumerate(getattr(minutes, kind.place)):
                yield kind, (n,), value, value.number if kind.name == "item" else None


def values_of(value: Any, kind: Kind) -> Values:
    """The fields of a model's value that are filled in, by the names and in the order of its kind."""
    found = [(name, getattr(value, field.attribute)) for name, field in kind.fields.items()]
    return tuple([pair for pair in found if pair[1] or not _empty(pair[1])])


def replaced(minutes: Minutes, fact: Fact, **attributes: Any) -> Minutes:
    """The minutes with a fact's attributes (of the model) changed."""
    if fact.kind == MEETING:
        return replace(minutes, **attributes)

    def change(values: tuple[Any, ...]) -> tuple[Any, ...]:
        n = fact.place[-1]
        return (*values[:n], replace(values[n], **attributes), *values[n + 1 :])

    return _changed(minutes, fact, change)


def removed(minutes: Minutes, fact: Fact) -> Minutes:
    """The minutes without a fact. An item goes with all below it; a move keeps its place when a decision goes."""
    n = fact.place[-1]
    found = _changed(minutes, fact, lambda values: (*values[:n], *values[n + 1 :]))
    if fact.kind != "decision":
        return found
    i = fact.place[0]
    item = found.items[i]
    moves = tuple(
        replace(move, decision=None if move.decision == n else move.decision - (move.decision > n))
        if move.decision is not None
        else move
        for move in item.moves
    )
    return _with_item(found, i, replace(item, moves=moves))


def added(minutes: Minutes, kind: Kind, value: Any, item: int | None) -> Minutes:
    """The minutes with a new fact, where its passage stands among those of its kind; decisions come last, so that the
    moves that point to one still do. `item` is the index of the item that it belongs to.
    """
    if kind.below_item:
        assert item is not None
        held = minutes.items[item]
        values = _put(_several(held, kind), value, at_end=kind.name == "decision")
        return _with_item(minutes, item, _with(held, kind, values))
    made: Minutes = _with(minutes, kind, _put(getattr(minutes, kind.place), value))
    return made


def item_at(minutes: Minutes, position: int) -> int | None:
    """The index of the item in which a position of the rendition stands: the last that begins before it."""
    starts = [(item.evidence[0].start, i) for i, item in enumerate(minutes.items) if item.evidence]
    before = [(start, i) for start, i in starts if start <= position]
    return max(before)[1] if before else None


def _fact(minutes: Minutes, kind: Kind, value: Any, place: tuple[int, ...], item: str | None) -> Fact:
    return Fact(kind.name, minutes.file, minutes.sha256, values_of(value, kind), value.evidence, place, item=item)


def _changed(minutes: Minutes, fact: Fact, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Minutes:
    kind = FACTS[fact.kind]
    if kind.below_item:
        i = fact.place[0]
        item = minutes.items[i]
        return _with_item(minutes, i, _with(item, kind, change(_several(item, kind))))
    made: Minutes = _with(minutes, kind, change(getattr(minutes, kind.place)))
    return made


def _several(holder: Any, kind: Kind) -> tuple[Any, ...]:
    held = getattr(holder, kind.place)
    return held if not kind.single else () if held is None else (held,)


def _with(holder: Any, kind: Kind, values: tuple[Any, ...]) -> Any:
    held: Any = values if not kind.single else values[-1] if values else None
    return replace(holder, **{kind.place: held})


def _empty(value: object) -> bool:
    return not value and type(value) not in (int, float)


def _with_item(minutes: Minutes, i: int, item: Item) -> Minutes:
    return replace(minutes, items=(*minutes.items[:i], item, *minutes.items[i + 1 :]))


def _put(values: tuple[Any, ...], value: Any, *, at_end: bool = False) -> tuple[Any, ...]:
    start = value.evidence[0].start
    n = next((i for i, one in enumerate(values) if one.evidence and one.evidence[0].start > start), len(values))
    n = len(values) if at_end else n
    return (*values[:n], value, *values[n:])
