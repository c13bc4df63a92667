"""The two pictures: drawn from the real data, chosen by mouse or keyboard, readable, and tables without script."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

PICTURES = ("reporting", "flow", "network", "timeline")
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("figure .scroll svg text")]
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
    page.goto(f"{_address(page, site, name)}{rest}")
    expect(page.locator("figure .scroll svg")).to_be_visible()


def _address(page: Page, site: str, name: str) -> str:
    """The address of a picture's page; a timeline is that of the matter with the most meetings."""
    if name != "timeline":
        return f"{site}/sv/{name}.html"
    page.goto(f"{site}/sv/matters.html")
    rows = page.eval_on_selector_all(
        "main table:first-of-type tbody tr",
        "rows => rows.map(row => [Number(row.querySelector('td.num, td.r')?.textContent ?? 0), "
        "row.querySelector('a').href])",
    )
    return str(max(rows)[1])


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
    marks = page.locator("figure .scroll svg a:not(.body)")
    assert page.locator('figure .scroll svg a[tabindex="0"]').count() == 1
    page.locator('figure .scroll svg a[tabindex="0"]').focus()
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
    assert len(seen) > 1
    page.keyboard.press("Home")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == focused
    if name != "timeline":
        expect(page.locator("aside.detail[aria-live=polite] h2")).to_be_visible()
    chosen = page.locator("tr.sel, li.sel")
    assert chosen.count() == 1
    if name == "timeline":
        assert page.evaluate("document.activeElement.matches('li.sel')")
        page.locator('figure .scroll svg a[tabindex="0"]').focus()
    page.keyboard.press("Escape")
    assert chosen.count() == 0
    assert marks.count() > 2
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('svg')")


def test_choosing_an_edge_tells_sentence_document_and_confidence(site: str, page: Page) -> None:
    """A line of the picture leads to what it rests on; its address can be passed on."""
    _open(page, site, "reporting")
    page.locator('figure .scroll svg a.edge[href="#r-rss-dalarna-supports-schnv"] rect').click()
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
    page.locator('figure .scroll svg a.band.open[href="#r-schnv-2025-10-17-7.d-1"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("aside.detail")).to_contain_text("öppen")
    expect(page.locator("aside.detail")).to_contain_text("ADL")


def test_the_legend_filters(site: str, page: Page) -> None:
    """A kind of relation that is not wanted is not drawn; the table keeps it."""
    _open(page, site, "reporting")
    before = page.locator("svg a.k-part-of").count()
    page.get_by_role("checkbox", name="ingår i").uncheck()
    assert before > 0
    assert page.locator("figure .scroll svg a.k-part-of").count() == 0
    assert page.locator("table .k-part-of").count() == before


@pytest.mark.parametrize("name", PICTURES)
def test_marks_are_large_enough_and_named_by_what_is_seen(site: str, page: Page, name: str) -> None:
    """What is to be hit is at least 24 pixels high and wide (WCAG 2.2, 2.5.8); names begin with the visible words."""
    _open(page, site, name)
    sizes: list[list[Any]] = page.eval_on_selector_all(
        "figure .scroll svg a .foc",
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])",
    )
    assert sizes
    assert all(min(size) >= 23.5 for size in sizes)
    pairs = page.eval_on_selector_all(
        "figure .scroll svg a[aria-label]",
        "all => all.map(one => [(one.querySelector('text') ?? one.closest('g.node, g.mark, g.knot')"
        "?.querySelector('text'))?.textContent ?? '', one.getAttribute('aria-label')])",
    )
    assert pairs
    for text, label in pairs:
        seen = text.split(" 20")[0].removesuffix("…").removesuffix("-")
        assert label.startswith(seen), f"{label} does not begin with {seen}"


@pytest.mark.parametrize("name", PICTURES)
def test_a_telephone_gets_a_list(site: str, page: Page, name: str) -> None:
    """At 390 pixels the outline or the routes stand in place of the picture, and nothing sticks out sideways."""
    address = _address(page, site, name)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address, wait_until="networkidle")
    expect(page.locator("figure.drawing")).to_be_hidden()
    expect(page.locator(".outline, .ev, #table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", PICTURES)
def test_without_script_there_is_the_table(site: str, browser: Browser, name: str) -> None:
    """The page is whole without JavaScript: each relation or move with its sentence."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(_address(page, site, name))
    assert page.locator("tr[data-title]").count() > 10 or page.locator("li[data-title]").count() > 1
    if name != "network":
        assert page.locator("[data-title] .q").count() > 1
    expect(page.locator(".outline, .ev, #table").first).to_be_visible()
    context.close()


def test_the_day_moves_by_keyboard_and_stands_in_the_address(site: str, page: Page) -> None:
    """The slider goes back month by month with the arrows; later relations are not drawn, the table keeps them."""
    _open(page, site, "reporting")
    every, rows = page.locator("figure .scroll svg a.edge").count(), page.locator("tr[data-title]").count()
    page.locator("input[type=range]").focus()
    page.keyboard.press("Home")
    assert page.locator("figure .scroll svg a.edge").count() < every
    assert page.locator("tr[data-title]").count() == rows
    assert "date=" in page.url
    page.reload()
    expect(page.locator("figure .scroll svg")).to_be_visible()
    assert page.locator("figure .scroll svg a.edge").count() < every
    page.locator("input[type=range]").focus()
    page.keyboard.press("End")
    assert page.locator("figure .scroll svg a.edge").count() == every
    assert "date=" not in page.url


def test_a_body_is_found_and_its_way_up_is_shown(site: str, page: Page) -> None:
    """Typing a name and Enter jumps to the body: its ways up are marked, the panel tells them and who sat in it."""
    _open(page, site, "reporting")
    page.locator("#focus").fill("länschefs")
    page.keyboard.press("Enter")
    expect(page.locator("aside.detail h2")).to_contain_text("Länschefsnätverket")
    expect(page.locator("aside.detail .seats")).to_be_visible()
    assert page.locator("figure .scroll svg a.edge.path").count() > 1
    assert page.evaluate("document.activeElement.id") == "n-lchnv"
    assert "focus=lchnv" in page.url
    page.keyboard.press("Escape")
    assert page.locator("figure .scroll svg a.edge.path").count() == 0


def test_a_branch_shuts_and_opens_by_keyboard(site: str, page: Page) -> None:
    """What stands under a body can be hidden and shown again; the address says so, and focus stays where it was."""
    _open(page, site, "reporting")
    before = page.locator("figure .scroll svg .node").count()
    toggle = page.locator('figure .scroll svg a.toggle[aria-expanded="true"]').first
    name = toggle.get_attribute("id")
    toggle.focus()
    page.keyboard.press("Enter")
    assert page.locator("figure .scroll svg .node").count() < before
    assert page.evaluate("document.activeElement.id") == name
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "false"
    assert "shut=" in page.url
    page.keyboard.press("Enter")
    assert page.locator("figure .scroll svg .node").count() == before


def test_the_flow_filters_without_asking_the_server(site: str, page: Page) -> None:
    """Where a page holds every move, a choice filters picture, table and list at once, and stands in the address."""
    _open(page, site, "flow")
    rows = page.locator("tr[data-title]:visible").count()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/sv/" in request.url else None)
    page.locator("select[name=period]").select_option("2022")
    shown = page.locator("tr[data-title]:visible").count()
    assert 0 < shown < rows
    assert page.locator("figure .scroll svg a.band").count() == shown
    expect(page.locator(".note")).to_contain_text(f"{shown} förflyttningar visas")
    assert "period=2022" in page.url
    assert not asked


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_can_be_taken_away(site: str, page: Page, name: str, tmp_path: Path) -> None:
    """As an SVG that stands alone, a PNG twice as large, CSV and GraphML; the question behind it is a click away."""
    _open(page, site, name)
    with page.expect_download() as saving:
        page.locator("[data-save=svg]").click()
    svg = ElementTree.fromstring(Path(saving.value.path()).read_bytes())
    assert len(list(svg.iter("{http://www.w3.org/2000/svg}path"))) > 3
    assert not [one for one in svg.iter() if one.get("class") or one.tag.endswith("}style")]
    with page.expect_download() as saving:
        page.locator("[data-save=png]").click()
    image = Image.open(Path(saving.value.path()))
    drawn = page.locator("figure .scroll svg").evaluate("svg => svg.viewBox.baseVal.width")
    assert image.width == round((drawn + 32) * 2)
    assert len(image.convert("L").getcolors() or []) > 4
    links = page.eval_on_selector_all("ul.out a", "all => all.map(one => one.href)")
    assert any("/query" in link for link in links)
    for link in links:
        assert page.request.get(link).status == 200, link
    if name == "timeline":
        for form, begins in (("csv", '"number"'), ("graphml", "<?xml")):
            with page.expect_download() as saving:
                page.locator(f"[data-save={form}]").click()
            assert Path(saving.value.path()).read_text(encoding="utf-8").startswith(begins)
    else:
        assert {"csv", "graphml"} <= {link.split("?")[0].rpartition(".")[2] for link in links}
