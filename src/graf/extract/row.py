"""A row: a line that holds text, or a part of one where a table keeps its cells beside each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A line that holds text: as repaired and stripped, where it starts in the repaired text, empty lines before it.

    `column` is what the heading of its column says that the cell of a table holds (`presenter`, `attachment`).
    """

    text: str
    start: int
    line: int
    page: int
    gap: int
    indent: int
    column: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)
