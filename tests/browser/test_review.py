"""A review by keyboard alone, in a real browser, in front of a real `graf review`."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from graf import build as building
from graf import config
from graf.corrections import load
from graf.issues import STALE, Issue
from graf.model import Minutes
from graf.rdf.vocab import GRAF, RDF
from graf.render.pages import built
from graf.resolve.dates import settle_dates
from graf.store.embedded import open_read_only

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DONE = ".done"
PRESSED = "[...document.querySelectorAll('[data-key]')].filter(one => !one.matches('a[href], button, details')).length"


@dataclass(frozen=True)
class Review:
    """A review of Dalarna: its dataset, where its releases go, and its address."""

    dataset: Path
    out: Path
    address: str


@pytest.fixture
def review(dalarna: Path, release: Path, tmp_path: Path) -> Iterator[Review]:
    """A review of a copy of Dalarna, which begins with its release."""
    if not built("review.js"):
        pytest.skip("the pages' scripts are not built: `make pictures` does, with Node 18 or newer")
    dataset, out = tmp_path / "dalarna", tmp_path / "build"
    shutil.copytree(dalarna, dataset)
    shutil.copytree(release.parent, out, symlinks=True)
    graf = Path(sys.executable).with_name("graf")
    command = [str(graf), "review", str(dataset), "--out", str(out), "--port", "0", "--reviewer", "Anna Arkivarie"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address
        yield Review(dataset, out, address)
        server.terminate()


def _press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def _count(review: Review) -> int:
    return len(load(review.dataset / "corrections"))


def test_ten_facts_by_keyboard_are_in_the_release_and_stay(
    review: Review, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten cases are settled without a mouse; the rebuilt release holds what was said, and a better rule keeps it."""
    page.goto(review.address)
    _press(page, "j")
    dated = False
    said: set[str] = set()
    for _ in range(40):
        if _count(review) >= 10:
            break
        if page.locator(".crumb").first.inner_text().startswith("Möten utan datum"):
            _press(page, "e")
            assert page.evaluate("document.activeElement.name") == "f.date"
            page.keyboard.type("2025-11-21")
            _press(page, "Enter")
            dated = True
        elif page.locator(".crumb").first.inner_text().startswith("Förslag"):
            _press(page, "r")
            page.locator("#why").focus()
            _press(page, "Enter")
        elif page.locator("[data-key=a]").count():
            _press(page, "a")
        else:
            _press(page, "p")
        assert page.locator(".wrong").count() == 0, page.locator(".wrong").inner_text()
        if len(said) < 3:
            expect(page.locator("#said")).not_to_be_empty()
            said.add(page.locator("#said").inner_text().split()[0])
    assert _count(review) >= 10
    assert "Sparat:" in said
    assert dated
    assert page.locator(DONE).is_visible()
    page.keyboard.press("d")
    assert "+ [[correction]]" in page.locator(".diff pre").inner_text()
    _press(page, "u")
    assert _count(review) == 9
    _press(page, "a")
    expect(page.locator("#build")).not_to_contain_text("…", timeout=60_000)

    made = building.build(config.load(review.dataset), review.out)
    assert made.unchanged
    assert made.summary["corrected"] == 10
    assert not [issue for issue in made.issues if issue.kind == STALE]
    first = _said(made.release)
    assert len([line for line in first if line.endswith("Correction")]) == 10
    assert "notBefore 2025-11-21" in first

    def better(minutes: Sequence[Minutes]) -> tuple[tuple[Minutes, ...], tuple[Issue, ...]]:
        """A rule that now dates what nothing dated before, if another day than the archivist's."""
        dated, issues = settle_dates(minutes)
        return tuple(replace(one, date=one.date or "2025-11-20", date_source="header") for one in dated), issues

    monkeypatch.setattr("graf.resolve.settle_dates", better)
    again = building.build(config.load(review.dataset), review.out.with_name("improved"))
    assert again.summary["corrected"] == 10
    assert not [issue for issue in again.issues if issue.kind == STALE]
    second = _said(again.release)
    assert [line for line in second if line.endswith("Correction")] == [
        line for line in first if line.endswith("Correction")
    ]
    assert "notBefore 2025-11-21" in second
    assert "notBefore 2025-11-20" not in second


def _said(release: Path) -> list[str]:
    """The corrections of a release, and the first days of its meetings."""
    store = open_read_only(release / "store")
    quads = [quad for quad in store if "/graph/ontology" not in str(quad.graph_name)]
    corrections = {
        f"{quad.subject.value} {quad.object.value.rsplit('/', 1)[1]}"
        for quad in quads
        if quad.predicate == RDF.type and quad.object == GRAF.Correction
    }
    days = {f"notBefore {quad.object.value}" for quad in quads if quad.predicate == GRAF.notBefore}
    return sorted(corrections | days)


def test_people_bodies_and_matters_by_keyboard(review: Review, page: Page) -> None:
    """People are merged and split, a matter is split off, without a mouse; passing over is remembered and undone."""
    page.goto(review.address)
    page.keyboard.press("/")
    page.wait_for_url("**/find")
    page.keyboard.type("Anna Yttervall")
    _press(page, "Enter")
    _follow(page, "Anna Yttervall")
    _press(page, "m")
    page.locator("#q").focus()
    page.keyboard.type("Tobias Berg")
    _press(page, "Enter")
    assert page.evaluate("document.activeElement.name") == "of"
    page.keyboard.press("Space")
    _press(page, "Enter")
    (merged,) = load(review.dataset / "corrections")
    assert (merged.action, merged.fact, len(merged.targets)) == ("merge", "person", 2)
    assert "Tobias Berg" in {target.quote for target in merged.targets}
    expect(page.locator("#said")).to_contain_text("Hopslaget")
    _press(page, "s")
    for box in page.locator("input[name=place]").all():
        if "Berg" in box.locator("xpath=..").inner_text():
            box.focus()
            page.keyboard.press("Space")
    page.locator("[id='f.name']").focus()
    page.keyboard.type("Tobias Berg")
    _press(page, "Enter")
    split = load(review.dataset / "corrections")[-1]
    assert (split.action, split.fact, dict(split.to)["name"]) == ("split", "person", "Tobias Berg")
    _press(page, "u")
    assert load(review.dataset / "corrections") == (merged,)

    page.goto(page.url.partition("/sv/")[0] + "/sv/find?q=MiniMaria")
    page.locator("section[aria-labelledby=k-matter] a").first.focus()
    _press(page, "Enter")
    _press(page, "s")
    page.keyboard.press("Space")
    _press(page, "Enter")
    assert page.locator(".wrong").count() == 0
    apart = load(review.dataset / "corrections")[-1]
    assert (apart.action, apart.fact) == ("split", "matter")

    _press(page, "l")
    _press(page, "j")
    title = page.locator("h1").inner_text()
    passed = page.url
    _press(page, "p")
    assert page.url != passed
    expect(page.locator("#said")).to_contain_text(title)
    _press(page, "u")
    assert page.url == passed
    _press(page, "p")
    rows = (review.dataset / "review" / "passed.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2
    assert f"{passed.rpartition('/')[2]}," in rows[1]
    assert page.title().startswith("Överhoppat")


def _follow(page: Page, name: str) -> None:
    """Goes to a link by the keyboard, as who uses a screen reader does."""
    page.get_by_role("link", name=name).first.focus()
    _press(page, "Enter")


def test_axe_finds_nothing_in_a_review(review: Review, page: Page, root: Path) -> None:
    """The law's accessibility holds for whoever reviews, in both languages: all pages, each kind of case, the forms."""
    axe = (root / "frontend/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    page.goto(review.address)
    first = page.eval_on_selector_all(".queue .rows li:first-child a", "all => all.map(one => one.href)")
    person = next(one for one in first if "/case/p-" in one)
    addresses = [page.url, *first, f"{person}?do=merge", f"{person}?do=set", f"{first[-1]}?do=add&kind=decision"]
    root_of = page.url.partition("/sv/")[0]
    addresses += [f"{root_of}/sv/find?q=berg", f"{first[0]}?do=set", f"{first[0]}?do=remove"]
    page.goto(first[-1])
    addresses.append(page.eval_on_selector(".told a", "one => one.href"))
    page.goto(first[1])
    _press(page, "a")
    addresses.append(page.url)
    found = []
    for address in dict.fromkeys(addresses):
        for lang, theme, width in (("sv", "light", 1280), ("en", "dark", 390)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address.replace("/sv/", f"/{lang}/"))
            page.evaluate(axe)
            answer = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
            found += [
                f"{address} {lang} {width}: {one['id']}: {one['nodes'][0]['html']}" for one in answer["violations"]
            ]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            clickable = page.evaluate(PRESSED)
            assert clickable == 0  # a key presses what Tab and Enter reach too
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_a_review_can_be_shown(review: Review, browser: Browser, root: Path, tmp_path: Path) -> None:
    """The pictures of docs/reviewing.md are made from the real data: GRAF_SCREENSHOTS=1 pytest tests/browser."""
    folder = root / "docs/screenshots" if os.environ.get("GRAF_SCREENSHOTS") else tmp_path
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    page = context.new_page()

    def show(name: str, high: int) -> None:
        page.set_viewport_size({"width": 1280, "height": high})
        expect(page.locator("#build")).not_to_contain_text("…", timeout=60_000)
        page.evaluate("scrollTo(0, 0)")
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(96).save(folder / f"review-{name}.png", optimize=True)

    page.goto(review.address)
    show("start", 1000)
    _press(page, "j")
    show("case", 840)
    with page.expect_navigation():
        page.keyboard.press("a")
    page.keyboard.press("d")
    page.evaluate("document.activeElement.blur()")
    show("diff", 1150)
    page.goto(page.eval_on_selector("[data-key=l]", "one => one.href"))
    with page.expect_navigation():
        page.locator("section[aria-labelledby=k-person] a").first.click()
    _press(page, "m")
    show("merge", 1150)
    page.goto(page.eval_on_selector(".told a", "one => one.href.split('#')[0]"))
    show("text", 820)
    context.close()
