"""People with Swedish names, as frequent as they are (by Faker's lists), so that namesakes occur."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from faker.providers.person.sv_SE import Provider

PARTIES = {"S": 30, "M": 19, "SD": 20, "C": 9, "V": 7, "KD": 6, "MP": 4, "L": 5}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the county: a number that tells namesakes apart, and the name."""

    number: int
    first: str
    last: str
    party: str

    @property
    def name(self) -> str:
        """First and last name as written when all goes well."""
        return f"{self.first} {self.last}"


@cache
def _weighted(table: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    names: Mapping[str, float] = getattr(Provider, table)
    return tuple(names), tuple(accumulate(names.values()))


def pick(table: str, rng: Random) -> str:
    """A name of one of Faker's lists (`first_names_female` …), by its frequency."""
    names, weights = _weighted(table)
    return names[min(bisect(weights, rng.random() * weights[-1]), len(names) - 1)]


def person(number: int, rng: Random) -> Person:
    """A new person: a few have two first names or two surnames."""
    first_names = rng.choice(("first_names_female", "first_names_male"))
    first, last = pick(first_names, rng), pick("last_names", rng)
    if rng.random() < 0.04:
        second = pick(first_names, rng)
        first = f"{first}-{second}" if second != first else first
    if rng.random() < 0.06:
        second = pick("last_names", rng)
        last = f"{last}{rng.choice(' -')}{second}" if second != last else last
    party = rng.choices(tuple(PARTIES), tuple(PARTIES.values()))[0]
    return Person(number, first, last, party)


_SPELLINGS = (
    ("Christ", "Krist"), ("Krist", "Christ"), ("Carl", "Karl"), ("Karl", "Carl"), ("Eric", "Erik"), ("Erik", "Eric"),
    ("Sofia", "Sophia"), ("Sara", "Sarah"), ("Mats", "Matz"), ("Elisabeth", "Elisabet"), ("Karin", "Carin"),
    ("qvist", "kvist"), ("kvist", "qvist"), ("son", "sson"), ("sson", "son"), ("ck", "k"), ("ll", "l"), ("nn", "n"),
    ("Carina", "Karina"), ("Åke", "Ake"), ("th", "t"), ("gren", "green"), ("ström", "strøm"), ("w", "v"),
)  # fmt: skip


def variant(one: Person, rng: Random) -> str:
    """Another spelling of a name: as it is heard, or with a slip of the keyboard."""
    usable = [(a, b) for a, b in _SPELLINGS if a in one.name and one.name.replace(a, b, 1) != one.name]
    if usable and rng.random() < 0.6:
        old, new = rng.choice(usable)
        return one.name.replace(old, new, 1)
    place = rng.randrange(len(one.first) + 2, len(one.name)) if len(one.last) > 3 else len(one.name)
    letters = one.name
    if rng.random() < 0.5 and place < len(letters):
        return letters[:place] + letters[place + 1 :]
    return letters[:place] + letters[place - 1] + letters[place:]
