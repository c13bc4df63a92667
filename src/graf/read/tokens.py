"""The words of a text: each with what stands beside it, whether OCR may have garbled it, and its capitals put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graf.read.confusions import DIGITS
from graf.read.lexicon import ADDRESS

TOKEN = re.compile(r"[\[|]?[^\W_](?:@?[^\W_])*|\|")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it starts, its line and its place `at` in it, and the words beside it ("" at an edge).

    `joined_before`/`joined_after`: only one space or a hyphen lies between; `opens`: it begins a line or sentence.
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


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, less those in addresses."""
    start = 0
    for line in text.split("\n"):
        protected = [match.span() for match in ADDRESS.finditer(line)]
        found = list(TOKEN.finditer(line))
        for index, match in enumerate(found):
            at, end = match.span()
            if any(begin < end and at < stop for begin, stop in protected):
                continue
            previous = found[index - 1] if index else None
            following = found[index + 1] if index + 1 < len(found) else None
            yield Token(
                match.group(),
                start + at,
                line,
                at,
                previous.group() if previous else "",
                following.group() if following else "",
                previous is not None and line[previous.end() : at] in (" ", "-"),
                following is not None and line[end : following.start()] in (" ", "-"),
                not previous or line[:at].rstrip().endswith((".", ":", "!", "?")),
            )
        start += len(line) + 1


def eligible(word: str, line: str) -> bool:
    """Whether a token may be a garbled word at all: letters, few digits, no abbreviation in capitals."""
    if len(word) == 2 and word[1] == "4" and word[0] in "pdsfgr":
        return word[0].islower()  # p4 (på), s4 (så)
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


def titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and any(c.islower() for c in word)
