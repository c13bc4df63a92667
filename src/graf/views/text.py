"""A document's text as it was read: numbered lines, passages marked, and the lines that belong to one item.

Positions are code points of the text rendition, a line ends at `\\n`, and both count as the readings do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_LEAST_HIDDEN: Final = 4
"""So few lines are not worth folding away."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number from 1, and its text in pieces, each marked or not."""

    number: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def marked(self) -> bool:
        """Whether a passage lies on it."""
        return any(marked for _, marked in self.pieces)

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that stand together; `hidden` ones are folded away."""

    lines: tuple[Line, ...]
    hidden: bool


def lines(text: str, marks: Iterable[tuple[int, int]] = ()) -> list[Line]:
    """The lines of a text; the passages `marks` (start, end) are marked, also where they overlap or leave the text."""
    spans = sorted((max(0, start), min(end, len(text))) for start, end in marks if start < end)
    found, offset = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        found.append(Line(number, _pieces(line.rstrip("\r"), offset, spans)))
        offset += len(line) + 1
    return found


def folds(found: Sequence[Line], first: int = 3) -> tuple[Fold, ...]:
    """Lines without the empty ones; of the rest, the `first` and those at a mark are shown, longer runs folded away."""
    kept = [line for line in found if line.text.strip()]
    shown = [place < first or line.marked for place, line in enumerate(kept)]
    for place, line in enumerate(kept):
        if line.marked and place > 0:
            shown[place - 1] = True
    if not any(line.marked for line in kept[first:]):
        first = max(first, 6)
        shown = [place < first or mark for place, mark in enumerate(shown)]
    result: list[Fold] = []
    place = 0
    while place < len(kept):
        end = place
        while end < len(kept) and shown[end] == shown[place]:
            end += 1
        hidden = not shown[place] and end - place >= _LEAST_HIDDEN
        if result and result[-1].hidden == hidden:
            result[-1] = Fold(result[-1].lines + tuple(kept[place:end]), hidden)
        else:
            result.append(Fold(tuple(kept[place:end]), hidden))
        place = end
    return tuple(result)


def _pieces(line: str, offset: int, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        low, high = max(start - offset, at), min(end - offset, len(line))
        if low >= high:
            continue
        if low > at:
            pieces.append((line[at:low], False))
        pieces.append((line[low:high], True))
        at = high
    if at < len(line) or not pieces:
        pieces.append((line[at:], False))
    return tuple(pieces)
