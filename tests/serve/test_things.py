"""Names and data: what `/id`, `/res`, `/graph` answer, in which form, with which headers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from tests.serve.conftest import BASE, Site

FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
}


def test_a_name_leads_to_the_data_about_it(norrdal_site: Site) -> None:
    """A thing is not a document: its IRI answers 303, with the address of what describes it."""
    found = norrdal_site.get("/id/meeting/m1")
    assert found.status_code == 303
    assert str(found.next_request.url).endswith("/res/meeting/m1")  # type: ignore[union-attr]
    assert 'rel="describedby"' in found.headers["link"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/rdf+xml;q=0.4, application/ld+json;q=0.6", "application/ld+json"),
        ("text/html;q=0.3, text/*;q=0.5", "text/turtle"),
        ("text/html;q=0, */*", "text/turtle"),
        ("application/n-triples, text/html;q=0.9", "application/n-triples"),
        ("text/csv", "text/csv"),
        ("application/json", "application/ld+json"),
    ],
)
def test_the_form_follows_the_quality_values(norrdal_site: Site, accept: str, expected: str) -> None:
    """A program gets the form it likes best, a person the page."""
    found = norrdal_site.get("/res/meeting/m1", accept=accept)
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == expected
    assert "Accept" in found.headers["vary"]


def test_a_suffix_beats_what_the_client_accepts(norrdal_site: Site) -> None:
    """A link to `.ttl` gives Turtle in a browser too."""
    found = norrdal_site.get("/res/meeting/m1.ttl", accept="text/html")
    assert found.headers["content-type"].startswith("text/turtle")
    assert (
        norrdal_site.get("/res/meeting/m1.html", accept="text/turtle").headers["content-type"].startswith("text/html")
    )


def test_all_forms_say_the_same(norrdal_site: Site) -> None:
    """Turtle, JSON-LD, RDF/XML and N-Triples of a thing are one set of triples, with the readings below it."""
    graphs = {}
    for suffix, (media, form) in FORMATS.items():
        found = norrdal_site.get(f"/res/decision/b1.{suffix}")
        assert found.headers["content-type"].split(";")[0] == media
        graphs[suffix] = {quad.triple for quad in pyoxigraph.parse(found.content, format=form)}
    assert graphs["ttl"] == graphs["jsonld"] == graphs["rdf"] == graphs["nt"]
    subjects = {triple.subject for triple in graphs["ttl"]}
    assert NamedNode(f"{BASE}/id/decision/b1") in subjects
    assert NamedNode(f"{BASE}/id/condition/v1") in subjects


def test_the_table_has_the_sentence_of_each_fact(dalarna_site: Site) -> None:
    """CSV gives every value with its quote, document, line, rule and confidence."""
    found = dalarna_site.get("/res/decision/schnv-2025-10-17-5.b-1.csv")
    rows = list(csv.DictReader(io.StringIO(found.text)))
    assert list(rows[0]) == ["subject", "property", "value", "label", "quote", "document", "line", "rule", "confidence"]
    stated = [row for row in rows if row["property"] == "graf:text"]
    assert stated
    assert all(row["quote"] and row["line"].isdigit() for row in stated)


def test_a_graph_is_given_in_full(dalarna_site: Site) -> None:
    """`/graph/…` has exactly the triples that the manifest counts."""
    manifest = json.loads((dalarna_site.out / "current" / "manifest.json").read_text(encoding="utf-8"))
    iri, known = next((iri, graph) for iri, graph in manifest["graphs"].items() if "/graph/doc/" in iri)
    found = dalarna_site.get(iri.removeprefix(manifest["base"]), accept="application/n-triples")
    assert len(found.text.splitlines()) == known["triples"]
    assert dalarna_site.get("/graph/no/such").status_code == 404


def test_what_is_not_there_is_said_in_the_form_asked_for(norrdal_site: Site) -> None:
    """404 as a page for people in their language, as JSON for programs; also for what can be no name."""
    found = norrdal_site.get("/res/meeting/nix", accept="text/html", accept_language="en")
    assert found.status_code == 404
    assert '<html lang="en">' in found.text
    assert norrdal_site.get("/res/meeting/nix", accept="application/json").json()["status"] == 404
    for path in ("/id/meeting/nix", "/id/x y/z", "/sv/res/meeting/nix.html", "/sv/nix.html", "/xx/", "/res/text/nix"):
        assert norrdal_site.get(path).status_code == 404, path


def test_406_names_the_forms_there_are(norrdal_site: Site) -> None:
    """A client that takes only pictures learns what it could have."""
    found = norrdal_site.get("/res/meeting/m1", accept="image/png")
    assert found.status_code == 406
    assert "text/turtle" in found.text


def test_what_is_gone_has_a_tombstone(norrdal_site: Site) -> None:
    """A thing of an earlier release answers 410 and says why, by its name and by its data's address."""
    for path in ("/id/body/upplost", "/res/body/upplost", "/sv/res/body/upplost.html"):
        found = norrdal_site.get(path, accept="text/html")
        assert found.status_code == 410, path
        assert "the body never was" in found.text


def test_what_has_another_name_leads_there(norrdal_site: Site) -> None:
    """A meeting that was undated answers 308 to its dated name."""
    found = norrdal_site.get("/id/meeting/undated")
    assert found.status_code == 308
    assert str(found.next_request.url).endswith("/id/meeting/m1")  # type: ignore[union-attr]
    assert norrdal_site.get("/res/meeting/undated.ttl").headers["location"] == "../meeting/m1.ttl"


@pytest.mark.parametrize(
    "path", ["/sv/", "/res/meeting/m1", "/res/meeting/m1.nt", "/sv/res/person/p1.html", "/graph/doc/d1"]
)
def test_an_answer_is_not_sent_twice(norrdal_site: Site, path: str) -> None:
    """An entity tag stands for its bytes: the same one gives 304 without a body, and another form another tag."""
    first = norrdal_site.get(path)
    again = norrdal_site.get(path, if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert norrdal_site.get(path, if_none_match='"another"').status_code == 200


def test_each_form_has_its_own_tag(norrdal_site: Site) -> None:
    """A cache must not take Turtle for the page, nor Swedish for English."""
    asked = [("text/html", "sv"), ("text/html", "en"), ("text/turtle", "sv"), ("text/csv", "sv")]
    tags = {norrdal_site.get("/res/meeting/m1", accept=a, accept_language=b).headers["etag"] for a, b in asked}
    assert len(tags) == len(asked)


def test_head_is_get_without_the_body(norrdal_site: Site) -> None:
    """HEAD gives the same status and headers everywhere."""
    for path in ("/sv/", "/res/meeting/m1.ttl", "/static/style.css", "/res/meeting/nix"):
        head, get = norrdal_site.client.head(path), norrdal_site.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
        assert head.headers["content-length"] == str(len(get.content))


def test_any_site_may_read_the_data(norrdal_site: Site) -> None:
    """CORS: open data is open to scripts of other sites, also after a preflight."""
    assert norrdal_site.get("/res/meeting/m1.jsonld").headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    preflight = norrdal_site.client.options("/res/meeting/m1", headers=asked)
    assert preflight.status_code == 204
    assert "GET" in preflight.headers["access-control-allow-methods"]


def test_links_say_what_else_there_is(norrdal_site: Site) -> None:
    """The `Link` header names the canonical address, the other forms and the data of a page."""
    link = norrdal_site.get("/sv/res/meeting/m1.html").headers["link"]
    assert f'<{BASE}/res/meeting/m1>; rel="canonical"' in link
    assert '<../../../res/meeting/m1.ttl>; rel="alternate"; type="text/turtle"' in link
    assert 'rel="describedby"' in link


def test_a_page_of_no_language_says_which_it_is(norrdal_site: Site) -> None:
    """`/res/…` and `/` answer in the reader's language, and say where that page is."""
    found = norrdal_site.get("/res/meeting/m1", accept="text/html", accept_language="de, en;q=0.5")
    assert found.headers["content-language"] == "en"
    assert found.headers["content-location"] == "../../en/res/meeting/m1.html"
    assert norrdal_site.get("/", accept_language="en-GB").headers["location"].endswith("en/")
    assert norrdal_site.get("/").headers["location"].endswith("sv/")


def test_a_text_is_published_as_it_was_read(dalarna_site: Site) -> None:
    """The text rendition is there as plain text, byte for byte, and as a page with numbered lines."""
    for file in (dalarna_site.out / "current" / "text").iterdir():
        found = dalarna_site.get(f"/res/text/{file.stem}")
        assert found.headers["content-type"] == "text/plain; charset=utf-8"
        assert found.content == file.read_bytes()
        assert 'id="L2"' in dalarna_site.get(f"/sv/res/text/{file.stem}.html").text
    assert dalarna_site.get("/res/text/..%2f..%2fmanifest.json").status_code == 404
