"""How Swedish a run of letters looks, for words that no list has: `böl` may end a name, `bdl` may not."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from itertools import pairwise, product

from graf.read.confusions import LETTERS

_FREQUENT = 1e-6
_CANDIDATES = 64


@cache
def _model() -> tuple[Counter[str], Counter[str]]:
    from wordfreq import get_frequency_dict

    words = (word for word, frequency in get_frequency_dict("sv").items() if frequency > _FREQUENT)
    # Runs over the end of a word hold `$^`, which no word does.
    text = "".join(f"^^{word}$" for word in words)
    three = Counter(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return three, Counter(map("".join, pairwise(text)))


def plausibility(word: str) -> float:
    """The log-likelihood of a small-letter word's letters, each after the two before it."""
    three, two = _model()
    padded = f"^^{word}$"
    return sum(
        math.log((three[padded[i : i + 3]] + 0.05) / (two[padded[i : i + 2]] + 2.0)) for i in range(len(padded) - 2)
    )


def unlikely(word: str) -> bool:
    """Whether a small-letter word has three letters together that no Swedish word has."""
    three, _ = _model()
    padded = f"^^{word}$"
    return not all(three[padded[i : i + 3]] for i in range(len(padded) - 2))


def impossible(word: str) -> list[int]:
    """The places of letters of a small-letter word that may stand for å, ä or ö and cannot stand where they do."""
    three, _ = _model()
    padded = f"^^{word}$"
    out = []
    for place, letter in enumerate(word):
        if letter == "d" and 0 < place < len(word) - 1:
            before, around, after = (padded[place + i : place + i + 3] for i in range(3))
            if not three[around] and not (three[before] and three[after]):
                out.append(place)
        elif letter in "6ôóõ4áàâã@" or (letter == "é" and not _accent(word, place)):
            out.append(place)
    return out


def _accent(word: str, place: int) -> bool:
    """Whether an é may stand at a place of a name: at its end (`Lindén`, `Linné`)."""
    return word.endswith(("é", "én", "éns", "ér"), place)


def likeliest(variants: list[str], places: set[int]) -> str | None:
    """The one word that all `variants` (small letters, of one length) are readings of, changed at `places` only."""
    options: list[list[tuple[str, float]]] = []
    for place, letters in enumerate(zip(*variants, strict=True)):
        if place not in places:
            options.append([(letters[0], 0.0)])
            continue
        prices: dict[str, float] = {}
        for meant in {"å", "ä", "ö", *letters}:
            steps = [0.0 if meant == seen else LETTERS.get(seen, {}).get(meant) for seen in set(letters)]
            if (
                meant in "6ôóõ4áàâã@"
                or (meant == "é" and not _accent(variants[0], place))
                or any(step is None for step in steps)
            ):
                continue
            prices[meant] = sum(step for step in steps if step is not None)
        if not prices:
            return None
        options.append(sorted(prices.items(), key=lambda pair: pair[1]))
    if math.prod(len(option) for option in options) > _CANDIDATES:
        return None
    scored = [
        (plausibility("".join(letter for letter, _ in choice)) - sum(price for _, price in choice), choice)
        for choice in product(*options)
    ]
    return "".join(letter for letter, _ in max(scored)[1])
