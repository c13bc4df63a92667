"""A matter (sakfråga): a thread of business through the items that concern it, in the order of their meetings."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS, GRAF, RDF
from graf.views.items import Item, item
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source

RELATED: Final = 6
"""So many other matters are named beside one."""


@dataclass(frozen=True, slots=True)
class Step:
    """An item that concerns the matter; `waited` is the fewest and most days since the step before, where known."""

    item: Item
    body: Ref | None
    waited: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter: its title, its steps in order, and why they are held to be one matter.

    `related` are the matters that were taken up at the same meetings, those at most of them first.
    """

    ref: Ref
    title: str
    reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    related: tuple[Ref, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a referral on it still waits for an answer."""
        return any(move.open for step in self.steps for move in step.item.moves)


def matter(source: Source, node: NamedNode) -> Matter | None:
    """A matter; None where there is none of that name."""
    if GRAF.Matter not in source.nodes(node, RDF.type):
        return None
    concerned = [one for one in source.subjects(GRAF.concerns, node) if GRAF.AgendaItem in source.nodes(one, RDF.type)]
    items = sorted((one for one in (item(source, part) for part in concerned) if one), key=_order)
    steps: list[Step] = []
    for one in items:
        meeting = source.node(one.meeting.kind, one.meeting.key) if one.meeting else None
        holder = source.one(meeting, GRAF.heldBy) if meeting else None
        before = steps[-1].item.meeting if steps else None
        waited = days(before, one.meeting) if before and one.meeting else None
        steps.append(Step(one, refer(source, holder) if holder else None, waited))
    return Matter(
        ref=refer(source, node),
        title=source.text(node, DCTERMS.title) or "",
        reasons=tuple(source.texts(node, GRAF.threadReason)),
        steps=tuple(steps),
        related=refers(source, _related(source, node, concerned)),
    )


def _related(source: Source, matter: NamedNode, items: Sequence[NamedNode]) -> list[NamedNode]:
    meetings = dict.fromkeys(meeting for one in items for meeting in source.nodes(one, GRAF.partOfMeeting))
    shared: Counter[NamedNode] = Counter()
    for meeting in meetings:
        others = (
            one for part in source.subjects(GRAF.partOfMeeting, meeting) for one in source.nodes(part, GRAF.concerns)
        )
        shared.update(one for one in set(others) if one != matter)
    return sorted(shared, key=lambda one: (-shared[one], one.value))[:RELATED]


def days(before: Ref, after: Ref) -> tuple[int, int] | None:
    """The fewest and the most days between two meetings; None where their dates or order are not known."""
    if before.key == after.key or not (before.first and before.last and after.first and after.last):
        return None
    try:
        least = _day(after.first) - _day(before.last)
        most = _day(after.last) - _day(before.first)
    except ValueError:
        return None
    return (max(0, least), most) if most >= 0 else None


def _day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def _order(one: Item) -> tuple[str, str, str, int]:
    if one.meeting is None:
        return "~", "~", "", one.position
    first, last = one.meeting.first, one.meeting.last
    return first or last or "~", last or first or "~", one.meeting.key, one.position
