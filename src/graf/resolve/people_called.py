"""The names put in place: what facts call people once it is settled who is who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graf.model import Evidence, Item, Minutes
from graf.resolve.people_mentions import Appearance


@dataclass(frozen=True, slots=True)
class Called:
    """What people are called, by mention; a name without a mention of its own means the first who bears it there.

    `files` are those that call somebody otherwise.
    """

    files: set[str]

    by_mention: dict[tuple[str, int, str], str]
    by_file: dict[tuple[str, str], str]

    def take(self, appearances: Iterable[Appearance], name: str) -> None:
        for one in appearances:
            for mention in one.mentions:
                if mention.name != name:
                    self.files.add(one.file)
                self.by_mention[one.file, mention.start, mention.name] = name
                if one.place == 0:
                    self.by_file[one.file, mention.name] = name

    def of(self, file: str, evidence: Sequence[Evidence], written: str) -> str:
        for passage in evidence:
            name = self.by_mention.get((file, passage.start, written))
            if name is not None:
                return name
        return self.by_file.get((file, written), written)


def renamed(one: Minutes, called: Called) -> Minutes:
    """A document with what its people are called; the same where that is what it calls them."""
    if one.file not in called.files:
        return one

    def name(written: str, evidence: Sequence[Evidence]) -> str:
        return called.of(one.file, evidence, written)

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
        items=tuple(_renamed_item(one.file, item, called) for item in one.items),
        role_facts=tuple(replace(r, person=name(r.person, r.evidence)) for r in one.role_facts),
        deadlines=tuple(replace(d, who=name(d.who, d.evidence) if d.who else None) for d in one.deadlines),
    )


def _renamed_item(file: str, item: Item, called: Called) -> Item:
    def names(written: Iterable[str], evidence: Sequence[Evidence]) -> tuple[str, ...]:
        return tuple(called.of(file, evidence, one) for one in written)

    return replace(
        item,
        presenters=tuple(
            replace(p, name=called.of(file, p.evidence, p.name) if p.name else None) for p in item.presenters
        ),
        decisions=tuple(
            replace(d, appointed=names(d.appointed, d.evidence), assigned_to=names(d.assigned_to, d.evidence))
            for d in item.decisions
        ),
        objections=tuple(replace(o, person=called.of(file, o.evidence, o.person)) for o in item.objections),
    )
