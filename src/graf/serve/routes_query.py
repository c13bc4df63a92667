"""A visitor's own question in SPARQL, asked by the form at `query.html`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from graf.issues import UsageError
from graf.query import Result, run
from graf.render.i18n import LANGUAGES
from graf.render.sheets_questions import form
from graf.serve.answers import answer
from graf.serve.site import Site


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(include_in_schema=False)

    @router.get("/{lang}/query.html")
    def ask(request: Request, lang: str, query: str = "", example: str = "") -> Response:
        if lang not in LANGUAGES:
            raise HTTPException(404)
        query = query.strip()
        if not query:
            return answer(site, request, "html", lambda: form(site, lang, example=example), lang=lang)
        found, wrong = None, ""
        try:
            found = _asked(site, request, query)
        except UsageError as error:
            wrong = str(error)
        # the answer may be that there was no time for it, so it is not to be kept
        headers = {"Cache-Control": "no-store", "Content-Language": lang}
        return HTMLResponse(form(site, lang, query, found, wrong), headers=headers)

    return router


def _asked(site: Site, request: Request, query: str) -> Result:
    """A visitor's own query, answered by a worker process under limits wherever the server has them."""
    ask = getattr(request.app.state, "ask", None)
    if ask is None:
        return run(site.store(), query)
    found: Result = ask(query, request.client.host if request.client else "")
    return found
