"""Answers: entity tags and 304, and what a client is told where there is nothing, no longer, or not in that form.

A release never changes, so what an address answers follows from the release, graf's own code and the request; the
entity tag is made of these, and an answer that a client has need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence

from fastapi import Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from graf.render import gone
from graf.render.i18n import LANGUAGES, say
from graf.render.pages import MEDIA, Page
from graf.serve.negotiation import choose, language
from graf.serve.site import Site

CACHE = "public, max-age=60"


def tag(site: Site, request: Request, *parts: str) -> str:
    """The entity tag of an answer: of the release, of graf, of the address, and of what else it depends on."""
    what = (site.publication.digest, site.code, request.url.path, request.url.query, *parts)
    return f'"{hashlib.sha256(chr(0).join(what).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def known(request: Request, entity: str) -> bool:
    """Whether the client has this answer (`If-None-Match`, compared weakly as RFC 9110 wants)."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or entity in {one.strip().removeprefix("W/") for one in given.split(",")}


def answer(
    site: Site,
    request: Request,
    suffix: str,
    make: Callable[[], str | bytes],
    *,
    lang: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer in a form: made only where the client has not got it yet."""
    entity = tag(site, request, suffix, lang)
    carried = {"ETag": entity, "Cache-Control": CACHE, **(headers or {})}
    if lang:
        carried["Content-Language"] = lang
    if known(request, entity):
        return Response(status_code=304, headers=carried)
    media = MEDIA[suffix] + ("; charset=utf-8" if MEDIA[suffix].startswith("text/") else "")
    return Response(site.keep(entity, make), headers=carried, media_type=media)


class GoneError(HTTPException):
    """A thing that there was in an earlier release; `reason` is what its tombstone says."""

    def __init__(self, reason: str) -> None:
        super().__init__(410, reason)


class ChoicesError(HTTPException):
    """A thing that became several: `choices` are what it is now."""

    def __init__(self, choices: Sequence[NamedNode]) -> None:
        super().__init__(300)
        self.choices = choices


def not_acceptable(offered: tuple[str, ...]) -> HTTPException:
    """None of the forms that the client accepts is one of these."""
    return HTTPException(406, ", ".join(MEDIA[suffix] for suffix in offered))


def wanted_language(request: Request) -> str:
    """The language of an address, or else the one that the client likes best."""
    first = request.url.path.removeprefix(request.scope.get("root_path", "")).split("/")[1]
    return first if first in LANGUAGES else language(request.headers.get("accept-language"))


def excuse(site: Site) -> Callable[[Request, Exception], Response]:
    """The handler of `HTTPException`: a page for people, a line of JSON for programs."""

    def handler(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = error.status_code
        headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **(error.headers or {})}
        if isinstance(error, ChoicesError):
            return _choices(site, request, error.choices, headers)
        if choose(request.headers.get("accept"), ("html", "json")) == "json":
            return JSONResponse({"status": status, "detail": error.detail}, status, headers)
        lang = wanted_language(request)
        kind = str(status) if f"error.title_{status}" in _KNOWN else "other"
        path = request.url.path.removeprefix("/")
        if status == 410:
            text = gone.tombstone_page(site, lang, path, error.detail)
            return HTMLResponse(text, status, {**headers, "Content-Language": lang})
        page = Page(say(lang, f"error.title_{kind}"), lang, path, "", noindex=True)
        detail = error.detail if status in (400, 406) else ""
        text = site.render("error.html", page, status=status, kind=kind, detail=detail)
        return HTMLResponse(text, status, {**headers, "Content-Language": lang})

    return handler


def _choices(site: Site, request: Request, nodes: Sequence[NamedNode], headers: dict[str, str]) -> Response:
    """What something became: a page with links, or their names as JSON; each in the `Link` header too."""
    lang = wanted_language(request)
    path = request.url.path.removeprefix(request.scope.get("root_path", "")).removeprefix("/")
    links = (f"{'../' * path.count('/')}res/{node.value.partition('/id/')[2]}" for node in nodes)
    headers["Link"] = ", ".join(f'<{link}>; rel="alternate"' for link in links)
    if choose(request.headers.get("accept"), ("html", "json")) != "html":
        return JSONResponse({"status": 300, "choices": [node.value for node in nodes]}, 300, headers)
    text = gone.choices_page(site, lang, path, nodes)
    return HTMLResponse(text, 300, {**headers, "Content-Language": lang})


_KNOWN = {f"error.title_{status}" for status in (400, 404, 406)}
