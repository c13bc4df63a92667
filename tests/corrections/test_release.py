"""Corrections in a release: what they changed is there, what they replaced is nobody's claim, and names stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from graf import build as building
from graf import check
from graf.cli import cli
from graf.issues import STALE, UsageError
from graf.model import Minutes
from graf.stages import extracting
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest

from .conftest import Dataset
from .test_apply import ABSENT, ACCEPTED, ADDED, DATED, MERGED, REMOVED

PREFIXES = """
PREFIX graf: <https://w3id.org/graf/ns/>
PREFIX c: <https://w3id.org/graf/concept/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
"""


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    result = store.query(PREFIXES + query)
    assert isinstance(result, QuerySolutions)
    return sorted(tuple("" if term is None else term.value for term in row) for row in result)  # type: ignore[union-attr]


def test_a_corrected_release_is_whole_and_says_what_was_corrected(dataset: Dataset) -> None:
    """The value is the new one everywhere, the old reading carries the old one as its body, and the check passes."""
    dataset.correct(ABSENT, REMOVED, ADDED, DATED, ACCEPTED.replace("file", "note"), MERGED)
    result = dataset.build()
    assert check.check(result.release) == []
    assert result.summary["corrected"] == 5
    assert [issue.line for issue in result.issues if issue.kind == STALE] == [47]
    store = open_read_only(result.release / "store")
    written = "?a graf:nameAsWritten 'Karin Sandell' ; graf:status ?s"
    assert rows(store, f"SELECT ?s {{ {written} }}") == [("https://w3id.org/graf/concept/absent",)]
    revised = """SELECT ?old ?who ?why ?rule { ?c graf:action c:set ; prov:generated ?new ; prov:used ?reading ;
        prov:wasAssociatedWith/foaf:name ?who ; graf:why ?why .
        ?new prov:wasRevisionOf ?reading ; oa:hasBody ?a . ?a graf:nameAsWritten 'Karin Sandell' .
        ?reading graf:rule ?rule ; oa:hasBody [ rdf:subject ?a ; rdf:predicate graf:status ; rdf:object ?old ] }"""
    assert rows(store, revised) == [
        ("https://w3id.org/graf/concept/present", "Anna Arkivarie", "skäl 0", "attendance-list")
    ]
    assert rows(store, "SELECT ?d { ?d a graf:Decision ; graf:act c:file }") == []
    former = """SELECT ?text { [] graf:action c:remove ; prov:used/oa:hasBody ?b .
        ?b rdf:predicate graf:text ; rdf:object ?text }"""
    assert rows(store, former) == [("att lägga informationen till handlingarna",)]
    assert rows(store, "SELECT ?m { ?m a graf:Meeting ; graf:notBefore ?d FILTER(STR(?d) = '2024-09-11') }")
    assert all(isinstance(quad.object, NamedNode | Literal) for quad in store)


def test_names_that_a_correction_takes_away_are_gone_with_its_reason(dataset: Dataset) -> None:
    """A later build neither stops for what was removed nor loses it silently: it answers 410 with who says so and why;
    a merged person and a dated meeting lead to what they are now. What is withdrawn is there again."""
    first = dataset.build()
    base = read_manifest(first.release)["base"]
    store = open_read_only(first.release / "store")
    (gone,) = rows(store, "SELECT ?d { ?d a graf:Decision ; graf:act c:file }")
    (per,) = rows(store, "SELECT ?p { ?p foaf:name 'Per Holmgren' }")
    (karin,) = rows(store, "SELECT ?p { ?p foaf:name 'Karin Sandell' }")
    dataset.correct(REMOVED, MERGED, DATED)
    manifest = read_manifest(dataset.build().release)
    assert manifest["gone"][gone[0]] == {"when": "2024-11-22", "reason": "skäl 0"}
    assert manifest["moved"][per[0]] == karin[0]
    old = f"{base}/id/meeting/samverkansnatverket-i-norrdal-2024-09-10"
    assert manifest["moved"][old] == old.replace("-10", "-11")
    dataset.file.unlink()
    again = dataset.build()
    assert again.digest == first.digest
    assert not read_manifest(again.release)["gone"]


def test_a_withdrawn_addition_does_not_stop_the_build(dataset: Dataset) -> None:
    """What only a correction stated goes with it, and its name says so."""
    there = 'document = "host.txt"\nquote = "Storgatan 1"'
    dataset.correct(f'action = "add"\nfact = "attendance"\n{there}\nset.name = "Maj Ny"\nset.status = "present"')
    store = open_read_only(dataset.build().release / "store")
    (added,) = rows(store, "SELECT ?m { [] graf:action c:add ; graf:corrects ?m }")
    dataset.file.unlink()
    gone = read_manifest(dataset.build().release)["gone"]
    assert gone[added[0]]["reason"] == "the correction that stated it was withdrawn"


def test_a_release_keeps_its_corrections_when_extraction_improves(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better rules, other keys: the same file of corrections gives the same corrected facts in the next release."""
    dataset.correct(ABSENT, REMOVED, MERGED)
    before = dataset.build()
    extract = extracting.extract

    def better(*arguments: object) -> tuple[list[Minutes], object]:
        from dataclasses import replace

        found = []
        read, faulty = extract(*arguments)  # type: ignore[arg-type]
        for one in read:
            attendance = tuple(replace(a, role="ledamot") for a in one.attendance)[::-1]
            numbered = tuple(replace(item, number=f"9{item.number}") for item in one.items)
            found.append(replace(one, attendance=attendance, items=numbered))
        return found, faulty

    monkeypatch.setattr(extracting, "extract", better)
    monkeypatch.setattr(building.inputs, "code", lambda: "better")
    after = dataset.build()
    assert after.digest != before.digest
    assert [issue for issue in after.issues if issue.kind == STALE] == []
    store = open_read_only(after.release / "store")
    written = "?a graf:nameAsWritten 'Karin Sandell' ; graf:status ?s"
    assert rows(store, f"SELECT ?s {{ {written} }}") == [("https://w3id.org/graf/concept/absent",)]
    assert rows(store, "SELECT ?d { ?d a graf:Decision ; graf:act c:file }") == []
    names = {name for (name,) in rows(store, "SELECT ?n { ?p a foaf:Person ; foaf:name ?n }")}
    assert {"Eva Lindmark", "Karin Sandell"} <= names
    assert "Per Holmgren" not in names


def test_withheld_names_are_not_in_the_old_readings(dataset: Dataset) -> None:
    """Where names are withheld, what a correction replaced does not tell them after all."""
    settings: Path = dataset.root / "dataset.toml"
    text = settings.read_text(encoding="utf-8").replace('privacy = "named"', 'privacy = "pseudonymous"')
    settings.write_text(text, encoding="utf-8")
    dataset.correct(
        ABSENT.replace("set.status", 'set.name = "Karin Ek"\nset.status'),
        MERGED.replace("Karin", "Eva").replace("Sandell", "Lindmark"),
    )
    store = open_read_only(dataset.build().release / "store")
    graph = next(g for g in store.named_graphs() if g.value.endswith("/corrections"))
    said = " ".join(
        q.object.value for q in store.quads_for_pattern(None, None, None, graph) if isinstance(q.object, Literal)
    )
    assert "█" in said
    for name in ("Karin", "Sandell", "Holmgren", "Anna"):
        assert name not in said


def test_extraction_never_reads_corrections(dataset: Dataset, tmp_path: Path) -> None:
    """`graf extract` says what the text alone says, whatever people corrected."""
    files = [str(path) for path in sorted((dataset.root / "minutes").iterdir())]
    arguments = ["extract", *files, "--dataset", str(dataset.root), "--out"]
    runner = CliRunner()
    assert runner.invoke(cli, [*arguments, str(tmp_path / "before")]).exit_code == 0
    dataset.correct(ABSENT, MERGED, DATED)
    assert runner.invoke(cli, [*arguments, str(tmp_path / "after")]).exit_code == 0
    for path in (tmp_path / "before").iterdir():
        assert path.read_bytes() == (tmp_path / "after" / path.name).read_bytes()


def test_a_correction_that_is_not_understood_stops_the_build(dataset: Dataset) -> None:
    """One line names file, line and what was expected; nothing is built."""
    dataset.correct(ABSENT.replace("absent", "borta"))
    told = CliRunner().invoke(cli, ["build", str(dataset.root), "--out", str(dataset.out)])
    assert isinstance(told.exception, UsageError)
    assert str(told.exception).startswith("corrections/anna.toml:8: ‘set.status’: expected one of present, absent")
    assert not (dataset.out / "current").exists()


def test_what_belonged_to_a_removed_item_goes_with_it(dataset: Dataset) -> None:
    """A review is never stopped by what it took away: an item's decisions, a body named by mistake."""
    dataset.build()
    item = 'fact = "item"\ndocument = "host.txt"\nquote = "2. Beslut: Gemensam jour"'
    dataset.correct(f'action = "remove"\n{item}')
    made = dataset.build()
    gone = read_manifest(made.release)["gone"]
    assert {"item", "decision"} <= {iri.partition("/id/")[2].partition("/")[0] for iri in gone}
    assert {stone["reason"] for stone in gone.values()} == {"skäl 0"}
    place = 'action = "set"\nfact = "meeting"\ndocument = "var.txt"\nquote = "Samverkansnätverket i Norrdal"'
    named = f'{place}\nset.body = "Rådet i Norrdal"'
    dataset.correct(named)
    dataset.build()
    dataset.correct(named, f'{place}\nset.body = "Styrgruppen i Norrdal"')
    gone = read_manifest(dataset.build().release)["gone"]
    assert [stone["reason"] for iri, stone in gone.items() if "/body/radet" in iri] == ["skäl 1"]
