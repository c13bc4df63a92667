"""Names that are gone because somebody corrected what they named: the correction says why, gone.csv need not.

A thing that was read from a passage which a correction is about, and that is neither there nor moved, is what the
correction took away; so is what is gone beside it and belonged to it. What a correction stated goes when that is
withdrawn. Where nothing but corrections differs between two releases, whatever is gone is gone because of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from graf.corrections.targets import RULE
from graf.rdf.vocab import DCTERMS, GRAF, OA, PROV
from graf.views.source import Source

Tombstone = dict[str, str]
WITHDRAWN = "the correction that stated it was withdrawn"


def corrected_away(
    old: Source, new: Source, vanished: Iterable[NamedNode], *, alone: bool = False
) -> dict[str, Tombstone]:
    """Since when and why things of an earlier release are gone, by IRI, for those that corrections explain.

    `alone` says that nothing but corrections differs between the releases: then they explain all that is gone.
    """
    left = {node.value: node for node in vanished}
    if not left:
        return {}
    passages = _passages(new)
    found: dict[str, Tombstone] = {}
    for name, node in left.items():
        stone = next(
            (stone for reading in old.subjects(OA.hasBody, node) if (stone := _why(old, reading, passages))), None
        )
        if stone is not None:
            found[name] = stone
    spreading = list(found)
    while spreading:  # what belonged to a thing that is gone goes with it: an item's decisions, a post that one holds
        name = spreading.pop()
        for beside in _beside(old, left[name]):
            if beside.value in left and beside.value not in found:
                found[beside.value] = found[name]
                spreading.append(beside.value)
    if alone:
        stone = _last(old, new)
        found = {name: found.get(name, stone) for name in left}
    return found


def _beside(source: Source, node: NamedNode) -> Iterator[NamedNode]:
    """What a thing points to, and what points to it."""
    yield from (subject for subject, _ in source.links_in(node))
    for terms in source.facts.said(node).values():
        yield from (term for term in terms if isinstance(term, NamedNode))


def _last(old: Source, new: Source) -> Tombstone:
    """When and why of the last correction that the earlier release does not have; else one of it was withdrawn."""
    fresh = set(new.instances(GRAF.Correction)) - set(old.instances(GRAF.Correction))
    said = [(new.text(one, DCTERMS.created) or "", new.text(one, GRAF.why) or "") for one in fresh]
    if said:
        when, why = max(said)
        return {"when": when[:10], "reason": why}
    gone = set(old.instances(GRAF.Correction)) - set(new.instances(GRAF.Correction))
    return {"when": max((old.text(one, DCTERMS.created) or "" for one in gone), default="")[:10], "reason": WITHDRAWN}


def _passages(source: Source) -> dict[str, Tombstone]:
    """The passages that corrections are about, with when and why."""
    found: dict[str, Tombstone] = {}
    for correction in source.instances(GRAF.Correction):
        stone = {
            "when": (source.text(correction, DCTERMS.created) or "")[:10],
            "reason": source.text(correction, GRAF.why) or "",
        }
        for predicate in (PROV.used, PROV.generated):
            for reading in source.nodes(correction, predicate):
                found |= {target.value: stone for target in source.nodes(reading, OA.hasTarget)}
    return found


def _why(old: Source, reading: NamedNode, passages: dict[str, Tombstone]) -> Tombstone | None:
    for target in old.nodes(reading, OA.hasTarget):
        if target.value in passages:
            return passages[target.value]
    if old.text(reading, GRAF.rule) == RULE:
        made = (old.text(one, DCTERMS.created) for one in old.subjects(PROV.generated, reading))
        return {"when": (next((when for when in made if when), ""))[:10], "reason": WITHDRAWN}
    return None
