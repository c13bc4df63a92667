"""A document as it was read: which meeting it documents, its file and checksum, and how much was found in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA, RDF
from graf.views.beside import Entry, ReadText, beside, items_of, text_key
from graf.views.evidence import Passage, passages
from graf.views.refs import Ref, refer, refers
from graf.views.source import Source
from graf.views.text import Fold


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `text` is the key of its text rendition, `found` how many readings each rule made.

    `entries` are the items that it has, each with its lines; `head` is its beginning.
    """

    ref: Ref
    kind: str
    file: str
    checksum: str
    text: str
    meetings: tuple[Ref, ...]
    found: tuple[tuple[str, int], ...]
    head: tuple[Fold, ...]
    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...]


def document(source: Source, node: NamedNode, read: ReadText) -> Document | None:
    """A document; None where there is none of that name. `read` gives the text renditions."""
    kinds = source.nodes(node, RDF.type)
    if FOAF.Document not in kinds:
        return None
    renditions = source.subjects(GRAF.renditionOf, node)
    rules: Counter[str] = Counter()
    for rendition in renditions:
        for target in source.subjects(OA.hasSource, rendition):
            for reading in source.subjects(OA.hasTarget, target):
                rules[source.text(reading, GRAF.rule) or ""] += 1
    key, meetings = text_key(source, node), source.nodes(node, GRAF.documents)
    items = [one for meeting in meetings for one in items_of(source, meeting)]
    head, entries = beside(items, (), key, (read(key) if key else None) or "")
    return Document(
        ref=refer(source, node),
        kind=source.word(next((one for one in kinds if one.value in source.labels), None)),
        file=source.text(node, DCTERMS.source) or "",
        checksum=source.text(node, GRAF.checksum) or "",
        text=key,
        meetings=refers(source, meetings),
        found=tuple(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))),
        head=head,
        entries=tuple(entry for entry in entries if entry.text),
        passages=passages(source, node),
    )


def document_of_text(source: Source, key: str) -> Ref | None:
    """The document whose text rendition has this key."""
    found = source.one(NamedNode(f"{source.base}/res/text/{key}"), GRAF.renditionOf)
    return refer(source, found) if found else None
