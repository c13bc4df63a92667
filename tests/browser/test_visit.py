"""A visit with mouse and keyboard: from the start page to the sentence behind a decision."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

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


def test_no_page_asks_another_host(site: str, context: BrowserContext, each_kind: EachKind) -> None:
    """A visit is nobody else's business: every kind of page loads from this server only, scripts and data too."""
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page = context.new_page()
    for address in each_kind(page, "sv"):
        page.goto(address)
    assert asked == {urlsplit(site).netloc}
