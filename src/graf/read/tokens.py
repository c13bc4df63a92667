"""The words of a text: each with what stands beside it, whether OCR may have garbled it, and its capitals put back."""

from __future__ import annotations

import re
from typing import NamedTuple

from graf.read.confusions import DIGITS

ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:se|com|nu|org|net|eu)\b(?:/\S*)?|"
    r"[a-z0-9]+(?:-+[a-z0-9]+){3,}/?|[a-z0-9-]+/(?=\s)",  # the rest of an address that a line break cut
)
ADDRESSED = re.compile(r"[/@]|www\.|\.(?:se|com|nu|org|net|eu)\b|-.*-.*-")  # a line without this holds no address
WORD = re.compile(r"[^\W\d_]+")
# `&` and `@` are read for å, ä or ö: `P&`, `s&`, `&ntligen`, `a@ven`.
TOKEN = re.compile(r"[\[|]?(?:&(?=[a-zé]{2}))?[^\W_](?:[@&]?[^\W_])*(?:(?<=[psPS])&(?![^\s]))?|\|")
ENDS = (".", ":", "!", "?")
_JOINTS = (" ", "-")
RUNNING = 40  # letters of a line that the next one goes on from


class Row:
    """A line of a text in which words stand: where it starts and ends, and what is counted once for all its words."""

    __slots__ = ("_capitals", "bars", "end", "start", "text")

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        self.end = len(text) if end < 0 else end
        self.bars = text.count("|", self.start, self.end)
        self._capitals: bool | None = None

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

    `joined_before`/`joined_after`: only one space or a hyphen lies between; `opens`: it begins a line or sentence.
    """

    word: str
    start: int
    row: Row
    before: str
    after: str
    joined_before: bool
    joined_after: bool
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
    """The words of a text in order, by place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = list(TOKEN.finditer(text))
        self._row: Row | None = None

    def __getitem__(self, index: int) -> Token:
        """A word with what stands beside it."""
        match = self.found[index]
        at, stop = match.span()
        row = self._row
        if row is None or not row.start <= at < row.end:
            row = self._row = Row(self.text, at)
        before = self.found[index - 1] if index and self.found[index - 1].start() >= row.start else None
        after = self.found[index + 1] if index + 1 < len(self.found) else None
        if after is not None and after.start() >= row.end:
            after = None
        between = self.text[before.end() if before else row.start : at]
        return Token(
            match[0],
            at,
            row,
            before[0] if before else "",
            after[0] if after else "",
            before is not None and between in _JOINTS,
            after is not None and self.text[stop : after.start()] in _JOINTS,
            before is None or between.rstrip().endswith(ENDS),
        )


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of addresses in a text, in order."""
    found: list[tuple[int, int]] = []
    end = 0
    while match := ADDRESSED.search(text, end):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        found += [(start + one.start(), start + one.end()) for one in ADDRESS.finditer(text[start:end])]
    return found


def eligible(word: str, row: Row | None = None) -> bool:
    """Whether a token may be a garbled word at all: letters, few digits, no abbreviation in capitals.

    Two to six capitals are a word only in a line of capitals.
    """
    if len(word) == 2 and word[1] == "4" and word[0] in "pdsfgr":
        return word[0].islower()  # p4 (på), s4 (så)
    if word in ("4r", "4n") or (len(word) == 2 and word[1] == "&"):
        return True  # är, än; p& (på)
    letters = sum(map(str.isalpha, word))
    if letters < len(word):
        digits = {c for c in word if c.isdigit()}
        few = sum(map(str.isdigit, word))
        if letters == 0 or (digits and (not DIGITS.issuperset(digits) or letters < 2 * few)):
            return False
    if word.isupper() and letters > 1:
        return letters > 6 or (row is not None and row.capitals)
    return letters > 1 or word == "a"


def by_line(word: str) -> bool:
    """Whether a token in capitals is a word or an abbreviation by the line that it stands in."""
    return word.isupper() and sum(map(str.isalpha, word)) < 7


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


def small(word: Token, new: str) -> bool:
    """Whether a word was printed with a small letter: OCR has `Over` and `Aven` for över and även.

    Only after a word in small letters in the same sentence, and only words that are no names.
    """
    if not (titled(word.word) and word.word[0] in "AOG" and new[0] in "åäö" and word.joined_before):
        return False
    return word.left.islower() and word.row.text[word.start - 1] == " " and bool(_SMALL.match(new))


def titled(word: str) -> bool:
    """Whether a word has a capital first, and not only capitals."""
    return len(word) > 1 and word[0].isupper() and not word.isupper()
