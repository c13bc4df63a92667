"""Releases at lasting addresses: `/releases/{digest}` stays readable when another release has taken over.

The manifest, every graph and every text of each release beside the one that is served; one that was withdrawn answers
410. What is read here is read from that release's own folder, which nobody changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response

from graf.render.i18n import LANGUAGES
from graf.render.pages import GRAPH, MEDIA
from graf.render.releases import release_page, releases_page
from graf.serve.answers import CACHE, GoneError, not_acceptable, wanted_language
from graf.serve.negotiation import choose, split
from graf.serve.site import Site
from graf.store.embedded import open_read_only
from graf.store.release import MANIFEST, STORE, TEXT
from graf.views import description
from graf.views.releases import Release, find, manifest, releases
from graf.views.source import Source

_FORMS = ("html", "json")
_HEADERS = {"Cache-Control": CACHE, "Vary": "Accept, Accept-Language"}


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(tags=["releases"])

    @router.get("/releases")
    def listed(request: Request) -> Response:
        """The releases, newest first: a page, or JSON with the digest and the date of each."""
        if _form(request, _FORMS) == "json":
            found = [
                {"digest": one.digest, "built": one.built, "previous": one.previous, "withdrawn": one.withdrawn}
                for one in releases(site.release)
            ]
            return JSONResponse(found, headers=_HEADERS)
        return RedirectResponse(f"{wanted_language(request)}/releases.html", 303, _HEADERS)

    @router.get("/releases/{digest}")
    def one(request: Request, digest: str) -> Response:
        """A release: a page about it, or its manifest."""
        _find(site, digest)
        if _form(request, _FORMS) == "json":
            return RedirectResponse(f"{digest}/{MANIFEST}", 303, _HEADERS)
        return RedirectResponse(f"../{wanted_language(request)}/releases/{digest}.html", 303, _HEADERS)

    @router.get("/releases/{digest}/manifest.json")
    def said(digest: str) -> Response:
        """A release's manifest, from which its digest follows."""
        return FileResponse(_find(site, digest).folder / MANIFEST, media_type="application/json", headers=_HEADERS)

    @router.get("/releases/{digest}/text/{name}")
    def text(digest: str, name: str) -> Response:
        """A text rendition of a release."""
        release = _find(site, digest)
        if name not in manifest(release).get("texts", {}).values():
            raise HTTPException(404)
        return FileResponse(release.folder / TEXT / name, media_type="text/plain; charset=utf-8", headers=_HEADERS)

    @router.get("/releases/{digest}/graph/{path:path}")
    def graph(request: Request, digest: str, path: str) -> Response:
        """A named graph of a release, in full."""
        release = _find(site, digest)
        bare, suffix = split(path, GRAPH)
        suffix = suffix or _form(request, GRAPH)
        base, graphs = (manifest(release)[key] for key in ("base", "graphs"))
        if f"{base}/graph/{bare}" not in graphs:
            raise HTTPException(404)
        source = Source(open_read_only(release.folder / STORE), str(base), site.labels, "sv")
        data = description.graph(source, NamedNode(f"{base}/graph/{bare}"), suffix) or b""
        return Response(data, headers=_HEADERS, media_type=MEDIA[suffix])

    @router.get("/{lang}/releases.html", include_in_schema=False)
    def listing(lang: str) -> Response:
        return HTMLResponse(releases_page(site, _spoken(lang), releases(site.release)), headers=_page(lang))

    @router.get("/{lang}/releases/{digest}.html", include_in_schema=False)
    def shown(lang: str, digest: str) -> Response:
        return HTMLResponse(release_page(site, _spoken(lang), _find(site, digest)), headers=_page(lang))

    return router


def _find(site: Site, digest: str) -> Release:
    """A release by its digest. Raises the answer 410 for one that was withdrawn, 404 where there is none."""
    release = find(site.release, digest)
    if release is None:
        raise HTTPException(404)
    if release.withdrawn is not None:
        raise GoneError(f"{release.built[:10]}: {release.withdrawn}")
    return release


def _form(request: Request, offered: Sequence[str]) -> str:
    chosen = choose(request.headers.get("accept"), tuple(offered))
    if chosen is None:
        raise not_acceptable(tuple(offered))
    return chosen


def _spoken(lang: str) -> str:
    if lang not in LANGUAGES:
        raise HTTPException(404)
    return lang


def _page(lang: str) -> dict[str, str]:
    return {"Cache-Control": CACHE, "Content-Language": lang}
