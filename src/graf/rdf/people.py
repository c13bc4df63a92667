"""People at meetings and in posts: attendance, roles, memberships, presenters."""

from __future__ import annotations

import re
from collections import Counter

from pyoxigraph import NamedNode

from graf.issues import UNMAPPED, UNSETTLED
from graf.model import Attendance, Evidence, Presenter, RoleFact
from graf.rdf.concepts import concept
from graf.rdf.dates import bounds, date
from graf.rdf.iris import below, segment, slug
from graf.rdf.literals import plain, swedish
from graf.rdf.sheet import Sheet
from graf.rdf.vocab import GRAF, ORG, RDF, SKOS, TIME

Passages = tuple[Evidence, ...]

_ACTING = re.compile(r"(?i)^(?:t\.?\s?f\.?|tillförordnad|tillf\.|vik\.|vikarierande)\s+(?=\S)")
_SUBSTITUTE = re.compile(r"(?i)^(?:ersättare|suppleant)\b")


def state_attendance(sheet: Sheet, attendances: tuple[Attendance, ...]) -> None:
    """Who was there, absent, struck from the list or uncertain; one node a person and meeting."""
    meeting = sheet.meeting if sheet.key in sheet.names.first else below(sheet.meeting, sheet.key)
    seen: Counter[str] = Counter()
    for one in attendances:
        person = sheet.person(one.name, one.evidence)
        key = below(meeting, person.value.rsplit("/", 1)[1])
        seen[key] += 1
        if seen[key] > 1:
            key = below(key, seen[key])
        node = sheet.fact(sheet.iris.id("attendance", key), GRAF.Attendance, one.evidence)
        sheet.state(node, GRAF.atMeeting, sheet.iris.id("meeting", sheet.meeting))
        sheet.state(node, GRAF.person, person)
        sheet.state(node, GRAF.status, sheet.concept("attendance-statuses", one.status, one.evidence))
        sheet.state(node, GRAF.nameAsWritten, plain(one.surface))
        sheet.state(node, GRAF.during, plain(one.during))
        if one.organisation is not None:
            sheet.state(node, GRAF.representing, sheet.body(one.organisation, one.evidence))
        if one.role is not None:
            sheet.state(node, GRAF.inRole, role(sheet, one.role))
        if one.substitutes_for is not None:
            absent = sheet.person(one.substitutes_for, one.evidence)
            if absent == person:
                sheet.issue(UNSETTLED, f"“{one.surface}” is said to stand in for the same person", one.evidence)
            else:
                sheet.state(node, GRAF.substitutesFor, absent)


def state_presenter(sheet: Sheet, item: NamedNode, presenter: Presenter) -> None:
    """Who presents an item: a person, or the post alone where the text gives no name."""
    if presenter.name is not None:
        person = sheet.person(presenter.name, presenter.evidence)
        sheet.value(item, GRAF.presentedBy, person, presenter.evidence)
        if presenter.role is not None and presenter.organisation is not None:
            fact = RoleFact(presenter.name, presenter.role, presenter.organisation, "holds", "", presenter.evidence)
            state_role(sheet, fact)
    elif presenter.role is not None:
        sheet.value(item, GRAF.presentedByPost, _post(sheet, presenter), presenter.evidence)
    elif presenter.organisation is not None:
        sheet.value(item, GRAF.presentedBy, sheet.body(presenter.organisation, presenter.evidence), presenter.evidence)


def state_role(sheet: Sheet, fact: RoleFact) -> None:
    """A person's post in a body: what the text says of holding, taking up or leaving it, and when."""
    person = sheet.person(fact.person, fact.evidence)
    title, tenure = split_tenure(fact.role)
    key = below(person.value.rsplit("/", 1)[1], slug(fact.role) if fact.role else "member")
    holder = None if fact.organisation is None else sheet.body(fact.organisation, fact.evidence)
    if holder is not None:
        key = below(key, holder.value.rsplit("/", 1)[1])
    if fact.kind != "holds":
        key = below(key, segment(fact.kind.replace("_", "-")))
    for word, when in (("from", fact.start), ("to", fact.end)):
        if when is not None:
            key = below(key, word, segment(when))
    node = sheet.fact(sheet.iris.id("membership", key), ORG.Membership, fact.evidence)
    sheet.state(node, ORG.member, person)
    sheet.state(node, ORG.organization, holder)
    sheet.state(node, GRAF.event, sheet.concept("role-events", fact.kind, fact.evidence))
    sheet.state(node, GRAF.heldOn, sheet.iris.id("meeting", sheet.meeting))
    if title is not None:
        sheet.state(node, ORG.role, role(sheet, title))
    if tenure is not None:
        sheet.state(node, GRAF.tenure, concept("tenures", tenure))
    if fact.start is not None or fact.end is not None:
        _state_interval(sheet, node, key, fact)


def role(sheet: Sheet, title: str) -> NamedNode:
    """The concept of a role as the text names it (`socialchef`, `ordförande`)."""
    title = split_tenure(title)[0] or title
    label = title if any(letter.isupper() for letter in title[1:]) else title.lower()
    node = sheet.iris.id("role", slug(label))
    sheet.state(node, RDF.type, SKOS.Concept)
    if not sheet.states(node, SKOS.prefLabel):
        sheet.state(node, SKOS.prefLabel, swedish(label))
    return node


def split_tenure(title: str | None) -> tuple[str | None, str | None]:
    """A title without the words that say how it is held, and that: `tf. socialchef` → `socialchef`, `acting`."""
    if title is None:
        return None, None
    acting = _ACTING.match(title)
    if acting:
        return title[acting.end() :].strip(), "acting"
    return title.strip(), "substitute" if _SUBSTITUTE.match(title) else None


def _post(sheet: Sheet, presenter: Presenter) -> NamedNode:
    assert presenter.role is not None
    title = split_tenure(presenter.role)[0] or presenter.role
    holder = None if presenter.organisation is None else sheet.body(presenter.organisation, presenter.evidence)
    parts = [slug(title)] if holder is None else [holder.value.rsplit("/", 1)[1], slug(title)]
    node = sheet.fact(sheet.iris.id("post", "-".join(parts)), ORG.Post, presenter.evidence)
    if not sheet.states(node, SKOS.prefLabel):
        sheet.state(node, SKOS.prefLabel, swedish(title))
    sheet.state(node, ORG.role, role(sheet, title))
    sheet.state(node, ORG.postIn, holder)
    return node


def _state_interval(sheet: Sheet, membership: NamedNode, key: str, fact: RoleFact) -> None:
    try:
        first = None if fact.start is None else bounds(fact.start)[0]
        last = None if fact.end is None else bounds(fact.end)[1]
        if first is not None and last is not None and first > last:
            raise ValueError(f"a post cannot be held from {first} to {last}")
    except ValueError as error:
        sheet.issue(UNMAPPED, str(error), fact.evidence)
        return
    node = sheet.iris.id("interval", key)
    sheet.state(membership, ORG.memberDuring, node)
    sheet.state(node, RDF.type, TIME.Interval)
    sheet.state(node, GRAF.notBefore, None if first is None else date(first))
    sheet.state(node, GRAF.notAfter, None if last is None else date(last))
