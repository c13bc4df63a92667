"""Who could carry matters, and the overview, on the real release of Dalarna."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from graf import build as building
from graf import config
from graf.render.exchange import gexf, graphml
from graf.render.network_data import network_csv, network_drawing, network_json
from graf.serve.site import Site, open_site
from graf.views.moves import moves
from graf.views.network import FILE, Tie, measure, network, read, ties
from graf.views.overview import overview


@pytest.fixture(scope="module")
def release(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The release of Dalarna, opened."""
    out = tmp_path_factory.mktemp("network")
    building.build(config.load(dalarna), out)
    return open_site(out / "current")


def test_carriers_are_tied_to_several_bodies(release: Site) -> None:
    """Whoever could carry a matter has to do with two bodies at least, and those on most ways stand first."""
    view = network(release.source("sv"))
    carriers = view.carriers()
    assert carriers
    assert all(len({tie.body for tie in view.of_person[key]}) > 1 for key in carriers)
    between = [view.between("person", key) for key in carriers]
    assert between == sorted(between, reverse=True)
    for one, other, people in view.pairs():
        assert one != other
        assert all({one, other} <= {tie.body for tie in view.of_person[key]} for key in people)


def test_the_build_takes_the_measures(release: Site) -> None:
    """A release holds the measures that its pages show; they are what they would be if taken now."""
    assert read(release.release / FILE) == measure(ties(release.source("sv")))


def test_betweenness_is_that_of_its_definition() -> None:
    """The library that is quick takes the same measure as the one that is known for it."""
    found = tuple(Tie(f"p{i}", f"b{j}", "member", 1) for i in range(8) for j in range(4) if (i * 3 + j) % 4 < 2)
    graph = nx.Graph((f"person/{tie.person}", f"body/{tie.body}") for tie in found)
    assert measure(found).betweenness == pytest.approx(nx.betweenness_centrality(graph), abs=1e-6)


def test_measures_that_a_release_lacks_are_made_once(release: Site, tmp_path: Path) -> None:
    """Where a build left them, who shows them first makes them and keeps them beside; where it cannot, all is shown."""
    source = release.source("sv")
    view = network(source, tmp_path / FILE)
    assert read(tmp_path / FILE) == view.measures == measure(ties(source))
    assert network(source, tmp_path / "gone" / FILE).measures == view.measures


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_network_leaves_in_every_form(release: Site, lang: str) -> None:
    """GraphML and GEXF hold the whole network with its measures, CSV each tie; the picture draws a part of them."""
    view = network(release.source(lang))
    drawing = network_drawing(view)
    graph = nx.parse_graphml(graphml(drawing))
    assert len(graph.nodes) == len(view.people) + len(view.bodies)
    assert len(graph.edges) == len(view.ties)
    assert all("betweenness" in said and "community" in said for _, said in graph.nodes(data=True))
    assert "lastmodifieddate" not in gexf(drawing)
    ElementTree.fromstring(gexf(drawing))
    assert network_csv(view).count("\r\n") == 1 + len(view.ties)
    drawn = json.loads(network_json(view, lang))
    keys = {one["key"] for one in drawn["people"]}, {one["key"] for one in drawn["bodies"]}
    assert all(tie["person"] in keys[0] and tie["body"] in keys[1] for tie in drawn["ties"])


def test_the_overview_counts_what_there_is(release: Site) -> None:
    """The counts of the overview are those of the release: decisions, what waits, and who attended."""
    source = release.source("sv")
    found = moves(source)
    view = overview(source, found)
    assert view.decisions == release.manifest["counts"]["decisions"]
    assert sum(one.count for one in view.bodies) == view.decisions
    assert all(sum(one.by_year) <= one.count for one in view.bodies)
    assert view.referrals == sum(step.open for step in found.steps)
    assert sum(one.count for one in view.waiting) == sum(one.count for one in view.unanswered) == view.referrals
    assert view.visits
    assert all(one.meetings > 0 for one in view.visits)
