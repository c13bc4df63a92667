"""Agenda items and what was proposed or decided under them: one node for every att-clause."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graf.model import Decision, Item
from graf.rdf.concepts import concept
from graf.rdf.iris import below
from graf.rdf.literals import plain, swedish
from graf.rdf.meetings import state_reference
from graf.rdf.people import state_presenter
from graf.rdf.referrals import state_assignment, state_referrals
from graf.rdf.sheet import Sheet
from graf.rdf.vocab import DCTERMS, GRAF, PROV, SKOS, XSD


def state_items(sheet: Sheet) -> None:
    """Every item of the document, in its order, with what stands under it."""
    numbers: dict[str, NamedNode] = {}
    for place, item in enumerate(sheet.minutes.items):
        node = _state_item(sheet, place, item, numbers)
        if item.number is not None:
            numbers.setdefault(item.number, node)
        clauses = _state_clauses(sheet, node, place, item)
        state_referrals(sheet, node, sheet.names.items[sheet.key, place].below, item, clauses)
        _state_votes(sheet, node, sheet.names.items[sheet.key, place].below, item)
        for presenter in item.presenters:
            state_presenter(sheet, node, presenter)
        for reference in item.meeting_references:
            state_reference(sheet, node, reference)


def _state_item(sheet: Sheet, place: int, item: Item, numbers: dict[str, NamedNode]) -> NamedNode:
    name = sheet.names.items[sheet.key, place]
    node = sheet.fact(sheet.iris.id("item", name.key), GRAF.AgendaItem, item.evidence)
    sheet.state(node, GRAF.partOfMeeting, sheet.iris.id("meeting", sheet.meeting))
    sheet.state(node, GRAF.number, plain(name.number))
    sheet.state(node, DCTERMS.title, swedish(name.title))
    if name.owner:
        sheet.state(node, GRAF.position, Literal(str(place + 1), datatype=XSD.integer))
    elif item.title != name.title:
        sheet.state(node, SKOS.altLabel, swedish(item.title))
    if item.parent is not None:
        sheet.state(node, GRAF.parentItem, numbers.get(item.parent))
    for kind in item.kinds:
        sheet.state(node, GRAF.kind, sheet.concept("item-kinds", kind, item.evidence))
    for attachment in item.attachments:
        sheet.state(node, GRAF.attachment, plain(attachment))
    sheet.state(node, GRAF.caseNumber, plain(item.case_number))
    if item.withdrawn:
        sheet.state(node, GRAF.withdrawn, Literal("true", datatype=XSD.boolean))
    return node


def _state_votes(sheet: Sheet, item: NamedNode, key: str, owner: Item) -> None:
    """The vote on an item, and who took another stand than the meeting."""
    if owner.vote is not None:
        node = sheet.fact(sheet.iris.id("vote", key), GRAF.Vote, owner.vote.evidence)
        sheet.state(node, GRAF.onItem, item)
        sheet.state(node, GRAF.votesFor, Literal(str(owner.vote.yes), datatype=XSD.integer))
        sheet.state(node, GRAF.votesAgainst, Literal(str(owner.vote.no), datatype=XSD.integer))
        if owner.vote.abstained is not None:
            sheet.state(node, GRAF.votesAbstained, Literal(str(owner.vote.abstained), datatype=XSD.integer))
    for one in owner.objections:
        person = sheet.person(one.person, one.evidence)
        name = below(key, person.value.rsplit("/", 1)[1], one.kind.replace("_", "-"))
        node = sheet.fact(sheet.iris.id("objection", name), GRAF.Objection, one.evidence)
        sheet.state(node, GRAF.onItem, item)
        sheet.state(node, GRAF.objector, person)
        sheet.state(node, GRAF.kind, sheet.concept("objection-kinds", one.kind, one.evidence))


def _state_clauses(sheet: Sheet, item: NamedNode, place: int, owner: Item) -> list[tuple[NamedNode, str]]:
    """The decisions and proposals of an item: their nodes, and what the keys below each begin with."""
    prefix = sheet.names.items[sheet.key, place].below
    clauses: list[tuple[NamedNode, str]] = []
    condition: NamedNode | None = None
    for count, decision in enumerate(owner.decisions, start=1):
        taken = decision.status == "taken"
        # Below a proposal the keys say so: the decision on it, in the minutes, may have the same number.
        key = below(prefix, count if taken else f"p{count}")
        node = sheet.iris.id("decision" if taken else "proposal", below(prefix, count))
        clauses.append((node, key))
        sheet.fact(node, GRAF.Decision if taken else GRAF.Proposal, decision.evidence)
        sheet.state(node, PROV.wasGeneratedBy if taken else GRAF.proposedIn, item)
        if decision.by is not None:
            by = sheet.body(decision.by, decision.evidence)
            sheet.state(node, GRAF.decidedBy if taken else GRAF.proposedTo, by)
        sheet.state(node, GRAF.status, sheet.concept("decision-statuses", decision.status, decision.evidence))
        sheet.state(node, GRAF.text, swedish(decision.text))
        for act in decision.acts:
            sheet.state(node, GRAF.act, sheet.concept("acts", act, decision.evidence))
        for name in decision.appointed:
            known = sheet.find_person(name, decision.evidence) or sheet.find_body(name)
            sheet.state(node, GRAF.appoints, known or sheet.person(name, decision.evidence))
        if decision.condition is not None:
            condition = _state_condition(sheet, node, key, decision, condition)
        state_assignment(sheet, item, node, key, decision)
    return clauses


def _state_condition(
    sheet: Sheet, clause: NamedNode, key: str, decision: Decision, earlier: NamedNode | None
) -> NamedNode:
    """A condition of a clause; returns the one that a later `otherwise` stands against."""
    node = sheet.fact(sheet.iris.id("condition", key), GRAF.Condition, decision.evidence)
    sheet.state(clause, GRAF.condition, node)
    sheet.state(node, GRAF.text, swedish(decision.condition))
    sheet.state(node, GRAF.status, concept("condition-statuses", "open"))
    sheet.state(node, GRAF.branch, sheet.concept("branches", decision.condition_branch, decision.evidence))
    if decision.condition_branch == "otherwise" and earlier is not None:
        sheet.state(node, GRAF.otherwiseOf, earlier)
        return earlier
    return node
