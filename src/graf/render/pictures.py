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
from graf.views.flow import EARLIER, LIES, RETURNS, SAME, Band, Flow, Place
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


def flow_json(view: Flow, lang: str, last: str | None) -> str:
    """The columns, places with their rows, and bands of the picture."""
    places = {place.key: place for band in view.bands for place in (band.start, band.end)}
    rows: dict[str, dict[str, dict[str, str]]] = {key: {} for key in places}
    for band in view.bands:
        caps = {(place, name): cap for place, name, cap in view.caps}
        for place, name in ((band.start.key, band.row), (band.end.key, band.end_row)):
            entry = {"key": name, "title": _called(band), "cap": caps.get((place, name), "")}
            rows[place].setdefault(name, entry)
    columns = _columns(places.values(), lang)
    return _json(
        {
            "columns": [{"key": key, "label": label} for key, label in columns],
            "places": [
                {
                    "key": key,
                    "column": [name for name, _ in columns].index(place.column),
                    "body": place.body.label,
                    "when": _when(place, lang),
                    "pending": place.column in (LIES, RETURNS),
                    "returns": place.column == RETURNS,
                    "rows": sorted(rows[key].values(), key=lambda entry: entry["key"]),
                }
                for key, place in places.items()
            ],
            "bands": [
                {
                    "key": band.key,
                    "row": row(band.key),
                    "start": band.start.key,
                    "startRow": band.row,
                    "end": band.end.key,
                    "endRow": band.end_row,
                    "open": band.open,
                    "back": band.back,
                    "name": _move(band, lang),
                }
                for band in view.bands
            ],
            "words": {
                "picture": i18n.say(lang, "flow.picture"),
                "keys": i18n.say(lang, "picture.keys"),
                "end": i18n.say(lang, "flow.end", date=i18n.day(last, lang)) if last else "",
                "unknown": i18n.say(lang, "flow.unknown"),
            },
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


def flow_csv(view: Flow) -> str:
    """The moves as CSV."""
    head = ("what", "from", "from_place", "kind", "to", "to_place", "state", "quote", "line", "document")
    return _csv(
        head,
        (
            (
                band.title,
                band.start.body.label,
                band.start.column,
                band.kind,
                band.end.body.label,
                band.end.column,
                "open" if band.open else "proposed" if band.proposed else "received",
                *(_evidence(band)[:3]),
            )
            for band in view.bands
        ),
    )


def _evidence(one: Relation | Band) -> tuple[object, object, object, object]:
    passage = one.passages[0] if one.passages else None
    register = one.register.label if isinstance(one, Relation) and one.register else None
    if passage is None:
        return None, None, None, register
    return passage.quote, passage.line, passage.document.key if passage.document else None, register


def _columns(places: Iterable[Place], lang: str) -> list[tuple[str, str]]:
    """The columns that hold a place, in order: what came before, the meetings by their dates, what is to come."""
    found = list(places)
    meetings = {place.column: place.meeting for place in found if place.meeting and place.column == place.meeting.key}
    ordered = sorted(meetings.values(), key=lambda ref: (ref.last or "~", ref.first or "~", ref.key))
    columns = [(EARLIER, i18n.say(lang, "flow.earlier"))]
    columns += [(ref.key, i18n.dates(ref.first, ref.last, lang)) for ref in ordered]
    columns += [(LIES, i18n.say(lang, "flow.lies")), (RETURNS, i18n.say(lang, "flow.returns"))]
    used = {place.column for place in found}
    return [(key, label) for key, label in columns if key in used]


def _when(place: Place, lang: str) -> str:
    if place.meeting is not None:
        return i18n.dates(place.meeting.first, place.meeting.last, lang)
    return i18n.say(lang, f"flow.at_{place.column}")


def _beneath(lang: str, kind: str, short: str, members: int) -> str:
    parts = [kind, short, i18n.say(lang, "reporting.members", n=members) if members else ""]
    return " · ".join(part for part in parts if part)


def _sentence(one: Relation) -> str:
    return f"{one.label}: {one.sender.label} → {one.target.label}"


def _called(band: Band) -> str:
    """What a band's rows are called: one matter has one name at every meeting."""
    return band.matter.label if band.matter else band.title


def _move(band: Band, lang: str) -> str:
    kind = band.label if band.kind != SAME else i18n.say(lang, "flow.same")
    state = i18n.say(lang, "state.open" if band.open else "state.proposed" if band.proposed else "state.received")
    return f"{_called(band)}: {band.start.body.label} → {band.end.body.label}, {kind}, {state}"


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
