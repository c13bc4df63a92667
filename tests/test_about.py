"""What is held about somebody can be told in full, and taken back in full."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import httpx
import pytest

from graf import about, config
from graf.build import build
from graf.cli import run
from graf.issues import UsageError
from graf.publish.site import publish
from graf.serve.app import create_app
from graf.store.release import read_manifest
from graf.withdraw import withdraw
from tests.serve.server import running

MINUTES = """Minnesanteckningar Samverkansnätverket i Norrdal

Datum: 2024-03-05

Närvarande
Ylva Stenqvist, socialchef, Fjällbo kommun
Sixten Ahlgren, Sjöviks kommun

1. Information: Gemensam jour
Föredragande: Ylva Stenqvist, socialchef, Fjällbo kommun
Ylva har ringt runt. Ylva Stenqvists underlag är klart.
Samverkansnätverket beslutade
att uppdra åt Ylva Stenqvist att ta fram ett förslag
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory, dalarna: Path) -> Path:
    """A small dataset, built once; `out` beside it holds the release."""
    root = tmp_path_factory.mktemp("about") / "dataset"
    for folder in ("minutes", "register"):
        (root / folder).mkdir(parents=True)
    shutil.copy(dalarna / config.FILE, root)
    (root / "minutes" / "norrdal.txt").write_text(MINUTES, encoding="utf-8")
    build(config.load(root), root.parent / "out")
    return root


def test_all_that_is_held_is_told_with_its_sources(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind of fact, each with the line it was read from, and each place where the name stands; in both forms."""
    release = dataset.parent / "out" / "current"
    (held,) = about.about(release, "stenqvist, ylva")
    kinds = {fact.iri.split("/id/")[1].split("/")[0] for fact in held.facts}
    assert kinds >= {"person", "attendance", "membership", "item"}
    assert all(basis.file == "norrdal.txt" and basis.line for fact in held.facts for basis in fact.sources)
    assert [one.line for one in held.mentions] == [6, 10, 11, 11, 13]
    assert run(["about", held.key, "--release", str(release), "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["names"][0] == "Ylva Stenqvist"
    assert told["erasing"] == held.erasing
    assert "Stenqvist" not in held.erasing
    assert run(["about", held.iri, "--release", str(release)]) == 0
    text = capsys.readouterr().out
    assert "norrdal.txt, line 6: “Ylva Stenqvist" in text
    assert "Sixten" not in text, "others are not told about"


def _says(folder: Path, name: str) -> bool:
    """Whether a word stands in any file of a published site, compressed ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    read = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files)
    return any(name.casefold() in text.decode("utf-8", "replace").casefold() for text in read)


def test_nobody_of_that_name_is_said(dataset: Path) -> None:
    """A name that nobody bears, and no name at all, are told apart from an empty answer."""
    for who in ("Nils Holgersson", "", "person/zzz"):
        with pytest.raises(UsageError, match="expected a person"):
            about.about(dataset.parent / "out" / "current", who)


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up")  # the dumps' folder goes with the site that it is for
def test_withdrawing_takes_every_release_that_names_the_person(dataset: Path) -> None:
    """The line of `graf about` erases; then each release from before is taken back, and answers 410."""
    out = dataset.parent / "out"
    old = (out / "current").resolve()
    (held,) = about.about(out / "current", "Ylva Stenqvist")
    with pytest.raises(UsageError, match="current release that does not name"):
        withdraw(out, held.key)
    line = held.erasing.replace("YYYY-MM-DD,WHY", "2026-11-22,asked for")
    (dataset / "register" / "gone.csv").write_text(f"key,when,reason,passages\n{line}\n", encoding="utf-8")
    new = build(config.load(dataset), out).release
    site = dataset.parent / "site"
    publish(old, site)
    assert _says(site, "Stenqvist")
    assert run(["publish", "--release", str(out / "current"), "--out", str(site), "--withdraw", held.key]) == 0
    assert not _says(site, "Stenqvist")
    tombstone = (site / "sv" / "releases" / f"{old.name}.html").read_text(encoding="utf-8")
    assert "has been erased" in tombstone
    assert [path.name for path in old.iterdir()] == ["withdrawn.json"]
    assert withdraw(out, held.key) == []
    assert read_manifest(new)["previous"] == old.name
    with pytest.raises(UsageError, match="withdrawn"):
        read_manifest(old)
    with pytest.raises(UsageError, match="expected a person"):
        about.about(new, "Ylva Stenqvist")
    with running(out / "current", pages=create_app) as server:
        for path in (f"/releases/{old.name}", f"/releases/{old.name}/manifest.json"):
            reply = httpx.get(f"http://127.0.0.1:{server.port}{path}")
            assert reply.status_code == 410
        assert httpx.get(f"http://127.0.0.1:{server.port}/releases/{new.name}").status_code == 303
