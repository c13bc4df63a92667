"""One document in several formats gives one set of facts, the same whatever the format."""

from __future__ import annotations

import json
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import read_typeset as typeset

from graf import config, register
from graf.build import build
from graf.extract import extract
from graf.extract.output import minutes_json
from graf.read import read_files, tesseract
from graf.read.editions import editions

WRITERS = {
    "a.txt": typeset.txt, "a.pdf": typeset.pdf, "a.docx": typeset.docx, "a.html": typeset.web, "a.odt": typeset.odt,
    "a.md": typeset.markdown,
}  # fmt: skip


def lines(dalarna: Path, key: str) -> list[str]:
    text = next((dalarna / "minutes").glob(f"{key}_*.txt")).read_text(encoding="utf-8")
    return [line.replace("\f", "").rstrip() for line in text.split("\n")]


def scan(blocks: list[str], dpi: int = 200) -> bytes:
    pages = typeset.images(typeset.pdf(blocks), dpi)
    return typeset.scanned([typeset.worn(page, number) for number, page in enumerate(pages)])


def facts(minutes: Any) -> dict[str, Any]:
    """What a document states, without where it stands."""
    found = minutes_json(minutes)
    return {
        "head": [found[name] for name in ("kind", "body", "date", "time_start", "time_end", "place")],
        "people": [(one["name"], one["status"]) for one in found["attendance"]],
        "items": [(one["number"], one["title"]) for one in found["items"]],
        "decisions": [one["text"] for item in found["items"] for one in item["decisions"]],
    }


@pytest.mark.parametrize("key", ["002", "004"])
def test_every_format_gives_the_same_facts(tmp_path: Path, dalarna: Path, key: str) -> None:
    """The same minutes as text, PDF, Word, web page and so on: the same items, decisions and people."""
    blocks = lines(dalarna, key)
    for name, write in WRITERS.items():
        (tmp_path / name).write_bytes(write(blocks))
    documents, issues = read_files(sorted(tmp_path.iterdir()))
    assert not issues
    known = register.load(dalarna / "register")
    found = [facts(extract([document], known)[0]) for document in documents]
    assert all(one == found[0] for one in found)
    assert found[0]["items"]
    assert found[0]["people"]
    kept = editions(documents)
    assert [one.document.file for one in kept] == ["a.docx"]
    assert len(kept[0].others) == len(WRITERS) - 1


@pytest.mark.slow
@pytest.mark.skipif(tesseract.missing() is not None, reason=f"needs OCR: {tesseract.missing()}")
@pytest.mark.parametrize("dpi", [200])
def test_a_scan_gives_the_same_facts(tmp_path: Path, dalarna: Path, dpi: int) -> None:
    """Scanned, the same heading, people and items; each decision but for a letter that OCR takes for another."""
    blocks = lines(dalarna, "002")
    (tmp_path / "a.txt").write_bytes(typeset.txt(blocks))
    (tmp_path / "scan.pdf").write_bytes(scan(blocks, dpi))
    documents, issues = read_files([tmp_path / "a.txt", tmp_path / "scan.pdf"])
    assert not issues
    known = register.load(dalarna / "register")
    text, scanned = (facts(extract([document], known)[0]) for document in documents)
    decisions, read = text.pop("decisions"), scanned.pop("decisions")
    assert scanned == text
    assert len(read) == len(decisions)
    alike = [
        SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in zip(decisions, read, strict=True)
    ]
    assert min(alike) > 0.98
    assert len(editions(documents)) == 1


def test_minutes_of_two_meetings_stay_two(tmp_path: Path, dalarna: Path) -> None:
    """Two documents that differ in their dates are two, however alike the rest is; so are two versions of a format."""
    blocks = lines(dalarna, "004")
    later = [
        line.replace("2022", "2023").replace("22082", "23091").replace("23 september", "21 april") for line in blocks
    ]
    (tmp_path / "a.txt").write_bytes(typeset.txt(blocks))
    (tmp_path / "b.docx").write_bytes(typeset.docx(later))
    (tmp_path / "c.txt").write_bytes(typeset.txt([*blocks, "Tillägg"]))
    documents, _ = read_files(sorted(tmp_path.iterdir()))
    assert len(editions(documents)) == 3


@pytest.mark.slow
@pytest.mark.skipif(tesseract.missing() is not None, reason=f"needs OCR: {tesseract.missing()}")
def test_a_build_counts_a_document_once_whatever_its_formats(tmp_path: Path, dalarna: Path) -> None:
    """TXT, PDF, DOCX, HTML and a scan: alone each gives the same counts, together they are one document."""
    blocks = lines(dalarna, "004")
    files = {
        **{name: WRITERS[name](blocks) for name in ("a.txt", "a.pdf", "a.docx", "a.html")},
        "scan.pdf": scan(blocks),
    }
    counts = {}
    for name in (*files, "all"):
        root = tmp_path / name
        shutil.copytree(dalarna / "register", root / "register")
        shutil.copy(dalarna / "dataset.toml", root)
        (root / "minutes").mkdir()
        for file in files if name == "all" else (name,):
            (root / "minutes" / file).write_bytes(files[file])
        result = build(config.load(root), root / "build")
        kinds = ("documents", "meetings", "items", "decisions", "people")
        counts[name] = {kind: result.counts[kind] for kind in kinds}
        if name == "all":
            manifest = json.loads((result.release / "manifest.json").read_text(encoding="utf-8"))
            noted = {issue["file"] for issue in manifest["issues"] if "same document as a.docx" in issue["reason"]}
            assert noted == {"a.txt", "a.pdf", "a.html", "scan.pdf"}
    assert all(one == counts["a.txt"] for one in counts.values()), counts
