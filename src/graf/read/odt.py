"""ODT → lines: paragraphs with their list numbers, tables, struck and deleted text, headers and footers.

After OASIS OpenDocument 1.3, part 3. Pages are those of the soft page breaks that the writing program left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from graf.read.archive import UNLOCK, opened
from graf.read.limits import Limits
from graf.read.numbering import BULLET, figure, whole
from graf.read.sheet import CHECK, Entry, Run, Sheet, Unreadable, cell, row

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, OFFICE = (f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "style", "office"))
FO = f"{{{_NS}xsl-fo-compatible:1.0}}"
MAIN = "content.xml"
APART = 4.0  # points between paragraphs: from here on, there is an empty line
DEEPEST = 40  # styles based on one another, many times what writing programs make
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SKIP = {f"{TEXT}note", f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}table-of-content"}
_UNITS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}


def read_odt(path: Path, limits: Limits) -> Sheet:
    """The lines of an OpenDocument text. Raises `Unreadable` where it is encrypted, damaged or beyond the limits."""
    with opened(path, limits, MAIN) as archive:
        manifest = archive.xml("META-INF/manifest.xml")
        if manifest is not None and any(str(e.tag).endswith("}encryption-data") for e in manifest.iter()):
            raise Unreadable(UNLOCK)
        content, styles = archive.xml(MAIN), archive.xml("styles.xml")
        assert content is not None
        reader = _Reader([root for root in (content, styles) if root is not None])
        body = content.find(f".//{OFFICE}text")
        if body is None:
            raise Unreadable(f"the file is of another kind: it holds no text document: {CHECK}")
        if styles is not None:
            reader.aside(styles, f"{STYLE}header")
        reader.deletions(body)
        reader.blocks(body, ())
        if styles is not None:
            reader.aside(styles, f"{STYLE}footer")
    return Sheet(reader.entries)


class _Reader:
    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles = {s.get(f"{STYLE}name", ""): s for root in reversed(roots) for s in root.iter(f"{STYLE}style")}
        self._lists = {s.get(f"{STYLE}name", ""): s for root in roots for s in root.iter(f"{TEXT}list-style")}
        self._counts: dict[str, dict[int, int]] = {}
        self._deleted: dict[str, str] = {}
        self.entries: list[Entry] = []
        self._page, self._table, self._after = 1, 0, 0.0

    def aside(self, styles: etree._Element, tag: str) -> None:
        """Headers or footers: their lines are kept, and set aside."""
        start = len(self.entries)
        for part in styles.iter(tag):
            self.blocks(part, ())
        for entry in self.entries[start:]:
            entry.aside = True
        self._after = 0.0

    def deletions(self, body: etree._Element) -> None:
        """Learn what tracked changes took away."""
        for region in body.iter(f"{TEXT}changed-region"):
            deletion = region.find(f"{TEXT}deletion")
            if deletion is not None:
                text = " ".join("".join(map(str, p.itertext())) for p in deletion.iter(f"{TEXT}p"))
                name = region.get(f"{TEXT}id") or region.get("{http://www.w3.org/XML/1998/namespace}id") or ""
                self._deleted[name] = text

    def blocks(self, parent: etree._Element, lists: tuple[str, ...]) -> None:
        for block in parent:
            if block.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(block, "")
            elif block.tag == f"{TEXT}list":
                self._list(block, lists)
            elif block.tag == f"{TABLE}table":
                self._rows(block)
            elif block.tag == f"{TEXT}soft-page-break":
                self._page += 1
            elif isinstance(block.tag, str) and block.tag not in _SKIP:
                self.blocks(block, lists)

    def _list(self, element: etree._Element, lists: tuple[str, ...]) -> None:
        name = element.get(f"{TEXT}style-name") or (lists[-1] if lists else "")
        level = len(lists)
        counts = self._counts.setdefault(name, {})
        if (
            level == 0
            and element.get(f"{TEXT}continue-numbering") != "true"
            and not element.get(f"{TEXT}continue-list")
        ):
            counts.clear()
        for item in element:
            label = ""
            if item.tag == f"{TEXT}list-item":
                start = item.get(f"{TEXT}start-value")
                counts[level] = whole(start, counts.get(level, self._start(name, level) - 1) + 1)
                for deeper in [place for place in counts if place > level]:
                    del counts[deeper]
                label = self._label(name, level, counts)
            for block in item:
                if block.tag in (f"{TEXT}p", f"{TEXT}h"):
                    self._paragraph(block, label)
                    label = ""
                elif block.tag == f"{TEXT}list":
                    self._list(block, (*lists, name))

    def _start(self, name: str, level: int) -> int:
        found = self._level(name, level)
        return whole(found.get(f"{TEXT}start-value"), 1) if found is not None else 1

    def _level(self, name: str, level: int) -> etree._Element | None:
        levels = self._lists.get(name, ())
        return next((one for one in levels if one.get(f"{TEXT}level") == str(level + 1)), None)

    def _label(self, name: str, level: int, counts: dict[int, int]) -> str:
        found = self._level(name, level)
        if found is None or found.tag == f"{TEXT}list-level-style-bullet":
            return f"{BULLET} "
        form = found.get(f"{STYLE}num-format", "")
        if not form:
            return ""
        shown = max(1, min(level + 1, whole(found.get(f"{TEXT}display-levels"), 1)))
        numbers = [figure(counts.get(n, 1), _FORMS.get(form, "decimal")) for n in range(level - shown + 1, level + 1)]
        return f"{found.get(f'{STYLE}num-prefix', '')}{'.'.join(numbers)}{found.get(f'{STYLE}num-suffix', '')} "

    def _paragraph(self, paragraph: etree._Element, label: str) -> None:
        if self._property(paragraph, f"{FO}break-before") == "page":
            self._page += 1
        before, after = (_points(self._property(paragraph, f"{FO}margin-{side}")) for side in ("top", "bottom"))
        if self.entries and self.entries[-1].text and max(before, self._after) >= APART:
            self.entries.append(Entry("", self._page))
        self._after = after
        for index, line in enumerate(self._lines(paragraph)):
            whole = Run(label if index == 0 and line.text.strip() else "")
            whole.join(line)
            text = whole.text.rstrip()
            spans = [(a, min(b, len(text))) for a, b in whole.struck if a < len(text)]
            self.entries.append(Entry(text, self._page, spans))

    def _lines(self, paragraph: etree._Element) -> list[Run]:
        lines = [Run()]
        self._inline(paragraph, self._struck(paragraph, False), lines)
        return lines

    def _inline(self, parent: etree._Element, struck: bool, lines: list[Run]) -> None:
        lines[-1].add(_spaces(parent.text), struck)
        for child in parent:
            tag = child.tag
            if tag == f"{TEXT}s":
                lines[-1].add(" " * min(200, whole(child.get(f"{TEXT}c"), 1)), struck)
            elif tag == f"{TEXT}tab":
                lines[-1].add("\t", struck)
            elif tag == f"{TEXT}line-break":
                lines.append(Run())
            elif tag == f"{TEXT}soft-page-break":
                self._page += 1
            elif tag == f"{TEXT}change":
                lines[-1].add(self._deleted.pop(child.get(f"{TEXT}change-id", ""), ""), True)
            elif isinstance(tag, str) and tag not in _SKIP:
                self._inline(child, self._struck(child, struck), lines)
            lines[-1].add(_spaces(child.tail), struck)

    def _struck(self, element: etree._Element, inherited: bool) -> bool:
        for name in ("text-line-through-style", "text-line-through-type"):
            given = self._property(element, f"{STYLE}{name}")
            if given is not None:
                return given != "none"
        return inherited

    def _property(self, element: etree._Element, name: str) -> str | None:
        """A property from an element's style, or from what that is based on."""
        style, seen = element.get(f"{TEXT}style-name"), set[str]()
        while style and style in self._styles and style not in seen and len(seen) < DEEPEST:
            seen.add(style)
            for properties in self._styles[style]:
                given = properties.get(name)
                if given is not None:
                    return str(given)
            style = self._styles[style].get(f"{STYLE}parent-style-name")
        return None

    def _rows(self, table: etree._Element) -> None:
        number = self._table
        self._table += 1
        for line in table.iter(f"{TABLE}table-row"):
            if next(line.iterancestors(f"{TABLE}table")) is not table:
                continue
            cells = []
            for place in line:
                if place.tag == f"{TABLE}table-cell":
                    cells.append(cell(self._cell(place)))
            if any(one.text for one in cells):
                self.entries.append(row(cells, self._page, number))
        self._after = APART

    def _cell(self, place: etree._Element) -> Iterator[Run]:
        for paragraph in place.iter(f"{TEXT}p", f"{TEXT}h"):
            yield from self._lines(paragraph)


def _spaces(text: str | None) -> str:
    return re.sub(r"[ \t\n\r]+", " ", text) if text else ""


def _points(length: str | None) -> float:
    """A length in points; 0 where it is relative or not given."""
    if not length or length[-2:] not in _UNITS:
        return 0.0
    try:
        return float(length[:-2]) * _UNITS[length[-2:]]
    except ValueError:
        return 0.0
