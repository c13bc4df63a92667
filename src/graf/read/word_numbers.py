"""Word's automatic list numbers: the text that stands before a paragraph and is not in it."""

from __future__ import annotations

import re

from lxml import etree

from graf.read.numbering import BULLET, figure, whole
from graf.read.word_styles import W


class Numbers:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, etree._Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            levels = {whole(level.get(f"{W}ilvl"), 0): level for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in root.iter(f"{W}num"):
            name = number.get(f"{W}numId", "")
            link = number.find(f"{W}abstractNumId")
            self._abstract[name] = "" if link is None else link.get(f"{W}val", "")
            for override in number.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._starts[name, whole(override.get(f"{W}ilvl"), 0)] = whole(start.get(f"{W}val"), 1)

    def label(self, list_id: str | None, level: int) -> str:
        """The number of the next paragraph of a list at a level, as printed; empty for a paragraph in no list."""
        if list_id is None or list_id not in self._abstract:
            return ""
        abstract = self._abstract[list_id]
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in levels:
                if (list_id, place) in self._starts:
                    counts[place] = self._starts[list_id, place] - 1
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        form = _value(levels[level], "numFmt", "decimal")
        if form in ("bullet", "none"):
            return BULLET if form == "bullet" else ""

        def printed(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            if place not in levels:
                return ""
            number = counts.get(place, _start(levels[place]))
            return figure(number, _value(levels[place], "numFmt", "decimal"))

        return re.sub(r"%(\d)", printed, _value(levels[level], "lvlText", f"%{level + 1}."))


def _start(level: etree._Element) -> int:
    return whole(_value(level, "start", "1"), 1)


def _value(level: etree._Element, name: str, default: str) -> str:
    found = level.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)
