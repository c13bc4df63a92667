"""DOCX → lines: paragraphs with their automatic numbers, tables, struck and deleted text, headers and footers.

After ECMA-376, Office Open XML, part 1 (WordprocessingML). Pages are those that Word last laid out, where it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from graf.read.archive import Archive, opened
from graf.read.limits import Limits
from graf.read.sheet import Entry, Run, Sheet, cell, row
from graf.read.word_numbers import Numbers
from graf.read.word_styles import Styles, W, on

MAIN = "word/document.xml"
_SKIP = {f"{W}{name}" for name in ("instrText", "delInstrText", "footnoteReference", "commentReference", "rPr", "pPr")}
_TEXT = {f"{W}t", f"{W}delText"}
_SIGNS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", f"{W}cr": "\n"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
APART = 80  # twentieths of a point between paragraphs: from here on, there is an empty line


def read_docx(path: Path, limits: Limits) -> Sheet:
    """The lines of a Word document. Raises `Unreadable` where it is encrypted, damaged or beyond the limits."""
    with opened(path, limits, MAIN) as archive:
        root = archive.xml(MAIN)
        assert root is not None
        reader = _Reader(Styles(archive.xml("word/styles.xml")), Numbers(archive.xml("word/numbering.xml")))
        for part in _edges(archive, "header"):
            reader.aside(part)
        body = root.find(f"{W}body")
        reader.blocks(body if body is not None else root)
        for part in _edges(archive, "footer"):
            reader.aside(part)
    return Sheet(reader.entries)


def _edges(archive: Archive, kind: str) -> Iterator[etree._Element]:
    for name in sorted(archive.names):
        if name.startswith(f"word/{kind}") and name.endswith(".xml"):
            part = archive.xml(name)
            if part is not None:
                yield part


class _Reader:
    """Walks through blocks in order; knows the page and the number of the next table."""

    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles, self._numbers = styles, numbers
        self.entries: list[Entry] = []
        self._page, self._table = 1, 0
        self._after = 0
        self._style: str | None = None

    def aside(self, part: etree._Element) -> None:
        """A header or footer: its lines are kept, and set aside."""
        start, page = len(self.entries), self._page
        self.blocks(part)
        for entry in self.entries[start:]:
            entry.aside = True
        self._page, self._after = page, 0

    def blocks(self, parent: etree._Element) -> None:
        for block in parent:
            if block.tag == f"{W}p":
                self._paragraph(block)
            elif block.tag == f"{W}tbl":
                self._rows(block)
            elif block.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", *_DELETED):
                self.blocks(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of(properties)
        before, after, together = self._styles.spacing(properties, style)
        if on(properties, "pageBreakBefore"):
            self._page += 1
        near = together and style == self._style
        if self.entries and not near and max(before, self._after) >= APART and self.entries[-1].text:
            self.entries.append(Entry("", self._page))
        boxes: list[etree._Element] = []
        lines = self._lines(paragraph, style, boxes)
        label = self._numbers.label(*self._styles.numbering(properties, style))
        if label and any(line.text.strip() for line, _ in lines):
            numbered = Run(label + " ")
            numbered.join(lines[0][0])
            lines[0] = (numbered, lines[0][1])
        for line, page in lines:
            self._put(line, page)
        self._page = lines[-1][1]
        self._after, self._style = (0 if near else after), style
        for box in boxes:
            self.blocks(box)

    def _put(self, line: Run, page: int) -> None:
        text = line.text.rstrip()
        spans = [(a, min(b, len(text))) for a, b in line.struck if a < len(text)]
        self.entries.append(Entry(text, page, spans))

    def _lines(
        self, paragraph: etree._Element, style: str | None, boxes: list[etree._Element]
    ) -> list[tuple[Run, int]]:
        """A paragraph's lines, parted at its own breaks, each with the page that it begins on."""
        lines = [(Run(), self._page)]
        page = self._page
        for element, struck in self._pieces(paragraph, style, False, boxes):
            tag = element.tag
            if tag in _TEXT:
                lines[-1][0].add(element.text or "", struck)
            elif tag in _SIGNS and tag != f"{W}cr":
                lines[-1][0].add(_SIGNS[tag], struck)
            elif tag == f"{W}lastRenderedPageBreak" or (tag == f"{W}br" and element.get(f"{W}type") == "page"):
                page += 1
                if lines[-1][0].text.strip():
                    lines.append((Run(), page))
                else:
                    lines[-1] = (lines[-1][0], page)
            elif tag in (f"{W}br", f"{W}cr"):
                lines.append((Run(), page))
        return lines

    def _pieces(
        self, parent: etree._Element, style: str | None, struck: bool, boxes: list[etree._Element]
    ) -> Iterator[tuple[etree._Element, bool]]:
        """The text and breaks of a paragraph in order; those inside text boxes are put by."""
        for child in parent:
            tag = child.tag
            if tag in _SKIP or tag == _FALLBACK or not isinstance(tag, str):
                continue
            if tag == _BOX:
                boxes.append(child)
            elif tag in _TEXT or tag in _SIGNS or tag in (f"{W}br", f"{W}lastRenderedPageBreak"):
                yield child, struck
            elif tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                if not self._styles.hidden(properties):
                    yield from self._pieces(child, style, struck or self._styles.struck(properties, style), boxes)
            else:
                yield from self._pieces(child, style, struck or tag in _DELETED, boxes)

    def _rows(self, table: etree._Element) -> None:
        number = self._table
        self._table += 1
        if self.entries and self.entries[-1].text and self._after >= APART:
            self.entries.append(Entry("", self._page))
        for line in table.iter(f"{W}tr"):
            if next(line.iterancestors(f"{W}tbl")) is not table:
                continue  # a table inside a cell: its text is the cell's
            cells = []
            for place in line.iter(f"{W}tc"):
                if next(place.iterancestors(f"{W}tr")) is line:
                    cells.append(cell(self._cell(place)))
            if cells:
                self.entries.append(row(cells, self._page, number))
        self._after, self._style = APART, None

    def _cell(self, place: etree._Element) -> Iterator[Run]:
        for paragraph in place.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            style = self._styles.of(properties)
            label = self._numbers.label(*self._styles.numbering(properties, style))
            lines = self._lines(paragraph, style, [])
            self._page = lines[-1][1]
            for index, (line, _) in enumerate(lines):
                numbered = Run(f"{label} " if label and index == 0 and line.text.strip() else "")
                numbered.join(line)
                yield numbered
