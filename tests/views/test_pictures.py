"""What the two pictures show, on the real release of Dalarna."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graf import build as building
from graf import config
from graf.render.exchange import graphml
from graf.render.flow_data import flow_csv, flow_drawing, flow_json
from graf.render.reporting_data import reporting_csv, reporting_drawing, reporting_json
from graf.serve.site import Site, open_site
from graf.views.flow import LIES, MEETING, RETURNS, SAME, Asked, choices, flow
from graf.views.moves import moves
from graf.views.reporting import evidenced, known, reporting
from graf.views.seats import CHAIR, MEMBER, seats


@pytest.fixture(scope="module")
def release(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The release of Dalarna, opened."""
    out = tmp_path_factory.mktemp("pictures")
    building.build(config.load(dalarna), out)
    return open_site(out / "current")


def test_relations_come_from_documents_and_from_the_register(release: Site) -> None:
    """A relation that a document states has its sentence; one of the register names its source instead."""
    source = release.source("sv")
    view = reporting(source)
    every = {one.key: one for one in evidenced(source, view.relations)}
    stated = every["styrgruppen-for-lchnv-steers-lchnv"]
    assert stated.passages
    assert stated.last is not None
    assert stated.passages[0].confidence is not None
    registered = every["schnv-part-of-rss-dalarna"]
    assert not registered.passages
    assert registered.register is not None


def test_a_day_shows_what_was_known_then(release: Site) -> None:
    """On an early day only older evidence and the register are shown; nothing that later documents tell."""
    view = reporting(release.source("sv"))
    early = known(view.relations, "2021-12-31")
    assert 0 < len(early) < len(view.relations)
    assert all(one.first is None or one.first <= "2021-12-31" for one in early)
    assert {one.kind for one in known(view.relations, kinds=["reports-to"])} == {"reports-to"}


def test_a_body_is_found_by_key_abbreviation_or_a_part_of_its_name_and_has_ways_up(release: Site) -> None:
    """Who looks for a body gets to it, and sees every relation on the ways from it to those above all."""
    view = reporting(release.source("sv"))
    for words in ("schnv", "SCHNV", "Socialchefsnätverket i Dalarna", "socialchefsnät"):
        found = view.find(words)
        assert found is not None
        assert found.ref.key == "schnv"
    assert view.find("finns inte") is None
    deepest = max(view.bodies, key=lambda body: body.column)
    ways = view.ways_up(deepest.ref.key, view.relations)
    assert ways[0].below == deepest.ref.key
    assert {one.below for one in ways} - {deepest.ref.key} <= {one.above for one in ways}


def test_chairs_and_members_stand_by_year(release: Site) -> None:
    """Who chaired a body, and who had a role in it, is shown for the years that the documents speak of."""
    source = release.source("sv")
    found = seats(source, source.node("body", "lchnv"))
    assert found.years == tuple(sorted(found.years))
    kinds = {cell[0] for one in found.seats for cell in one.years if cell}
    assert CHAIR in kinds or MEMBER in kinds
    assert all(len(one.years) == len(found.years) for one in found.seats)


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
    source = release.source("sv")
    view = flow(source, moves(source), "same")
    assert view.whole
    assert len(view.bands) == view.count
    assert 0 < view.open < view.count
    for band in view.bands:
        assert band.start != band.end
        assert band.passages
        if band.open:
            assert band.end.column in (LIES, RETURNS)
        elif not band.proposed:
            assert band.received is not None


def test_a_matter_can_be_followed(release: Site) -> None:
    """Asked for one matter, its moves alone are shown, also those that no referral makes."""
    source = release.source("sv")
    every = moves(source)
    wanted = next(key for key, label in choices(source, every, "same").matters if "MiniMaria" in label)
    view = flow(source, every, "same", Asked(matter=wanted))
    assert view.by == MEETING
    assert view.bands
    assert all(band.matter and band.matter.key == wanted for band in view.bands)
    assert any(band.kind == SAME for band in view.bands)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_pictures_and_tables_hold_the_same(release: Site, lang: str) -> None:
    """The data that the script draws, the CSV and the table come from one view: nothing is only drawn."""
    view = reporting(release.source(lang))
    data = json.loads(reporting_json(view, lang, "2020-09-25", "2025-11-30"))
    assert {one["key"] for one in data["relations"]} == {one.key for one in view.relations}
    found = moves(release.source(lang))
    shown = flow(release.source(lang), found, "same")
    drawn = json.loads(flow_json(shown, found, lang, "2025-11-30"))
    assert [one["key"] for one in drawn["bands"]] == [one.key for one in shown.bands]
    places = {place["key"]: {row["key"] for row in place["rows"]} for place in drawn["places"]}
    assert all(one["startRow"] in places[one["start"]] for one in drawn["bands"])
    assert all(one["endRow"] in places[one["end"]] for one in drawn["bands"])
    summed = sum(len(group.relations) for group in view.groups)
    every = [*view.relations, *(one for group in view.groups for one in group.relations)]
    assert reporting_csv(every).count("\r\n") == 1 + len(view.relations) + summed
    assert graphml(reporting_drawing(view)).count("<edge ") == len(every)
    table = flow_csv(found, found.steps, {})
    assert table.startswith("what,matter,from,")
    assert table.count("\r\n") == 1 + len(shown.bands)
    assert graphml(flow_drawing(found, found.steps)).count("<edge ") == len(shown.bands)


@pytest.mark.parametrize("by", ["step", "quarter", "year"])
def test_sums_lose_no_move_and_never_mix_open_with_received(release: Site, by: str) -> None:
    """Summed by body and step, quarter or year, each move counts once, and every stream leads to the right."""
    source = release.source("sv")
    found = moves(source)
    view = flow(source, found, "same", Asked(by=by))
    assert view.streams is not None
    assert view.streams.by == by
    assert sum(one.count for one in view.streams.streams) == len(found.steps)
    assert sum(one.count for one in view.streams.streams if one.state == "open") == view.open
    order = view.streams.columns
    for one in view.streams.streams:
        assert order.index(one.start.column) < order.index(one.end.column)
        assert {"open" if step.open else "proposed" if step.proposed else "received" for step in one.examples} == {
            one.state
        }


@pytest.mark.parametrize("period", ["2025", "2025-q4", "2022"])
def test_a_period_can_be_chosen(release: Site, period: str) -> None:
    """A year or a quarter leaves out what neither starts nor ends in it."""
    source = release.source("sv")
    found = moves(source)
    view = flow(source, found, "same", Asked(period=period))
    assert 0 < view.count < len(found.steps)
    for step in found.steps:
        inside = any(day.startswith(period[:4]) for day in found.days(step))
        assert inside or step.key not in {band.key for band in view.bands}
