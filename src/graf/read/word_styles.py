"""Word's styles, as far as reading needs them: what is struck or hidden, space between paragraphs, list numbers."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 40  # styles based on one another, many times what Word itself makes
_OFF = ("0", "false", "off", "none")


def on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property is on; None where it is not given."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


class Styles:
    """The styles of a document, each with what it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._paragraph: str | None = None
        self._defaults: list[etree._Element] = []
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._paragraph = name
        self._defaults = [*root.iter(f"{W}rPrDefault"), *root.iter(f"{W}pPrDefault")]

    def of(self, properties: etree._Element | None) -> str | None:
        """The name of a paragraph's style."""
        return _value(properties, "pStyle") or self._paragraph

    def struck(self, properties: etree._Element | None, paragraph: str | None) -> bool:
        """Whether a run is struck through, by itself, its own style or its paragraph's."""
        for found in self._chain(properties, "rPr", _value(properties, "rStyle"), paragraph):
            single, double = on(found, "strike"), on(found, "dstrike")
            if single is not None or double is not None:
                return bool(single or double)
        return False

    def hidden(self, properties: etree._Element | None) -> bool:
        """Whether a run is hidden text."""
        for found in self._chain(properties, "rPr", _value(properties, "rStyle")):
            given = on(found, "vanish")
            if given is not None:
                return given
        return False

    def spacing(self, properties: etree._Element | None, style: str | None) -> tuple[int, int, bool]:
        """The space before and after a paragraph, in twentieths of a point, and whether none is between its like."""
        before: int | None = None
        after: int | None = None
        together: bool | None = None
        for found in self._chain(properties, "pPr", style):
            given = found.find(f"{W}spacing")
            if given is not None:
                before = _number(given.get(f"{W}before")) if before is None else before
                after = _number(given.get(f"{W}after")) if after is None else after
            together = on(found, "contextualSpacing") if together is None else together
        return before or 0, after or 0, bool(together)

    def numbering(self, properties: etree._Element | None, style: str | None) -> tuple[str | None, int]:
        """A paragraph's list (`numId`) and its level in it."""
        list_id: str | None = None
        level: int | None = None
        for found in self._chain(properties, "pPr", style):
            given = found.find(f"{W}numPr")
            if given is not None:
                list_id = _value(given, "numId") if list_id is None else list_id
                level = _number(_value(given, "ilvl")) if level is None else level
        return list_id, level or 0

    def _chain(self, properties: etree._Element | None, kind: str, *styles: str | None) -> list[etree._Element]:
        """The properties that hold, nearest first: its own, its styles', those of what they are based on."""
        chain = [] if properties is None else [properties]
        for name in styles:
            seen = set[str]()
            while name and name in self._styles and name not in seen and len(seen) < DEEPEST:
                seen.add(name)
                found = self._styles[name].find(f"{W}{kind}")
                if found is not None:
                    chain.append(found)
                name = _value(self._styles[name], "basedOn")
        chain += [found for default in self._defaults for found in default.iter(f"{W}{kind}")]
        return chain


def _value(parent: etree._Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None
