"""Things, graphs and texts: `/id/…` leads to `/res/…`, which answers in the form and language that a client wants."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from graf.render import gone, things
from graf.render.i18n import LANGUAGES
from graf.render.pages import GRAPH, MEDIA, THING
from graf.serve.answers import ChoicesError, GoneError, answer, not_acceptable, wanted_language
from graf.serve.negotiation import choose, split
from graf.serve.site import Site
from graf.views import description
from graf.views.source import Source

_VARY = {"Vary": "Accept, Accept-Language"}
_TEXT = ("html", "txt")


def routes(site: Site) -> APIRouter:
    """The routes of a site."""
    router = APIRouter(tags=["things"])

    @router.get("/id/{kind}/{key}", status_code=303, response_class=RedirectResponse)
    def name(kind: str, key: str) -> Response:
        """A thing's name: leads to the data about it (303), or says that it is gone or has another name."""
        bare, suffix = split(key, THING)
        source = site.source("sv")
        exact = source.exists(_node(source, kind, key))
        if not exact:
            _find(site, source, kind, bare, suffix)
        address = f"../../res/{quote(kind)}/{quote(key)}"
        link = f'<{address}>; rel="describedby"'
        return RedirectResponse(address, 303, {"Link": link, **(_VARY if suffix is None else {})})

    @router.get("/res/text/{key}")
    def text(request: Request, key: str, start: int = 0, end: int = 0) -> Response:
        """The published text of a document: plain, or with numbered lines and a passage marked."""
        bare, suffix = split(key, _TEXT)
        suffix = suffix or choose(request.headers.get("accept"), ("txt", "html"))
        if suffix is None:
            raise not_acceptable(_TEXT)
        found = site.text(bare)
        if found is None:
            raise HTTPException(404)
        if suffix == "html":
            return _text_page(site, request, wanted_language(request), bare, start, end)
        canonical = f'<{site.base}/res/text/{bare}>; rel="canonical", <{bare}.html>; rel="alternate"; type="text/html"'
        return answer(site, request, "txt", lambda: found, headers={"Link": canonical, "Vary": "Accept"})

    @router.get("/{lang}/res/text/{key}", include_in_schema=False)
    def text_page(request: Request, lang: str, key: str, start: int = 0, end: int = 0) -> Response:
        bare, _ = split(key, ("html",))
        if lang not in LANGUAGES or f"{bare}.txt" not in site.texts:
            raise HTTPException(404)
        return _text_page(site, request, lang, bare, start, end)

    @router.get("/res/{kind}/{key}")
    def thing(request: Request, kind: str, key: str) -> Response:
        """The data about a thing: HTML, Turtle, JSON-LD, RDF/XML, N-Triples or CSV, by suffix or `Accept`."""
        bare, suffix = split(key, THING)
        source = site.source(wanted_language(request))
        _find(site, source, kind, bare, suffix)
        suffix = suffix or choose(request.headers.get("accept"), THING)
        if suffix is None:
            raise not_acceptable(THING)
        return _thing(site, request, source, kind, bare, suffix)

    @router.get("/{lang}/res/{kind}/{key}", include_in_schema=False)
    def page(request: Request, lang: str, kind: str, key: str) -> Response:
        if lang not in LANGUAGES:
            raise HTTPException(404)
        bare, suffix = split(key, ("html",))
        source = site.source(lang)
        _find(site, source, kind, bare, suffix)
        return _thing(site, request, source, kind, bare, "html")

    @router.get("/graph/{path:path}")
    def graph(request: Request, path: str) -> Response:
        """A named graph in full: Turtle, JSON-LD, RDF/XML or N-Triples."""
        bare, suffix = split(path, GRAPH)
        source = site.source("sv")
        try:
            named = NamedNode(f"{site.base}/graph/{bare}")
        except ValueError:
            raise HTTPException(404) from None
        if named.value not in site.manifest["graphs"]:
            raise HTTPException(404)
        suffix = suffix or choose(request.headers.get("accept", "").replace("text/html", "text/turtle"), GRAPH)
        if suffix is None:
            raise not_acceptable(GRAPH)
        headers = {"Vary": "Accept", "Link": f'<{named.value}>; rel="canonical"'}
        return answer(site, request, suffix, lambda: description.graph(source, named, suffix) or b"", headers=headers)

    return router


def _thing(site: Site, request: Request, source: Source, kind: str, key: str, suffix: str) -> Response:
    node = source.node(kind, key)
    headers = {**_VARY, "Link": _links(site, request, kind, key, suffix)}
    if suffix == "html":
        path = _path(request)
        make = partial(_page, site, source.lang, kind, key, path)
        if path.split("/")[0] not in LANGUAGES:
            headers["Content-Location"] = f"{'../' * path.count('/')}{source.lang}/res/{quote(kind)}/{quote(key)}.html"
        return answer(site, request, "html", make, lang=source.lang, headers=headers)
    if suffix == "csv":
        return answer(site, request, "csv", lambda: description.table(source, node), headers=headers)
    triples = partial(description.describe, source, node, site.publication.licence)
    return answer(site, request, suffix, lambda: description.write(triples(), suffix), headers=headers)


def _page(site: Site, lang: str, kind: str, key: str, path: str) -> str:
    shown = things.show(site, lang, kind, key, path)
    assert shown is not None, "it was found before"
    return shown


def _links(site: Site, request: Request, kind: str, key: str, suffix: str) -> str:
    """The `Link` header: the canonical address, the other forms, and the data that describes what a page is about."""
    root = "../" * _path(request).count("/")
    here = f"{root}res/{quote(kind)}/{quote(key)}"
    links = [f'<{site.base}/res/{quote(kind)}/{quote(key)}>; rel="canonical"']
    links += [f'<{here}.{other}>; rel="alternate"; type="{MEDIA[other]}"' for other in THING if other != suffix]
    if suffix == "html":
        links.append(f'<{here}.ttl>; rel="describedby"; type="text/turtle"')
    return ", ".join(links)


def _find(site: Site, source: Source, kind: str, key: str, suffix: str | None = None) -> NamedNode:
    """The node of a thing. Raises the answer 300, 308, 410 or 404 where it is not there under that name."""
    node = _node(source, kind, key)
    new = [found for one in gone.moved(site.manifest, source, node) if (found := source.key(one)) is not None]
    if len(new) == 1:
        end = f".{suffix}" if suffix else ""
        raise HTTPException(308, headers={"Location": f"../{quote(new[0][0])}/{quote(new[0][1])}{end}"})
    if new:
        raise ChoicesError([source.node(*one) for one in new])
    if source.exists(node):
        return node
    why = gone.reason(site.manifest, node.value)
    if why is not None:
        raise GoneError(why)
    raise HTTPException(404)


def _node(source: Source, kind: str, key: str) -> NamedNode:
    try:
        return source.node(kind, key)
    except ValueError:
        raise HTTPException(404) from None


def _text_page(site: Site, request: Request, lang: str, key: str, start: int, end: int) -> Response:
    mark = (start, end) if 0 <= start < end else ()
    make = partial(things.show_text, site, lang, key, _path(request), dict(request.query_params), mark)
    plain = f"{'../' * _path(request).count('/')}res/text/{key}.txt"
    link = f'<{site.base}/res/text/{key}>; rel="canonical", <{plain}>; rel="alternate"; type="text/plain"'
    return answer(site, request, "html", make, lang=lang, headers={"Link": link, **_VARY})


def _path(request: Request) -> str:
    return request.url.path.removeprefix(request.scope.get("root_path", "")).removeprefix("/")
