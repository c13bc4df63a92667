"""IRIs are valid, the same at each build, and unlike for unlike things."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graf.rdf.iris import Iris, below, digest, meeting_key, segment, slug

IRIS = Iris("https://example.org/norrdal")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SCHNV", "schnv"),
        ("Styrgruppen för LCHNV", "styrgruppen-for-lchnv"),
        ("Malung-Sälens kommun", "malung-salens-kommun"),
        ("Kultur- & fritidsnämnden (Åmål)", "kultur-fritidsnamnden-amal"),
        ("Café Œuvre", "cafe-oeuvre"),
    ],
)
def test_a_slug_is_the_name_in_ascii(name: str, key: str) -> None:
    """A body's address can be read and typed."""
    assert slug(name) == key


@given(st.text())
def test_a_slug_is_a_valid_key_for_any_text(name: str) -> None:
    """Whatever a document calls a body, its IRI is valid and needs no escaping."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert len(slug(name)) <= 80
    assert NamedNode(IRIS.id("body", slug(name)).value)


@given(st.text())
def test_a_segment_is_a_valid_key_for_any_text(number: str) -> None:
    """An item's number goes into its IRI whatever sign it is written with."""
    assert KEY.fullmatch(segment(number))
    assert len(segment(number)) <= 80


@pytest.mark.parametrize("number", ["5.a", "4.3bis", "12", "1.2.3"])
def test_a_printed_number_keeps_its_form(number: str) -> None:
    """`5.a` can be recognised in the item's address."""
    assert segment(number) == number


@given(st.text(alphabet="абвгд漢字، -!"), st.text(alphabet="абвгд漢字، -!"))
def test_names_without_latin_letters_stay_apart(one: str, other: str) -> None:
    """Two names that leave nothing of themselves in a slug still get two keys."""
    assert one == other or slug(one) != slug(other)


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_a_digest_tells_its_parts_apart(one: list[str], other: list[str]) -> None:
    """`a, bc` and `ab, c` are two facts, unless a part holds the separator itself, which no IRI or number does."""
    if one != other and not any("\x1f" in part for part in (*one, *other)):
        assert digest(*one, length=64) != digest(*other, length=64)
    assert digest(*one) == digest(*one)


def test_meetings_are_named_by_body_and_day() -> None:
    """The forms of a meeting's key that pages and links rely on."""
    document = "61cb70b89e7d6c6e"
    assert meeting_key("schnv", "2025-10-17", document) == "schnv-2025-10-17"
    assert meeting_key("schnv", "2025-10-17", document, 2) == "schnv-2025-10-17-2"
    assert meeting_key("lchnv", None, document) == f"lchnv-undated-{document}"
    assert meeting_key(None, "2025-10-17", document) == f"unsettled-2025-10-17-{document}"


def test_a_reading_is_named_by_fact_and_passage() -> None:
    """Another fact, another passage or another value is another reading."""
    keys = {
        IRIS.reading("d1", 1, 5, "<a>"),
        IRIS.reading("d1", 1, 6, "<a>"),
        IRIS.reading("d1", 1, 5, "<b>"),
        IRIS.reading("d1", 1, 5, "<a>", "<p>", "1"),
        IRIS.reading("d2", 1, 5, "<a>"),
    }
    assert len(keys) == 5


def test_graphs_texts_and_things_have_their_places() -> None:
    """The addresses that the design fixes."""
    base = "https://example.org/norrdal"
    assert IRIS.graph("doc", "k").value == f"{base}/graph/doc/k"
    assert IRIS.text("c1fa43ce284dbcfb" + "0" * 48).value == f"{base}/res/text/c1fa43ce284dbcfb"
    assert IRIS.evidence("k", 3, 9).value == f"{base}/id/evidence/k-3-9"
    assert IRIS.id("item", below("schnv-2025-10-17", "5.d")).value == f"{base}/id/item/schnv-2025-10-17-5.d"
