"""A rule's pattern, compiled: it says what it needs, so that most texts are passed over without a search.

A table has dozens of rules and a passage rarely holds the words of more than a few. Looking for a word in a text is
some twenty times as fast as searching it by a regular expression that minds no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, reduce
from itertools import islice
from operator import or_
from typing import Any

from ahocorasick import Automaton

from graf.extract.near import found_near
from graf.extract.needs import SIGNS, SIZE, leads, needed_words, parse, signs
from graf.extract.rules import table

KINDS = {"body": SIGNS, "person": SIGNS + SIZE, "date": SIGNS + 2 * SIZE, "place": SIGNS + 3 * SIZE}
"""Where the signs of each kind of mention begin."""
NUMBERS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13,
}  # fmt: skip
"""Numbers in words, as minutes write small ones."""
MEETING = (
    r"(?:(?:extra |ordinarie )?(?:års|medlems|styrelse|förenings|bolags|kyrko)?(?:mötet|stämman)|styrelsen|nämnden|"
    r"utskottet|\w*gruppen|(?:kyrko)?rådet|forumet|programområdet|fullmäktige|direktionen|kommittén|presidiet|"
    r"beredningen|nätverket|föreningen|byalaget|klubben|förbundet|samfälligheten|deltagarna|parterna|AU|vi|man)"
)
"""Words that mean this meeting, or the body that meets."""
_NEAR = 120  # characters, and no more than four words, from where a match begins to what tells of it
_TEXTS = 256  # texts looked at in turn: those of one document, as a rule
_SIGN = re.compile(f"[{chr(SIGNS)}-{chr(SIGNS + 4 * SIZE - 1)}]")


@lru_cache(maxsize=_TEXTS)
def small_letters(text: str) -> str:
    """A text in small letters, each letter in its place; many rules look at one text in turn."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=_TEXTS)
def _kinds(text: str) -> int:
    """Which kinds of mention a text has, a bit each."""
    found = 0
    for sign in _SIGN.findall(text):
        found |= 1 << (ord(sign) - SIGNS) // SIZE
    return found


class Pattern:
    """A pattern that minds no case, and what a text must have where it matches.

    `needs` are words in small letters, one of which stands in whatever matches; `signs` are kinds of mention, as bits:
    one of each number stands in it. `leads` are words in small letters, with one of which every match begins; `near`
    finds what stands in every match, no more than four words behind its first.
    """

    __slots__ = ("expression", "leads", "near", "needs", "signs")

    def __init__(self, expression: str, near: str = "") -> None:
        self.expression = re.compile(expression, re.IGNORECASE)
        self.near = re.compile(near) if near else None
        parsed = parse(expression)
        needs = needed_words(parsed) or frozenset()
        self.needs = tuple(sorted(w for w in needs if not any(other in w for other in needs - {w})))
        self.signs = tuple(sorted(signs(parsed)))
        begins = leads(parsed) or frozenset()
        self.leads = tuple(sorted(w for w in begins if not any(w.startswith(other) for other in begins - {w})))

    def may_match(self, text: str) -> bool:
        """Whether a text has what a match needs."""
        if self.signs and not self.has_kinds(_kinds(text)):
            return False
        return not self.needs or any(map(small_letters(text).__contains__, self.needs))

    def has_kinds(self, kinds: int) -> bool:
        """Whether the kinds of mention that a text has, a bit each, are enough for a match."""
        return all(some & kinds for some in self.signs)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return next(self.all(text), None) if self.may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match that a text begins with."""
        return self.expression.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, from left to right."""
        return self.all(text) if self.may_match(text) else iter(())

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text that may hold some, from left to right."""
        if self.near:
            yield from found_near(self.expression, (m.start() for m in self.near.finditer(text)), text, _NEAR)
            return
        if not self.leads:
            yield from self.expression.finditer(text)
            return
        done = 0
        for place in self._places(small_letters(text)):
            if place >= done and (match := self.expression.match(text, place)):
                yield match
                done = max(place + 1, match.end())

    def _places(self, small: str) -> list[int]:
        """Where a text in small letters has what a match begins with, from left to right."""
        found: list[int] = []
        for lead in self.leads:
            place = small.find(lead)
            while place >= 0:
                found.append(place)
                place = small.find(lead, place + 1)
        found.sort()
        return found


@lru_cache(maxsize=2000)
def compiled(pattern: str, near: str = "") -> Pattern:
    """A rule's pattern with `{body}`, `{person}`, `{date}`, `{place}`, `{actor}` (body or person) and lists of them.

    `{bodies}` and `{people}` match one or more, joined by commas or `och`; `{members}` are people with or without a
    party or a remark each (`(S)`, `(omval)`), `{meeting}` a word for this meeting or body, `{number}` a number in
    digits or a word. `near`, written in the same way, finds what every match has near its first word (`Pattern`).
    """
    sign = {kind: f"[{chr(base)}-{chr(base + SIZE - 1)}]" for kind, base in KINDS.items()}
    sign["actor"] = f"[{chr(0xE000)}-{chr(0xE7FF)}]"
    sign["where"] = f"[{chr(0xE000)}-{chr(0xE3FF)}{chr(0xEC00)}-{chr(0xEFFF)}]"
    sign["bodies"] = f"{sign['body']}(?:(?:,| och| samt|/) ?{sign['body']})*"
    joined = r"(?:,? och|,| samt|,? til+sammans med)"
    sign["people"] = f"{sign['person']}(?:{joined} {sign['person']})*"
    sign["actors"] = f"{sign['actor']}(?:{joined} {sign['actor']})*"
    member = rf"{sign['person']}(?: ?\([^()]{{1,30}}\))?"
    sign["members"] = f"{member}(?:(?:,? och|,| samt|,? til+sammans med) {member})*"
    sign["meeting"] = MEETING
    sign["number"] = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
    for name, expression in sign.items():
        pattern, near = (part.replace("{" + name + "}", expression) for part in (pattern, near))
    return Pattern(pattern, near)


Rule = tuple[Mapping[str, Any], Pattern]
_needs: dict[str, int] = {}  # the words that the rules read so far need, and a bit for each


@cache
def rules(file: str, name: str) -> tuple[Rule, ...]:
    """The rules of one table (`rules/FILE.toml`, `[[NAME]]`) with their patterns, in their order."""
    found = tuple((rule, compiled(rule["pattern"], rule.get("near", ""))) for rule in table(file)[name])
    for _, pattern in found:
        for word in pattern.needs:
            _needs.setdefault(word, 1 << len(_needs))
    return found


@lru_cache(maxsize=1)
def _automaton(count: int) -> Automaton:
    """Finds the first so many of the needed words in one pass of a text (Aho and Corasick)."""
    found = Automaton()
    for word, bit in islice(_needs.items(), count):
        found.add_word(word, bit)
    found.make_automaton()
    return found


@lru_cache(maxsize=_TEXTS)
def _words(text: str, count: int) -> int:
    """Which of the first so many needed words a text has, a bit each; many tables look at one text in turn."""
    found = 0
    for _, bit in _automaton(count).iter(small_letters(text)):
        found |= bit
    return found


@cache
def _by_words(file: str, name: str, kinds: int) -> tuple[int, tuple[tuple[int, Rule], ...]]:
    """A table's rules for texts with those kinds of mention, each with the bits of the words that it needs; all bits.

    One that needs none has every bit.
    """
    found = tuple(
        (reduce(or_, (_needs[word] for word in one[1].needs), 0) or -1, one)
        for one in rules(file, name)
        if one[1].has_kinds(kinds)
    )
    return reduce(or_, (bits for bits, _ in found), 0), found


def likely(file: str, name: str, text: str) -> list[Rule]:
    """The rules of a table that may match in a text, with their patterns, in their order."""
    needed, some = _by_words(file, name, _kinds(text)) if text else (0, ())
    if not some:
        return []
    words = _words(text, len(_needs)) | 1 << len(_needs)  # the last bit is of those that need none
    return [one for bits, one in some if bits & words] if needed & words else []


def matches(file: str, name: str, text: str) -> Iterator[tuple[Mapping[str, Any], re.Match[str]]]:
    """Every match of a table's rules in a text: rule by rule, each from left to right."""
    for rule, pattern in likely(file, name, text):
        for match in pattern.all(text):
            yield rule, match
