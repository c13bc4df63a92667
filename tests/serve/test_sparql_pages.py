"""The endpoint and the pages in one server: the form for people, and what the interface's description says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from graf import build, config
from graf.query.limits import Limits
from graf.serve.app import create_app
from tests.serve.server import Server, running

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> Iterator[Server]:
    """The whole server for the dataset of Dalarna, with a short deadline."""
    out = tmp_path_factory.mktemp("pages")
    build.build(config.load(dalarna), out)
    with running(out / "current", Limits(deadline=1.0), pages=create_app) as server:
        yield server


def test_a_visitors_own_query_runs_under_limits(server: Server) -> None:
    """The page with the form asks a worker: rows are shown, an endless query is ended, SERVICE is refused."""

    def page(query: str) -> str:
        reply = server.send("GET", f"/en/query.html?query={quote(query)}")
        assert reply.status == 200
        return reply.body.decode()

    assert "SCHNV" in page("SELECT ?short { ?body skos:notation ?short }")
    assert "takes too long" in page(ENDLESS)
    assert "SERVICE is refused" in page("ASK { SERVICE <http://127.0.0.1:9/> {} }")
    assert "graf:Meeting" in page("CONSTRUCT { ?m a graf:Meeting } WHERE { ?m a graf:Meeting } LIMIT 1")
    assert server.front.pool.killed == 1


def test_a_person_at_the_endpoint_is_shown_the_form(server: Server) -> None:
    """A browser without a query goes to the page; a program gets the description."""
    browser = {"accept": "text/html,*/*;q=0.8", "accept-language": "sv-SE,sv;q=0.9"}
    reply = server.send("GET", "/sparql", headers=browser)
    assert (reply.status, reply.headers["location"]) == (303, "/sv/query.html")
    assert server.send("GET", "/sparql", headers={"accept": "*/*"}).headers["content-type"].startswith("text/turtle")


def test_the_interface_describes_the_questions(server: Server) -> None:
    """OpenAPI lists the endpoint and every public question with its parameters and their types."""
    paths = server.send("GET", "/openapi.json").json["paths"]
    assert isinstance(paths, dict)
    assert {"get", "post"} <= set(paths["/sparql"])
    for name, question in server.front.endpoint.questions.items():
        listed = [one["name"] for one in paths[f"/queries/{name}"]["get"]["parameters"]]
        assert listed == [one.name for one in question.parameters]
