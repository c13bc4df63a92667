"""A matter's way, on the real release of Dalarna."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graf import build as building
from graf import config
from graf.rdf.vocab import GRAF
from graf.render.timeline_data import timeline_data
from graf.serve.site import Site, open_site
from graf.views.timeline import OPEN, Timeline, timeline


@pytest.fixture(scope="module")
def release(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The release of Dalarna, opened."""
    out = tmp_path_factory.mktemp("timeline")
    building.build(config.load(dalarna), out)
    return open_site(out / "current")


def every(release: Site) -> list[Timeline]:
    """The timelines of all matters."""
    source = release.source("sv")
    found = [timeline(source, node, release.publication.last) for node in source.instances(GRAF.Matter)]
    return [one for one in found if one is not None]


def test_events_stand_in_order_and_waits_are_between_meetings(release: Site) -> None:
    """Time never runs backwards along the columns, and what is open waits to the last day that is known, not today."""
    for one in every(release):
        columns = [event.column for event in one.events]
        assert columns == sorted(columns)
        assert one.columns[0].waited is None
        for event in one.events:
            for end in event.ends:
                assert (end.waited is None) or end.state == OPEN
                if end.to is not None:
                    assert 1 <= end.to <= len(one.events)


def test_a_referral_ends_at_the_event_that_received_it_or_stays_open(release: Site) -> None:
    """MiniMaria's like: some matter was sent on and received, and some end is open, and each has its sentence."""
    ends = [end for one in every(release) for event in one.events for end in event.ends]
    assert any(end.to for end in ends if end.kind == "referral")
    assert any(end.state == OPEN and end.waited for end in ends)
    assert all(end.passages for end in ends)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_picture_holds_what_the_list_holds(release: Site, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event is drawn, and every open end; nothing is drawn that the list lacks."""
    monkeypatch.setattr("graf.render.timeline_data.drawn", lambda: True)
    for one in every(release):
        data = timeline_data(one, lang)
        if data is None:
            assert len(one.events) < 2
            continue
        json.dumps(data)
        assert [event["row"] for event in data["events"]] == [event.anchor for event in one.events]
        assert sum(end["open"] for end in data["ends"]) == one.open
        lanes = {lane["key"] for lane in data["lanes"]}
        assert all(event["lane"] in lanes for event in data["events"])
