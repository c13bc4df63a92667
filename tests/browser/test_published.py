"""The site of files in a browser: from a plain host of files, below an address of its own."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graf.publish.site import publish


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def files(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the published site."""
    host = tmp_path_factory.mktemp("host")
    publish(release, host / "data" / "moten")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(host))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/data/moten"
        server.shutdown()


def test_a_visit_to_the_site_of_files(page: Page, files: str) -> None:
    """Start page, meeting, the sentence in the document, the other language: with styles, pictures and no error, and
    nothing is asked of another host or found missing."""
    asked: list[str] = []
    missing: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{files}/")
    expect(page).to_have_url(f"{files}/sv/")
    page.goto(f"{files}/sv/res/meeting/schnv-2025-10-17.html")
    assert page.eval_on_selector("h1", "heading => getComputedStyle(heading).fontFamily") != ""
    page.locator("article.item a.more").first.click()
    page.locator("p.src a").first.click()
    assert page.locator("li:target").count() == 1
    page.locator("li.lang a").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{files}/sv/flow.html")
    expect(page.locator("figure[data-picture=flow] svg").first).to_be_visible()
    assert all(url.startswith(f"{files}/") or url.endswith("/favicon.ico") for url in asked)
    assert not [url for url in missing if not url.endswith("/favicon.ico")]
