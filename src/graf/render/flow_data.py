"""How items move, as what the script draws and as data: places and their rows, or sums, and the bands between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graf.render import i18n
from graf.render.exchange import Drawing, compact, sheet
from graf.render.pictures import row
from graf.views.flow import Band, Flow, Place, quarter
from graf.views.moves import EARLIER, LIES, RETURNS, SAME, Moves, Step
from graf.views.streams import ANY, OTHERS, SENT, Node, Stream


def flow_json(view: Flow, moves: Moves, lang: str, last: str | None) -> str:
    """What the picture is drawn from: each move by itself, or their sums."""
    words = {
        "picture": i18n.say(lang, "flow.picture"),
        "end": i18n.say(lang, "flow.end", date=i18n.day(last, lang)) if last else "",
        "more": i18n.say(lang, "flow.more_streams"),
    }
    drawn = _sums(view, moves, lang) if view.streams else _each(view, lang)
    return compact({"by": view.by, "whole": view.whole, **drawn, "words": words})


def _each(view: Flow, lang: str) -> dict[str, Any]:
    places = {place.key: place for band in view.bands for place in (band.start, band.end)}
    rows: dict[str, dict[str, dict[str, str]]] = {key: {} for key in places}
    caps = {(place, name): cap for place, name, cap in view.caps}
    for band in view.bands:
        for place, name in ((band.start.key, band.row), (band.end.key, band.end_row)):
            entry = {"key": name, "title": _called(band), "cap": caps.get((place, name), "")}
            rows[place].setdefault(name, entry)
    columns = _columns(places.values(), lang)
    order = [name for name, _ in columns]
    return {
        "columns": [{"key": key, "label": label} for key, label in columns],
        "places": [
            {
                "key": key,
                "column": order.index(place.column),
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
                "matter": band.matter.key if band.matter else "",
                "bodies": [band.start.body.key, band.end.body.key],
                "kind": band.kind,
                "periods": sorted(periods(band)),
            }
            for band in view.bands
        ],
    }


def _sums(view: Flow, moves: Moves, lang: str) -> dict[str, Any]:
    assert view.streams is not None
    nodes = {node.key: node for one in view.streams.streams for node in (one.start, one.end)}
    order = view.streams.columns
    return {
        "columns": [{"key": key, "label": column_name(key, lang)} for key in order],
        "nodes": [
            {
                "key": key,
                "column": order.index(node.column),
                "name": node_name(node, moves, view.streams.others, lang),
                "pending": node.column in (LIES, RETURNS),
                "returns": node.column == RETURNS,
            }
            for key, node in nodes.items()
        ],
        "streams": [
            {
                "row": row(one.key),
                "start": one.start.key,
                "end": one.end.key,
                "count": one.count,
                "state": one.state,
                "name": stream_name(one, moves, view.streams.others, lang),
            }
            for one in view.streams.streams
        ],
    }


def stream_name(one: Stream, moves: Moves, others: int, lang: str) -> str:
    """A sum in words: how many, from where to where, and how it stands."""
    start, end = (node_name(node, moves, others, lang) for node in (one.start, one.end))
    count, state = i18n.number(one.count, lang), i18n.say(lang, f"state.{one.state}")
    return f"{count} {start} → {end}, {column_name(one.start.column, lang)}, {state}"


def node_name(node: Node, moves: Moves, others: int, lang: str) -> str:
    """A body's short name, or how many bodies stand together."""
    if node.body == ANY:
        return i18n.say(lang, "flow.any")
    return i18n.say(lang, "flow.others", n=others) if node.body == OTHERS else moves.name(node.body)


def column_name(column: str, lang: str) -> str:
    """A column in words: a quarter, a year, a step, before, where it lies, where it is to return."""
    if column.endswith(SENT):
        return i18n.say(lang, "flow.received_in", period=column_name(column.removesuffix(SENT), lang))
    if column in (EARLIER, LIES, RETURNS):
        return i18n.say(lang, f"flow.{column}")
    if column.startswith("step-"):
        return i18n.say(lang, "flow.step", n=int(column[5:]))
    return period_name(column, lang)


def period_name(period: str, lang: str) -> str:
    """A year, or a quarter in words: `kvartal 4 2025`."""
    year, _, part = period.partition("-q")
    return i18n.say(lang, "flow.quarter", quarter=part, year=year) if part else year


def periods(band: Band) -> set[str]:
    """The years and quarters in which a move starts or ends."""
    met = [place.meeting.last for place in (band.start, band.end) if place.meeting]
    return {name for day in (*met, band.since) if day for name in (day[:4], quarter(day))}


def flow_csv(moves: Moves, steps: Iterable[Step], quotes: Mapping[str, str]) -> str:
    """The moves as CSV. `quotes` are the words of referrals, by key."""
    head = ("what", "matter", "from", "from_place", "kind", "to", "to_place", "since", "state", "quote", "referral")
    return sheet(
        head,
        (
            (
                moves.titles.get(step.row, step.row),
                moves.matters.get(step.matter or ""),
                moves.bodies.get(step.start.body, step.start.body),
                step.start.column,
                step.kind,
                moves.bodies.get(step.end.body, step.end.body),
                step.end.column,
                step.since,
                state(step),
                quotes.get(step.referral or ""),
                step.referral,
            )
            for step in steps
        ),
    )


def flow_drawing(moves: Moves, steps: Iterable[Step]) -> Drawing:
    """The moves as a graph: a node for every place, an edge for every move."""
    found = list(steps)
    spots = {spot.key: spot for step in found for spot in (step.start, step.end)}
    nodes = []
    for key, spot in sorted(spots.items()):
        day = moves.meetings.get(spot.column)
        nodes.append(
            (
                key,
                {
                    "label": moves.name(spot.body),
                    "body": spot.body,
                    "place": spot.column,
                    "notBefore": day.first if day else None,
                    "notAfter": day.last if day else None,
                },
            )
        )
    edges = tuple(
        (
            step.start.key,
            step.end.key,
            step.key,
            {
                "label": moves.called(step),
                "kind": step.kind,
                "state": state(step),
                "since": step.since or None,
                "matter": step.matter,
            },
        )
        for step in found
    )
    return Drawing(tuple(nodes), edges)


def state(step: Step) -> str:
    """How a move stands: open, proposed or received."""
    return "open" if step.open else "proposed" if step.proposed else "received"


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


def _called(band: Band) -> str:
    """What a band's rows are called: one matter has one name at every meeting."""
    return band.matter.label if band.matter else band.title


def _move(band: Band, lang: str) -> str:
    kind = band.label if band.kind != SAME else i18n.say(lang, "flow.same")
    word = i18n.say(lang, "state.open" if band.open else "state.proposed" if band.proposed else "state.received")
    return f"{_called(band)}: {band.start.body.label} → {band.end.body.label}, {kind}, {word}"
