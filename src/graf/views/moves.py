"""All moves of a release: referrals, and matters that are taken up again, each from a place to a place.

A place is a body at a meeting, a body that something lies with since no document shows that it was received, or a body
that it is to return to. So nothing goes in a circle, though matters do come back. What is open is never shown as
received. This reads the whole release in a dozen scans and keeps keys only; `flow` adds names and sentences to the few
that a page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, NamedTuple

from graf.rdf.vocab import DCTERMS, GRAF, PROV, SKOS
from graf.views.source import Source
from graf.views.whole import Values, first, keys, values

SAME: Final = "same"
"""The kind of a band that no referral makes: the same matter is taken up again."""
EARLIER, LIES, RETURNS = "earlier", "lies", "returns"
"""Places without a meeting: before the first one shown; where something lies; where it is to return to."""


class Spot(NamedTuple):
    """A body at a meeting (`column` is the meeting's key), or at EARLIER, LIES or RETURNS."""

    column: str
    body: str

    @property
    def key(self) -> str:
        """The place's key, unique among the places."""
        return f"{self.column}/{self.body}"

    @property
    def met(self) -> bool:
        """Whether it is a meeting."""
        return self.column not in (EARLIER, LIES, RETURNS)


class Day(NamedTuple):
    """When a meeting was: the body that held it, and its bounds (ISO)."""

    body: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Step:
    """A move, by keys: of what item (`row`) from where to where, how; `also` are referrals that tell of the same.

    `open` moves await an answer that no document holds; `back` says that it is to come back to a body that had it.
    """

    key: str
    row: str
    kind: str
    start: Spot
    end: Spot
    end_row: str
    matter: str | None
    item: str
    referral: str | None
    since: str
    open: bool
    back: bool
    proposed: bool
    received: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moves:
    """The moves of a release in order of time, and the names that tables and pictures of them need.

    `bodies` and `short` are names of bodies, `titles` of items and `matters` of matters, by key; `settled` are the
    items on which something was decided, `proposals` those on which something was only proposed.
    """

    steps: tuple[Step, ...]
    meetings: Mapping[str, Day]
    bodies: Mapping[str, str]
    short: Mapping[str, str]
    titles: Mapping[str, str]
    matters: Mapping[str, str]
    settled: frozenset[str]
    proposals: frozenset[str]

    def years(self, step: Step) -> set[str]:
        """The years in which a move starts and ends."""
        return {day[:4] for day in self.days(step)}

    def days(self, step: Step) -> list[str]:
        """The days (ISO) on which a move starts and ends, as far as they are known."""
        met = [self.meetings[spot.column].last for spot in (step.start, step.end) if spot.column in self.meetings]
        return [day for day in (*met, step.since) if day]

    def name(self, body: str) -> str:
        """A body's short name."""
        return self.short.get(body) or self.bodies.get(body) or body

    def called(self, step: Step) -> str:
        """What moves: one matter has one name at every meeting."""
        return self.matters.get(step.matter or "") or self.titles.get(step.row) or step.row


def moves(source: Source) -> Moves:
    """The moves of a release."""
    read = _Read(source)
    steps = _told_twice([step for key in keys(source, GRAF.Referral) if (step := read.referral(key))])
    steps += _again(read, steps)
    steps.sort(key=lambda step: (step.since or "~", step.row, step.key))
    return Moves(
        steps=tuple(steps),
        meetings=read.meetings,
        bodies=first(values(source, SKOS.prefLabel, "body")),
        short=first(values(source, SKOS.notation, "body")),
        titles={**first(read.numbers), **first(values(source, DCTERMS.title, "item"))},
        matters=first(values(source, DCTERMS.title, "matter")),
        settled=frozenset(read.decided.values()),
        proposals=frozenset(read.proposed.values()),
    )


class _Read:
    """The properties that moves are made of, each read in one scan."""

    def __init__(self, source: Source) -> None:
        self.holder = first(values(source, GRAF.heldBy, "meeting"))
        begins = first(values(source, GRAF.notBefore, "meeting"))
        ends = first(values(source, GRAF.notAfter, "meeting"))
        self.meetings = {
            key: Day(body, begins.get(key, ""), ends.get(key, "")) for key, body in sorted(self.holder.items())
        }
        self.meeting_of = first(values(source, GRAF.partOfMeeting, "item", "meeting"))
        self.position = first(values(source, GRAF.position, "item"))
        self.numbers: Values = values(source, GRAF.number, "item")
        self.sender = first(values(source, GRAF.fromBody, "referral"))
        self.target = first(values(source, GRAF.toBody, "referral"))
        self.kind = {key: iri.rpartition("/")[2] for key, iri in first(values(source, GRAF.kind, "referral")).items()}
        self.mentioned = first(values(source, GRAF.mentionedIn, "referral", "item"))
        self.decision = first(values(source, PROV.wasGeneratedBy, "referral", "decision"))
        self.proposal = first(values(source, PROV.wasGeneratedBy, "referral", "proposal"))
        self.received = first(values(source, GRAF.receivedIn, "referral"))
        self.answered = first(values(source, GRAF.answeredBy, "referral"))
        self.about = first(values(source, GRAF.concerns, "referral", "matter"))
        self.concerns = values(source, GRAF.concerns, "item", "matter")
        self.decided = first(values(source, PROV.wasGeneratedBy, "decision", "item"))
        self.proposed = first(values(source, GRAF.proposedIn, "proposal", "item"))

    def place(self, item: str | None) -> Spot | None:
        """The body and the meeting of an item."""
        meeting = self.meeting_of.get(item or "")
        return Spot(meeting, self.holder[meeting]) if meeting in self.holder else None

    def referral(self, key: str) -> Step | None:
        """A referral as a move; None where the text names no sender, receiver or item."""
        sender, target, kind = self.sender.get(key), self.target.get(key), self.kind.get(key, "")
        decision, proposal = self.decision.get(key, ""), self.proposal.get(key, "")
        item = self.mentioned.get(key) or self.decided.get(decision) or self.proposed.get(proposal)
        meeting = self.meeting_of.get(item or "")
        if sender is None or target is None or item is None or meeting is None:
            return None
        proposed = not decision and proposal in self.proposed
        received = self.received.get(key)
        answered = self.answered.get(key) or (received if kind == "report-back" else None)
        here = self.holder.get(meeting, "")
        arrived = self.place(received)
        back = kind in ("defer", "report-back") and arrived is None
        inbound = target == here != sender and kind != "report-back" and arrived is None
        start = Spot(meeting, sender) if sender == here else Spot(EARLIER, sender)
        if kind == "report-back" and arrived is None:
            start = Spot(LIES, sender)
        end = Spot(meeting, target) if inbound else arrived or Spot(RETURNS if back else LIES, target)
        known = self.concerns.get(item, ())
        return Step(
            key=key,
            row=item,
            kind=kind,
            start=start,
            end=end,
            end_row=received if received and arrived else item,
            matter=self.about.get(key) or (known[0] if known else None),
            item=item,
            referral=key,
            since=self.meetings[meeting].last if meeting in self.meetings else "",
            open=not proposed and kind != "originate" and answered is None and arrived is None and not inbound,
            back=back,
            proposed=proposed,
            received=item if inbound else received,
        )


def _told_twice(found: list[Step]) -> list[Step]:
    """A move that both its sender's and its receiver's documents tell of, once, with the sentences of both."""
    sent = {(step.start.body, step.end, step.end_row): step for step in found if step.start.met}
    also: dict[str, list[str]] = defaultdict(list)
    kept = []
    for step in found:
        told = sent.get((step.start.body, step.end, step.end_row))
        if told is None or told.key == step.key or step.start.met:
            kept.append(step)
        else:
            also[told.key].append(step.key)
    return [replace(step, also=tuple(also[step.key])) if step.key in also else step for step in kept]


def _again(read: _Read, moved: Iterable[Step]) -> list[Step]:
    """A move for each matter's way from one meeting to the next that no referral already makes."""
    known = {(step.row, step.end_row) for step in moved}
    items: dict[str, list[str]] = defaultdict(list)
    for item, several in read.concerns.items():
        for matter in several:
            if read.meeting_of.get(item) in read.meetings:
                items[matter].append(item)

    def order(item: str) -> tuple[str, str, str, int]:
        meeting = read.meeting_of[item]
        day = read.meetings[meeting]
        return day.first or day.last or "~", day.last or day.first or "~", meeting, int(read.position.get(item, 0))

    found = []
    for matter, several in sorted(items.items()):
        for before, after in pairwise(sorted(several, key=order)):
            start, end = read.place(before), read.place(after)
            if start is None or end is None or start == end or (before, after) in known:
                continue
            found.append(
                Step(
                    key=f"{matter}-{after}",
                    row=before,
                    kind=SAME,
                    start=start,
                    end=end,
                    end_row=after,
                    matter=matter,
                    item=after,
                    referral=None,
                    since=read.meetings[start.column].last,
                    open=False,
                    back=False,
                    proposed=False,
                    received=after,
                )
            )
    return found
