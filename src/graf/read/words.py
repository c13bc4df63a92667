"""One word as OCR read it → the word as it was printed: known words, compounds, names, weighed against each other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from graf.read.confusions import ALL, SKELETON, SURE, rewritten, unfold
from graf.read.lexicon import Lexicon

UNKNOWN, LETTER = -20.0, -1.4  # the score of a word that nothing explains, and of each of its letters
HOPELESS = -27.0  # below, confusions of several letters are tried
COMPOUND = -19.0  # of a compound, before what its parts add
ENOUGH = -16.0  # a known word with this score: no compound comes near
NAME = 1e-6  # the least frequency of a name
USUAL = 2e-4  # the least frequency of a word of one or two letters that another may be changed into
RARE = 1.5e-6  # a word with this frequency or less may be another that lost more than a letter's marks
SELDOM = 5e-6  # likewise, one with several letters garbled, such as `dir` (där)
TAKEN = 1.0  # what it costs beside that the word as read is a word
PART = -8.0  # of each further part
LINK, ODD_LINK = -0.4, -7.0  # of a linking s, and of one after an ending that takes none (delar+s)
GENITIVE = -3.0  # of an s after a known word
NO_LINK = ("ar", "er", "or", "a", "e")
MARGIN = 0.7  # by how much a changed word must beat the word as read
DOUBTFUL = 2.5  # below this lead over the next choice, a reading is not certain
LONGEST = 80  # letters of a word: what is longer is none, and trying every place of it would take for ever


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word was read as.

    `certain` is false where another word is nearly as likely, `explained` where nothing has the word: it stays as read.
    """

    word: str
    certain: bool = True
    explained: bool = True


@dataclass(slots=True)
class Choice:
    score: float
    word: str


def read_word(word: str, lexicon: Lexicon, names: Iterable[tuple[str, float]] = (), doubt: float = 0.0) -> Reading:
    """The most likely small-letter reading of a word, as printed; `names` are names it may be, with their costs.

    `doubt` is what speaks against a change, besides: much in a text that keeps most of its marks.
    """
    if len(word) > LONGEST:
        return Reading(word.lower())
    best: dict[str, float] = {}
    readings = unfold(word)
    for observed, price in readings:
        _add(best, observed, price, lexicon)
        for other, more in rewritten(observed, SURE):
            _add(best, other, price + more, lexicon)
    for name, price in names:
        best[name] = max(best.get(name, -math.inf), math.log(max(lexicon.frequency(name), NAME)) - price)
    usual = max(map(lexicon.frequency, best), default=0.0)
    if usual < RARE and len(word) > 1:
        for observed, price in readings:
            for known, more in lexicon.restored(observed):
                best[known] = max(best.get(known, -math.inf), math.log(lexicon.frequency(known)) - price - more)
    if 0.0 < usual < SELDOM:
        for observed, price in readings:
            for other, more in rewritten(observed, ALL):
                _add(best, other, price + more + TAKEN, lexicon, False)
    elif not usual:
        hopeless = not best or max(best.values()) < HOPELESS
        for observed, price in readings:
            for other, more in rewritten(observed, ALL):
                _add(best, other, price + more, lexicon, hopeless)
    literal = word.lower()
    explained = literal in best
    best[literal] = max(best.get(literal, -math.inf), UNKNOWN + LETTER * len(word)) + MARGIN + doubt
    if len(word) < 3:
        best = {known: value for known, value in best.items() if known == literal or lexicon.frequency(known) > USUAL}
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    top, score = ranked[0]
    certain = len(ranked) < 2 or score - ranked[1][1] >= DOUBTFUL
    return Reading(top, certain, explained or top != literal)


def _add(best: dict[str, float], observed: str, price: float, lexicon: Lexicon, parts: bool = True) -> None:
    for word, more in lexicon.candidates(observed):
        score = math.log(lexicon.frequency(word)) - price - more
        if score > best.get(word, -math.inf):
            best[word] = score
    if observed.endswith("s") and len(observed) > 5:
        for word, more in lexicon.candidates(observed[:-1]):
            if not word.endswith("s"):
                score = math.log(lexicon.frequency(word)) - price - more + GENITIVE
                best[word + "s"] = max(best.get(word + "s", -math.inf), score)
    if not parts or max(best.values(), default=-math.inf) > ENOUGH:
        return
    for choice in compounds(observed, lexicon):
        score = choice.score - price
        if score > best.get(choice.word, -math.inf):
            best[choice.word] = score


def compounds(observed: str, lexicon: Lexicon) -> list[Choice]:
    """The best ways to read a word as a compound (`förebyggande+arbete`, `socialchef+s+nätverk`), best first."""
    length = len(observed)
    if length < 6 or length > 45:
        return []
    lexicon.inside(observed)
    skeleton = observed.translate(SKELETON)
    spans = _spans(observed, lexicon)
    if not spans:
        return []
    table: list[list[Choice]] = [[] for _ in range(length + 1)]
    table[0] = [Choice(COMPOUND, "")]
    for end, starts in spans:
        found: list[Choice] = []
        for start in starts:
            before = table[start]
            if not before:
                continue
            piece = observed[start:end]
            for word, bonus in _parts(piece, skeleton[start:end], start == 0, end == length, lexicon):
                step = bonus + (PART if start else 0.0)
                found += [Choice(b.score + step, b.word + word) for b in before]
        found.sort(key=lambda choice: (-choice.score, choice.word))
        kept: dict[str, Choice] = {}
        for choice in found:
            kept.setdefault(choice.word, choice)
            if len(kept) == 4:
                break
        table[end] = list(kept.values())
    return table[length]


def _spans(observed: str, lexicon: Lexicon) -> list[tuple[int, list[int]]]:
    """Where parts may stand that make up the whole word: each end with its starts, in order; empty where none do."""
    length = len(observed)
    possible = lexicon.possible
    starts_of: dict[int, list[int]] = {}
    reached = [0]
    for end in range(2, length + 1):
        starts = [start for start in reached if 1 < end - start < length and possible[observed[start:end]]]
        if starts:
            starts_of[end] = starts
            reached.append(end)
    leading = {length}
    for end in range(length, 0, -1):
        if end in leading:
            leading.update(starts_of.get(end, ()))
    if 0 not in leading:
        return []
    return [(end, starts) for end, starts in starts_of.items() if end in leading]


def _parts(piece: str, skeleton: str, first: bool, last: bool, lexicon: Lexicon) -> list[tuple[str, float]]:
    out = []
    for word, price in lexicon.piece(piece, skeleton):
        score = lexicon.part(word, first, last)
        if score > -math.inf:
            out.append((word, score - price))
    if len(piece) > 3 and piece[-1] == "s":
        for word, price in lexicon.piece(piece[:-1], skeleton[:-1]):
            score = lexicon.part(word, first, last)
            if score > -math.inf and not (last and word.endswith("s")):
                link = GENITIVE if last else ODD_LINK if word.endswith(NO_LINK) else LINK
                out.append((word + "s", score - price + link))
    return out
