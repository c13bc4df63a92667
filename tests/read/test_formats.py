"""Reading what offices have: PDF, Word, OpenDocument, web pages and Markdown, made here with a known truth."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import read_struck
import read_typeset as typeset

from graf.model import Document
from graf.read import read_files, read_lines, show

MINUTES: list[typeset.Block] = [
    "Minnesanteckningar Länschefsnätverket", "Datum: 2024-03-08", "Tid: 9-12", "",
    [["~~Gun Hjelm~~\nOlof Ek", "Mora", "Siv Palm", "Samordnare"], ["Åke Ödman", "Orsa", "~~Bo Vall~~", "Samordnare"],
     ["Eva Norén", "Säter", "Per Qvist", "Samordnare"]],
    "", "1. Mötets öppnande", "", "Länschefsnätverket beslutade", "att öppna mötet.",
]  # fmt: skip
WRITERS = {
    "a.pdf": typeset.pdf, "a.docx": typeset.docx, "a.odt": typeset.odt, "a.html": typeset.web, "a.md": typeset.markdown
}  # fmt: skip


def read(folder: Path, name: str, data: bytes) -> Document:
    """The document that reading these bytes gives."""
    (folder / name).write_bytes(data)
    return read_lines(folder / name)


def struck(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.struck]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_lines(tmp_path: Path, name: str) -> None:
    """The lines, the rows of a table and the struck names do not depend on the format."""
    document = read(tmp_path, name, WRITERS[name](MINUTES))
    assert texts(document) == "\n".join(map(typeset.plain, filter(None, MINUTES))).split("\n")
    assert struck(document) == ["Gun Hjelm", "Bo Vall"]


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_is_a_table(tmp_path: Path, name: str) -> None:
    """`graf read --format json` gives each row's cells, with what is struck in them."""
    document = read(tmp_path, name, WRITERS[name](MINUTES))
    tables = [table for page in json.loads(show(document, "json"))["pages"] for table in page["tables"]]
    rows = [[cell["text"] for cell in row] for row in tables[0] if any(cell["text"] for cell in row)]
    assert rows == [[cell.replace("~~", "").replace("\n", ", ") for cell in row] for row in MINUTES[4]]
    assert [cell["struck"] for row in tables[0] for cell in row if cell["struck"]] == [[[0, 9]], [[0, 7]]]


@pytest.mark.parametrize("seed", range(4))
def test_underlines_and_table_rules_are_no_strikes(tmp_path: Path, seed: int) -> None:
    """In a PDF only a line through the letters strikes: not one under them, and not the borders of a table."""
    blocks, names = read_struck.page(seed)
    pdf = typeset.pdf(blocks, typeset.FONTS[seed % 3], underline=[block for block in blocks if isinstance(block, str)])
    assert {name.rstrip(",") for name in struck(read(tmp_path, "a.pdf", pdf))} == names


def test_the_table_is_understood_as_attendance(tmp_path: Path) -> None:
    """Two column groups become people with their bodies; a struck name is absent, the one beside it its substitute."""
    from graf import register
    from graf.extract import extract

    document = read(tmp_path, "a.pdf", typeset.pdf(MINUTES))
    found = {one.name: one for one in extract([document], register.load(None))[0].attendance}
    assert {name for name, one in found.items() if one.status == "struck"} == {"Gun Hjelm", "Bo Vall"}
    assert found["Olof Ek"].substitutes_for == "Gun Hjelm"
    assert found["Gun Hjelm"].evidence[0].confidence > 0.9
    assert found["Siv Palm"].role == "samordnare"


def test_headers_and_footers_are_set_aside_and_kept(tmp_path: Path) -> None:
    """What stands on every page is in the rendition, marked, and no part of the text."""
    blocks: list[typeset.Block] = [f"Rad {n} i protokollet om mötet" for n in range(110)]
    pdf = typeset.pdf(blocks, header="Region Exempel, avdelningen för möten", footer="Sida {page} (3)")
    document = read(tmp_path, "a.pdf", pdf)
    aside = {line.text for line in document.lines if line.aside}
    assert aside == {"Region Exempel, avdelningen för möten", "Sida 1 (3)", "Sida 2 (3)", "Sida 3 (3)"}
    assert [line.text for line in document.lines if line.text and not line.aside] == blocks
    assert {line.page for line in document.lines} == {1, 2, 3}
    assert all(line.box for line in document.lines if line.text)
    word = read(tmp_path, "a.docx", typeset.docx(blocks[:3], header="Region Exempel", footer="Falun"))
    assert [line.text for line in word.lines if line.aside and line.text] == ["Region Exempel", "Falun"]


def _word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A DOCX by hand, for what python-docx cannot write."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", f"<w:numbering {space}>{numbering}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {space}>{styles}</w:styles>")
    return file.getvalue()


def test_word_strikes_by_style_and_deletions(tmp_path: Path) -> None:
    """Struck by a character's style or by two lines, or deleted with changes tracked: all are struck."""
    styles = '<w:style w:type="character" w:styleId="X"><w:rPr><w:strike/></w:rPr></w:style>'
    styles += '<w:style w:type="character" w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Närvarande: </w:t></w:r><w:r><w:rPr><w:rStyle w:val="Y"/></w:rPr>'
        '<w:t>Gun Ek</w:t></w:r><w:r><w:t>, </w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>Bo Vall</w:t></w:r>'
        '<w:del><w:r><w:delText>, Siv Palm</w:delText></w:r></w:del><w:ins><w:r><w:t>, Eva Hjelm</w:t></w:r></w:ins>'
        '<w:r><w:rPr><w:rStyle w:val="X"/><w:strike w:val="0"/></w:rPr><w:t>, Åke Ås</w:t></w:r></w:p>'
    )  # fmt: skip
    document = read(tmp_path, "a.docx", _word(body, styles=styles))
    assert texts(document) == ["Närvarande: Gun Ek, Bo Vall, Siv Palm, Eva Hjelm, Åke Ås"]
    assert struck(document) == ["Gun Ek", "Bo Vall, Siv Palm"] or struck(document) == [
        "Gun Ek",
        "Bo Vall",
        ", Siv Palm",
    ]


def test_word_numbers_its_items_itself(tmp_path: Path) -> None:
    """Numbers that Word prints and does not store stand before their headings, as deep as they go."""

    def level(number: int, form: str, text: str) -> str:
        return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'

    def item(number: int, text: str) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{place}<w:r><w:t>{text}</w:t></w:r></w:p>"

    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}'
    numbering += '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = item(0, "Mötets öppnande") + item(0, "Budget") + item(1, "Läget") + item(1, "Prognos") + item(0, "Övrigt")
    document = read(tmp_path, "a.docx", _word(body, numbering))
    assert texts(document) == ["1. Mötets öppnande", "2. Budget", "a) Läget", "b) Prognos", "3. Övrigt"]


def test_web_pages_keep_lists_and_encodings(tmp_path: Path) -> None:
    """Numbered lists have their numbers, script and hidden text are left out, Latin-1 is read as it says."""
    source = (
        '<html><head><meta charset="iso-8859-1"><style>.bort {text-decoration: line-through}</style></head><body>'
        '<h1>Möte</h1><ol start="4"><li>Läget</li><li>Över&shy;enskommelse</li></ol><p hidden>Dold</p>'
        '<script>var x = 1;</script><p>Närvarande: <span class="bort">Gun Ek</span>, <del>Bo Ås</del></p></body></html>'
    )  # fmt: skip
    document = read(tmp_path, "a.html", source.encode("latin-1"))
    assert texts(document) == ["Möte", "4. Läget", "5. Överenskommelse", "Närvarande: Gun Ek, Bo Ås"]
    assert struck(document) == ["Gun Ek", "Bo Ås"]


def test_soft_hyphens_and_parted_accents_are_mended(tmp_path: Path) -> None:
    """The text is as a reader sees it, the rendition as the file has it, and positions lead from one to the other."""
    document = read(tmp_path, "a.txt", "Sam\u00adverkan i Mora\u0308n\nkom\u00ad\nmun N\u0336i\u0336\n".encode())
    assert [line.text for line in document.lines] == ["Samverkan i Morän", "kom-", "mun Ni"]
    start = document.repaired.index("Morän")
    assert document.text[slice(*document.original_span(start, start + 5))] == "Mora\u0308n"
    assert struck(document) == ["N\u0336i\u0336"]


def test_repair_counts_from_the_file_after_mending(tmp_path: Path) -> None:
    """Where both are needed, a repaired word still leads to the passage of the file that it stands for."""
    line = "Motet 6ppnas av ordféranden och dagord\u00adningen godkanns av namnden som beslutar om arendet.\n"
    (tmp_path / "a.txt").write_text(line * 4, encoding="utf-8")
    document = read_files([tmp_path / "a.txt"])[0][0]
    assert document.repairs
    for repair in document.repairs:
        start, end = document.original_span(repair.start, repair.end)
        if repair.end > repair.start:
            assert document.text[start:end] == repair.original
    assert "ordföranden och dagordningen godkänns" in document.lines[3].text


def test_what_was_read_can_be_seen(tmp_path: Path) -> None:
    """`graf read` shows pages, strikes, repairs and what was set aside."""
    blocks: list[typeset.Block] = ["~~Gun Ek~~ var inte här", *(f"Rad {n} om mötet" for n in range(60))]
    shown = show(read(tmp_path, "a.pdf", typeset.pdf(blocks, header="Region Exempel i Dalarna")), "marked")
    assert "── page 2 ──" in shown
    assert "~~Gun Ek~~ var inte här" in shown
    assert "¦ Region Exempel i Dalarna" in shown


def test_json_says_where_things_stand(tmp_path: Path) -> None:
    """Each line has its text, how it stood, what is struck and what was repaired."""
    document = read(tmp_path, "a.pdf", typeset.pdf(["Närvarande: ~~Gun Ek~~, Bo Ås"]))
    line: dict[str, Any] = json.loads(show(document, "json"))["pages"][0]["lines"][0]
    assert line["text"] == line["original"] == "Närvarande: Gun Ek, Bo Ås"
    assert [line["text"][start:end] for start, end in line["struck"]] in (["Gun Ek"], ["Gun Ek,"])
    assert line["repairs"] == []
