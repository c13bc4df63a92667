"""Names of people compared: what a name is without what gets lost, how one may be written as another, how rare it is.

Likeness only says that two names may be one; whether they are is for what the documents say of those who bear them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from math import log, prod

_LETTERS = str.maketrans({"ø": "o", "æ": "a", "ð": "d", "þ": "t", "ß": "s", "ł": "l", "-": " ", "–": " ", ".": " "})
_APOSTROPHES = re.compile(r"['’`´]")

# How a name is written that is heard, each with an example: what sounds alike becomes one sign.
SOUNDS: tuple[tuple[str, str, str], ...] = (
    (r"ch(?=r)", "k", "Christina, Kristina"),
    (r"sch|sj|stj|skj", "s", "Schön, Sjön"),
    (r"ck", "k", "Beckman, Bekman"),
    (r"c(?=[aourlkh])|c$", "k", "Carin, Karin; Eric, Erik"),
    (r"q(?=[uv])|q", "k", "Lindqvist, Lindkvist"),
    (r"(?<=k)[uw]", "v", "Lindquist, Lindqvist"),
    (r"ph", "f", "Sophia, Sofia"),
    (r"th|dt|td", "t", "Thomas, Tomas; Berndt, Bernt"),
    (r"w", "v", "Wallin, Vallin"),
    (r"[zx]|ks", "s", "Zackarias, Sakarias; Max, Maks"),
    (r"(?<=[aeiouy])h(?=[^aeiouy]|$)", "", "Sarah, Sara; Dahl, Dal"),
    (r"y(?=$|\s)|ij", "i", "Jimmy, Jimmi"),
    (r"hj|dj|gj|lj(?=u)", "j", "Hjalmar, Jalmar"),
    (r"(.)\1+", r"\1", "Jonsson, Jonson; Gren, Green"),
)
# What an engine reads for what is printed, where not only a ring or dots are lost: both become one sign.
MISREAD: tuple[tuple[str, str, str], ...] = (
    (r"rn", "m", "Bjöm, Björn"),
    (r"vv", "w", "Wallin, VVallin"),
    (r"[1|!í]", "l", "E1in, Elin"),
    (r"[06]", "o", "Sj6gren, Sjögren"),
    (r"4", "a", "H4kan, Håkan"),
    (r"5", "s", "5ven, Sven"),
    (r"[ij]", "l", "Eiin, Elin"),
    (r"q", "g", "Hedberq, Hedberg"),
    (r"(?<=o)e|(?<=a)[de](?=[^aeiouy\s])", "", "Séederlund, Söderlund; Hadkan, Håkan"),
    (r"[aeod](?=[^aeiou\s])", "o", "Strém, Ström; Sdderlund, Söderlund"),
)

# How often one who writes a name otherwise writes just this: of a hundred slips, how many.
SLIP, SOUND, READ, INITIAL, PART, JOINED = 1 / 60, 1 / 5, 1 / 8, 1 / 3, 1 / 6, 1 / 3
_UNSEEN = 2e-5  # how often a name that no list has is borne
_STEP = 1.1  # how many people a dataset has is counted in steps of a tenth
_TABLE_WEIGHT = 300.0  # the lists count as much as so many people of the dataset


@lru_cache(maxsize=200_000)
def fold(name: str) -> str:
    """A name without diacritics, hyphens, points and capitals: what is left when the rest gets lost."""
    decomposed = unicodedata.normalize("NFD", _APOSTROPHES.sub("", name).casefold().translate(_LETTERS))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sign) for pattern, sign, _ in (SOUNDS if kind == "sound" else MISREAD))


@lru_cache(maxsize=200_000)
def sound(folded: str) -> str:
    """A folded name as it is heard."""
    return _signs(folded, "sound")


@lru_cache(maxsize=200_000)
def shape(folded: str) -> str:
    """A folded name as an engine that reads badly may see it."""
    return _signs(folded, "shape")


def _signs(folded: str, kind: str) -> str:
    for pattern, sign in _patterns(kind):
        folded = pattern.sub(sign, folded)
    return folded


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one name may be another: how likely a slip is to give just that, and what the slip is."""

    likelihood: float
    reason: str


def spelling(one: str, other: str) -> Spelling | None:
    """How two different folded names may be spellings of one; None where they are simply two names."""
    a, b = one.split(), other.split()
    if one.replace(" ", "") == other.replace(" ", ""):
        return Spelling(JOINED, "joined or parted")
    if len(a) == len(b):
        found = [s for x, y in zip(a, b, strict=True) if x != y for s in [_word(x, y)]]
        known = [s for s in found if s is not None]
        if len(known) < len(found) or len(known) > 2:
            return None
        return Spelling(prod(s.likelihood for s in known), " and ".join(dict.fromkeys(s.reason for s in known)))
    short, long = sorted((a, b), key=len)
    ends = len(short) >= 2 and _same(short[0], long[0]) and _same(short[-1], long[-1])
    if ends and all(any(_same(word, other) for other in long) for word in short[1:-1]):
        return Spelling(PART, "a part of the name left out")
    if len(short) == 2 and short[0] == long[0] and short[1] in long[1:]:
        return Spelling(PART, "a part of the name left out")
    return None


def _same(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _word(x: str, y: str) -> Spelling | None:
    if 1 in (len(x), len(y)):
        return Spelling(INITIAL, "an initial") if x[0] == y[0] else None
    if sound(x) == sound(y):
        return Spelling(SOUND, "it sounds alike")
    if shape(x) == shape(y):
        return Spelling(READ, "letters that are easily misread")
    return Spelling(SLIP, "a letter apart") if slip(x, y) else None


def slip(x: str, y: str) -> bool:
    """Whether two words differ by one letter put in, left out or changed, or two exchanged."""
    if abs(len(x) - len(y)) > 1:
        return False
    start = 0
    while start < min(len(x), len(y)) and x[start] == y[start]:
        start += 1
    x, y = x[start:], y[start:]
    while x and y and x[-1] == y[-1]:
        x, y = x[:-1], y[:-1]
    return max(len(x), len(y)) <= 1 or (len(x) == len(y) == 2 and x == y[::-1])


def candidates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of folded names that may be spellings of one, each once, in linear time for names as people bear them."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in _keys(name):
            keys[key].add(name)
    done: set[tuple[str, str]] = set()
    for key in sorted(key for key, held in keys.items() if 1 < len(held) <= _CROWD):
        held = sorted(keys[key])
        # Two whole names that begin alike and are alike have another key in common.
        begins = [name for name in held if name[1] == " "] if key.startswith(_INITIAL) else held
        for one, other in combinations(held, 2) if begins else ():
            if (begins is held or one in begins or other in begins) and (one, other) not in done:
                done.add((one, other))
                yield one, other


_INITIAL = "initial "
_CROWD = 60  # more names than this with one key tell nothing


def _keys(name: str) -> set[str]:
    words = name.split()
    keys = {name} | {name[:i] + name[i + 1 :] for i in range(len(name)) if name[i] != " "}
    keys |= {f"sound {sound(name)}", f"shape {shape(name)}", f"joined {name.replace(' ', '')}"}
    if len(words) >= 2:
        keys.add(f"{_INITIAL}{words[0][0]} {words[-1]}" if len(words[0]) == 1 else f"given {name}")
        if len(words[0]) > 1:
            keys.add(f"{_INITIAL}{words[0][0]} {words[-1]}")
        keys |= {f"part {words[0]} {word}" for word in words[1:]}
    return keys


# --- how rare a name is ---------------------------------------------------------------------------------------------


@cache
def _tables() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Shares of given and family names in Sweden (Faker's lists, from Statistics Sweden), folded."""
    from faker.providers.person.sv_SE import Provider

    given: defaultdict[str, float] = defaultdict(float)
    for table in (Provider.first_names_female, Provider.first_names_male):
        for name, share in table.items():
            given[fold(name)] += share / 2
    family: defaultdict[str, float] = defaultdict(float)
    for name, share in Provider.last_names.items():
        family[fold(name)] += share
    return dict(given), dict(family)


class Rarity:
    """How many people of a dataset may bear a name: its words' shares in Sweden and in the dataset itself."""

    def __init__(self, names: Iterable[str]) -> None:
        listed = [name.split() for name in sorted(set(names)) if " " in name]
        self.people = round(_STEP ** round(log(max(len(listed), 2), _STEP)))  # one name more leaves all else as it is
        self._shares: dict[str, float] = {}
        self._given = Counter(words[0] for words in listed)
        self._family = Counter(words[-1] for words in listed)
        self._initials = Counter((words[0][0], words[-1]) for words in listed if len(words[0]) > 1)

    def share(self, name: str) -> float:
        """The share of people who bear a name, by how often its words are borne by others."""
        known = self._shares.get(name)
        if known is None:
            known = self._shares[name] = self._share(name)
        return known

    def _share(self, name: str) -> float:
        given, family = _tables()
        words = name.split()
        first, last = words[0], words[-1]
        surname = self._mixed(self._family[last], family.get(last, _UNSEEN))
        if len(first) == 1:
            return (max(self._initials[first, last] - 1, 0) + 0.05 * self.people * surname) / self.people
        share = self._mixed(self._given[first], given.get(first, _UNSEEN)) * surname
        return float(share * 0.05 ** max(0, len(words) - 2))

    def _mixed(self, count: int, share: float) -> float:
        return (max(count - 1, 0) + _TABLE_WEIGHT * share) / (self.people + _TABLE_WEIGHT)

    def bearers(self, name: str) -> float:
        """How many others of the dataset are expected to bear a name by chance."""
        return self.people * self.share(name)
