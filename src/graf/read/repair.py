"""Repair of Swedish that was OCR'd with another language's letters: word by word, never joining or parting words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graf.model import Register, Repair
from graf.read.confusions import SKELETON, cost, unfold
from graf.read.context import ambiguous, settle
from graf.read.language import doubt, gated, misread
from graf.read.lexicon import Lexicon, Watch
from graf.read.misread import Speller, figure
from graf.read.names import Names
from graf.read.plausible import impossible, likeliest
from graf.read.tokens import TOKEN, Token, cased, eligible, small, titled, tokens
from graf.read.words import Reading, read_word

KNOWN = 1e-6  # from this frequency on, a word beside a name is a word and no name
CLEARLY = 20.0  # how much more frequent a word must be than a name that is also known as it stands
FAR = 2.0  # a built name that costs as much is chance
HOPELESS = 20.0  # the cost of reading a word for one that it cannot be
EVERYWHERE = 1e-3  # the frequency of words such as på and för
KEPT = 1.0  # the doubt from which a text keeps most of its marks, so that another letter may be to blame as well
LONG = 10  # letters from which it may be a compound


class Repairer:
    """Repairs the documents of one dataset; a word is worked out once."""

    def __init__(self, clean: Sequence[str], wanting: Sequence[str], register: Register) -> None:
        """`clean` are the texts that need no repair, whose words help; `wanting` are all that do, whose names agree."""
        self._lexicon = Lexicon(clean, register)
        self._names = Names(clean, register, self._lexicon.usual)
        self._known: dict[tuple[str, bool, float], Reading] = {}
        self._doubt = 0.0
        self._variants: dict[str, set[str]] = defaultdict(set)
        for text in wanting:
            for match in TOKEN.finditer(text):
                word = match.group()
                if (word[0].isupper() and not word.isupper()) or len(word) >= LONG:
                    self._variants[_letters(word).translate(SKELETON)].add(_letters(word))

    def watch(self, note: Watch) -> None:
        """Has noted what is looked up of the words and names of other documents and of the register."""
        self._lexicon.watch(note)
        self._names.watch(note)

    def repair(self, text: str) -> tuple[str, tuple[Repair, ...]]:
        """The repaired text, with the same line breaks, and what was changed in it, in order."""
        self._doubt = round(0.0 if gated(text) else doubt(text), 1)
        found = [(token, *self._token(token)) for token in tokens(text)]
        if misread(" ".join(new for _, new, _ in found)):
            said = Counter(new for _, new, _ in found)
            found = list(self._respelt(found, Speller(said, self._lexicon, self._names)))
        pieces: list[str] = []
        out: list[Repair] = []
        last = shift = 0
        for token, new, certain in found:
            if new != token.word:
                start, end = token.start, token.start + len(token.word)
                out.append(Repair(start + shift, start + shift + len(new), start, end, token.word, certain))
                shift += len(new) - len(token.word)
                pieces += [text[last:start], new]
                last = end
        return "".join(pieces) + text[last:], tuple(out)

    def _respelt(self, found: Sequence[tuple[Token, str, bool]], speller: Speller) -> Iterator[tuple[Token, str, bool]]:
        """The words with those that are still none taken for others of like shapes."""
        for token, new, certain in found:
            word = token.word
            if word == "l" and token.before.islower() and token.after:
                yield token, "i", False
                continue
            number = figure(word)
            named = self._is_named(token)
            reading = self._known.get((word, named, self._doubt))
            whole = reading is not None and reading.explained and word.isalpha()
            named = named or (word[0].isdigit() and token.joined_before and titled(token.before))
            other = None
            if number is None and not (token.after and token.line[token.at + len(word)] == "-" and titled(token.after)):
                other = speller.mended(word, named, whole) if self._doubt > KEPT else None
                other = other or speller.mended(new, named, whole)
                if other and named:
                    other = other.capitalize()
            if other:
                yield token, cased(new, other), False
            else:
                yield token, number or new, certain

    def _token(self, token: Token) -> tuple[str, bool]:
        word = token.word
        if word == "|":
            return _bar(token), True
        capitals = word.isupper()
        if capitals and not eligible(word, token.line):
            return word, True
        named = self._is_named(token)
        reading = self._known.get((word, named, self._doubt))
        if reading is None:
            if not capitals and not eligible(word, token.line):
                reading = Reading(word.lower())
            else:
                reading = self._name(word) if named else self._word(word)
            self._known[word, named, self._doubt] = reading
        meant = settle(reading.word, token.left, token.right) if ambiguous(reading.word) else None
        if meant and self._doubt and not self._likelier(meant, reading.word):
            meant = None
        if capitals and len(word) < 4 and self._lexicon.frequency(reading.word) < EVERYWHERE:
            return word, True  # an abbreviation, even on a line of capitals
        if meant and _possible(word, meant):
            return cased(word, meant), reading.certain or reading.word != meant
        if small(token, reading.word) and not self._names.known(reading.word):
            return reading.word, reading.certain
        return cased(word, reading.word), reading.certain

    def _likelier(self, meant: str, read: str) -> bool:
        """Whether a word is the likelier one in a text that keeps most of its marks."""
        return self._lexicon.frequency(meant) >= self._lexicon.frequency(read) * math.exp(self._doubt)

    def _is_named(self, token: Token) -> bool:
        """Whether a token stands as a name does: capitalised beside another capitalised word."""
        if not titled(token.word):
            return False
        if token.joined_before and titled(token.before):
            return True
        if not (token.joined_after and titled(token.after)):
            return False
        return not token.opens or bool(self._names.candidates(_letters(token.word)))

    def _word(self, word: str) -> Reading:
        names = self._names.candidates(_letters(word)) if titled(word) else ()
        reading = read_word(word, self._lexicon, names, self._doubt)
        if self._lexicon.frequency(reading.word):
            return reading
        if not reading.explained:
            return self._decoded(word, reading)
        return self._agreed(word, reading)

    def _agreed(self, word: str, reading: Reading) -> Reading:
        """A compound as the dataset's other spellings of it have it too: what explains them all at the least cost."""
        spelt = self._variants.get(_letters(word).translate(SKELETON), set())
        variants = sorted(other for other in spelt if len(other) == len(reading.word))
        if len(variants) < 2:
            return reading
        choices = sorted({reading.word, *(read_word(other, self._lexicon).word for other in variants)})
        prices = {choice: sum(_price(other, choice) for other in variants) for choice in choices}
        return Reading(min(choices, key=lambda choice: prices[choice]), reading.certain)

    def _name(self, word: str) -> Reading:
        letters = _letters(word)
        names = self._names.candidates(letters)
        if names and (not self._doubt > KEPT or word.isascii()):
            return Reading(names[0][0], len(names) == 1)
        known = self._lexicon.frequency(letters)
        reading = read_word(word, self._lexicon, (), self._doubt)
        usual = self._lexicon.frequency(reading.word)
        if usual >= max(KNOWN, CLEARLY * known):
            return reading
        if known >= KNOWN:
            return Reading(letters)
        names = [(name, price) for name, price in self._names.built(letters) if price < FAR]
        if names:
            return Reading(names[0][0], names[0][1] == 0.0)
        if len(word) >= LONG and not usual:
            return reading
        if word.endswith("s") and len(word) > 4:
            stem = read_word(word[:-1], self._lexicon)
            if self._lexicon.frequency(stem.word) >= KNOWN:
                return Reading(stem.word + "s", stem.certain)
        return self._decoded(word, Reading(word.lower(), explained=False))

    def _decoded(self, word: str, reading: Reading) -> Reading:
        """A word that no list has, from its other spellings in the dataset and what letters can stand where."""
        if self._doubt > KEPT:
            return reading
        letters = _letters(word)
        if any(c.isdigit() for c in word) and not (titled(word) and word[-1].isalpha()):
            return reading
        alike = self._variants.get(letters.translate(SKELETON), set()) if titled(word) else set()
        variants = sorted({letters} | alike)
        places = {place for variant in variants for place in impossible(variant)}
        places |= {place for place, found in enumerate(zip(*variants, strict=True)) if len(set(found)) > 1}
        new = likeliest(variants, places) if places else None
        return Reading(new, False) if new else reading


def _bar(token: Token) -> str:
    """A lone `|`: the word I at the start of a sentence, i inside one; a table's border stays."""
    if token.line.count("|") > 1:
        return "|"
    before, after = token.line[: token.at].rstrip(), token.line[token.at + 1 :].lstrip()
    if not before or before[-1] in ".:!?":
        return "I" if after[:1].isalpha() or (before and not after) else "|"
    return "i" if before.split()[-1].islower() and after[:1].isalnum() else "|"


def _letters(word: str) -> str:
    """The first small-letter reading of a word."""
    return unfold(word)[0][0]


def _price(read: str, printed: str) -> float:
    """What it costs to read one word for another; a large sum where no way is known."""
    price = cost(read, printed) if len(read) == len(printed) else None
    return HOPELESS if price is None else price


def _possible(word: str, meant: str) -> bool:
    """Whether `meant` may have been printed where `word` stands."""
    return _price(_letters(word), meant) < HOPELESS
