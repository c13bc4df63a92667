"""A rule's pattern, compiled: it says what it needs, so that most texts are passed over without a search.

A table has dozens of rules and a passage rarely holds the words of more than a few. Looking for a word in a text is
some twenty times as fast as searching it by a regular expression that minds no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from graf.extract.near import found_near
from graf.extract.rules import table

KINDS = {"body": 0xE000, "person": 0xE400, "date": 0xE800, "place": 0xEC00}
"""Where the signs of each kind of mention begin."""
SIZE = 0x400
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
_MANY = 100  # more words than that are no quicker to look for
_NEAR = 120  # characters, and no more than four words, from where a match begins to what tells of it
_LEAD = 6  # letters that tell well enough where a match may begin
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


_SIGN = re.compile(f"[{chr(0xE000)}-{chr(0xEFFF)}]")


@lru_cache(maxsize=32)
def small_letters(text: str) -> str:
    """A text in small letters, each letter in its place; many rules look at one text in turn."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=32)
def _kinds(text: str) -> int:
    """Which kinds of mention a text has, a bit each."""
    found = 0
    for sign in _SIGN.findall(text):
        found |= 1 << (ord(sign) - 0xE000) // SIZE
    return found


def _bit(code: int) -> int:
    return 1 << (code - 0xE000) // SIZE


class Pattern:
    """A pattern that minds no case, and what a text must have where it matches.

    `needs` are words in small letters, one of which stands in whatever matches; `signs` are kinds of mention, as bits:
    one of each number stands in it. `leads` finds, in small letters, where a match may begin; `near` finds what
    stands in every match, no more than four words behind its first.
    """

    __slots__ = ("expression", "leads", "near", "needs", "signs")

    def __init__(self, expression: str, near: str = "") -> None:
        self.expression = re.compile(expression, re.IGNORECASE)
        self.near = re.compile(near) if near else None
        parsed = parser.parse(expression, re.IGNORECASE)
        needs = _needed(parsed) or frozenset()
        self.needs = tuple(sorted(w for w in needs if not any(other in w for other in needs - {w})))
        self.signs = tuple(sorted(_signs(parsed)))
        leads = _leads(parsed)
        self.leads = re.compile("|".join(map(re.escape, sorted(leads)))) if leads else None

    def may_match(self, text: str) -> bool:
        """Whether a text has what a match needs."""
        if self.signs:
            signs = _kinds(text)
            for kinds in self.signs:
                if not kinds & signs:
                    return False
        return not self.needs or any(map(small_letters(text).__contains__, self.needs))

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
            yield from found_near(self.expression, self.near.finditer(text), text, _NEAR)
            return
        if not self.leads:
            yield from self.expression.finditer(text)
            return
        lowered, place = small_letters(text), 0
        while lead := self.leads.search(lowered, place):
            match = self.expression.match(text, lead.start())
            if match:
                yield match
            place = max(lead.start() + 1, match.end() if match else 0)


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


@cache
def rules(file: str, name: str) -> tuple[tuple[Mapping[str, Any], Pattern], ...]:
    """The rules of one table (`rules/FILE.toml`, `[[NAME]]`) with their patterns, in their order."""
    return tuple((rule, compiled(rule["pattern"], rule.get("near", ""))) for rule in table(file)[name])


@cache
def _with_signs(file: str, name: str, signs: int) -> tuple[tuple[Mapping[str, Any], Pattern], ...]:
    return tuple(one for one in rules(file, name) if all(kinds & signs for kinds in one[1].signs))


def likely(file: str, name: str, text: str) -> list[tuple[Mapping[str, Any], Pattern]]:
    """The rules of a table that may match in a text, with their patterns."""
    if not text:
        return []
    has = small_letters(text).__contains__
    return [one for one in _with_signs(file, name, _kinds(text)) if not one[1].needs or any(map(has, one[1].needs))]


def matches(file: str, name: str, text: str) -> Iterator[tuple[Mapping[str, Any], re.Match[str]]]:
    """Every match of a table's rules in a text: rule by rule, each from left to right."""
    for rule, pattern in likely(file, name, text):
        for match in pattern.all(text):
            yield rule, match


def needed(expression: str) -> frozenset[str] | None:
    """Words in small letters, one of which stands in every match of an expression; None where it needs none."""
    return _needed(parser.parse(expression, re.IGNORECASE))


def _leads(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """What every match of a sequence begins with, in small letters: one of these; None where that is not known."""
    found = frozenset([""])
    for operation, argument in sequence:
        if operation in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        following: frozenset[str] | None = None
        if operation is ops.LITERAL and len(chr(argument).lower()) == 1:
            following = frozenset([chr(argument).lower()])
        elif operation is ops.IN and all(op is ops.LITERAL for op, _ in argument):
            following = frozenset(chr(code).lower() for _, code in argument)
        elif operation is ops.SUBPATTERN:
            following = _leads(argument[3])
        elif operation is ops.BRANCH:
            branches = [_leads(branch) for branch in argument[1]]
            if all(branches):
                following = frozenset(lead for branch in branches if branch for lead in branch)
        if not following or len(found) * len(following) > _MANY:
            break
        found = frozenset(lead + more for lead in found for more in following)
        if operation in (ops.SUBPATTERN, ops.BRANCH) or max(map(len, found)) >= _LEAD:
            break
    return found if min(map(len, found)) > 1 else None


def _signs(sequence: Iterable[tuple[Any, Any]]) -> set[int]:
    """The kinds of mention that every match of a sequence has, as bits: one of each number."""
    found: set[int] = set()
    for operation, argument in sequence:
        if operation is ops.IN:
            kinds = _kinds_in(argument)
            found |= {kinds} if kinds else set()
        elif operation is ops.SUBPATTERN:
            found |= _signs(argument[3])
        elif operation is ops.ATOMIC_GROUP:
            found |= _signs(argument)
        elif operation in _REPEATS and argument[0] > 0:
            found |= _signs(argument[2])
        elif operation is ops.BRANCH:
            branches = [_signs(branch) for branch in argument[1]]
            if all(branches):
                found.add(reduce(or_, (kinds for branch in branches for kinds in branch)))
    return found


def _kinds_in(items: Sequence[tuple[Any, Any]]) -> int:
    """The kinds of mention that a set of characters stands for, as bits; 0 where it has other characters too."""
    kinds = 0
    for operation, argument in items:
        if operation is not ops.RANGE or argument[0] < 0xE000 or argument[1] > 0xEFFF:
            return 0
        for code in range(argument[0], argument[1] + 1, SIZE):
            kinds |= _bit(code)
    return kinds


def _needed(sequence: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of what the parts of a sequence need: the longest words, then the fewest."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, argument in [*sequence, (None, None)]:
        if operation is ops.LITERAL and len(chr(argument).lower()) == 1:
            run += chr(argument).lower()
            continue
        if len(run) > 1:
            found.append(frozenset([run]))
        run = ""
        below: frozenset[str] | None = None
        if operation is ops.SUBPATTERN:
            below = _needed(argument[3])
        elif operation is ops.ATOMIC_GROUP:
            below = _needed(argument)
        elif operation in _REPEATS and argument[0] > 0:
            below = _needed(argument[2])
        elif operation is ops.BRANCH:
            branches = [_needed(branch) for branch in argument[1]]
            if all(branches):
                below = frozenset(word for branch in branches if branch for word in branch)
        if below and len(below) <= _MANY:
            found.append(below)
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)
