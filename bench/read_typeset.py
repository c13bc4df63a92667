"""Documents whose truth is known: text typeset as PDF, DOCX, ODT, HTML, Markdown and scans.

A *block* is a line of text, in which ~~struck~~ parts may stand, or a table: a list of rows of cells. `bench/read_*.py`
and the tests make their files with this; no binary is kept in the repository.
"""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Table = list[list[str]]
Block = str | Table
FONTS = ("Helvetica", "Times-Roman", "Courier")
DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
_STRUCK = re.compile(r"~~(.+?)~~")


def plain(block: Block) -> str:
    """A block's text without marks, the cells of a table's row between bars."""
    if isinstance(block, str):
        return _STRUCK.sub(r"\1", block)
    return "\n".join(" | ".join(plain(cell).replace("\n", ", ") for cell in row).rstrip(" |") for row in block)


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of a text, and whether each is struck through."""
    for index, piece in enumerate(_STRUCK.split(text)):
        if piece:
            yield piece, index % 2 == 1


def txt(blocks: Sequence[Block]) -> bytes:
    return "".join(f"{plain(block)}\n" for block in blocks).encode()


def markdown(blocks: Sequence[Block]) -> bytes:
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", block.strip()))
            continue
        width = max(map(len, block))
        lines += ["", "| " + " | ".join([""] * width) + " |", "|" + "---|" * width]
        lines += ["| " + " | ".join(cell.replace("\n", ", ") for cell in row) + " |" for row in block] + [""]
    return "\n".join(lines).encode()


def web(blocks: Sequence[Block], encoding: str = "utf-8") -> bytes:
    """HTML: a paragraph for lines that stand together."""

    def inline(text: str) -> str:
        return "".join(f"<s>{html.escape(p)}</s>" if struck else html.escape(p) for p, struck in parts(text))

    out, open_lines = [f'<html><head><meta charset="{encoding}"><title>Protokoll</title></head><body>'], list[str]()

    def close() -> None:
        if open_lines:
            out.append("<p>" + "<br>\n".join(open_lines) + "</p>")
            open_lines.clear()

    for block in blocks:
        if isinstance(block, str):
            open_lines.append(inline(block.strip())) if block.strip() else close()
            continue
        close()
        rows = ("".join(f"<td>{inline(cell).replace(chr(10), '<br>')}</td>" for cell in row) for row in block)
        out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    close()
    return "\n".join([*out, "</body></html>"]).encode(encoding)


def docx(blocks: Sequence[Block], header: str = "", footer: str = "") -> bytes:
    """A Word file: a paragraph for each line."""
    import docx as word
    from docx.shared import Pt

    def fill(paragraph: Any, text: str) -> None:
        paragraph.paragraph_format.space_after = Pt(0)
        for piece, struck in parts(text):
            paragraph.add_run(piece).font.strike = True if struck else None

    document = word.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    for block in blocks:
        if isinstance(block, str):
            fill(document.add_paragraph(), block.strip())
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)))
        for row in block:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                first, *rest = text.split("\n")
                fill(cell.paragraphs[0], first)
                for line in rest:
                    fill(cell.add_paragraph(), line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def odt(blocks: Sequence[Block]) -> bytes:
    """An OpenDocument text, written by hand: the parts that a reader needs."""
    names = ("office", "text", "table", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def inline(text: str) -> str:
        pieces = (f'<text:span text:style-name="S">{html.escape(p)}</text:span>' if s else html.escape(p)
                  for p, s in parts(text))  # fmt: skip
        return f"<text:p>{''.join(pieces)}</text:p>"

    body = []
    for block in blocks:
        if isinstance(block, str):
            body.append(inline(block.strip()))
            continue
        cell = "<table:table-cell>{}</table:table-cell>"
        rows = ("".join(cell.format("".join(map(inline, text.split("\n")))) for text in row) for row in block)
        body.append("<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))
        body.append("</table:table>")
    strike = '<style:style style:name="S" style:family="text"><style:text-properties '
    strike += 'style:text-line-through-style="solid"/></style:style>'
    content = f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>{strike}'
    content += "</office:automatic-styles><office:body><office:text>" + "".join(body)
    content += "</office:text></office:body></office:document-content>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return file.getvalue()


def pdf(
    blocks: Sequence[Block],
    font: str = "Helvetica",
    size: float = 11,
    *,
    underline: Sequence[str] = (),
    header: str = "",
    footer: str = "",
    bare: bool = False,
) -> bytes:
    """A PDF: each line at its place, struck parts crossed by a line, tables ruled, `underline` lines underlined.

    `footer` may hold `{page}`. `bare` draws no lines at all: the same page as a reader of its text alone would have it.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    if font not in pdfmetrics.standardFonts and font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(font, str(DEJAVU / f"{font}.ttf")))
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4, invariant=True)
    width, height = A4
    left, top, foot, step = 62.0, height - 80, 75.0, size * 1.27
    state = {"y": top, "page": 1}

    def begin() -> None:
        page.setFont(font, size - 2)
        if header:
            page.drawString(left, height - 40, header)
        if footer:
            page.drawString(left, 36, footer.format(page=state["page"]))
        page.setFont(font, size)

    def room(needed: float) -> None:
        if state["y"] - needed < foot:
            page.showPage()
            state["y"], state["page"] = top, state["page"] + 1
            begin()

    def put(text: str, x: float, y: float) -> None:
        for piece, struck in parts(text):
            page.drawString(x, y, piece)
            wide = page.stringWidth(piece, font, size)
            if struck and not bare:
                page.setLineWidth(size / 14)
                page.line(x, y + size * 0.27, x + wide, y + size * 0.27)
            x += wide

    begin()
    for block in blocks:
        if isinstance(block, str):
            while page.stringWidth(plain(block), font, size) > width - left - 20:
                block, cut = block[: block.rstrip().rfind(" ")].rstrip() or block[:60], block
                room(step)
                put(block, left, state["y"])
                state["y"] -= step
                block = cut[len(block) :].strip()
            room(step)
            put(block.rstrip().replace("\f", ""), left, state["y"])
            if block in underline and not bare:
                page.setLineWidth(size / 16)
                page.line(
                    left,
                    state["y"] - size * 0.12,
                    left + page.stringWidth(plain(block), font, size),
                    state["y"] - size * 0.12,
                )
            state["y"] -= step
            continue
        columns = max(map(len, block))
        wide = (width - 2 * left) / columns
        for row in block:
            deep = step * max(cell.count("\n") + 1 for cell in row) + 4
            room(deep)
            edge = state["y"] + size
            for column, cell in enumerate(row):
                for index, line in enumerate(cell.split("\n")):
                    put(line, left + column * wide + 3, state["y"] - index * step)
                if not bare:
                    page.setLineWidth(0.6)
                    page.rect(left + column * wide, edge - deep, wide, deep)
            state["y"] -= deep
        state["y"] -= step
    page.save()
    return file.getvalue()


def images(data: bytes, dpi: int) -> list[Any]:
    """The pages of a PDF as grey pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [document[index].render(scale=dpi / 72, grayscale=True).to_pil() for index in range(len(document))]


def worn(image: Any, seed: int, skew: float = 1.2, blur: float = 0.6, quality: int = 60, noise: int = 6) -> Any:
    """A picture as a scanner gives it: turned, blurred, speckled, squeezed as JPEG."""
    import numpy as np
    from PIL import Image, ImageFilter

    chance = random.Random(seed)
    turned = image.convert("L").rotate(chance.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor=250)
    soft = turned.filter(ImageFilter.GaussianBlur(blur))
    speckles = np.random.default_rng(seed).normal(0, noise, (soft.height, soft.width))
    grey = np.clip(np.asarray(soft, float) * 0.94 + 8 + speckles, 0, 255).astype("uint8")
    file = io.BytesIO()
    Image.fromarray(grey).save(file, "JPEG", quality=quality)
    return Image.open(io.BytesIO(file.getvalue()))


def scanned(pages: Sequence[Any], layer: Sequence[Sequence[str]] = ()) -> bytes:
    """A PDF of pictures, with an invisible text layer (lines, a page each) where one is given."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=A4, invariant=True)
    for index, image in enumerate(pages):
        page.drawImage(ImageReader(image), 0, 0, *A4)
        if index < len(layer):
            text = page.beginText(62, A4[1] - 80)
            text.setFont("Helvetica", 11)
            text.setTextRenderMode(3)
            for line in layer[index]:
                text.textLine(line)
            page.drawText(text)
        page.showPage()
    page.save()
    return file.getvalue()


def png(image: Any, dpi: int, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    image.save(file, form, dpi=(dpi, dpi))
    return file.getvalue()
