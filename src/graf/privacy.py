"""What a release withholds of people: covered names, and everything about those who were erased.

A covered person keeps a key and what they did; the name is covered by `█`, one for each character, in the published
text, in every quote and in every literal. An erased one is covered alike and has no node either.

All of it happens before anything is written, so that no trace is in the release's files (a store keeps what was once
written to it), and after everything is resolved, since only then is it known who is named. Where names are withheld,
those are covered too that have the form of a name and could not be tied to a person.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad

from graf.extract.names import full_names
from graf.issues import Issue
from graf.model import Document, Network
from graf.privacy_names import NameIndex, Span, Words, covered, words
from graf.rdf import evidence
from graf.rdf.evidence import Rendition
from graf.rdf.iris import digest
from graf.rdf.vocab import FOAF, GRAF, OA, RDF

_ABOUT = ("attendance", "membership", "interval")
"""The kinds of nodes that are about one person, whose key is a part of theirs."""
_OPAQUE = ("reading", "evidence", "selector", "person", "document", "file")
"""The kinds whose keys never come of a name."""
_NAMING = (FOAF.name, GRAF.nameVariant, GRAF.nameAsWritten)
_STRINGS = ("http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")


@dataclass
class Privacy:
    """What one build withholds (`graf.privacy_plan` decides it).

    `erased` are keys of people, `erased_names` their names, `by_name` the keys of those who are published by name, None
    for all. `files` are file names by document key. Where not all are published by name, what looks like a name is
    covered too, unless it is one of `published`; `places` are words of bodies' names, which do not belong to a name
    before them.
    """

    base: str
    index: NameIndex
    files: dict[str, str]
    erased: frozenset[str] = frozenset()
    erased_names: frozenset[Words] = frozenset()
    by_name: frozenset[str] | None = None
    published: NameIndex = field(default_factory=NameIndex)
    places: frozenset[str] = frozenset()
    _iris: dict[str, NamedNode] = field(default_factory=dict)

    @property
    def by_form(self) -> bool:
        """Whether what has the form of a name is covered too."""
        return self.by_name is not None

    def rendition(self, document: Document) -> Rendition:
        """What is published of a document's text; every position stays what it was. Counts the names covered."""
        plain = evidence.rendition(document)
        spans = self._spans(document.text, document.file)
        spans += [document.original_span(*span) for span in self._spans(document.repaired, document.file)]
        text = covered(plain.text, spans)
        counted = Counter({"name": _distinct(spans)}) if spans else Counter[str]()
        return Rendition(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), plain.masked + counted)

    def text(self, text: str, file: str | None = None) -> str:
        """A text of a document, or of none, with the names in it covered."""
        return covered(text, self._spans(text, file))

    def issues(self, issues: Iterable[Issue]) -> Iterator[Issue]:
        """What could not be read, settled or mapped, said without names."""
        for issue in issues:
            yield replace(issue, reason=self.text(issue.reason, issue.file))

    def network(self, network: Network) -> Network:
        """What holds over all documents, without erased people, and names in what is said of matters and of doubts."""
        matters = []
        for matter in network.matters:
            title, reasons = matter.title, matter.reasons
            for file in dict.fromkeys(one.file for one in matter.occurrences):
                title, reasons = self.text(title, file), tuple(self.text(reason, file) for reason in reasons)
            matters.append(replace(matter, title=title, reasons=reasons))
        people = []
        for person in network.people:
            why = person.unsettled
            for file in dict.fromkeys(file for file, _ in person.surfaces if why):
                why = self.text(why or "", file)
            if person.key not in self.erased:
                people.append(replace(person, unsettled=why))
        return replace(network, matters=tuple(matters), people=tuple(people))

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The quads of whole graphs (a document's two together), without names and what is about an erased person."""
        kept = list(self._without_erased(list(quads)))
        unnamed = set(self._unnamed(kept))
        for quad in kept:
            value = quad.object
            if isinstance(value, Literal):
                value = self._literal(quad, value)
                if quad.predicate in _NAMING and quad.subject in unnamed:
                    value = Literal(covered(value.value, [(0, len(value.value))]))
            elif isinstance(value, NamedNode):
                value = self._iri(value)
            subject = quad.subject
            assert isinstance(subject, NamedNode), "a release holds no blank nodes"
            yield Quad(self._iri(subject), quad.predicate, value, quad.graph_name)

    def _spans(self, text: str, file: str | None) -> list[Span]:
        found = self.index.find(text, file)
        if self.by_form and file is not None:
            for start, end, name in full_names(text):
                if not self.published.find(name):
                    found.append((start, self._end(text, start, end)))
        return found

    def _end(self, text: str, start: int, end: int) -> int:
        """The end of what looks like a name, less the words of a body's name after it (`Eva Lindmark Fjällbo`)."""
        parts = text[start:end].split()
        while len(parts) > 2 and words(parts[-1]) and words(parts[-1])[-1] in self.places:
            end = start + text[start:end].rstrip().rindex(parts.pop())
        return start + len(text[start:end].rstrip())

    def _literal(self, quad: Quad, value: Literal) -> Literal:
        if quad.predicate == OA.exact or value.datatype.value not in _STRINGS:
            return value  # a quote is cut out of the published text
        graph = quad.graph_name
        file = self.files.get(graph.value.rsplit("/", 1)[1]) if isinstance(graph, NamedNode) else None
        text = self.text(value.value, file)
        if text == value.value:
            return value
        return Literal(text, language=value.language) if value.language else Literal(text)

    def _unnamed(self, quads: Iterable[Quad]) -> Iterator[object]:
        """The people who are not published by name, settled or not, and their attendance."""
        for quad in quads if self.by_name is not None else ():
            for term in (quad.subject, quad.object) if quad.predicate == GRAF.person else (quad.subject,):
                key = _person(term, self.base)
                if key is not None and key not in (self.by_name or ()):
                    yield quad.subject

    def _without_erased(self, quads: list[Quad]) -> Iterator[Quad]:
        dead = set(self._dead(quads)) if self.erased or self.erased_names else set()
        if dead:
            bodies = {*dead, *_having(quads, (RDF.subject, RDF.object), dead)}
            readings = _having(quads, (OA.hasBody,), bodies)
            alive = {q.object for q in quads if q.predicate == OA.hasTarget and q.subject not in readings}
            passages = {
                q.object
                for q in quads
                if q.predicate == OA.hasTarget and q.subject in readings and q.object not in alive
            }
            selectors = {q.object for q in quads if q.predicate == OA.hasSelector and q.subject in passages}
            dead = {*bodies, *readings, *passages, *selectors}
        yield from (quad for quad in quads if quad.subject not in dead and quad.object not in dead)

    def _dead(self, quads: Iterable[Quad]) -> Iterator[object]:
        """The nodes of erased people, of unsettled ones who bear their names, and what is about them."""
        keys = set(self.erased)
        for quad in quads:
            if quad.predicate == FOAF.name and isinstance(quad.object, Literal):
                key = _person(quad.subject, self.base)
                if key is not None and "-" in key and words(quad.object.value) in self.erased_names:
                    keys.add(key)
        for quad in quads:
            for term in (quad.subject, quad.object):
                if isinstance(term, NamedNode) and _about(term.value, self.base, keys):
                    yield term

    def _iri(self, term: NamedNode) -> NamedNode:
        """An IRI without a name in it: that of a body or role that is called after a person."""
        start = f"{self.base}/id/"
        kind, _, key = term.value[len(start) :].partition("/")
        if not term.value.startswith(start) or kind in _OPAQUE:
            return term
        if term.value not in self._iris:
            spans = self.index.find(key)
            for first, last in reversed(spans):
                key = f"{key[:first]}x{digest(self.base, key, length=8)}{key[last:]}"
            self._iris[term.value] = NamedNode(f"{start}{kind}/{key}") if spans else term
        return self._iris[term.value]


def _person(term: object, base: str) -> str | None:
    start = f"{base}/id/person/"
    return term.value[len(start) :] if isinstance(term, NamedNode) and term.value.startswith(start) else None


def _about(iri: str, base: str, people: Iterable[str]) -> bool:
    """Whether an IRI names one of these people (by key), or something that is about one of them."""
    start = f"{base}/id/"
    kind, _, key = iri[len(start) :].partition("/")
    if not iri.startswith(start) or not (kind == "person" or kind in _ABOUT):
        return False
    return any(key == one or (kind in _ABOUT and f"-{one}-" in f"-{key}-") for one in people)


def _having(quads: Iterable[Quad], predicates: tuple[NamedNode, ...], values: set[object]) -> set[object]:
    return {quad.subject for quad in quads if quad.predicate in predicates and quad.object in values}


def _distinct(spans: Iterable[Span]) -> int:
    """How many places there are, those that overlap counted once."""
    count, end = 0, -1
    for start, last in sorted(spans):
        count, end = count + (start >= end), max(end, last)
    return count
