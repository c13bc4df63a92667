"""What the two pictures show, on the real release of Dalarna."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graf import build as building
from graf import config
from graf.render.pictures import flow_csv, flow_json, reporting_csv, reporting_json
from graf.serve.site import Site, open_site
from graf.views.flow import LIES, RETURNS, SAME, Asked, flow
from graf.views.reporting import reporting


@pytest.fixture(scope="module")
def release(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The release of Dalarna, opened."""
    out = tmp_path_factory.mktemp("pictures")
    building.build(config.load(dalarna), out)
    return open_site(out / "current")


def test_relations_come_from_documents_and_from_the_register(release: Site) -> None:
    """A relation that a document states has its sentence; one of the register names its source instead."""
    view = reporting(release.source("sv"))
    stated = {one.key: one for one in view.relations}["styrgruppen-for-lchnv-steers-lchnv"]
    assert stated.passages
    assert stated.last is not None
    assert stated.confidence is not None
    known = {one.key: one for one in view.relations}["schnv-part-of-rss-dalarna"]
    assert not known.passages
    assert known.register is not None


def test_members_alike_are_one_line(release: Site) -> None:
    """The municipalities of a group do not crowd the picture: they are one line that opens."""
    view = reporting(release.source("sv"))
    (group,) = view.groups
    assert group.target.key == "dalarnas-kommuner"
    assert len(group.relations) > 10
    shown = {body.ref.key for body in view.bodies}
    assert not shown & {one.sender.key for one in group.relations}


def test_bands_lead_onwards_and_what_is_open_is_not_received(release: Site) -> None:
    """A band never returns to its own place; an open one ends where something lies or is to return to."""
    view = flow(release.source("sv"), "same")
    assert len(view.bands) == view.total
    assert 0 < view.open < view.total
    for band in view.bands:
        assert band.start != band.end
        assert band.passages
        if band.open:
            assert band.end.column in (LIES, RETURNS)
        elif not band.proposed:
            assert band.received is not None


def test_a_matter_can_be_followed(release: Site) -> None:
    """Asked for one matter, its moves alone are shown, also those that no referral makes."""
    every = flow(release.source("sv"), "same")
    wanted = next(ref.key for ref in every.matters if "MiniMaria" in ref.label)
    view = flow(release.source("sv"), "same", Asked(matter=wanted))
    assert view.bands
    assert all(band.matter and band.matter.key == wanted for band in view.bands)
    assert any(band.kind == SAME for band in view.bands)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_pictures_and_tables_hold_the_same(release: Site, lang: str) -> None:
    """The data that the script draws, the CSV and the table come from one view: nothing is only drawn."""
    view = reporting(release.source(lang))
    data = json.loads(reporting_json(view, lang, "2025-11-30"))
    assert {one["key"] for one in data["relations"]} == {one.key for one in view.relations}
    moves = flow(release.source(lang), "same")
    drawn = json.loads(flow_json(moves, lang, "2025-11-30"))
    assert [one["key"] for one in drawn["bands"]] == [one.key for one in moves.bands]
    places = {place["key"]: {row["key"] for row in place["rows"]} for place in drawn["places"]}
    assert all(one["startRow"] in places[one["start"]] for one in drawn["bands"])
    assert all(one["endRow"] in places[one["end"]] for one in drawn["bands"])
    summed = sum(len(group.relations) for group in view.groups)
    assert reporting_csv(view).count("\r\n") == 1 + len(view.relations) + summed
    assert flow_csv(moves).startswith("what,from,")
