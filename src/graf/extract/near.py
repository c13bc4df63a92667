"""An expression tried only near what tells of it: a slow one in a long text, at few places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick import Automaton

_WORDS = 5
_WORD = re.compile(r"[\w\ue000-\uefff](?<![\w-].)")  # a mention's sign stands for words


class Hints:
    """Words in small letters that tell of something, by what they tell of; all looked for at once (Aho, Corasick)."""

    __slots__ = ("_automaton", "_names")

    def __init__(self, **words: Iterable[str]) -> None:
        self._names = tuple(words)
        telling: dict[str, list[str]] = {}
        for name, some in words.items():
            for word in dict.fromkeys(some):
                telling.setdefault(word, []).append(name)
        self._automaton = Automaton()
        for word, names in telling.items():
            self._automaton.add_word(word, (len(word) - 1, names))
        self._automaton.make_automaton()

    def places(self, small: str) -> Mapping[str, list[int]]:
        """Where a text in small letters has words of each kind, in its order; one inside another counts too."""
        found: dict[str, list[int]] = {name: [] for name in self._names}
        for end, (before, names) in self._automaton.iter(small):
            for name in names:
                found[name].append(end - before)
        for places in found.values():
            places.sort()
        return found


def either(words: Iterable[str]) -> str:
    """An expression for any of some words, in their order, those with one first letter tried together."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    return "(?:" + "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()) + ")"


def found_near(
    expression: re.Pattern[str], hints: Iterable[int], text: str, before: int, words: int = _WORDS
) -> Iterator[re.Match[str]]:
    """All matches of an expression, tried only at the words that begin near a hint, from left to right.

    Every match must begin with a word (behind neither a letter nor a hyphen), at most so many characters before a hint
    and with the last so many `words` that begin before it or in its first letter. The hints are places in the text, in
    its order.
    """
    done = 0
    for place in hints:
        for start in words_before(text, max(done, place - before), place + 1, words):
            if start >= done:
                done = start + 1  # no word is tried twice
                if match := expression.match(text, start):
                    yield match
                    done = max(done, match.end())


def words_before(text: str, first: int, stop: int, count: int) -> list[int]:
    """Where the last so many words of `text[first:stop]` begin."""
    found: list[int] = []  # from right to left
    while len(found) < count and first < stop:
        space = text.rfind(" ", first, stop)
        if space >= 0 and text[space + 1 : stop].isalnum():
            found.append(space + 1)
        else:
            found += [word.start() for word in _WORD.finditer(text, max(first, space), stop)][::-1]
        stop = space
    return found[count - 1 :: -1] if len(found) >= count else found[::-1]
