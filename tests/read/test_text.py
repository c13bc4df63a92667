"""Bytes → text rendition: encodings, line ends, numbered lines, pages, and refusals with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graf.read import Unreadable, read_lines
from graf.read.text import MARK, decode, number, pages

SWEDISH = "Mötet öppnas\nNärvarande: Åsa Ek\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    """The same minutes saved by any usual program read the same."""
    assert decode(SWEDISH.encode(encoding)) == SWEDISH


def test_cp1252_keeps_its_dashes_and_quotes() -> None:
    """Windows' own punctuation is text, not control characters."""
    assert decode("Beslut – ”vård” på gång".encode("cp1252")) == "Beslut – ”vård” på gång"


def test_utf8_mark_stays_in_the_rendition_only(tmp_path: Path) -> None:
    """Positions count the byte order mark, as Python's read_text does, but no word begins with it."""
    path = tmp_path / "a.txt"
    path.write_text(SWEDISH, encoding="utf-8-sig")
    document = read_lines(path)
    assert document.text == path.read_text("utf-8") == MARK + SWEDISH
    assert document.repaired == SWEDISH
    assert document.lines[0].text == "Mötet öppnas"
    assert document.original_span(0, 5) == (1, 6)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_are_as_read_text_gives_them(tmp_path: Path, end: str) -> None:
    """Positions equal those of the text that Python reads from the file."""
    path = tmp_path / "a.txt"
    path.write_bytes(SWEDISH.replace("\n", end).encode())
    assert read_lines(path).text == path.read_text("utf-8")


def test_lines_are_kept_and_numbered_from_one() -> None:
    """Every line is kept, empty ones and letterhead too, and a position leads to its line."""
    lines = number("Brevhuvud\n\n  1. Inledning", "Brevhuvud\n\n  1. Inledning")
    assert [(line.number, line.start, line.original) for line in lines] == [
        (1, 0, "Brevhuvud"),
        (2, 10, ""),
        (3, 11, "  1. Inledning"),
    ]


@given(st.text(alphabet="aå \n\f", max_size=80))
def test_lines_join_to_the_rendition(text: str) -> None:
    """No character is lost or moved by cutting into lines, and pages never go back."""
    lines = number(text, text)
    assert "\n".join(line.original for line in lines) == text.removesuffix("\n")
    assert all(text[line.start : line.start + len(line.original)] == line.original for line in lines)
    assert [line.page for line in lines] == sorted(line.page for line in lines)


def test_form_feed_starts_a_page() -> None:
    """A form feed at a line's start puts that line on the next page; at its end, the line after."""
    assert pages(["ett", "\ftvå", "tre", "fyra\f", "fem"]) == [1, 2, 2, 2, 3]


def test_one_leading_space_is_what_is_left_of_a_form_feed() -> None:
    """Where few lines begin with one space, each of them begins a page; the document's first line does not."""
    lines = [" Rubrik"] + ["text"] * 30 + [" Ny sida"] + ["text"] * 20
    assert pages(lines)[30:32] == [1, 2]
    assert pages(lines)[0] == 1


def test_indented_text_is_on_one_page() -> None:
    """One leading space on many lines is layout, and more than one space is an indent."""
    assert set(pages([" text", "text"] * 20)) == {1}
    assert set(pages(["text"] * 30 + ["  indrag"])) == {1}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\x0c\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "binary"),
        ("Mötet öppnas med ett tecken: \x07".encode(), "binary"),
        (b"\xff\xfeM\x00\xf6", "decoded"),
        ("Närvarande åäö".encode() + b" \xff\x81\x8d \xc3", "encoding"),
        (b"--- 123 ---\n", "no words"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    """A person learns why a file was not read."""
    with pytest.raises(Unreadable, match=reason):
        decode(data)
