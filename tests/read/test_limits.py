"""Files that are damaged, locked or made to do harm: each is reported, and the next one is read."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from itertools import takewhile
from pathlib import Path

import pytest
import read_typeset as typeset

from graf import cli, starter
from graf.issues import Issue
from graf.read import Limits, read_files

PDF = typeset.pdf(["Protokoll från mötet den 8 mars", "Mötet öppnas av ordföranden."])
WORD = typeset.docx(["Protokoll från mötet den 8 mars", "Mötet öppnas av ordföranden."])
TIGHT = Limits(pages=3, unpacked=2_000_000, seconds=20)


def refused(folder: Path, limits: Limits = TIGHT, **files: bytes) -> list[str]:
    """The reasons why the files are not read; a good one after them always is."""
    paths = []
    for name, data in (*files.items(), ("bra_docx", WORD)):
        stem, _, suffix = name.rpartition("_")
        paths.append(folder / f"{stem}.{suffix}")
        paths[-1].write_bytes(data)
    documents, issues = read_files(paths, limits=limits)
    assert [document.file for document in documents] == ["bra.docx"]
    assert [issue.file for issue in issues] == [path.name for path in paths[:-1]]
    assert all(isinstance(issue, Issue) and issue.kind == "unreadable" for issue in issues)
    return [issue.reason for issue in issues]


def _archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


LOCKED = b'<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


def _word(body: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = (
        f'{before}<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    )
    return _archive(word__document_xml=text.encode())


def _open(body: str, before: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    text = f"<office:text>{body}</office:text>"
    return _archive(content_xml=f"{before}<office:x {spaces}><office:body>{text}</office:body></office:x>".encode())


def _locked() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    page = canvas.Canvas(file, encrypt=StandardEncryption("hemligt"))
    page.drawString(60, 700, "Protokoll")
    page.save()
    return file.getvalue()


def test_damaged_files_are_named(tmp_path: Path) -> None:
    """Cut off, empty, of another kind, or an archive without a document: a sentence each, no traceback."""
    reasons = refused(
        tmp_path, kapad_pdf=PDF[:300], tom_pdf=b"", text_pdf=b"Protokoll", kapad_docx=WORD[:2000],
        annat_docx=_archive(word__annat_xml=b"<x/>"), trasig_docx=_archive(word__document_xml=b"<w:document"),
        ole_docx=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), fel_odt=PDF, bild_png=b"\x89PNG\r\n",
    )  # fmt: skip
    words = ("damaged", "empty", "no PDF", "damaged", "another kind", "not XML", "encrypted", "damaged", "picture")
    for reason, word in zip(reasons, words, strict=True):
        assert word in reason
    assert not any(str(tmp_path) in reason for reason in reasons)


def test_locked_files_are_named(tmp_path: Path) -> None:
    """A PDF or an OpenDocument with a password says what to do about it."""
    inside, whole = _archive(content_xml=b"?", **{"META-INF__manifest_xml": LOCKED}), io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("encrypted-package", b"?")
    for reason in refused(tmp_path, hemlig_pdf=_locked(), a_odt=inside, b_odt=whole.getvalue()):
        assert "without a password" in reason


def test_bombs_do_not_go_off(tmp_path: Path) -> None:
    """What unpacks to far more than it weighs, or refers to itself without end, is stopped while it unpacks."""
    bomb = _archive(word__document_xml=b"<a>" + b" " * 30_000_000 + b"</a>")
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a9;</x>'.encode()
    reasons = refused(tmp_path, bomb_docx=bomb, skratt_docx=_archive(word__document_xml=laughs))
    assert "unpacks to more than" in reasons[0]
    assert reasons[1]


def test_too_many_pages_and_objects_are_counted_not_read(tmp_path: Path) -> None:
    """A PDF beyond the limit of pages, or with a page of countless lines, is refused with the number."""
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    page = canvas.Canvas(file)
    for n in range(101_000):
        page.line(n % 500, 10, n % 500, 20)
    page.save()
    long = typeset.pdf([f"Rad {n}" for n in range(250)])
    reasons = refused(tmp_path, lang_pdf=long, ritning_pdf=file.getvalue())
    assert "pages" in reasons[0]
    assert "objects" in reasons[1]


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalogue; readers find them without a table."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_promises_of_size_are_not_believed(tmp_path: Path) -> None:
    """A hundred thousand pages that are one, 60,000 × 60,000 pixels and a stream of gigabytes cost next to nothing."""
    packed = zlib.compress(zlib.compress(b" " * 400_000_000, 1), 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    stream = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    many = _pdf(root, b"<</Type/Pages/Count 100000/Kids[%s]>>" % (b"3 0 R " * 100_000), page, b"<<>>")
    deep = _pdf(root, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream)
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunks = (head, b"IDAT" + zlib.compress(bytes(100)), b"IEND")
    wide = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks
    )
    limits = Limits(memory=400_000_000, seconds=30)
    reasons = refused(tmp_path, limits, manga_pdf=many, djup_pdf=deep, bred_png=wide)
    assert "100,000 pages" in reasons[0]
    assert "memory" in reasons[1]
    assert "pixels" in reasons[2]


def test_a_parser_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    """A file that keeps its parser busy costs its seconds, and no more."""
    busy = b"<html><body>" + b"<p>ord</p>" * 900_000 + b"</body></html>"
    (tmp_path / "a.html").write_bytes(busy)
    _, issues = read_files([tmp_path / "a.html"], limits=Limits(seconds=0.5))
    assert "seconds" in issues[0].reason


def test_a_parser_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parser's process ends, the file is reported and the next is read by a new one."""
    from graf.read import apart

    real = apart.Parser._answer
    calls: list[int] = []

    def die(self: apart.Parser, process: apart.subprocess.Popen[bytes]) -> object:
        calls.append(1)
        if len(calls) == 1:
            process.kill()
        return real(self, process)

    monkeypatch.setattr(apart.Parser, "_answer", die)
    assert "SIGKILL" in refused(tmp_path, a_pdf=PDF)[0]


def test_memory_is_bounded(tmp_path: Path) -> None:
    """A file that needs more memory than it may have is reported."""
    big = b"<html><body>" + b"<b>o</b>" * 3_000_000 + b"</body></html>"
    (tmp_path / "a.html").write_bytes(big)
    _, issues = read_files([tmp_path / "a.html"], limits=Limits(memory=400_000_000))
    assert len(issues) == 1


def test_a_dataset_s_limits_hold_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`graf read` and `graf extract` of a dataset read as much of a file as its [read] says; `graf init` shows how."""
    folder = tmp_path / "prov"
    starter.create(folder)
    settings = folder / "dataset.toml"
    shown = [line.removeprefix("# ") for line in settings.read_text("utf-8").splitlines()]
    below = takewhile(lambda line: "=" in line, shown[shown.index("[read]") + 1 :])
    limits = "\n".join(["[read]", *below]).replace("2000", "1")
    settings.write_text(settings.read_text("utf-8") + limits, encoding="utf-8")
    file = tmp_path / "lang.pdf"
    file.write_bytes(typeset.pdf([f"Rad {number} av protokollet från mötet" for number in range(120)]))
    for command in ("read", "extract"):
        assert cli.run([command, str(file)]) == 0
        capsys.readouterr()
        assert cli.run([command, str(file), "--dataset", str(folder)]) == 1
        assert "pages" in capsys.readouterr().err


def test_entities_neither_fetch_nor_hide_text(tmp_path: Path) -> None:
    """A Word or OpenDocument file with entities of its own is reported: what they stand for could not be read."""
    own = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    words = "Mötet öppnas av &e; ordföranden"
    for reason in refused(tmp_path, a_docx=_word(words, own), b_odt=_open(f"<text:p>{words}</text:p>", own)):
        assert "entities" in reason


def test_numbers_that_are_none_do_not_stop_a_file(tmp_path: Path) -> None:
    """A file whose counts are no numbers, or beyond all measure, is read; a deleted passage stands once, however often
    it is named."""
    deleted = "<text:deletion><text:p>Struket</text:p></text:deletion>"
    deleted = f'<text:changed-region text:id="a">{deleted}</text:changed-region>'
    spaces = '<text:s text:c="x"/><text:s text:c="999999999999"/>'
    body = f"<text:tracked-changes>{deleted}</text:tracked-changes>"
    here = '<text:change text:change-id="a"/>' * 5000
    body += f"<text:p>Mötet{spaces}öppnas {here}</text:p>"
    (tmp_path / "a.odt").write_bytes(_open(body))
    (tmp_path / "b.html").write_text("<ol start='9'>" + "<li>Mötet öppnas av ordföranden" * 20_000, encoding="utf-8")
    (first, second), issues = read_files([tmp_path / "a.odt", tmp_path / "b.html"])
    assert (issues, first.text) == ([], "Mötet  öppnas Struket\n")
    assert second.lines[0].text.startswith("9. Mötet")
    assert second.lines[-1].text.startswith("20008. ")


def test_long_texts_and_lines_are_reported(tmp_path: Path) -> None:
    """No text holds the rules up that look at its lines: neither a line without end nor lines without number."""
    long = "Mötet öppnas av ordföranden. " * 4000
    reasons = refused(
        tmp_path, a_txt=long.encode(), b_txt=b"Motet\n" * 1_000_001, c_docx=_word(long), d_md=f"# {long}".encode(),
    )  # fmt: skip
    for reason, what in zip(reasons, ("line 1 has", "too long", "line 1 has", "line 1 has"), strict=True):
        assert what in reason


def test_a_word_without_end_is_no_word(tmp_path: Path) -> None:
    """Letters that make no word are not looked up place by place: what would take hours is read in a moment."""
    (tmp_path / "a.txt").write_text("a" * 90_000 + "\nMotet oppnas av ordforanden " * 30, encoding="utf-8")
    (document,), _ = read_files([tmp_path / "a.txt"])
    assert document.lines[0].text == "a" * 90_000


def test_what_lies_too_deep_is_said(tmp_path: Path) -> None:
    """A web page's text inside hundreds of elements is left out, and a note says so."""
    deep = "<div>" * 230 + "Djupt" + "</div>" * 230
    (tmp_path / "a.html").write_text(f"<html><body><p>Mötet öppnas av ordföranden</p>{deep}</body></html>", "utf-8")
    (document,), (issue,) = read_files([tmp_path / "a.html"])
    assert ("Djupt" in document.text, issue.kind) == (False, "note")
    assert "elements deep" in issue.reason


@pytest.mark.parametrize("name", ["a\nb.txt", "\u202etxt.exe.txt", "\x1b[31m.txt", "\udcff.txt"])
def test_names_that_cannot_be_shown_are_refused(tmp_path: Path, name: str) -> None:
    """A name that would turn a terminal's or a page's line about, or is no UTF-8, is reported escaped."""
    (tmp_path / name).write_text("Mötet öppnas av ordföranden\n", encoding="utf-8")
    documents, (issue,) = read_files([tmp_path / name])
    assert documents == []
    assert "rename" in issue.reason
    assert str(issue).isprintable()


def test_marks_that_nobody_sees_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of millions of marks of no width takes no memory for each: it is reported, and those of few are read."""
    monkeypatch.setattr(sys.modules["graf.read.mend"], "MOST", 5000)
    few, many = tmp_path / "a.txt", tmp_path / "b.txt"
    few.write_text("Mö\u200btet är det som av\n" * 5000, "utf-8")
    many.write_text("Mö\u200btet är det som av\n" * 5001, "utf-8")
    documents, issues = read_files([few, many])
    assert [document.repaired[:9] for document in documents] == ["Mötet är "]
    assert [issue.file for issue in issues] == ["b.txt"]
    assert "more than 5,000 marks" in issues[0].reason
