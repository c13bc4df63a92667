"""Nobody but the reviewer gets at the page: token, cookie, host and origin, on a real server."""

from __future__ import annotations

import re

import httpx
import pytest

from .conftest import Running


def test_without_the_token_there_is_nothing(shared: Running) -> None:
    """Who does not have the printed address reads nothing and changes nothing; a wrong token is no token."""
    for path in ("/", "/sv/", "/sv/find?q=a", "/static/style.css", "/?token=wrong", "/?token=", "/sv/status"):
        assert httpx.get(shared.origin + path).status_code == 403
    answer = httpx.post(shared.origin + "/sv/reviewer", data={"name": "x"}, headers={"Origin": shared.origin})
    assert answer.status_code == 403
    assert shared.client.get("/sv/").status_code == 200


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
def test_other_sites_send_nothing(shared: Running, origin: str | None) -> None:
    """With the cookie, still only the page itself may send: a form elsewhere is refused."""
    before = shared.corrections
    for path in ("/sv/reviewer", "/sv/undo", shared.links()[0]):
        request = shared.client.build_request("POST", path, data={"name": "Mallory", "action": "pass"})
        del request.headers["Origin"]
        if origin is not None:
            request.headers["Origin"] = origin
        assert shared.client.send(request).status_code == 403
    assert shared.corrections == before
    assert "Anna Arkivarie" in shared.page("/sv/")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_other_names_and_sites_read_nothing(shared: Running, headers: dict[str, str]) -> None:
    """A foreign name that leads to this machine (DNS rebinding), or a page elsewhere, gets no answer."""
    assert shared.client.get("/sv/", headers=headers).status_code == 403


def test_every_answer_is_closed_in(shared: Running) -> None:
    """No other site may frame, read or script a page, and no browser keeps it."""
    for path in ("/sv/", shared.links()[0], "/static/review.css"):
        headers = shared.client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
    assert shared.client.request("PUT", "/sv/").status_code == 405


NOWHERE = (
    "/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/pages.py", "/sv/text/..%2f..", "/sv/case/..%2f..%2fx",
    "/de/", "/sv/text/etc",
)  # fmt: skip


@pytest.mark.parametrize("path", NOWHERE)
def test_no_address_leads_to_a_file(shared: Running, path: str) -> None:
    """Documents are found by key and never by path."""
    with httpx.Client(base_url=shared.origin, cookies=shared.client.cookies) as client:
        request = client.build_request("GET", "/")
        request.url = request.url.copy_with(raw_path=path.encode())
        answer = client.send(request)
    assert answer.status_code in (303, 404)
    assert "root:" not in answer.text


def test_what_documents_say_is_text(shared: Running) -> None:
    """Markup in a document is shown as it stands there, and is none of the page's."""
    texts = re.findall(r'href="(/sv/text/[^"#]+)"', shared.page("/sv/find"))
    assert len(texts) == 2
    for path in [*shared.links(), *texts, "/sv/", "/sv/find?q=%3Cscript%3Ealert(1)%3C/script%3E", "/sv/find?q=jour"]:
        page = shared.page(path)
        assert "<script>" not in page
        assert "<b>" not in page
    assert any("&lt;b&gt;återstår" in shared.page(path) for path in shared.links())
