"""Which items of an agenda and of the minutes of the same meeting are one: by title, then by number.

What does not match stays two items and is listed as unsettled; nothing is guessed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graf.model import Item

ALIKE = 0.8
"""How like two titles of the same number must be (difflib's ratio of the folded titles) to be one item's."""

NEAR = 0.9
"""How like two titles of other numbers must be."""
Near = tuple[float, int, int]


def folded(text: str) -> str:
    """A text for comparison: lower case, no diacritics (OCR loses them), no punctuation, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))


def likeness(one: str, other: str) -> float:
    """How like two texts are once folded, between 0 and 1; the order of the two does not matter."""
    first, second = sorted((folded(one), folded(other)))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()


def match_items(items: Sequence[Item], others: Sequence[Item]) -> dict[int, int]:
    """For each place in `others` the place of its match in `items` (both 0-based); unmatched places are absent.

    In turn: same title and number; same title where either document has it once; same number and nearly the same
    title (`ALIKE`); with other numbers the titles that are likest, if nearly the same and with the same figures.
    """
    titles = [folded(item.title) for item in items]
    other_titles = [folded(item.title) for item in others]
    found: dict[int, int] = {}
    free = set(range(len(items)))

    def pair(place: int, match: int) -> None:
        found[place] = match
        free.discard(match)

    by_both = {(titles[i], items[i].number): i for i in reversed(range(len(items))) if titles[i]}
    for place, item in enumerate(others):
        match = by_both.get((other_titles[place], item.number))
        if match is not None and match in free:
            pair(place, match)
    left = Counter(titles[i] for i in free)
    other_left = Counter(title for place, title in enumerate(other_titles) if place not in found)
    for place, title in enumerate(other_titles):
        if place not in found and title and left[title] == 1 and other_left[title] == 1:
            pair(place, next(i for i in free if titles[i] == title))
    by_number = {items[i].number: i for i in sorted(free, reverse=True) if items[i].number is not None}
    for place, item in enumerate(others):
        match = by_number.get(item.number)
        if place in found or match is None or match not in free:
            continue
        if likeness(items[match].title, item.title) >= ALIKE:
            pair(place, match)
    for _, match, place in sorted(_near(titles, free, other_titles, [p for p in range(len(others)) if p not in found])):
        if match in free and place not in found:
            pair(place, match)
    return found


def _near(titles: Sequence[str], free: Iterable[int], others: Sequence[str], left: Iterable[int]) -> Iterator[Near]:
    """Pairs of titles (places) that are nearly the same, figures and all, each with how unlike they are."""
    places = list(left)
    for match in free:
        for place in places:
            if re.findall(r"\d+", titles[match]) == re.findall(r"\d+", others[place]):
                unlike = 1 - likeness(titles[match], others[place])
                if titles[match] and unlike <= 1 - NEAR:
                    yield unlike, match, place
