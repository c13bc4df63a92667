"""Names that are gone because somebody corrected what they named: the correction says why, gone.csv need not.

A thing that was read from a passage which a correction is about, and that is neither there nor moved, is what the
correction took away; so is what only such a thing pointed to. What a correction stated goes when that is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graf.corrections.targets import RULE
from graf.rdf.vocab import DCTERMS, GRAF, OA, PROV
from graf.views.source import Source

Tombstone = dict[str, str]
WITHDRAWN = "the correction that stated it was withdrawn"


def corrected_away(old: Source, new: Source, vanished: Iterable[NamedNode]) -> dict[str, Tombstone]:
    """Since when and why things of an earlier release are gone, by IRI, for those that corrections explain."""
    left = list(vanished)
    if not left:
        return {}
    passages = _passages(new)
    found: dict[str, Tombstone] = {}
    for node in left:
        stone = next(
            (stone for reading in old.subjects(OA.hasBody, node) if (stone := _why(old, reading, passages))), None
        )
        if stone is not None:
            found[node.value] = stone
    for node in left:  # roles and posts are read nowhere: they are there as long as something points to them
        if node.value not in found and not old.subjects(OA.hasBody, node):
            pointing = [subject.value for subject, _ in old.links_in(node)]
            if pointing and all(one in found for one in pointing):
                found[node.value] = found[pointing[0]]
    return found


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
