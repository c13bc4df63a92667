"""HTML and Markdown → lines: a block is a line, lists have their numbers, tables and struck text are kept.

White space is that of a browser: a line ends at a block or at `<br>`, and in `<pre>` where the source's does.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from graf.read import text
from graf.read.numbering import BULLET, figure, whole
from graf.read.sheet import AGAIN, Entry, Run, Sheet, Unreadable, cell, row

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul"
))  # fmt: skip
_APART = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "dl", "figure"
))  # fmt: skip
_NONE = frozenset((
    "script", "style", "head", "template", "noscript", "svg", "object", "iframe", "select", "textarea",
    "button", "nav"
))  # fmt: skip
_STRUCK = frozenset(("s", "strike", "del"))
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]+)[^{}]*\{[^{}]*line-through")
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200  # elements inside each other
TOO_DEEP = f"what is nested more than {_DEEPEST} elements deep was left out: {AGAIN}"


def read_html(path: Path) -> Sheet:
    """The lines of a web page. Raises `Unreadable`."""
    data = path.read_bytes()
    return lines_of(_decoded(data))


def read_markdown(path: Path) -> Sheet:
    """The lines of a Markdown file (CommonMark with tables and struck text); its own line breaks are kept."""
    from markdown_it import MarkdownIt

    source = text.decode(path.read_bytes()).removeprefix(text.MARK)
    parser = MarkdownIt("commonmark", {"breaks": True, "html": False}).enable(["table", "strikethrough"])
    return lines_of(f"<html><body>{parser.render(source)}</body></html>")


def _decoded(data: bytes) -> str:
    """The page's text; its own word for its encoding holds where there is no byte order mark."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named[1].decode("ascii").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else name
        try:
            return data.decode(name).replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeDecodeError):
            pass
    return text.decode(data).removeprefix(text.MARK)


def lines_of(source: str) -> Sheet:
    """The lines of HTML."""
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    try:
        root = html.document_fromstring(source, parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"the web page is damaged ({error}): {AGAIN}") from None
    struck = {name for style in root.iter("style") for name in _CLASS.findall(style.text or "")}
    reader = _Reader(struck)
    reader.block(root, False, False, 0)
    reader.close()
    while reader.entries and not reader.entries[-1].text:
        reader.entries.pop()
    return Sheet(reader.entries, notes=[TOO_DEEP] if reader.too_deep else [])


class _Reader:
    """Walks through elements in order and closes a line at each block."""

    def __init__(self, struck: set[str]) -> None:
        self._classes = struck
        self.entries: list[Entry] = []
        self._run = Run()
        self._table = 0
        self._numbers: dict[etree._Element, int] = {}
        self.too_deep = False

    def close(self, empty: bool = False) -> None:
        """End the line; `empty` keeps one without text."""
        run = self._run.trimmed()
        if run.text or empty:
            self.entries.append(Entry(run.text, 1, run.struck))
        self._run = Run()

    def _gap(self) -> None:
        self.close()
        if self.entries and self.entries[-1].text:
            self.entries.append(Entry(""))

    def block(self, element: etree._Element, struck: bool, pre: bool, depth: int) -> None:
        """An element and what follows its children inside it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style", "") if tag else ""
        self.too_deep = self.too_deep or depth > _DEEPEST
        if not tag or tag in _NONE or depth > _DEEPEST or element.get("hidden") is not None or _HIDDEN.search(style):
            return
        struck = struck or tag in _STRUCK or bool(_LINE_THROUGH.search(style))
        struck = struck or not self._classes.isdisjoint(element.get("class", "").split())
        if tag == "br":
            self.close(empty=True)
            return
        if tag == "table":
            self._gap()
            self._rows(element, struck, depth)
            self._gap()
            return
        block = tag in _BLOCKS
        if block:
            item = tag in _APART and not next(element.iterancestors("li"), None) is not None
            self._gap() if item else self.close()
        if tag == "li":
            self._run.add(self._label(element))
        self._text(element.text, struck, pre or tag == "pre")
        for child in element:
            self.block(child, struck, pre or tag == "pre", depth + 1)
            self._text(child.tail, struck, pre or tag == "pre")
        if block:
            self._gap() if item else self.close()

    def _text(self, found: str | None, struck: bool, pre: bool) -> None:
        if not found:
            return
        if pre:
            first, *rest = found.split("\n")
            self._run.add(first, struck)
            for line in rest:
                self.close(empty=True)
                self._run.add(line, struck)
            return
        found = re.sub(r"[ \t\n\r\f]+", " ", found)
        if self._run.text.endswith(" ") or not self._run.text:
            found = found.lstrip(" ")
        self._run.add(found, struck)

    def _label(self, item: etree._Element) -> str:
        """What stands before a list's item: its number in `<ol>`, a bullet in `<ul>`."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return f"{BULLET} "
        before = self._numbers.get(parent, whole(parent.get("start"), 1) - 1)
        self._numbers[parent] = number = whole(item.get("value"), before + 1)
        return f"{figure(number, _FORMS.get(parent.get('type', ''), 'decimal'))}. "

    def _rows(self, table: etree._Element, struck: bool, depth: int) -> None:
        number = self._table
        self._table += 1
        for line in table.iter("tr"):
            if next(line.iterancestors("table")) is not table:
                continue
            cells = []
            for place in line:
                if place.tag in ("td", "th"):
                    inner = _Reader(self._classes)
                    inner.block(place, struck, False, depth + 1)
                    inner.close()
                    self.too_deep = self.too_deep or inner.too_deep
                    cells.append(cell(Run(entry.text, entry.struck) for entry in inner.entries))
            if any(one.text for one in cells):
                self.entries.append(row(cells, 1, number))
