"""References: what a page calls a thing when it links to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, RDF, RDFS, SKOS
from graf.read.privacy import COVER
from graf.views.source import Source, Term, curie, remembered

LONGEST: Final = 160
"""So many characters of a text stand in a link to it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing as a link: what it is called, its kind and key, or an address elsewhere.

    `dated` things are called by their date too, whose bounds are `first` and `last` (ISO); `lang` is the language of
    the label where it comes from a document.
    """

    label: str
    kind: str = ""
    key: str = ""
    href: str = ""
    lang: str = ""
    dated: bool = False
    first: str | None = None
    last: str | None = None


@remembered
def refer(source: Source, node: Term) -> Ref:
    """A thing of the dataset, a concept, an address elsewhere or a plain value, as a reference."""
    if isinstance(node, Literal):
        return Ref(node.value, lang=node.language or "")
    found = source.key(node)
    if found is None:
        return _elsewhere(source, node)
    kind, key = found
    return replace(_CALLED.get(kind, _called)(source, node), kind=kind, key=key)


def refers(source: Source, nodes: list[NamedNode]) -> tuple[Ref, ...]:
    """Several things, each once, in their order."""
    return tuple(refer(source, node) for node in dict.fromkeys(nodes))


def body_name(source: Source, body: NamedNode, *, short: bool = False) -> str:
    """A body's name, or its abbreviation where it has one and a short name is wanted."""
    name = source.text(body, SKOS.prefLabel)
    notation = source.text(body, SKOS.notation)
    return ((notation or name) if short else (name or notation)) or body.value.rpartition("/")[2]


def shorten(text: str, longest: int = LONGEST) -> str:
    """A text cut at a word, with `…` where it was cut."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0] or text[:longest]
    return cut.rstrip(" ,.;:") + " …"


def _elsewhere(source: Source, node: NamedNode) -> Ref:
    if node.value in source.labels:
        return Ref(source.word(node))
    text = f"{source.base}/res/text/"
    if node.value.startswith(text):
        key = node.value[len(text) :]
        document = source.one(node, GRAF.renditionOf)
        return Ref(source.text(document, DCTERMS.source) or key if document else key, "text", key)
    href = node.value if node.value.startswith(("http://", "https://")) else ""
    return Ref(curie(node.value), href=href)


def _called(source: Source, node: NamedNode) -> Ref:
    for predicate in (SKOS.prefLabel, DCTERMS.title, FOAF.name, GRAF.text, DCTERMS.source):
        for term in source.all(node, predicate):
            if isinstance(term, Literal):
                return Ref(shorten(term.value), lang=term.language or "")
    found = source.key(node)
    return Ref(found[1] if found else node.value)


def _body(source: Source, node: NamedNode) -> Ref:
    return Ref(body_name(source, node), lang="sv")


def _meeting(source: Source, node: NamedNode) -> Ref:
    holder = source.one(node, GRAF.heldBy)
    name = body_name(source, holder, short=True) if holder else source.word(GRAF.Meeting)
    return Ref(
        name, lang="sv", dated=True, first=source.text(node, GRAF.notBefore), last=source.text(node, GRAF.notAfter)
    )


def _item(source: Source, node: NamedNode) -> Ref:
    number, title = source.text(node, GRAF.number), source.text(node, DCTERMS.title)
    return Ref(" ".join(part for part in (number, title) if part) or node.value.rpartition("/")[2], lang="sv")


def _document(source: Source, node: NamedNode) -> Ref:
    kind = next((source.word(one) for one in (GRAF.Minutes, GRAF.Agenda) if one in source.nodes(node, RDF.type)), "")
    meeting = source.one(node, GRAF.documents)
    if meeting is None:
        return Ref(source.text(node, DCTERMS.source) or kind)
    called = _meeting(source, meeting)
    return replace(called, label=f"{kind[:1].upper()}{kind[1:]}, {called.label}", lang="")


def _person(source: Source, node: NamedNode) -> Ref:
    """By name; one whose name is withheld by key, which tells them from the others."""
    name = source.text(node, FOAF.name)
    return Ref(node.value.rpartition("/")[2] if name is None or COVER in name else name)


def _membership(source: Source, node: NamedNode) -> Ref:
    member, organization = source.one(node, ORG.member), source.one(node, ORG.organization)
    parts = [refer(source, one).label for one in (member, source.one(node, ORG.role)) if one]
    if organization:
        parts.append(body_name(source, organization, short=True))
    return Ref(", ".join(parts), lang="sv")


def _attendance(source: Source, node: NamedNode) -> Ref:
    person, meeting = source.one(node, GRAF.person), source.one(node, GRAF.atMeeting)
    name = refer(source, person).label if person else source.text(node, GRAF.nameAsWritten) or ""
    return replace(_meeting(source, meeting), label=name) if meeting else Ref(name)


def _between(source: Source, node: NamedNode) -> Ref:
    ends = [source.one(node, predicate) for predicate in (GRAF.fromBody, GRAF.toBody)]
    names = [body_name(source, end, short=True) if end else "?" for end in ends]
    return Ref(f"{names[0]} → {names[1]}: {source.word(source.one(node, GRAF.kind))}")


def _correction(source: Source, node: NamedNode) -> Ref:
    """By what was done, and when."""
    return Ref(
        f"{source.word(source.one(node, GRAF.action))} {(source.text(node, DCTERMS.created) or '')[:10]}".strip()
    )


def _contradiction(source: Source, node: NamedNode) -> Ref:
    return Ref(source.word(source.one(node, GRAF.kind)))


def _former(source: Source, node: NamedNode) -> Ref:
    return Ref(shorten(source.text(node, RDFS.label) or ""))


_CALLED: Final[Mapping[str, Callable[[Source, NamedNode], Ref]]] = {
    "body": _body,
    "meeting": _meeting,
    "item": _item,
    "document": _document,
    "person": _person,
    "membership": _membership,
    "attendance": _attendance,
    "referral": _between,
    "body-relation": _between,
    "correction": _correction,
    "contradiction": _contradiction,
    "former-fact": _former,
}
