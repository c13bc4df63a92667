"""What goes on after a clause: referrals between bodies, assignments, and what is due when."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from graf.issues import UNMAPPED
from graf.model import Deadline, Decision, Evidence, Item, Move
from graf.rdf.concepts import concept
from graf.rdf.dates import bounds, date
from graf.rdf.iris import below
from graf.rdf.literals import plain, swedish
from graf.rdf.sheet import Sheet
from graf.rdf.vocab import GRAF, PROV


def state_referrals(
    sheet: Sheet, item: NamedNode, prefix: str, owner: Item, clauses: list[tuple[NamedNode, str]]
) -> None:
    """The moves of an item, and the bodies a clause refers to that no move names."""
    seen: Counter[str] = Counter()
    for count, move in enumerate(owner.moves, start=1):
        if move.decision is not None and 0 <= move.decision < len(clauses):
            clause, key = clauses[move.decision]
            seen[key] += 1
            _state_referral(sheet, key if seen[key] == 1 else below(key, seen[key]), move, item, clause)
        else:
            _state_referral(sheet, below(prefix, f"m{count}"), move, item, None)
    covered = {sheet.find_body(move.target) for move in owner.moves}
    for decision, (clause, key) in zip(owner.decisions, clauses, strict=True):
        for name in decision.referred_to:
            source = decision.by or sheet.minutes.body
            if source is not None and sheet.find_body(name) not in covered:
                seen[key] += 1
                move = Move(source, name, "refer", decision.text, decision.evidence)
                _state_referral(sheet, key if seen[key] == 1 else below(key, seen[key]), move, item, clause)


def _state_referral(sheet: Sheet, key: str, move: Move, item: NamedNode, clause: NamedNode | None) -> None:
    node = sheet.fact(sheet.iris.id("referral", key), GRAF.Referral, move.evidence)
    if clause is not None:
        sheet.state(node, PROV.wasGeneratedBy, clause)
    else:
        sheet.state(node, GRAF.mentionedIn, item)
    sheet.state(node, GRAF.kind, sheet.concept("referral-kinds", move.kind, move.evidence))
    sheet.state(node, GRAF.fromBody, sheet.body(move.source, move.evidence))
    sheet.state(node, GRAF.toBody, sheet.body(move.target, move.evidence))
    sheet.state(node, GRAF.quote, plain(move.quote))


def state_assignment(sheet: Sheet, item: NamedNode, clause: NamedNode, key: str, decision: Decision) -> None:
    """Whom a clause gives something to do, and by when; a date without anyone to act is a deadline."""
    due = None if decision.deadline is None else _last_day(sheet, decision.deadline, decision.evidence)
    if decision.assigned_to:
        node = sheet.fact(sheet.iris.id("assignment", key), GRAF.Assignment, decision.evidence)
        sheet.state(node, GRAF.assignedBy, clause)
        status = "open" if decision.status == "taken" else "proposed"
        sheet.state(node, GRAF.status, concept("assignment-statuses", status))
        sheet.state(node, GRAF.text, swedish(decision.text))
        for name in decision.assigned_to:
            known = sheet.find_body(name) or sheet.find_person(name, decision.evidence)
            sheet.state(node, GRAF.assignee, known or sheet.body(name, decision.evidence))
        if due is not None:
            sheet.value(node, GRAF.notAfter, date(due), decision.evidence)
    elif due is not None and all(one.date != decision.deadline for one in sheet.minutes.deadlines):
        node = sheet.fact(sheet.iris.id("deadline", key), GRAF.Deadline, decision.evidence)
        sheet.state(node, GRAF.text, swedish(decision.text))
        sheet.state(node, GRAF.notAfter, date(due))
        sheet.state(node, GRAF.mentionedIn, item)


def state_deadline(sheet: Sheet, deadline: Deadline, place: int) -> None:
    """Something due: what, by whom, the last day, and the item that says so."""
    due = _last_day(sheet, deadline.date, deadline.evidence)
    if due is None:
        return
    key = below(sheet.key, deadline.evidence[0].start if deadline.evidence else f"n{place + 1}", due)
    node = sheet.iris.id("deadline", key)
    if sheet.states(node, GRAF.text):
        node = sheet.iris.id("deadline", below(key, place + 1))
    sheet.fact(node, GRAF.Deadline, deadline.evidence)
    sheet.state(node, GRAF.text, swedish(deadline.what))
    sheet.state(node, GRAF.notAfter, date(due))
    if deadline.who is not None:
        known = sheet.find_body(deadline.who) or sheet.find_person(deadline.who, deadline.evidence)
        if known is not None:
            sheet.state(node, GRAF.obliges, known)
        else:
            sheet.state(node, GRAF.obligesText, plain(deadline.who))
    for number, item in enumerate(sheet.minutes.items):
        if deadline.item is not None and item.number == deadline.item:
            sheet.state(node, GRAF.mentionedIn, sheet.iris.id("item", sheet.names.items[sheet.key, number].key))
            break


def _last_day(sheet: Sheet, text: str, passages: tuple[Evidence, ...]) -> str | None:
    try:
        return bounds(text)[1]
    except ValueError as error:
        sheet.issue(UNMAPPED, str(error), passages)
        return None
