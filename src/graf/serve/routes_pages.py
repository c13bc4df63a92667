"""The start page and the lists."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from graf.render.pages import Page
from graf.serve.site import Site


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{lang}/")
    def start(lang: str) -> HTMLResponse:
        page = Page(site.publication.title[lang], lang, f"{lang}/", "")
        return HTMLResponse(site.render("base.html", page))

    return router
