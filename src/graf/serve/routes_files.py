"""What a published site has as files beside its pages and data, at the same addresses: catalogue, feeds, dumps."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from graf.publish import atom, dumps, feed
from graf.render.i18n import LANGUAGES
from graf.serve.answers import answer
from graf.serve.site import Site


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(tags=["files"])

    @router.get("/feed/{name}")
    def changes(request: Request, name: str) -> Response:
        """The feed of changes (LDES): `index.ttl` is the root node."""
        made = feed.file(site, name)
        if made is None:
            raise HTTPException(404)
        return answer(site, request, "ttl", lambda: made)

    @router.get("/dumps/{path:path}")
    def dump(path: str) -> Response:
        """The whole release as a file: N-Quads, Turtle, JSON-LD, and tables."""
        for one in dumps.made_dumps(site):
            if one.path == f"{dumps.FOLDER}/{path}":
                return FileResponse(one.file, media_type=one.compressed or one.media)
        raise HTTPException(404)

    for lang in LANGUAGES:
        router.add_api_route(f"/{lang}/{atom.NAME}", _decisions(site, lang), include_in_schema=False)
    return router


def _decisions(site: Site, lang: str) -> Callable[[Request], Response]:
    def decisions(request: Request) -> Response:
        return answer(site, request, "atom", lambda: atom.feed_of(site, lang), lang=lang)

    return decisions
