"""The register: Sweden's own bodies, a dataset's that win over them, and errors that name file, line and column."""

from __future__ import annotations

import csv
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf import register, resources
from graf.issues import UsageError
from graf.tables import read_table

HEADER = "key,name,type,abbreviations,forms,parent,valid_from,valid_to,source,note\n"
LINKS = "subject,relation,object,valid_from,valid_to,source,note\n"


def _folder(folder: Path, bodies: str, relations: str = "", people: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bodies.csv").write_text(HEADER + bodies, encoding="utf-8")
    if relations:
        (folder / "relations.csv").write_text(LINKS + relations, encoding="utf-8")
    if people:
        (folder / "people.csv").write_text("key,name,variants,source\n" + people, encoding="utf-8")
    return folder


def _error(folder: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        register.load(folder)
    return caught.value


def test_sweden_is_known_without_a_dataset() -> None:
    """All 290 municipalities and the regions are there for every dataset, each with its official code and a source."""
    found = register.load(None)
    kinds = {body.key: body.type for body in found.bodies}
    codes = register.codes()
    assert sum(len(code) == 4 for code in codes.values()) == 290
    assert sum(len(code) == 2 for code in codes.values()) == 20
    assert len(set(codes.values())) == len(codes)
    assert all(kinds[key] == ("municipality" if len(code) == 4 else "region") for key, code in codes.items())
    assert all(body.source for body in found.bodies)


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("falu kommun", "Falu kommun"),
        ("malung-sälens kommun", "Malung-Sälens kommun"),
        ("kalmar kommun", "Kalmar kommun"),
        ("stockholms stad", "Stockholms kommun"),
        ("gotlands kommun", "Region Gotland"),
        ("region dalarna", "Region Dalarna"),
        ("västra götalandsregionen", "Västra Götalandsregionen"),
        ("skr", "SKR"),
        ("sveriges kommuner och regioner", "SKR"),
        ("statens institutionsstyrelse", "SiS"),
        ("länsstyrelsen i örebro län", "Länsstyrelsen i Örebro län"),
    ],
)
def test_full_forms_lead_to_their_body(form: str, key: str) -> None:
    """Names, other names and abbreviations are recognised as texts have them."""
    assert register.load(None).forms[form] == key


@pytest.mark.parametrize(
    ("form", "key"),
    [("falun", "Falu kommun"), ("faluns", "Falu kommun"), ("falu", "Falu kommun"), ("leksands", "Leksands kommun"),
     ("malung-sälens", "Malung-Sälens kommun"), ("lund", "Lunds kommun"), ("mora", "Mora kommun")],
)  # fmt: skip
def test_short_names_of_places_stand_apart(form: str, key: str) -> None:
    """A place's short name may be a word or a surname (Lund, Mora, Berg): it is never a body's form by itself."""
    found = register.load(None)
    assert found.places[form] == key
    assert form not in found.forms


def test_a_county_s_municipalities() -> None:
    """The county's code picks its municipalities: fifteen in Dalarna."""
    assert len(register.municipalities("20")) == 15
    assert "Älvdalens kommun" in register.municipalities("20")


def test_the_built_in_tables_are_in_order() -> None:
    """Nobody's hand-made edit leaves a form that two bodies share, a bad type or an empty source."""
    for name in register.BUILT_IN:
        assert read_table(resources.builtin() / name, register.SWEDEN)


def test_a_dataset_s_entry_wins(tmp_path: Path) -> None:
    """What the archivist says of a body replaces the built-in entry, which hands its other forms on."""
    folder = _folder(
        tmp_path,
        "Falun,Falu kommun,municipality,FK,,,,,the archive,\n"
        "Länsstyrelsen,Länsstyrelsen,agency,,Länsstyrelsen i Dalarnas län,,,,the archive,\n"
        "SKR,Socialkontorets råd,council,,,,,,the archive,\n",
    )
    found = register.load(folder)
    keys = [body.key for body in found.bodies]
    assert found.forms["falu kommun"] == found.forms["fk"] == found.places["faluns"] == "Falun"
    assert found.forms["länsstyrelsen dalarna"] == "Länsstyrelsen"
    assert found.forms["socialkontorets råd"] == "SKR"
    assert not {"Falu kommun", "Länsstyrelsen i Dalarnas län"} & set(keys)
    assert len(keys) == len(set(keys))
    assert found.bodies[keys.index("SKR")].name == "Socialkontorets råd"


def test_an_entry_keeps_what_it_says(tmp_path: Path) -> None:
    """Abbreviations, parent, source, note and period all reach the body."""
    folder = _folder(tmp_path, "KS,Kommunstyrelsen,committee,KS|Ks,,Falu kommun,1971,2026-12-31,the archive,awaits\n")
    (body,) = (body for body in register.load(folder).bodies if body.key == "KS")
    assert body.abbreviations == ("KS", "Ks")
    assert body.parent == "Falu kommun"
    assert body.source == "the archive"
    assert body.note == "awaits; valid from 1971; valid to 2026-12-31"


def test_every_form_leads_to_a_body(dalarna: Path) -> None:
    """No form of the dataset's register or of the built-in one leads nowhere."""
    found = register.load(dalarna / "register")
    keys = {body.key for body in found.bodies}
    assert {*found.forms.values(), *found.places.values()} <= keys
    assert {side for link in found.relations for side in (link.subject, link.object)} <= keys
    assert all(form == form.casefold() for form in (*found.forms, *found.places))


def test_dalarna_s_entries_have_sources_outside_the_minutes(dalarna: Path) -> None:
    """The register holds no fact read from the documents: each source is an address, a public list or an archivist."""
    for name, table in (("bodies.csv", register.BODIES), ("relations.csv", register.LINKS)):
        for row in read_table(dalarna / "register" / name, table):
            assert row["source"].startswith(("https://", "archivist: ", "Statistics Sweden"))
            assert row["source"].startswith("archivist: ") == (row["note"] == "awaits a public source")


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("KS,Kommunstyrelsen,board,,,,,,the archive,\n", "type", "committee"),
        ("KS,Kommunstyrelsen,committee,,,,,,,\n", "source", "known from"),
        ("KS,,committee,,,,,,the archive,\n", "name", "a value"),
        ("KS,Kommunstyrelsen,committee,,,,24-01-01,,the archive,\n", "valid_from", "2019-01-01"),
        ("KS,Kommunstyrelsen,committee,,,Nowhere,,,the archive,\n", "parent", "Nowhere"),
        ("SN,Socialnämnden,committee,,,,,,the archive,\n", "key", "twice"),
        ("KS,Socialnämnden,committee,,,,,,the archive,\n", "name", "SN already"),
    ],
)
def test_an_error_names_line_and_column(tmp_path: Path, row: str, column: str, expected: str) -> None:
    """Whoever edits the table is told which cell is wrong and what belongs there."""
    error = _error(_folder(tmp_path, "\nSN,Socialnämnden,committee,,,,,,the archive,\n" + row))
    assert error.file == str(tmp_path / "bodies.csv")
    assert error.line == 4
    assert f"‘{column}’" in str(error)
    assert expected in str(error)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("SKR,member_of,Nowhere,,,the archive,\n", "object"),
        ("SKR,likes,Riksdagen,,,the archive,\n", "relation"),
        ("SKR,member_of,Riksdagen,,,,\n", "source"),
    ],
)
def test_a_relation_joins_two_bodies_in_a_known_way(tmp_path: Path, row: str, column: str) -> None:
    """A relation to a body that nobody knows, or of an unknown kind, is told by file, line and column."""
    error = _error(_folder(tmp_path, "", row))
    assert (error.file, error.line) == (str(tmp_path / "relations.csv"), 2)
    assert f"‘{column}’" in str(error)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("key,name,type\n", 1, "source"),
        (HEADER.replace("note", "remark"), 1, "remark"),
        (HEADER + "a,b,c\n", 2, "10 cells"),
        (HEADER + 'KS,"Kommunstyrelsen,committee\n', 2, "comma-separated"),
        ("", 1, "header"),
    ],
)
def test_a_table_of_another_form_is_told(tmp_path: Path, text: str, line: int, expected: str) -> None:
    """A missing or misspelt column, a broken quote, a row of another length: each is told with its line."""
    (tmp_path / "bodies.csv").write_text(text, encoding="utf-8")
    error = _error(tmp_path)
    assert error.line == line
    assert expected in str(error)


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A spreadsheet's Latin-1 is named with the line of its first odd letter."""
    (tmp_path / "bodies.csv").write_bytes((HEADER + "SN,Socialnämnden,committee,,,,,,x,\n").encode("latin-1"))
    error = _error(tmp_path)
    assert error.line == 2
    assert "UTF-8" in str(error)


def test_people_are_known_by_name(tmp_path: Path) -> None:
    """An archivist's people are read with their variants, and a key stands once."""
    folder = _folder(tmp_path, "", people="p1,Anna Öberg,A. Öberg|Anna Oberg,the archive\n")
    assert register.load(folder).people == ("Anna Öberg",)
    assert register.load(folder).persons[0].variants == ("A. Öberg", "Anna Oberg")
    _folder(tmp_path, "", people="p1,Anna Öberg,,the archive\np1,Åke Berg,,the archive\n")
    assert "twice" in str(_error(tmp_path))


def test_the_starter_s_tables_are_headers_of_every_column() -> None:
    """`graf init` offers each column that the reader knows, and the tables read as empty."""
    folder = resources.builtin() / "starter" / "register"
    for name, table in (
        ("bodies.csv", register.BODIES),
        ("relations.csv", register.LINKS),
        ("people.csv", register.PEOPLE),
        ("roles.csv", register.ROLES),
        ("matters.csv", register.MATTERS),
    ):
        assert read_table(folder / name, table) == []
        (header,) = csv.reader((folder / name).read_text(encoding="utf-8").splitlines())
        assert set(header) == {*table.required, *table.optional}


def test_the_dataset_s_readme_says_what_the_starter_s_says(dalarna: Path) -> None:
    """The columns are described once, in the same words for every dataset."""
    general = (resources.builtin() / "starter" / "register" / "README.md").read_text(encoding="utf-8")
    assert (dalarna / "register" / "README.md").read_text(encoding="utf-8").startswith(general)


@given(st.text(max_size=200))
def test_no_table_brings_anything_but_a_usage_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a spreadsheet leaves in the file, the reader answers with rows or with an error for people."""
    folder = tmp_path_factory.getbasetemp() / "table"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "bodies.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(UsageError):
        register.load(folder)
