"""Negotiation by itself: headers as clients write them, right and wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.render.pages import THING
from graf.serve.negotiation import choose, language, split


@given(st.text())
def test_any_header_has_an_answer(header: str) -> None:
    """A header of any characters gives a form that is offered, or none; it is never a fault."""
    assert choose(header, THING) in (*THING, None)
    assert language(header) in ("sv", "en")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "html"),
        ("text/turtle;q=nix", None),
        ("text/turtle;q=2, text/csv", "ttl"),
        ("text/*;q=0.2, text/turtle;q=0.1, application/ld+json;q=0.15", "html"),
        ("TEXT/TURTLE", "ttl"),
        ("text/turtle;charset=utf-8;q=0.9, text/html;q=0.8", "ttl"),
    ],
)
def test_accept(header: str | None, expected: str | None) -> None:
    """The most specific range counts for each form; a quality that is no number counts as nothing."""
    assert choose(header, THING) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "sv"),
        ("en", "en"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("de", "sv"),
        ("sv;q=0, *", "en"),
        ("fi, sv", "sv"),
    ],
)
def test_accept_language(header: str | None, expected: str) -> None:
    """A region counts as its language, and Swedish is what a reader without a preference gets."""
    assert language(header) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("schnv.ttl", ("schnv", "ttl")),
        ("m-5.d", ("m-5.d", None)),
        ("m-5.d.nt", ("m-5.d", "nt")),
        (".ttl", (".ttl", None)),
    ],
)
def test_a_suffix_is_told_from_a_dot_in_a_key(path: str, expected: tuple[str, str | None]) -> None:
    """Item numbers have dots, and are no suffixes."""
    assert split(path, THING) == expected
