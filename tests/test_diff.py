"""What changed between two releases is told by thing, and its patch makes the one into the other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from graf import config, diff
from graf.build import build
from graf.cli import run
from graf.store.embedded import open_read_only
from graf.store.release import read_manifest

MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05

Närvarande
Ylva Stenqvist, socialchef, Fjällbo kommun

1. Mötets öppnande
Samverkansnätverket beslutade
att öppna mötet.
"""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> tuple[Path, Path]:
    """Two releases: the second has a document more."""
    root = tmp_path_factory.mktemp("diff") / "dataset"
    for folder in ("minutes", "register"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    (root / "minutes" / "a.txt").write_text(MINUTES, encoding="utf-8")
    out = root.parent / "out"
    first = build(config.load(root), out).release
    (root / "minutes" / "b.txt").write_text(MINUTES.replace("2024-03-05", "2024-04-02"), encoding="utf-8")
    return first, build(config.load(root), out).release


def quads(release: Path) -> set[str]:
    dump = open_read_only(release / "store").dump(format=RdfFormat.N_QUADS)
    assert dump is not None
    graphs = (line for line in dump.decode("utf-8").split("\n") if line.endswith("> .") and "/graph/" in line)
    return {str(quad) for quad in parse("\n".join(graphs), format=RdfFormat.N_QUADS)}


def test_things_are_counted_by_kind_and_by_document(releases: tuple[Path, Path]) -> None:
    """A reader sees what came with the new document, and nothing of what stayed."""
    found = diff.diff(*releases)
    kinds, places = found.counted("kind"), found.counted("where")
    assert kinds["document"] == {"added": 1}
    assert kinds["decision"] == {"added": 1}
    assert places["b.txt"]["added"] > 10
    assert "a.txt" not in places
    text = "".join(diff.printed(found, "text"))
    assert "+ decision     att öppna mötet" in text
    back = diff.diff(*reversed(releases)).counted("kind")
    assert back["decision"] == {"removed": 1}


def test_the_patch_turns_one_release_into_the_other(releases: tuple[Path, Path]) -> None:
    """RDF Patch, applied line by line, gives the very quads of the other release."""
    for before, after in (releases, releases[::-1]):
        patched = quads(before)
        lines = "".join(diff.printed(diff.diff(before, after), "nquads")).splitlines()
        assert lines[0] == f"H id <urn:sha256:{read_manifest(after)['digest']}> ."
        assert (lines[2], lines[-1]) == ("TX .", "TC .")
        for line in lines[3:-1]:
            (quad,) = parse(line[2:], format=RdfFormat.N_QUADS)
            assert (str(quad) in patched) == (line[0] == "D")
            (patched.remove if line[0] == "D" else patched.add)(str(quad))
        assert patched == quads(after)


def test_the_command_prints_each_form(releases: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """JSON for programs carries each quad; two equal releases have no difference."""
    first, second = map(str, releases)
    assert run(["diff", first, second, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["before"] == read_manifest(releases[0])["digest"]
    store = Store()
    store.load("\n".join(line for one in told["changes"] for line in one["added"]), RdfFormat.N_QUADS)
    assert len(store) > 20
    assert run(["diff", first, first]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert run(["diff", first, str(releases[0].parent)]) == 2
