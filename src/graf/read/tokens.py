"""The words of a text: each with what stands beside it, whether OCR may have garbled it, and its capitals put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from graf.read.confusions import DIGITS

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|\b[\w-]+\.(?:se|com|nu|org|net|eu)\b(?:/\S*)?|"
    r"[a-z0-9]+(?:-+[a-z0-9]+){3,}/?|[a-z0-9-]+/(?=\s)",  # the rest of an address that a line break cut
)
_LONGEST = 300  # signs without a space; no word is as long, and the search above takes the square of it
_RUN = re.compile(rf"\S{{{_LONGEST + 1},}}")
# A line without one of these holds no address.
_HINTS = [re.compile(hint) for hint in ("[/@]", r"www\.", r"\.(?:se|com|nu|org|net|eu)\b", "-.*-.*-")]
WORD = re.compile(r"[^\W\d_]+")
# `&` and `@` are read for å, ä or ö: `P&`, `s&`, `&ntligen`, `a@ven`.
TOKEN = re.compile(r"[\[|]?(?:&(?=[a-zé]{2}))?[^\W_]+(?:[@&][^\W_]+)*(?:(?<=[psPS])&(?![^\s]))?|\|")
_PARTED = re.compile(f"({TOKEN.pattern})")
ENDS = (".", ":", "!", "?")
_JOINTS = (" ", "-")
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
            few = sum(map(str.isupper, line)) * 10 <= 8 * sum(map(str.isalpha, line))
            self._capitals = not few and len(line.split()) > 2
        return self._capitals

    @property
    def above(self) -> str:
        """The line before it."""
        return self.text[self.text.rfind("\n", 0, self.start - 1) + 1 : self.start - 1] if self.start else ""

    @property
    def below(self) -> str:
        """The line after it."""
        end = self.text.find("\n", self.end + 1)
        return self.text[self.end + 1 : end if end >= 0 else None]


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

    @property
    def left(self) -> str:
        """The word before it in its sentence, over the end of a line too: `^` where it begins one, "" if unknown."""
        if self.before:
            return "^" if self.word[0].isupper() and self.opens else self.before
        above = self.row.above
        if self.word[0].isupper() and (not above.strip() or above.rstrip().endswith(ENDS)):
            return "^"
        words = TOKEN.findall(above) if len(above) >= RUNNING else ()
        return words[-1] if words else ""

    @property
    def right(self) -> str:
        """The word after it in its sentence, likewise: `$` where it ends one."""
        stop = self.start + len(self.word)
        if self.row.text[stop : stop + 1] in (".", "!", "?") and (not self.after or self.after[0].isupper()):
            return "$"
        if self.after or self.row.end - self.row.start < RUNNING:
            return self.after
        first = TOKEN.search(self.row.below)
        return first.group() if first else ""


class Tokens:
    """The words of a text in order, by place; before each, and after the last, stands a gap."""

    def __init__(self, text: str) -> None:
        parts = _PARTED.split(text)
        self.text, self.words, self.gaps = text, parts[1::2], parts[::2]
        ends = list(accumulate(map(len, parts)))
        self.starts = ends[0:-1:2]
        self._row: Row | None = None

    def joined(self, place: int, way: int) -> str:
        """The word before (-1) or after (1) a word, where only one space or a hyphen lies between; else ""."""
        other = place + way
        near = 0 <= other < len(self.words) and self.gaps[max(place, other)] in _JOINTS
        return self.words[other] if near else ""

    def __getitem__(self, place: int) -> Token:
        """A word with what stands beside it."""
        at, word = self.starts[place], self.words[place]
        row = self._row
        if row is None or not row.start <= at < row.end:
            row = self._row = Row(self.text, at)
        between = self.gaps[place]
        before = self.words[place - 1] if place and "\n" not in between else ""
        after = self.words[place + 1] if place + 1 < len(self.words) and "\n" not in self.gaps[place + 1] else ""
        return Token(word, at, row, before, after, not before or between.rstrip().endswith(ENDS))


def _lines(text: str, hint: re.Pattern[str]) -> Iterator[int]:
    """Where each line begins in which a pattern matches."""
    place = 0
    while match := hint.search(text, place):
        yield max(place, text.rfind("\n", place, match.start()) + 1)
        place = text.find("\n", match.start()) + 1
        if not place:
            return


def addresses(text: str, ends: bool = False) -> list[tuple[int, int]]:
    """The spans of addresses in a text, in order; `ends`: a line's end is seen, after which one may go on."""
    starts = {start for hint in _HINTS for start in _lines(text, hint)}
    found: list[tuple[int, int]] = []
    for start in sorted(starts):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start : end + ends]
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
