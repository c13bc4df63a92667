"""A visit with mouse and keyboard: from the start page to the sentence behind a decision."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response, Route, expect

EachKind = Callable[[Page, str], list[str]]


def test_a_visitor_gets_from_the_start_page_to_the_sentence(site: str, page: Page) -> None:
    """Everything leads to its evidence: body, meeting, decision, and then the marked passage in the document's text."""
    page.goto(f"{site}/sv/")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Organ").click()
    page.get_by_role("link", name="Länschefsnätverket", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Länschefsnätverket")
    page.get_by_role("link", name="14–30 november 2025").first.click()
    page.locator('main a[href*="/res/decision/"]').first.click()
    expect(page.locator("main")).to_contain_text("Beslutat")
    quote = page.locator("blockquote.q").first.inner_text()
    page.locator('main a[href*="/res/text/"]').first.click()
    marked = "".join(page.locator("mark").all_inner_texts())
    assert "".join(marked.split())[:40] == "".join(quote.strip('”"').split())[:40]


def test_the_keyboard_alone_opens_a_page(site: str, page: Page) -> None:
    """Who has no mouse can skip to the content and follow a link."""
    page.goto(f"{site}/sv/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("id", "q")
    page.keyboard.type("MiniMaria")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("MiniMaria")
    expect(page).to_have_url(f"{site}/sv/search.html?q=MiniMaria")


LIMIT = 150_000
LIMITS = {"query.html": 300_000}
"""Bytes of HTML, styles and scripts, gzipped."""


def test_every_page_is_light_and_asks_no_other_host(site: str, context: BrowserContext, each_kind: EachKind) -> None:
    """A visit is nobody else's business and costs little: every kind of page, and what FastAPI would add to them.

    Each loads from this server only; the policy, which every answer carries, stops nothing on it; and HTML, styles and
    scripts come to at most 150 kB gzipped, 300 kB where there is the editor for SPARQL.
    """
    asked: set[str] = set()
    stopped: list[str] = []
    loaded: dict[str, int] = {}
    heavy: dict[str, dict[str, int]] = {}

    def weigh(response: Response) -> None:
        if response.request.resource_type in ("document", "stylesheet", "script") and response.ok:
            loaded[response.url] = len(gzip.compress(response.body(), 6))

    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    context.on("console", lambda one: stopped.append(one.text) if "Content Security Policy" in one.text else None)
    page = context.new_page()
    addresses = [*each_kind(page, "sv"), *(f"{site}/{name}" for name in ("docs", "redoc", "openapi.json"))]
    page.on("response", weigh)
    for address in addresses:
        loaded.clear()
        answer = page.goto(address, wait_until="networkidle")
        assert answer is not None
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        if sum(loaded.values()) > LIMITS.get(urlsplit(address).path.rpartition("/")[2], LIMIT):
            heavy[address] = dict(loaded)
    assert asked == {urlsplit(site).netloc}
    assert not stopped
    assert not heavy


HOSTILE = '<script>document.title="broken"</script><img src=x onerror=alert(1)>'
SAID = ("name", "label", "title", "text", "short", "quote", "what", "who")


def _hostile(found: object) -> object:
    """The data of a picture, each of its names a script."""
    if isinstance(found, dict):
        return {
            key: HOSTILE + value if key in SAID and isinstance(value, str) else _hostile(value)
            for key, value in found.items()
        }
    return [_hostile(one) for one in found] if isinstance(found, list) else found


@pytest.mark.parametrize("name", ["reporting", "flow", "network"])
def test_a_picture_shows_a_script_as_text(site: str, context: BrowserContext, name: str) -> None:
    """What documents say is never markup in a drawing either, nor in the panel beside it."""

    def answer(route: Route) -> None:
        route.fulfill(json=_hostile(route.fetch().json()))

    context.route(f"**/{name}.json*", answer)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{site}/sv/{name}.html", wait_until="networkidle")
    expect(page.locator("figure svg").first).to_be_visible()
    mark = page.locator("figure svg a").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("figure :is(script, img), aside :is(script, img)").count() == 0
    assert page.title() != "broken"
    assert not dialogs


def test_suggestions_show_a_script_as_text(site: str, context: BrowserContext) -> None:
    """Nor in what the search suggests."""
    hits = [["item", "res/item/1.html", HOSTILE, HOSTILE]]
    context.route("**/suggest.json*", lambda route: route.fulfill(json={"hits": hits, "total": 1}))
    page = context.new_page()
    page.goto(f"{site}/sv/")
    page.get_by_role("combobox").press_sequentially("abc")
    expect(page.get_by_role("option")).to_contain_text("<script>")
    assert page.locator("form.search :is(script, img)").count() == 0


def test_a_page_on_paper_is_what_it_says(site: str, page: Page) -> None:
    """Printed, a page keeps its heading, facts and text, and leaves out menu, forms and downloads; nothing is cut."""
    page.goto(f"{site}/sv/res/meeting/schnv-2025-10-17.html")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    for name in ("header nav", ".skip"):
        expect(page.locator(name)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".txt").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    page.goto(f"{site}/sv/")
    expect(page.locator("form.search")).to_be_hidden()
