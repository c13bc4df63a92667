"""Which names are one person: spellings of one name drawn together, one name in two persons kept in view.

Likeness alone never merges. Two spellings are one person where they differ as OCR and slips of the pen differ, the
given name is the same, no meeting lists both, and the family name is rare: two common names (`Karlsson`, `Carlsson`)
that look alike are two names.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from graf.issues import UNSETTLED, Issue
from graf.model import Document, Evidence, Item, Minutes, Person, Register

STRUCK_LIKENESS, STRUCK_MARGIN = 0.6, 0.12  # a struck, garbled name and the one it is read as


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name somewhere: the file, its name, as written, where, and whether it is struck through."""

    file: str
    name: str
    surface: str
    start: int
    struck: bool
    listed: bool  # in the list of those present


def settle_people(
    minutes: Sequence[Minutes], documents: Mapping[str, Document], register: Register
) -> tuple[tuple[Minutes, ...], tuple[Person, ...], list[Issue]]:
    """The documents with one name for each person, the people, and what stays open about them."""
    mentions = [mention for one in minutes for mention in _mentions(one)]
    groups = _groups(mentions, register)
    order = {one.file: (one.date or one.date_latest or "9999", one.sha256) for one in minutes}
    sums = {one.file: one.sha256 for one in minutes}
    canonical: dict[str, str] = {}
    people: list[Person] = []
    issues: list[Issue] = []
    by_name: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.name].append(mention)
    met = [
        (min(((order[m.file], m.start, m) for n in names for m in by_name[n]), key=lambda e: e[:2]), names)
        for names in groups
    ]
    keys: set[str] = set()
    for (_, _, first), names in sorted(met, key=lambda entry: (entry[0][:2], sorted(entry[1]))):
        own = [m for n in sorted(names) for m in by_name[n]]
        name = _best(own, register)
        canonical |= dict.fromkeys(names, name)
        surfaces = tuple(sorted({(m.file, s) for m in own for s in (m.surface, m.name)}))
        doubt = _doubt(own)
        key = next(k for n in range(len(people) + 1) if (k := _key(sums[first.file], first.start, n)) not in keys)
        keys.add(key)
        people.append(Person(key, name, surfaces, doubt))
        if doubt:
            issues.append(Issue(first.file, UNSETTLED, f"{name}: {doubt}"))
    return tuple(_renamed(one, canonical) for one in minutes), tuple(sorted(people, key=lambda p: p.key)), issues


def _key(checksum: str, offset: int, place: int) -> str:
    """An opaque key from where the person is first met (and the place among those met there); never from the name."""
    digest = hashlib.sha256(f"{checksum}:{offset}{f':{place}' if place else ''}".encode()).digest()
    return b32encode(digest)[:10].decode().lower()


def _mentions(one: Minutes) -> Iterator[_Mention]:
    for a in one.attendance:
        yield _Mention(one.file, a.name, a.surface, a.evidence[0].start, a.status == "struck", True)
    for item in one.items:
        for p in item.presenters:
            if p.name:
                yield _Mention(one.file, p.name, _written(p.evidence[0]), p.evidence[0].start, False, False)
        for d in item.decisions:
            for name in (*d.appointed, *d.assigned_to):
                if _is_name(name, one):
                    yield _Mention(one.file, name, name, d.evidence[-1].start, False, False)
    for r in one.role_facts:
        yield _Mention(one.file, r.person, r.person, r.evidence[0].start, False, False)
    for due in one.deadlines:
        if due.who and _is_name(due.who, one):
            yield _Mention(one.file, due.who, due.who, due.evidence[0].start, False, False)


def _is_name(name: str, one: Minutes) -> bool:
    return name not in {body.key for body in one.bodies} and len(name.split()) >= 2


def _written(evidence: Evidence) -> str:
    return re.sub(r"\s+", " ", evidence.quote.split(",")[0]).strip()


# --- which names are one person -------------------------------------------------------------------------------------


def _plain(name: str) -> str:
    """A name without diacritics, hyphens and capitals: how OCR may have it."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("-", " "))
    return re.sub(r"\s+", " ", "".join(c for c in decomposed if not unicodedata.combining(c)))


@cache
def _common_family_names() -> frozenset[str]:
    from faker.providers.person.sv_SE import Provider

    return frozenset(_plain(name) for name in Provider.last_names)


def _groups(mentions: Sequence[_Mention], register: Register) -> list[frozenset[str]]:
    """The names, grouped by person. Compared within one given name only, so the work stays near linear."""
    names = sorted({m.name for m in mentions})
    lists: dict[str, set[str]] = defaultdict(set)  # the files whose list has a name
    for m in mentions:
        if m.listed:
            lists[m.name].add(m.file)
    struck = {m.name for m in mentions if m.struck}
    parent = {name: name for name in names}

    def find(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        blocks[_plain(name).split()[0]].append(name)
    for block in blocks.values():
        for i, one in enumerate(block):
            for other in block[i + 1 :]:
                if _one_name(one, other) and not lists[one] & lists[other]:
                    parent[find(other)] = find(one)
    whole = [n for n in names if n not in struck]
    for name in sorted(struck - set(whole)):
        if find(name) == name and (target := _restored(name, [*whole, *register.people])) in parent:
            parent[find(name)] = find(str(target))
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        groups[find(name)].add(name)
    return [frozenset(group) for _, group in sorted(groups.items())]


def _one_name(one: str, other: str) -> bool:
    """Whether two names with one given name are spellings of one name."""
    a, b = _plain(one).split(), _plain(other).split()
    if a == b:
        return True
    if a[0] != b[0] or len(a) != len(b):
        return False
    differing = [(x, y) for x, y in zip(a[1:], b[1:], strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if not _slip(x, y):
        return False
    if len(a) > 2:  # another family name is shared
        return True
    common = _common_family_names()
    return not (x in common or y in common) and min(len(x), len(y)) >= 6


def _slip(x: str, y: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed."""
    if abs(len(x) - len(y)) > 1:
        return False
    if len(x) == len(y):
        return sum(p != q for p, q in zip(x, y, strict=True)) == 1
    short, long = sorted((x, y), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _restored(name: str, known: Iterable[str]) -> str | None:
    """The known name that a struck, garbled one stands for, if only one is near."""
    family = _plain(name).split()[-1]
    ranked = sorted(
        (
            (SequenceMatcher(None, _plain(name), _plain(k), autojunk=False).ratio(), k)
            for k in set(known)
            if _slip(family, _plain(k).split()[-1])
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < STRUCK_LIKENESS:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < STRUCK_MARGIN:
        return None
    return ranked[0][1]


def _best(mentions: Sequence[_Mention], register: Register) -> str:
    """The name to use: the register's, else the one most often written, struck ones last, the longer of two alike."""
    known = set(register.people)
    counts = Counter({m.name: 0 for m in mentions})
    files: dict[str, set[str]] = defaultdict(set)
    for m in mentions:
        counts[m.name] += 0 if m.struck else 1
        files[m.name].add(m.file)
    return min(counts, key=lambda n: (n not in known, -len(files[n]) * (counts[n] > 0), -counts[n], -len(n), n))


def _doubt(mentions: Sequence[_Mention]) -> str | None:
    """Why a person may be two, or the name another's."""
    listed = Counter((m.file, m.surface) for m in mentions if m.listed)
    twice = sorted(file for (file, _), times in listed.items() if times > 1)
    if twice:
        return f"the name stands twice in the list of {twice[0]}: two people, or one listed twice"
    names = {m.name for m in mentions}
    if any(m.struck for m in mentions) and len(names) > 1:
        written = ", ".join(sorted({m.surface for m in mentions if m.struck}))
        return f"a name struck through ({written}) is read as this one"
    return None


# --- the names put in place -----------------------------------------------------------------------------------------


def _renamed(one: Minutes, canonical: Mapping[str, str]) -> Minutes:

    def name(written: str) -> str:
        return canonical.get(written, written)

    return replace(
        one,
        attendance=tuple(
            replace(a, name=name(a.name), substitutes_for=name(a.substitutes_for) if a.substitutes_for else None)
            for a in one.attendance
        ),
        items=tuple(_renamed_item(item, canonical) for item in one.items),
        role_facts=tuple(replace(r, person=name(r.person)) for r in one.role_facts),
        deadlines=tuple(replace(d, who=name(d.who) if d.who else None) for d in one.deadlines),
    )


def _renamed_item(item: Item, canonical: Mapping[str, str]) -> Item:

    def name(written: str) -> str:
        return canonical.get(written, written)

    return replace(
        item,
        presenters=tuple(replace(p, name=name(p.name) if p.name else None) for p in item.presenters),
        decisions=tuple(
            replace(d, appointed=tuple(map(name, d.appointed)), assigned_to=tuple(map(name, d.assigned_to)))
            for d in item.decisions
        ),
    )
