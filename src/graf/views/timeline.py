"""A matter's way: its items, decisions and proposals in order across bodies, what was sent on, and what is still open.

Columns are meetings in order, lanes are bodies. A referral ends at the event that received it; what no later document
answers ends open. Waits count between meetings, and to the last day that the release knows of, never to today.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.views.clauses import Move
from graf.views.evidence import Passage
from graf.views.matters import Matter, Step, days, matter
from graf.views.refs import Ref
from graf.views.source import Source

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Column:
    """A meeting: which, and the fewest and most days since the column before, where known."""

    meeting: Ref | None
    waited: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class End:
    """What an event leads to: a referral, an assignment or a condition.

    `state` is open, answered, received, closed, met, failed or proposed; `lane` the body it lies with, `to` the number
    of the event that received it; `waited` the days for which it has been open at the end of the material.
    """

    anchor: str
    kind: str
    label: str
    who: tuple[Ref, ...]
    state: str
    lane: str
    to: int | None
    waited: tuple[int, int] | None
    ref: Ref | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An item of the matter: its number along the way, its lane and column, its shape, and what it leads to.

    `shape` is decision (something was decided), proposal (only proposed) or information.
    """

    number: int
    step: Step
    lane: str
    column: int
    shape: str
    acts: tuple[str, ...]
    ends: tuple[End, ...]

    @property
    def anchor(self) -> str:
        """The id of its entry in the list."""
        return f"e-{self.number}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A matter with its events, lanes (bodies, in the order in which they come in) and columns."""

    matter: Matter
    events: tuple[Event, ...]
    lanes: tuple[Ref, ...]
    columns: tuple[Column, ...]
    last: str | None

    @property
    def open(self) -> int:
        """How many ends are open."""
        return sum(end.state == OPEN for event in self.events for end in event.ends)

    @property
    def first(self) -> Ref | None:
        """The first meeting that took it up."""
        return self.columns[0].meeting if self.columns else None


def timeline(source: Source, node: NamedNode, last: str | None) -> Timeline | None:
    """A matter's way; `last` is the last day that the release knows of. None where there is no such matter."""
    view = matter(source, node)
    return None if view is None else _timeline(view, last)


def _timeline(view: Matter, last: str | None) -> Timeline:
    columns: list[Column] = []
    lanes: dict[str, Ref] = {}
    place: dict[str, int] = {step.item.ref.key: number for number, step in enumerate(view.steps, start=1)}
    events = []
    for number, step in enumerate(view.steps, start=1):
        meeting = step.item.meeting
        if not columns or meeting is None or columns[-1].meeting != meeting:
            before = columns[-1].meeting if columns else None
            columns.append(Column(meeting, days(before, meeting) if before and meeting else None))
        lane = step.body.key if step.body else ""
        if step.body:
            lanes.setdefault(lane, step.body)
        ends = tuple(_ends(step, number, lane, place, last))
        for end in ends:
            for ref in end.who:
                if end.state == OPEN and ref.key == end.lane:
                    lanes.setdefault(ref.key, ref)
        taken = [one for one in step.item.clauses if one.taken]
        shown = taken or list(step.item.clauses)
        events.append(
            Event(
                number=number,
                step=step,
                lane=lane,
                column=len(columns) - 1,
                shape="decision" if taken else "proposal" if step.item.clauses else "information",
                acts=tuple(dict.fromkeys(act for one in shown for act in one.acts)),
                ends=ends,
            )
        )
    return Timeline(view, tuple(events), tuple(lanes.values()), tuple(columns), last)


def _ends(step: Step, number: int, lane: str, place: dict[str, int], last: str | None) -> list[End]:
    waited = days(step.item.meeting, Ref("", key="~", first=last, last=last)) if step.item.meeting and last else None
    found: list[End] = []
    for move in step.item.moves:
        target, state = move.target, _state(move)
        found.append(
            End(
                anchor=f"e-{number}-{len(found) + 1}",
                kind="referral",
                label=move.kind,
                who=(target,) if target else (),
                state=state,
                lane=target.key if target else lane,
                to=next((place[ref.key] for ref in (move.received, move.answered) if ref and ref.key in place), None),
                waited=waited if state == OPEN else None,
                ref=move.ref,
                passages=move.passages,
            )
        )
    for clause in step.item.clauses:
        for task in clause.tasks:
            state = "proposed" if task.proposed else OPEN if task.open else "closed"
            anchor, to = f"e-{number}-{len(found) + 1}", place.get(task.closed_by.key) if task.closed_by else None
            since = waited if state == OPEN else None
            found.append(
                End(anchor, "assignment", task.text, task.assignees, state, lane, to, since, task.ref, task.passages)
            )
        if clause.condition:
            anchor, state = f"e-{number}-{len(found) + 1}", clause.condition.state
            since = waited if state == OPEN else None
            text = f"{clause.condition.branch}: {clause.condition.text}"
            found.append(End(anchor, "condition", text, (), state, lane, None, since, clause.ref, clause.passages))
    return found


def _state(move: Move) -> str:
    if move.proposed:
        return "proposed"
    if move.answered:
        return "answered"
    return "received" if move.received or not move.open else OPEN
