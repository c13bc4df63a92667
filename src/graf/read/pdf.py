"""PDF → its pages' words, by pdfium; from them and the rules (`drawings`) lines, tables and strikes. Pages that are
pictures go to OCR.

pdfium is called as the C library that it is: one call for a page's text, two for each word's box.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from graf.read.drawings import MAX_OBJECTS, Frame, drawn, too_many
from graf.read.furniture import set_aside
from graf.read.limits import Limits
from graf.read.page import read_page
from graf.read.sheet import AGAIN, Entry, Sheet, Unreadable, allow
from graf.read.strikes import Rule, Word

if TYPE_CHECKING:
    from graf.read.picture import Picture

MAX_CHARACTERS = 200_000  # on one page
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_ERRORS = {
    2: f"the file cannot be opened: {AGAIN}",
    3: f"the file is damaged, or no PDF: {AGAIN}",
    4: "the file is encrypted: save it without a password",
    5: "the file is encrypted in a way that is not known: save it without a password",
}


def read_pdf(path: Path, limits: Limits, alive: Callable[[], None] = lambda: None) -> Sheet:
    """The lines of a PDF. Raises `Unreadable` where it is encrypted, damaged or beyond the limits."""
    from graf.read import scan

    sheet = Sheet()
    with _opened(path) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise Unreadable(f"the PDF is damaged: it has no pages: {AGAIN}")
        if count > limits.pages:
            raise Unreadable(f"the PDF has {count:,} pages, and at most {limits.pages:,} are read: {allow('pages')}")
        pages: list[list[Entry]] = []
        pictures: list[int] = []
        heights: list[float] = []
        tables = 0
        for number in range(1, count + 1):
            with _page(document, number) as page:
                words, rules, picture, height = _content(page, number)
                entries = read_page(words, rules, number, tables)
                tables = max((e.table + 1 for e in entries if e.table is not None), default=tables)
                pages.append(entries)
                heights.append(height)
                if picture:
                    pictures.append(number)
        wanted = scan.wanting([" ".join(e.text for e in page) for page in pages], pictures)
        if wanted:
            scan.replace(pages, lambda number: _render(document, number), wanted, sheet, tables, limits, alive)
        set_aside(pages, heights)
        sheet.entries = [entry for page in pages for entry in page]
    return sheet


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
    if not document:
        raise Unreadable(_ERRORS.get(pdfium.FPDF_GetLastError(), _ERRORS[3]))
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise Unreadable(f"the PDF is damaged: page {number} cannot be read: {AGAIN}")
    try:
        objects = pdfium.FPDFPage_CountObjects(page)
        if objects > MAX_OBJECTS:
            raise too_many(number, objects, "objects", MAX_OBJECTS)
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _content(page: Any, number: int) -> tuple[list[Word], list[Rule], bool, float]:
    """A page's words, its rules, whether a picture covers it, and its height."""
    frame = Frame(page)
    rules, picture = drawn(page, number, frame)
    return _words(page, number, frame), rules, picture, frame.height


def _words(page: Any, number: int, frame: Frame) -> list[Word]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        if count > MAX_CHARACTERS:
            raise too_many(number, count, "characters", MAX_CHARACTERS)
        text = _text(text_page, count)
        marks = _strike_outs(page, frame)
        rect = pdfium.FS_RECTF()
        pointer = ctypes.byref(rect)
        words: list[Word] = []
        box_of, width, height = frame.box, frame.width, frame.height
        loose = pdfium.FPDFText_GetLooseCharBox
        for match in _WORD.finditer(text):
            start, end = match.span()
            if not loose(text_page, start, pointer):
                continue
            left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
            word = match.group()
            if end - start > 1 and loose(text_page, end - 1, pointer) and rect.right >= left:
                right, bottom, top = rect.right, min(bottom, rect.bottom), max(top, rect.top)
            box = box_of(left, bottom, right, top)
            if box[3] <= 0 or box[1] >= height or box[2] <= 0 or box[0] >= width:
                continue  # beside the page
            tidy = word if word.isascii() and word[-1] != "\x02" else _tidy(word)
            words.append(Word(tidy, *box, bool(marks) and _inside(box, marks)))
        return words
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _text(text_page: Any, count: int) -> str:
    """The page's text, a character for each of pdfium's."""
    buffer = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(text) == count and "\x00" not in text:
        return text
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if code and not 0xD800 <= code < 0xE000 else " " for code in codes)


def _tidy(word: str) -> str:
    """A word with a plain hyphen where it was parted, ligatures undone, accents on their letters."""
    word = word.replace("\x02", "-").replace("\ufffe", "-").replace("\u00ad", "-" if word.endswith("\u00ad") else "")
    word = _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), word)
    return unicodedata.normalize("NFC", word)


def _strike_outs(page: Any, frame: Frame) -> list[tuple[float, float, float, float]]:
    """The boxes of the annotations that strike text out."""
    boxes = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT:
            points = pdfium.FS_QUADPOINTSF()
            for quad in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
                if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, quad, ctypes.byref(points)):
                    xs = (points.x1, points.x2, points.x3, points.x4)
                    ys = (points.y1, points.y2, points.y3, points.y4)
                    boxes.append(frame.box(min(xs), min(ys), max(xs), max(ys)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return boxes


def _inside(box: tuple[float, float, float, float], marks: list[tuple[float, float, float, float]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in marks)


def _render(document: Any, number: int, dpi: int = 300) -> Picture:
    """A page as a picture."""
    import numpy as np

    from graf.read.picture import Picture

    with _page(document, number) as page:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(dpi / 72, 6000 / max(width, height, 1))
        across, down = max(1, round(width * scale)), max(1, round(height * scale))
        pixels = np.full((down, across), 255, np.uint8)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, pixels.ctypes.data, across)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDFBitmap_Destroy(bitmap)
        return Picture(pixels, 1 / scale)
