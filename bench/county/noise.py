"""What a scanner without Swedish makes of Swedish, and what hurried fingers do.

The shares were measured on three scanned sets of minutes (some 1,900 rings and dots): how often each letter came out as
what. Layout and digits came through; letters with rings and dots, `I`, `l` and a few pairs did not.
"""

from __future__ import annotations

import re
from random import Random

# printed: (read as, share of its occurrences); the rest comes out right
CONFUSIONS: dict[str, tuple[tuple[str, float], ...]] = {
    "ä": (("a", 0.88), ("é", 0.012), ("d", 0.03), ("aé", 0.006), ("4", 0.004), ("i", 0.003), ("á", 0.008)),
    "å": (("a", 0.93), ("A", 0.012), ("ad", 0.006), ("4", 0.004)),
    "ö": (("o", 0.39), ("é", 0.36), ("d", 0.09), ("oé", 0.05), ("6", 0.028), ("éo", 0.012), ("od", 0.008)),
    "Ä": (("A", 0.97),),
    "Å": (("A", 0.97),),
    "Ö": (("O", 0.8), ("6", 0.12)),
    "é": (("é", 0.5), ("e", 0.4)),
    "l": (("I", 0.004), ("1", 0.0005)),
    "m": (("rn", 0.0005),),
    "g": (("qg", 0.0004), ("q", 0.0004)),
}
_LONE_I = re.compile(r"(?m)(^|(?<=\s))I(?=\s)")
_DASH = re.compile("[–]")


def scanned(text: str, rng: Random) -> str:
    """A text after printing, scanning and reading with an engine set to English."""
    out: list[str] = []
    for letter in text:
        known = CONFUSIONS.get(letter)
        if known is None:
            out.append(letter)
            continue
        left = rng.random()
        for read, share in known:
            left -= share
            if left < 0:
                out.append(read)
                break
        else:
            out.append(letter)
    spoilt = _LONE_I.sub(lambda found: rng.choice(("|", "|", "l", "I")), "".join(out))
    return _DASH.sub(lambda found: rng.choice("–—-–"), spoilt)


_WORD = re.compile(r"(?<![\w⟦])[a-zåäö]{6,}(?![\w⟧])")


def typos(text: str, rng: Random, share: float = 0.004) -> str:
    """Slips in longer small-letter words: a letter left out, doubled, or two exchanged."""

    def slip(found: re.Match[str]) -> str:
        word = found[0]
        if rng.random() >= share:
            return word
        place = rng.randrange(2, len(word) - 1)
        how = rng.randrange(3)
        if how == 0:
            return word[:place] + word[place + 1 :]
        if how == 1:
            return word[:place] + word[place] + word[place:]
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]

    return _WORD.sub(slip, text)
