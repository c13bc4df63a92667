"""Search: what texts are found by, and the index that finds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graf.views import search_index
from graf.views.compounds import parts
from graf.views.search import Entry
from graf.views.source import Source
from graf.views.terms import fold, stem, text_terms, words
from tests.store.memory import in_memory

COMPOUNDS = {
    "äldreomsorgen": ("äldre", "omsorgen"),
    "hemsjukvårdsavtalet": ("hem", "sjukvård", "avtalet"),
    "socialchefsnätverket": ("social", "chef", "nätverket"),
    "kommunstyrelsen": ("kommun", "styrelsen"),
    "ungdomsmottagning": ("ungdom", "mottagning"),
    "vattenskyddsområde": ("vatten", "skydd", "område"),
    "kompetensförsörjning": ("kompetens", "försörjning"),
    "byggnadsnämnden": ("byggnad", "nämnden"),
}
SIMPLE = (
    "beslutade närvarande protokollet information uppföljning handlingarna biblioteket kommunerna representation "
    "samordnare föregående avgifter medborgare bedömningar rehabilitering finansiering enkäten ordföranden"
)


def _index(*titles: str) -> list[Entry]:
    found = []
    for place, title in enumerate(titles):
        name, part = text_terms([title])
        found.append(Entry(NamedNode(f"http://x/{place}"), "item", {"name": name, "text": [], "part": part}))
    return found


def _find(titles: tuple[str, ...], asked: str) -> list[str]:
    index = search_index.new()
    search_index.fill(index, _index(*titles))
    return [titles[int(iri.rpartition("/")[2])] for iri, _ in search_index.search(index, asked)[1]]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded stays as it is, so that a question and an entry meet."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_whatever_is_asked_is_answered(text: str) -> None:
    """What a visitor writes is never a query language: nothing written can break the search."""
    _find(("Vårdhygien",), text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö", max_size=60))
def test_parts_stand_in_the_word(word: str) -> None:
    """A compound's parts are its own letters, in their order."""
    at = 0
    for part in parts(word):
        assert part in word[at:]
        at = word.index(part, at) + len(part)


@pytest.mark.parametrize("word", COMPOUNDS)
def test_compounds_are_divided(word: str) -> None:
    """Words of Swedish meetings are divided where a reader would divide them, without the linking s."""
    assert parts(word) == COMPOUNDS[word]


def test_other_words_stay_whole() -> None:
    """An ending or a prefix is no part: who looks for `slutade` does not want `beslutade`."""
    assert not {word: parts(word) for word in SIMPLE.split() if parts(word)}


@pytest.mark.parametrize(
    "forms", ["avtal avtalet avtalen avtalets", "kommun kommunen kommuner kommunernas", "nätverk nätverket natverken"]
)
def test_endings_do_not_matter(forms: str) -> None:
    """A word is found in each of its forms."""
    assert len({stem(word) for word in words(forms)}) == 1


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("omsorg", "Plan för äldreomsorgen"),
        ("alvdalen", "Rapport från Älvdalen"),
        ("ÄLVDALEN", "Rapport från Älvdalen"),
        ("sjukvård avtal", "Hemsjukvårdsavtalet"),
        ("hemsj", "Hemsjukvårdsavtalet"),
        ("Gardsb", "Ulrika Gärdsback"),
        ("avtalen", "Hemsjukvårdsavtalet"),
    ],
)
def test_parts_endings_and_beginnings_are_found(asked: str, title: str) -> None:
    """`omsorg` finds `äldreomsorgen`, `alvdalen` finds `Älvdalen`, and what is not meant is not found."""
    others = ("Plan för äldreomsorgen", "Rapport från Älvdalen", "Hemsjukvårdsavtalet", "Ulrika Gärdsback", "Budget")
    assert _find(others, asked) == [title]


def test_every_word_must_be_there_and_whole_words_come_first() -> None:
    """All words are looked for; a title with the word itself stands before one with a compound of it."""
    titles = ("Vårdhygien i länet", "Vård i länet", "Smittskydd i länet")
    assert _find(titles, "vård") == ["Vård i länet", "Vårdhygien i länet"]
    assert _find(titles, "länet hygien") == ["Vårdhygien i länet"]
    assert _find(titles, "hygien smittskydd") == []
    assert _find(titles, " . ") == []


def test_an_index_that_is_missing_is_made_in_memory(tmp_path: Path) -> None:
    """A release without an index, or with a broken one, can be searched all the same."""
    title = NamedNode("http://purl.org/dc/terms/title")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    node, item = NamedNode("http://x/id/item/1"), NamedNode("https://w3id.org/graf/ns/AgendaItem")
    store = in_memory([Quad(node, kind, item), Quad(node, title, Literal("Hemsjukvårdsavtalet"))])
    source = Source(store, "http://x", {}, "sv")
    assert search_index.find(search_index.open_index(tmp_path / "none", source), source, "avtal").total == 1
    search_index.write(tmp_path / "search", source)
    assert not list((tmp_path / "search").glob("*.lock"))
    assert search_index.find(search_index.open_index(tmp_path / "search", source), source, "avtal").total == 1
