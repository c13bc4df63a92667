"""`graf about PERSON`: all that a release holds about somebody, with sources, as GDPR article 15 gives a right to.

That is the person's own node, everything that points to it (attendance, memberships, items, decisions, assignments),
each with the passages that it was read from, and every line of every text where the name stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from graf.issues import UsageError
from graf.privacy_names import NameIndex, words
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA, RDF, SCHEMA
from graf.read.privacy import COVER
from graf.store.embedded import open_read_only
from graf.store.release import STORE, TEXT, read_manifest
from graf.views.evidence import Passage, passages, value_passages
from graf.views.refs import refer
from graf.views.source import Source, curie, read_labels

_THEIRS: Final = ("person", "attendance", "membership")
"""The kinds of things of which everything is about the person; of others only the link to the person is."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a fact was read: file, page and line (1-based), the quote, the rule and how sure it is (0–1)."""

    file: str
    page: int | None
    line: int | None
    quote: str
    rule: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing that is about somebody or names them: what it is, its IRI, what it says, where that was read."""

    what: str
    iri: str
    label: str
    says: tuple[tuple[str, str], ...]
    sources: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the name stands in a text: `place` is `document:start-end`, as register/gone.csv writes it."""

    file: str
    line: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Held:
    """All that a release holds about one person. `names` are all forms seen; `release` is its digest."""

    iri: str
    key: str
    names: tuple[str, ...]
    release: str
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]

    @property
    def erasing(self) -> str:
        """The line of register/gone.csv (key,when,reason,passages) that erases the person: no name stands in it."""
        forms: dict[tuple[str, object], str] = {}
        for one in self.mentions:
            form = words(one.text)
            if len(form) > 1 and min(map(len, form)) > 1:
                forms.setdefault((one.file, form), one.place)
        return f"person/{self.key},YYYY-MM-DD,WHY,{'|'.join(forms.values())}"


def about(release: Path, who: str, lang: str = "en") -> list[Held]:
    """Everything about the person of an IRI, a key, or a name in any form seen; of each of several who bear it.

    Raises `UsageError` where there is nobody.
    """
    manifest = read_manifest(release)
    base = str(manifest["base"])
    store = open_read_only(release / STORE)
    source = Source(store, base, read_labels(store, base), lang)
    people = list(_people(source, who))
    if not people:
        hint = (
            "Names are withheld in this release: give a key." if _withheld(source) else "Try another form of the name."
        )
        raise UsageError("graf about", None, f"expected a person’s name, key or address, not ‘{who}’", hint)
    return [_held(source, release, person, str(manifest["digest"])) for person in people]


def printed(found: Sequence[Held], form: str) -> str:
    """What is held as `text` or `json`, with a line break at its end."""
    if form == "json":
        people = [{**asdict(one), "erasing": one.erasing} for one in found]
        return json.dumps(people, ensure_ascii=False, indent=1) + "\n"
    return "\n\n".join("\n".join(_lines(one)) for one in found) + "\n"


def names_of(source: Source, person: NamedNode) -> tuple[str, ...]:
    """The names under which a person is in a release, covered ones aside."""
    written = [text for one in source.subjects(GRAF.person, person) for text in source.texts(one, GRAF.nameAsWritten)]
    found = (*source.texts(person, FOAF.name), *source.texts(person, GRAF.nameVariant), *written)
    return tuple(dict.fromkeys(name for name in found if COVER not in name))


def _people(source: Source, who: str) -> Iterator[NamedNode]:
    key = who.strip().removeprefix(f"{source.base}/id/").removeprefix("person/")
    people = source.instances(FOAF.Person)
    by_key = [person for person in people if person.value == f"{source.base}/id/person/{key}"]
    wanted = sorted(words(who))
    by_name = (person for person in people if any(sorted(words(name)) == wanted for name in names_of(source, person)))
    yield from by_key or (by_name if wanted else ())


def _withheld(source: Source) -> bool:
    return any(COVER in name for person in source.instances(FOAF.Person) for name in source.texts(person, FOAF.name))


def _held(source: Source, release: Path, person: NamedNode, digest: str) -> Held:
    names = names_of(source, person)
    facts = [_fact(source, person, "Person", passages(source, person))]
    for subject, predicate in source.links_in(person):
        if predicate in (RDF.object, OA.hasBody, SCHEMA.attendee) or source.key(subject) is None:
            continue
        read = value_passages(source, subject).get((predicate.value, person.value)) or passages(source, subject)
        facts.append(_fact(source, subject, source.word(predicate), read))
    distinct = tuple(dict.fromkeys(facts))
    key = person.value.rsplit("/", 1)[1]
    return Held(person.value, key, names, digest, distinct, tuple(_mentions(source, release, person, names)))


def _fact(source: Source, node: NamedNode, what: str, read: Sequence[Passage]) -> Fact:
    kind = (source.key(node) or ("", ""))[0]
    says = tuple(
        (_word(source, predicate), refer(source, value).label)
        for predicate, value in (source.pairs(node) if kind in _THEIRS else ())
        if predicate != RDF.type
    )
    bases = tuple(Basis(_file(source, one), one.page, one.line, one.quote, one.rule, one.confidence) for one in read)
    return Fact(what, node.value, refer(source, node).label, says, bases)


def _word(source: Source, predicate: NamedNode) -> str:
    return source.word(predicate) if predicate.value in source.labels else curie(predicate.value)


def _file(source: Source, passage: Passage) -> str:
    document = passage.document and source.text(source.node("document", passage.document.key), DCTERMS.source)
    return document or passage.text


def _mentions(source: Source, release: Path, person: NamedNode, names: Sequence[str]) -> Iterator[Mention]:
    """Where the person is named: in full in every text, by part of the name in those that the person is known from."""
    known = {one.text for one in _read(source, person)}
    index = NameIndex()
    for name in names:
        index.add_hidden(name, known)
        for text in known:
            index.add_parts(name, text)
    for rendition in sorted((release / TEXT).glob("*.txt")):
        text = rendition.read_bytes().decode("utf-8")
        node = NamedNode(f"{source.base}/res/text/{rendition.stem}")
        document = source.one(node, GRAF.renditionOf)
        file = source.text(document, DCTERMS.source) if document else None
        key = document.value.rsplit("/", 1)[1] if document else rendition.stem
        for start, end in index.find(text, rendition.stem):
            line = text.count("\n", 0, start) + 1
            yield Mention(file or rendition.name, line, text[start:end], f"{key}:{start}-{end}")


def _read(source: Source, person: NamedNode) -> Iterator[Passage]:
    yield from passages(source, person)
    for attendance in source.subjects(GRAF.person, person):
        yield from passages(source, attendance)


def _lines(held: Held) -> Iterator[str]:
    yield held.names[0] if held.names else held.key
    yield f"  address   {held.iri}"
    yield f"  release   {held.release}"
    for name in held.names[1:]:
        yield f"  written   {name}"
    yield f"\nWhat is held ({len(held.facts)})"
    for fact in held.facts:
        yield f"- {fact.what}: {fact.label}\n    {fact.iri}"
        yield from (f"    {what}: {value}" for what, value in fact.says)
        yield from (f"    source: {_where(one)}: “{' '.join(one.quote.split())}” ({one.rule})" for one in fact.sources)
    yield f"\nWhere the name stands ({len(held.mentions)})"
    yield from (f"- {one.file}:{one.line}: {' '.join(one.text.split())}" for one in held.mentions)
    yield "\nTo erase, in register/gone.csv (key,when,reason,passages):"
    yield held.erasing


def _where(basis: Basis) -> str:
    page = f", page {basis.page}" if basis.page and basis.page > 1 else ""
    return f"{basis.file}{page}, line {basis.line}"
