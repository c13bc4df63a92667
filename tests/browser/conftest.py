"""A real browser (Debian's chromium) in front of the real server with the real release of Dalarna.

Where chromium or the built script is missing these tests are skipped, and say so; in CI they fail instead.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graf import build as building
from graf import config
from graf.render.pictures import drawn
from graf.render.sheets import sheets

PLACE = Path(__file__).resolve().parent
SWEDISH_FIRST = "sv-SE"
KINDS = ("body", "meeting", "item", "decision", "person", "matter", "document", "text", "referral")
TIES = "SELECT ?from ?to WHERE { ?tie a graf:BodyRelation ; graf:fromBody ?from ; graf:toBody ?to }"


def _missing(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def release(dalarna: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of Dalarna."""
    if not drawn():
        _missing("the pages' scripts are not built: `make pictures` does, with Node 18 or newer")
    out = tmp_path_factory.mktemp("release")
    building.build(config.load(dalarna), out)
    return out / "current"


@pytest.fixture(scope="session")
def site(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the release of Dalarna."""
    out = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    graf = Path(sys.executable).with_name("graf")
    command = [str(graf), "serve", "--release", str(release), "--port", str(port)]
    with (out / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{address}/sv/"):
                    break
            except (urllib.error.URLError, ConnectionError):
                if server.poll() is not None:
                    break
                time.sleep(0.2)
        if server.poll() is not None:
            pytest.fail((out / "log").read_text())
        yield address
        server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, with the pages' fonts where they are installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing("chromium is not installed (Debian: apt-get install chromium)")
    environment = {**os.environ, "FONTCONFIG_FILE": str(PLACE / "fonts.conf")}
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"], env=environment)
        yield found
        found.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor at a desk, reading Swedish."""
    found = browser.new_context(viewport={"width": 1280, "height": 900}, locale=SWEDISH_FIRST)
    found.set_default_timeout(10_000)
    yield found
    found.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of that visitor; what goes wrong in a script fails the test."""
    errors: list[str] = []
    found = context.new_page()
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield found
    assert not errors


@pytest.fixture
def each_kind(site: str) -> Callable[[Page, str], list[str]]:
    """The addresses of one page of each kind, in a language: all of the table of pages, and things by links."""

    def addresses(page: Page, lang: str) -> list[str]:
        names = [sheet.name for sheet in sheets() if sheet.suffix == "html" and not sheet.name.startswith("query/")]
        names += ["query/decisions.html", "search.html?q=beslut", f"query.html?query={quote(TIES)}", "nowhere.html"]
        found = {name: f"{site}/{lang}/{name.removeprefix('index.html')}" for name in names}
        for start in ("bodies.html", "people.html", "matters.html", "meetings.html"):
            page.goto(f"{site}/{lang}/{start}")
            _note(page, found)
        for kind in ("meeting", "item", "decision"):
            if kind in found:
                page.goto(found[kind])
                _note(page, found)
        assert set(KINDS) <= set(found)
        return list(found.values())

    return addresses


def _note(page: Page, found: dict[str, str]) -> None:
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.href)")
    for kind in KINDS:
        link = next((one for one in links if f"/res/{kind}/" in one and ".html" in one), None)
        if link:
            found.setdefault(kind, link)
