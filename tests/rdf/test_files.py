"""RDF from files enters a release without blank nodes and outside the graphs that the build makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from graf.issues import UsageError
from graf.rdf.files import extra_quads, ontology_quads
from graf.rdf.iris import Iris
from graf.resources import ontology

IRIS = Iris("https://example.org/norrdal")
ADDRESS = '<https://example.org/a> <https://example.org/at> [ <https://example.org/street> "{street}" ] .'


def test_the_ontology_is_one_graph() -> None:
    """Labels of terms and concepts, and the alignments, can be asked for beside the data."""
    quads = list(ontology_quads(ontology(), IRIS))
    assert {quad.graph_name for quad in quads} == {IRIS.graph("ontology")}
    subjects = {quad.subject for quad in quads}
    assert NamedNode("https://w3id.org/graf/ns/Meeting") in subjects
    assert NamedNode("https://w3id.org/graf/concept/taken") in subjects
    assert not [quad for quad in quads for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def test_a_file_has_its_own_graph_and_its_blank_nodes_get_stable_names(tmp_path: Path) -> None:
    """Two readings of a file, with other labels for its blank nodes, are the same quads."""
    (tmp_path / "Karta över.ttl").write_text(ADDRESS.format(street="Storgatan 1"))
    first = set(extra_quads(tmp_path, IRIS))
    assert {quad.graph_name for quad in first} == {IRIS.graph("extra", "Karta-over")}
    (tmp_path / "Karta över.ttl").write_text(
        '_:zz <https://example.org/street> "Storgatan 1" . <https://example.org/a> <https://example.org/at> _:zz .'
    )
    assert set(extra_quads(tmp_path, IRIS)) == first
    assert not [quad for quad in first for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def test_two_files_blank_nodes_stay_apart(tmp_path: Path) -> None:
    """The first blank node of one file is not the first of another."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.ttl").write_text(ADDRESS.format(street=name))
    at = NamedNode("https://example.org/at")
    assert len({quad.object for quad in extra_quads(tmp_path, IRIS) if quad.predicate == at}) == 2


def test_a_named_graph_keeps_its_name_unless_the_build_makes_it(tmp_path: Path) -> None:
    """Extra RDF cannot pose as what a document states."""
    path = tmp_path / "more.nq"
    path.write_text("<https://a.example/s> <https://a.example/p> <https://a.example/o> <https://a.example/g> .\n")
    assert [quad.graph_name for quad in extra_quads(tmp_path, IRIS)] == [NamedNode("https://a.example/g")]
    path.write_text(f"<https://a.example/s> <https://a.example/p> <https://a.example/o> <{IRIS.base}/graph/doc/k> .\n")
    with pytest.raises(UsageError, match="graphs other than"):
        list(extra_quads(tmp_path, IRIS))


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    """Whoever wrote the file can find the fault."""
    (tmp_path / "broken.ttl").write_text("<https://a.example/s> <https://a.example/p>\n nonsense .\n")
    with pytest.raises(UsageError, match=r"broken\.ttl:\d+: expected Turtle"):
        list(extra_quads(tmp_path, IRIS))


def test_no_folder_is_no_extra_graph(tmp_path: Path) -> None:
    """graphs/ is optional."""
    assert list(extra_quads(tmp_path / "graphs", IRIS)) == []
