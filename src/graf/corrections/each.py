"""What each document gives by itself, made once: after a correction one document is gone through, not a thousand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from graf.model import Minutes

T = TypeVar("T")


class Each:
    """Values by name and document, each with the facts that it was made from: it holds as long as those are the same.

    A correction leaves the minutes of all other documents the very values that they were, so that is all it takes.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[Minutes, object, Any]] = {}

    def of(self, name: str, minutes: Minutes, make: Callable[[Minutes], T], given: object = None) -> T:
        """What `make` gives for a document; made anew where its facts, or what else was `given`, are others."""
        held = self._kept.get((name, minutes.file))
        if held is None or held[0] is not minutes or held[1] != given:
            held = self._kept[name, minutes.file] = (minutes, given, make(minutes))
        value: T = held[2]
        return value
