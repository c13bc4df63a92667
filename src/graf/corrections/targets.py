"""What a correction is about, in the documents as they are read now: by passage and what was seen, not by address.

A better rule may read more or less of a passage, a better scan may spell it otherwise, another file may come first:
the document, the passage and the kind of fact still lead to the same fact, or to none, and then that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from graf.corrections.facts import Fact
from graf.corrections.form import REMOVE, Correction, Target
from graf.corrections.kinds import FACTS, Value
from graf.model import Document, Evidence, Minutes

ALIKE = 0.8
"""How like (difflib's ratio) a passage of a text that was read anew must be to the one that was corrected."""
LEAST = 0.5
"""The share of a passage that must be the corrected one where nothing else says that a fact is meant."""
RULE = "correction"
"""The rule of what people said: it stands on the evidence in the place of the rule that was corrected."""


def find_document(target: Target, minutes: Iterable[Minutes]) -> Minutes | None:
    """The document that a target names: by checksum, else by file name."""
    known = list(minutes)
    if target.checksum is not None:
        for one in known:
            if one.sha256.startswith(target.checksum):
                return one
    return next((one for one in known if one.file == target.document), None)


def spans(target: Target, text: str) -> tuple[tuple[int, int], ...]:
    """Where a target's quote stands in a rendition: the place nearest to where it stood; all where that is unknown.

    Line breaks and spaces do not count. Empty where the quote does not stand there.
    """
    if not target.quote:
        return ()
    if target.at is not None and text.startswith(target.quote, target.at):
        return ((target.at, target.at + len(target.quote)),)
    pattern = r"\s+".join(map(re.escape, target.quote.split()))
    found = tuple(match.span() for match in re.finditer(pattern, text))
    if target.at is None or not found:
        return found
    at = target.at
    return (min(found, key=lambda span: abs(span[0] - at)),)


def passage(target: Target, document: Document) -> Evidence | None:
    """The passage that a target quotes, as evidence of a person's knowledge; None where it does not stand there."""
    found = spans(target, document.text)
    if not found:
        return None
    start, end = found[0]
    line = document.line_at(start)
    return Evidence(start, end, document.text[start:end], line.page, line.number, RULE, 1.0)


def find_fact(correction: Correction, known: Sequence[Fact], text: str) -> Fact | str:
    """The fact that a correction is about, of those that its document states; else why there is none.

    `text` is the document's rendition. Several facts may rest on one passage: what was seen (`was`), or what is to be
    (`set`, where the extraction says so by now), tells them apart.
    """
    target = correction.target
    places = spans(target, text)
    near = sorted(
        (
            (_agreement(correction, fact), share, -n)
            for n, fact in enumerate(known)
            if fact.kind == correction.fact
            and (share := _near(correction, fact, places) if places else _likeness(fact, target))
        ),
        reverse=True,
    )
    if not near:
        where = "" if places else ", and the text does not hold it"
        return f"no {_words(correction.fact)} is read from “{_short(target.quote)}”{where}"
    best = near[0]
    if len(near) > 1 and near[1][:2] == best[:2] and known[-near[1][2]].values != known[-best[2]].values:
        return f"“{_short(target.quote)}” holds several facts of this kind, and ‘was’ does not say which"
    return known[-best[2]]


def agrees(wanted: Iterable[tuple[str, Value]], values: Mapping[str, Value]) -> bool:
    """Whether a fact's fields have these values; an empty one is absent."""
    return all(
        values.get(name, "") == value or (_absent(value) and _absent(values.get(name))) for name, value in wanted
    )


def _absent(value: Value | None) -> bool:
    return value is None or value is False or value in ("", ())


def _agreement(correction: Correction, fact: Fact) -> float:
    values = dict(fact.values)

    def share(wanted: tuple[tuple[str, Value], ...]) -> float:
        return sum(agrees([one], values) for one in wanted) / len(wanted) if wanted else 0.0

    return max(share(correction.was), share(correction.to))


def _near(correction: Correction, fact: Fact, places: Sequence[tuple[int, int]]) -> float:
    """How much of the two passages, the fact's and the corrected one, is the same text; 0 where a fact is not meant.

    One is meant where the most of both passages is the same. Where less is, it must say what was seen; and where
    nothing telling was seen, one of the passages must be most of the other. Only what says most of what was seen is
    removed: what another rule reads from the same passage stays.
    """
    fields = FACTS[fact.kind].fields
    values = dict(fact.values)
    told = [[one for one in said if fields[one[0]].telling] for said in (correction.was, correction.to)]
    agreed = max((sum(agrees([one], values) for one in said) / len(said) for said in told if said), default=None)
    if correction.action == REMOVE and agreed is not None and agreed <= LEAST:
        return 0.0
    best = 0.0
    for found in fact.evidence:
        for start, end in places:
            shared = min(found.end, end) - max(found.start, start)
            if shared > 0:
                share = shared / (max(found.end, end) - min(found.start, start))
                part = shared / min(found.end - found.start, end - start)
                if share >= LEAST or (part >= LEAST if agreed is None else agreed > 0):
                    best = max(best, share)
    return best


def _likeness(fact: Fact, target: Target) -> float:
    """How like a fact's passage is to one that does not stand in the text; 0 where it is not very like."""
    words = " ".join(target.quote.split()).casefold()
    alike = (SequenceMatcher(None, words, " ".join(one.quote.split()).casefold()).ratio() for one in fact.evidence)
    best = max(alike, default=0.0)
    return best if best >= ALIKE else 0.0


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
