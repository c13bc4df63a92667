"""The published documents against what two readers annotated, with and without a register, names kept and exchanged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graf import register as registers
from graf.extract import extract
from graf.extract.output import minutes_json, network_json
from graf.model import Document, Register
from graf.read import read_files
from graf.resolve import resolve

from .exchange import exchanged

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests/gold"
REVIEWED = Path(__file__).parent / "reviewed"
MINUTES = ROOT / "data/dalarna/minutes"


def _write(documents: list[Document], register: Register, out: Path) -> None:
    out.mkdir()
    resolved = resolve(extract(documents, register), documents, register)
    (out / "network.json").write_text(json.dumps(network_json(resolved.network), ensure_ascii=False), "utf-8")
    for one in resolved.minutes:
        text = json.dumps(minutes_json(one), ensure_ascii=False)
        (out / f"{Path(one.file).stem}.json").write_text(text, "utf-8")


def _score(gold: Path, found: Path, texts: Path) -> dict[str, Any]:
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(found), "--texts", str(texts), "--json"]
    rows: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return rows


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The five published documents, read with the dataset's register."""
    found, issues = read_files(sorted(MINUTES.glob("*.txt")), registers.load(MINUTES.parent / "register"))
    assert not issues
    return found


def _holds(rows: dict[str, Any]) -> None:
    assert rows["evidence"]["f1"] == 1.0
    assert rows["ALL"]["f1"] >= 0.97, rows["ALL"]
    assert rows["ALL"]["precision"] >= 0.98, rows["ALL"]
    low = {name: row for name, row in rows.items() if row["gold"] >= 5 and row["f1"] < 0.9}
    assert not low, low


def test_gold(documents: list[Document], tmp_path: Path) -> None:
    """What is extracted is what two readers found, each fact with a quote that stands where it says."""
    _write(documents, registers.load(MINUTES.parent / "register"), tmp_path / "out")
    _holds(_score(GOLD, tmp_path / "out", MINUTES))


def test_gold_with_an_empty_register(documents: list[Document], tmp_path: Path) -> None:
    """The register settles names; it is never needed to find a fact."""
    plain, issues = read_files(sorted(MINUTES.glob("*.txt")))
    assert not issues
    _write(plain, registers.load(None), tmp_path / "out")
    _holds(_score(GOLD, tmp_path / "out", MINUTES))


def test_gold_with_everyone_and_everywhere_exchanged(documents: list[Document], tmp_path: Path) -> None:
    """Other people, another county, other years: the same facts. Nothing rests on a name that graf has seen before."""
    folder = exchanged(GOLD, {one.file: one.repaired for one in documents}, tmp_path / "exchanged")
    found, issues = read_files(sorted((folder / "texts").glob("*.txt")))
    assert not issues
    _write(found, registers.load(None), tmp_path / "out")
    _holds(_score(folder / "gold", tmp_path / "out", folder / "texts"))


def test_the_documents_without_gold_and_their_network(documents: list[Document], tmp_path: Path) -> None:
    """The other two published documents, and what ties all five: every fact was read against the text by one reader."""
    _write(documents, registers.load(MINUTES.parent / "register"), tmp_path / "out")
    rows = _score(REVIEWED, tmp_path / "out", MINUTES)
    assert {name: row for name, row in rows.items() if row["f1"] < 0.98} == {}


def test_order_of_files_does_not_matter(documents: list[Document]) -> None:
    """The same folder listed in another order gives the same facts and the same keys."""
    register = registers.load(MINUTES.parent / "register")
    one = resolve(extract(documents, register), documents, register)
    other = resolve(extract(documents[::-1], register), documents[::-1], register)
    assert {m.file: m for m in one.minutes} == {m.file: m for m in other.minutes}
    assert one.network.people == other.network.people
    assert one.network.matters == other.network.matters
