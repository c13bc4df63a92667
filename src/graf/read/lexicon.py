"""The words that repair knows: frequencies of Swedish, and the dataset's own words; found by skeleton too."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from graf.read.confusions import LOST, SKELETON, cost
from graf.read.kept import Kept
from graf.read.vocabulary import Asked

OWN = 3e-6  # the least frequency of a word that a clean document or the register holds
USUAL = 1e-5  # from here on a word with a capital is a word, not a name
RESTORED = 2e-6  # the least frequency of a word that may have lost a letter
RARE = 2e-8  # words below are too doubtful to be parts of compounds
MOST_PIECES = 200_000  # pieces of words that are kept in mind
WHOLE = 5e5  # what a word by itself counts for, beside the compounds that hold it
SHORT = -1.0  # for each letter that a part has fewer than five: it may be chance
_FUNCTION_WORDS = (
    "att de dem den det din du ens era ett han har hon hur jag kan man men mig min när och oss sig sin ska som så var "
    "vem vid vår vårt våra vara vill vad är än åt ande ingen inga inget"
)
_NO_PARTS = frozenset(_FUNCTION_WORDS.split())
# Words of Swedish meetings that are rarer, or missing, in running text from elsewhere.
FIELD = 1e-6
_MEETING_WORDS = (
    "adjungerad anmälningsärende anmälningsärenden bordlägga bordlades budgetår delår delårs delårsrapport dagordning "
    "delegationsbeslut föredragande föredragningslista försäkrings handläggare helår justerare justering "
    "kallelse ledamöter ledamöterna läsår närvarande rambeslut remissvar reservation sammanträde "
    "sammanträden sammanträdet sektorsövergripande tjänsteskrivelse tvärprofessionell tvärsektoriell "
    "tvärsektoriella verksamhetsår yrkande yrkanden ärende ärenden ärendet ärendena återremiss återremittera "
    "återrapportera återrapportering återrapporterades"
)
FIELD_WORDS = frozenset(_MEETING_WORDS.split())
_SMALL_PARTS = frozenset(("an", "av", "be", "in", "ny", "om", "på", "ut", "år"))
_SMALL_SKELETONS = frozenset(part.translate(SKELETON) for part in _SMALL_PARTS)


@cache
def frequencies() -> dict[str, float]:
    """How often each Swedish word occurs, as a share of running words."""
    from wordfreq import get_frequency_dict

    frequencies: dict[str, float] = get_frequency_dict("sv")
    return frequencies


@cache
def _accented() -> dict[str, tuple[str, ...]]:
    """Words with å, ä or ö by skeleton."""
    return by_skeleton([word for word in frequencies() if not word.isascii()])


def by_skeleton(words: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Words by what they have in common with those that OCR may take for them (`SKELETON`)."""
    skeletons = "\n".join(words).translate(SKELETON).split("\n") if words else []
    index: dict[str, tuple[str, ...]] = dict(zip(skeletons, zip(words, strict=True), strict=True))
    alike: dict[str, list[str]] = {skeleton: [] for skeleton, times in Counter(skeletons).items() if times > 1}
    for word, skeleton in zip(words, skeletons, strict=True):
        if skeleton in alike:
            alike[skeleton].append(word)
    return index | {skeleton: tuple(found) for skeleton, found in alike.items()}


@cache
def _sorted() -> tuple[list[str], list[str]]:
    """Words that may hold parts, sorted from the front and (reversed) from the back."""
    words = [word for word, frequency in frequencies().items() if frequency > RARE and len(word) > 5]
    return sorted(words), sorted(word[::-1] for word in words)


@lru_cache(maxsize=100_000)
def _joined(word: str, last: bool) -> int:
    """How many known words end (`last`) or begin with a word and are another known word besides, of the first 600."""
    words, known, cut = _sorted()[1 if last else 0], frequencies(), len(word)
    affix = word[::-1] if last else word
    start = bisect_left(words, affix)
    alike = words[start : min(bisect_left(words, affix + "\uffff", start), start + 600)]
    rests = [other[cut:] for other in alike if len(other) > cut + 2]
    if last:
        rests = [rest[::-1] for rest in rests]
    unknown = [rest for rest in rests if rest not in known]
    linked = [rest[:-1] if last else rest[1:] for rest in unknown if rest[-1 if last else 0] == "s"]
    return len(rests) - len(unknown) + sum(map(known.__contains__, linked))


class Lexicon:
    """Frequencies of words, for one dataset: the language's, and its own."""

    def __init__(self, words: Mapping[str, int], asked: Asked) -> None:
        """`words` are the dataset's own in small letters, each with the number of its places; look-ups are `asked`."""
        self._own = dict.fromkeys(FIELD_WORDS, FIELD) | {word: OWN * places for word, places in words.items()}
        self._own_index = by_skeleton(self._own)
        self._asked = asked
        self._swedish, self._accented = frequencies(), _accented()
        self._parts: dict[tuple[str, bool], float] = {}
        # Whether pieces of words may be parts of compounds, with or without a linking s.
        self.possible: Mapping[str, bool] = Kept(self._possible, MOST_PIECES)

    def frequency(self, word: str) -> float:
        """How often a small-letter word occurs, as a share of running words; 0 for an unknown one."""
        self._asked.exact.add(word)
        return self._frequency(word)

    def _frequency(self, word: str) -> float:
        return max(self._swedish.get(word, 0.0), self._own.get(word, 0.0))

    def language(self, word: str) -> float:
        """As `frequency`, of the language alone: a word that one document has may be a slip of its own."""
        return self._swedish.get(word, 0.0)

    def usual(self, word: str) -> bool:
        """Whether a small-letter word is so common that a capital does not make it a name."""
        return self._swedish.get(word, 0.0) >= USUAL

    def candidates(self, read: str) -> list[tuple[str, float]]:
        """Known words that may have been printed where `read` stands, with the cost of the confusion."""
        self._asked.exact.add(read)
        return self.piece(read, read.translate(SKELETON))

    def inside(self, read: str) -> None:
        """Notes that every piece of a word is looked up, by `piece`."""
        self._asked.within.add(read)

    def piece(self, read: str, skeleton: str) -> list[tuple[str, float]]:
        """As `candidates`, of a piece of a word and its skeleton."""
        found = [(read, 0.0)] if self._frequency(read) else []
        accented, own = self._accented.get(skeleton, ()), self._own_index.get(skeleton, ())
        for word in {*accented, *own} if accented and own else accented or own:
            price = cost(read, word) if word != read else None
            if price is not None:
                found.append((word, price))
        return found

    def _possible(self, read: str) -> bool:
        if len(read) < 3:
            return read.translate(SKELETON) in _SMALL_SKELETONS
        linked = read[-1] == "s"
        if read in self._swedish or (linked and read[:-1] in self._swedish):
            return True
        skeleton = read.translate(SKELETON)
        if skeleton in self._accented or skeleton in self._own_index:
            return True
        return linked and (skeleton[:-1] in self._accented or skeleton[:-1] in self._own_index)

    def restored(self, read: str) -> list[tuple[str, float]]:
        """Words that may stand where OCR left an å, ä or ö out: `ppna` → `öppna`, `fll` → `föll`; with their costs."""
        found = []
        skeleton = read.translate(SKELETON)
        for place in range(len(read) + 1):
            for word in self._accented.get(f"{skeleton[:place]}a{skeleton[place:]}", ()):
                if word[place] in "åäö" and frequencies()[word] >= RESTORED:
                    price = cost(read, word[:place] + word[place + 1 :])
                    if price is not None:
                        found.append((word, LOST + price))
        return found

    def part(self, word: str, first: bool, last: bool) -> float:
        """How good a word is as a part of compounds: the log of how many known words end (`last`) or begin with it."""
        if len(word) < 3 and not (first and word in _SMALL_PARTS):
            return -math.inf
        key = (word, last)
        if key not in self._parts:
            self._parts[key] = self._count(word, last)
        return self._parts[key]

    def _count(self, word: str, last: bool) -> float:
        frequency = self._frequency(word)
        if frequency < RARE * 3 or word in _NO_PARTS or (len(word) == 3 and frequency < 2e-6):
            return -math.inf
        count = _joined(word, last)
        return math.log(count + 0.2 + frequency * WHOLE) + 0.25 * math.log(frequency) + SHORT * max(0, 5 - len(word))
