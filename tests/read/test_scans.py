"""Pictures of text: recognised with tesseract, where it is installed; without it, reported with what to install."""

from __future__ import annotations

from pathlib import Path

import pytest
import read_struck
import read_typeset as typeset

from graf.read import read_files, read_lines, tesseract

LINES: list[typeset.Block] = [
    "Minnesanteckningar från mötet den 8 mars 2024", "", "1. Mötets öppnande", "",
    "Nätverket beslutade att öppna mötet och att godkänna dagordningen för året.",
    "Frågan om samverkan mellan länets kommuner bordlades till nästa möte.",
]  # fmt: skip
GARBLED = [
    str(line).translate(str.maketrans("åäö", "aao"))
    for line in (*LINES, "Natverket bestar av manga ledamoter fran alla")
]
needs_tesseract = pytest.mark.skipif(
    tesseract.missing() is not None, reason=f"needs OCR: {tesseract.missing()}"
)  # CI installs it


def scan(dpi: int = 150, seed: int = 3) -> list[object]:
    """The lines as a picture: turned a little, blurred and squeezed."""
    return [typeset.worn(image, seed, blur=0.4) for image in typeset.images(typeset.pdf(LINES), dpi)]


@needs_tesseract
def test_a_turned_picture_is_read_as_it_was_printed(tmp_path: Path) -> None:
    """A JPEG of a page gives its lines, its empty lines too, and says that it was recognised."""
    (tmp_path / "a.jpg").write_bytes(typeset.png(scan()[0], 150, "JPEG"))
    document = read_lines(tmp_path / "a.jpg")
    assert [line.text for line in document.lines] == LINES
    assert document.recognised == (1,)


@needs_tesseract
@pytest.mark.parametrize("layer", [[], [GARBLED]], ids=["none", "garbled"])
def test_a_page_without_a_good_text_layer_is_read_from_its_picture(tmp_path: Path, layer: list[list[str]]) -> None:
    """A scanned PDF is recognised where it has no text, or text that an OCR for another language made."""
    (tmp_path / "a.pdf").write_bytes(typeset.scanned(scan(), layer))
    document = read_lines(tmp_path / "a.pdf")
    assert [line.text for line in document.lines if line.text] == [line for line in LINES if line]
    assert document.recognised == (1,)


def test_a_good_text_layer_is_kept(tmp_path: Path) -> None:
    """A scanned PDF whose text is right is not recognised again."""
    (tmp_path / "a.pdf").write_bytes(typeset.scanned(scan(), [[*map(str, LINES), *map(str, LINES)]]))
    document = read_lines(tmp_path / "a.pdf")
    assert document.recognised == ()
    assert len([line for line in document.lines if line.text]) == 2 * len([line for line in LINES if line])


def test_an_english_layer_is_left_alone(tmp_path: Path) -> None:
    """A text without å, ä and ö that is not Swedish has lost none: the file is refused as English, not recognised."""
    english = [
        "The committee agreed that the report is to be sent to the board for a decision at the next meeting."
    ] * 4
    (tmp_path / "a.pdf").write_bytes(typeset.scanned(scan(), [english]))
    assert "English" in read_files([tmp_path / "a.pdf"])[1][0].reason


@needs_tesseract
def test_struck_names_in_a_scan(tmp_path: Path) -> None:
    """A line through a name is found in a picture too, and underlines and table rules are none."""
    blocks, names = read_struck.page(2)
    pdf = typeset.pdf(blocks, underline=[block for block in blocks if isinstance(block, str)])
    (tmp_path / "a.png").write_bytes(typeset.png(typeset.worn(typeset.images(pdf, 200)[0], 5), 200))
    document = read_lines(tmp_path / "a.png")
    assert {document.text[start:end] for start, end in document.struck} == names


def test_without_tesseract_the_file_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are reported with the command; a poor text layer is used, with a note; other files are read."""
    (tmp_path / "a.png").write_bytes(typeset.png(scan()[0], 150))
    (tmp_path / "b.pdf").write_bytes(typeset.scanned(scan()))
    (tmp_path / "c.pdf").write_bytes(typeset.scanned(scan(), [GARBLED]))
    (tmp_path / "d.txt").write_bytes(typeset.txt(LINES))
    monkeypatch.setenv("PATH", str(tmp_path))
    documents, issues = read_files(sorted(tmp_path.iterdir()))
    assert [document.file for document in documents] == ["c.pdf", "d.txt"]
    assert "bordlades till nästa möte" in documents[0].repaired
    assert [(issue.file, issue.kind) for issue in issues] == [
        ("a.png", "unreadable"), ("b.pdf", "unreadable"), ("c.pdf", "note"),
    ]  # fmt: skip
    assert all("apt-get install tesseract-ocr tesseract-ocr-swe" in issue.reason for issue in issues)
