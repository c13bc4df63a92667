"""Questions to a release: SPARQL 1.1 queries, answered in full on the thread that asked.

- `run`     asks any query; `Rows`, `Answer` and `Graph` are what comes back
- `canned`  the public questions in `queries/`, each a `.rq` file with a header
- `binding` a canned query's parameters: from what a person writes to an RDF term
- `formats` an answer as a table, CSV, JSON or Turtle
- `guard`   what a query may not do

The default graph is the union of all graphs, unless the query itself says `FROM`. A triple that two graphs state is
found twice there, so queries count with `COUNT(DISTINCT …)`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, Variable

from graf.issues import UsageError
from graf.query.guard import names_dataset, refuse_service, syntax_error
from graf.rdf.vocab import PREFIXES
from graf.store.embedded import holds_union

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: `data` is the SPARQL 1.1 JSON results document, safe to pass to another thread."""

    data: bytes

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the SELECT."""
        return tuple(json.loads(self.data)["head"]["vars"])

    def rows(self) -> list[tuple[Term | None, ...]]:
        """Each row's terms in the order of the columns; None where the query left one open."""
        solutions = pyoxigraph.parse_query_results(self.data, QueryResultsFormat.JSON)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        names = self.variables
        return [tuple(solution[name] for name in names) for solution in solutions]

    def without(self, names: Collection[str]) -> Rows:
        """The same rows less some columns."""
        found = json.loads(self.data)
        found["head"]["vars"] = [name for name in found["head"]["vars"] if name not in names]
        for binding in found["results"]["bindings"]:
            for name in names:
                binding.pop(name, None)
        return Rows(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode())


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE: `data` is sorted N-Triples, each triple once."""

    data: bytes

    def triples(self) -> list[Triple]:
        """The triples, sorted."""
        return [quad.triple for quad in pyoxigraph.parse(self.data, RdfFormat.N_TRIPLES)]


Result = Rows | Answer | Graph


def run(
    store: pyoxigraph.Store, query: str, substitutions: Mapping[str, Term] | None = None, *, file: str = "query"
) -> Result:
    """Ask a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) and read the whole answer.

    `substitutions` binds variables (names without `?`) to terms; a variable so bound must stand in the SELECT.
    graf's own prefixes (`graf:`, `org:`, `prov:` …) need no declaration. `file` names the query in errors.

    Raises UsageError, with the line, for `SERVICE`, for an update and for what does not parse.
    """
    refuse_service(store, query, file)
    try:
        found = store.query(
            query,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=not holds_union(store) and not names_dataset(store, query),
            substitutions={Variable(name): term for name, term in (substitutions or {}).items()} or None,
        )
        return _read(found)
    except SyntaxError as error:
        raise syntax_error(error, query, file) from error
    except RuntimeError as error:
        raise UsageError(file, None, str(error).replace("contains", "have")) from error


def _read(found: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples) -> Result:
    """The whole answer as bytes: pyoxigraph's own objects abort the process when another thread touches them."""
    if isinstance(found, pyoxigraph.QuerySolutions):
        return Rows(found.serialize(format=QueryResultsFormat.JSON) or b"")
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer(bool(found))
    lines = (found.serialize(format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return Graph(b"".join(sorted(set(lines))))
