"""What people corrected and what is at odds, as a visitor sees it; hostile words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from graf.serve.app import create_app
from graf.store.embedded import open_read_only
from tests.serve.server import running

from .conftest import AUTUMN, Dataset
from .test_apply import ABSENT, ACCEPTED, DATED, MERGED
from .test_release import rows

HOSTILE = '<script>alert("1")</script>'


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> Iterator[tuple[httpx.Client, Store]]:
    """A release with corrections, one with mark-up for a reason, and with two wordings of a decision, served."""
    dataset = Dataset(tmp_path_factory.mktemp("pages"), dalarna)
    dataset.minutes("utkast.txt", AUTUMN.replace("50 000", "60 000"))
    sampled = ACCEPTED + 'sample = "3f2a9b71c04d/20"\n'
    dataset.correct(ABSENT, MERGED, sampled, DATED.replace("host.txt", "var.txt").replace("09-11", "03-06"))
    text = dataset.file.read_text(encoding="utf-8").replace("skäl 0", HOSTILE.replace('"', '\\"'))
    dataset.file.write_text(text, encoding="utf-8")
    release = dataset.build().release
    with (
        running(dataset.out / "current", pages=create_app) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client,
    ):
        yield client, open_read_only(release / "store")


def page(site: tuple[httpx.Client, Store], lang: str, query: str) -> str:
    """The page of the one thing that a question finds, tags left out."""
    client, store = site
    ((iri,),) = rows(store, query)
    kind, key = iri.split("/id/")[1].split("/")
    found = client.get(f"/{lang}/res/{kind}/{key}.html")
    assert found.status_code == 200
    assert "<script>alert" not in found.text
    return " ".join(re.sub(r"<[^>]+>", " ", found.text.partition("<main")[2]).split())


def test_a_page_says_who_corrected_what_and_what_stood_before(site: tuple[httpx.Client, Store]) -> None:
    """Who, when, why and the value before, in both languages; a reason with mark-up is text."""
    query = "SELECT ?a { ?a graf:nameAsWritten 'Karin Sandell' }"
    text = page(site, "sv", query)
    assert "Rättat av människor" in text
    assert "Ändrad av Anna Arkivarie, 22 november 2024: eftersom" in text
    assert "&lt;script&gt;" in text
    assert "Förut: status: närvarande" in text.replace("Status", "status")
    assert "Corrected by people" in page(site, "en", query)


def test_a_person_says_who_was_merged(site: tuple[httpx.Client, Store]) -> None:
    """The names that a merge took are told with its reason."""
    text = page(site, "en", "SELECT ?p { ?p foaf:name 'Karin Sandell' }")
    assert "Merged by Anna Arkivarie" in text
    assert "person: Per Holmgren" in text


def test_a_date_that_was_settled_is_no_inference(site: tuple[httpx.Client, Store]) -> None:
    """A meeting that somebody dated says so, and why, and not that the date was inferred."""
    text = page(site, "en", "SELECT ?m { ?m a graf:Meeting ; graf:dateSource c:corrected }")
    assert "Someone who knows gave the date" in text
    assert "skäl 3" in text
    assert "inferred" not in text


def test_what_is_at_odds_is_told_at_both_ends(site: tuple[httpx.Client, Store]) -> None:
    """A decision in two wordings: the page of each tells the contradiction and leads to the other."""
    for amount in ("50 000", "60 000"):
        text = page(site, "en", f"SELECT ?d {{ ?d a graf:Decision ; graf:text ?t FILTER(CONTAINS(?t, '{amount}')) }}")
        assert "At odds with this" in text
        assert "A decision in two wordings" in text


def test_the_release_s_page_has_the_estimate(site: tuple[httpx.Client, Store]) -> None:
    """How much is checked, and what the random sample says with its interval, where a visitor learns of the data."""
    client, _ = site
    for path in ("/en/about.html",):
        text = " ".join(re.sub(r"<[^>]+>", " ", client.get(path).text).split())
        assert "1 of 1 right: 100.0 %, with 95 % certainty between 20.6 % and 100.0 %" in text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("query", "called"),
    [
        ("SELECT ?c { ?c graf:action c:merge }", "merged 2024-11-22"),
        ("SELECT ?c { ?c a graf:Contradiction ; graf:kind c:decision-differs }", "a decision in two wordings"),
        ("SELECT ?f { ?f a graf:FormerFact ; rdfs:label 'person: Per Holmgren' }", "person: Per Holmgren"),
        ("SELECT ?r { ?r a prov:Agent }", "Anna Arkivarie"),
    ],
)
def test_what_people_did_has_pages_too(site: tuple[httpx.Client, Store], query: str, called: str) -> None:
    """A correction, a contradiction, what was removed and a reviewer are named as people would name them."""
    assert called in page(site, "en", query).casefold() or called in page(site, "en", query)


def test_the_release_has_its_measures(site: tuple[httpx.Client, Store], tmp_path: Path) -> None:
    """The page of the release itself tells them, too."""
    client, _ = site
    found = re.findall(r'href="([^"]*releases/[0-9a-f]{64}\.html)"', client.get("/en/releases.html").text)
    text = client.get(f"/en/{found[0]}").text
    assert "How much has been checked" in text
    assert "1 of 1 right" in text
