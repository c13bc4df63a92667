"""How items move between networks: what a reader asked to see of all moves, each by itself or summed.

A few moves are shown each by itself, from a body's meeting to a body's meeting. Many are summed by body and quarter,
year or step; what is open is never summed with what was received. The table has each move with its sentence, a page at
a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graf.rdf.concepts import concept
from graf.views.evidence import Passage, passages
from graf.views.moves import EARLIER, LIES, RETURNS, SAME, Moves, Spot, Step
from graf.views.refs import Ref, refer
from graf.views.source import Source
from graf.views.streams import WAYS, Streams, streams

__all__ = ["EARLIER", "LIES", "MEETING", "RETURNS", "SAME", "Asked", "Band", "Flow", "Place", "choices", "flow"]
MEETING: Final = "meeting"
"""Moves each by itself, from meeting to meeting; the other ways of seeing them are `streams.WAYS`."""
MOST: Final = 100
"""So many moves stand on a page of the table; of more than that, the picture shows sums."""
_ROWS, _COLUMNS = 12, 12
"""Where a body had more rows at a meeting, or there were more meetings, the picture shows sums unless asked."""
_CHOICES: Final = 200
"""So many bodies and matters can be chosen from, those with the most moves; all others have pages of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the picture: the body, and its meeting where it is one."""

    column: str
    body: Ref
    meeting: Ref | None = None

    @property
    def key(self) -> str:
        """The place's key, unique among the places."""
        return f"{self.column}/{self.body.key}"


@dataclass(frozen=True, slots=True)
class Band:
    """A move as a page shows it: what moves, from where to where, how, and on what sentence it rests.

    `row` and `end_row` are the items that it leads from and to, `title` its name.
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
    item: Ref
    thing: Ref | None
    since: str
    open: bool
    back: bool
    proposed: bool
    received: Ref | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks to see: a matter's or body's key, a kind, a year or quarter (`2025`, `2025-q4`), and whether
    by meeting, step, quarter or year. An empty text asks for all, or leaves the choice.
    """

    matter: str = ""
    body: str = ""
    kind: str = ""
    period: str = ""
    by: str = ""

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.matter or self.body or self.kind or self.period)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be asked for: bodies and matters (key, name), kinds of move, years and quarters. `total` is of all
    moves.
    """

    bodies: tuple[tuple[str, str], ...]
    matters: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    periods: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The moves that were asked for: this page's, in order of time; `count` of all, `open` of them open.

    `by` is how the picture shows them; `streams` are their sums where that is not MEETING. `caps` says of a row at a
    meeting how it ended there: settled (something was decided) or unknown (only an agenda is left). `whole` says that
    every move of the release is on this page, so that a script can choose among them without asking again.
    """

    bands: tuple[Band, ...]
    streams: Streams | None
    by: str
    count: int
    open: int
    caps: frozenset[tuple[str, str, str]]
    page: int
    pages: int
    whole: bool


def choices(source: Source, moves: Moves, same: str) -> Choices:
    """What can be asked for. `same` is what a move of the kind SAME is called."""
    bodies: Counter[str] = Counter()
    matters: Counter[str] = Counter()
    for step in moves.steps:
        bodies.update({step.start.body, step.end.body})
        matters.update([step.matter] if step.matter else [])
    days = [day for step in moves.steps for day in moves.days(step)]
    kinds = {step.kind for step in moves.steps}
    named = [(key, moves.name(key)) for key, _ in bodies.most_common(_CHOICES)]
    return Choices(
        bodies=tuple(sorted(named, key=lambda pair: pair[1].casefold())),
        matters=tuple(
            sorted(
                ((key, moves.matters.get(key, key)) for key, _ in matters.most_common(_CHOICES)),
                key=lambda pair: pair[1].casefold(),
            )
        ),
        kinds=tuple(sorted(((kind, kind_name(source, kind, same)) for kind in kinds), key=lambda pair: pair[1])),
        periods=tuple(sorted({day[:4] for day in days} | {quarter(day) for day in days}, reverse=True)),
        total=len(moves.steps),
    )


def kind_name(source: Source, kind: str, same: str) -> str:
    """What a kind of move is called."""
    return same if kind == SAME else source.word(concept("referral-kinds", kind)) if kind else ""


def flow(source: Source, moves: Moves, same: str, asked: Asked | None = None, page: int = 1) -> Flow:
    """The moves that were asked for. `same` is what a move of the kind SAME is called."""
    asked = asked or Asked()
    wanted = moves.steps if asked.all else [step for step in moves.steps if matches(moves, step, asked)]
    pages = max(1, -(-len(wanted) // MOST))
    page = min(max(page, 1), pages)
    shown = wanted[(page - 1) * MOST : page * MOST]
    drawn = [_drawn(moves, step, asked) for step in wanted] if len(wanted) <= MOST else []
    by = asked.by if asked.by in WAYS else MEETING if drawn and (asked.by == MEETING or _few(drawn)) else ""
    summed = None if by == MEETING or not wanted else streams(moves, wanted, by)
    pairs = zip(drawn if by == MEETING else shown, shown, strict=True)
    return Flow(
        bands=tuple(_band(source, moves, step, same, before.start) for step, before in pairs),
        streams=summed,
        by=summed.by if summed else MEETING,
        count=len(wanted),
        open=sum(step.open for step in wanted),
        caps=frozenset(_caps(moves, drawn)) if by == MEETING else frozenset(),
        page=page,
        pages=pages,
        whole=asked.all and len(wanted) <= MOST and by == MEETING,
    )


def quarter(day: str) -> str:
    """The quarter of a day (ISO): `2025-q4`."""
    return f"{day[:4]}-q{(int(day[5:7]) + 2) // 3}" if day[5:7].isdigit() else day[:4]


def matches(moves: Moves, step: Step, asked: Asked) -> bool:
    """Whether a move is asked for."""
    return (
        (not asked.matter or step.matter == asked.matter)
        and asked.body in ("", step.start.body, step.end.body)
        and asked.kind in ("", step.kind)
        and (not asked.period or any(asked.period in (day[:4], quarter(day)) for day in moves.days(step)))
    )


def _few(steps: Sequence[Step]) -> bool:
    """Whether moves can be read each by itself in one picture."""
    rows: dict[Spot, set[str]] = {}
    for step in steps:
        rows.setdefault(step.start, set()).add(step.row)
        rows.setdefault(step.end, set()).add(step.end_row)
    columns = {spot.column for spot in rows}
    return len(columns) <= _COLUMNS and all(len(several) <= _ROWS for several in rows.values())


def _drawn(moves: Moves, step: Step, asked: Asked) -> Step:
    """A move of the period that was asked for; what came before that stands in the column before all others."""
    day = moves.meetings.get(step.start.column)
    if not asked.period or day is None or not day.last or quarter(day.last)[: len(asked.period)] >= asked.period:
        return step
    return replace(step, start=Spot(EARLIER, step.start.body))


def _band(source: Source, moves: Moves, step: Step, same: str, before: Spot) -> Band:
    """A move with its names and sentences; `before` is where it started, where that stands in the column EARLIER."""
    thing = source.node("referral", step.referral) if step.referral else None
    found = passages(source, thing) if thing else passages(source, source.node("item", step.end_row))[:1]
    for other in step.also:
        found += passages(source, source.node("referral", other))
    return Band(
        key=step.key,
        row=step.row,
        title=moves.titles.get(step.row, step.row),
        kind=step.kind,
        label=kind_name(source, step.kind, same),
        start=replace(place(source, moves, before), column=step.start.column),
        end=place(source, moves, step.end),
        end_row=step.end_row,
        matter=Ref(moves.matters.get(step.matter, ""), "matter", step.matter, lang="sv") if step.matter else None,
        item=refer(source, source.node("item", step.item)),
        thing=refer(source, thing) if thing else None,
        since=step.since,
        open=step.open,
        back=step.back,
        proposed=step.proposed,
        received=refer(source, source.node("item", step.received)) if step.received else None,
        passages=found,
    )


def place(source: Source, moves: Moves, spot: Spot) -> Place:
    """A place with its names."""
    body = Ref(moves.name(spot.body), "body", spot.body, lang="sv")
    return Place(spot.column, body, refer(source, source.node("meeting", spot.column)) if spot.met else None)


def _caps(moves: Moves, steps: Iterable[Step]) -> Iterable[tuple[str, str, str]]:
    shown = list(steps)
    goes_on = {(step.start.key, step.row) for step in shown}
    for step in shown:
        if not step.end.met or (step.end.key, step.end_row) in goes_on:
            continue
        if step.end_row in moves.settled:
            yield step.end.key, step.end_row, "settled"
        elif step.end_row in moves.proposals:
            yield step.end.key, step.end_row, "unknown"
