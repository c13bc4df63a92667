"""SERVICE never reaches the network, wherever a query hides it, and nothing else is refused for its sake."""

from __future__ import annotations

import pyoxigraph
import pytest

from graf.query.guard import QueryError, names_dataset, refuse_service

ELSEWHERE = "<http://127.0.0.1:9/>"

FETCHES = [
    f"ASK {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"ASK {{ service{ELSEWHERE}{{}} }}",
    f"ASK {{ SeRvIcE SILENT {ELSEWHERE} {{}} }}",
    f"ASK {{ SERVICE # a comment\n {ELSEWHERE} {{}} }}",
    "ASK { VALUES ?where { <http://127.0.0.1:9/> } SERVICE ?where { ?s ?p ?o } }",
    f"ASK {{ FILTER EXISTS {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }}",
    f"ASK {{ FILTER NOT EXISTS {{ FILTER EXISTS {{ SERVICE {ELSEWHERE} {{}} }} }} }}",
    f"SELECT (EXISTS {{ SERVICE {ELSEWHERE} {{}} }} AS ?x) {{}}",
    f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {ELSEWHERE} {{}} }} }} }} }}",
    f"SELECT * {{ {{}} UNION {{ GRAPH ?g {{ SERVICE {ELSEWHERE} {{}} }} }} }}",
    f"SELECT * {{ {{}} MINUS {{ SERVICE {ELSEWHERE} {{}} }} }}",
    f"SELECT ?x {{ BIND(IF(EXISTS {{ SERVICE {ELSEWHERE} {{}} }}, 1, 2) AS ?x) }}",
    f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ SERVICE {ELSEWHERE} {{}} }})",
    f"SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ SERVICE {ELSEWHERE} {{}} }})",
    f"DESCRIBE ?s {{ SERVICE {ELSEWHERE} {{}} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "PREFIX : <http://127.0.0.1:9/> ASK { SERVICE:x { ?s ?p ?o } }",
    "PREFIX SERVICE: <http://127.0.0.1:9/> PREFIX : <http://127.0.0.1:9/> ASK { SERVICE :x {} }",
    "BASE <http://127.0.0.1:9/> ASK { SERVICE <x> {} }",
    f'ASK {{ ?zervice ?p "service" . SERVICE {ELSEWHERE} {{}} }}',
    f"ASK {{ ?s ?p ?o FILTER(?s<?o) SERVICE {ELSEWHERE} {{}} }}",
    f"ASK {{ SERVICE {ELSEWHERE} {{}} }} # " + " ".join(f"{x}ervice" for x in "abcdefghijklmnopqrstuvwxyz"),
    f"ASK {{ ?s ?p '''\n' # ''' . SERVICE {ELSEWHERE} {{}} }}",
    f"ASK {{ ?s <http://a#b> ?o . SERVICE {ELSEWHERE} {{}} }}",
    f"ASK {{ LATERAL {{ SERVICE {ELSEWHERE} {{}} }} }}",
    f"ASK {{ \\u0053ERVICE {ELSEWHERE} {{}} }}",
    f"ASK {{ \\U00000053\\u0045RVICE {ELSEWHERE} {{}} }}",
]
STAND = [
    "ASK { ?service ?p ?o }",
    "ASK { ?s ?p 'SERVICE <http://127.0.0.1:9/> {}' }",
    "ASK { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/> {}",
    "ASK { <http://127.0.0.1:9/SERVICE> a <service> }",
    "PREFIX service: <http://127.0.0.1:9/> ASK { service:SERVICE ?p service:zervice }",
    "ASK { ?s ?p 'x'@service }",
    "SELECT ?Service ?zervice { ?Service ?zervice '''\n SERVICE <a> {} ''' }",
]


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    """An empty store."""
    from tests.store.memory import in_memory

    return in_memory()


@pytest.mark.parametrize("query", FETCHES)
def test_a_query_that_would_fetch_is_refused(store: pyoxigraph.Store, query: str) -> None:
    """Whatever parses to a SERVICE is refused before it is asked; what the engine cannot parse asks nothing anyway."""
    if "\\" not in query:
        with pytest.raises(QueryError, match=r"SERVICE is refused|too many"):
            refuse_service(store, query, "query")
    else:
        with pytest.raises(SyntaxError):
            store.query(query, default_graph=[], named_graphs=[])


@pytest.mark.parametrize("query", STAND)
def test_the_word_alone_is_no_reason(store: pyoxigraph.Store, query: str) -> None:
    """Names, texts, languages and comments may say “service”."""
    refuse_service(store, query, "query")


@pytest.mark.parametrize(
    ("query", "chooses"),
    [
        ("ASK FROM <http://a/> {}", True),
        ("ASK FROM NAMED <http://a/> {}", True),
        ("SELECT ?from { ?from ?p 'FROM <http://a/>' } # FROM <http://a/>", False),
        ("ASK { <from> ?p ?o }", False),
    ],
)
def test_a_query_that_chooses_its_graphs_is_known(store: pyoxigraph.Store, query: str, chooses: bool) -> None:
    """Only FROM as a keyword takes the union away."""
    assert names_dataset(store, query) == chooses
