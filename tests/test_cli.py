"""The command line's contract: exit codes, what goes to which stream, and errors that are one line for people."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graf import __version__, cli

MINUTES = """\
Minnesanteckningar Vårdrådet i Prov

Datum: 2024-03-05
Tid: 09.00-10.00
Plats: Rådhuset
Närvarande: Anna Öberg, Björn Ek

1. Mötets öppnande

Vårdrådet beslutade
att öppna mötet.

2. Budget för nästa år

Föredragande: Anna Öberg, ekonom

Vårdrådet beslutade
att godkänna budgeten för nästa år.
"""


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """One small, clean document of a body that no register knows."""
    file = tmp_path / "motet.txt"
    file.write_text(MINUTES, encoding="utf-8")
    return file


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset as `graf init` makes it."""
    folder = tmp_path / "arkiv"
    assert cli.run(["init", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in an empty folder: no dataset is near unless the test says so."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)


def _complaint(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error; nothing went to standard output."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("graf: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_help_is_there_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for help gets it, on standard output, with exit code 0."""
    assert cli.run(["--help"]) == 0
    overview = capsys.readouterr().out
    for name, command in cli.cli.commands.items():
        assert f"  {name} " in overview
        assert cli.run([name, "--help"]) == 0
        text = capsys.readouterr().out
        assert all(not isinstance(one, click.Option) or one.opts[0] in text for one in command.params)


def test_every_command_is_in_the_readme(root: Path) -> None:
    """A command that nobody can read about does not exist for its users."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in cli.cli.commands if f"graf {name}" not in readme] == []


def test_help_loads_nothing_heavy() -> None:
    """`graf --help` answers at once: the store and the libraries for RDF and text wait for their commands."""
    script = (
        "import sys; from graf.cli import run; run(['--help']);"
        "heavy = {'pyoxigraph', 'rdflib', 'pyshacl', 'rich', 'wordfreq'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or None)"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Commands:" in found.stdout


def test_the_installed_command_works() -> None:
    """`graf` itself, not only its function, is installed and knows its version."""
    command = Path(sys.executable).with_name("graf")
    found = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, f"graf, version {__version__}\n")


@pytest.mark.parametrize("arguments", [["frob"], ["build", "--frob"], ["read"], ["query", "--format", "xml", "x"]])
def test_wrong_usage_is_one_line_and_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A slip on the command line is told in one line that points to the help."""
    assert cli.run(arguments) == 2
    assert "--help" in _complaint(capsys)


def test_no_command_is_wrong_usage() -> None:
    """`graf` alone does nothing, and says so to programs."""
    assert cli.run([]) == 2


def test_a_new_dataset_builds_at_once(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From `init` to an answered question without editing anything: the newcomer's first minute."""
    assert cli.run(["build", str(dataset)]) == 0
    assert cli.run(["check"]) == 0
    capsys.readouterr()
    assert cli.run(["query", "SELECT (COUNT(*) AS ?n) { ?meeting a graf:Meeting }", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["n", "0"]


def test_a_dataset_with_minutes_builds_and_answers(
    dataset: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A document put into minutes/ is in the answer to a public question, and the summary counts it."""
    minutes.rename(dataset / "minutes" / minutes.name)
    assert cli.run(["build", str(dataset)]) == 0
    assert ["documents", "1"] in [line.split() for line in capsys.readouterr().out.splitlines()]
    assert cli.run(["query", "decisions", "--format", "csv"]) == 0
    assert "att godkänna budgeten för nästa år" in capsys.readouterr().out


def test_init_touches_nothing_that_is_there(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with something in it is refused, so that nobody's settings are overwritten."""
    assert cli.run(["init", str(minutes.parent)]) == 2
    assert "empty" in _complaint(capsys)


def test_init_takes_any_name(tmp_path: Path) -> None:
    """A folder's name with quotes, spaces and Swedish letters gives settings that are read."""
    folder = tmp_path / 'Östra "Göinge" #1'
    assert cli.run(["init", str(folder)]) == 0
    assert cli.run(["build", str(folder)]) == 0


def test_a_document_that_cannot_be_read_leaves_the_others(
    dataset: Path, minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One broken file is named with its reason, the rest is built, and the exit code tells programs."""
    minutes.rename(dataset / "minutes" / minutes.name)
    (dataset / "minutes" / "bild.txt").write_bytes(b"\x00\x01\x02" * 100)
    assert cli.run(["build", str(dataset)]) == 1
    out, err = capsys.readouterr()
    assert ["documents", "1"] in [line.split() for line in out.splitlines()]
    assert err.startswith("graf: not read: bild.txt")


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("dataset.toml", 'base = "https://example.org/x"\nlicence = 7\n', "dataset.toml:2: "),
        ("register/bodies.csv", "key,name,type,source\nKS,Kommunstyrelsen,committee,\n", "bodies.csv:2: "),
    ],
)
def test_a_broken_dataset_is_named_by_file_and_line(
    dataset: Path, capsys: pytest.CaptureFixture[str], file: str, content: str, place: str
) -> None:
    """Whoever breaks a setting or a table is led to the line, and no release is made."""
    capsys.readouterr()
    (dataset / file).write_text(content, encoding="utf-8")
    assert cli.run(["build", str(dataset)]) == 2
    assert place in _complaint(capsys)
    assert not Path("build", "current").exists()


def test_build_needs_a_dataset(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no dataset is near, the command says how to name or make one."""
    assert cli.run(["build"]) == 2
    assert "graf init" in _complaint(capsys)


def test_build_takes_one_dataset(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two different datasets on one command line are a slip."""
    capsys.readouterr()
    assert cli.run(["build", str(dataset), "--dataset", str(tmp_path)]) == 2
    assert "one dataset" in _complaint(capsys)


def test_read_shows_every_line(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text form keeps every line and line break; a clean text comes back as it was."""
    assert cli.run(["read", str(minutes)]) == 0
    assert capsys.readouterr().out == MINUTES


def test_a_missing_file_is_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is a document that was not read: exit code 1, with its name."""
    for command in ("read", "extract"):
        assert cli.run([command, "borta.txt"]) == 1
        assert "borta.txt" in _complaint(capsys)


def test_extract_prints_one_document_as_it_is(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file, one JSON object on standard output."""
    assert cli.run(["extract", str(minutes)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["file"] == "motet.txt"
    assert found["date"] == "2024-03-05"


def test_extract_prints_several_with_their_network(minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Several files give the documents, in order, and what holds over all of them."""
    other = minutes.with_name("annat.txt")
    other.write_text(MINUTES.replace("2024-03-05", "2024-04-09"), encoding="utf-8")
    assert cli.run(["extract", str(minutes), str(other)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [document["file"] for document in found["documents"]] == ["motet.txt", "annat.txt"]
    assert set(found["network"]) >= {"bodies", "people", "matters", "relations"}


def test_extract_writes_a_file_for_each_document(
    minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --out there is STEM.json for each file read, network.json, and nothing on standard output."""
    out = tmp_path / "ut" / "json"
    assert cli.run(["extract", str(minutes), "borta.txt", "--out", str(out)]) == 1
    assert sorted(path.name for path in out.iterdir()) == ["motet.json", "network.json"]
    assert capsys.readouterr().out == ""


def test_two_files_of_one_name_do_not_overwrite_each_other(
    minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that would become one JSON file are refused by name; one file named twice is no harm."""
    other = tmp_path / "b" / "motet.txt"
    other.parent.mkdir()
    other.write_text(MINUTES, encoding="utf-8")
    assert cli.run(["extract", str(minutes), str(other), "--out", "out"]) == 2
    assert "motet.json" in _complaint(capsys)
    assert not Path("out").exists()
    assert cli.run(["extract", str(minutes), str(minutes), "--out", "out"]) == 0


def test_a_document_called_network_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """network.json is the network's: a document may not take its place."""
    assert cli.run(["extract", str(tmp_path / "network.txt")]) == 2
    assert "network.json" in _complaint(capsys)


def test_extract_never_reads_corrections(dataset: Path, minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the text says does not depend on what people corrected."""
    arguments = ["extract", str(minutes), "--dataset", str(dataset)]
    capsys.readouterr()
    assert cli.run(arguments) == 0
    before = capsys.readouterr().out
    (dataset / "corrections" / "trasig.csv").write_bytes(b"\xff\xfe not a correction")
    assert cli.run(arguments) == 0
    assert capsys.readouterr().out == before


def test_the_public_questions_are_listed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`graf query` alone says what can be asked by name."""
    assert cli.run(["query"]) == 0
    listed = capsys.readouterr().out
    assert all(file.stem in listed for file in (root / "queries").glob("*.rq"))


def test_a_query_can_stand_in_a_file(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-f asks what a file says, in every format that its kind of answer has."""
    assert cli.run(["build", str(dataset)]) == 0
    file = tmp_path / "fraga.rq"
    file.write_text("CONSTRUCT WHERE { graf:Meeting a ?class }", encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["query", "-f", str(file), "--format", "turtle"]) == 0
    assert "graf:Meeting" in capsys.readouterr().out
    file.write_text("ASK { graf:Meeting a ?class }", encoding="utf-8")
    assert cli.run(["query", "-f", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["SELECT ?x {\n ?x"], ":2:"),
        (["nonsense"], "attendance"),
        (["decisions", "nonsense=1"], "meeting"),
        (["decisions", "meeting"], "name=value"),
        (["decisions", "body=x", "body=y"], "once"),
        (["ASK { ?a ?b ?c }", "body=x"], "quotes"),
        (["-f", "borta.rq"], "borta.rq"),
        (["bodies", "--format", "turtle"], "turtle"),
        (["ASK { SERVICE <http://localhost/> { ?a ?b ?c } }"], "SERVICE"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(
    dataset: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    """Query, name or parameter: the error says where it is wrong and what was expected."""
    assert cli.run(["build", str(dataset)]) == 0
    capsys.readouterr()
    assert cli.run(["query", *arguments]) == 2
    assert word in _complaint(capsys)


def test_a_release_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Asking or checking before building says what to do first."""
    for arguments in (["query", "bodies"], ["check"]):
        assert cli.run(arguments) == 2
        assert "graf build" in _complaint(capsys)


def test_check_finds_what_was_changed(dataset: Path, minutes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A release whose text was edited afterwards no longer passes."""
    minutes.rename(dataset / "minutes" / minutes.name)
    assert cli.run(["build", str(dataset)]) == 0
    assert cli.run(["check"]) == 0
    (text,) = Path("build", "current", "text").glob("*.txt")
    text.chmod(0o644)
    text.write_text(text.read_text(encoding="utf-8").replace("2024", "2025"), encoding="utf-8")
    capsys.readouterr()
    assert cli.run(["check"]) == 1
    assert text.name in capsys.readouterr().err


def test_a_fault_in_graf_is_told_without_a_traceback(
    minutes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even a bug is one line, with the way to see more."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.delenv("GRAF_DEBUG", raising=False)
    monkeypatch.setattr("graf.register.load", broken)
    assert cli.run(["read", str(minutes)]) == 2
    assert "GRAF_DEBUG" in _complaint(capsys)
