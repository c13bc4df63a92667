"""Reading several files: one that cannot be read never stops the others, and each says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graf.issues import Issue, UsageError
from graf.model import Body, Register
from graf.read import read_files, read_lines, show

CLEAN = "Protokoll\nMötet öppnas av ordföranden Åsa Gröndahl, och dagordningen godkänns av nämnden.\n"
OCR = "Protokoll\nMotet 6ppnas av ordféranden Asa Gréndahl, och dagordningen godkanns av namnden.\n"
ENGLISH = (
    "Minutes of the meeting\nThe chair opened the meeting and the committee agreed that the report is to be sent to "
    "the board, which will decide on it at the next meeting. It was noted that there were no other questions.\n"
)
DANISH = (
    "Referat af mødet\nFormanden åbnede mødet og udvalget besluttede at sende sagen til bestyrelsen, som skal tage "
    "stilling til den ved det næste møde. Der blev ikke stillet andre spørgsmål af de fremmødte.\n"
)
NORWEGIAN = (
    "Referat fra møtet\nLederen åpnet møtet og utvalget vedtok å sende saken til styret, som skal ta stilling til den "
    "på neste møte. Det ble ikke stilt andre spørsmål av de frammøtte etter at saken var lagt fram for dem.\n"
)


def _write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / f"{name}.txt"
        path.write_text(content, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.mark.parametrize(("content", "language"), [(ENGLISH, "English"), (DANISH, "Danish"), (NORWEGIAN, "Norwegian")])
def test_another_language_is_named(tmp_path: Path, content: str, language: str) -> None:
    """A text that is not Swedish is refused by name, and the Swedish one beside it is read."""
    documents, issues = read_files(_write(tmp_path, a=content, b=CLEAN))
    assert [document.file for document in documents] == ["b.txt"]
    assert [(issue.file, issue.kind) for issue in issues] == [("a.txt", "unreadable")]
    assert language in issues[0].reason


def test_refusals_name_file_and_reason(tmp_path: Path) -> None:
    """A missing file, a folder, a wrong kind and an empty one are each an issue of their own."""
    (tmp_path / "mapp.txt").mkdir()
    (tmp_path / "tom.txt").touch()
    (tmp_path / "film.mp4").write_bytes(b"\x00\x00\x00\x18ftyp")
    names = ("saknas.txt", "mapp.txt", "film.mp4", "tom.txt")
    documents, issues = read_files([*(tmp_path / name for name in names), *_write(tmp_path, ok=CLEAN)])
    assert [document.file for document in documents] == ["ok.txt"]
    assert tuple(issue.file for issue in issues) == names
    for issue, word in zip(issues, ("no such file", "folder", "‘.mp4’ is not read", "empty"), strict=True):
        assert word in issue.reason


def test_permission_denied_is_an_issue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that this user may not read is reported, not raised (root may read all, so the refusal is played)."""

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    paths = _write(tmp_path, a=CLEAN)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "permission" in read_files(paths)[1][0].reason


def test_a_file_far_too_large_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistaken file of gigabytes does not fill the memory."""
    monkeypatch.setattr("graf.read.CHARACTERS", 20)
    assert "too large" in read_files(_write(tmp_path, a=CLEAN))[1][0].reason


def test_clean_text_is_never_touched(tmp_path: Path) -> None:
    """A document with its å, ä and ö is byte-identical after reading, garbled words in it included."""
    content = CLEAN + "Ett citat: motet 6ppnas.\n"
    (document,), _ = read_files(_write(tmp_path, a=content))
    assert document.repaired == document.text == content
    assert document.repairs == ()


def test_other_documents_and_the_register_lend_their_names(tmp_path: Path) -> None:
    """A name that only a clean document or the register spells out is read right in a garbled one."""
    content = "Narvarande vid motet var Stina Torngard, och drendet gick till Namnden for Smavag.\n" * 2
    clean = CLEAN + "Närvarande vid mötet var också Stina Törngård, som är ledamot i nämnden.\n"
    register = Register(bodies=(Body("Smavåg", "Nämnden för Smavåg", "committee"),))
    documents, _ = read_files(_write(tmp_path, a=content, b=clean), register)
    assert "Stina Törngård" in documents[0].repaired
    assert "Nämnden för Smavåg" in documents[0].repaired


def test_repairs_map_onto_the_file(tmp_path: Path) -> None:
    """Every repair quotes the file at its original place, and lines and their number stay."""
    (document,), _ = read_files(_write(tmp_path, a=OCR))
    assert document.repaired == CLEAN
    assert len(document.lines) == 2
    for repair in document.repairs:
        assert document.original_span(repair.start, repair.end) == (repair.original_start, repair.original_end)
        assert document.text[repair.original_start : repair.original_end] == repair.original


def test_show_keeps_lines_and_counts_repairs_in_the_line(tmp_path: Path) -> None:
    """`graf read` prints every line; its JSON tells for each word what stood there, by its place in the line."""
    (document,), _ = read_files(_write(tmp_path, a=OCR))
    assert show(document) == CLEAN
    page = json.loads(show(document, "json"))["pages"][0]
    assert page["number"] == 1
    line = page["lines"][1]
    first = line["repairs"][0]
    assert line["text"][first["start"] : first["end"]] == "Mötet"
    assert first["original"] == "Motet"
    assert line["original"] == OCR.splitlines()[1]
    assert (line["struck"], page["lines"][0]["repairs"], json.loads(show(document, "json"))["pages"][0]["tables"]) == (
        [],
        [],
        [],
    )


def test_read_lines_repairs_nothing(tmp_path: Path) -> None:
    """The raw reading is the file's own text."""
    (path,) = _write(tmp_path, a=OCR)
    assert read_lines(path).repaired == OCR


def test_progress_names_each_file(tmp_path: Path) -> None:
    """Whoever waits sees which file is being read."""
    seen: list[str] = []
    read_files(_write(tmp_path, a=CLEAN, b=CLEAN), progress=seen.append)
    assert seen == ["a.txt", "b.txt"]


def test_issues_and_usage_errors_name_their_place() -> None:
    """A message begins with file and line, so that an editor can jump there."""
    assert str(Issue("a.txt", "note", "no date", line=3)) == "a.txt:3: no date"
    assert str(Issue("a.txt", "note", "no date")) == "a.txt: no date"
    assert str(UsageError("dataset.toml", 2, "expected a title", "Add title.sv.")) == (
        "dataset.toml:2: expected a title\nAdd title.sv."
    )
