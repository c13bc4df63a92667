"""The same document in several formats (`protokoll.docx` and `protokoll.pdf`): found by its words and its numbers.

Two files are one document where nearly all runs of three words and nearly all numbers are in both, å, ä and ö apart,
so that a scan is known by its text too. Minutes of two meetings differ in their dates, however alike the rest is.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graf.model import Document
from graf.read import language
from graf.read.confusions import SKELETON

ALIKE = 0.75  # the share of runs of three words that two editions have in common, of all that either has
NUMBERS = 0.85  # likewise of numbers
SKETCH = 24  # of how many runs the least hashes are compared to find likely pairs
# The first is kept: it says most plainly what is a line, a number, a struck name.
BEST = (".docx", ".odt", ".pdf", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt", ".text")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Edition:
    """A document, and the other files that hold the same one."""

    document: Document
    others: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    document: Document
    form: str
    runs: frozenset[int]
    numbers: Counter[str]


def editions(documents: Sequence[Document]) -> list[Edition]:
    """The documents, each once, in order; of several formats the plainest is kept, and the rest stand beside it."""
    forms = {_form(document) for document in documents}
    if len(forms) < 2:
        return [Edition(document) for document in documents]
    contents = [_content(document) for document in documents]
    group = list(range(len(contents)))
    for first, second in sorted(_pairs(contents)):
        if group[first] != group[second] and _same(contents[first], contents[second]):
            old, new = group[second], group[first]
            formats = [contents[i].form for i in range(len(group)) if group[i] in (old, new)]
            if len(set(formats)) == len(formats):
                group = [new if one == old else one for one in group]
    members_of: dict[int, list[Document]] = defaultdict(list)
    for index, one in enumerate(group):
        members_of[one].append(documents[index])
    found = []
    for members in members_of.values():
        kept = min(members, key=_rank)
        found.append(Edition(kept, tuple(one for one in members if one is not kept)))
    order = {document.sha256: place for place, document in enumerate(documents)}
    return sorted(found, key=lambda edition: order[edition.document.sha256])


def _form(document: Document) -> str:
    suffix = Path(document.file).suffix.lower()
    return f"scan{suffix}" if document.recognised else suffix


def _rank(document: Document) -> tuple[bool, bool, int, str]:
    suffix = Path(document.file).suffix.lower()
    place = BEST.index(suffix) if suffix in BEST else len(BEST)
    return bool(document.recognised), language.gated(document.text), place, document.file


def _content(document: Document) -> _Content:
    text = " ".join(line.text for line in document.lines if not line.aside)
    words = _WORD.findall(text.casefold().translate(SKELETON))
    runs = frozenset(zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2)))
    return _Content(document, _form(document), runs, Counter(re.findall(r"\d+", text)))


def _pairs(contents: Sequence[_Content]) -> Iterable[tuple[int, int]]:
    """Documents of different formats that share one of their least hashes: all that may be the same."""
    by_hash: dict[int, list[int]] = defaultdict(list)
    for index, content in enumerate(contents):
        for value in sorted(content.runs)[:SKETCH]:
            by_hash[value].append(index)
    return {
        (a, b)
        for indices in by_hash.values()
        if len(indices) <= 200
        for place, a in enumerate(indices)
        for b in indices[place + 1 :]
        if contents[a].form != contents[b].form
    }


def _same(one: _Content, other: _Content) -> bool:
    if len(one.runs & other.runs) < ALIKE * len(one.runs | other.runs):
        return False
    either = (one.numbers | other.numbers).total()
    return (one.numbers & other.numbers).total() >= NUMBERS * either
