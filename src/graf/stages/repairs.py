"""The repair of scanned documents, kept: it holds while the words that were looked up for it are known as before.

What a word is worked out as is kept with what was looked up for it in the vocabulary of all documents; a document, with
the words that it rests on. Where the vocabulary is another, the words that looked something up of what changed are
worked out again, and only the documents of those that come out otherwise are repaired again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graf import read
from graf.faults import REPAIRING, attempted, together
from graf.issues import Issue
from graf.model import Document, Register
from graf.read import language
from graf.read.mend import with_repairs
from graf.read.readings import Worked
from graf.read.repair import ALL, Repairer
from graf.read.vocabulary import Told, Vocabulary, differences, gathered, told
from graf.stages.cache import Cache

_TOLD, _VOCABULARY, _WORKED, _REPAIRED = "told", "vocabulary", "worked", "repaired"


@dataclass(frozen=True, slots=True)
class _Repaired:
    """A repaired document, and the words it rests on (`graf.read.repair.Repaired.rests`)."""

    document: Document
    rests: tuple[str, ...]


def repaired(documents: Sequence[Document], known: Register, kept: Cache | None) -> tuple[list[Document], list[Issue]]:
    """The documents with those that need it repaired, as `graf.read.repaired` does; and those over which graf stumbled,
    which are left out."""
    if kept is None:
        return together(REPAIRING, lambda some: read.repaired(list(some), known), documents)
    keys = [_key(document) for document in documents]
    found = _told(documents, keys, kept)
    garbled = {key for key in keys if found[key].spelt is not None}
    if not garbled:
        return list(documents), []
    words = _Words(gathered(found.values(), known), kept)
    held = kept.all(_REPAIRED, _Repaired)
    made: list[Document] = []
    left: list[Issue] = []
    used: set[str] = set()
    repair = attempted(REPAIRING, words.repaired)
    for key, document in zip(keys, documents, strict=True):
        if key in garbled:
            one = held.get(key)
            if one is None or not words.hold(one.rests):
                now = repair(document)
                if isinstance(now, Issue):
                    left.append(now)
                    continue
                one = kept.put(_REPAIRED, key, now)
            kept.keep(_REPAIRED, key)
            used.update(one.rests)
            document = one.document
        made.append(document)
    words.keep(used)
    return made, left


class _Words:
    """What words are worked out as with the vocabulary of this build."""

    def __init__(self, vocabulary: Vocabulary, kept: Cache) -> None:
        self._vocabulary, self._kept = vocabulary, kept
        self._repairer: Repairer | None = None
        before = kept.get(_VOCABULARY, "", Vocabulary)
        self._held = kept.all(_WORKED, Worked) if before is not None else {}
        self._other: set[str] = set()
        if before != vocabulary:
            kept.put(_VOCABULARY, "", vocabulary)
        kept.keep(_VOCABULARY, "")
        if before is not None and before != vocabulary:
            self._other.add(ALL)
            self._renew(differences(before, vocabulary))

    def _renew(self, different: frozenset[str]) -> None:
        touched = {key: one for key, one in self._held.items() if one.asked.touches(different)}
        self._held = {key: one for key, one in self._held.items() if key not in touched}
        for key, one in touched.items():
            now = self.repairer().readings[key]
            if (now.reading, now.name) != (one.reading, one.name):
                self._other.add(key)

    def repairer(self) -> Repairer:
        """What repairs documents; it is made only where one must be, since that takes the tables of the language."""
        if self._repairer is None:
            self._repairer = Repairer(self._vocabulary, self._held)
        return self._repairer

    def repaired(self, document: Document) -> _Repaired:
        """A document, repaired, and the words that this rests on."""
        text, repairs, rests = self.repairer().repair(document.repaired)
        return _Repaired(with_repairs(document, text, repairs), tuple(sorted(rests)))

    def hold(self, rests: Iterable[str]) -> bool:
        """Whether all these words come out as they did in the build before."""
        return self._other.isdisjoint(rests)

    def keep(self, used: Iterable[str]) -> None:
        """Keeps the words that documents rest on."""
        worked = self._held if self._repairer is None else self._repairer.readings.worked
        for key in set(used) - {ALL}:
            if key not in self._held:
                self._kept.put(_WORKED, key, worked[key])
            self._kept.keep(_WORKED, key)


def _told(documents: Sequence[Document], keys: Sequence[str], kept: Cache) -> dict[str, Told]:
    """What each document tells, by its key."""
    found = kept.all(_TOLD, Told)
    for key, document in zip(keys, documents, strict=True):
        if key not in found:
            found[key] = told(document.repaired, language.misread(document.text))
            kept.put(_TOLD, key, found[key])
        kept.keep(_TOLD, key)
    return {key: found[key] for key in keys}


def _key(document: Document) -> str:
    """What tells a document as it was read: its file, and the text before any repair."""
    text = hashlib.blake2b(f"{document.text}\0{document.repaired}".encode(), digest_size=16).hexdigest()
    return f"{document.file} {document.sha256} {text}"
