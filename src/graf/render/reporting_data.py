"""Who reports to whom, as what the script draws and as data."""

from __future__ import annotations

from collections.abc import Iterable

from graf.render import i18n
from graf.render.exchange import Drawing, compact, sheet
from graf.render.pictures import address, row
from graf.views.reporting import DOWNWARD, Relation, Reporting


def reporting_json(view: Reporting, lang: str, first: str | None, last: str | None) -> str:
    """The bodies and relations of the picture, and the first and last day that the release knows of."""
    return compact(
        {
            "first": first or "",
            "last": last or "",
            "days": view.days,
            "bodies": [
                {
                    "key": body.ref.key,
                    "name": body.ref.label,
                    "short": body.short,
                    "kind": _beneath(lang, body.kind, body.short, body.members),
                    "column": body.column,
                    "stem": body.stem,
                    "href": address(body.ref),
                }
                for body in view.bodies
            ],
            "relations": [
                {
                    "key": one.key,
                    "row": row(one.key),
                    "kind": one.kind,
                    "above": one.above,
                    "below": one.below,
                    "first": one.first or "",
                    "last": one.last or "",
                }
                for one in view.relations
            ],
            "kinds": {kind: {"label": label, "downward": kind in DOWNWARD} for kind, label, _ in view.counts()},
            "words": {
                name: i18n.say(lang, f"reporting.{name}")
                for name in (
                    "picture",
                    "open",
                    "shut",
                    "hidden",
                    "way",
                    "page",
                    "nobody",
                    "nothing_found",
                    "more_roots",
                )
            }
            | {"months": i18n.say(lang, "date.months")},
        }
    )


def reporting_csv(relations: Iterable[Relation]) -> str:
    """The relations as CSV, the summed ones too."""
    head = ("from", "kind", "to", "first", "last", "confidence", "quote", "line", "document", "register")
    return sheet(
        head,
        (
            (one.sender.label, one.kind, one.target.label, one.first, one.last, *_evidence(one), _source(one))
            for one in relations
        ),
    )


def reporting_drawing(view: Reporting) -> Drawing:
    """The bodies and relations as a graph, the summed ones too."""
    every = [*view.relations, *(one for group in view.groups for one in group.relations)]
    nodes: dict[str, dict[str, str | None]] = {
        ref.key: {"label": ref.label} for one in every for ref in (one.sender, one.target)
    }
    for body in view.bodies:
        nodes[body.ref.key] |= {"kind": body.kind, "abbreviation": body.short or None}
    edges = tuple(
        (
            one.sender.key,
            one.target.key,
            one.key,
            {"kind": one.kind, "label": one.label, "first": one.first, "last": one.last, "register": _source(one)},
        )
        for one in every
    )
    return Drawing(tuple(sorted(nodes.items())), edges)


def _evidence(one: Relation) -> tuple[object, ...]:
    passage = max(one.passages, key=lambda each: each.confidence or 0, default=None)
    if passage is None:
        return None, None, None, None
    return passage.confidence, passage.quote, passage.line, passage.document.key if passage.document else None


def _source(one: Relation) -> str | None:
    return (one.register.href or one.register.label) if one.register else None


def _beneath(lang: str, kind: str, short: str, members: int) -> str:
    parts = [kind, short, i18n.say(lang, "reporting.members", n=members) if members else ""]
    return " · ".join(part for part in parts if part)
