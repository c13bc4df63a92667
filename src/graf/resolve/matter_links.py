"""What ties items together: a case number, a reference to a meeting, a matter passed on, headings alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from graf.model import Item, Move
from graf.resolve.telling import Index

LINK = 0.6  # the least share of weight that two headings share where one item refers to the other's meeting
PASSED = 0.5  # the same where one passes the matter to the other's body
CONTAINED = 0.75  # the same for headings alone: one says nearly all that the other does
ALIKE = 0.7  # headings so alike are about one thing, if not too many are
FEW, SOME = 4, 10  # headings that may share words which tell a matter: one contained in the other, both alike
DAYS = (
    550  # a matter that was passed on is taken up within so many days, and a phrase alone ties no items further apart
)


@dataclass(frozen=True, slots=True)
class Entry:
    file: str
    item: Item
    body: str | None
    date: str | None
    case: tuple[str, str] | None  # whose register, the number there


@dataclass(frozen=True, slots=True)
class Link:
    """Two entries that belong together, how surely (0 is surest), and why."""

    rank: int
    score: float
    one: int
    other: int
    reason: str


def case_of(number: str | None, body: str | None) -> tuple[str, str] | None:
    """Whose register a case number is of and the case, its single documents (`KS 2024/123-4`) left out."""
    if not number:
        return None
    found = re.match(r"(?P<letters>[A-ZÅÄÖ]*)[ /-]*(?P<first>\d+)\s*[/:-]\s*0*(?P<second>\d+)", number)
    if not found:
        return None
    return f"{found['letters']}@{body or ''}", f"{found['first']}/{found['second']}"


def find_links(
    entries: Sequence[Entry], index: Index, neighbours: Mapping[str, AbstractSet[str]]
) -> tuple[list[Link], list[Link]]:
    """What ties entries together, and what only may: each as links."""
    links = list(_by_case(entries, index))
    doubts: list[Link] = []
    by_meeting: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        by_meeting[entry.body, entry.date].append(place)
    bodies = [entry.body for entry in entries]
    for place, entry in enumerate(entries):
        near = index.near(place)
        ends = _ends(entry)
        links += _by_reference(place, entry, by_meeting, index)
        links += _by_move(place, entry, [i for i in near if bodies[i] in ends] if ends else [], entries, index)
        doubtful: list[Link] = []
        meeting = {entry.body, *neighbours.get(entry.body or "", ())}
        for other in [other for other in near if other > place and bodies[other] in meeting]:
            link = _by_heading(place, other, entries, index)
            if link:
                (links if link.rank < 4 else doubtful).append(link)
        doubts += sorted(doubtful, key=lambda one: (-one.score, one.other))[:1]
    return links, doubts


def _by_case(entries: Sequence[Entry], index: Index) -> Iterator[Link]:
    """One case number in one body's register; in another's, where the headings have something in common too."""
    by_number: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.case:
            letters, _, _ = entry.case[0].partition("@")
            by_number[letters, entry.case[1]].append(place)
    for (letters, number), places in by_number.items():
        for other in places[1:]:
            for one in places[: places.index(other)]:
                same = entries[one].case == entries[other].case
                if same or (letters and index.shared(one, other).share >= LINK):
                    yield Link(0, 1.0, one, other, f"both have the case number {f'{letters} {number}'.strip()}")
                    break


def _by_reference(
    place: int,
    entry: Entry,
    by_meeting: Mapping[tuple[str | None, str | None], Sequence[int]],
    index: Index,
) -> Iterator[Link]:
    for reference in entry.item.meeting_references:
        found = [(index.shared(place, i), i) for i in by_meeting.get((reference.body, reference.date), ())]
        found = [(shared, i) for shared, i in found if shared.share >= LINK and not shared.apart and i != place]
        if found and reference.date:
            shared, other = max(found, key=lambda pair: (pair[0].share, -pair[1]))
            words = ", ".join(sorted(shared.words))
            reason = f"it refers to the meeting of {reference.body} on {reference.date}, where a heading shares {words}"
            yield Link(1, shared.share, min(place, other), max(place, other), reason)


def _ends(entry: Entry) -> set[str]:
    return {body for move in entry.item.moves for body in (move.source, move.target)}


def _by_move(place: int, entry: Entry, near: Sequence[int], entries: Sequence[Entry], index: Index) -> Iterator[Link]:
    """To the item of the body at the other end of a move that comes next (or came before, where it originated)."""
    for move in entry.item.moves:
        back = move.kind == "originate"
        far = _other_end(move, entry.body, back)
        found = []
        for other in near:
            if entries[other].body != far or entries[other].file == entry.file:
                continue
            gap = _days(entry.date, entries[other].date) * (-1 if back else 1)
            shared = index.shared(place, other)
            near_enough = 0 <= gap <= DAYS and shared.share >= PASSED and not shared.apart
            if near_enough and index.together(shared.words or shared.names) <= SOME:
                found.append((gap, -shared.share, other, shared))
        if found:
            _, share, other, shared = min(found, key=lambda one: one[:3])
            words = ", ".join(sorted(shared.words))
            reason = f"{move.source} → {move.target} ({move.kind.replace('_', ' ')}), and the headings share {words}"
            yield Link(2, -share, min(place, other), max(place, other), reason)


def _other_end(move: Move, body: str | None, back: bool) -> str:
    if back:
        return move.source
    return move.target if move.target != body or move.kind in ("defer", "report_back") else move.source


def _days(one: str | None, other: str | None) -> int:
    """Days from one date to another; 0 where a date is not known."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days if one and other else 0


def _by_heading(place: int, other: int, entries: Sequence[Entry], index: Index) -> Link | None:
    """By the headings alone; of rank 4 where they tell too little."""
    one, two = entries[place], entries[other]
    shared = index.shared(place, other)
    if shared.names and one.file != two.file and index.together(shared.names) <= FEW:
        return Link(3, 1.0, place, other, f"both headings name {', '.join(sorted(shared.names))}")
    if shared.apart or shared.other_years:
        return None
    fewest = min(len(index.headings[place].words), len(index.headings[other].words))
    if shared.share >= CONTAINED and (len(shared.words) >= 2 or fewest == 1):
        reason = f"the headings share {', '.join(sorted(shared.words))}"
        sure = shared.alike >= ALIKE or not shared.lopsided
        if sure and index.together(shared.words) <= (SOME if shared.alike >= ALIKE else FEW):
            return Link(3, shared.alike, place, other, reason)
        return Link(4, shared.alike, place, other, reason) if shared.alike >= ALIKE else None
    near = abs(_days(one.date, two.date)) <= DAYS
    if near and len(shared.words) >= 2 and not shared.lopsided and index.together(shared.words) <= FEW:
        phrase = index.phrase(place, other)
        return Link(3, shared.alike, place, other, f"both headings say “{phrase}”") if phrase else None
    return None
