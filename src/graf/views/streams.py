"""Many moves at once: summed by the body that sends, the body that receives, and when or at which step.

A column is a quarter, a year, or the step at which a matter stands (its first move leads from step 1 to step 2). Where
something was sent and received in the same quarter or year, its receiver stands in a column of its own just after
(`2025-q4+`), so that every stream leads to the right and nothing goes in a circle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from graf.views.moves import EARLIER, LIES, RETURNS, Moves, Spot, Step

WAYS: Final = ("step", "quarter", "year")
"""What moves can be summed by, besides their bodies."""
OTHERS: Final = ""
"""The body that stands for all bodies with few moves."""
ANY: Final = "*"
"""The body that stands for several with which something lies open, or to which it is to return."""
SENT: Final = "+"
"""The mark of a column for what was received in the period in which it was sent."""
_PENDING: Final = frozenset({LIES, RETURNS})
_BODIES, _COLUMNS, _EXAMPLES, _STEPS = 8, 9, 3, 7


class Node(NamedTuple):
    """A body (or OTHERS, ANY) in a column: a period, a step, EARLIER, LIES or RETURNS."""

    column: str
    body: str

    @property
    def key(self) -> str:
        """Its key, unique among the nodes."""
        return f"{self.column}/{self.body}"


@dataclass(frozen=True, slots=True)
class Stream:
    """So many moves from one node to another, all in the same state: received, open or proposed.

    `examples` are the first items that move, by the key of their move.
    """

    start: Node
    end: Node
    state: str
    count: int
    examples: tuple[Step, ...]

    @property
    def key(self) -> str:
        """Its key, unique among the streams."""
        parts = (self.start.column, self.start.body, self.end.column, self.end.body, self.state)
        return ".".join(part or "others" for part in parts)


@dataclass(frozen=True, slots=True)
class Streams:
    """The sums, the largest first, and their columns in order. `others` is how many bodies stand together."""

    by: str
    columns: tuple[str, ...]
    streams: tuple[Stream, ...]
    others: int


def streams(moves: Moves, steps: Sequence[Step], by: str = "") -> Streams:
    """The sums of moves. Without `by` quarters are taken, and years where there are too many quarters."""
    if by == "step":
        return _summed(steps, by, _by_step(steps))
    met = {spot.column for step in steps for spot in (step.start, step.end)}
    days = {moves.meetings[column].last for column in met if column in moves.meetings} - {""}
    if not by:
        by = "quarter" if len({_quarter(day) for day in days}) <= _COLUMNS else "year"
    period = _quarter if by == "quarter" else _year
    least = sorted({period(day) for day in days})[-_COLUMNS:][:1]
    return _summed(steps, by, _by_period(moves, period, least[0] if least else ""))


Columns = Callable[[Step], tuple[str, str]]


def _by_period(moves: Moves, period: Callable[[str], str], least: str) -> Columns:
    places: dict[str, tuple[str, tuple[int, str]]] = {}

    def placed(spot: Spot) -> tuple[str, tuple[int, str]]:
        found = places.get(spot.column)
        if found is None:
            column = spot.column
            if spot.met:
                day = moves.meetings[column].last if column in moves.meetings else ""
                column = period(day) if day and period(day) >= least else EARLIER
            found = places[spot.column] = column, _rank(column)
        return found

    def columns(step: Step) -> tuple[str, str]:
        (start, begins), (end, ends) = placed(step.start), placed(step.end)
        if start == LIES:
            start, begins = EARLIER, _rank(EARLIER)
        return start, end if ends > begins else start + SENT

    return columns


def _by_step(steps: Sequence[Step]) -> Columns:
    """A matter's moves one after the other; without a matter an item's. Past the last step all stand together."""
    reached: dict[str, int] = {}
    at: dict[str, tuple[str, str]] = {}
    for step in steps:
        matter, end = step.matter or "", step.end.column
        start = min(max(reached.get(step.row, 1), reached.get(matter, 1) if matter else 1), _STEPS)
        if end not in _PENDING:
            end = f"step-{start + 1}"
            for key in (step.end_row, matter) if matter else (step.end_row,):
                reached[key] = max(reached.get(key, 0), start + 1)
        at[step.key] = (f"step-{start}", end)
    return lambda step: at[step.key]


def _summed(steps: Sequence[Step], by: str, columns: Columns) -> Streams:
    volume = Counter(body for step in steps for body in (step.start.body, step.end.body))
    named = {body for body, _ in sorted(volume.items(), key=lambda pair: (-pair[1], pair[0]))[:_BODIES]}
    if len(volume) == _BODIES + 1:
        named = set(volume)
    raw: dict[tuple[str, str, str, str, str], list[Step]] = {}
    for step in steps:
        column, end = columns(step)
        body, target = step.start.body, step.end.body
        state = "open" if step.open else "proposed" if step.proposed else "received"
        if target not in named and end not in _PENDING:
            target = OTHERS
        key = (column, body if body in named else OTHERS, end, target, state)
        if (several := raw.get(key)) is None:
            several = raw[key] = []
        several.append(step)
    awaited = Counter((column, body, end, state) for column, body, end, _, state in raw)
    counts: Counter[tuple[Node, Node, str]] = Counter()
    examples: dict[tuple[Node, Node, str], list[Step]] = {}
    for (column, body, end, target, state), several in raw.items():
        if end in _PENDING and awaited[column, body, end, state] > 1:
            target = ANY
        nodes = (Node(column, body), Node(end, target), state)
        counts[nodes] += len(several)
        examples.setdefault(nodes, []).extend(several[:_EXAMPLES])
    found = [Stream(*key, count, tuple(examples[key][:_EXAMPLES])) for key, count in counts.items()]
    found.sort(key=lambda one: (-one.count, one.key))
    return Streams(
        by=by,
        columns=tuple(sorted({node.column for one in found for node in (one.start, one.end)}, key=_rank)),
        streams=tuple(found),
        others=len(volume) - len(named),
    )


def _rank(column: str) -> tuple[int, str]:
    ends = {EARLIER: 0, LIES: 2, RETURNS: 3}
    return ends.get(column.removesuffix(SENT), 1), column


def _year(day: str) -> str:
    return day[:4]


def _quarter(day: str) -> str:
    return f"{day[:4]}-q{(int(day[5:7]) + 2) // 3}" if day[5:7].isdigit() else day[:4]
