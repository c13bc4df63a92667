"""A passage: rows of one document read as running text, which knows where each stretch of it came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graf.extract.row import Row
from graf.extract.rules import confidence, words
from graf.model import Document, Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text with single spaces, and where it came from.

    `runs` are (place in the text, place in the document's repaired text) of each stretch that stands together in the
    document, in the text's order; the first is at 0.
    """

    document: Document
    text: str
    runs: tuple[tuple[int, int], ...]

    def place(self, index: int) -> int:
        """Where a character of the text stands in the document's repaired text."""
        first, origin = self.runs[bisect_right(self.runs, (index, _LAST)) - 1]
        return origin + index - first

    def index(self, place: int) -> int:
        """The first character that stands at a place of the document or after it, where no cells were moved."""
        after = bisect_left(self.runs, place, key=lambda run: run[1])
        stop = self.runs[after][0] if after < len(self.runs) else len(self.text)
        first, origin = self.runs[after - 1] if after else (stop, place)
        return min(stop, first + place - origin)

    def indices(self, places: Sequence[int]) -> list[int]:
        """Where the text has those of some places of the document's repaired text (in its order) that it holds."""
        found: list[int] = []
        for (index, origin), (stop, _) in pairwise((*self.runs, (len(self.text), 0))):
            first = bisect_left(places, origin)
            if first < len(places) and places[first] < origin + stop - index:
                last = bisect_left(places, origin + stop - index, first)
                found += [index + place - origin for place in places[first:last]]
        return found

    def part(self, start: int, end: int | None = None) -> Passage:
        """The passage of `text[start:end]`."""
        text = self.text[start:end]
        if not text or not self.runs:
            return Passage(self.document, text, ())
        first = bisect_right(self.runs, (start, _LAST)) - 1
        last = bisect_left(self.runs, (start + len(text), -1))
        runs = tuple((index - start, origin) for index, origin in self.runs[first + 1 : last])
        return Passage(self.document, text, ((0, self.place(start)), *runs))

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """What stands in the rendition under `text[start:end]`, as evidence. The span must not be empty."""
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        while start < end - 1 and self.text[start] == " ":
            start += 1
        runs = self.runs
        first = bisect_right(runs, (start, _LAST)) - 1
        low = runs[first][1] + start - runs[first][0]
        last = bisect_left(runs, (end, -1), first) - 1
        high = runs[last][1] + end - runs[last][0]
        for run in range(first, last):  # the cells of a table are read in another order than they stand
            high = max(high, runs[run][1] + runs[run + 1][0] - runs[run][0])
            low = min(low, runs[run + 1][1])
        return span_evidence(self.document, low, high, rule)


_LAST = 1 << 60  # behind every place


def span_evidence(document: Document, start: int, end: int, rule: str) -> Evidence:
    """Evidence for a span of the repaired text."""
    first, last = document.original_span(start, end)
    line = document.line_at(first)
    return Evidence(first, last, document.text[first:last], line.page, line.number, rule, confidence(rule))


def row_evidence(document: Document, rows: Iterable[Row], rule: str) -> Evidence:
    """Evidence for whole rows, from the first to the last."""
    listed = list(rows)
    start, end = min(row.start for row in listed), max(row.end for row in listed)
    return span_evidence(document, start, end, rule)


def passage(document: Document, rows: Iterable[Row]) -> Passage:
    """Join rows into running text, with one space between words.

    A hyphen at the end of a row stays: only what reads the text knows whether the word goes on (`tidplan-en`) or the
    hyphen belongs to it (`hälso- och sjukvård`, `covid-19`).
    """
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    for row in rows:
        text = row.text
        if pieces:
            pieces.append(" ")
            runs.append((length, row.start))
            length += 1
        runs.append((length, row.start))
        if "  " not in text and text.isprintable():  # no spaces to close up
            pieces.append(text)
            length += len(text)
            continue
        place = 0
        for match in _SPACES.finditer(text):
            pieces.append(text[place : match.start()] + " ")
            length += match.start() + 1 - place
            place = match.end()
            runs.append((length, row.start + place))
        pieces.append(text[place:])
        length += len(text) - place
    return Passage(document, "".join(pieces), tuple(runs))


_SPACES = re.compile(r"\s{2,}|[^\S ]")
_HYPHEN_BREAK = re.compile(r"(\w)- (?=[a-zåäöé0-9])(?!(?:och|eller|samt|respektive|till|som)\b)")
_SPACE_BEFORE = re.compile(r"\s+([,.;:)])")
_SPACED = re.compile(r"[,.;:)](?<=\s.)")
_DASH = re.compile(r" [—–] ")


def clean(text: str) -> str:
    """A quoted clause as one line of ordinary typography: broken words joined, dashes as `–`, no closing mark."""
    text = _HYPHEN_BREAK.sub(_join, text)
    text = _DASH.sub(" – ", text)
    if _SPACED.search(text):
        text = _SPACE_BEFORE.sub(r"\1", text)
    return " ".join(text.split()).rstrip(".,;: ")


def _join(match: re.Match[str]) -> str:
    following = match.string[match.end() :]
    if following[:1].isdigit() or match[1].isupper():
        return match[1] + "-"
    first = re.match(r"\w+", following)
    word = re.search(r"(\w+)-? $", match.string[: match.end()])
    if first and word and first[0] in words("alone"):
        return match[1] + " "
    return match[1]
