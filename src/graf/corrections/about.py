"""A correction made of a fact as a reviewer sees it: what `graf review` writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graf.corrections.facts import Fact
from graf.corrections.form import Correction, Target
from graf.corrections.kinds import ACROSS, FACTS, Value


def about(fact: Fact, iri: str | None = None) -> Target:
    """What leads to a fact: its document and first passage, and the address that it has now, as a hint."""
    if not fact.evidence:
        return Target(fact.file, "", fact.sha256[:16], None, iri)
    first = fact.evidence[0]
    return Target(fact.file, first.quote, fact.sha256[:16], first.start, iri)


def correction(
    action: str,
    fact: Fact,
    who: str,
    when: date,
    why: str,
    *,
    to: Mapping[str, Value] | None = None,
    sample: str | None = None,
    iri: str | None = None,
) -> Correction:
    """Set, remove or accept a fact as it is now. `to` are the fields to set, `sample` the random sample it is of."""
    fields = FACTS[fact.kind].fields
    wanted = tuple((name, to[name]) for name in fields if name in to) if to else ()
    return Correction(action, fact.kind, (about(fact, iri),), who, when, why, wanted, fact.values, sample=sample)


def together(
    action: str,
    kind: str,
    targets: Iterable[Target],
    who: str,
    when: date,
    why: str,
    *,
    to: Mapping[str, Value] | None = None,
) -> Correction:
    """Merge or split people, bodies or matters, of which each is named at a target."""
    fields = ACROSS[kind].fields
    wanted = tuple((name, to[name]) for name in fields if name in to) if to else ()
    return Correction(action, kind, tuple(targets), who, when, why, wanted)
