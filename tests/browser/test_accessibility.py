"""What axe-core finds: nothing, on every kind of page, in both languages and both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("lang", ["sv", pytest.param("en", marks=pytest.mark.slow)])
def test_axe_finds_nothing(each_kind: Callable[[Page, str], list[str]], page: Page, root: Path, lang: str) -> None:
    """The law's accessibility (WCAG 2.1 AA) holds for each kind of page: light and wide, dark and narrow."""
    axe = (root / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    found = []
    for address in each_kind(page, lang):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(address)
        page.evaluate(axe)
        for theme, width in (("light", 1280), ("dark", 390)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
            found += [
                f"{address} {theme} {width}: {one['id']}: {node['html'][:160]}"
                for one in answer["violations"]
                for node in one["nodes"][:2]
            ]
    assert not found, "\n".join(found)
