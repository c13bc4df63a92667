"""What the documents of a dataset and its register tell the repair of others: words, names, and spellings of a word.

A text that needs no repair tells its words, a garbled one how it spells names and long words. All of it is data, so
that two vocabularies can be told apart word by word, and what was worked out with one holds for the other where no
word that was looked up is known otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from graf.model import Register
from graf.read.confusions import SKELETON, unfold
from graf.read.kept import Kept
from graf.read.tokens import TOKEN, WORD, addresses

MOST = 5  # in so many places a word is as well known as it can be
LONG = 10  # letters from which a word may be a compound
SHORTEST = 3  # letters of a part of a compound that is not one of a few usual words
_FEW = 60  # so many changed words are looked for one by one


@dataclass(frozen=True, slots=True)
class Told:
    """What one document tells: its `words` as written, and in how many places (five at most), or how it spells some.

    `spelt` are small-letter readings of names and long words as OCR has them; None where the document needs no repair.
    """

    words: dict[str, int]
    spelt: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of a dataset's own words.

    `words`: in small letters, with the number of places where they stand, five at most; `capitals`: those that stand
    with a capital somewhere, names unless they are usual words; `names`: those that the register has as names;
    `spelt`: the spellings of names and long words in garbled documents, by what they have in common (`SKELETON`).
    """

    words: dict[str, int]
    capitals: frozenset[str]
    names: frozenset[str]
    spelt: dict[str, tuple[str, ...]]


def told(text: str, garbled: bool) -> Told:
    """What a document with this text tells: how it spells words where it is garbled, else its words."""
    if garbled:
        return Told({}, tuple(sorted(set(chain.from_iterable(map(_SPELT.__getitem__, set(text.split())))))))
    counts = Counter(chain.from_iterable(map(_WORDS.__getitem__, text.split())))
    return Told({word: MOST if count > MOST else count for word, count in counts.items()})


def _words(piece: str) -> tuple[str, ...]:
    """The words of a piece of text between spaces, less those in addresses."""
    pieces, last = [], 0
    for start, end in addresses(f"{piece} "):
        pieces.append(piece[last:start])
        last = end
    return tuple(WORD.findall(" ".join([*pieces, piece[last:]])))


def _spelt(piece: str) -> tuple[str, ...]:
    """How a piece of text between spaces spells names and long words."""
    if len(piece) < LONG and piece == piece.lower():
        return ()
    return tuple(
        lowered(word)
        for word in TOKEN.findall(piece)
        if (word[0].isupper() and not word.isupper()) or len(word) >= LONG
    )


_WORDS, _SPELT = Kept(_words), Kept(_spelt)


@lru_cache(maxsize=50_000)
def lowered(word: str) -> str:
    """The first small-letter reading of a word."""
    return unfold(word)[0][0]


def gathered(all_told: Iterable[Told], register: Register) -> Vocabulary:
    """What documents and a register tell together."""
    counts: Counter[str] = Counter()
    spellings: set[str] = set()
    for one in all_told:
        counts.update(one.words)
        spellings.update(one.spelt or ())
    words: Counter[str] = Counter()
    for word, count in counts.items():
        words[word.lower()] += count
    capitals = {word.lower() for word in counts if _capital(word)}
    bodies = [(body.key, body.name, *body.abbreviations, *body.surfaces) for body in register.bodies]
    registered = "\n".join(text for texts in bodies for text in texts)
    words.update(word.lower() for word in WORD.findall(registered))
    names = {word.lower() for piece in set(registered.split()) for word in _words(piece) if _capital(word)}
    for form in (*register.forms, *register.places):
        capitals.update(word for word in WORD.findall(form) if len(word) > 2)
    names.update(word.lower() for person in register.people for word in WORD.findall(person))
    spelt: dict[str, list[str]] = {}
    for spelling in sorted(spellings):
        spelt.setdefault(spelling.translate(SKELETON), []).append(spelling)
    return Vocabulary(
        {word: min(count, MOST) for word, count in words.items()}, frozenset(capitals), frozenset(names),
        {skeleton: tuple(found) for skeleton, found in spelt.items()},
    )  # fmt: skip


def _capital(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


# --- what was looked up ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up of a vocabulary, there or not: skeletons (`SKELETON`), a line each.

    `exact` are those of words and names, and after a colon those of spellings; of the words `within`, every part was
    looked up.
    """

    exact: str
    within: str

    def touches(self, different: frozenset[str]) -> bool:
        """Whether something `different` (as `differences` gives it) was looked up."""
        if len(different) > _FEW and not different.isdisjoint(self.exact.split("\n")):
            return True
        if len(different) <= _FEW and any(f"\n{one}\n" in self.exact for one in different):
            return True
        return bool(self.within) and any(one in self.within for one in different if len(one) >= SHORTEST)


class Asked:
    """Takes note of what is looked up."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self.within: set[str] = set()

    def begin(self) -> None:
        """Forgets what was noted."""
        self.exact.clear()
        self.within.clear()

    def all(self) -> Looked:
        """What was looked up since the beginning."""
        return Looked(_skeletons(self.exact), _skeletons(self.within))


def _skeletons(words: Iterable[str]) -> str:
    found = set("\n".join(words).translate(SKELETON).split("\n")) - {""}
    return "\n" + "\n".join(found) + "\n" if found else ""


def differences(one: Vocabulary, other: Vocabulary) -> frozenset[str]:
    """The skeletons of all that one vocabulary knows and the other does not, or not so: as `Asked` notes them."""
    words = _different(one.words, other.words)
    names = (one.capitals ^ other.capitals) | (one.names ^ other.names)
    found = {word.translate(SKELETON) for word in (*words, *names, *(f"{name}s" for name in names))}
    return frozenset(found | {f":{skeleton}" for skeleton in _different(one.spelt, other.spelt)})


def _different(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
