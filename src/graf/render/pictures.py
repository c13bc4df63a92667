"""What the two pictures are drawn from, as JSON: places, lines and their words; addresses are relative to the page.

The pictures show what the tables of the same page hold. Each line leads to its row there, whose id is `row(key)`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from graf.render import i18n
from graf.render.pages import STATIC
from graf.views.refs import Ref
from graf.views.reporting import DOWNWARD, Relation, Reporting

SCRIPT = "built/pictures.js"


def drawn() -> bool:
    """Whether the script that draws was built into this installation; without it there are tables and lists."""
    return (STATIC / SCRIPT).is_file()


def row(key: str) -> str:
    """The id of the table row of a relation or a move."""
    return f"r-{key}"


def reporting_json(view: Reporting, lang: str, last: str | None) -> str:
    """The bodies and relations of the picture. `last` is the release's last day: older evidence has its year beside."""
    return _json(
        {
            "bodies": [
                {
                    "key": body.ref.key,
                    "name": body.ref.label,
                    "kind": _beneath(lang, body.kind, body.short, body.members),
                    "column": body.column,
                    "stem": body.stem,
                    "href": _address(body.ref),
                }
                for body in view.bodies
            ],
            "relations": [
                {
                    "key": one.key,
                    "row": row(one.key),
                    "kind": one.kind,
                    "label": one.label,
                    "above": one.above,
                    "below": one.below,
                    "downward": one.kind in DOWNWARD,
                    "year": one.last[:4] if one.last and last and one.last[:4] < last[:4] else "",
                    "name": _sentence(one),
                }
                for one in view.relations
            ],
            "words": {"picture": i18n.say(lang, "reporting.picture"), "keys": i18n.say(lang, "picture.keys")},
        }
    )


def reporting_csv(view: Reporting) -> str:
    """The relations as CSV, the summed ones too."""
    head = ("from", "kind", "to", "first", "last", "confidence", "quote", "line", "document", "register")
    relations = [*view.relations, *(one for group in view.groups for one in group.relations)]
    return _csv(
        head,
        (
            (one.sender.label, one.kind, one.target.label, one.first, one.last, one.confidence, *_evidence(one))
            for one in relations
        ),
    )


def _evidence(one: Relation) -> tuple[object, object, object, object]:
    passage = one.passages[0] if one.passages else None
    register = one.register.label if one.register else None
    if passage is None:
        return None, None, None, register
    return passage.quote, passage.line, passage.document.key if passage.document else None, register


def _beneath(lang: str, kind: str, short: str, members: int) -> str:
    parts = [kind, short, i18n.say(lang, "reporting.members", n=members) if members else ""]
    return " · ".join(part for part in parts if part)


def _sentence(one: Relation) -> str:
    return f"{one.label}: {one.sender.label} → {one.target.label}"


def _address(ref: Ref) -> str:
    return f"res/{ref.kind}/{quote(ref.key, safe='')}.html"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
