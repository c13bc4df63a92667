"""The register's graph, `{base}/graph/register`: what an archivist knows of bodies, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Quad

from graf.model import Register
from graf.rdf.bodies import body_node, body_triples, source
from graf.rdf.concepts import concept
from graf.rdf.literals import plain
from graf.rdf.naming import Names
from graf.rdf.relations import relation_node
from graf.rdf.vocab import DCTERMS, GRAF, RDF


def register_quads(register: Register, names: Names, keys: Iterable[str], codes: Mapping[str, str]) -> Iterator[Quad]:
    """The bodies of the register with these keys, those that they are part of, and the relations between them.

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


def _with_parents(keys: set[str], parents: Mapping[str, str | None]) -> set[str]:
    wanted, left = set(keys), list(keys)
    while left:
        parent = parents.get(left.pop())
        if parent is not None and parent in parents and parent not in wanted:
            wanted.add(parent)
            left.append(parent)
    return wanted
