"""The page where a visitor asks in SPARQL: the editor by keyboard, answers that can be sorted, bodies as a picture."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

BODIES = """SELECT ?from ?to WHERE { ?tie a graf:BodyRelation ; graf:fromBody ?from ; graf:toBody ?to }"""


def test_a_question_is_written_completed_and_asked_by_keyboard(site: str, page: Page) -> None:
    """Terms complete by label, Ctrl+Enter asks, the query is in the address, and Escape leads out of the editor."""
    page.goto(f"{site}/sv/query.html")
    editor = page.locator(".editing").get_by_role("textbox", name="SPARQL-fråga")
    editor.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SELECT ?m WHERE { ?m a graf:Meet")
    expect(page.get_by_role("option").first).to_contain_text("graf:Meeting")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    expect(editor).to_contain_text("?m a graf:Meeting")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Kör frågan")).to_be_focused()
    editor.focus()
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_role("table")).to_be_visible()
    assert "graf%3AMeeting" in page.url
    expect(editor).to_contain_text("SELECT ?m WHERE")


def test_an_example_can_be_changed(site: str, page: Page) -> None:
    """A public question taken from the list stands in the editor, and is not asked before somebody says so."""
    page.goto(f"{site}/sv/query.html")
    page.get_by_role("link", name="SPARQL: Beslut", exact=True).click()
    editor = page.locator(".editing").get_by_role("textbox", name="SPARQL-fråga")
    expect(editor).to_contain_text("SELECT ?meeting")
    assert page.get_by_role("table").count() == 0


def test_answers_can_be_sorted(site: str, page: Page) -> None:
    """A heading sorts its column up, then down, and says so; dates and numbers as such."""
    page.goto(f"{site}/sv/query/decisions.html")
    head = page.locator("table[data-answer] thead th").nth(4)
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = page.locator("table[data-answer] tbody tr td:nth-child(5)").all_inner_texts()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    down = page.locator("table[data-answer] tbody tr td:nth-child(5)").all_inner_texts()
    assert [text for text in up if text] != [text for text in down if text]
    assert sorted(up) == sorted(down)


def test_bodies_that_an_answer_ties_are_drawn(site: str, page: Page) -> None:
    """Rows with two bodies are a picture too: one tab stop, arrows move, Enter opens the body's page."""
    page.goto(f"{site}/sv/query.html?query={quote(BODIES)}")
    marks = page.locator("figure.linked svg a")
    expect(marks.first).to_be_visible()
    assert page.locator('figure.linked svg a[tabindex="0"]').count() == 1
    page.locator('figure.linked svg a[tabindex="0"]').focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    name = page.evaluate("document.activeElement.querySelector('title').textContent")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(name)


def test_names_in_that_picture_do_not_overlap(site: str, page: Page) -> None:
    """Every name can be read."""
    page.goto(f"{site}/sv/query.html?query={quote(BODIES)}")
    expect(page.locator("figure.linked svg")).to_be_visible()
    boxes = page.eval_on_selector_all(
        "figure.linked svg text",
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])",
    )
    assert len(boxes) > 5
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            wide, high = min(right, other[2]) - max(left, other[0]), min(bottom, other[3]) - max(top, other[1])
            assert not (wide > 1 and high > 3)


def test_without_script_it_is_a_form(site: str, browser: Browser) -> None:
    """The plain field asks too."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/sv/query.html")
    page.get_by_label("SPARQL-fråga").fill("SELECT (COUNT(*) AS ?n) WHERE { ?m a graf:Meeting }")
    page.get_by_role("button", name="Kör frågan").click()
    expect(page.get_by_role("table")).to_contain_text("n")
    context.close()
