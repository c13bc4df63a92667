"""What a heading is about: its telling words and names, and how much two headings have in common.

A word weighs by how few headings of the dataset have it. Headings that share rare words may still be about two things
(`Avtal om vårdhygien i Falun`, `… i Mora`): what many headings have together tells no matter from another.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_PROBED = 150  # so many headings, those that share the rarest words, are compared with one


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading that tell what it is about, cut to their stems.

    `names` are abbreviations and words with a capital inside, `proper` other names (places above all),
    `run` all its words in order, `years` the years that it names.
    """

    words: frozenset[str]
    names: frozenset[str]
    proper: frozenset[str] = frozenset()
    run: tuple[str, ...] = ()
    years: frozenset[str] = frozenset()


class Shared(NamedTuple):
    """What two headings have in common.

    `words` are the words and `names` the names; `share` is their weight over that of the heading that weighs less,
    `alike` over that of both together (weighted Jaccard index).
    They are `apart` where both name places or the like, and not one in common, `lopsided` where only one does, of
    `other_years` where both name years, and not one in common.
    """

    words: frozenset[str]
    names: frozenset[str]
    share: float
    alike: float
    apart: bool = False
    lopsided: bool = False
    other_years: bool = False


@cache
def tables() -> tuple[re.Pattern[str], frozenset[str]]:
    """The headings that are no matter, and the words that do not tell what a heading is about."""
    rules = tomllib.loads(files("graf.resolve").joinpath("matters.toml").read_text("utf-8"))
    routine = "|".join(f"(?:{rule['pattern']})" for rule in rules["routine"])
    return re.compile(routine, re.IGNORECASE), frozenset(w for rule in rules["untelling"] for w in rule["words"])


def is_routine(title: str) -> bool:
    """Whether a heading stands in every meeting's agenda (`Mötets öppnande`)."""
    return bool(tables()[0].match(title))


def read_headings(titles: Sequence[str]) -> list[Heading]:
    """What headings are about; long words that differ by one letter (`college`, `collage`) are one word."""
    untelling = tables()[1]
    words = [_words(title, untelling) for title in titles]
    same = _respelt(words)
    return [
        Heading(
            frozenset(same.get(word, word) for word in found), _names(title), _proper(title), _run(title), _years(title)
        )
        for title, found in zip(titles, words, strict=True)
    ]


class Index:
    """Headings by their words."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self.headings = headings
        self.having: defaultdict[str, set[int]] = defaultdict(set)
        for place, heading in enumerate(headings):
            for word in heading.words | heading.names:
                self.having[word].add(place)
        self.weight = {word: math.log((1 + len(headings)) / len(held)) + 0.1 for word, held in self.having.items()}
        self._weighed: dict[frozenset[str], float] = {}
        self._together: dict[frozenset[str], int] = {}
        self._weights = [self.weigh(heading.words) for heading in headings]

    def weigh(self, words: Iterable[str]) -> float:
        """What words weigh together, whatever order a set gives them in: `sum` would round otherwise each time."""
        return math.fsum([self.weight[word] for word in words])

    def near(self, place: int) -> set[int]:
        """The headings that share a word with one, those that share a rare word first."""
        heading = self.headings[place]
        found: set[int] = set()
        for word in sorted(heading.words | heading.names, key=lambda word: (len(self.having[word]), word)):
            if found and len(found) + len(self.having[word]) > _PROBED:
                break
            found |= self.having[word]
        found.discard(place)
        return found if len(found) <= 2 * _PROBED else set()

    def shared(self, one: int, other: int) -> Shared:
        """What two headings have in common."""
        a, b = self.headings[one], self.headings[other]
        words, names = a.words & b.words, a.names & b.names
        total = self._weighed.get(words)
        if total is None:
            total = self._weighed[words] = self.weigh(words)
        mine, its = self._weights[one], self._weights[other]
        least, union = mine if mine < its else its, mine + its - total if words else 0.0
        apart = bool(a.proper and b.proper and not a.proper & b.proper)
        lopsided = bool(a.proper) != bool(b.proper)
        other_years = bool(a.years and b.years and not a.years & b.years)
        alike = total / union if union > 0 else total
        return Shared(words, names, total / (least or 1), alike, apart, lopsided, other_years)

    def phrase(self, one: int, other: int) -> str | None:
        """The longest run of words, three or more and two of them telling, in both headings (`god och nära vård`)."""
        a, b = self.headings[one].run, self.headings[other].run
        match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        found = a[match.a : match.a + match.size]
        telling = {_stem(word) for word in found} & self.headings[one].words & self.headings[other].words
        return " ".join(found) if len(found) > 2 and len(telling) > 1 else None

    def together(self, words: frozenset[str]) -> int:
        """How many headings have all of some words."""
        known = self._together.get(words)
        if known is None:
            held = sorted((self.having[word] for word in words), key=len)
            known = self._together[words] = len(held[0].intersection(*held[1:])) if held else 0
        return known


def _respelt(words: Sequence[frozenset[str]]) -> dict[str, str]:
    """Long words → the more common word that they differ from by one letter."""
    counts = Counter(word for found in words for word in found)
    same: dict[str, str] = {}
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted((w for w in counts if len(w) >= 9), key=lambda w: (-counts[w], w)):
        near = next((w for w in by_start[word[:4]] if len(w) == len(word) and _one_letter(w, word)), None)
        if near:
            same[word] = near
        else:
            by_start[word[:4]].append(word)
    return same


def _one_letter(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _words(title: str, untelling: frozenset[str]) -> frozenset[str]:
    title = _PERSON.sub("", title)
    words = [w for w in re.findall(r"\w+", title.casefold()) if len(w) > 2 and not w.isdigit() and w not in untelling]
    return frozenset(_stem(word) for word in words)


def _run(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _PERSON.sub("", title).casefold()))


def _stem(word: str) -> str:
    if len(word) <= 6:
        return word
    return re.sub(r"(?:arnas|ernas|ornas|arna|erna|orna|ums|ens|ets|um|en|et|ar|er|or|as|s|a|n|e)$", "", word)[:12]


_PERSON = re.compile(r"\((?:[A-ZÅÄÖ][a-zåäöé-]+ ){1,2}[A-ZÅÄÖ][a-zåäöé-]+\)")
_PROPER = re.compile(r"(?<=[a-zåäöé,] )[A-ZÅÄÖ][a-zåäöé]{2,}\b")


def _proper(title: str) -> frozenset[str]:
    """Words with a capital in the midst of a sentence: in Swedish they are names."""
    return frozenset(name.casefold().removesuffix("s") for name in _PROPER.findall(_PERSON.sub("", title)))


def _years(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:19|20)\d\d\b", title))


def _names(title: str) -> frozenset[str]:
    """Abbreviations and names: words in capitals, capitals inside a word."""
    found = re.findall(r"\b(?:[A-ZÅÄÖ]{3,}|[A-ZÅÄÖ]\w*[a-zåäö][A-ZÅÄÖ]\w*)\b", title)
    return frozenset(name.casefold() for name in found)
