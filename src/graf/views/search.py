"""Search: the words of titles, names and clauses, whatever their case and accents, each word anywhere in the text.

The index is plain strings, made once for a release, so it may be shared by all threads. Finding is a scan: it takes
milliseconds for some ten thousand entries.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, PROV, SKOS
from graf.views.refs import Ref, refer
from graf.views.source import Source

MOST: Final = 100
"""So many hits are given."""
KINDS: Final = ("body", "person", "matter", "item", "decision", "proposal", "meeting")
"""What can be found, in the order in which it is shown."""
_TEXTS: Final = (
    ("body", ORG.Organization, (SKOS.prefLabel, SKOS.notation, SKOS.altLabel)),
    ("person", FOAF.Person, (FOAF.name, GRAF.nameVariant)),
    ("matter", GRAF.Matter, (DCTERMS.title,)),
    ("item", GRAF.AgendaItem, (DCTERMS.title, SKOS.altLabel)),
    ("decision", GRAF.Decision, (GRAF.text,)),
    ("proposal", GRAF.Proposal, (GRAF.text,)),
    ("meeting", GRAF.Meeting, (GRAF.notBefore, GRAF.place)),
)
_ITEM: Final = {GRAF.Decision: PROV.wasGeneratedBy, GRAF.Proposal: GRAF.proposedIn}
"""Which property leads from a clause to its item."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its reference, the meeting it belongs to, and its folded text."""

    ref: Ref
    meeting: Ref | None
    folded: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, by kind in the order of `KINDS`; `total` counts what is not shown too."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    total: int


def index(source: Source) -> tuple[Entry, ...]:
    """Everything that can be found in a release."""
    entries = []
    for _, kind, predicates in _TEXTS:
        for node in source.instances(kind):
            texts = [text for predicate in predicates for text in source.texts(node, predicate)]
            ref = refer(source, node)
            item = source.one(node, _ITEM[kind]) if kind in _ITEM else None
            meeting = source.one(item or node, GRAF.partOfMeeting)
            where = refer(source, meeting) if meeting else None
            entries.append(Entry(ref, where, fold(" ".join([ref.label, *texts]))))
    return tuple(entries)


def find(entries: Sequence[Entry], text: str) -> Hits:
    """The entries that hold every word of a text; those where the words begin a word come first."""
    words = fold(text).split()
    if not words:
        return Hits((), 0)
    found = [one for one in entries if all(word in one.folded for word in words)]
    ranked = sorted(found, key=lambda one: (-_rank(one.folded, words), _backwards(one)))
    shown = ranked[:MOST]
    groups = [(kind, tuple(one for one in shown if one.ref.kind == kind)) for kind in KINDS]
    return Hits(tuple((kind, several) for kind, several in groups if several), len(found))


def fold(text: str) -> str:
    """A text without case and accents: `Närvårdsavdelningen` → `narvardsavdelningen`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def _rank(folded: str, words: Sequence[str]) -> int:
    return sum(2 if folded.startswith(word) else f" {word}" in folded for word in words)


def _backwards(one: Entry) -> tuple[int, str]:
    when = (one.meeting or one.ref).last or ""
    return -int(when.replace("-", "") or 0), one.ref.label
