"""The search in a browser: suggestions by keyboard, and a site of files that finds what the server finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from graf.read.lexicon import frequencies
from graf.render import sheets_search
from graf.render.site import Site, opened
from graf.views import search_index
from graf.views.search import entries
from graf.views.terms import stem, words

ASKED = (
    "omsorg",
    "alvdalen",
    "Älvdalen",
    "avtalen",
    "hemsjuk",
    "beslut finansiering",
    "minimaria",
    "lchnv 2025",
    "Gärdsback",
    "hygien vård",
    "SKR:s",
    "finns inte",
)


@pytest.fixture(scope="module")
def files(release: Path) -> Site:
    """The release as a site of files is made from it."""
    return Site(*opened(release))


def _as_files(context: BrowserContext, site: str, files: Site) -> None:
    """Answers from now on as a host of files does."""
    made = {f"{site}/sv/{sheet.name}": sheet.make(files, "sv", {}) for sheet in sheets_search.SHEETS}

    def answer(route: Route) -> None:
        address = route.request.url.split("?")[0]
        media = "text/html" if address.endswith("html") else "application/json"
        route.fulfill(body=made[address], content_type=f"{media}; charset=utf-8")

    context.route(lambda address: address.split("?")[0] in made, answer)


def test_suggestions_by_keyboard(site: str, page: Page) -> None:
    """While somebody writes, names are suggested; arrows choose, Escape closes, Enter opens the chosen one."""
    page.goto(f"{site}/sv/")
    field = page.get_by_role("combobox", name="Sök")
    field.focus()
    page.keyboard.type("lansc")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Länschefsnätverket")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", "suggested-0-0")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("lansc")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Länschefsnätverket")


def test_a_suggestion_can_be_clicked(site: str, page: Page) -> None:
    """By mouse too."""
    page.goto(f"{site}/sv/search.html")
    page.get_by_role("combobox", name="Sök").press_sequentially("minim")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("MiniMaria")


def test_files_and_server_find_the_same(site: str, context: BrowserContext, release: Path, files: Site) -> None:
    """Whatever is asked, the index that works without a server has the same hits; every twelfth term, too."""
    every = sorted({term for one in entries(files.source("sv")) for several in one.terms.values() for term in several})
    chosen = random.Random(7).sample(every, len(every) // 12)
    asked = [*ASKED, *chosen, *(term[:3] for term in chosen[:60])]
    index = files.index()
    iris = {text: {iri for iri, _ in search_index.search(index, text, 10_000)[1]} for text in asked}
    _as_files(context, site, files)
    page = context.new_page()
    page.goto(f"{site}/sv/search.html")
    found = page.evaluate(
        """async asked => {
          const script = [...document.scripts].find(one => one.src.includes("search.js")).src;
          const text = await (await fetch(script)).text();
          const { finder } = await import(new URL(text.match(/\\.\\/find-[A-Z0-9]+\\.js/)[0], script));
          const find = finder(await (await fetch("search-index.json")).json());
          return Object.fromEntries(asked.map(one => [one, find(one).map(([kind, address]) => address)]));
        }""",
        asked,
    )
    base = files.base
    for text, several in iris.items():
        assert {f"{base}/id/{address[4:-5]}" for address in found[text]} == several, text
    assert any(several for several in iris.values())


def test_a_site_of_files_shows_its_hits(site: str, context: BrowserContext, files: Site) -> None:
    """The search page of such a site, and its suggestions, work without a server."""
    _as_files(context, site, files)
    page = context.new_page()
    page.goto(f"{site}/sv/search.html?q=omsorg")
    expect(page.locator("[data-many]")).to_contain_text("träffar")
    expect(page.get_by_role("link", name="Vård- och omsorgscollege", exact=True)).to_be_visible()
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").press_sequentially("alvdal")
    page.get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("Älvdalens kommun")


def test_words_are_read_alike_in_both_languages(site: str, page: Page) -> None:
    """The script divides, folds and shortens words as the index was made: 20,000 Swedish words, and odd ones."""
    some = random.Random(3).sample(sorted(frequencies()), 20_000)
    texts = [*some, "Ängelholm–Örebro 5.b", "İstanbul ﬁn ß", "Łódź smørrebrød", "år 2025-10-17", "😀 _x_ A_B"]
    page.goto(f"{site}/sv/search.html")
    found = page.evaluate(
        """async texts => {
          const script = [...document.scripts].find(one => one.src.includes("search.js")).src;
          const text = await (await fetch(script)).text();
          const { stem, words } = await import(new URL(text.match(/\\.\\/find-[A-Z0-9]+\\.js/)[0], script));
          return texts.map(one => words(one).map(stem));
        }""",
        texts,
    )
    assert [(text, [stem(one) for one in words(text)]) for text in texts] == list(zip(texts, found, strict=True))
