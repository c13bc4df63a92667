"""The names put in place: what facts call people once it is settled who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graf.model import Evidence, Item, Minutes
from graf.resolve.people_mentions import Appearance

Named = Sequence[tuple[Appearance, str]]
"""The people of a document, and what each is called."""


class Called:
    """What a document's people are called, by mention; a name without a mention of its own means the first so named."""

    def __init__(self, named: Named) -> None:
        self.by_mention: dict[tuple[int, str], str] = {}
        self.by_name: dict[str, str] = {}
        for one, name in named:
            for mention in one.mentions:
                self.by_mention[mention.start, mention.name] = name
                if one.place == 0:
                    self.by_name[mention.name] = name

    def of(self, evidence: Sequence[Evidence], written: str) -> str:
        """What the one is called whom some passages name so."""
        for passage in evidence:
            name = self.by_mention.get((passage.start, written))
            if name is not None:
                return name
        return self.by_name.get(written, written)


def renamed(one: Minutes, named: Named) -> Minutes:
    """A document with what its people are called; the same where that is what it calls them."""
    if all(mention.name == name for appearance, name in named for mention in appearance.mentions):
        return one
    called = Called(named)

    def name(written: str, evidence: Sequence[Evidence]) -> str:
        return called.of(evidence, written)

    return replace(
        one,
        attendance=tuple(
            replace(
                a,
                name=name(a.name, a.evidence),
                substitutes_for=name(a.substitutes_for, ()) if a.substitutes_for else None,
            )
            for a in one.attendance
        ),
        items=tuple(_renamed_item(item, called) for item in one.items),
        role_facts=tuple(replace(r, person=name(r.person, r.evidence)) for r in one.role_facts),
        deadlines=tuple(replace(d, who=name(d.who, d.evidence) if d.who else None) for d in one.deadlines),
    )


def _renamed_item(item: Item, called: Called) -> Item:
    def names(written: Iterable[str], evidence: Sequence[Evidence]) -> tuple[str, ...]:
        return tuple(called.of(evidence, one) for one in written)

    return replace(
        item,
        presenters=tuple(replace(p, name=called.of(p.evidence, p.name) if p.name else None) for p in item.presenters),
        decisions=tuple(
            replace(d, appointed=names(d.appointed, d.evidence), assigned_to=names(d.assigned_to, d.evidence))
            for d in item.decisions
        ),
        objections=tuple(replace(o, person=called.of(o.evidence, o.person)) for o in item.objections),
    )
