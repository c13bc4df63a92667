"""The mapping: one document's `Minutes` become the quads of its two graphs."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Quad

from graf.issues import Issue
from graf.model import Minutes
from graf.rdf.evidence import Rendition
from graf.rdf.items import state_items
from graf.rdf.meetings import state_document, state_meeting, state_planned
from graf.rdf.naming import Names
from graf.rdf.people import state_attendance, state_role
from graf.rdf.referrals import state_deadline
from graf.rdf.relations import state_relation
from graf.rdf.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Mapped:
    """A document as quads of its two graphs, `{base}/graph/doc/{key}` and `{base}/graph/evidence/{key}`.

    `issues` are what could not be mapped, `bodies` the slugs of the bodies that the document names.
    """

    quads: tuple[Quad, ...]
    issues: tuple[Issue, ...]
    bodies: frozenset[str]


def document_quads(minutes: Minutes, published: Rendition, names: Names) -> Mapped:
    """Maps all that one document states, with the readings of it.

    `names` are those of all documents of the build (`graf.rdf.naming.name_all`). Raises ValueError where a passage
    lies outside the published text.
    """
    sheet = Sheet(minutes, names, published)
    state_document(sheet)
    state_meeting(sheet)
    state_attendance(sheet, minutes.attendance)
    state_items(sheet)
    for planned in minutes.planned_meetings:
        state_planned(sheet, planned)
    for fact in minutes.role_facts:
        state_role(sheet, fact)
    for place, deadline in enumerate(minutes.deadlines):
        state_deadline(sheet, deadline, place)
    for relation in names.relations.get(minutes.file, ()):
        state_relation(sheet, relation)
    for name in names.mentions.get(minutes.file, ()):
        sheet.use_body(name)
    return Mapped(tuple(sheet.quads()), tuple(sheet.issues), sheet.bodies)
