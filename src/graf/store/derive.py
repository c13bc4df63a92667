"""Fills a store's derived graph from all its other graphs, by the published queries in `queries/derived/`.

Each is a CONSTRUCT query over the union of all graphs. They run in the order of their names, so that one may build on
what another gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)  # fmt: skip

from graf.issues import Issue, UsageError
from graf.model import Minutes, Network
from graf.rdf.agreement import Clause, agreement_quads
from graf.rdf.derived import doubt_quads, matter_quads
from graf.rdf.naming import Names
from graf.rdf.vocab import FOAF
from graf.store.update import Update, terms

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_CLAUSES = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?node ?text ?item ?meeting ?proposed WHERE {
  {
    SELECT DISTINCT ?meeting WHERE { ?any a graf:Proposal ; graf:proposedIn ?its . ?its graf:partOfMeeting ?meeting . }
  }
  ?item graf:partOfMeeting ?meeting .
  { ?node prov:wasGeneratedBy ?item ; a graf:Decision . BIND(false AS ?proposed) }
  UNION { ?node graf:proposedIn ?item ; a graf:Proposal . BIND(true AS ?proposed) }
  ?node graf:text ?text .
}"""


def derive(
    update: Update,
    names: Names,
    minutes: Sequence[Minutes],
    network: Network,
    queries: Path,
    also: Iterable[Quad] = (),
    told: Told | None = None,
) -> list[Issue]:
    """Makes the derived graph of a store that holds all the others and their union; returns what could not be mapped.

    `queries` is the folder of the derived queries, `also` what else stands in the graph. `told` is what each query gave
    in the build whose store this was, and is made what each gives now: one that looks at nothing that changed since
    is not asked again. Raises `UsageError` for one that is not a CONSTRUCT query.
    """
    graph = names.iris.graph("derived")
    issues: list[Issue] = []
    told = {} if told is None else told
    before = {name: _read(lines, graph) for name, lines in told.items()}
    held = set().union(*before.values()) if before else set(update.quads(graph))

    def stated(person: NamedNode) -> bool:
        found = update.store.quads_for_pattern(person, NamedNode(_TYPE), FOAF.Person, None)
        return any(isinstance(quad.graph_name, NamedNode) for quad in found)

    fixed = {*also, *matter_quads(network, minutes, names, issues), *doubt_quads(network, names, stated)}
    changed = terms(update.changed())
    if "" in before:
        changed |= terms(quad.triple for quad in fixed ^ before[""])
    now = set(fixed)
    update.add(now - held)
    gives = {"": fixed}
    steps = _steps(queries)
    looks = {name: looked_at(text) for name, (text, _) in steps.items()}
    for name, (_, ask) in steps.items():
        look = looks[name]
        if name in before and _same(look, changed):
            found = before[name]
        else:
            # What only this step or later ones gave, it may not see.
            ahead = {quad for quad in held - now if look is None or quad.predicate.value in look}
            update.remove(ahead)
            update.settle()
            held -= ahead
            found = set(ask(_asked(update, look, looks.values()), graph))
            changed |= terms(quad.triple for quad in found ^ before.get(name, set()))
        gives[name] = found
        update.add(found - held - now)
        now |= found
    update.remove(held - now)
    update.settle()
    _asked(update, frozenset(), looks.values())
    for name in told.keys() - gives.keys():
        del told[name]
    told.update((name, _written(found)) for name, found in gives.items() if found != before.get(name))
    return issues


def _asked(update: Update, look: frozenset[str] | None, looks: Iterable[frozenset[str] | None]) -> Store:
    """The store to ask a query that looks at `look`: a mirror in memory, which is filled now, where there is one."""
    if update.mirror is None or look is None:
        return update.store
    return update.mirror.of(update.store, frozenset().union(*(one for one in looks if one is not None)))


Told = dict[str, bytes]
"""What each step of deriving gave, by its name, as N-Triples; under the empty name what no query gives."""
Step = Callable[[Store, NamedNode], Iterable[Quad]]


def _steps(queries: Path) -> dict[str, tuple[str, Step]]:
    """The steps in their order, by name: the text that tells what each looks at, and what it gives."""

    def asked(path: Path) -> Step:
        return lambda store, graph: (
            Quad(one.subject, one.predicate, one.object, graph) for one in constructed(store, path)
        )

    found: dict[str, tuple[str, Step]] = {
        "agreement": (_CLAUSES, lambda store, graph: agreement_quads(_clauses(store), graph))
    }
    return found | {path.name: (path.read_text("utf-8"), asked(path)) for path in sorted(queries.glob("*.rq"))}


def looked_at(query: str) -> frozenset[str] | None:
    """The properties and classes, and whatever else has an IRI, that a query names where it looks; None for all."""
    body = re.sub(r"^\s*#.*$", "", query, flags=re.MULTILINE)
    prefixes = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", body, re.IGNORECASE))
    where = body[body.upper().find("WHERE") :]
    if re.search(r"\?\w+\s+[?$]\w+\s+[?$\w<\"]", re.sub(r"\bSELECT\b.*?\bWHERE\b", "", where, flags=re.DOTALL)):
        return None
    if re.search(r"(?:\ba|\brdf:type)\s+[?$]", where):
        return None
    found = {prefixes.get(prefix, "") + name for prefix, name in re.findall(r"\b([\w-]*):([\w-]+)", where)}
    return frozenset(found | set(re.findall(r"<([^>\s]+)>", where)) | {_TYPE})


def _same(look: frozenset[str] | None, changed: Set[str]) -> bool:
    """Whether a query looks at nothing that changed: all triples have a property, those of rdf:type count by class."""
    return not changed if look is None else look.isdisjoint(changed)


def _written(quads: Iterable[Quad]) -> bytes:
    return serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b""


def _read(lines: bytes, graph: NamedNode) -> set[Quad]:
    found = parse(lines, format=RdfFormat.N_TRIPLES)
    return {Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found}


def constructed(store: Store, path: Path) -> Iterator[Triple]:
    """What a CONSTRUCT query in a file gives over a store's default graph."""
    try:
        result = store.query(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        raise UsageError(str(path), error.lineno, f"expected a SPARQL query: {error.msg}") from None
    if not isinstance(result, QueryTriples):
        raise UsageError(str(path), None, "expected a CONSTRUCT query")
    yield from result


def _clauses(store: Store) -> Iterator[Clause]:
    """The decisions and proposals of each meeting that has proposals."""
    solutions = store.query(_CLAUSES)
    assert isinstance(solutions, QuerySolutions)
    for node, text, item, meeting, proposed in solutions:
        assert isinstance(node, NamedNode)
        assert isinstance(text, Literal)
        assert isinstance(proposed, Literal)
        yield Clause(node, text.value, str(item), str(meeting), proposed.value == "true")
