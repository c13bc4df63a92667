"""Characters that a reader does not see, taken out of the text: soft hyphens, marks of no width, parted accents.

The rendition keeps them. Repairs of two steps, one upon the other, become one step from the rendition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from graf.model import Document, Line, Repair
from graf.read.sheet import CHECK, Unreadable

MOST = 500_000  # marks that are taken out or put together
Span = tuple[int, int]
_CROSSED = "[\u0335\u0336]"  # combining strokes: text struck through letter by letter
_ODD = re.compile(
    r"^\ufeff|\u00ad(?=\s*$)|[\u00ad\u200b-\u200d\u2060]|[\ufb00-\ufb06]"
    rf"|{_CROSSED}|[^\W\d_][\u0300-\u0334\u0337-\u036f]+",
    re.MULTILINE,
)
_ANY = re.compile(
    "[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufb00-\ufb06\ufeff]"
)  # without these there is nothing to mend


def mend(text: str) -> tuple[str, tuple[Repair, ...], tuple[Span, ...]]:
    """The text as a reader sees it, what was changed, and the spans of the text that combining strokes cross.

    Raises `Unreadable` where more is to change than any text needs: each change takes its memory.
    """
    if not _ANY.search(text):
        return text, (), ()
    pieces: list[str] = []
    repairs: list[Repair] = []
    last = shift = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        found = match.group()
        if found == "\ufeff" and start:
            continue
        new = _seen(found, text, end)
        if new == found:
            continue
        if len(repairs) == MOST:
            raise Unreadable(f"the text has more than {MOST:,} marks that a reader does not see: {CHECK}")
        repairs.append(Repair(start + shift, start + shift + len(new), start, end, found))
        shift += len(new) - len(found)
        pieces += [text[last:start], new]
        last = end
    struck = tuple(match.span() for match in re.finditer(rf"\S{_CROSSED}(?: ?\S{_CROSSED})*", text)) if repairs else ()
    return "".join(pieces) + text[last:], tuple(repairs), struck


def _seen(found: str, text: str, end: int) -> str:
    if found == "\u00ad" and (end == len(text) or not text[end:].split("\n", 1)[0].strip()):
        return "-"
    if "\ufb00" <= found <= "\ufb06":
        return unicodedata.normalize("NFKC", found)
    if len(found) > 1:
        return unicodedata.normalize("NFC", found)
    return ""


def with_repairs(document: Document, repaired: str, repairs: Iterable[Repair]) -> Document:
    """A document whose repaired text was repaired further."""
    texts = repaired.split("\n")
    starts = accumulate((len(line) + 1 for line in texts), initial=0)
    lines = tuple(
        Line(number, page, begin, new, original, start, box, aside)
        for (number, page, begin, _, original, _, box, aside), new, start in zip(
            document.lines, texts, starts, strict=False
        )
    )
    return replace(document, repaired=repaired, lines=lines, repairs=composed(document, repairs))


def composed(document: Document, repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Repairs of a document's repaired text, and the document's own, as one step from its rendition."""
    later = tuple(repairs)
    if not document.repairs:
        return later
    found: list[Repair] = []
    earlier = list(document.repairs)
    shift = 0
    for repair in later:
        while earlier and earlier[0].end <= repair.original_start:
            found.append(_moved(earlier.pop(0), shift))
        while earlier and earlier[0].start < repair.original_end:
            earlier.pop(0)  # inside the word that is repaired as a whole
        start, end = document.original_span(repair.original_start, repair.original_end)
        found.append(Repair(repair.start, repair.end, start, end, document.text[start:end], repair.certain))
        shift = repair.end - repair.original_end
    return (*found, *(_moved(repair, shift) for repair in earlier))


def chained(text: str, middle: str, earlier: tuple[Repair, ...], later: Iterable[Repair]) -> tuple[Repair, ...]:
    """What was changed in a text to give `middle`, and what was changed in that, as one step."""
    return composed(Document("", "", text, middle, (), earlier), later) if earlier else tuple(later)


def _moved(repair: Repair, shift: int) -> Repair:
    return Repair(
        repair.start + shift, repair.end + shift, repair.original_start, repair.original_end, repair.original,
        repair.certain,
    )  # fmt: skip
