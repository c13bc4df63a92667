"""Every page of the table of sheets, in both languages, and the addresses that lead to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from graf.render.i18n import LANGUAGES
from graf.render.sheets import PAGE, Sheet, numbered, sheets
from graf.serve.answers import answer, wanted_language
from graf.serve.site import Site

_NAMES: Final = {
    ("sv", "rapportvagar"): "reporting",
    ("en", "reporting"): "reporting",
    ("sv", "floden"): "flow",
    ("en", "flows"): "flow",
}
"""Names that a person may write, and the page that they lead to."""


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)
    known = {sheet.name: sheet for sheet in sheets()}

    @router.get("/")
    def choose(request: Request) -> Response:
        headers = {"Vary": "Accept-Language"}
        return RedirectResponse(f"{wanted_language(request)}/", 302, headers)

    @router.get("/api")
    def api(request: Request) -> Response:
        return RedirectResponse(f"{wanted_language(request)}/api.html", 302, {"Vary": "Accept-Language"})

    @router.get("/sv")
    @router.get("/en")
    def slash(request: Request) -> Response:
        return RedirectResponse(f"{wanted_language(request)}/", 308)

    @router.get("/robots.txt")
    def robots() -> Response:
        return Response("User-agent: *\nDisallow: /sparql\n", media_type="text/plain")

    @router.get("/{lang}/search")
    def search(request: Request, lang: str) -> Response:
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"search.html{asked}", 308)

    for (lang, name), called in _NAMES.items():
        router.add_api_route(f"/{lang}/{name}", _leads_to(f"{called}.html"), response_class=RedirectResponse)

    def page(request: Request, name: str) -> Response:
        lang = wanted_language(request)
        sheet, number = _find(known, name or "index.html")
        given = request.query_params
        asked = {key: " ".join(given.getlist(key)).strip() for key in sheet.asks if key in given}
        asked = {key: value for key, value in asked.items() if value}
        if number > 1:
            if sheet.pages is None or number > sheet.pages(site):
                raise HTTPException(404)
            asked[PAGE] = str(number)
        return answer(site, request, sheet.suffix, partial(sheet.make, site, lang, asked), lang=lang)

    for lang in LANGUAGES:
        router.add_api_route(f"/{lang}/{{name:path}}", page)
    return router


def _find(known: dict[str, Sheet], name: str) -> tuple[Sheet, int]:
    """The sheet of a file's name, and which page of it. Raises the answer 404 where there is none."""
    if name in known:
        return known[name], 1
    stem, _, suffix = name.rpartition(".")
    first, _, number = stem.rpartition("-")
    sheet = known.get(f"{first}.{suffix}")
    if sheet is None or not number.isascii() or not number.isdigit() or numbered(sheet.name, int(number)) != name:
        raise HTTPException(404)
    return sheet, int(number)


def _leads_to(address: str) -> Callable[[], Response]:
    def named() -> Response:
        return RedirectResponse(address, 308)

    return named
