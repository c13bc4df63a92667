"""The words of a text: each with what stands beside it, whether OCR may have garbled it, and its capitals put back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import accumulate, chain, count
from operator import add
from typing import NamedTuple

from graf.read.confusions import DIGITS
from graf.read.kept import Kept

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|\b[\w-]+\.(?:se|com|nu|org|net|eu)\b(?:/\S*)?|"
    r"[a-z0-9]+(?:-+[a-z0-9]+){3,}/?|[a-z0-9-]+/(?=\s)",  # the rest of an address that a line break cut
)
_LONGEST = 300  # signs without a space; no word is as long, and the search above takes the square of it
_RUN = re.compile(rf"\S{{{_LONGEST + 1},}}")
# A line without one of these holds no address.
_SIGNS = ("/", "@", "www.")
_HINTS = [re.compile(hint) for hint in (r"\.(?:se|com|nu|org|net|eu)\b", "-.*-.*-")]
WORD = re.compile(r"[^\W\d_]+")
# `&` and `@` are read for å, ä or ö: `P&`, `s&`, `&ntligen`, `a@ven`.
TOKEN = re.compile(r"[\[|]?(?:&(?=[a-zé]{2}))?[^\W_]+(?:[@&][^\W_]+)*(?:(?<=[psPS])&(?![^\s]))?|\|")
ENDS = (".", ":", "!", "?")
_JOINTS = " -"
RUNNING = 40  # letters of a line that the next one goes on from


class Row:
    """A line of a text in which words stand: where it starts and ends, and what is counted once for all its words."""

    __slots__ = ("_bars", "_capitals", "end", "start", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        self.end = len(text) if end < 0 else end
        self._bars: int | None = None
        self._capitals: bool | None = None

    @property
    def bars(self) -> int:
        """How many bars there are."""
        if self._bars is None:
            self._bars = self.text.count("|", self.start, self.end)
        return self._bars

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals: three words at least, and four of five letters."""
        if self._capitals is None:
            line = self.text[self.start : self.end]
            small = sum(map(line.count, "aeinrst")) * 5 >= len(line)  # the plainest of those that are not
            few = small or sum(map(str.isupper, line)) * 10 <= 8 * sum(map(str.isalpha, line))
            self._capitals = not few and len(line.split()) > 2
        return self._capitals


class Token(NamedTuple):
    """A word of a text: where it starts, its line, and the words beside it in that ("" at an edge).

    `opens`: it begins a line or a sentence.
    """

    word: str
    start: int
    row: Row
    before: str
    after: str
    opens: bool


# The words of a piece of text between spaces, and where they start in it.
_WORDS = Kept(lambda piece: tuple(TOKEN.findall(piece)))
_STARTS = Kept(lambda piece: tuple(match.start() for match in TOKEN.finditer(piece)))


class Tokens:
    """The words of a text in order, by place, and where they start; before each stands a gap."""

    def __init__(self, text: str) -> None:
        pieces = text.replace("\n", " ").split(" ")
        begins = map(add, accumulate(map(len, pieces), initial=0), count())
        self.text = text
        self.words = list(chain.from_iterable(map(_WORDS.__getitem__, pieces)))
        places = zip(begins, map(_STARTS.__getitem__, pieces), strict=False)
        self.starts = [begin + start for begin, starts in places for start in starts]
        self._row: Row | None = None

    def gap(self, place: int) -> str:
        """What stands before a word, or after the last, since the one before."""
        start = self.starts[place] if place < len(self.starts) else len(self.text)
        return self.text[self.starts[place - 1] + len(self.words[place - 1]) if place else 0 : start]

    def joined(self, place: int) -> bool:
        """Whether only one space or a hyphen lies between a word and the one before it."""
        if not 0 < place < len(self.words):
            return False
        end = self.starts[place - 1] + len(self.words[place - 1])
        return self.starts[place] == end + 1 and self.text[end] in _JOINTS

    def row(self, place: int) -> Row:
        """The line that a word stands in."""
        at = self.starts[place]
        row = self._row
        if row is None or not row.start <= at < row.end:
            row = self._row = Row(self.text, at)
        return row

    def __getitem__(self, place: int) -> Token:
        """A word with what stands beside it."""
        between = self.gap(place)
        before = self.words[place - 1] if place and "\n" not in between else ""
        after = self.words[place + 1] if place + 1 < len(self.words) and "\n" not in self.gap(place + 1) else ""
        opens = not before or between.rstrip().endswith(ENDS)
        return Token(self.words[place], self.starts[place], self.row(place), before, after, opens)

    def left(self, token: Token, place: int) -> str:
        """The word before in its sentence, over the end of a line too: `^` where it begins one, "" if unknown."""
        capital = token.word[0].isupper()
        if token.before:
            return "^" if capital and token.opens else token.before
        end = token.row.start - 1
        start = self.text.rfind("\n", 0, max(end, 0)) + 1
        above = self.text[start : max(end, 0)]
        if capital and (not above.strip() or above.rstrip().endswith(ENDS)):
            return "^"
        near = place > 0 and len(above) >= RUNNING and self.starts[place - 1] >= start
        return self.words[place - 1] if near else ""

    def right(self, token: Token, place: int) -> str:
        """The word after it in its sentence, likewise: `$` where it ends one."""
        stop = token.start + len(token.word)
        if self.text[stop : stop + 1] in (".", "!", "?") and (not token.after or token.after[0].isupper()):
            return "$"
        if token.after or token.row.end - token.row.start < RUNNING or place + 1 == len(self.words):
            return token.after
        end = self.text.find("\n", token.row.end + 1)
        return self.words[place + 1] if end < 0 or self.starts[place + 1] < end else ""


def _lines(text: str, seek: Callable[[int], int]) -> Iterator[int]:
    """Where each line begins in which something is that is sought from a place on."""
    place = 0
    while (at := seek(place)) >= 0:
        yield max(place, text.rfind("\n", place, at) + 1)
        place = text.find("\n", at) + 1
        if not place:
            return


def _seek(hint: re.Pattern[str], text: str, place: int) -> int:
    match = hint.search(text, place)
    return match.start() if match else -1


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of addresses in a text, in order."""
    starts = {start for sign in _SIGNS for start in _lines(text, partial(text.find, sign))}
    starts |= {start for hint in _HINTS for start in _lines(text, partial(_seek, hint, text))}
    found: list[tuple[int, int]] = []
    for start in sorted(starts):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        place = 0
        for run in _RUN.finditer(line) if len(line) > _LONGEST else ():
            found += [(start + m.start(), start + m.end()) for m in _ADDRESS.finditer(line, place, run.start())]
            found.append((start + run.start(), start + run.end()))
            place = run.end()
        found += [(start + match.start(), start + match.end()) for match in _ADDRESS.finditer(line, place)]
    return found


@lru_cache(maxsize=50_000)
def eligible(word: str) -> bool | None:
    """Whether a token may be a garbled word at all: letters, few digits, no abbreviation in capitals.

    None for two to six capitals: they are a word where the line is written in capitals.
    """
    if len(word) == 2 and word[1] == "4" and word[0] in "pdsfgr":
        return word[0].islower()  # p4 (på), s4 (så)
    if word in ("4r", "4n") or (len(word) == 2 and word[1] == "&"):
        return True  # är, än; p& (på)
    letters = sum(map(str.isalpha, word))
    digits = [c for c in word if c.isdigit()]
    if letters == 0 or (digits and (not DIGITS.issuperset(digits) or letters < 2 * len(digits))):
        return False
    if word.isupper() and letters > 1:
        return True if letters > 6 else None
    return letters > 1 or word == "a"


@lru_cache(maxsize=50_000)
def cased(word: str, new: str) -> str:
    """`new` with the capitals of `word`."""
    if new == word.lower():
        return word
    letters = [c for c in word if c.isalpha()]
    if len(letters) > 1 and word.isupper():
        return new.upper()
    if word[0].isupper() and not (word[0] == "I" and new[0] != "i"):
        return new[0].upper() + new[1:]
    return new


# Words with these beginnings are no names: inside a sentence their first letter is small.
_SMALL = re.compile(
    "(?:ännu|än|ändå|ända|även|år|åt|ö|öar|åk|äta?|äger|äga)$|"
    "är(?!l|t)|års(?!ta)|åter|åtg|åtal|åta|åtmin|åtskil|åsik|åld|ål(?:ad|ig)|åberop|åhör|åtk|ändr|ändam|ämn|äldr|älsk|ägar|ägn|ägo|"
    "äkta|ängsl|över(?!kal|torn|um$|by)|övr|öv(?:a|n)|öppn|öppe|öppet|ök(?:a|n|en)|önsk|ögon|öga|ömse|öm(?:t|ma)?$"
)


def small(word: str, new: str) -> bool:
    """Whether a word may have been printed with a small letter: OCR has `Over` and `Aven` for över and även.

    Only words that are no names, after a word in small letters in the same sentence.
    """
    return word[0] in "AOG" and new[0] in "åäö" and titled(word) and bool(_SMALL.match(new))


@lru_cache(maxsize=50_000)
def titled(word: str) -> bool:
    """Whether a word has a capital first, and not only capitals."""
    return len(word) > 1 and word[0].isupper() and not word.isupper()


def bar(token: Token) -> str:
    """A lone `|`: the word I at the start of a sentence, i inside one; a table's border stays."""
    row = token.row
    if row.bars > 1:
        return "|"
    before, after = row.text[row.start : token.start].rstrip(), row.text[token.start + 1 : row.end].lstrip()
    if before.split()[-1:] and before.split()[-1].lower() in ("bilaga", "bil") and not after[:1].isalnum():
        return "I"
    if not before or before[-1] in ".:!?":
        return "I" if after[:1].isalpha() or (before and not after) else "|"
    return "i" if before.split()[-1].islower() and after[:1].isalnum() else "|"
