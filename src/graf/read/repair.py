"""Repair of Swedish that was OCR'd with another language's letters: word by word, never joining or parting words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graf.model import Register, Repair
from graf.read.confusions import DIGITS
from graf.read.lexicon import Lexicon
from graf.read.words import Reading, read_word

PROTECTED = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:se|com|nu|org|net|eu)\b(?:/\S*)?", re.I)
TOKEN = re.compile(r"[\[|]?[^\W_](?:@?[^\W_])*|\|")


class Repairer:
    """Repairs the documents of one dataset; a word is worked out once."""

    def __init__(self, clean: Iterable[str], wanting: Iterable[str], register: Register) -> None:
        self._lexicon = Lexicon(clean, register)
        self._wanting = tuple(wanting)
        self._known: dict[tuple[str, bool], Reading] = {}

    def repair(self, text: str) -> tuple[str, tuple[Repair, ...]]:
        """The repaired text, with the same line breaks, and what was changed in it, in order."""
        protected = [match.span() for match in PROTECTED.finditer(text)]
        pieces: list[str] = []
        out: list[Repair] = []
        last = shift = 0
        for match in TOKEN.finditer(text):
            start, end = match.span()
            while protected and protected[0][1] <= start:
                protected.pop(0)
            if protected and protected[0][0] < end:
                continue
            word = match.group()
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", end)
            line = text[line_start : line_end if line_end >= 0 else len(text)]
            new, certain = self._token(word, line, start - line_start)
            if new != word:
                out.append(Repair(start + shift, start + shift + len(new), start, end, word, certain))
                shift += len(new) - len(word)
                pieces += [text[last:start], new]
                last = end
        return "".join(pieces) + text[last:], tuple(out)

    def _token(self, word: str, line: str, at: int) -> tuple[str, bool]:
        if word == "|":
            return _bar(line, at), True
        if not eligible(word, line):
            return word, True
        key = (word, False)
        if key not in self._known:
            self._known[key] = read_word(word, self._lexicon)
        reading = self._known[key]
        return cased(word, reading.word), reading.certain


def eligible(word: str, line: str) -> bool:
    """Whether a token may be a garbled word at all: letters, few digits, no abbreviation in capitals."""
    letters = sum(c.isalpha() for c in word)
    digits = [c for c in word if c.isdigit()]
    if letters == 0 or (digits and (not DIGITS.issuperset(digits) or letters < 2 * len(digits))):
        return False
    if word.isupper() and letters > 1:
        capitals = sum(c.isupper() for c in line)
        return letters > 6 or capitals * 10 > 8 * sum(c.isalpha() for c in line) and len(line.split()) > 2
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


def _bar(line: str, at: int) -> str:
    """A lone `|`: the word I at the start of a sentence, i inside one; a table's border stays."""
    if line.count("|") > 1:
        return "|"
    before, after = line[:at].rstrip(), line[at + 1 :].lstrip()
    if not before or before[-1] in ".:!?":
        return "I" if after[:1].isalpha() or not after else "|"
    last = before.split()[-1]
    return "i" if last.islower() and after[:1].isalnum() else "|"
