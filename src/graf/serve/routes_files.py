"""What a published site has as files beside its pages and data, at the same addresses: catalogue, feeds, dumps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from graf.publish import atom, catalogue, dumps, exports, feed, ontology, void
from graf.render.i18n import LANGUAGES
from graf.render.sheets_ontology import NAME
from graf.serve.answers import answer, not_acceptable, wanted_language
from graf.serve.negotiation import choose
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
    def dump(request: Request, path: str) -> Response:
        """The whole release as a file: N-Quads, Turtle, JSON-LD, tables, and the checksums of them all."""
        if path == dumps.SUMS:
            return answer(site, request, "txt", partial(dumps.sums, site))
        for one in dumps.made_dumps(site):
            if one.path == f"{dumps.FOLDER}/{path}":
                return FileResponse(one.file, media_type=one.compressed or one.media)
        raise HTTPException(404)

    @router.get("/exports/{name}")
    def export(request: Request, name: str) -> Response:
        """The release in another vocabulary: Turtle."""
        for one in exports.exports_of(site):
            if one.path == f"{exports.FOLDER}/{name}":
                return answer(site, request, "ttl", partial(bytes, one.content))
        raise HTTPException(404)

    @router.get("/catalog")
    def chosen(request: Request) -> Response:
        """The catalogue for data portals (DCAT-AP-SE) in the form that a client wants."""
        suffix = choose(request.headers.get("accept"), tuple(catalogue.FORMATS))
        if suffix is None:
            raise not_acceptable(tuple(catalogue.FORMATS))
        made = partial(catalogue.written, site, suffix)
        return answer(site, request, suffix, made, headers={"Vary": "Accept", "Content-Location": f"catalog.{suffix}"})

    @router.get("/ontology/{name}")
    def terms(request: Request, name: str) -> Response:
        """The ontology, its concepts, alignments, shapes and context, as files."""
        made = ontology.file(name)
        if made is None:
            raise HTTPException(404)
        return answer(site, request, name.rpartition(".")[2], lambda: made)

    @router.get("/ontology/", include_in_schema=False)
    @router.get("/ns/", include_in_schema=False)
    @router.get("/ns/{term}", include_in_schema=False)
    def documented(request: Request, term: str = "") -> Response:
        """A term's name leads to the page about it, or to the ontology as data."""
        suffix = choose(request.headers.get("accept"), ("html", "ttl", "jsonld", "rdf"))
        if suffix is None:
            raise not_acceptable(("html", "ttl", "jsonld", "rdf"))
        page = f"{wanted_language(request)}/{NAME}" + (f"#{quote(term)}" if term else "")
        target = page if suffix == "html" else f"{ontology.FOLDER}/graf.{suffix}"
        return RedirectResponse(f"../{target}", 303, {"Vary": "Accept, Accept-Language"})

    for suffix in catalogue.FORMATS:
        router.add_api_route(f"/catalog.{suffix}", _catalogue(site, suffix))

    @router.get("/void.ttl")
    def described(request: Request) -> Response:
        """How large the release is, by class and by property (VoID)."""
        return answer(site, request, "ttl", partial(void.written, site))

    for lang in LANGUAGES:
        router.add_api_route(f"/{lang}/{atom.NAME}", _decisions(site, lang), include_in_schema=False)
    return router


def _catalogue(site: Site, suffix: str) -> Callable[[Request], Response]:
    def catalog(request: Request) -> Response:
        """The catalogue for data portals (DCAT-AP-SE)."""
        return answer(site, request, suffix, partial(catalogue.written, site, suffix))

    return catalog


def _decisions(site: Site, lang: str) -> Callable[[Request], Response]:
    def decisions(request: Request) -> Response:
        return answer(site, request, "atom", lambda: atom.feed_of(site, lang), lang=lang)

    return decisions
