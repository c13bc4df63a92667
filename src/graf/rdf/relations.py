"""Relations of bodies that somebody states: reports to, steers, prepares for, is member of …"""

from __future__ import annotations

from pyoxigraph import NamedNode

from graf.issues import UNSETTLED
from graf.model import Relation
from graf.rdf.concepts import concept
from graf.rdf.iris import Iris, below
from graf.rdf.sheet import Sheet
from graf.rdf.vocab import GRAF


def relation_node(iris: Iris, subject: NamedNode, kind: str, target: NamedNode) -> NamedNode:
    """The node of a relation of a kind between two bodies: one, however many documents state it."""
    ends = [node.value.rsplit("/", 1)[1] for node in (subject, target)]
    return iris.id("body-relation", below(ends[0], kind.replace("_", "-"), ends[1]))


def state_relation(sheet: Sheet, relation: Relation) -> None:
    """A relation that this document states, at the meeting that it documents."""
    subject = sheet.body(relation.subject, relation.evidence)
    target = sheet.body(relation.object, relation.evidence)
    if subject == target:
        sheet.issue(UNSETTLED, f"“{relation.subject}” is said to have a relation to itself", relation.evidence)
        return
    node = relation_node(sheet.iris, subject, relation.relation, target)
    sheet.fact(node, GRAF.BodyRelation, relation.evidence)
    sheet.state(node, GRAF.kind, concept("relation-kinds", relation.relation))
    sheet.state(node, GRAF.fromBody, subject)
    sheet.state(node, GRAF.toBody, target)
    sheet.state(node, GRAF.statedAt, sheet.iris.id("meeting", sheet.meeting))
    sheet.state(node, GRAF.statedIn, sheet.iris.id("document", sheet.key))
