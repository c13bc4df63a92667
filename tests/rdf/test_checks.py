"""The quick checks never let through what pySHACL refuses, and know every shape there is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graf import resources
from graf.rdf.checks import conforms
from graf.rdf.shapes import reference, validate
from graf.rdf.vocab import XSD

SHAPES = resources.ontology() / "shapes.ttl"
MINIMAL = [
    quad.triple for quad in ox.parse(path=str(Path(__file__).with_name("minimal.trig")), format=ox.RdfFormat.TRIG)
]
ODD = [
    ox.Literal(""),
    ox.Literal("x"),
    ox.Literal("x", language="sv"),
    ox.Literal("2024-02-30", datatype=XSD.date),
    ox.Literal("2024-03-01", datatype=XSD.date),
    ox.Literal("2024-03-01Z", datatype=XSD.date),
    ox.Literal("24:00:00", datatype=XSD.time),
    ox.Literal("-1", datatype=XSD.integer),
    ox.Literal("one", datatype=XSD.integer),
    ox.Literal("0.5", datatype=XSD.decimal),
    ox.NamedNode("https://example.org/other"),
    ox.BlankNode("b"),
]


def test_what_holds_needs_no_second_opinion() -> None:
    """Every shape is known to the quick checks: the valid graph passes them, so a usual build never waits."""
    assert conforms(MINIMAL, SHAPES)
    assert conforms(MINIMAL, SHAPES, warnings=True)


@settings(max_examples=25)
@given(st.data())
def test_what_passes_quickly_passes_pyshacl(data: st.DataObject) -> None:
    """Whatever is taken from, put into or changed in a valid graph: a pass is pySHACL's pass."""
    triples = list(MINIMAL)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(triples) - 1))
        one = triples[place]
        match data.draw(st.sampled_from(["drop", "change", "add", "type"])):
            case "drop":
                del triples[place]
            case "change":
                triples[place] = ox.Triple(one.subject, one.predicate, data.draw(st.sampled_from(ODD)))
            case "add":
                triples.append(ox.Triple(one.subject, one.predicate, data.draw(st.sampled_from(ODD))))
            case _:
                other = triples[data.draw(st.integers(0, len(triples) - 1))]
                triples.append(ox.Triple(one.subject, other.predicate, other.object))
    if conforms(triples, SHAPES, warnings=True):
        assert reference(triples, warnings=True) == []
    if conforms(triples, SHAPES):
        assert reference(triples) == []


@pytest.mark.parametrize(
    "unknown", ["sh:not [ sh:nodeKind sh:IRI ]", "sh:property [ sh:path graf:x ; sh:maxCount 1 ; sh:flags 'i' ]"]
)
def test_a_shape_in_words_it_does_not_know_is_left_to_pyshacl(tmp_path: Path, unknown: str) -> None:
    """No constraint is passed over in silence: one that is not known makes pySHACL decide."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix graf: <https://w3id.org/graf/ns/> .\n"
        f"<urn:shape> a sh:NodeShape ; sh:targetClass graf:Meeting ; {unknown} ."
    )
    assert not conforms(MINIMAL, path)


def test_pyshacl_says_what_is_wrong() -> None:
    """What the quick checks refuse is reported by the reference, so messages are the shapes' own."""
    broken = MINIMAL[1:]
    assert validate(broken, warnings=True) == reference(broken, warnings=True)
