"""The two pictures: drawn from the real data, chosen by mouse or keyboard, readable, and tables without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

PICTURES = ("reporting", "flow")
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("figure svg text")]
    .filter(text => text.textContent.trim())
    .map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const found = [];
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach(other => {
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    if (wide > 1 && high > 3) found.push(`${one.text} / ${other.text}`);
  }));
  return found;
}"""


def _open(page: Page, site: str, name: str, rest: str = "") -> None:
    page.goto(f"{site}/sv/{name}.html{rest}")
    expect(page.locator("figure svg")).to_be_visible()


@pytest.mark.parametrize("name", PICTURES)
def test_labels_do_not_overlap(site: str, page: Page, name: str) -> None:
    """Every name and label of a picture can be read; the width of a text is measured, so this holds for any font."""
    for width in (1280, 1600, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        for rest in ("", "?period=2025", "?by=quarter", "?by=step") if name == "flow" else ("",):
            _open(page, site, name, rest)
            assert page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_one_tab_stop_and_arrows_move_in_it(site: str, page: Page, name: str) -> None:
    """By keyboard alone: Tab enters, arrows, Home and End move, Enter chooses and tells, Escape lets go, Tab leaves."""
    _open(page, site, name)
    marks = page.locator("figure svg a:not(.body)")
    assert page.locator('figure svg a[tabindex="0"]').count() == 1
    page.locator('figure svg a[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.id")
    assert last != first
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.id") == first
    seen = {first}
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.id"))
    assert len(seen) > 2
    page.keyboard.press("Home")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == focused
    expect(page.locator("aside.detail[aria-live=polite] h2")).to_be_visible()
    assert page.locator("tr.sel").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("tr.sel").count() == 0
    assert marks.count() > 5
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('svg')")


def test_choosing_an_edge_tells_sentence_document_and_confidence(site: str, page: Page) -> None:
    """A line of the picture leads to what it rests on; its address can be passed on."""
    _open(page, site, "reporting")
    page.locator('figure svg a.edge[href="#r-rss-dalarna-supports-schnv"] rect').click()
    panel = page.locator("aside.detail")
    expect(panel).to_contain_text("RSS Dalarna har pa uppdrag av")
    expect(panel).to_contain_text("säkerhet")
    expect(panel).to_contain_text("17 oktober 2025")
    address = page.url
    page.goto(f"{site}/sv/")
    page.goto(address)
    expect(panel).to_contain_text("säkerhet")


def test_choosing_a_band_tells_what_is_open(site: str, page: Page) -> None:
    """What no later document answers is said to be open, in words, not only by hatching."""
    _open(page, site, "flow")
    page.locator('figure svg a.band.open[href="#r-schnv-2025-10-17-7.d-1"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside.detail")).to_contain_text("öppen")
    expect(page.locator("aside.detail")).to_contain_text("ADL")


def test_the_legend_filters(site: str, page: Page) -> None:
    """A kind of relation that is not wanted is not drawn; the table keeps it."""
    _open(page, site, "reporting")
    before = page.locator("svg a.k-part-of").count()
    page.get_by_role("checkbox", name="ingår i").uncheck()
    assert before > 0
    assert page.locator("figure svg a.k-part-of").count() == 0
    assert page.locator("table .k-part-of").count() == before


@pytest.mark.parametrize("name", PICTURES)
def test_targets_are_large_enough(site: str, page: Page, name: str) -> None:
    """What is to be hit is at least 24 pixels high and wide (WCAG 2.2, 2.5.8)."""
    _open(page, site, name)
    sizes: list[list[Any]] = page.eval_on_selector_all(
        "figure svg a .foc", "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert sizes
    assert all(min(size) >= 23.5 for size in sizes)


@pytest.mark.parametrize("name", PICTURES)
def test_names_begin_with_what_is_seen(site: str, page: Page, name: str) -> None:
    """Who speaks to the browser says what stands there: a mark's name begins with its visible words."""
    _open(page, site, name)
    pairs = page.eval_on_selector_all(
        "figure svg a[aria-label]",
        "all => all.map(one => [one.querySelector('text')?.textContent ?? '', one.getAttribute('aria-label')])",
    )
    assert pairs
    for text, label in pairs:
        seen = text.split(" 20")[0].removesuffix("…").removesuffix("-")
        assert label.startswith(seen), f"{label} does not begin with {seen}"


@pytest.mark.parametrize("name", PICTURES)
def test_a_telephone_gets_a_list(site: str, page: Page, name: str) -> None:
    """At 390 pixels the outline or the routes stand in place of the picture, and nothing sticks out sideways."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/sv/{name}.html", wait_until="networkidle")
    expect(page.locator("figure.drawing")).to_be_hidden()
    expect(page.locator(".outline")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", PICTURES)
def test_without_script_there_is_the_table(site: str, browser: Browser, name: str) -> None:
    """The page is whole without JavaScript: each relation or move with its sentence."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sv/{name}.html")
    assert page.locator("tr[data-title]").count() > 10
    assert page.locator("tr[data-title] .q").count() > 3
    expect(page.locator(".outline")).to_be_visible()
    context.close()
