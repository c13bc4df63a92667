"""Pages: one for each kind of thing, in both languages, safe, linked, with the sentence behind each fact."""

from __future__ import annotations

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests.serve.conftest import Site

KINDS = {
    "body": "sn",
    "meeting": "m1",
    "item": "i2",
    "decision": "b1",
    "proposal": "f1",
    "person": "p1",
    "document": "d1",
    "referral": "r1",
    "assignment": "u1",
    "membership": "k1",
    "attendance": "a1",
    "deadline": "t1",
    "condition": "v1",
    "body-relation": "l1",
    "role": "ordforande",
}
LISTS = (
    "",
    "meetings.html",
    "bodies.html",
    "people.html",
    "matters.html",
    "about.html",
    "api.html",
    "query.html",
    "search.html?q=jour",
)


DATA = '<script type="application/ld+json">'
"""No script but data: what a page says of itself in schema.org's words."""


class Page(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]


def _check(found_text: str, lang: str) -> Page:
    """What must hold of every page."""
    page = Page(found_text)
    assert page.all("html") == [{"lang": lang}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.all("a")[0]["href"] == "#content"
    assert not [a for _, a in page.tags if "style" in a or any(name.startswith("on") for name in a)]
    assert not page.all("style")
    assert all("src" in one or one.get("type") == "application/ld+json" for one in page.all("script"))
    for tag, name in (("link", "href"), ("script", "src"), ("img", "src"), ("form", "action")):
        for attributes in page.all(tag):
            assert not urlsplit(attributes.get(name) or "").netloc, attributes
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert all(header.get("scope") for header in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    labelled = {label.get("for") for label in page.all("label")}
    assert all(field.get("id") in labelled for tag in ("input", "select", "textarea") for field in page.all(tag))
    return page


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_thing_has_a_page(norrdal_site: Site, kind: str, lang: str) -> None:
    """Every thing answers in both languages, and links to its data and to the other language."""
    found = norrdal_site.get(f"/{lang}/res/{kind}/{KINDS[kind]}.html")
    assert found.status_code == 200
    page = _check(found.text, lang)
    addresses = {link["href"] for link in page.all("a")}
    assert f"../../../res/{kind}/{KINDS[kind]}.ttl" in addresses
    other = "en" if lang == "sv" else "sv"
    assert f"../../../{other}/res/{kind}/{KINDS[kind]}.html" in addresses


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("path", LISTS)
def test_lists_and_forms_are_there(norrdal_site: Site, path: str, lang: str) -> None:
    """The start page, the lists, search, questions and what is said of the data, in both languages."""
    found = norrdal_site.get(f"/{lang}/{path}")
    assert found.status_code == 200
    _check(found.text, lang)


@pytest.mark.parametrize(
    "path", ["/sv/res/item/i2.html", "/sv/res/person/p1.html", "/en/res/meeting/m1.html", "/sv/people.html"]
)
def test_what_documents_say_is_never_markup(norrdal_site: Site, path: str) -> None:
    """A `<script>` in a title, a name or a quote stands on the page as text."""
    text = norrdal_site.get(path).text.replace(DATA, "")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "<img src=x" not in text


def test_what_is_searched_for_is_never_markup(norrdal_site: Site) -> None:
    """What a visitor writes comes back as text, in the field, the heading and the links."""
    text = norrdal_site.get("/sv/search.html", accept="text/html").text
    hostile = norrdal_site.client.get("/sv/search.html", params={"q": '"><script>x</script>'}).text
    wrong = norrdal_site.client.get("/sv/query.html", params={"query": "</textarea><script>x</script>"}).text
    built = '<script type="module" src="../static/built/'
    assert all(tag.startswith(built) or tag == DATA for tag in re.findall("<script[^>]*>", text + hostile + wrong))


def test_data_escapes_what_documents_say(norrdal_site: Site) -> None:
    """JSON-LD holds the hostile name as a string, and is served as data that no browser renders."""
    found = norrdal_site.get("/res/person/p1.jsonld")
    assert "<script>alert(2)</script>" in str(found.json())
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/sv/", "/res/meeting/m1.ttl", "/static/style.css", "/sv/nix.html", "/openapi.json"])
def test_no_other_host_is_asked_for_anything(norrdal_site: Site, path: str) -> None:
    """The policy allows this server only, and neither inline scripts nor inline styles."""
    headers = norrdal_site.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers


def test_there_are_no_docs_from_elsewhere(norrdal_site: Site) -> None:
    """FastAPI's own pages load scripts from a CDN; graf has a page of its own instead."""
    assert norrdal_site.get("/docs").status_code == 404
    assert norrdal_site.get("/redoc").status_code == 404
    assert norrdal_site.get("/api").headers["location"].endswith("sv/api.html")


def test_people_are_not_for_search_engines(norrdal_site: Site) -> None:
    """A person's page, and those about a person's roles and attendance, ask not to be indexed."""
    for path in (
        "/sv/res/person/p1.html",
        "/sv/people.html",
        "/sv/res/membership/k1.html",
        "/sv/res/attendance/a1.html",
    ):
        assert '<meta name="robots" content="noindex">' in norrdal_site.get(path).text, path
    assert "noindex" not in norrdal_site.get("/sv/res/body/sn.html").text


def test_swedish_words_keep_their_language_on_english_pages(norrdal_site: Site) -> None:
    """What the document says is Swedish on an English page too, so that it is read aloud as Swedish."""
    text = norrdal_site.get("/en/res/decision/b1.html").text
    assert re.search(r'<h1><span lang="sv">Att utse Eva', text)


def test_from_the_start_page_to_the_sentence(dalarna_site: Site) -> None:
    """Start page → body → meeting → decision → the passage in the document, marked."""
    path = "/sv/"
    for pattern in (
        r'href="([^"]*/bodies\.html)"',
        r'href="([^"]*/body/schnv\.html)"',
        r'href="([^"]*/meeting/schnv-2025-10-17\.html)"',
        r'href="([^"]*/decision/[^"]*\.html)"',
        r'href="([^"]*/text/[^"]*#L\d+)"',
    ):
        text = dalarna_site.get(path).text
        found = re.search(pattern, text)
        assert found, f"{pattern} is not on {path}"
        quotes = re.findall(r'<blockquote class="q" lang="sv">(.*?)</blockquote>', text, re.DOTALL)
        path = urljoin(path, found[1].replace("&amp;", "&"))
    marked = re.findall(r"<mark[^>]*>(.*?)</mark>", dalarna_site.get(path).text)
    assert quotes
    assert "".join(marked).split() == quotes[0].split()


def test_a_meeting_is_a_parallel_edition(dalarna_site: Site) -> None:
    """Beside each item stand the document's own lines, with their numbers, as they were read."""
    text = dalarna_site.get("/sv/res/meeting/schnv-2025-10-17.html").text
    assert "Föredragande" in text
    assert "Bilagor" in text
    assert re.search(r'<span class="ln">1</span><span>[^<]*Motets 6ppnande', text)
    assert "<mark>att oppna motet.</mark>" in text


def test_search_ignores_case_and_accents(dalarna_site: Site) -> None:
    """`VARDHYGIEN` finds what is about vårdhygien."""
    text = dalarna_site.get("/sv/search.html?q=VARDHYGIEN").text
    assert "vårdhygien" in text
    assert "träff" in text
    assert "Inget hittades" in dalarna_site.get("/sv/search.html?q=xyzzy").text


def test_a_question_has_a_page_and_data(dalarna_site: Site) -> None:
    """A public question shows a form, a table and links to its data; a wrong parameter is told, not a fault."""
    found = dalarna_site.get("/sv/query/decisions.html?body=SCHNV&status=taken")
    page = _check(found.text, "sv")
    data = next(link["href"] for link in page.all("a") if (link["href"] or "").split("?")[0].endswith("decisions.csv"))
    assert data is not None
    assert dalarna_site.get(urljoin("/sv/query/decisions.html", data)).headers["content-type"].startswith("text/csv")
    wrong = dalarna_site.get("/sv/query/decisions.html?body=xyzzy")
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.text
    assert dalarna_site.get("/sv/query/xyzzy.html").status_code == 404


@pytest.mark.parametrize(("start", "most"), [("/sv/", 120), pytest.param("/en/", 1500, marks=pytest.mark.slow)])
def test_every_link_leads_somewhere(dalarna_site: Site, start: str, most: int) -> None:
    """Following links, breadth first, nothing is missing, and every page keeps the rules; pictures have tests."""
    pictures = {f"/{lang}/{name}.html" for lang in ("sv", "en") for name in ("reporting", "flow")}
    seen, queue, looked = {start, *pictures}, deque([start]), 0
    while queue and looked < most:
        path = queue.popleft()
        found = dalarna_site.client.get(path, follow_redirects=True)
        looked += 1
        assert found.status_code == 200, f"{path}: {found.status_code}"
        if not found.headers["content-type"].startswith("text/html"):
            continue
        page = _check(found.text, found.headers["content-language"])
        ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
        for link in page.all("a"):
            parts = urlsplit(urljoin(path, link["href"] or ""))
            if parts.netloc:
                continue
            if (link["href"] or "").startswith("#"):
                assert parts.fragment in ids, f"{path}: {link['href']}"
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if address not in seen:
                seen.add(address)
                queue.append(address)
    assert looked > 50
