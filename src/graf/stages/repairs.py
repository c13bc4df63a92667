"""The repair of scanned documents, kept: it draws on the words of all documents, so it holds while those are the same.

A word counts with its number of places up to five (`graf.read.lexicon`), and one that is common in Swedish by being
there, so most changes of a document leave the words of a larger dataset as they are. A word worked out for one scanned
document is taken over for the next: they are kept together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graf import read
from graf.model import Document, Register
from graf.read import language
from graf.read.confusions import SKELETON
from graf.read.lexicon import ADDRESS, OWN, WORD, frequencies
from graf.stages.cache import Cache
from graf.stages.watch import Notes, touches, watch

MOST = 5  # in so many places a word is as well known as it can be
_WORDS, _COMMON, _REPAIRED, _STATE = "words", "common", "repaired", "repair"
_REGISTER = "register: "


@dataclass(frozen=True, slots=True)
class Words:
    """A document's words as written, and in how many places; None for one that needs repair itself."""

    counts: dict[str, int] | None


def repaired(documents: Sequence[Document], known: Register, kept: Cache | None) -> list[Document]:
    """The documents with those that need it repaired, as `graf.read.repaired` does."""
    if kept is None:
        return read.repaired(list(documents), known)
    held = kept.all(_WORDS, Words)
    counts: Counter[str] = Counter()
    garbled = []
    for document in documents:
        found = held.get(document.sha256)
        if found is None:
            kept.put(_WORDS, document.sha256, found := _words(document))
        kept.keep(_WORDS, document.sha256)
        if found.counts is None:
            garbled.append(document)
        else:
            counts.update(found.counts)
    if not garbled:
        return list(documents)
    common = _common(counts, kept)
    words = {word: 1 if common[word.lower()] else min(count, MOST) for word, count in counts.items()}
    words |= {_REGISTER + word: count for word, count in _registered(known).items()}
    mark = hashlib.sha256("".join(f"{one.sha256} {one.file}\n" for one in garbled).encode()).hexdigest()
    state = kept.all(_STATE, _State).get("")
    before = kept.all(_REPAIRED, Document)
    keys = {document.sha256: f"{mark} {document.sha256} {document.file}" for document in garbled}
    notes = Notes()
    if state is not None and all(key in before for key in keys.values()) and not _touched(state, words):
        for key in keys.values():
            kept.keep(_REPAIRED, key)
        made = [before[keys[one.sha256]] if one.sha256 in keys else one for one in documents]
        noted = state.noted
    else:
        made = read.repaired(list(documents), known, lambda name, content: watch(name, content, notes))
        for document in made:
            if document.sha256 in keys:
                kept.put(_REPAIRED, keys[document.sha256], document)
        noted = notes.all()
    if state is None or (state.words, state.noted) != (words, noted):
        kept.put(_STATE, "", _State(words, noted))
    kept.keep(_STATE, "")
    return made


@dataclass(frozen=True, slots=True)
class _State:
    """The words that a repair drew on, in how many places each, and those of them that were looked up."""

    words: dict[str, int]
    noted: bytes


def _touched(state: _State, words: Mapping[str, int]) -> bool:
    """Whether the repair looked up a word that is now known otherwise: itself, its skeleton, or as a genitive."""
    different = [word for word in state.words.keys() | words.keys() if state.words.get(word) != words.get(word)]
    asked = set()
    for word in different:
        small = word.removeprefix(_REGISTER).lower()
        for form in (small, f"{small}s"):
            skeleton = form.translate(SKELETON)
            asked |= {f"w:{form}", f"n:{form}", f"s:{skeleton}", f"m:{skeleton}"}
    return touches(state.noted, frozenset(asked))


def _registered(known: Register) -> Counter[str]:
    """The words of the register, of which a repair knows too."""
    texts = [*known.forms, *known.people]
    for body in known.bodies:
        texts += [body.key, body.name, *body.abbreviations, *body.surfaces]
    return Counter(word for text in texts for word in WORD.findall(text))


def _common(words: Iterable[str], kept: Cache) -> dict[str, bool]:
    """Whether each word in small letters is so common that no dataset makes it better known."""
    held = kept.all(_COMMON, dict[str, bool]).get("", {})
    kept.keep(_COMMON, "")
    unknown = {word.lower() for word in words} - held.keys()
    if unknown:
        usual = frequencies()
        held = held | {word: usual.get(word, 0.0) >= MOST * OWN for word in unknown}
        kept.put(_COMMON, "", held)
    return held


def _words(document: Document) -> Words:
    if language.misread(document.text):
        return Words(None)
    counts = Counter(WORD.findall(ADDRESS.sub(" ", document.repaired)))
    return Words({word: min(count, MOST) for word, count in counts.items()})
