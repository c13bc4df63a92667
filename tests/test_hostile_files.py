"""A dataset with files that are damaged, made to do harm or oddly named: each is named, and nothing else is lost."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from graf import cli, config, starter
from graf.build import build
from graf.publish.site import publish
from graf.render.reasons import reason

MINUTES = """Minnesanteckningar Länschefsnätverket
Datum: 2024-03-{day:02}
Tid: 9-12

1. Mötets öppnande

Länschefsnätverket beslutade
att öppna mötet <script>alert(1)</script> \u202eoch\u2066 "fortsätta" & så.
"""
NAMES = ("bra.txt", "<script>alert(1)<%2Fscript>.txt", "\"&'.txt", "%00%2e.txt", "a#b?c.txt", "å" * 120 + ".txt")


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 9_000_000)
    return file.getvalue()


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with hostile files and good ones."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    starter.create(folder)
    settings = folder / "dataset.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[read]\nmegabytes = 5\nseconds = 30\n", encoding="utf-8")
    minutes = folder / "minutes"
    for day, name in enumerate((*NAMES, "a\nb.txt", "\u202eabc.txt", "\udcff.txt"), 1):
        (minutes / name).write_text(MINUTES.format(day=day), encoding="utf-8")
    (minutes / "x.pdf").mkdir()
    (minutes / "x.pdf" / "inne.txt").write_text(MINUTES.format(day=20), encoding="utf-8")
    (minutes / "tom.pdf").write_bytes(b"")
    (minutes / "bomb.docx").write_bytes(_bomb())
    (minutes / "trasig.txt").symlink_to("/proc/self/mem")  # opens, and cannot be read
    os.mkfifo(minutes / "ror.txt")  # would never end
    return folder


def test_the_rest_is_built_and_each_is_named(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The good documents make a release, the others are named with what to do, in Swedish too; again it is the same."""
    out = dataset.parent / "build"
    assert cli.run(["build", str(dataset), "--out", str(out)]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "not read" in line]
    assert len(said) == 6
    assert all(line.isprintable() for line in said)
    manifest = json.loads((out / "current" / "manifest.json").read_text("utf-8"))
    assert set(manifest["texts"]) == {*NAMES, "inne.txt"}
    for issue in manifest["issues"]:
        if issue["kind"] == "unreadable":
            assert reason(issue["reason"], "sv").lang == "sv", issue
    before = os.readlink(out / "current")
    assert cli.run(["build", str(dataset), "--out", str(out)]) == 1
    assert os.readlink(out / "current") == before


def test_no_text_or_name_becomes_markup(dataset: Path) -> None:
    """What a document or its name says is text on every page, never an element."""
    out = dataset.parent / "build"
    build(config.load(dataset), out)
    site = dataset.parent / "site"
    publish(out / "current", site)
    pages = list(site.rglob("*.html"))
    assert pages
    for page in pages:
        assert not re.search(r"<script>\s*alert", page.read_text("utf-8"))


def test_a_bad_table_leaves_the_release(dataset: Path, tmp_path: Path) -> None:
    """A register that cannot be read ends the build with its name, and the release that stood stands."""
    folder, out = tmp_path / "data", tmp_path / "build"
    starter.create(folder)
    (folder / "minutes" / "a.txt").write_text(MINUTES.format(day=1), encoding="utf-8")
    assert cli.run(["build", str(folder), "--out", str(out)]) == 0
    before = os.readlink(out / "current")
    (folder / "register" / "people.csv").unlink(missing_ok=True)
    (folder / "register" / "people.csv").symlink_to("/proc/self/mem")
    assert cli.run(["build", str(folder), "--out", str(out)]) == 2
    assert os.readlink(out / "current") == before
    shutil.rmtree(out)
