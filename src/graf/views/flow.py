"""How items move between networks: referrals, and matters that are taken up again, between bodies at meetings.

A band leads from a row of one place to a row of another. A place is a body at a meeting, a body that something lies
with since no document shows that it was received, or a body that it is to return to. So nothing goes in a circle,
though matters do come back. What is open is never shown as received.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS, GRAF
from graf.views.clauses import Move, clauses, move
from graf.views.evidence import Passage, passages
from graf.views.matters import matter
from graf.views.refs import Ref, refer, shorten
from graf.views.source import Source

SAME: Final = "same"
"""The kind of a band that no referral makes: the same matter is taken up again."""
EARLIER, LIES, RETURNS = "earlier", "lies", "returns"
"""Places without a meeting: before the first one shown; where something lies; where it is to return to."""


@dataclass(frozen=True, slots=True)
class Place:
    """A body at a meeting (`column` is the meeting's key), or at EARLIER, LIES or RETURNS."""

    column: str
    body: Ref
    meeting: Ref | None = None

    @property
    def key(self) -> str:
        """The place's key, unique among the places."""
        return f"{self.column}/{self.body.key}"


@dataclass(frozen=True, slots=True)
class Band:
    """A move: what moves (`row` is its key, `title` its name), from where to where, how, and on what sentence it rests.

    `open` bands await an answer that no document holds; `back` says that it is to come back to a body that had it.
    """

    key: str
    row: str
    title: str
    kind: str
    label: str
    start: Place
    end: Place
    end_row: str
    matter: Ref | None
    item: Ref | None
    thing: Ref | None
    since: str | None
    open: bool
    back: bool
    proposed: bool
    received: Ref | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The bands of the moves that were asked for, in order of time; `total` is how many there are without a filter.

    `caps` says of a row at a meeting how it ended there: settled (something was decided) or unknown (only an agenda
    is left). The choices are what can be asked for.
    """

    bands: tuple[Band, ...]
    total: int
    caps: frozenset[tuple[str, str, str]]
    years: tuple[str, ...]
    bodies: tuple[Ref, ...]
    matters: tuple[Ref, ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def open(self) -> int:
        """How many of the bands are open."""
        return sum(band.open for band in self.bands)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see: a matter's or body's key, a kind, a year; an empty text asks for all."""

    matter: str = ""
    body: str = ""
    kind: str = ""
    year: str = ""


def flow(source: Source, same: str, asked: Asked | None = None) -> Flow:
    """The moves of a release. `same` is what a band of the kind SAME is called."""
    referrals = [move(source, node) for node in source.instances(GRAF.Referral)]
    bands = _told_twice([band for one in referrals if (band := _referral(source, one))])
    bands += _again(source, same, bands)
    bands.sort(key=_order)
    wanted = tuple(_drawn(band, asked) for band in bands if asked is None or _matches(band, asked))
    ends = {ref.key: ref for band in bands for ref in (band.start.body, band.end.body)}
    about = {band.matter.key: band.matter for band in bands if band.matter}
    return Flow(
        bands=wanted,
        total=len(bands),
        caps=frozenset(_caps(source, wanted)),
        years=tuple(sorted({year for band in bands for year in _years(band)}, reverse=True)),
        bodies=tuple(sorted(ends.values(), key=lambda ref: ref.label)),
        matters=tuple(sorted(about.values(), key=lambda ref: ref.label)),
        kinds=tuple(sorted({(band.kind, band.label) for band in bands}, key=lambda pair: pair[1])),
    )


def _referral(source: Source, one: Move) -> Band | None:
    if one.sender is None or one.target is None or one.item is None or one.meeting is None:
        return None
    node = source.node(one.ref.kind, one.ref.key)
    kind_node = source.one(node, GRAF.kind)
    kind = kind_node.value.rpartition("/")[2] if kind_node else ""
    meeting = source.node("meeting", one.meeting.key)
    holder = source.one(meeting, GRAF.heldBy)
    here = refer(source, holder).key if holder else ""
    row = one.item.key
    arrived = _place(source, one.received)
    start = Place(one.meeting.key, one.sender, one.meeting) if one.sender.key == here else Place(EARLIER, one.sender)
    end_row = one.received.key if one.received and arrived else row
    back = kind in ("defer", "report-back") and arrived is None
    inbound = one.target.key == here != one.sender.key and kind != "report-back" and arrived is None
    if inbound:
        end = Place(one.meeting.key, one.target, one.meeting)
    elif arrived is not None:
        end = arrived
    else:
        end = Place(RETURNS if back else LIES, one.target)
    if kind == "report-back" and arrived is None:
        start = Place(LIES, one.sender)
    title = _title(source, source.node("item", row))
    return Band(
        key=one.ref.key,
        row=row,
        title=title,
        kind=kind,
        label=one.kind,
        start=start,
        end=end,
        end_row=end_row,
        matter=one.matters[0] if one.matters else None,
        item=one.item,
        thing=one.ref,
        since=one.since,
        open=one.open and arrived is None and not inbound,
        back=back,
        proposed=one.proposed,
        received=one.item if inbound else one.received,
        passages=one.passages,
    )


def _told_twice(bands: list[Band]) -> list[Band]:
    """A move that both its sender's and its receiver's documents tell of, once, with the sentences of both."""
    sent = {(band.start.body.key, band.end.key, band.end_row): band for band in bands if band.start.meeting}
    rest = []
    for band in bands:
        told = sent.get((band.start.body.key, band.end.key, band.end_row))
        if told is None or told.key == band.key or band.start.meeting is not None:
            rest.append(band)
    extra: dict[str, tuple[Passage, ...]] = {}
    kept = {band.key for band in rest}
    for band in bands:
        if band.key not in kept:
            told = sent[band.start.body.key, band.end.key, band.end_row]
            extra[told.key] = extra.get(told.key, ()) + band.passages
    return [replace(band, passages=band.passages + extra.get(band.key, ())) for band in rest]


def _again(source: Source, same: str, moved: Iterable[Band]) -> list[Band]:
    """A band for each matter's step from one meeting to the next that no referral already makes."""
    known = {(band.row, band.end_row) for band in moved}
    found = []
    for node in source.instances(GRAF.Matter):
        view = matter(source, node)
        steps = [step for step in view.steps if step.item.meeting] if view else []
        for before, after in pairwise(steps):
            ends = [_place(source, step.item.ref) for step in (before, after)]
            rows = (before.item.ref.key, after.item.ref.key)
            if ends[0] is None or ends[1] is None or ends[0] == ends[1] or rows in known or view is None:
                continue
            found.append(
                Band(
                    key=f"{view.ref.key}-{rows[1]}",
                    row=rows[0],
                    title=_title(source, source.node("item", rows[0])),
                    kind=SAME,
                    label=same,
                    start=ends[0],
                    end=ends[1],
                    end_row=rows[1],
                    matter=view.ref,
                    item=after.item.ref,
                    thing=None,
                    since=before.item.meeting.last if before.item.meeting else None,
                    open=False,
                    back=False,
                    proposed=False,
                    received=after.item.ref,
                    passages=after.item.passages[:1] or passages(source, source.node("item", rows[1])),
                )
            )
    return found


def _place(source: Source, item: Ref | None) -> Place | None:
    """The body and the meeting of an item."""
    node = source.node("item", item.key) if item else None
    meeting = source.one(node, GRAF.partOfMeeting) if node else None
    holder = source.one(meeting, GRAF.heldBy) if meeting else None
    if meeting is None or holder is None:
        return None
    ref = refer(source, meeting)
    return Place(ref.key, replace(refer(source, holder), label=ref.label), ref)


def _title(source: Source, item: NamedNode) -> str:
    return shorten(source.text(item, DCTERMS.title) or source.text(item, GRAF.number) or "", 90)


def _caps(source: Source, bands: Iterable[Band]) -> Iterable[tuple[str, str, str]]:
    goes_on = {(band.start.key, band.row) for band in bands}
    for band in bands:
        if band.end.meeting is None or (band.end.key, band.end_row) in goes_on:
            continue
        decided = clauses(source, source.node("item", band.end_row))
        if any(one.taken for one in decided):
            yield band.end.key, band.end_row, "settled"
        elif decided:
            yield band.end.key, band.end_row, "unknown"


def _years(band: Band) -> set[str]:
    days = [day for place in (band.start, band.end) if place.meeting for day in (place.meeting.last,) if day]
    return {day[:4] for day in [*days, band.since or ""] if day}


def _matches(band: Band, asked: Asked) -> bool:
    return (
        (not asked.matter or (band.matter is not None and band.matter.key == asked.matter))
        and asked.body in ("", band.start.body.key, band.end.body.key)
        and asked.kind in ("", band.kind)
        and (not asked.year or asked.year in _years(band))
    )


def _drawn(band: Band, asked: Asked | None) -> Band:
    """A band of the year that was asked for; what came before that year stands in the column before all others."""
    place = band.start
    before = asked and asked.year and place.meeting and (place.meeting.last or "")[:4] < asked.year
    return replace(band, start=Place(EARLIER, place.body, place.meeting)) if before else band


def _order(band: Band) -> tuple[str, str, str]:
    return (band.since or "~", band.row, band.key)
