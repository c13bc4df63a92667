"""Words and rules of a page, and which rules strike words through: not those under or over them, nor a table's.

A strike is a level rule that runs through the letters and hardly beyond the words. Boxes are in points from the page's
top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

THIN = 3.0  # points: the thickest rule
LOW, HIGH = 0.2, 0.72  # a strike crosses a word between these shares of its box's height, from the foot
ON_WORDS = 0.7  # the share of a strike that lies on words
STRUCK = 0.8  # the share of a word that a strike over all of it covers
BAND = 20.0  # points: words are looked up by bands of the page


class Word(NamedTuple):
    """A word and its box; `y0` is its top. `mark` says that it was marked as struck out (a PDF's annotation).

    Words of one `line` are known to stand on one line, even where that does not lie quite level.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    mark: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, or a thin filled rectangle: its box."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


def strikes(words: Sequence[Word], rules: Sequence[Rule]) -> list[Rule]:
    """The level rules that run through words: not under or over them, and hardly beyond them."""
    found: list[Rule] = []
    if not rules:
        return found
    bands: dict[int, list[Word]] = {}
    for word in words:
        for band in range(int(word.y0 // BAND), int(word.y1 // BAND) + 1):
            bands.setdefault(band, []).append(word)
    for rule in rules:
        middle = (rule.y0 + rule.y1) / 2
        near_by = bands.get(int(middle // BAND), ())
        on = sorted((word.x0, word.x1, word.text, word) for word in near_by if _through(word, rule, middle))
        if not on:
            continue
        covered, reach = 0.0, rule.x0
        for x0, x1, _, word in on:
            near = x0 - reach < 0.8 * (word.y1 - word.y0)  # the space between two words counts as covered
            start = reach if near else x0
            covered += max(0.0, min(x1, rule.x1) - max(start, rule.x0))
            reach = max(reach, x1)
        if covered >= ON_WORDS * (rule.x1 - rule.x0):
            found.append(rule)
    return found


def _through(word: Word, rule: Rule, middle: float) -> bool:
    height = word.y1 - word.y0
    if height <= 0 or rule.y1 - rule.y0 > max(THIN, 0.25 * height) or not word.y0 < middle < word.y1:
        return False
    share = (word.y1 - middle) / height
    return LOW <= share <= HIGH and overlap(word.x0, word.x1, rule.x0, rule.x1) > 0.2 * (word.x1 - word.x0)


def crossed(word: Word, strikes: Iterable[Rule]) -> list[tuple[int, int]]:
    """The spans of a word's characters that are struck through."""
    if word.mark:
        return [(0, len(word.text))]
    width = word.x1 - word.x0
    spans = []
    for rule in strikes:
        if not _through(word, rule, (rule.y0 + rule.y1) / 2):
            continue
        start, end = max(rule.x0, word.x0), min(rule.x1, word.x1)
        if end - start >= STRUCK * width:
            beyond = word.text[-1] in ",.;:" and word.x1 - rule.x1 > 0.1 * (word.y1 - word.y0)
            return [(0, len(word.text) - beyond)]
        first, last = round((start - word.x0) / width * len(word.text)), round((end - word.x0) / width * len(word.text))
        if last > first:
            spans.append((first, last))
    return sorted(spans)


def overlap(a: float, b: float, c: float, d: float) -> float:
    """How much of two stretches, a–b and c–d, is common to both."""
    return max(0.0, min(b, d) - max(a, c))
