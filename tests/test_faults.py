"""A document over which graf stumbles is left out and named; the others build, and the current release stays whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graf import cli, config, extraction, faults, starter
from graf.build import BuildResult, build
from graf.issues import UNREADABLE, Issue, UsageError
from graf.render.reasons import reason
from graf.store.inputs import code
from graf.store.verify import verify

MINUTES = """Minnesanteckningar Länschefsnätverket
Datum: 2024-03-{day:02}
Närvarande: {name}, Falu kommun

1. Mötets öppnande
Länschefsnätverket beslutade
att öppna mötet.

2. {word} i länet
Länschefsnätverket beslutade
att uppdra åt {name} att ta fram ett underlag till nästa möte.
"""
ODD = "Oväntat"
# Where graf is made to stumble, the step that is told, and what tells the document.
PLACES = [
    ("graf.extract.heard._head", "extracting", lambda document: ODD in document.text),
    ("graf.extract.minutes.read_title", "extracting", lambda title: ODD in title),
    ("graf.resolve.people.stated", "settling", lambda minutes: minutes.file == "odd.txt"),
    ("graf.stages.mapping.document_quads", "mapping", lambda minutes, *_: minutes.file == "odd.txt"),
]
Told = Callable[..., bool]


@pytest.fixture(autouse=True)
def _not_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAF_DEBUG", raising=False)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset of three documents."""
    folder = tmp_path / "data"
    starter.create(folder)
    for day, word in enumerate(("Budget", "Jour", "Utbildning"), 1):
        write(folder, word.lower(), day, word)
    return folder


def write(folder: Path, name: str, day: int, word: str) -> None:
    text = MINUTES.format(day=day, word=word, name="Eva Lindmark" if day % 2 else "Per Ek")
    (folder / "minutes" / f"{name}.txt").write_text(text, encoding="utf-8")


def stumble(monkeypatch: pytest.MonkeyPatch, place: str, told: Told, error: type[BaseException] = IndexError) -> None:
    """From now on a function of graf raises an error for what one document says."""
    module, _, name = place.rpartition(".")
    real: Callable[..., Any] = getattr(__import__(module, fromlist=[name]), name)

    def stumbling(*given: Any, **named: Any) -> Any:
        if told(*given):
            raise error("what Eva Lindmark said")
        return real(*given, **named)

    monkeypatch.setattr(place, stumbling)


def make(dataset: Path, out: Path) -> BuildResult:
    return build(config.load(dataset), out)


def graphs(result: BuildResult) -> Any:
    return json.loads((result.release / "manifest.json").read_text("utf-8"))["graphs"]


@pytest.mark.parametrize(("place", "step", "told"), PLACES, ids=[place for place, *_ in PLACES])
def test_the_others_build(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, step: str, told: Told
) -> None:
    """Whatever step one document ends, the release is that of the others, sound, the same however it is built; the
    document is named with what to do, in Swedish too."""
    out = tmp_path / "out"
    without = make(dataset, out)
    write(dataset, "odd", 4, ODD)
    stumble(monkeypatch, place, told)
    found = make(dataset, out)
    assert graphs(found) == graphs(without)
    assert verify(found.release) == []
    (issue,) = (one for one in found.issues if one.kind == UNREADABLE)
    assert issue.file == "odd.txt"
    assert f"when {step} it (IndexError in " in issue.reason
    assert ".py:" in issue.reason
    assert "Eva" not in issue.reason
    assert reason(issue.reason, "sv").lang == "sv"
    assert make(dataset, out).unchanged
    with (dataset / "minutes" / "jour.txt").open("a", encoding="utf-8") as file:
        file.write("att Eva Lindmark kallar till nästa möte.\n")
    later = make(dataset, out)
    assert later.digest == make(dataset, tmp_path / "apart").digest != found.digest


def test_a_mended_graf_takes_it_in(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that was left out is tried again with another version of graf, and the release is that of a whole
    build."""
    out = tmp_path / "out"
    write(dataset, "odd", 4, ODD)
    with monkeypatch.context() as planted:
        stumble(planted, *PLACES[1][::2])
        assert make(dataset, out).counts["documents"] == 3
    mended = code() + " mended"
    monkeypatch.setattr("graf.store.inputs.code", lambda: mended)
    found = make(dataset, out)
    assert not any(one.kind == UNREADABLE for one in found.issues)
    assert found.digest == make(dataset, tmp_path / "apart").digest


def test_the_commands_go_on(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`graf build`, `extract`, `read` and `explain` name the document and end with 1, as for a file not read; asked to
    debug, they end with the error itself."""
    write(dataset, "odd", 4, ODD)
    odd, good = (str(dataset / "minutes" / name) for name in ("odd.txt", "jour.txt"))
    out = ["--out", str(tmp_path / "out")]
    with monkeypatch.context() as planted:
        stumble(planted, PLACES[1][0], PLACES[1][2])
        for arguments in (["build", str(dataset), *out], ["extract", odd, good], ["explain", f"{odd}:5"]):
            assert cli.run(arguments) == 1
            said = capsys.readouterr()
            assert "graf: not read: odd.txt: graf stumbled when extracting it" in said.err
            if arguments[0] == "extract":
                assert [one["file"] for one in json.loads(said.out)["documents"]] == ["jour.txt"]
        monkeypatch.setenv("GRAF_DEBUG", "1")
        for arguments in (["build", str(dataset), *out], ["extract", odd]):
            with pytest.raises(IndexError, match="Eva"):
                cli.run(arguments)
        monkeypatch.delenv("GRAF_DEBUG")
    stumble(monkeypatch, "graf.read.mend", lambda text: ODD in text)
    assert cli.run(["read", odd]) == 1
    assert "graf stumbled when reading it" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_what_is_no_fault_ends_the_build(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    """An interruption, or memory that gives out, is of no document: the build ends, and the release stays."""
    out = tmp_path / "out"
    make(dataset, out)
    before = os.readlink(out / "current")
    write(dataset, "odd", 4, ODD)
    stumble(monkeypatch, PLACES[1][0], PLACES[1][2], error)
    with pytest.raises(error):
        make(dataset, out)
    assert os.readlink(out / "current") == before


def test_a_fault_of_no_document_is_raised() -> None:
    """Where graf stumbles over documents together, and over none alone, nobody knows which to leave out."""

    class Named:
        file = "a.txt"

    def two(some: object) -> int:
        return 1 // (2 - len(list(some)))  # type: ignore[call-overload]

    with pytest.raises(ZeroDivisionError):
        faults.together("settling", two, [Named(), Named()])
    assert faults.together("settling", two, [Named()]) == (1, [])
    with pytest.raises(UsageError):
        faults.left_out("a.txt", "settling", UsageError("rules.toml", 1, "expected a rule"))


def test_a_document_left_out_states_nothing(dataset: Path) -> None:
    """`extraction.stated` gives what the others state, and of the one left out only the issue."""
    from graf.read import read_files
    from graf.register import load

    documents, _ = read_files(sorted((dataset / "minutes").iterdir()))
    with pytest.MonkeyPatch.context() as planted:
        stumble(planted, "graf.extract.minutes.read_title", lambda title: "Jour" in title)
        found = extraction.stated(documents, load(None))
    assert [one.file for one in found.minutes] == ["budget.txt", "utbildning.txt"]
    assert [one.file for one in found.issues if isinstance(one, Issue) and one.kind == UNREADABLE] == ["jour.txt"]
