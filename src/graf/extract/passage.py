"""A passage: rows of one document read as running text, every character of which knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graf.extract.row import Row
from graf.extract.rules import confidence, words
from graf.model import Document, Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text with single spaces; `at[i]` is the place of character i in the document's repaired text."""

    document: Document
    text: str
    at: tuple[int, ...]

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """What stands in the rendition under `text[start:end]`, as evidence. The span must not be empty."""
        while end > start + 1 and self.text[end - 1] == " ":
            end -= 1
        while start < end - 1 and self.text[start] == " ":
            start += 1
        places = self.at[start:end]  # the cells of a table are read in another order than they stand
        return span_evidence(self.document, min(places), max(places) + 1, rule)


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
    places: list[int] = []
    for row in rows:
        if pieces:
            pieces.append(" ")
            places.append(row.start)
        place = 0
        for match in _SPACES.finditer(row.text):
            pieces.append(row.text[place : match.start()] + " ")
            places.extend(range(row.start + place, row.start + match.start() + 1))
            place = match.end()
        pieces.append(row.text[place:])
        places.extend(range(row.start + place, row.end))
    return Passage(document, "".join(pieces), tuple(places))


_SPACES = re.compile(r"\s{2,}|[^\S ]")
_HYPHEN_BREAK = re.compile(r"(\w)- (?=[a-zåäöé0-9])(?!(?:och|eller|samt|respektive|till|som)\b)")
_SPACE_BEFORE = re.compile(r"\s+([,.;:)])")
_DASH = re.compile(r" [—–] ")


def clean(text: str) -> str:
    """A quoted clause as one line of ordinary typography: broken words joined, dashes as `–`, no closing mark."""
    text = _HYPHEN_BREAK.sub(_join, text)
    text = _SPACE_BEFORE.sub(r"\1", _DASH.sub(" – ", text))
    return re.sub(r"\s+", " ", text).strip().rstrip(".,;: ")


def _join(match: re.Match[str]) -> str:
    following = match.string[match.end() :]
    if following[:1].isdigit() or match[1].isupper():
        return match[1] + "-"
    first = re.match(r"\w+", following)
    word = re.search(r"(\w+)-? $", match.string[: match.end()])
    if first and word and first[0] in words("alone"):
        return match[1] + " "
    return match[1]
