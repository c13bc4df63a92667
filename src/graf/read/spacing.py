"""Words that a scanner parted (`Informa tion`) and words that it ran together (`beslutadeatt`), in texts it misread.

Both are weighed as words are: a word is as likely as it is usual, in the language or in the text itself, and a space
lost or put in costs something. Compounds are left whole: words are parted only where no compound can have a joint.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from graf.model import Repair
from graf.read.lexicon import Lexicon
from graf.read.minutes_words import minutes_words
from graf.read.names import Names
from graf.read.tokens import addresses
from graf.read.words import compounds

SLIP = 6.0  # what it costs that a space was lost or put in
AHEAD = 2.0  # by how much that must beat the text as read
UNKNOWN, LETTER = -20.0, -1.0  # the score of a word that nothing explains, and of each of its letters
LOCAL = 0.3  # what a word's share of the text counts for, as a frequency
NAME = 2e-6  # the frequency of a Swedish name
CAPITAL = -55.0  # the score of a word with a capital inside
CHANCE = -32.0  # a compound with a lower score is none
USUAL = 1e-6  # the least frequency of a word that was run together with another
PIECES = 4  # so many words at most are one run together
_WORD = re.compile(r"[^\W\d_]+")
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{2,}) (?=([a-zåäöé]{2,})(?![\w@/]))")
# Words with which no compound ends, and with which none begins.
_ENDS = frozenset((*minutes_words("ending"), *minutes_words("both")))
_BEGINS = frozenset((*minutes_words("beginning"), *minutes_words("both")))
_SMALL, _BOTH_WAYS = _ENDS | _BEGINS, _ENDS & _BEGINS
_DEFINITE = re.compile(r"(?P<stem>.{4,}?)(?:arna|erna|orna|en|et|na|t|(?<=[ae])n)")
# Words that head the parts of minutes are more usual there than anywhere else.
_HEADS = frozenset(minutes_words("heading"))
HEAD = 1e-4
_FIGURES = re.compile(
    rf"(?<![\w-])(?:(?i:{'|'.join(minutes_words('figure'))})(?=\d{{1,6}}\b)|(?i:[^\W\d_]{{3,}}(?=(?:19|20)\d\d\b|\d{{6}}\b)))"
    rf"|(?<!\w)\d{{1,6}}(?=(?:{'|'.join(minutes_words('behind'))})\b)"
    r"|\b(?:Bilaga|Bil)(?=[A-Z]\d{0,2}\b)"
)


class Spacing:
    """Puts the spaces of one text right."""

    def __init__(self, text: str, lexicon: Lexicon, names: Names) -> None:
        self._text, self._lexicon, self._names = text, lexicon, names
        said = _WORD.findall(text)
        self._times = Counter(said)
        self._small = Counter(word.lower() for word in said)
        self._pairs = Counter(zip(map(str.lower, said), map(str.lower, said[1:]), strict=False))
        self._total = max(1, len(said))
        self._known: dict[str, float] = {}
        self._compound: dict[str, float] = {}

    def put_right(self) -> tuple[str, tuple[Repair, ...]]:
        """The text with its spaces put right, and what was changed in it, in order. No line break is touched."""
        spans = addresses(self._text)
        pieces: list[str] = []
        repairs: list[Repair] = []
        last = shift = 0
        for start, end, new in sorted([*self._parted(), *self._run_together()]):
            if start < last or any(first < end and start < until for first, until in spans):
                continue
            repairs.append(Repair(start + shift, start + shift + len(new), start, end, self._text[start:end], False))
            pieces += [self._text[last:start], new]
            shift += len(new) - (end - start)
            last = end
        return "".join(pieces) + self._text[last:], tuple(repairs)

    def _frequency(self, word: str) -> float:
        """How often a word is met: in the language, among names, in the text (more than once)."""
        small = word.lower()
        if small not in self._known:
            said = self._small[small]
            found = max(
                (frequency * math.exp(-price) for other, price in self._lexicon.candidates(small)
                 if (frequency := self._lexicon.frequency(other))),
                default=0.0,
            )  # fmt: skip
            local = LOCAL * said / self._total if said > 1 else 0.0
            found = max(found, HEAD if small in _HEADS else 0.0)
            self._known[small] = max(found, local, NAME if self._names.known(small) else 0.0)
        return self._known[small]

    def _score(self, word: str) -> float:
        frequency = self._frequency(word)
        if frequency:
            return math.log(frequency)
        return max(UNKNOWN + LETTER * len(word), self._as_compound(word))

    def _as_compound(self, word: str) -> float:
        small = word.lower()
        if small not in self._compound:
            best = compounds(small, self._lexicon)[:1]
            self._compound[small] = best[0].score if best else -math.inf
        return self._compound[small]

    def _parted(self) -> Iterator[tuple[int, int, str]]:
        for match in _PAIR.finditer(self._text):
            one, other = match.groups()
            whole = one + other
            if self._pairs[one.lower(), other] > 1 or (one.isupper() and len(one) > 1):
                continue
            known, first, second = self._frequency(whole), self._frequency(one), self._frequency(other)
            if not known and (
                other in _SMALL
                or ((first or self._as_compound(one) > CHANCE) and (second or self._as_compound(other) > CHANCE))
                or self._as_compound(whole) < CHANCE
            ):
                continue
            if self._score(whole) - SLIP > self._score(one) + self._score(other) + AHEAD:
                yield match.start(), match.end() + len(other), whole

    def _run_together(self) -> Iterator[tuple[int, int, str]]:
        for match in _FIGURES.finditer(self._text):
            yield match.end() - 1, match.end(), f"{match[0][-1]} "
        for match in _WORD.finditer(self._text):
            word = match[0]
            if len(word) < 4 or self._times[word] > 1 or self._frequency(word) >= USUAL:
                continue
            pieces = self._apart(word)
            if not pieces:
                continue
            itself = self._score(word) + AHEAD if word[1:].islower() else CAPITAL
            if self._together(pieces) - SLIP * (len(pieces) - 1) > itself:
                yield match.start(), match.end(), " ".join(pieces)

    def _together(self, pieces: list[str]) -> float:
        """How likely words are beside each other: a pair that the text has elsewhere is as likely as it is there."""
        pair = self._pairs[pieces[0].lower(), pieces[-1].lower()] if len(pieces) == 2 else 0
        each = sum(map(self._score, pieces))
        return max(each, math.log(LOCAL * pair / self._total) + AHEAD) if pair else each

    def _apart(self, word: str) -> list[str] | None:
        """The best way to read a word as several, each known, that stand beside each other and are no compound."""
        best: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
        for end in range(1, len(word) + 1):
            for start, (score, before) in list(best.items()):
                piece = word[start:end]
                if len(before) == PIECES or not self._stands(piece) or (before and not self._beside(before[-1], piece)):
                    continue
                total = score + math.log(self._frequency(piece) or NAME) - SLIP
                if end not in best or total > best[end][0]:
                    best[end] = (total, [*before, piece])
        found = best.get(len(word))
        return found[1] if found and len(found[1]) > 1 else None

    def _stands(self, piece: str) -> bool:
        """Whether a part of a run may be a word of its own."""
        if not (piece[1:].islower() or len(piece) == 1 or piece.isupper()):
            return False
        if len(piece) < 3 and not piece.isupper():
            return piece in _SMALL
        if piece.isupper():
            return len(piece) > 2 and self._times[piece] > 0
        return self._frequency(piece) >= USUAL

    def _beside(self, one: str, other: str) -> bool:
        """Whether two words that were run together can have been two."""
        if self._pairs[one.lower(), other.lower()] or other[0].isupper():
            return True
        if other in _ENDS and (len(one) > 3 or one in _SMALL or one.isupper()):
            return True
        if one in _BEGINS and (one in _BOTH_WAYS or len(other) > 3):
            return True
        definite = _DEFINITE.fullmatch(one.lower()) if len(one) > 5 else None
        return definite is not None and self._lexicon.frequency(definite["stem"]) > 0
