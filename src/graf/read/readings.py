"""What the words of garbled documents are worked out as, each once for a whole dataset, with all that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graf.read.confusions import SKELETON, cost
from graf.read.lexicon import Lexicon
from graf.read.names import Names, headed
from graf.read.plausible import impossible, likeliest
from graf.read.tokens import titled
from graf.read.vocabulary import LONG, Asked, Looked, Vocabulary, lowered
from graf.read.words import Reading, read_word

KNOWN = 1e-6  # from this frequency on, a word beside a name is a word and no name
CLEARLY = 20.0  # how much more frequent a word must be than a name that is also known as it stands
FAR = 2.0  # a built name that costs as much is chance
HOPELESS = 20.0  # the cost of reading a word for one that it cannot be
FOREIGN = re.compile("[àáâãêèëìíîòóôõùúû]")  # marks that Swedish names have not
KEPT = 1.0  # the doubt from which a text keeps most of its marks, so that another letter may be to blame as well
# What is asked of a word: what it is read as, that beside names, and whether it may be a name as it stands.
AS_WORD, AS_NAME, MAYBE = "w", "n", "m"


@dataclass(frozen=True, slots=True)
class Worked:
    """What a word was worked out as, whether that is a name, and what was looked up for it."""

    reading: Reading
    name: bool
    asked: Looked


def key(kind: str, word: str, doubt: float = 0.0) -> str:
    """What is asked: of which kind, of which word, in a text with how much `doubt` (see `graf.read.language`)."""
    return f"{kind}{doubt or ''}:{word}"


class Readings:
    """The readings of words by `key`, worked out when they are first asked for."""

    def __init__(self, vocabulary: Vocabulary, worked: Mapping[str, Worked] | None = None) -> None:
        """`worked` is what was worked out before with a vocabulary that has nothing else of what was looked up."""
        self._asked = Asked()
        self.lexicon = Lexicon(vocabulary.words, self._asked)
        self.names = Names(vocabulary, self.lexicon.usual, self._asked)
        self.worked = dict(worked or {})
        self._spelt = vocabulary.spelt

    def __getitem__(self, key: str) -> Worked:
        known = self.worked.get(key)
        if known is None:
            self._asked.begin()
            kind, _, word = key.partition(":")
            doubt = float(kind[1:] or 0.0)
            if kind == MAYBE:
                reading, name = Reading(word), bool(self.names.candidates(lowered(word)))
            else:
                reading = self._name(word, doubt) if kind[0] == AS_NAME else self._word(word, doubt)
                name = self.names.known(reading.word)
            known = self.worked[key] = Worked(reading, name, self._asked.all())
        return known

    def _word(self, word: str, doubt: float) -> Reading:
        names = self.names.candidates(lowered(word)) if titled(word) else ()
        reading = read_word(word, self.lexicon, names, doubt)
        if self.lexicon.frequency(reading.word):
            return reading
        if not reading.explained:
            return self._decoded(word, reading, doubt)
        return self._agreed(word, reading)

    def _agreed(self, word: str, reading: Reading) -> Reading:
        """A compound as the dataset's other spellings of it have it too: what explains them all at the least cost."""
        variants = sorted(other for other in self._alike(lowered(word)) if len(other) == len(reading.word))
        if len(variants) < 2:
            return reading
        choices = sorted({reading.word, *(read_word(other, self.lexicon).word for other in variants)})
        prices = {choice: sum(_price(other, choice) for other in variants) for choice in choices}
        return Reading(min(choices, key=lambda choice: prices[choice]), reading.certain)

    def _name(self, word: str, doubt: float) -> Reading:
        letters = lowered(word)
        names = self.names.candidates(letters)
        if names and (not doubt > KEPT or word.isascii()):
            return Reading(names[0][0], len(names) == 1)
        known = self.lexicon.frequency(letters)
        reading = read_word(word, self.lexicon, (), doubt)
        usual = self.lexicon.frequency(reading.word)
        if usual >= max(KNOWN, CLEARLY * known):
            return reading
        if known >= KNOWN:
            return Reading(letters)
        names = [(name, price) for name, price in self.names.built(letters) if price < FAR]
        if names:
            return Reading(names[0][0], names[0][1] == 0.0)
        if len(word) >= LONG and not usual:
            return reading
        if word.endswith("s") and len(word) > 4:
            stem = read_word(word[:-1], self.lexicon)
            if self.lexicon.frequency(stem.word) >= KNOWN:
                return Reading(stem.word + "s", stem.certain)
        likely = self._likely(letters) if doubt <= KEPT else None
        return Reading(likely, False) if likely else self._decoded(word, Reading(word.lower(), explained=False), doubt)

    def _likely(self, letters: str) -> str | None:
        """A name with an i for an l or an l for an i (`Yiva`), or one that begins as family names do (`Stahlkloo`)."""
        swapped = {
            letters[:place] + ("l" if letter == "i" else "i") + letters[place + 1 :]
            for place, letter in enumerate(letters)
            if letter in "il"
        }
        known = sorted(filter(self.names.known, swapped))
        return known[0] if len(known) == 1 else headed(letters)

    def _decoded(self, word: str, reading: Reading, doubt: float) -> Reading:
        """A word that no list has, from its other spellings in the dataset and what letters can stand where."""
        if (doubt > KEPT and not FOREIGN.search(word)) or (
            any(map(str.isdigit, word)) and not (titled(word) and word[-1].isalpha())
        ):
            return reading
        letters = lowered(word)
        variants = sorted({letters, *(self._alike(letters) if titled(word) else ())})
        places = {place for variant in variants for place in impossible(variant)}
        places |= {place for place, found in enumerate(zip(*variants, strict=True)) if len(set(found)) > 1}
        new = likeliest(variants, places) if places else None
        return Reading(new, False) if new else reading

    def _alike(self, letters: str) -> tuple[str, ...]:
        """How the dataset's garbled documents spell a word."""
        skeleton = letters.translate(SKELETON)
        self._asked.exact.add(f":{skeleton}")
        return self._spelt.get(skeleton, ())


def _price(read: str, printed: str) -> float:
    """What it costs to read one word for another; a large sum where no way is known."""
    price = cost(read, printed) if len(read) == len(printed) else None
    return HOPELESS if price is None else price


@lru_cache(maxsize=20_000)
def possible(word: str, meant: str) -> bool:
    """Whether `meant` may have been printed where `word` stands."""
    return _price(lowered(word), meant) < HOPELESS
