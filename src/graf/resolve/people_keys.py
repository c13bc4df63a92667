"""People's keys: what a person without an entry in the register is called in addresses.

A key is made of the name and, only where several people bear it, of what tells this one from the others: the body that
they were first met in, on whose behalf, the day. So it stays what it is when a text is edited, or a document comes or
goes; and two people never share one. Since whoever guesses a name could try its key, a dataset's salt is mixed in;
where names are withheld and there is none, keys are made of the place of the first mention instead.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

from graf.resolve.people_names import fold, shape, sound


@dataclass(frozen=True, slots=True)
class Traits:
    """What a key can be made of.

    `name` is the name most often written, `first` the earliest mention: the document's checksum and where it begins.
    `body`, `organisation` and `day` (2024-01-31) are those of the first meeting whose list has the person, empty where
    not known; `place` counts those of one name in that list.
    """

    name: str
    body: str
    organisation: str
    day: str
    place: int
    first: tuple[str, int]


def provisional_keys(people: Sequence[Traits], salt: str | None, *, several: bool = True) -> list[list[str]]:
    """For each person the keys that only this one can have, the one to use first; no others unless `several`.

    `salt` is mixed in, None where no key may be made of a name.
    """
    levels = [_levels(one, salt) for one in people]
    counts = Counter(level for mine in levels for level in mine)
    own = [[level for level in mine if counts[level] == 1] for mine in levels]
    alike: Counter[tuple[str, ...]] = Counter()
    for place in sorted((p for p, mine in enumerate(own) if not mine), key=lambda p: people[p].first):
        last = levels[place][-1]
        alike[last] += 1
        own[place] = [(*last, str(alike[last]))]
    return [[_key(salt or "", *level) for level in (mine if several else mine[:1])] for mine in own]


def free(own: Sequence[str], taken: Collection[str]) -> str:
    """The first of somebody's keys that no entry of the register has taken."""
    return next(key for key in chain(own, (_key(own[-1], str(n)) for n in count(1))) if key not in taken)


def minted_key(people: Iterable[str], salt: str | None, one: Traits, beside: str = "") -> str:
    """The key of somebody whom a person says to be there, beside the keys of the others.

    Somebody who was taken as another until then has a key made of that one's, `beside`.
    """
    level = ("beside", beside, one.body, one.day) if beside and salt is not None else _levels(one, salt)[0]
    return free([_key(salt or "", *level)], set(people))


def _levels(one: Traits, salt: str | None) -> list[tuple[str, ...]]:
    """What tells somebody from all others, the least first."""
    if salt is None:
        return [("first", one.first[0], str(one.first[1]))]
    folded = fold(one.name)
    name = shape(sound(folded))  # the same where another spelling, or what an engine misread, is the more common
    return [
        ("name", name),
        ("written", folded),
        ("body", name, one.body),
        ("organisation", name, one.body, one.organisation),
        ("day", name, one.body, one.organisation, one.day),
        ("place", folded, one.body, one.organisation, one.day, str(one.place)),
    ]


def _key(*parts: str) -> str:
    """An opaque key: ten letters and digits."""
    return b32encode(hashlib.sha256("\x1f".join(parts).encode()).digest()[:7])[:10].decode().lower()
