"""Where a document names people: the mentions, and what is said there of those who bear the name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graf.model import Attendance, Evidence, Minutes, Named
from graf.resolve.people_names import fold, spelling


@dataclass(frozen=True, slots=True)
class Mention:
    """A name somewhere: as read, as written, where it begins, and what stands with it.

    `place` counts those of one name in one list: the second is another person, until somebody says otherwise.
    """

    name: str
    surface: str
    start: int
    listed: bool = False  # in the list of those present
    struck: bool = False
    organisation: str | None = None
    role: str | None = None
    party: str | None = None
    place: int = 0
    certain: bool = True  # a fact says so, not only the look of two words in the prose


@dataclass(slots=True)
class Appearance:
    """One name in one document: all its mentions there, which are one person; what they say of it together."""

    file: str
    name: str  # folded
    place: int
    mentions: list[Mention] = field(default_factory=list)
    listed: bool = False
    struck: bool = True  # the name is only ever struck through
    certain: bool = False  # a fact names the person
    organisations: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.listed |= mention.listed
        self.struck &= mention.struck
        self.certain |= mention.certain
        if mention.organisation:
            self.organisations.add(mention.organisation)
        if mention.role and mention.role.casefold() not in _OFFICES:
            self.roles.add(mention.role.casefold())
        if mention.party:
            self.parties.add(mention.party)


_BEHIND = re.compile(r"\s*\(([A-ZÅÄÖ]{1,4})\)")  # letters behind a name
# Posts at the meeting itself; they tell nobody from another.
_OFFICES = {
    "ordförande", "vice ordförande", "sekreterare", "justerare", "ledamot", "ersättare", "suppleant", "kassör",
    "mötesordförande", "mötessekreterare", "adjungerad", "representant", "deltagare", "medlem",
}  # fmt: skip


def stated(one: Minutes) -> list[Mention]:
    """All who attend, present, hold a post, or are given something to do in a document."""
    return list(_stated(one, {body.key for body in one.bodies}))


def appearances(one: Minutes, certain: Sequence[Mention], known: Collection[str]) -> list[Appearance]:
    """The people of a document by name, those that a list names twice apart.

    `certain` are what its facts state of people, `known` the folded names that any document's facts do.

    Of two of one name in a list, each has the mentions that name its organisation; the first has the rest.
    """
    held: defaultdict[tuple[str, int], list[Mention]] = defaultdict(list)
    places: defaultdict[str, list[Mention]] = defaultdict(list)  # of names that are listed twice
    for mention in _mentions(one, certain, known):
        name = fold(mention.name)
        if mention.place:
            places[name].append(mention)
        if name:
            held[name, mention.place].append(mention)
    for name, others in places.items():
        for other in others:
            first = held[name, 0]
            if other.organisation and all(other.organisation != m.organisation for m in first if m.listed):
                moved = [m for m in first if not m.listed and m.organisation == other.organisation]
                held[name, 0] = [m for m in first if m not in moved]
                held[name, other.place] += moved
    found = []
    for (name, place), mentions in held.items():
        one_name = Appearance(one.file, name, place)
        for mention in mentions:
            one_name.add(mention)
        found.append(one_name)
    return found


def _mentions(one: Minutes, certain: Iterable[Mention], known: Collection[str]) -> Iterator[Mention]:
    """What facts state of people, then the other places of the prose that give a name."""
    bodies = {body.key for body in one.bodies}
    seen: set[tuple[int, str]] = set()
    for mention in certain:
        seen.add((mention.start, mention.name))
        yield mention
    for named in one.named:
        name, surface = _trimmed(named, known)
        if (named.evidence.start, name) not in seen and name not in bodies:
            yield Mention(name, surface, named.evidence.start, certain=False)


def _trimmed(named: Named, known: Collection[str]) -> tuple[str, str]:
    """A name of the prose as somebody bears it, without what follows (`Ada Ek Norrdal`), and as written."""
    words, written = named.name.split(), named.evidence.quote.split()
    for count in range(len(words), 1, -1):
        if fold(" ".join(words[:count])) in known:
            return " ".join(words[:count]), " ".join(written[: count + len(written) - len(words)])
    return named.name, " ".join(written)


def _stated(one: Minutes, bodies: Collection[str]) -> Iterator[Mention]:
    def said(
        name: str | None, evidence: Evidence, organisation: str | None = None, role: str | None = None
    ) -> Iterator[Mention]:
        if name and name not in bodies and len(name.split()) >= 2:
            yield Mention(name, _written(name, evidence), evidence.start, False, False, organisation, role)

    listed: Counter[str] = Counter()
    offices: dict[str, bool] = {}  # whether the name is listed for an office
    seen: set[tuple[int, str]] = set()
    for a in one.attendance:
        where = a.evidence[0]
        if (where.start, a.name) not in seen and fold(a.name):
            seen.add((where.start, a.name))
            name, office = fold(a.name), (a.role or "").casefold() in _OFFICES
            again = office != offices.setdefault(name, office)  # a member, and further down the secretary: one person
            place = 0 if again else listed[name]
            listed[name] += 0 if again else 1
            yield Mention(
                a.name, a.surface, where.start, True, a.status == "struck", a.organisation, a.role, _party(a), place
            )
    for item in one.items:
        for p in item.presenters:
            if p.name:
                yield from said(p.name, p.evidence[0], p.organisation, p.role)
        for d in item.decisions:
            for name in (*d.appointed, *d.assigned_to):
                yield from said(name, d.evidence[-1])
        for o in item.objections:
            yield from said(o.person, o.evidence[0])
    for r in one.role_facts:
        holds = r.kind == "holds"  # a post that is left or to come says nothing of today's
        yield from said(r.person, r.evidence[0], r.organisation if holds else None, r.role if holds else None)
    for due in one.deadlines:
        yield from said(due.who, due.evidence[0])


def _party(listed: Attendance) -> str | None:
    """The letters behind a name in a list (`Ada Ek (S)`), where they are no organisation's."""
    found = _BEHIND.match(listed.evidence[0].quote[len(listed.surface) :])
    return found[1] if found and not listed.organisation else None


def _written(name: str, evidence: Evidence) -> str:
    """A name as a passage has it, which may be misread there; as read where the passage does not have it."""
    if name in evidence.quote:
        return name
    words, count, own = evidence.quote.split(), len(name.split()), fold(name)
    for first in range(len(words) - count + 1):
        found = " ".join(words[first : first + count]).strip("(),.;:*–- ")
        if found[:1].isupper() and (fold(found) == own or spelling(fold(found), own)):
            return found
    return name
