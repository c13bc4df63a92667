"""An expression tried only near what tells of it: a slow one in a long text, at few places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORDS = 5
_WORD = re.compile(r"[\w\ue000-\uefff](?<![\w-].)")  # a mention's sign stands for words


def found_near(
    expression: re.Pattern[str], hints: Iterable[re.Match[str]], text: str, before: int, words: int = _WORDS
) -> Iterator[re.Match[str]]:
    """All matches of an expression, tried only at the words that begin near a hint, from left to right.

    Every match must begin with a word (behind neither a letter nor a hyphen), at most so many characters before a hint
    and with the last so many `words` that begin before it or in its first letter. The hints must come in the text's
    order.
    """
    done = 0
    for hint in hints:
        place = hint.start()
        for start in _words_before(text, max(done, place - before), place + 1, words):
            if start >= done:
                done = start + 1  # no word is tried twice
                if match := expression.match(text, start):
                    yield match
                    done = max(done, match.end())


def _words_before(text: str, first: int, stop: int, count: int) -> list[int]:
    """Where the last so many words of `text[first:stop]` begin."""
    near = stop - 1
    for _ in range(count):  # most words stand between spaces: so far back there are as many, as a rule
        near = text.rfind(" ", first, near)
        if near < 0:
            return [word.start() for word in _WORD.finditer(text, first, stop)][-count:]
    found = [word.start() for word in _WORD.finditer(text, near, stop)]
    if len(found) < count:
        found = [word.start() for word in _WORD.finditer(text, first, stop)]
    return found[-count:]
