"""Repair of Swedish that was OCR'd with another language's letters: word by word, never joining or parting words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graf.model import Repair
from graf.read.context import ambiguous, settle
from graf.read.language import doubt, gated, short_words
from graf.read.misread import Speller, figure
from graf.read.readings import AS_NAME, AS_WORD, KEPT, MAYBE, Readings, Worked, key, possible
from graf.read.tokens import Token, Tokens, addresses, by_line, cased, eligible, small, titled
from graf.read.vocabulary import Vocabulary
from graf.read.words import Reading

EVERYWHERE = 1e-3  # the frequency of words such as på and för
STILL = 2  # from so many short words on that are none, once marks are back, letters were misread too
# Dirt that was taken for a point: before a word, or alone between two words.
SPECK = re.compile(r"(?<=\w )[*~^_·`'](?:\s(?=\w)|(?=\w\w))|(?<=\w )[.,:;] (?=\w)")
ALL = "*"  # among what a repair rests on: all that the vocabulary knows
Fixed = tuple[str, bool]
"""What a word is repaired to, and whether that is certain."""


class Repaired(NamedTuple):
    """A repaired text, with the same line breaks, what was changed in it, in order, and what that rests on.

    `rests` are the words that were worked out for it (`graf.read.readings.key`), or `ALL`.
    """

    text: str
    repairs: tuple[Repair, ...]
    rests: frozenset[str]


class Repairer:
    """Repairs the documents of one dataset; a word is worked out once."""

    def __init__(self, vocabulary: Vocabulary, worked: Mapping[str, Worked] | None = None) -> None:
        """`worked` is what was worked out before with a vocabulary that has nothing else of what was looked up."""
        self.readings = Readings(vocabulary, worked)
        self._plain: dict[float, dict[str, Fixed | None]] = {}

    def repair(self, text: str) -> Repaired:
        """Repairs a text."""
        return _Text(text, self.readings, self._plain).repaired()


class _Text:
    """A text that is being repaired."""

    def __init__(self, text: str, readings: Readings, plain: dict[float, dict[str, Fixed | None]]) -> None:
        """`plain` are words by what they are repaired to wherever they stand in a text of like doubt, if anything."""
        self._text, self._readings = text, readings
        self._doubt = round(0.0 if gated(text) else doubt(text), 1)
        self._plain = plain.setdefault(self._doubt, {})
        self._words = Tokens(text)
        self._rests: set[str] = set()

    def repaired(self) -> Repaired:
        places = self._outside_addresses()
        words = [self._words.found[place][0] for place in places]
        plain = self._plain
        for word in set(words):
            if word not in plain:
                plain[word] = self._by_itself(word)
            asked = key(AS_WORD, word, self._doubt)
            if plain[word] is not None and asked in self._readings.worked:
                self._rests.add(asked)
        found = [plain[word] or self._token(self._words[place]) for place, word in zip(places, words, strict=True)]
        said = [new for new, _ in found]
        specks: list[re.Match[str]] = []
        if len(short_words(" ".join(said))[0]) >= STILL:
            self._rests.add(ALL)
            specks = list(SPECK.finditer(self._text))
            speller = Speller(Counter(said), self._readings.lexicon, self._readings.names)
            found = list(self._respelt(places, found, speller))
        changes = [
            (self._words.found[place].start(), word, new, certain)
            for place, word, (new, certain) in zip(places, words, found, strict=True)
            if new != word
        ]
        changes += [(speck.start(), speck.group(), "", True) for speck in specks]
        pieces: list[str] = []
        out: list[Repair] = []
        last = shift = 0
        for start, word, new, certain in sorted(changes):
            if start < last:
                continue
            end = start + len(word)
            out.append(Repair(start + shift, start + shift + len(new), start, end, word, certain))
            shift += len(new) - len(word)
            pieces += [self._text[last:start], new]
            last = end
        return Repaired("".join(pieces) + self._text[last:], tuple(out), frozenset(self._rests))

    def _outside_addresses(self) -> Sequence[int]:
        spans = addresses(self._text)
        if not spans:
            return range(len(self._words.found))
        beyond = len(self._text) + 1
        rest = iter([*spans, (beyond, beyond)])
        first, until = next(rest)
        places = []
        for place, match in enumerate(self._words.found):
            start, end = match.span()
            while until <= start:
                first, until = next(rest)
            if end <= first:
                places.append(place)
        return places

    def _by_itself(self, word: str) -> Fixed | None:
        """What a word is repaired to wherever it stands; None where that depends on its neighbours or its line."""
        if word == "|" or titled(word) or by_line(word):
            return None
        if not eligible(word) and word.isupper():
            return word, True
        reading = Reading(word.lower())
        if eligible(word):
            reading = self._readings[key(AS_WORD, word, self._doubt)].reading
        return None if ambiguous(reading.word) else (cased(word, reading.word), reading.certain)

    def _token(self, token: Token) -> Fixed:
        word = token.word
        if word == "|":
            return _bar(token), True
        capitals = word.isupper()
        worked = self._worked(token)
        if worked is None and capitals:
            return word, True
        reading, name = (worked.reading, worked.name) if worked else (Reading(word.lower()), False)
        meant = settle(reading.word, token.left, token.right) if ambiguous(reading.word) else None
        if meant and self._doubt and not self._likelier(meant, reading.word):
            meant = None
        if capitals and len(word) < 4 and self._readings.lexicon.frequency(reading.word) < EVERYWHERE:
            return word, True  # an abbreviation, even on a line of capitals
        if meant and possible(word, meant):
            return cased(word, meant), reading.certain or reading.word != meant
        if small(token, reading.word) and not name:
            return reading.word, reading.certain
        return cased(word, reading.word), reading.certain

    def _worked(self, token: Token) -> Worked | None:
        """What a word was worked out as where it stands; None where it cannot be a garbled word."""
        if not eligible(token.word, token.row):
            return None
        asked = key(AS_NAME if self._is_named(token) else AS_WORD, token.word, self._doubt)
        self._rests.add(asked)
        return self._readings[asked]

    def _likelier(self, meant: str, read: str) -> bool:
        """Whether a word is the likelier one in a text that keeps most of its marks."""
        self._rests.add(ALL)
        frequency = self._readings.lexicon.frequency
        return frequency(meant) >= frequency(read) * math.exp(self._doubt)

    def _is_named(self, token: Token) -> bool:
        """Whether a token stands as a name does: capitalised beside another capitalised word."""
        if not titled(token.word):
            return False
        if token.joined_before and titled(token.before):
            return True
        if not (token.joined_after and titled(token.after)):
            return False
        if not token.opens:
            return True
        asked = key(MAYBE, token.word)
        self._rests.add(asked)
        return self._readings[asked].name

    def _respelt(self, places: Sequence[int], found: Sequence[Fixed], speller: Speller) -> Iterator[Fixed]:
        """The words with those that are still none taken for others of like shapes."""
        for place, (new, certain) in zip(places, found, strict=True):
            token = self._words[place]
            word = token.word
            if word == "l" and token.before.islower() and token.after:
                yield "i", False
                continue
            number = figure(word)
            worked = self._worked(token)
            explained = worked.reading.explained if worked else not word.isupper()
            whole = explained and word.isalpha()
            named = self._is_named(token) or (word[0].isdigit() and token.joined_before and titled(token.before))
            other = None
            if number is None and not (titled(token.after) and self._text[token.start + len(word)] == "-"):
                other = speller.mended(word, named, whole) if self._doubt > KEPT else None
                other = other or speller.mended(new, named, whole)
                if other and named:
                    other = other.capitalize()
            yield (cased(new, other), False) if other else (number or new, certain)


def _bar(token: Token) -> str:
    """A lone `|`: the word I at the start of a sentence, i inside one; a table's border stays."""
    row = token.row
    if row.bars > 1:
        return "|"
    before, after = row.text[row.start : token.start].rstrip(), row.text[token.start + 1 : row.end].lstrip()
    if not before or before[-1] in ".:!?":
        return "I" if after[:1].isalpha() or (before and not after) else "|"
    return "i" if before.split()[-1].islower() and after[:1].isalnum() else "|"
