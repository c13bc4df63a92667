"""What axe-core finds: nothing, on every kind of page, in both languages and both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


ASK = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
LOOKS = (("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390))
"""Themes and widths. By default a page is tried in one of the first two, the next page in the other."""


@pytest.mark.parametrize(
    ("lang", "looks"),
    [("sv", ()), *(pytest.param(lang, LOOKS, marks=pytest.mark.slow) for lang in ("sv", "en"))],
    ids=["sv", "sv-all", "en-all"],
)
def test_axe_finds_nothing(
    each_kind: Callable[[Page, str], list[str]],
    context: BrowserContext,
    root: Path,
    lang: str,
    looks: tuple[tuple[str, int], ...],
) -> None:
    """The law's accessibility (WCAG 2.1 AA) holds for each kind of page, in each theme, wide and narrow."""
    axe = (root / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page = context.new_page()
    found = []
    for place, address in enumerate(each_kind(page, lang)):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(address, wait_until="networkidle")
        page.evaluate(axe)
        for theme, width in looks or LOOKS[place % 2 :][:1]:
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 900})
            answer = page.evaluate(ASK, RULES)
            found += [
                f"{address} {theme} {width}: {one['id']}: {node['html'][:160]}"
                for one in answer["violations"]
                for node in one["nodes"][:2]
            ]
    assert not found, "\n".join(found)
