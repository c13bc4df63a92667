"""The document itself and the meetings it speaks of: its own, those it announces and those it refers to."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from graf.issues import UNMAPPED, UNSETTLED
from graf.model import Evidence, MeetingReference, PlannedMeeting
from graf.rdf.concepts import concept
from graf.rdf.dates import bounds, date, is_day, time
from graf.rdf.evidence import Value
from graf.rdf.iris import below, digest, meeting_key, segment
from graf.rdf.literals import plain, swedish
from graf.rdf.sheet import Sheet
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, PROV, RDF

Passages = tuple[Evidence, ...]


def state_document(sheet: Sheet) -> None:
    """The document, the file it comes from, its published text, and the meeting that it documents."""
    minutes, iris = sheet.minutes, sheet.iris
    document = iris.id("document", sheet.key)
    sheet.fact(document, GRAF.Minutes if minutes.kind == "minutes" else GRAF.Agenda, _header(sheet, "kind"))
    sheet.state(document, RDF.type, FOAF.Document)
    file = iris.file(minutes.sha256)
    sheet.state(document, PROV.wasDerivedFrom, file)
    for described in (document, file):
        sheet.state(described, DCTERMS.source, plain(minutes.file))
        sheet.state(described, GRAF.checksum, Literal(minutes.sha256))
    text = iris.text(sheet.published.checksum)
    sheet.state(text, RDF.type, GRAF.TextRendition)
    sheet.state(text, GRAF.renditionOf, document)
    sheet.state(document, GRAF.documents, iris.id("meeting", sheet.meeting))


def state_meeting(sheet: Sheet) -> None:
    """The meeting that the document documents: held where minutes witness it, called where only the agenda does."""
    minutes = sheet.minutes
    node = sheet.iris.id("meeting", sheet.meeting)
    sheet.fact(node, GRAF.Meeting, _header(sheet, "body") or _header(sheet, "date"))
    held = minutes.kind == "minutes"
    sheet.state(node, GRAF.status, concept("meeting-statuses", "held" if held else "called"))
    if held:
        sheet.state(node, RDF.type, PROV.Activity)
    if minutes.body is not None:
        passages = _header(sheet, "body")
        sheet.state_one(node, GRAF.heldBy, sheet.body(minutes.body, passages), passages)
    _state_dates(sheet, node)
    fields: tuple[tuple[str, NamedNode, str | None, Callable[[str], Value | None]], ...] = (
        ("time_start", GRAF.startTime, minutes.time_start, time),
        ("time_end", GRAF.endTime, minutes.time_end, time),
        ("place", GRAF.place, minutes.place, plain),
        ("mode", GRAF.mode, minutes.mode, lambda mode: concept("meeting-modes", mode)),
        ("recorded", GRAF.recordedOn, minutes.recorded, date),
    )
    for field, predicate, value, make in fields:
        passages = _header(sheet, field)
        sheet.state_one(node, predicate, _made(sheet, make, value, passages), passages)
    if minutes.previous_minutes is not None and minutes.body is not None:
        passages = _header(sheet, "previous_minutes")
        previous = refer_to(sheet, minutes.body, minutes.previous_minutes, passages)
        sheet.state_one(node, GRAF.previousMeeting, previous, passages)


def state_planned(sheet: Sheet, planned: PlannedMeeting) -> None:
    """A meeting that the text announces."""
    node = _other_meeting(sheet, planned.body, planned.date, planned.evidence)
    sheet.state(node, GRAF.status, concept("meeting-statuses", "planned"))
    fields: tuple[tuple[NamedNode, str | None, Callable[[str], Value | None]], ...] = (
        (GRAF.startTime, planned.time_start, time),
        (GRAF.endTime, planned.time_end, time),
        (GRAF.place, planned.place, plain),
    )
    for predicate, value, make in fields:
        sheet.state_one(node, predicate, _made(sheet, make, value, planned.evidence), planned.evidence)


def state_reference(sheet: Sheet, item: NamedNode, reference: MeetingReference) -> None:
    """A meeting that an item's text refers to."""
    node = refer_to(sheet, reference.body, reference.date, reference.evidence)
    sheet.value(item, GRAF.refersToMeeting, node, reference.evidence)


def refer_to(sheet: Sheet, body: str, when: str | None, passages: Passages) -> NamedNode:
    """The meeting of a body that a text mentions, with no more known of it than the text says."""
    node = _other_meeting(sheet, body, when, passages)
    if node != sheet.iris.id("meeting", sheet.meeting):
        sheet.state(node, GRAF.status, concept("meeting-statuses", "referred-to"))
    return node


def _other_meeting(sheet: Sheet, body: str, when: str | None, passages: Passages) -> NamedNode:
    holder = sheet.body(body, passages)
    name = holder.value.rsplit("/", 1)[1]
    if is_day(when):
        key = meeting_key(name, when, sheet.key)
    else:
        # A month, or no date at all, does not say which meeting it was: a node of this document's own.
        place = segment(when) if when else digest(str(passages[0].start) if passages else "", length=6)
        key = below(name, "mentioned", place, sheet.key)
    node = sheet.fact(sheet.iris.id("meeting", key), GRAF.Meeting, passages)
    sheet.state_one(node, GRAF.heldBy, holder)
    span = _span(sheet, when, passages)
    if span is not None:
        sheet.state_one(node, GRAF.notBefore, date(span[0]))
        sheet.state_one(node, GRAF.notAfter, date(span[1]))
    return node


def _state_dates(sheet: Sheet, node: NamedNode) -> None:
    minutes = sheet.minutes
    stated = _header(sheet, "date")
    earliest, latest = minutes.date_earliest, minutes.date_latest
    from_passages, to_passages = _header(sheet, "date_earliest"), _header(sheet, "date_latest")
    span = _span(sheet, minutes.date, stated)
    if span is not None:
        earliest, latest, from_passages, to_passages = *span, stated, stated
    first, last = _made(sheet, date, earliest, from_passages), _made(sheet, date, latest, to_passages)
    if first is not None and last is not None and first.value > last.value:
        sheet.issue(UNSETTLED, f"the meeting cannot be both after {first.value} and before {last.value}", from_passages)
        first = last = None
    sheet.state_one(node, GRAF.notBefore, first, from_passages)
    sheet.state_one(node, GRAF.notAfter, last, to_passages)
    if minutes.date_source is not None:
        sheet.state(node, GRAF.dateSource, sheet.concept("date-sources", minutes.date_source, stated))
    sheet.state(node, GRAF.dateReason, swedish(minutes.date_reason))


def _header(sheet: Sheet, field: str) -> Passages:
    return next((passages for name, passages in sheet.minutes.header_evidence if name == field), ())


def _made(sheet: Sheet, make: Callable[[str], Value | None], value: str | None, passages: Passages) -> Value | None:
    """A value made of what the document gives; None, and an issue, where it has not the form it should have."""
    if value is None:
        return None
    try:
        return make(value)
    except ValueError as error:
        sheet.issue(UNMAPPED, str(error), passages)
        return None


def _span(sheet: Sheet, when: str | None, passages: Passages) -> tuple[str, str] | None:
    if when is None:
        return None
    try:
        return bounds(when)
    except ValueError as error:
        sheet.issue(UNMAPPED, str(error), passages)
        return None
