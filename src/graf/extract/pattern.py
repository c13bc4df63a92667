"""A rule's pattern, compiled: it says what it needs, so that most texts are passed over without a search.

A table has dozens of rules and a passage rarely holds the words of more than a few. Looking for a word in a text is
some twenty times as fast as searching it by a regular expression that minds no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

KINDS = {"body": 0xE000, "person": 0xE400, "date": 0xE800, "place": 0xEC00}
"""Where the signs of each kind of mention begin."""
SIZE = 0x400
NUMBERS = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13,
}  # fmt: skip
"""Numbers in words, as minutes write small ones."""
_MANY = 40  # more words than that are no quicker to look for
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    """A text in small letters; all rules of a table look at one text in turn."""
    return text.lower()


class Pattern:
    """A pattern that minds no case. `needs` are words in small letters, one of which stands in whatever matches."""

    __slots__ = ("expression", "needs")

    def __init__(self, expression: str) -> None:
        self.expression = re.compile(expression, re.IGNORECASE)
        self.needs = tuple(sorted(needed(expression) or ()))

    def may_match(self, text: str) -> bool:
        """Whether a text holds one of the words that a match needs."""
        return not self.needs or any(map(_lowered(text).__contains__, self.needs))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.expression.search(text) if self.may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match that a text begins with."""
        return self.expression.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text, from left to right."""
        return self.expression.finditer(text) if self.may_match(text) else iter(())


@lru_cache(maxsize=2000)
def compiled(pattern: str) -> Pattern:
    """A rule's pattern with `{body}`, `{person}`, `{date}`, `{place}`, `{actor}` (body or person) and lists of them.

    `{bodies}` and `{people}` match one or more, joined by commas or `och`; `{members}` are people with or without a
    party each (`(S)`), `{number}` a number in digits or a word.
    """
    sign = {kind: f"[{chr(base)}-{chr(base + SIZE - 1)}]" for kind, base in KINDS.items()}
    sign["actor"] = f"[{chr(0xE000)}-{chr(0xE7FF)}]"
    sign["where"] = f"[{chr(0xE000)}-{chr(0xE3FF)}{chr(0xEC00)}-{chr(0xEFFF)}]"
    sign["bodies"] = f"{sign['body']}(?:(?:,| och| samt|/) ?{sign['body']})*"
    joined = r"(?:,? och|,| samt|,? til+sammans med)"
    sign["people"] = f"{sign['person']}(?:{joined} {sign['person']})*"
    sign["actors"] = f"{sign['actor']}(?:{joined} {sign['actor']})*"
    member = rf"{sign['person']}(?: ?\([^()]{{1,6}}\))?"
    sign["members"] = f"{member}(?:(?:,? och|,| samt|,? til+sammans med) {member})*"
    sign["number"] = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)})"
    for name, expression in sign.items():
        pattern = pattern.replace("{" + name + "}", expression)
    return Pattern(pattern)


def likely(rules: Iterable[Mapping[str, Any]], text: str) -> list[tuple[Mapping[str, Any], Pattern]]:
    """The rules of a table that may match in a text, with their patterns; for a text that is then read by parts."""
    patterns = ((rule, compiled(rule["pattern"])) for rule in rules)
    return [(rule, pattern) for rule, pattern in patterns if pattern.may_match(text)]


def needed(expression: str) -> frozenset[str] | None:
    """Words in small letters, one of which stands in every match of an expression; None where it needs none."""
    return _needed(parser.parse(expression, re.IGNORECASE))


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
