"""The title of an item: without its number, the word that announces its kind, and its attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graf.extract.headings import TWO_FIGURES, case_number, kind_pattern
from graf.extract.passage import clean
from graf.extract.row import Row
from graf.extract.rules import table

_UNIT = (
    r"(?:[A-ZÅÄÖ]\s?\d*(?:\s?[-–]\s?\d+)?(?:\s+och\s+\d+)?|\d+(?:\s?[-–]\s?\d+)?(?:\s?[A-ZÅÄÖa-h](?![\wåäö]))?)"
    r"(?![\wåäö])"
)
_ATTACHMENTS = re.compile(rf"[Bb]il(?<!\w...)(?:aga|agor|\.)?\s+(?P<units>{_UNIT}(?:\s*(?:,|och|samt)\s*{_UNIT})*)")
_IN_TITLE = re.compile(
    rf"\s*[(,]?\s*\bBil(?:aga|agor|\.)?\s+{_UNIT}(?:\s*(?:,|och|samt)\s*{_UNIT})*\s*\)?", re.IGNORECASE
)
# `Övriga frågor. Jaktvårdsplanen diskuterades.`: what follows the point tells something.
_RUN_IN = re.compile(r"([^.]*[a-zåäö]{4})\.\s+(?=[A-ZÅÄÖ].*(?:\.$|\b(?:\w+(?:ade|ades|rdes)|gav|är|har|ska|beslöt)\b))")
# `Skolmaten: Många tycker om den.`: what follows the colon is a sentence.
_TOLD = re.compile(
    r"([^.:]{3,50}):\s+(?=[A-ZÅÄÖ][^:]*\b(?:är|har|hade|ska|kan|vill|vi|det|tycker|tas|tog|\w+ades?)\b[^:]*[.!?]$)"
)
_ABOUT = re.compile(
    r"beslut (?:om|i fråga om|i anledning av|angående|rörande|avseende|gällande|kring)\s", re.IGNORECASE
)


def attachments(text: str) -> tuple[str, ...]:
    """The attachments that a text names, each once, as printed (`B 1-6`, `D 1 och 2`, `B1`)."""
    found: list[str] = []
    for match in _ATTACHMENTS.finditer(text):
        found += [re.sub(r"\s+", " ", unit[0]).strip() for unit in re.finditer(_UNIT, match["units"])]
    return tuple(dict.fromkeys(found))


def read_case_number(rows: Sequence[Row], heading: int) -> tuple[str, Row] | None:
    """The case number of an item and the row it stands in: in the heading, or at the start of a row below it.

    `rows` are the heading's (so many of them) and those below; the number (`KS 2024/123`) is as printed.
    """
    for place, row in enumerate(rows):
        if not TWO_FIGURES.search(row.text):
            continue
        found = case_number().search(row.text) if place < heading else case_number().match(row.text)
        if found:
            return re.sub(r"\s+", " ", next(group for group in found.groups() if group)), row
    return None


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["kind"], re.compile(rule["pattern"], re.IGNORECASE)) for rule in table("headings")["kind"])


def read_title(text: str) -> tuple[str, tuple[str, ...]]:
    """A heading's text (without its number) as title and announced kinds, in the order announced."""
    kinds: list[str] = []
    match = kind_pattern().match(text)
    if match:
        for word in re.split(r"\s*(?:/|,|&|\+|\boch\b|\bsamt\b|(?<=[a-zåäö])[lI|](?=[A-ZÅÄÖ]))\s*", match[1]):
            kinds += [kind for kind, pattern in _kinds() if pattern.fullmatch(word.strip())][:1]
        text = text[match.end() :]
    elif _ABOUT.match(text):
        kinds = ["decision"]
    if run_in := _TOLD.match(text) or _RUN_IN.match(text):
        text = run_in[1]
    bare = _IN_TITLE.sub("", text) if "bil" in text.lower() else text
    title = clean(bare).strip(" ,;:–-")
    return title, tuple(dict.fromkeys(kinds))
