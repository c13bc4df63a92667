"""Which items are about one thing: threads of business across meetings, bodies and years.

A case number (`Dnr`) tells before anything else. Then come what the text says (an item refers to a meeting where the
same stood on the agenda; an item is passed to a body that takes it up), and last the headings alone, of bodies that
have to do with each other. Two items whose case numbers differ are never one matter. Each link keeps its reason; what
only may belong together is told, not linked. Routine items (opening, agenda, minutes before) are no matters.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from graf.issues import UNSETTLED, Issue
from graf.model import Item, Matter, Minutes, Occurrence
from graf.resolve.matter_links import LINK, Entry, Link, case_of, find_links
from graf.resolve.telling import Index, is_routine, read_headings


def find_matters(minutes: Sequence[Minutes]) -> tuple[tuple[Matter, ...], tuple[Issue, ...]]:
    """The matters that two or more items are about, and the pairs of items that may be about one thing."""
    ordered = sorted(minutes, key=lambda one: (one.date or one.date_latest or "9999", one.file))
    neighbours = _neighbours(ordered)
    by_file = {one.file: one for one in minutes}
    matters: list[Matter] = []
    issues: list[Issue] = []
    taken: set[str] = set()
    for held in _circles(ordered, neighbours):
        threads, doubts = _in_circle(held, neighbours)
        for entries, reasons in threads:
            key = minted(by_file[entries[0].file], entries[0].item, taken)
            taken.add(key)
            matters.append(_matter(key, entries, reasons))
        issues += doubts
    return tuple(sorted(matters, key=lambda one: one.key)), tuple(issues)


def minted(one: Minutes, item: Item, taken: Collection[str]) -> str:
    """An opaque key for the matter of which a document's item is the first.

    It is made of the meeting and the item's number, so that it stays what it is while texts are edited. `taken` are
    the keys that others have.
    """
    meeting = f"{one.body} {one.date}" if one.body and one.date else one.sha256
    numbers = (f"{item.number}{f' {place}' if place else ''}" for place in count())
    digests = (hashlib.sha256(f"{meeting} {number}".encode()).digest() for number in numbers)
    return next(key for digest in digests if (key := b32encode(digest)[:10].decode().lower()) not in taken)


Thread = tuple[list[Entry], list[str]]
"""The entries of a matter in their order, and why they belong together."""


def _in_circle(minutes: Sequence[Minutes], neighbours: dict[str, set[str]]) -> tuple[list[Thread], list[Issue]]:
    entries = [
        Entry(one.file, item, one.body, one.date, case_of(item.case_number, one.body))
        for one, parents in ((one, _parents(one)) for one in minutes)
        for item in one.items
        if item.number and (item.case_number or not (is_routine(item.title) or item.number in parents))
    ]
    index = Index(read_headings([entry.item.title for entry in entries]))
    links, doubts = find_links(entries, index, neighbours)
    threads = _Threads(entries, index)
    for link in sorted(links, key=lambda one: (one.rank, -one.score, one.one, one.other)):
        threads.join(link)
    found = [([entries[place] for place in members], reasons) for members, reasons in threads.found()]
    return found, [_issue(entries, link) for link in doubts if not threads.together(link.one, link.other)]


def _circles(minutes: Sequence[Minutes], neighbours: dict[str, set[str]]) -> list[list[Minutes]]:
    """The minutes of bodies that have to do with each other, directly or through others; only those share matters."""
    circle: dict[str, str] = {}
    for start in neighbours:
        waiting = [] if start in circle else [start]
        while waiting:
            body = waiting.pop()
            if body not in circle:
                circle[body] = start
                waiting += neighbours[body]
    found: defaultdict[str | None, list[Minutes]] = defaultdict(list)
    for one in minutes:
        found[circle.get(one.body or "", one.body)].append(one)
    return list(found.values())


def _parents(one: Minutes) -> set[str | None]:
    """Items that only gather others below them (`Beslutsärenden`): nothing is decided under them."""
    decided = {item.number for item in one.items if item.decisions}
    return {item.parent for item in one.items} - decided


def _neighbours(minutes: Sequence[Minutes]) -> dict[str, set[str]]:
    """The bodies that each body has to do with, of those whose minutes these are.

    One passes business to the other, has it from there, gives it a task, refers to its meeting, or both have a case
    number with letters (`KS 2024/123`).
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    meeting = {one.body for one in minutes}
    dealing: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in minutes:
        if one.body is None:
            continue
        named = {body for item in one.items for move in item.moves for body in (move.source, move.target)}
        named |= {reference.body for item in one.items for reference in item.meeting_references}
        named |= {body for item in one.items for d in item.decisions for body in (*d.referred_to, *d.assigned_to)}
        for item in one.items:
            case = case_of(item.case_number, "")
            if case and case[0] != "@":
                named |= dealing[case]
                dealing[case].add(one.body)
        for body in named & meeting:
            found[one.body].add(body)
            found[body].add(one.body)
    return found


# --- threads --------------------------------------------------------------------------------------------------------


@dataclass
class _Threads:
    """Entries put together by their links, with the cases that each thread has in each register."""

    entries: Sequence[Entry]
    index: Index
    _of: dict[int, int] = field(default_factory=dict)
    _members: dict[int, list[int]] = field(default_factory=dict)
    _reasons: dict[int, str] = field(default_factory=dict)

    def _thread(self, place: int) -> int:
        if place not in self._of:
            self._of[place] = place
            self._members[place] = [place]
        return self._of[place]

    def together(self, one: int, other: int) -> bool:
        """Whether two entries are in one thread, or are known to be two cases."""
        a, b = self._thread(one), self._thread(other)
        return a == b or self._clash(a, b)

    def _clash(self, one: int, other: int) -> bool:
        cases = [dict(case for i in self._members[t] if (case := self.entries[i].case)) for t in (one, other)]
        return any(cases[1].get(register, number) != number for register, number in cases[0].items())

    def _alike(self, one: int, other: int) -> bool:
        """Whether most of the pairs of two threads have headings that speak for it."""
        pairs = [(i, j) for i in self._members[one][:8] for j in self._members[other][:8]]
        spoken = sum(self.index.shared(i, j).share >= LINK or self.index.phrase(i, j) is not None for i, j in pairs)
        return 2 * spoken > len(pairs)

    def join(self, link: Link) -> None:
        """Puts the threads of two entries together, unless their cases differ or the headings of most do."""
        one, other = self._thread(link.one), self._thread(link.other)
        if one == other or self._clash(one, other) or (link.rank > 2 and not self._alike(one, other)):
            return
        first, second = min(one, other), max(one, other)
        self._reasons[max(link.one, link.other) if link.rank < 3 else second] = link.reason
        for place in self._members.pop(second):
            self._of[place] = first
            self._members[first].append(place)

    def found(self) -> Iterator[tuple[list[int], list[str]]]:
        """The threads of two entries and more, in order, with the reasons."""
        for members in self._members.values():
            if len(members) > 1:
                held = sorted(members)
                yield held, list(dict.fromkeys(self._reasons[i] for i in held if i in self._reasons))


def _matter(key: str, entries: Sequence[Entry], reasons: Sequence[str]) -> Matter:
    title = min((entry.item.title for entry in entries), key=len)
    occurrences = tuple(Occurrence(entry.file, str(entry.item.number)) for entry in entries)
    cases = tuple(dict.fromkeys(number for entry in entries if (number := entry.item.case_number)))
    return Matter(key, title, occurrences, (), tuple(reasons), cases)


def _issue(entries: Sequence[Entry], link: Link) -> Issue:
    one, other = entries[link.one], entries[link.other]
    passage = other.item.evidence[0]
    reason = (
        f"item {other.item.number} “{other.item.title}” may be about the same matter as item {one.item.number} "
        f"“{one.item.title}” of {one.file}: {link.reason}, as do others; they are not linked"
    )
    return Issue(other.file, UNSETTLED, reason, passage.page, passage.line)
