"""A matter's way as what the script draws: lanes, columns, events and what they lead to, in words."""

from __future__ import annotations

from typing import Any

from graf.render import i18n
from graf.render.pictures import drawn
from graf.views.refs import shorten
from graf.views.timeline import OPEN, End, Event, Timeline


def timeline_data(view: Timeline, lang: str) -> dict[str, Any] | None:
    """What the picture is drawn from; None where nothing draws it, or there is but one event."""
    if not drawn() or len(view.events) < 2:
        return None
    return {
        "lanes": [{"key": lane.key, "name": lane.label} for lane in view.lanes],
        "columns": [
            {
                "label": i18n.dates(one.meeting.first, one.meeting.last, lang) if one.meeting else "",
                "wait": wait(one.waited, lang),
                "far": bool(one.waited and one.waited[0] > 365),
            }
            for one in view.columns
        ],
        "events": [
            {
                "number": one.number,
                "row": one.anchor,
                "lane": one.lane,
                "column": one.column,
                "shape": one.shape,
                "title": one.step.item.title or one.step.item.ref.label,
                "said": said(one, lang),
                "name": _name(one, lang),
            }
            for one in view.events
        ],
        "ends": [
            {
                "row": end.anchor,
                "from": one.number,
                "to": end.to,
                "lane": end.lane,
                "kind": end.kind,
                "open": end.state == OPEN,
                "label": what(end, lang),
                "wait": wait(end.waited, lang),
            }
            for one in view.events
            for end in one.ends
            if end.to or end.state == OPEN
        ],
        "words": {
            "picture": i18n.say(lang, "timeline.picture"),
            "open": i18n.say(lang, "timeline.open"),
            "far": i18n.say(lang, "timeline.far"),
        },
    }


def said(event: Event, lang: str) -> str:
    """What happened, in short: `beslut: anta, fördela`."""
    word = i18n.say(lang, f"timeline.{event.shape}")
    return f"{word}: {', '.join(event.acts)}" if event.acts else word


def what(end: End, lang: str) -> str:
    """What an event leads to, in short: `hänskjuta till LCHNV`, `uppdrag till Falu kommun`."""
    if end.kind == "condition":
        return i18n.say(lang, "timeline.condition", text=shorten(end.label, 60))
    label = end.label if end.kind == "referral" else i18n.say(lang, "timeline.assignment")
    names = ", ".join(ref.label for ref in end.who)
    return i18n.say(lang, "timeline.to", what=label, who=names) if names else label


def wait(days: tuple[int, int] | None, lang: str) -> str:
    """So many days, or from so many to so many: `28 dagar`, `28–44 dagar`."""
    if days is None:
        return ""
    least, most = (i18n.number(one, lang) for one in days)
    if days[0] == days[1]:
        return i18n.say(lang, "timeline.days", n=days[0])
    return i18n.say(lang, "timeline.between", least=least, most=most)


def _name(event: Event, lang: str) -> str:
    item, body = event.step.item, event.step.body
    when = i18n.dates(item.meeting.first, item.meeting.last, lang) if item.meeting else ""
    parts = [item.title, body.label if body else "", when, said(event, lang)]
    return f"{event.number} {', '.join(part for part in parts if part)}"
