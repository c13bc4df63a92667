"""PDF → its pages' words and rules, by pdfium; from them lines, tables and strikes. Pages that are pictures go to OCR.

pdfium is called as the C library that it is: one call for a page's text, two for each word's box.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from graf.read.furniture import set_aside
from graf.read.limits import Limits
from graf.read.page import THIN, Rule, Word, read_page
from graf.read.sheet import Entry, Sheet, Unreadable

if TYPE_CHECKING:
    from graf.read.picture import Picture

MAX_OBJECTS = 100_000  # on one page, drawings included
MAX_CHARACTERS = 200_000  # on one page
PICTURE = 0.5  # an image that covers so much of a page is the page
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe\uffff]+[\x02\ufffe]?")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_ERRORS = {
    2: "the file cannot be opened",
    3: "the file is damaged, or no PDF",
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
            raise Unreadable("the PDF is damaged: it has no pages")
        if count > limits.pages:
            raise Unreadable(f"the PDF has {count:,} pages, and at most {limits.pages:,} are read")
        pages: list[list[Entry]] = []
        pictures: list[int] = []
        heights: list[float] = []
        tables = 0
        for number in range(1, count + 1):
            with _page(document, number) as page:
                words, rules, picture, height = _content(page)
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
        raise Unreadable(f"the PDF is damaged: page {number} cannot be read")
    try:
        objects = pdfium.FPDFPage_CountObjects(page)
        if objects > MAX_OBJECTS:
            raise Unreadable(f"page {number} has {objects:,} objects, and at most {MAX_OBJECTS:,} are read")
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def _content(page: Any) -> tuple[list[Word], list[Rule], bool, float]:
    """A page's words, its rules, whether a picture covers it, and its height."""
    frame = _Frame(page)
    rules, picture = _objects(page, frame)
    return _words(page, frame), rules, picture, frame.height


class _Frame:
    """From PDF coordinates (from the foot, unrotated) to points from the top left corner of the page as shown."""

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.left, self.top = box.left, box.top
        self.turn = pdfium.FPDFPage_GetRotation(page)
        width, height = box.right - box.left, box.top - box.bottom
        self.inner = (width, height)
        self.width, self.height = (height, width) if self.turn in (1, 3) else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 0:
            return x0, y0, x1, y1
        width, height = self.inner
        if self.turn == 1:
            return height - y1, x0, height - y0, x1
        if self.turn == 2:
            return width - x1, height - y1, width - x0, height - y0
        return y0, width - x1, y1, width - x0


def _words(page: Any, frame: _Frame) -> list[Word]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        if count > MAX_CHARACTERS:
            raise Unreadable(f"a page has {count:,} characters, and at most {MAX_CHARACTERS:,} are read")
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


def _strike_outs(page: Any, frame: _Frame) -> list[tuple[float, float, float, float]]:
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


def _objects(page: Any, frame: _Frame) -> tuple[list[Rule], bool]:
    """The page's rules, and whether one image covers most of it."""
    rules: list[Rule] = []
    picture = False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pointers = tuple(ctypes.byref(value) for value in (left, bottom, right, top))
    for place, matrices in _leaves(page):
        kind = pdfium.FPDFPageObj_GetType(place)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            continue
        if not pdfium.FPDFPageObj_GetBounds(place, *pointers):
            continue
        corners = (left.value, bottom.value, right.value, top.value)
        for matrix in matrices:
            corners = _moved(corners, matrix)
        x0, y0, x1, y1 = frame.box(*corners)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            picture = picture or (x1 - x0) * (y1 - y0) > PICTURE * frame.width * frame.height
        elif min(x1 - x0, y1 - y0) <= THIN:
            if max(x1 - x0, y1 - y0) > THIN:
                rules.append(Rule(x0, y0, x1, y1))
        elif len(rules) < MAX_OBJECTS:
            rules += _edges(place, matrices, frame)
    return rules, picture


Matrix = tuple[float, float, float, float, float, float]


def _leaves(page: Any) -> Iterator[tuple[Any, tuple[Matrix, ...]]]:
    """The page's objects, those inside forms with the forms' matrices, inmost first."""
    stack: list[tuple[Any, tuple[Matrix, ...]]] = [
        (pdfium.FPDFPage_GetObject(page, index), ()) for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    seen = 0
    while stack:
        place, matrices = stack.pop()
        seen += 1
        if seen > MAX_OBJECTS:
            raise Unreadable(f"a page has more than {MAX_OBJECTS:,} objects")
        if pdfium.FPDFPageObj_GetType(place) == pdfium.FPDF_PAGEOBJ_FORM and len(matrices) < 8:
            inner = (_matrix(place), *matrices)
            stack += [
                (pdfium.FPDFFormObj_GetObject(place, index), inner)
                for index in range(max(0, pdfium.FPDFFormObj_CountObjects(place)))
            ]
        else:
            yield place, matrices


def _matrix(place: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(place, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    points = [_point(x, y, matrix) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _edges(path: Any, matrices: tuple[Matrix, ...], frame: _Frame) -> list[Rule]:
    """The straight level and upright strokes of a path, and the thin rectangles that it fills."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = pdfium.FPDFPath_CountSegments(path)
    if count > 5000:
        return []
    chain = (_matrix(path), *matrices)
    found: list[Rule] = []
    for points in _subpaths(path, count):
        shown = []
        for x, y in points:
            for matrix in chain:
                x, y = _point(x, y, matrix)
            shown.append((x, y))
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        bounds = frame.box(min(xs), min(ys), max(xs), max(ys))
        thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= THIN
        if thin and (stroke.value or fill.value):
            found.append(Rule(*bounds))
        elif stroke.value:
            for (ax, ay), (bx, by) in itertools.pairwise(shown):
                x0, y0, x1, y1 = frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
                if min(x1 - x0, y1 - y0) <= THIN / 2 and math.hypot(x1 - x0, y1 - y0) > THIN:
                    found.append(Rule(x0, y0, x1, y1))
    return found


def _subpaths(path: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each subpath; those with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


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
