"""The register's graph, `{base}/graph/register`: what an archivist knows of bodies, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from graf.model import KnownRole, Register
from graf.rdf.bodies import body_node, body_triples, source
from graf.rdf.concepts import concept
from graf.rdf.dates import bounds, date
from graf.rdf.iris import below, slug
from graf.rdf.literals import plain, swedish
from graf.rdf.naming import Names
from graf.rdf.relations import relation_node
from graf.rdf.vocab import DCTERMS, FOAF, GRAF, ORG, RDF, SKOS, TIME


def register_quads(register: Register, names: Names, keys: Iterable[str], codes: Mapping[str, str]) -> Iterator[Quad]:
    """The bodies of the register with these keys, those that they are part of, and the relations between them.

    With them come the people whom documents name, and their posts.

    The built-in register knows every Swedish municipality: `keys` are those that the dataset's own register or its
    documents name. `codes` are official codes by body key.
    """
    graph = names.iris.graph("register")
    bodies = {body.key: body for body in register.bodies}
    wanted = _with_parents({key for key in keys if key in bodies}, {key: bodies[key].parent for key in bodies})
    for key in sorted(wanted):
        for subject, predicate, value in body_triples(bodies[key], names):
            yield Quad(subject, predicate, value, graph)
        code = plain(codes.get(key))
        if code is not None:
            yield Quad(body_node(key, names), DCTERMS.identifier, code, graph)
    for relation in register.relations:
        if {relation.subject, relation.object} <= wanted:
            subject, target = body_node(relation.subject, names), body_node(relation.object, names)
            node = relation_node(names.iris, subject, relation.relation, target)
            yield Quad(node, RDF.type, GRAF.BodyRelation, graph)
            yield Quad(node, GRAF.kind, concept("relation-kinds", relation.relation), graph)
            yield Quad(node, GRAF.fromBody, subject, graph)
            yield Quad(node, GRAF.toBody, target, graph)
            if relation.quote.strip():
                yield Quad(node, DCTERMS.source, source(relation.quote), graph)
    yield from _people(register, names, graph)


def _people(register: Register, names: Names, graph: NamedNode) -> Iterator[Quad]:
    """Of the people of the register those whom a document names, and the posts that they are known to have held."""
    named = {person.key for several in names.people.values() for person in several}
    for person in register.persons:
        if person.key in named:
            node = names.iris.id("person", person.key)
            yield Quad(node, RDF.type, FOAF.Person, graph)
            for form, predicate in ((person.name, FOAF.name), *((v, GRAF.nameVariant) for v in person.variants)):
                yield from _literal(node, predicate, form, graph)
            yield Quad(node, DCTERMS.source, source(person.source), graph)
    for role in register.roles:
        if role.person in named:
            yield from _role(role, names, graph)


def _role(role: KnownRole, names: Names, graph: NamedNode) -> Iterator[Quad]:
    body = body_node(role.organisation, names)
    title = role.role if any(letter.isupper() for letter in role.role[1:]) else role.role.lower()
    key = below(role.person, slug(title), body.value.rsplit("/", 1)[1], "register", *filter(None, [role.valid_from]))
    node, post = names.iris.id("membership", key), names.iris.id("role", slug(title))
    yield Quad(node, RDF.type, ORG.Membership, graph)
    yield Quad(node, ORG.member, names.iris.id("person", role.person), graph)
    yield Quad(node, ORG.organization, body, graph)
    yield Quad(node, ORG.role, post, graph)
    yield Quad(node, GRAF.event, concept("role-events", "holds"), graph)
    yield Quad(node, DCTERMS.source, source(role.source), graph)
    yield Quad(post, RDF.type, SKOS.Concept, graph)
    label = swedish(title)
    if label is not None:
        yield Quad(post, SKOS.prefLabel, label, graph)
    if role.valid_from or role.valid_to:
        during = names.iris.id("interval", key)
        yield Quad(node, ORG.memberDuring, during, graph)
        yield Quad(during, RDF.type, TIME.Interval, graph)
        if role.valid_from:
            yield Quad(during, GRAF.notBefore, date(bounds(role.valid_from)[0]), graph)
        if role.valid_to:
            yield Quad(during, GRAF.notAfter, date(bounds(role.valid_to)[1]), graph)


def _literal(node: NamedNode, predicate: NamedNode, text: str, graph: NamedNode) -> Iterator[Quad]:
    value = plain(text)
    if value is not None:
        yield Quad(node, predicate, value, graph)


def _with_parents(keys: set[str], parents: Mapping[str, str | None]) -> set[str]:
    wanted, left = set(keys), list(keys)
    while left:
        parent = parents.get(left.pop())
        if parent is not None and parent in parents and parent not in wanted:
            wanted.add(parent)
            left.append(parent)
    return wanted
