"""What pages say of themselves in schema.org's words: true, readable offline, and no more of people than their name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph

from tests.publish.conftest import Site

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def _said(file: Path) -> dict[str, Any]:
    (found,) = SCRIPT.findall(file.read_text(encoding="utf-8"))
    return json.loads(found)


def test_each_page_has_it_and_it_is_rdf(published: Site) -> None:
    """Every page says one thing of itself, as JSON-LD that needs nothing from another host."""
    count = 0
    for file in [*(published.root / "sv").glob("*.html"), *(published.root / "en/res").glob("*/*.html")]:
        said = _said(file)
        assert said["@context"] == {"@vocab": "http://schema.org/"}
        assert said["inLanguage"] == file.relative_to(published.root).parts[0]
        if count % 10 == 0:
            assert list(pyoxigraph.parse(json.dumps(said).encode(), pyoxigraph.RdfFormat.JSON_LD, base_iri="http://x/"))
        count += 1
    assert count > 300


def test_a_meeting_is_an_event(published: Site) -> None:
    """With its date and time, its place and the body that holds it; nobody who was there."""
    said = _said(published.root / "sv/res/meeting/schnv-2025-10-17.html")["mainEntity"]
    assert said["@type"] == "Event"
    assert said["startDate"].startswith("2025-10-17")
    assert said["organizer"]["@type"] == "Organization"
    assert "attendee" not in json.dumps(said)


def test_the_start_page_is_the_data_set(published: Site) -> None:
    """With title, description, licence, period and what can be downloaded, which is there."""
    said = _said(published.root / "en/index.html")["mainEntity"]
    assert said["@type"] == "Dataset"
    assert said["description"]
    assert said["license"]["@id"].startswith("http://creativecommons.org/")
    for one in said["distribution"]:
        assert (published.root / "en" / one["contentUrl"]["@id"]).resolve().is_file()


def test_of_people_no_more_than_the_name(published: Site) -> None:
    """A person's page says that it is about a person of that name, and nothing else of them."""
    for file in (published.root / "sv/res/person").iterdir():
        assert set(_said(file)["mainEntity"]) <= {"@type", "@id", "name"}
