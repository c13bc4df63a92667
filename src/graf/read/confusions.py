"""What OCR for another language makes of Swedish letters: the table of confusions, and what each costs.

A cost is in nats (−ln of how often it happens, roughly): the more usual the confusion, the cheaper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Read letter → what may have been printed. The letter itself always costs nothing.
LETTERS: dict[str, dict[str, float]] = {
    "a": {"ä": 0.4, "å": 0.1, "ö": 5.0},  # natverk, pa
    "o": {"ö": 0.6},  # mote
    "e": {"é": 1.0},  # ide
    "é": {"ö": 0.8, "ä": 3.0, "å": 4.0, "é": 0.0},  # méte, hélso
    "ê": {"ö": 1.0, "ä": 1.0, "é": 1.0, "å": 3.0},  # fêr, hêlso
    "è": {"ö": 1.0, "ä": 1.0, "é": 1.0, "å": 3.0},
    "d": {"ö": 2.2, "ä": 3.4, "å": 5.0},  # stdd, ndmnd
    "6": {"ö": 0.7, "ä": 4.0},  # 6ppna
    "0": {"ö": 3.0, "o": 1.5},
    "ô": {"ö": 0.7},
    "ó": {"ö": 0.7},
    "ò": {"ö": 0.7},
    "õ": {"ö": 0.7},
    "ø": {"ö": 0.5},
    "4": {"ä": 0.7, "å": 1.0},  # n4r, p4
    "á": {"ä": 0.7, "å": 0.7},  # also a capital A inside a word: bAde
    "à": {"ä": 1.0, "å": 0.7},
    "â": {"ä": 0.7, "å": 0.7},
    "ã": {"ä": 0.7, "å": 0.7},
    "@": {"ä": 0.7, "å": 0.7},
    "æ": {"ä": 0.5},
    "&": {"å": 0.7, "ä": 0.7, "ö": 2.0},  # p&, &ntligen
    "g": {"ö": 6.0},  # mgjlig
    "1": {"l": 1.0, "i": 2.0},
}
# One class for all letters that may stand for å, ä or ö: words that agree in their skeleton may be each other.
SKELETON = str.maketrans(dict.fromkeys("aåäoöéêèd60ôóòõø4áàâã@æ&", "a"))
INSIDE = {"A": "á", "G": "ô", "O": "ó", "I": "l", "[": "l", "|": "l"}  # a capital or bracket inside a small word

# Several letters at once: read, printed, cost.
SURE: tuple[tuple[str, str, float], ...] = (
    ("oé", "ö", 0.7),  # moétet
    ("éo", "ö", 0.7),  # féor
    ("dé", "ö", 1.0),  # ledamdéter
    ("aé", "ä", 0.7),  # staélla
    ("ié", "ä", 1.0),  # niétverk
    ("éa", "ä", 0.7),  # véaxlar
    ("a@", "ä", 0.7),
    ("@a", "ä", 0.7),
    ("áa", "ä", 1.0),
    ("ii", "ä", 0.7),  # niira
    ("ia", "ä", 2.0),  # anmialer
    ("ai", "ä", 2.0),  # vilfaird
    *(
        (first + second, "ö", 0.9) for first in "oó6éôd" for second in "oó6éôd" if {first, second} & set("ó6ô")
    ),  # 6éppna
)
ALL = (
    *SURE,  # the rest only for words that nothing else explains
    ("od", "ö", 3.0),  # behodver
    ("da", "ä", 3.0),  # nuldage
    ("ad", "ä", 3.0),
    ("ad", "å", 3.5),  # féregadende
    ("do", "ö", 3.0),  # beddomde
    ("ao", "ö", 3.0),  # maoten
    ("dö", "ö", 4.0),
    ("aij", "öj", 3.0),  # maijlig
    ("gj", "öj", 3.0),  # mgjlig
    ("aj", "öj", 4.0),  # majlig
    ("lli", "ll", 4.0),  # ställining
    ("li", "ll", 4.0),  # stalining
    ("il", "ll", 4.0),
    ("qg", "g", 2.0),  # dialoqg
    ("q", "g", 2.0),
    ("ti", "tt", 5.0),
    ("rn", "m", 5.0),
    ("i", "ä", 4.0),  # nitverk
    ("wv", "v", 1.0),  # avwvisat
    ("ti", "ä", 5.5),  # bertikningar
    ("1", "l", 1.0),
)
DIGITS = frozenset("0146")
LOST = 6.0  # what it costs that an å, ä or ö is not there at all


def cost(read: str, printed: str) -> float | None:
    """What it costs that `printed` was read as `read`, letter by letter; None where the table knows no way."""
    total = 0.0
    for seen, meant in zip(read, printed, strict=True):
        if seen != meant:
            step = LETTERS.get(seen, {}).get(meant)
            if step is None:
                return None
            total += step
    return total


_CLOSED = re.compile("|".join(sorted({re.escape(read) for read, _, _ in SURE})))


def unfold(word: str) -> list[tuple[str, float]]:
    """The small-letter readings of a word as printed: capitals and brackets inside it, and a first `I`, told apart.

    `[Anets` → `lánets`; `Iage` → `iage` (a capital I) and `lage`.
    """
    first, rest = word[0], word[1:]
    if first.islower() and rest[:1] == first.upper() and rest[1:].islower():
        return [(rest.lower(), 0.0)]  # kKommun
    if not word.isupper():
        rest = "".join(INSIDE.get(letter, letter) for letter in rest)
    rest = rest.lower()
    if first in "[|":
        return [("l" + rest, 0.5)] + ([("i" + rest, 1.0)] if first == "|" else [])
    if first == "I" and not word.isupper():
        return [("i" + rest, 0.0), ("l" + rest, 1.5)]
    readings = [(first.lower() + rest, 0.0)]
    if first == "G" and len(rest) > 2:
        readings.append(("ô" + rest, 3.0))  # Gverens
    if word.startswith(("Aa", "Aä", "Aé")):
        readings.append(("a" + rest[1:], 1.0))  # Aaldre
    return readings


def rewritten(word: str, table: tuple[tuple[str, str, float], ...]) -> Iterator[tuple[str, float]]:
    """The word with each confusion of several letters in a table undone, at each place where it may have happened."""
    if table is SURE:
        if not _CLOSED.search(word):
            return
        whole, total = word, 0.0
        for read, printed, price in table:
            total += price * whole.count(read)
            whole = whole.replace(read, printed)
        if total:
            yield whole, total
    for read, printed, price in table:
        for match in re.finditer(re.escape(read), word) if read in word else ():
            yield word[: match.start()] + printed + word[match.end() :], price
