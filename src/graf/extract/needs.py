"""What a regular expression asks of a text, worked out from its parsed form: words, signs, how a match begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SIGNS, SIZE = 0xE000, 0x400
"""Where the signs of mentions begin, and how many there are of a kind."""
_MANY = 100  # more words than that are no quicker to look for
_LEAD = 6  # letters that tell well enough where a match may begin
_WIDTHLESS = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def parse(expression: str) -> Sequence[tuple[Any, Any]]:
    """An expression that minds no case, as the parts that `re` compiles."""
    return parser.parse(expression, re.IGNORECASE)  # type: ignore[no-any-return]


def leads(sequence: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """What every match of a sequence begins with, in small letters: one of these; None where that is not known."""
    parts = list(sequence)
    found = frozenset([""])
    for place, (operation, argument) in enumerate(parts):
        if operation in _WIDTHLESS or (
            operation is ops.BRANCH and all(op in _WIDTHLESS for branch in argument[1] for op, _ in branch)
        ):
            continue
        if operation in _REPEATS and argument[0] == 0 and found == {""}:  # it may be left out
            with_it, without = leads(argument[2]), leads(parts[place + 1 :])
            found = with_it | without if with_it and without else found
            break
        following: frozenset[str] | None = None
        if operation is ops.LITERAL and len(chr(argument).lower()) == 1:
            following = frozenset([chr(argument).lower()])
        elif operation is ops.IN and all(op is ops.LITERAL for op, _ in argument):
            following = frozenset(chr(code).lower() for _, code in argument)
        elif operation is ops.SUBPATTERN:
            following = leads(argument[3])
        elif operation is ops.BRANCH:
            branches = [leads(branch) for branch in argument[1]]
            if all(branches):
                following = frozenset(lead for branch in branches if branch for lead in branch)
        if not following or len(found) * len(following) > _MANY:
            break
        found = frozenset(lead + more for lead in found for more in following)
        if operation in (ops.SUBPATTERN, ops.BRANCH) or max(map(len, found)) >= _LEAD:
            break
    return found if min(map(len, found)) > 1 and len(found) <= _MANY else None


def signs(sequence: Iterable[tuple[Any, Any]]) -> set[int]:
    """The kinds of mention that every match of a sequence has, as bits: one of each number."""
    found: set[int] = set()
    for operation, argument in sequence:
        if operation is ops.IN:
            kinds = _kinds_in(argument)
            found |= {kinds} if kinds else set()
        elif operation is ops.SUBPATTERN:
            found |= signs(argument[3])
        elif operation is ops.ATOMIC_GROUP:
            found |= signs(argument)
        elif operation in _REPEATS and argument[0] > 0:
            found |= signs(argument[2])
        elif operation is ops.BRANCH:
            branches = [signs(branch) for branch in argument[1]]
            if all(branches):
                found.add(reduce(or_, (kinds for branch in branches for kinds in branch)))
    return found


def _kinds_in(items: Sequence[tuple[Any, Any]]) -> int:
    """The kinds of mention that a set of characters stands for, as bits; 0 where it has other characters too."""
    kinds = 0
    for operation, argument in items:
        if operation is not ops.RANGE or argument[0] < SIGNS or argument[1] > 0xEFFF:
            return 0
        for code in range(argument[0], argument[1] + 1, SIZE):
            kinds |= 1 << (code - SIGNS) // SIZE
    return kinds


def needed_words(sequence: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
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
            below = needed_words(argument[3])
        elif operation is ops.ATOMIC_GROUP:
            below = needed_words(argument)
        elif operation in _REPEATS and argument[0] > 0:
            below = needed_words(argument[2])
        elif operation is ops.BRANCH:
            branches = [needed_words(branch) for branch in argument[1]]
            if all(branches):
                below = frozenset(word for branch in branches if branch for word in branch)
        if below and len(below) <= _MANY:
            found.append(below)
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)
