"""What a file holds, before it is a `Document`: lines in reading order, table rows, strikes, pages.

Every reader of a format gives a `Sheet`. It is plain data, so it can come from a process of its own as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]
Box = tuple[float, float, float, float]
BETWEEN = " | "  # between the cells of a table's row


AGAIN = "save it again from the program that made it"
CHECK = "check that it is the document that was meant"


class Unreadable(Exception):
    """A file that cannot be read; the message is the reason, for a person: what was expected, and what to do.

    Each wording has its Swedish in `render/locale/reasons.toml`.
    """


def allow(setting: str) -> str:
    """What to do about a limit of `[read]` in `dataset.toml`."""
    return f"allow more {setting} in dataset.toml ([read]), or divide the file"


@dataclass(slots=True)
class Entry:
    """A line: its text, its 1-based page, the spans of it that are struck through.

    `table` numbers the table that the line is a row of, and `cells` are the spans of its cells; `box` and `aside` are
    those of `graf.model.Line`.
    """

    text: str
    page: int = 1
    struck: list[Span] = field(default_factory=list)
    box: Box | None = None
    aside: bool = False
    table: int | None = None
    cells: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """A file's lines. `recognised` are the pages read by OCR, `notes` what a person should know of the reading."""

    entries: list[Entry] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The sheet as plain lists and dicts."""
        return asdict(self)


def from_json(data: dict[str, Any]) -> Sheet:
    """A sheet from what `Sheet.as_json` gave, once written and read as JSON."""
    entries = [
        Entry(
            one["text"], one["page"], [(a, b) for a, b in one["struck"]], tuple(one["box"]) if one["box"] else None,
            one["aside"], one["table"], [(a, b) for a, b in one["cells"]],
        )
        for one in data["entries"]
    ]  # fmt: skip
    return Sheet(entries, list(data["recognised"]), list(data["notes"]))


@dataclass(slots=True)
class Run:
    """Text with the spans of it that are struck through; it grows piece by piece."""

    text: str = ""
    struck: list[Span] = field(default_factory=list)

    def add(self, text: str, struck: bool = False) -> None:
        """Append text; struck text that follows struck text is one span."""
        start = len(self.text)
        self.text += text
        if struck and text.strip():
            if self.struck and self.struck[-1][1] == start:
                start = self.struck.pop()[0]
            self.struck.append((start, len(self.text)))

    def join(self, other: Run) -> None:
        """Append another run."""
        offset = len(self.text)
        self.text += other.text
        self.struck += [(start + offset, end + offset) for start, end in other.struck]

    def trimmed(self) -> Run:
        """The run without white space at its ends, nor at the ends of its struck spans."""
        left = len(self.text) - len(self.text.lstrip())
        text = self.text.strip()
        spans = []
        for start, end in self.struck:
            start, end = max(0, start - left), min(len(text), end - left)
            inside = text[start:end]
            if inside.strip():
                start += len(inside) - len(inside.lstrip())
                spans.append((start, start + len(inside.strip())))
        return Run(text, spans)


def row(cells: Sequence[Run], page: int, table: int, box: Box | None = None) -> Entry:
    """A table's row as one line, its cells between bars; after a label (`Tid:`) a space is enough."""
    line, spans = Run(), list[Span]()
    for index, cell in enumerate(cells):
        cell = cell.trimmed()
        if index:
            before = cells[index - 1].text.strip()
            line.add(" " if before.endswith(":") else BETWEEN)
        start = len(line.text)
        line.join(cell)
        spans.append((start, len(line.text)))
    text = line.text.rstrip()
    return Entry(text, page, line.struck, box, False, table, [(min(a, len(text)), min(b, len(text))) for a, b in spans])


def cell(paragraphs: Iterable[Run]) -> Run:
    """A cell's paragraphs as one run. Names that stand below each other are parted by commas, as in a list."""
    whole = Run()
    parts = [part for part in (paragraph.trimmed() for paragraph in paragraphs) if part.text]
    names = len(parts) > 1 and all(_a_name(part.text.rstrip(",;")) for part in parts)
    for part in parts:
        if whole.text:
            whole.add(" " if whole.text[-1] in ",;" or not names else ", ")
        whole.join(part)
    return whole


def _a_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) and not any(c.isdigit() for c in text)
