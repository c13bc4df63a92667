"""Repair of Swedish that was OCR'd badly: points, then spaces where letters were misread too, then word by word."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import ne
from typing import NamedTuple

from graf.model import Repair
from graf.read.context import ambiguous, settle
from graf.read.language import doubt, gated, misspelt, short_words
from graf.read.mend import chained
from graf.read.misread import Speller, figure
from graf.read.points import put_right, spotted
from graf.read.readings import AS_NAME, AS_WORD, KEPT, MAYBE, Readings, Worked, key, possible
from graf.read.spacing import Spacing
from graf.read.tokens import Tokens, addresses, bar, cased, eligible, small, titled
from graf.read.vocabulary import Vocabulary
from graf.read.words import Reading

EVERYWHERE = 1e-3  # the frequency of words such as på and för
STILL, SHARE = 2, 0.003  # from so many odd words on, once marks are back, letters were misread too
A_WORD = frozenset(("ett", "all", "an"))
AN_ATT = A_WORD | {"alt", "aft", "oft", "ott", "atl", "atf", "aff", "atr", "ait", "at", "alf", "eff", "eft"}
ALONE = AN_ATT | {"l"}  # words that only their place tells apart
SHORT = 4  # a word in capitals with fewer letters may be an abbreviation even on a line of capitals
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


@dataclass(slots=True)
class _Settled:
    """What words are repaired to wherever they stand, None where that depends on it; and titled ones, by `key`.

    `asked` are those that were worked out for that.
    """

    alone: dict[str, Fixed | None] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    titled: dict[str, Fixed] = field(default_factory=dict)


class Repairer:
    """Repairs the documents of one dataset; a word is worked out once."""

    def __init__(self, vocabulary: Vocabulary, worked: Mapping[str, Worked] | None = None) -> None:
        """`worked` is what was worked out before with a vocabulary that has nothing else of what was looked up."""
        self.readings = Readings(vocabulary, worked)
        self._settled: dict[float, _Settled] = defaultdict(_Settled)

    def repair(self, text: str) -> Repaired:
        """Repairs a text."""
        poor = gated(text)
        doubtful = round(0.0 if poor else doubt(text), 1)
        wrong = poor or misspelt(text)
        middle, changed = put_right(text) if spotted(text) or (wrong and not poor) else (text, ())
        if not wrong:
            return Repaired(middle, changed, frozenset())
        if poor:
            words = self._words(middle, doubtful)
            found = words.repaired()
            if not words.odd:
                return found._replace(repairs=chained(text, middle, changed, found.repairs))
            if middle is text:
                middle, changed = put_right(text)
        spaced, spaces = Spacing(middle, self.readings.lexicon, self.readings.names).put_right()
        changed = chained(text, middle, changed, spaces)
        found = self._words(spaced, doubtful).repaired()
        return Repaired(found.text, chained(text, spaced, changed, found.repairs), found.rests | {ALL})

    def _words(self, text: str, doubtful: float) -> _Text:
        return _Text(text, doubtful, self.readings, self._settled[doubtful])


class _Text:
    """A text that is being repaired."""

    def __init__(self, text: str, doubt: float, readings: Readings, settled: _Settled) -> None:
        self._text, self._doubt, self._readings, self._settled = text, doubt, readings, settled
        self._tokens = Tokens(text)
        self._as_word, self._as_name = key(AS_WORD, "", doubt), key(AS_NAME, "", doubt)
        self._rests: set[str] = set()
        self.odd = False  # whether many words are none, once they are repaired

    def repaired(self) -> Repaired:
        places = self._outside_addresses()
        words = (
            [self._tokens.words[place] for place in places]
            if len(places) < len(self._tokens.words)
            else self._tokens.words
        )
        alone, distinct = self._settled.alone, set(words)
        for word in distinct - alone.keys():
            alone[word] = self._by_itself(word)
        self._rests.update(map(self._as_word.__add__, distinct & self._settled.asked))
        found = [alone[word] or self._in_place(place, word) for place, word in zip(places, words, strict=True)]
        said = [new for new, _ in found]
        odd, total = short_words(said)
        self.odd = odd >= max(STILL, SHARE * total)
        if self.odd:
            self._rests.add(ALL)
            speller = Speller(Counter(said), self._readings.lexicon, self._readings.names)
            found = list(self._respelt(places, found, speller))
            said = [new for new, _ in found]
        pieces: list[str] = []
        out: list[Repair] = []
        last = shift = 0
        for at in compress(range(len(words)), map(ne, said, words)):
            start, word, (new, certain) = self._tokens.starts[places[at]], words[at], found[at]
            end = start + len(word)
            out.append(Repair(start + shift, start + shift + len(new), start, end, word, certain))
            shift += len(new) - len(word)
            pieces += (self._text[last:start], new)
            last = end
        return Repaired("".join(pieces) + self._text[last:], tuple(out), frozenset(self._rests))

    def _outside_addresses(self) -> Sequence[int]:
        spans = addresses(self._text)
        if not spans:
            return range(len(self._tokens.words))
        beyond = len(self._text) + 1
        rest = iter([*spans, (beyond, beyond)])
        first, until = next(rest)
        places = []
        for place, (start, word) in enumerate(zip(self._tokens.starts, self._tokens.words, strict=True)):
            while until <= start:
                first, until = next(rest)
            if start + len(word) <= first:
                places.append(place)
        return places

    def _by_itself(self, word: str) -> Fixed | None:
        """What a word is repaired to wherever it stands; None where that depends on its neighbours or its line."""
        may_be = eligible(word)
        if word == "|" or may_be is None or titled(word):
            return None
        if not may_be:
            return word, True
        if word[0].isdigit() or (word.isupper() and len(word) < SHORT):
            return None
        reading = self._readings[self._as_word + word].reading
        if ambiguous(reading.word):
            return None
        self._settled.asked.add(word)
        return cased(word, reading.word), reading.certain

    def _in_place(self, place: int, word: str) -> Fixed:
        """What a word is repaired to where it stands."""
        if word == "|":
            return bar(self._tokens[place]), True
        asked = self._asked(place, word)
        if asked is None:
            if word.isupper():
                return word, True
            reading, name = Reading(word.lower()), False
        else:
            fixed = self._settled.titled.get(asked)
            if fixed is not None:
                return fixed
            worked = self._readings[asked]
            reading, name = worked.reading, worked.name
        if word.isupper() and len(word) < SHORT and self._readings.lexicon.frequency(reading.word) < EVERYWHERE:
            return word, True  # an abbreviation, even on a line of capitals
        if ambiguous(reading.word):
            token = self._tokens[place]
            meant = settle(reading.word, self._tokens.left(token, place), self._tokens.right(token, place))
            if meant and (meant == word.lower() or (possible(word, meant) and self._likelier(meant, reading.word))):
                return cased(word, meant), reading.certain or reading.word != meant
        if word[0].isdigit() and reading.word[0].isalpha() and (name or self._begins(place)):
            return reading.word.capitalize(), reading.certain
        if small(word, reading.word):
            if not name and self._after_small(place):
                return reading.word, reading.certain
        elif asked is not None and titled(word) and not ambiguous(reading.word):
            self._settled.titled[asked] = cased(word, reading.word), reading.certain
        return cased(word, reading.word), reading.certain

    def _after_small(self, place: int) -> bool:
        tokens = self._tokens
        return tokens.joined(place) and tokens.gap(place) == " " and tokens.left(tokens[place], place).islower()

    def _asked(self, place: int, word: str) -> str | None:
        """What is asked of a word where it stands (`key`); None where it cannot be a garbled word."""
        may_be = eligible(word)
        if may_be is None:
            may_be = self._tokens.row(place).capitals
        if not may_be:
            return None
        asked = (self._as_name if self._is_named(place, word) else self._as_word) + word
        self._rests.add(asked)
        return asked

    def _likelier(self, meant: str, read: str) -> bool:
        """Whether a word is the likelier one, in a text that keeps most of its marks; in others it always is."""
        if not self._doubt:
            return True
        self._rests.add(ALL)
        frequency = self._readings.lexicon.frequency
        return frequency(meant) >= frequency(read) * math.exp(self._doubt)

    def _is_named(self, place: int, word: str) -> bool:
        """Whether a word stands as a name does: capitalised beside another capitalised word."""
        if not titled(word):
            return False
        if place and titled(self._tokens.words[place - 1]) and self._tokens.joined(place):
            return True
        if not self._before_titled(place):
            return False
        if not self._tokens[place].opens:
            return True
        asked = key(MAYBE, word)
        self._rests.add(asked)
        return self._readings[asked].name

    def _respelt(self, places: Sequence[int], found: Sequence[Fixed], speller: Speller) -> Iterator[Fixed]:
        """The words with those that are still none taken for others of like shapes."""
        same: dict[str, Fixed] = {}  # words by themselves, but beside a hyphen
        for place, fixed in zip(places, found, strict=True):
            word = self._tokens.words[place]
            gap = self._tokens.gap(place + 1)
            if self._settled.alone[word] is None or word in ALONE or word[0].isdigit() or gap == "-":
                yield self._shaped(place, word, fixed, speller)
            else:
                if word not in same:
                    same[word] = self._shaped(place, word, fixed, speller)
                yield same[word]

    def _shaped(self, place: int, word: str, fixed: Fixed, speller: Speller) -> Fixed:
        new, certain = fixed
        if word in AN_ATT and self._is_att(place, word):
            return "att", False
        if word == "l":
            token = self._tokens[place]
            if token.before.islower() and token.after:
                return "i", False
        number = figure(word)
        if number is not None:
            return number, certain
        if self._tokens.gap(place + 1) == "-" and self._before_titled(place):
            return fixed
        asked = self._asked(place, word)
        explained = not word.isupper() if asked is None else self._readings[asked].reading.explained
        whole = explained and word.isalpha()
        named = self._is_named(place, word) or self._after_titled(place, word)
        other = speller.mended(word, named, whole) if self._doubt > KEPT else None
        other = other or speller.mended(new, named, whole)
        if not other and not named and titled(new) and not whole:
            other = speller.mended(new, True, whole)
        if not other and not named and new.lower() != word.lower() and word.islower():
            other = speller.instead(word, new)
        if not other:
            return fixed
        if named or (word[0].isdigit() and (self._begins(place) or speller.titled(other))):
            other = other.capitalize()
        return cased(new, other), False

    def _is_att(self, place: int, word: str) -> bool:
        """Whether a word stands where a clause of a decision begins: on a new line, or after its verb."""
        words = self._tokens.words
        after = words[place + 1] if place + 1 < len(words) else ""
        if not (place and len(after) > 3 and after.islower() and after[-1] == "a"):
            return False
        return words[place - 1].startswith(("beslut", "Beslut", "föresl")) or (
            word not in A_WORD and "\n" in self._tokens.gap(place)
        )

    def _begins(self, place: int) -> bool:
        """Whether a word stands at the beginning of a sentence."""
        gap = self._tokens.gap(place)
        return not place or "\n\n" in gap or gap.rstrip().endswith((".", ":"))

    def _before_titled(self, place: int) -> bool:
        """Whether a capital follows it after one space or a hyphen."""
        return self._tokens.joined(place + 1) and titled(self._tokens.words[place + 1])

    def _after_titled(self, place: int, word: str) -> bool:
        """Whether a capital follows another with white space alone between, maybe over the end of a line."""
        if not (titled(word) or word[0].isdigit()) or not place or not self._tokens.gap(place).isspace():
            return False
        return titled(self._tokens.words[place - 1])
