"""Letters taken for others of the same shape (`beslutadc`, `rnötet`), and figures for letters: `2O25`, `be5lut`.

Only words that nothing explains are looked at, in texts where short words tell that the engine misread many. A word is
taken for another where the text itself or the language has that one, and no other comes near.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from graf.read import lexicon
from graf.read.confusions import rewritten
from graf.read.lexicon import Lexicon
from graf.read.names import Names
from graf.read.plausible import unlikely
from graf.read.words import compounds

# Read, printed, cost: shapes that engines confuse. Each holds at any place of a word in small letters.
_ROWS = (
    "m rn 2.5, rn m 2, nn m 3, d cl 2.5, cl d 2, w vv 1.5, 1 l 0.5, 1 i 1, | l 0.5, | i 1, i l 2.5, l i 2.5, "
    "l t 3, t l 3, i t 3.5, t i 3.5, í i 0.5, j i 3, i j 3, b h 2.5, h b 2.5, li h 2.5, h li 4, 6 b 0.7, c e 2, "
    "e c 3.5, o e 3, e o 3, o c 3.5, c o 3, f t 2.5, t f 2.5, r f 4, f r 4, r t 4, t r 4, u n 2.5, n u 2.5, "
    "ri n 2.5, n ri 3, ii n 2.5, ii u 2.5, q g 1, 9 g 0.7, 0 o 0.5, 5 s 0.5, 8 b 1.5, o a 3, e a 3.5, a o 3.5, "
    "i ä 4, a e 3.5, lc k 2, y v 2.5, v y 3, ft tt 2.5, tf tt 2.5, li ll 3, il ll 3, ê é 0.5, è é 0.5, e é 2, e ö 4, "
    "o ö 2, a ä 2, a å 2, s g 4.5, n h 4, h n 4, k h 4.5, u v 4, v u 4, n r 4, x k 4, z s 3 "
)
SHAPES = tuple((read, printed, float(cost)) for read, printed, cost in map(str.split, _ROWS.split(",")))
NO_NAME = 8  # letters from which a word with a capital may be any word
ANY = 6.0  # what it costs that a letter is misread in a way that no table knows
MARGIN = 1.2  # by how much a word must beat the next
AHEAD = 12.0  # by how much it must beat a compound that is built of marks put back
PLAIN = 3.5  # by how much it must beat a word that is known as read, but rare
LEAST = -19.0  # the score below which a word stays as read
LETTER, SURE = 0.7, 8  # how much lower that is for each letter beyond so many: a long word has no other near
TWICE, ONCE = 2 * lexicon.OWN, -19.0  # a word that one document of the dataset has once may be a slip of that
UNKNOWN = -45.0  # the score of a word that nothing explains
ODD = -29.5  # a compound with a lower score may be chance
CHANCE = -36.0  # and one with a lower score than this is
ENDS = {"n", "r", "t"}  # of forms of one word
LOCAL = 0.3  # what a word's share of the text counts for, as a frequency
NAME, OWN = 2e-6, 2e-5  # the frequency of a Swedish name, and of one that the dataset has
CLOSE = 2.5  # what it may cost to take a name for one that the text does not have elsewhere
FAR, KNOWN_NAME = 3.6, 5e-6  # and for one this frequent, where the language does not know the name as read
RARE = 1e-6  # a known word that is rarer may be another
LONG, SEVERAL = 9, 7  # letters from which a word may hold two slips, and a name
COMPOUND = 12  # letters from which one may be sought as a compound
NEAREST = 300  # words of the text that begin or end alike, the most frequent of them, are looked through for one
MANY = 4  # a word that stands so often was hardly misread each time
OFTEN = 5.0  # how much oftener a word must stand than one that the text has more than once
_LETTERS_FOR = str.maketrans("015689|", "olsbbgl")
_FIGURES = str.maketrans("OoIl|", "00111")
_NUMBER = re.compile(r"(?=(?:\D*\d){2})[\dOoIl|]{3,}")


def figure(word: str) -> str | None:
    """A number whose figures were taken for letters: `2O25`, `25l0l7`."""
    return word.translate(_FIGURES) if _NUMBER.fullmatch(word) and not word.isdigit() else None


class Speller:
    """Takes misread words of one text for others, by the words of that text, of the dataset and of the language."""

    def __init__(self, said: Mapping[str, int], lexicon: Lexicon, names: Names) -> None:
        """`said` are the words of the text with what they were repaired to, as written, and how often each stands."""
        self._lexicon, self._names = lexicon, names
        small: Counter[str] = Counter()
        for word, times in said.items():
            small[word.lower()] += times
        total = max(1, small.total())
        self._local = {word: LOCAL * times / total for word, times in small.items() if times > 1}
        self._times = small
        self._capitals = {word: times for word, times in said.items() if word.isupper() and times > 1}
        self._titled = {word.lower() for word, times in said.items() if word.istitle() and times > 1}
        self._near: dict[str, list[str]] = defaultdict(list)
        for word, _ in sorted(self._local.items(), key=lambda pair: -pair[1]):
            if len(word) >= LONG:
                for end in (word[:3], word[-3:]):
                    if len(self._near[end]) < NEAREST:
                        self._near[end].append(word)
        self._known: dict[tuple[str, bool, bool], str | None] = {}

    def mended(self, word: str, named: bool, compound: bool) -> str | None:
        """The word in small letters that `word` was printed as, or None.

        `named`: it stands as a name does; `compound`: as it is, it may be a compound of known words.
        """
        if word.isupper() and word.isalpha() and len(word) > 1:
            return self._capital(word)
        small = word.lower() if word[0] != "I" else "l" + word[1:].lower()
        if sum(map(str.isalpha, small)) * 2 <= len(small):
            return None
        key = (small, named, compound)
        if key not in self._known:
            self._known[key] = self._mended(small, named, compound)
        return self._known[key]

    def instead(self, word: str, built: str) -> str | None:
        """A usual word that `word` was printed as, far likelier than the compound that it was repaired to."""
        if self._lexicon.frequency(built) or not word.isalpha():
            return None
        whole = self._whole(built)
        meant = self.mended(word, False, False) if whole > UNKNOWN else None
        often = self._frequency(meant, False) if meant else 0.0
        return meant if often and math.log(often) > whole + AHEAD else None

    def titled(self, word: str) -> bool:
        """Whether the text has a small-letter word with a capital first, more than once, or a list has it as a name."""
        return word in self._titled or (self._names.known(word) and not self._lexicon.usual(word))

    def _capital(self, word: str) -> str | None:
        """An abbreviation that the text has elsewhere: `SCHNY` for `SCHNV`."""
        if len(word) < 4 or word in self._capitals:
            return None
        near = [known for known in self._capitals if len(known) > 3 and slips(word, known) == 1]
        return near[0].lower() if len(near) == 1 and self._capitals[near[0]] > 2 else None

    def _mended(self, word: str, named: bool, compound: bool) -> str | None:
        if named and (self._names.known(word) or (word in self._titled and not unlikely(word))):
            return None
        plain = word.translate(_LETTERS_FOR)
        own = 0.0 if named else self._lexicon.frequency(word)
        if own >= RARE and self._lexicon.language(word) >= RARE:
            return None
        itself = math.log(own) if own else self._whole(word) if compound and not named else UNKNOWN
        ahead = PLAIN if own else MARGIN
        if own and own < TWICE and not self._lexicon.language(word):
            itself, ahead = max(ONCE, self._whole(word)), MARGIN
        odd = not own and itself < ODD
        said = self._local.get(word, 0.0)
        if said and not unlikely(word):
            itself = max(itself, math.log(said) - ANY)
        scores: dict[str, float] = {}
        near = CLOSE if self._lexicon.language(word) else FAR
        if plain != word:
            self._score(scores, plain, 1.0, named)
        for other, price in _one(plain):
            self._score(scores, other, price, named, near)
        if len(word) >= 5 and odd:
            for other in _any(plain):
                self._score(scores, other, ANY, named)
        if len(word) >= LONG and odd:
            for other in {*self._near.get(word[:3], ()), *self._near.get(word[-3:], ())}:
                if slips(plain, other) == 2:
                    self._score(scores, other, ANY + 4.0, named)
        if not scores and odd and len(word) >= (SEVERAL if named else LONG):
            for other, price in _one(plain):
                for twice, more in _one(other):
                    self._score(scores, twice, price + more, named)
        scores.pop(word, None)
        if not scores and len(word) >= COMPOUND and not named and odd:
            return self._compound(plain, itself)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        least = LEAST - LETTER * max(0, len(word) - SURE)
        if not ranked or ranked[0][1] < max(least, itself + ahead):
            return None
        best, score = ranked[0]
        if len(ranked) > 1 and score - ranked[1][1] < MARGIN:
            return None
        if itself > CHANCE and word[:-1] == best[:-1] and {word[-1], best[-1]} <= ENDS:
            return None  # another form of the same compound
        if said and (not odd or self._times[word] >= MANY) and self._frequency(best, named) < OFTEN * said:
            return None  # the text has it too, and hardly by chance
        return best

    def _whole(self, word: str) -> float:
        """How good a word is as a compound of known words."""
        return max((choice.score for choice in compounds(word, self._lexicon) if choice.word == word), default=UNKNOWN)

    def _frequency(self, word: str, named: bool) -> float:
        if named:
            if word in self._titled or self._names.known(word):
                return max(OWN if self._names.own(word) else NAME, self._local.get(word, 0.0))
            return self._lexicon.frequency(word) if len(word) >= NO_NAME else 0.0
        return max(self._lexicon.frequency(word), self._local.get(word, 0.0))

    def _score(self, scores: dict[str, float], word: str, price: float, named: bool, near: float = CLOSE) -> None:
        frequency = self._frequency(word, named)
        if not frequency or (len(word) < 5 and not named and frequency < 1e-5):
            return
        if price >= ANY and frequency < RARE:
            return
        unsure = price > near or self._lexicon.language(word) < KNOWN_NAME
        known = word in self._titled or self._names.own(word) or len(word) >= NO_NAME
        if named and price > CLOSE and unsure and not known:
            return  # names are many, and alike
        score = math.log(frequency) - price
        if score > scores.get(word, -math.inf):
            scores[word] = score

    def _compound(self, word: str, itself: float) -> str | None:
        """A compound that no list has, with one letter misread."""
        found = [(self._whole(other) - price, other) for other, price in _one(word)]
        found = sorted(((score, other) for score, other in found if score > itself + 2 * MARGIN), reverse=True)
        return found[0][1] if found and (len(found) < 2 or found[0][0] - found[1][0] > MARGIN) else None


def slips(read: str, printed: str) -> int:
    """How many letters differ, are lost or are new, as far as two; three stands for more."""
    if abs(len(read) - len(printed)) > 2:
        return 3
    row = list(range(len(printed) + 1))
    for place, letter in enumerate(read, 1):
        above, row[0] = row[0], place
        for other, meant in enumerate(printed, 1):
            above, row[other] = row[other], min(row[other] + 1, row[other - 1] + 1, above + (letter != meant))
        if min(row) > 2:
            return 3
    return min(row[-1], 3)


def _one(word: str) -> Iterator[tuple[str, float]]:
    return rewritten(word, SHAPES)


_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"


def _any(word: str) -> Iterator[str]:
    """Every word that differs in one letter."""
    for place in range(len(word)):
        before, after = word[:place], word[place + 1 :]
        for letter in _LETTERS:
            yield before + letter + after
