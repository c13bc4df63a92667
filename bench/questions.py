"""The seven queries over `plain.py`'s quads: `@I@` is an item's number, `@B@` a body's; the load rotates them."""

from __future__ import annotations

_PREFIXES = (
    "PREFIX v: <https://gov.example/vocab#> PREFIX org: <http://www.w3.org/ns/org#> "
    "PREFIX dct: <http://purl.org/dc/terms/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
)
_BODY = "<https://gov.example/body/@B@>"

QUERIES = {
    "point": "SELECT ?p ?o WHERE { <https://gov.example/item/@I@> ?p ?o }",
    "meetings": f"{_PREFIXES}SELECT ?m ?d WHERE {{ ?m v:body {_BODY} ; dct:date ?d "
    'FILTER(?d >= "2020-01-01"^^xsd:date && ?d < "2024-01-01"^^xsd:date) } ORDER BY DESC(?d) LIMIT 20',
    "join2": f"{_PREFIXES}SELECT ?item ?title ?outcome WHERE {{ ?m v:body {_BODY} . ?item v:meeting ?m ; "
    "dct:title ?title . ?dec v:item ?item ; v:outcome ?outcome } LIMIT 100",
    "agg": f"{_PREFIXES}SELECT ?b (COUNT(?c) AS ?n) WHERE {{ ?c v:decidedBy ?b }} GROUP BY ?b ORDER BY DESC(?n) "
    "LIMIT 50",
    "path": f"{_PREFIXES}SELECT ?sup WHERE {{ {_BODY} org:reportsTo+ ?sup }}",
    "regex": f"{_PREFIXES}SELECT ?i ?t WHERE {{ ?i a v:AgendaItem ; dct:title ?t "
    'FILTER(REGEX(?t, "äldreomsorg.*Åkersberga", "i")) } LIMIT 50',
    "construct": f"{_PREFIXES}CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s a v:Decision ; ?p ?o }} LIMIT 1000",
}
ACCEPT = {"construct": "application/n-triples"}
RESULTS = "application/sparql-results+json"


def distinct(name: str, count: int) -> str:
    """The query with a number of its own in a comment, so that no answer kept from before can serve it."""
    return f"{QUERIES[name]} # {count}"
