"""From what a person writes (`body=SCHNV`) to the RDF term that a canned query's variable is bound to.

Values never enter the text of a query: pyoxigraph substitutes them as terms, so no value can change what is asked.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from graf.issues import UsageError
from graf.query import Rows, Term, run
from graf.query.canned import Canned, Parameter
from graf.rdf.iris import slug
from graf.rdf.vocab import PREFIXES, XSD

_BODIES: Final = """
SELECT DISTINCT ?body ?name ?kind WHERE {
  ?body a org:Organization .
  { ?body skos:notation ?name BIND(1 AS ?kind) } UNION
  { ?body skos:prefLabel ?name BIND(2 AS ?kind) } UNION
  { ?body skos:altLabel ?name BIND(3 AS ?kind) }
} ORDER BY ?kind ?body ?name
"""
_MEETING_BODIES: Final = """
SELECT DISTINCT ?body (COALESCE(MIN(?short), MIN(?long), STR(?body)) AS ?name) WHERE {
  ?meeting graf:heldBy ?body
  OPTIONAL { ?body skos:notation ?short } OPTIONAL { ?body skos:prefLabel ?long }
} GROUP BY ?body ORDER BY ?name
"""
_MEETINGS: Final = "SELECT DISTINCT ?meeting WHERE { ?meeting a graf:Meeting } ORDER BY ?meeting"
_MOST_LISTED: Final = 12


def ask(store: pyoxigraph.Store, canned: Canned, values: Mapping[str, str]) -> Rows:
    """Ask a canned query, its parameters given as text, and keep the columns that its header names.

    Raises UsageError for a parameter or a value that it does not take, listing those it does.
    """
    result = run(store, canned.text, bind(store, canned, values), file=canned.file)
    if not isinstance(result, Rows):
        raise UsageError(canned.file, None, "a canned query is a SELECT")
    shown = [column.name for column in canned.columns]
    if [name for name in result.variables if name in shown] != shown:
        raise UsageError(canned.file, None, f"expected SELECT with the columns of the header: ?{' ?'.join(shown)}")
    return result.without([name for name in result.variables if name not in shown])


def bind(store: pyoxigraph.Store, canned: Canned, values: Mapping[str, str]) -> dict[str, Term]:
    """The terms of a canned query's variables: the values given, else the defaults; an open parameter is left out."""
    known = {parameter.name: parameter for parameter in canned.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise UsageError(canned.name, None, f"no parameter {name!r}; expected one of: {takes}")
    given = {name: values.get(name, parameter.default) for name, parameter in known.items()}
    return {known[name].variable: _term(store, canned, known[name], value) for name, value in given.items() if value}


def _term(store: pyoxigraph.Store, canned: Canned, parameter: Parameter, value: str) -> Term:
    where = f"{parameter.name}={value}"
    if parameter.values and value not in parameter.values:
        raise UsageError(canned.name, None, f"{where}: expected one of {', '.join(parameter.values)}")
    try:
        if parameter.type == "body":
            return _body(store, value)
        if parameter.type == "meeting":
            return _meeting(store, value)
        return _PLAIN[parameter.type](value)
    except ValueError as error:
        raise UsageError(canned.name, None, f"{where}: {error}") from error


def _body(store: pyoxigraph.Store, value: str) -> NamedNode:
    found: dict[NamedNode, set[str]] = {}
    ranked: dict[int, list[NamedNode]] = {0: [], 1: [], 2: [], 3: []}
    for body, name, kind in _rows(store, _BODIES):
        if isinstance(body, NamedNode) and isinstance(name, Literal) and isinstance(kind, Literal):
            found.setdefault(body, set()).add(name.value)
            if _fold(name.value) == _fold(value):
                ranked[int(kind.value)].append(body)
    for body in found:
        if body.value == value or body.value.endswith(f"/id/body/{slug(value)}"):
            ranked[0].append(body)
    for bodies in ranked.values():
        if len(set(bodies)) == 1:
            return bodies[0]
        if bodies:
            several = ", ".join(sorted({body.value for body in bodies}))
            raise ValueError(f"several bodies are called so; expected one of {several}")
    names = [name.value for _, name in _rows(store, _MEETING_BODIES) if isinstance(name, Literal)]
    close = difflib.get_close_matches(value, sorted(set().union(*found.values())), 3)
    near = f" (near: {', '.join(close)})" if close else ""
    raise ValueError(f"no such body{near}; expected a key, abbreviation, name or IRI; bodies that meet: {_list(names)}")


def _meeting(store: pyoxigraph.Store, value: str) -> NamedNode:
    keys = {}
    for (meeting,) in _rows(store, _MEETINGS):
        if isinstance(meeting, NamedNode):
            keys[meeting.value.rpartition("/")[2]] = meeting
            if meeting.value == value:
                return meeting
    if value.lower() in keys:
        return keys[value.lower()]
    close = difflib.get_close_matches(value.lower(), keys, _MOST_LISTED, 0.3) or list(keys)
    raise ValueError(f"no such meeting; expected a key or IRI: {_list(close)}")


def _iri(value: str) -> NamedNode:
    prefix, colon, local = value.partition(":")
    if colon and prefix in PREFIXES:
        return NamedNode(PREFIXES[prefix] + local)
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]", value):
        raise ValueError(f"expected an IRI, or one of the prefixes {', '.join(PREFIXES)} and a name")
    return NamedNode(value)


def _concept(value: str) -> NamedNode:
    return _iri(value if ":" in value else f"c:{value}")


def _date(value: str) -> Literal:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("expected a date as YYYY-MM-DD")
    return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)


def _year(value: str) -> Literal:
    if not re.fullmatch(r"\d{4}", value, re.ASCII):
        raise ValueError("expected a year of four digits")
    return Literal(str(int(value)), datatype=XSD.integer)


def _integer(value: str) -> Literal:
    if not re.fullmatch(r"[+-]?\d{1,18}", value, re.ASCII):
        raise ValueError("expected a whole number")
    return Literal(str(int(value)), datatype=XSD.integer)


_PLAIN: Final[Mapping[str, Callable[[str], Term]]] = {
    "iri": _iri,
    "concept": _concept,
    "date": _date,
    "year": _year,
    "integer": _integer,
    "text": Literal,
}


def _rows(store: pyoxigraph.Store, query: str) -> list[tuple[Term | None, ...]]:
    result = run(store, query)
    return result.rows() if isinstance(result, Rows) else []


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())


def _list(names: list[str]) -> str:
    rest = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" … and {rest} more" if rest > 0 else "")
