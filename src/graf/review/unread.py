"""Passages that no rule read, though they name somebody, a day, or what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graf.corrections.facts import facts
from graf.extract.blocks import block_heading
from graf.model import Document, Evidence, Line, Minutes

_TELLING: Final = re.compile(
    r"\b(beslut(?!ade\s*:?\s*$)\w*|utse[rs]?\w*|uppdra[gs]?\w*|ansvar\w*|senast|avgår|slutar|tillträder|ersätter|"
    r"återkomm\w*|föreslå[rs]\w*|\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|"
    r"september|oktober|november|december))\b",
    re.IGNORECASE,
)  # fmt: skip
LONGEST = 12
"""So many lines at most are one passage."""
MOST = 40
"""So many passages of a document are listed, those that tell most."""


def unread(document: Document, minutes: Minutes) -> list[Evidence]:
    """The passages of a document, in its order, on which no fact rests and which seem to say something."""
    first = min((item.evidence[0].line for item in minutes.items if item.evidence), default=1)
    read = {
        line
        for fact in facts(minutes)
        for one in fact.evidence
        for line in range(one.line, one.line + one.quote.count("\n") + 1)
    }
    people = {one.evidence.line for one in minutes.named}
    found = []
    for run in _runs(document, first, read):
        start, end = run[0].start, run[-1].start + len(run[-1].original.rstrip())
        quote = document.text[start:end]
        words = " ".join(line.text.strip() for line in run)
        weight = 2 * len({line.number for line in run} & people) + len(_TELLING.findall(words))
        if weight and len(words.split()) > 4:
            found.append((weight, Evidence(start, end, quote, run[0].page, run[0].number, "none", 0.0)))
    told = sorted(found, key=lambda one: (-one[0], one[1].start))[:MOST]
    return sorted((one for _, one in told), key=lambda one: one.start)


def _runs(document: Document, first: int, read: set[int]) -> Iterator[list[Line]]:
    """Lines that follow one another, not read, after the head of the document."""
    run: list[Line] = []
    for line in document.lines:
        said = line.text.strip()
        taken = line.number < first or line.number in read or block_heading(said) is not None
        if run and (taken or line.aside or not said or len(run) == LONGEST):
            yield run
            run = []
        if said and not taken and not line.aside:
            run.append(line)
    if run:
        yield run
