"""Meetings that the text refers to, and matters that go from body to body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graf.extract.bodies import GOVERNING, find_bodies
from graf.extract.context import Context
from graf.extract.dates import Partial
from graf.extract.mentions import Mention, Tagged
from graf.extract.passage import clean
from graf.extract.pattern import matches
from graf.extract.rules import any_pattern
from graf.model import Decision, MeetingReference, Move


def meeting_references(context: Context, tagged: Tagged) -> list[MeetingReference]:
    """The meetings that a passage refers to by body and date, each once."""
    found: dict[tuple[str, str], MeetingReference] = {}
    told: set[int] = set()  # the dates whose meeting is said to be a body's
    every = list(matches("references", "meeting", tagged.text))
    for rule, match in sorted(every, key=lambda one: not {"body", "bodies"} & one[1].groupdict().keys()):
        groups = match.groupdict()
        if rule.get("previous"):
            if context.body and context.previous:
                where = (tagged.evidence(match.start(), match.end(), "meeting-reference"),)
                reference = MeetingReference(context.body, context.previous, where)
                found.setdefault((context.body, context.previous), reference)
            continue
        dates = tagged.mentions_in(*match.span("dates" if "dates" in groups else "date"), "date")
        if _is_to_come(context, tagged, match, dates, bool(rule.get("past"))):
            continue
        bodies: list[str | None] = [context.body]
        if "bodies" in groups or "body" in groups:
            bodies = [
                m.value for m in tagged.mentions_in(*match.span("bodies" if "bodies" in groups else "body"), "body")
            ]
        for mention in dates:
            if bodies == [context.body] and mention.start in told:
                continue
            told.add(mention.start)
            iso = _day(context, mention.date)
            for body in bodies:
                if iso and body and (body, iso) != (context.body, context.date):
                    where = (tagged.evidence(match.start(), match.end(), "meeting-reference"),)
                    found.setdefault((body, iso), MeetingReference(body, iso, where))
    return list(found.values())


def _is_to_come(context: Context, tagged: Tagged, match: re.Match[str], dates: Sequence[Mention], past: bool) -> bool:
    """Whether a day is of a meeting to come: the sentence says so (`past` rules), or it is near and nothing is past."""
    if any(d.date and d.date.exact for d in dates):
        day = dates[0].date.exact if dates[0].date else None
        gone = bool(day and context.date and day < context.date)
        return past and not gone and bool(any_pattern("references", "to_come").search(_around(tagged, match)))
    if past and any_pattern("references", "to_come").search(_around(tagged, match)):
        return True
    ahead = any(d.date and d.date.lies_ahead(context.date) for d in dates)
    sentence = re.split(r"[.!?] ", tagged.text[max(0, match.start() - 60) : match.start()])[-1]
    sentence += re.split(r"[.!?](?: |$)", tagged.text[match.start() : match.end() + 40])[0]
    past = bool(any_pattern("references", "past").search(sentence))
    return ahead and not past and bool(re.search(r"möte|sammantr", match[0]))


def _around(tagged: Tagged, match: re.Match[str]) -> str:
    return tagged.text[max(0, match.start() - 60) : match.end() + 40]


def _day(context: Context, date: Partial | None) -> str | None:
    """The day of a meeting that was; where only the previous meeting's date is known, the day nearest to it."""
    return date.near(context.reference, future=False if context.date else None) if date else None


def decision_moves(context: Context, decisions: Sequence[Decision]) -> list[Move]:
    """What the decisions of an item pass on: referred, put off, reported back, or handed to another meeting body."""
    found: list[Move] = []
    last: str | None = None
    for place, decision in enumerate(decisions):
        source = decision.by or context.body
        if not source:
            continue
        pairs: list[tuple[str, str, str]] = []
        if decision.referred_to:
            pairs += [(source, target, "refer") for target in decision.referred_to]
            last = decision.referred_to[0] if decision.referred_to else last
        if decision.status == "proposed" and context.kind == "minutes" and context.body and source != context.body:
            pairs.append((context.body, source, "refer"))  # what it asks another body to decide
        elif "distribute" in decision.acts and (sent_to := _sent_to(context, decision)):
            pairs.append((source, sent_to, "refer"))
        if "defer" in decision.acts:
            pairs.append((source, source, "defer"))
        if "assign" in decision.acts and (decision.status == "taken" or context.kind == "agenda"):
            pairs += [
                (source, target, "refer")
                for target in decision.assigned_to
                if context.lexicon.type_of(target) in GOVERNING and target != source
            ]
        if "report_back" in decision.acts:
            bodies = [key for key in decision.assigned_to if key in context.lexicon.bodies]
            target = _target(context, decision)
            if target:
                pairs.append((last or source, target, "report_back"))
            elif bodies or last:
                pairs.append((bodies[0] if bodies else str(last), source, "report_back"))
        for start, end, kind in pairs:
            found.append(Move(start, end, kind, clean(decision.text), decision.evidence[-1:], place))
    return found


def _sent_to(context: Context, decision: Decision) -> str | None:
    """The meeting body to which something is sent (not: sent out)."""
    match = re.search(r"\b(?:skickas?|lämnas?|överlämnas?|översänds?) (?:\S+ ){0,3}?till (.+)$", decision.text)
    if not match or re.search(r"\but till\b|\bför kännedom\b", decision.text):
        return None
    named = [n for n in find_bodies(match[1], context.lexicon) if n.start < 4]
    key = named[0].key if named else None
    return key if context.lexicon.type_of(key) in GOVERNING else None


def _target(context: Context, decision: Decision) -> str | None:
    match = re.search(r"\båter(?:rapporter|redovis)\w*(?: \S+){0,3}? till (.+)$", decision.text)
    if not match:
        return None
    named = [n for n in find_bodies(match[1], context.lexicon) if n.start < 4]
    return named[0].key if named else None


def prose_moves(context: Context, tagged: Tagged, belongs: dict[str, str]) -> Iterator[Move]:
    """What the prose passes on. `belongs` maps a person to the body that person belongs to."""
    for rule, match in matches("references", "move", tagged.text):
        source = _end(context, tagged, match, rule.get("from", "own"), belongs)
        target = _end(context, tagged, match, rule.get("to", "to"), belongs)
        said = tagged.mention(match["own"]) if match.groupdict().get("own") else None
        if said is not None and said.value != context.body:
            continue  # it went to another body
        if not source or not target or (source == target) != (rule["kind"] == "defer"):
            continue
        quote = clean(tagged.plain(match.start(), match.end()))
        where = (tagged.evidence(match.start(), match.end(), f"{rule['kind'].replace('_', '-')}-in-prose"),)
        yield Move(source, target, rule["kind"], quote, where)


def _end(context: Context, tagged: Tagged, match: re.Match[str], which: str, belongs: dict[str, str]) -> str | None:
    if which == "own":
        return context.body
    if which == "group" or (which == "from or group" and not match["from"]):
        return context.lexicon.group
    which = which.split()[0]
    mention = tagged.mention(match["person" if which == "org" else which])
    if mention is None:
        return None
    return belongs.get(mention.value) if which == "org" else mention.value


def distinct(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Each move once: the decision's before the prose's."""
    kept: dict[tuple[str, str, str], Move] = {}
    for move in moves:
        kept.setdefault((move.source, move.target, move.kind), move)
    return tuple(kept.values())
