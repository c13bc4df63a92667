"""The words of a text: each with what stands beside it, whether OCR may have garbled it, and its capitals put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graf.read.confusions import DIGITS
from graf.read.lexicon import ADDRESS, ADDRESSED

# `&` and `@` are read for å, ä or ö: `P&`, `s&`, `&ntligen`, `a@ven`.
TOKEN = re.compile(r"[\[|]?(?:&(?=[a-zé]{2}))?[^\W_](?:[@&]?[^\W_])*(?:(?<=[psPS])&(?![^\s]))?|\|")
ENDS = (".", ":", "!", "?")
_JOINTS = (" ", "-")
RUNNING = 40  # letters of a line that the next one goes on from


class Token(NamedTuple):
    """A word of a text: where it starts, its line and its place `at` in it, and the words beside it ("" at an edge).

    `above` and `below` are the lines around it. `joined_before`/`joined_after`: only one space or a hyphen lies
    between; `opens`: it begins a line or sentence.
    """

    word: str
    start: int
    line: str
    at: int
    before: str
    after: str
    joined_before: bool
    joined_after: bool
    opens: bool
    above: str
    below: str

    @property
    def left(self) -> str:
        """The word before it in its sentence, over the end of a line too: `^` where it begins one, "" if unknown."""
        before = (self.line[: self.at] if self.before else self.above).rstrip()
        if self.word[0].isupper() and (not before or before.endswith(ENDS)):
            return "^"
        if self.before or len(self.above) < RUNNING:
            return self.before
        words = TOKEN.findall(self.above)
        return words[-1] if words else ""

    @property
    def right(self) -> str:
        """The word after it in its sentence, likewise: `$` where it ends one."""
        end = self.at + len(self.word)
        if self.line[end : end + 1] in (".", "!", "?") and (not self.after or self.after[0].isupper()):
            return "$"
        if self.after or len(self.line) < RUNNING:
            return self.after
        first = TOKEN.search(self.below)
        return first.group() if first else ""


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, less those in addresses."""
    start = 0
    above, lines = "", text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        protected = [match.span() for match in ADDRESS.finditer(line)] if ADDRESSED.search(line) else ()
        found = list(TOKEN.finditer(line))
        words = ["", *[match.group() for match in found], ""]
        stop = 0
        last = len(found) - 1
        for index, match in enumerate(found):
            at, end = match.span()
            before = line[stop:at]
            stop = end
            if protected and any(begin < end and at < finish for begin, finish in protected):
                continue
            yield Token(
                words[index + 1],
                start + at,
                line,
                at,
                words[index],
                words[index + 2],
                index > 0 and before in _JOINTS,
                index < last and line[end : found[index + 1].start()] in _JOINTS,
                not index or before.rstrip().endswith(ENDS),
                above,
                below,
            )
        start += len(line) + 1
        above = line


def eligible(word: str, line: str) -> bool:
    """Whether a token may be a garbled word at all: letters, few digits, no abbreviation in capitals."""
    if len(word) == 2 and word[1] == "4" and word[0] in "pdsfgr":
        return word[0].islower()  # p4 (på), s4 (så)
    if word in ("4r", "4n") or (len(word) == 2 and word[1] == "&"):
        return True  # är, än; p& (på)
    letters = sum(c.isalpha() for c in word)
    digits = [c for c in word if c.isdigit()]
    if letters == 0 or (digits and (not DIGITS.issuperset(digits) or letters < 2 * len(digits))):
        return False
    if word.isupper() and letters > 1:
        capitals = sum(c.isupper() for c in line)
        return letters > 6 or (capitals * 10 > 8 * sum(c.isalpha() for c in line) and len(line.split()) > 2)
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


def small(word: Token, new: str) -> bool:
    """Whether a word was printed with a small letter: OCR has `Over` and `Aven` for över and även.

    Only after a word in small letters in the same sentence, and only words that are no names.
    """
    if not (titled(word.word) and word.word[0] in "AOG" and new[0] in "åäö" and word.joined_before):
        return False
    return word.left.islower() and word.line[word.at - 1] == " " and bool(_SMALL.match(new))


def titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and any(c.islower() for c in word)
