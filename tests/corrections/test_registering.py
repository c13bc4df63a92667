"""The register by hand: what it lacks is proposed with the keys that things have, and what it knows wins for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode

from graf import config, register, registering
from graf.cli import cli
from graf.issues import UNSETTLED, UsageError
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest

from .conftest import SPRING, Dataset
from .test_release import rows

PEOPLE = "key,name,variants,mentions,source,note\n"


def people(dataset: Dataset) -> dict[str, str]:
    """The keys of the people in a new release, by name."""
    store = open_read_only(dataset.build(allow_lost=True).release / "store")
    found = rows(store, "SELECT ?n ?p { ?p a foaf:Person ; foaf:name ?n }")
    return {name: iri.rsplit("/", 1)[1] for name, iri in found}


def keys(dataset: Dataset) -> set[str]:
    """The keys of the people in a new release."""
    store = open_read_only(dataset.build(allow_lost=True).release / "store")
    return {iri.rsplit("/", 1)[1] for (iri,) in rows(store, "SELECT ?p { ?p a foaf:Person }")}


def table(dataset: Dataset, name: str, text: str) -> None:
    (dataset.root / "register" / name).write_text(text, encoding="utf-8")


def test_what_is_proposed_and_taken_over_changes_no_name(dataset: Dataset) -> None:
    """All that the documents name gets an entry; with it in the register every address is the one it was."""
    before = dataset.build()
    told = CliRunner().invoke(cli, ["register", str(dataset.root), "--write"])
    assert told.exit_code == 0
    assert "people.csv" in told.output
    proposed, _ = registering.proposals(config.load(dataset.root), dataset.out)
    assert [name for name, entries in proposed.items() if entries] == []
    after = dataset.build()
    manifest = read_manifest(after.release)
    assert manifest["moved"] == manifest["gone"] == {}
    assert after.counts["people"] == before.counts["people"]
    assert after.counts["matters"] == before.counts["matters"]
    store = open_read_only(after.release / "store")
    graph = NamedNode(f"{manifest['base']}/graph/register")
    known = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    assert sum("/id/person/" in node.value for node in known) == before.counts["people"]  # type: ignore[union-attr]
    assert sum("/id/membership/" in node.value for node in known) > 0  # type: ignore[union-attr]


def test_proposals_are_printed_and_nothing_is_written(dataset: Dataset) -> None:
    """Without --write the register stays as it is; the lines can be copied into its tables."""
    told = CliRunner().invoke(cli, ["register", str(dataset.root)])
    assert "# people.csv: " in told.output
    assert f"\n{PEOPLE}" in told.output
    assert "Karin Sandell" in told.output
    assert not (dataset.root / "register" / "people.csv").exists()


def test_what_a_build_kept_is_used_and_left(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build nothing is read or extracted again, the same is proposed as without, and what was kept stays."""
    settings = config.load(dataset.root)
    alone, _ = registering.proposals(settings, dataset.out)
    assert not dataset.out.exists()
    dataset.build()
    kept = (dataset.out / "cache" / "build.sqlite").read_bytes()

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("it was worked out again")

    for place in ("graf.read._read", "graf.stages.extracting.extract", "graf.stages.settling.resolve"):
        monkeypatch.setattr(place, refuse)
    assert registering.proposals(settings, dataset.out)[0] == alone
    assert (dataset.out / "cache" / "build.sqlite").read_bytes() == kept
    table(dataset, "people.csv", PEOPLE)
    with pytest.raises(pytest.fail.Exception, match="again"):
        registering.proposals(config.load(dataset.root), dataset.out)  # another register: settled anew


def test_a_key_of_the_register_stays_when_a_namesake_comes(dataset: Dataset) -> None:
    """A provisional key of a name alone goes when another bears it; once in the register it does not move any more."""
    before = people(dataset)["Karin Sandell"]
    other = SPRING.replace("2024-03-05", "2024-05-07").replace(
        "Karin Sandell, Bergsala kommun", "Karin Sandell, Bergsala kommun\nKarin Sandell, Fjällbo kommun"
    )
    dataset.minutes("senare.txt", other)
    assert before not in keys(dataset)
    (dataset.root / "minutes" / "senare.txt").unlink()
    registering.write(dataset.root / "register", registering.proposals(config.load(dataset.root), dataset.out)[0])
    dataset.minutes("senare.txt", other)
    assert before in keys(dataset)


def test_variants_are_one_person(dataset: Dataset) -> None:
    """What the register gives as other spellings is the person, who has the register's key and name."""
    dataset.minutes("host.txt", SPRING.replace("2024-03-05", "2024-09-10").replace("Per Holmgren", "Pelle Hansson"))
    assert {"Per Holmgren", "Pelle Hansson"} <= set(people(dataset))
    table(dataset, "people.csv", PEOPLE + "per-1,Per Erik Holmgren,Per Holmgren | Pelle Hansson,,arkivet,\n")
    found = people(dataset)
    assert found["Per Erik Holmgren"] == "per-1"
    assert not {"Per Holmgren", "Pelle Hansson"} & set(found)


def test_a_name_that_several_bear_is_left_open(dataset: Dataset) -> None:
    """Two people of one name and one entry: it is nobody's until a mention says whose, and the line is named."""
    twice = SPRING.replace(
        "Karin Sandell, Bergsala kommun", "Karin Sandell, Bergsala kommun\nKarin Sandell, Fjällbo kommun"
    )
    dataset.minutes("var.txt", twice)
    table(dataset, "people.csv", PEOPLE + "k1,Karin Sandell,,,arkivet,\n")
    result = dataset.build()
    (issue,) = [one for one in result.issues if one.file == "register/people.csv"]
    assert (issue.kind, issue.line) == (UNSETTLED, 2)
    lines = registering.printed(registering.proposals(config.load(dataset.root), dataset.out)[0]).splitlines()
    entry = next(line for line in lines if "Karin Sandell" in line)
    mention = entry.split(",")[3]
    table(dataset, "people.csv", PEOPLE + f"k1,Karin Sandell,,{mention},arkivet,\n")
    result = dataset.build(allow_lost=True)
    assert [one for one in result.issues if one.file == "register/people.csv"] == []
    store = open_read_only(result.release / "store")
    assert len([p for (p,) in rows(store, "SELECT ?p { ?p foaf:name 'Karin Sandell' }") if p.endswith("/k1")]) == 1


def test_a_matter_of_the_register(dataset: Dataset) -> None:
    """What is listed is one matter with the register's key and title, whatever the headings share."""
    table(dataset, "matters.csv", "key,title,items,source\njour,Jouren,var.txt#1|host.txt#2,arkivet\n")
    store = open_read_only(dataset.build().release / "store")
    query = "SELECT ?m ?n { ?i graf:concerns ?m ; graf:number ?n . ?m <http://purl.org/dc/terms/title> 'Jouren'@sv }"
    found = {(iri.rsplit("/", 1)[1], number) for iri, number in rows(store, query)}
    assert found == {("jour", "1"), ("jour", "2")}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("people.csv", PEOPLE + "Per Ek,Per Ek,,,x,\n", "small letters"),
        ("people.csv", PEOPLE + "p1,Per Ek,,var.txt:3,x,\n", "6db5469a676eca67:125"),
        ("people.csv", PEOPLE + "p1,Per,,,x,\np1,Bo,,,x,\n", "twice"),
        ("roles.csv", "person,role,organisation,source\np9,kassör,SKR,x\n", "a person in people.csv"),
        ("matters.csv", "key,title,items,source\nm1,Jour,var.txt,x\n", "protokoll.txt#5.a"),
    ],
)
def test_an_error_names_file_line_and_column(tmp_path: Path, name: str, text: str, says: str) -> None:
    """A slip in a table is told with its place and what was expected."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says) as caught:
        register.load(tmp_path)
    assert caught.value.file.endswith(name)
    assert caught.value.line == len(text.splitlines())


def test_a_table_that_people_made_keeps_its_columns_and_lines(tmp_path: Path) -> None:
    """Entries are added below what is there, in the columns that are there; nothing is lost for want of one."""
    file = tmp_path / "people.csv"
    file.write_text("name,key,source\nBo Ek,bo,arkivet", encoding="utf-8")
    entry = {"key": "a1", "name": "Åsa, Ek", "variants": "", "source": "x"}
    registering.write(tmp_path, {"people.csv": [entry]})
    assert file.read_text(encoding="utf-8") == 'name,key,source\nBo Ek,bo,arkivet\n"Åsa, Ek",a1,x\n'
    with pytest.raises(UsageError, match="a column ‘variants’"):
        registering.write(tmp_path, {"bodies.csv": [{"key": "X"}], "people.csv": [{**entry, "variants": "Asa"}]})
    assert not (tmp_path / "bodies.csv").exists()
