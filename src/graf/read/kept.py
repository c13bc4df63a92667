"""What was worked out for words, kept for when they come again, as words do in any text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 50_000  # words that are kept in mind
LONGEST = 100  # characters of a word that is
Value = TypeVar("Value")


class Kept(dict[str, Value]):
    """What each word is worked out as, when it is first asked for by `kept[word]`."""

    def __init__(self, work: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self._work, self._most = work, most

    def __missing__(self, word: str) -> Value:
        found = self._work(word)
        if len(word) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found
