"""The words that repair knows: frequencies of Swedish, the dataset's own words, and names; found by skeleton too."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from graf.model import Register
from graf.read.confusions import SKELETON, cost

OWN = 3e-6  # the least frequency of a word that a clean document or the register holds
RARE = 2e-8  # words below are too doubtful to be parts of compounds
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_PARTS = frozenset("an av be er in ny om på ut år öv".split())


@cache
def _frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict("sv")


@cache
def _accented() -> dict[str, list[str]]:
    """Words with å, ä or ö by skeleton."""
    words = [word for word in _frequencies() if "ö" in word or "ä" in word or "å" in word]
    index: dict[str, list[str]] = defaultdict(list)
    for word, skeleton in zip(words, "\n".join(words).translate(SKELETON).split("\n"), strict=True):
        index[skeleton].append(word)
    return dict(index)


@cache
def _sorted() -> tuple[list[str], list[str]]:
    """Words that may hold parts, sorted from the front and (reversed) from the back."""
    words = [word for word, frequency in _frequencies().items() if frequency > RARE and len(word) > 5]
    return sorted(words), sorted(word[::-1] for word in words)


@cache
def given_names() -> frozenset[str]:
    """Swedish first and family names, as printed (the lists of the package Faker)."""
    from faker.providers.person.sv_SE import Provider

    return frozenset(
        str(name) for table in (Provider.first_names, Provider.last_names) for name in table if isinstance(name, str)
    )


class Lexicon:
    """Frequencies of words, for one dataset: the language's, and its own."""

    def __init__(self, clean: Iterable[str] = (), register: Register | None = None) -> None:
        register = register or Register()
        self.names: set[str] = set(given_names())
        own: Counter[str] = Counter()
        for text in clean:
            for word in _WORD.findall(text):
                own[word.lower()] += 1
                if word[0].isupper() and word[1:].islower():
                    self._maybe_name(word)
        for body in register.bodies:
            for text in (body.key, body.name, *body.abbreviations, *body.surfaces):
                own.update(word.lower() for word in _WORD.findall(text))
                self.names.update(word for word in _WORD.findall(text) if word[0].isupper() and word[1:].islower())
        for person in register.people:
            self.names.update(_WORD.findall(person))
        self._own = {word: OWN * min(count, 5) for word, count in own.items()}
        self._own_index: dict[str, list[str]] = defaultdict(list)
        for word in self._own:
            self._own_index[word.translate(SKELETON)].append(word)
        self._name_index: dict[str, list[str]] = defaultdict(list)
        for name in self.names:
            self._name_index[name.lower().translate(SKELETON)].append(name.lower())
        self._parts: dict[tuple[str, bool], float] = {}

    def _maybe_name(self, word: str) -> None:
        if _frequencies().get(word.lower(), 0.0) < 1e-5:
            self.names.add(word)

    def frequency(self, word: str) -> float:
        """How often a small-letter word occurs, as a share of running words; 0 for an unknown one."""
        return max(_frequencies().get(word, 0.0), self._own.get(word, 0.0))

    def candidates(self, read: str) -> list[tuple[str, float]]:
        """Known words that may have been printed where `read` stands, with the cost of the confusion."""
        skeleton = read.translate(SKELETON)
        found = [(read, 0.0)] if self.frequency(read) else []
        for word in {*_accented().get(skeleton, ()), *self._own_index.get(skeleton, ())}:
            price = cost(read, word) if word != read else None
            if price is not None:
                found.append((word, price))
        return found

    def name(self, read: str) -> list[tuple[str, float]]:
        """Known names that may have been printed where `read` (small letters) stands, with the cost."""
        found = []
        for name in self._name_index.get(read.translate(SKELETON), ()):
            price = cost(read, name)
            if price is not None:
                found.append((name, price))
        return sorted(found, key=lambda pair: pair[1])

    def part(self, word: str, first: bool, last: bool) -> float:
        """How good a word is as a part of compounds: the log of how many known words end (`last`) or begin with it."""
        if len(word) < 3 and not (first and word in _SMALL_PARTS):
            return -math.inf
        key = (word, last)
        if key not in self._parts:
            self._parts[key] = self._count(word, last)
        return self._parts[key]

    def _count(self, word: str, last: bool) -> float:
        frequency = self.frequency(word)
        if frequency < RARE * 3 or (len(word) == 3 and frequency < 2e-6):
            return -math.inf
        words = _sorted()[1 if last else 0]
        affix = word[::-1] if last else word
        start = bisect_left(words, affix)
        count = 0
        for other in words[start : start + 600]:
            if not other.startswith(affix):
                break
            rest = other[len(affix) :]
            if last:
                rest = rest[::-1]
                known = rest in _frequencies() or (rest.endswith("s") and rest[:-1] in _frequencies())
            else:
                known = rest in _frequencies() or (rest.startswith("s") and rest[1:] in _frequencies())
            count += known and len(rest) > 2
        return math.log(count + 0.2) + 0.25 * math.log(frequency)
