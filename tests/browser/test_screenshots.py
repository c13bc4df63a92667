"""Screenshots of the real pages, wide and narrow, light and dark: kept in docs/ when GRAF_SCREENSHOTS says so."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

PAGES = {
    "start": ("sv/", 1400),
    "reporting": ("sv/reporting.html#r-rss-dalarna-supports-schnv", 1400),
    "flow": ("sv/flow.html?period=2025#r-schnv-2025-10-17-7.d-1", 1500),
    "matter": ("sv/matters.html Resurscentrum", 1400),
    "network": ("sv/network.html", 1400),
    "overview": ("sv/overview.html", 1400),
    "meeting": ("sv/res/meeting/schnv-2025-10-17.html", 1400),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_pages_can_be_shown(site: str, browser: Browser, root: Path, tmp_path: Path, name: str) -> None:
    """The README's pictures are made from the real data by one command: GRAF_SCREENSHOTS=1 pytest tests/browser."""
    folder = root / "docs/screenshots" if os.environ.get("GRAF_SCREENSHOTS") else tmp_path
    address, high = PAGES[name]
    for width in (1280, 390):
        context = browser.new_context(viewport={"width": width, "height": high})
        page = context.new_page()
        for dark in (False, True):
            page.emulate_media(color_scheme="dark" if dark else "light")
            page.goto("about:blank")
            start, _, link = address.partition(" ")
            page.goto(f"{site}/{start}", wait_until="networkidle")
            if link:
                page.get_by_role("link", name=link).first.click()
                page.wait_for_load_state("networkidle")
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(200)
            picture = Image.open(io.BytesIO(page.screenshot()))
            file = folder / f"{name}-{width}-{'dark' if dark else 'light'}.png"
            picture.convert("RGB").quantize(48).save(file, optimize=True)
            assert picture.width == width
        context.close()
