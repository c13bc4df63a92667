"""What people said of a thing: who corrected it, when and why, what stood before, and what is at odds with it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graf.rdf.vocab import DCTERMS, FOAF, GRAF, OA, PROV, RDF, RDFS
from graf.views.evidence import Passage, passages
from graf.views.refs import Ref, refer
from graf.views.source import Source


@dataclass(frozen=True, slots=True)
class Former:
    """What was read before: a property's label and the value it had, or a label alone; and where that was read."""

    label: str
    value: Ref | None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody did with a thing: the action (a key of the concepts) and its label, who, when (ISO) and why."""

    action: str
    label: str
    who: str
    when: str
    why: str
    former: tuple[Former, ...] = ()


@dataclass(frozen=True, slots=True)
class Odds:
    """A contradiction: its kind, what is at odds in a sentence, and the other things that it is about."""

    ref: Ref
    label: str
    text: str
    others: tuple[Ref, ...]


def corrections(source: Source, node: NamedNode) -> tuple[Correction, ...]:
    """The corrections of a thing, oldest first."""
    found = [_correction(source, one) for one in source.subjects(GRAF.corrects, node)]
    return tuple(sorted(found, key=lambda one: (one.when, one.action, one.why)))


def contradictions(source: Source, node: NamedNode) -> tuple[Odds, ...]:
    """What is at odds with a thing."""
    found = []
    for one in source.subjects(GRAF.conflicting, node):
        kind = source.one(one, GRAF.kind)
        others = (refer(source, other) for other in source.nodes(one, GRAF.conflicting) if other != node)
        found.append(Odds(refer(source, one), source.word(kind), _text(source, one), tuple(others)))
    return tuple(found)


def _correction(source: Source, node: NamedNode) -> Correction:
    action = source.one(node, GRAF.action)
    who = source.one(node, PROV.wasAssociatedWith)
    former = () if action is None or action.value.endswith("/accept") else tuple(_former(source, node))
    return Correction(
        action=action.value.rpartition("/")[2] if action else "",
        label=source.word(action),
        who=(source.text(who, FOAF.name) if who else None) or "",
        when=(source.text(node, DCTERMS.created) or "")[:10],
        why=source.text(node, GRAF.why) or "",
        former=former,
    )


def _former(source: Source, correction: NamedNode) -> list[Former]:
    found = []
    for old in source.nodes(correction, PROV.used):
        body = source.one(old, OA.hasBody)
        if body is None:
            found.append(Former(source.text(old, RDFS.label) or "", None))
            continue
        predicate = source.one(body, RDF.predicate)
        for value in source.all(body, RDF.object):
            found.append(Former(source.word(predicate), refer(source, value), passages(source, body)))
    return found


def _text(source: Source, node: NamedNode) -> str:
    texts = {term.language: term.value for term in source.all(node, DCTERMS.description) if isinstance(term, Literal)}
    return texts.get(source.lang) or texts.get("sv") or ""
