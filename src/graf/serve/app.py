"""The application's factory.

Pages are added in `graf.render.sheets`, whose table is served and published alike. What only a server can answer has a
module `serve/routes_X.py` with `def routes(site: Site) -> APIRouter`, which is added to `ROUTES` here, before
the pages. Handlers are plain `def`: each runs in a worker thread, reads with `site.source(lang)`, and returns what it
rendered.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from graf import __version__
from graf.render.pages import STATIC
from graf.serve import routes_files, routes_pages, routes_query, routes_releases, routes_resources
from graf.serve.answers import excuse
from graf.serve.headers import Headers
from graf.serve.site import Site, open_site

ROUTES: Final[tuple[Callable[[Site], APIRouter], ...]] = (
    routes_resources.routes,
    routes_query.routes,
    routes_releases.routes,
    routes_files.routes,
    routes_pages.routes,
)
THREADS: Final = 8
"""How many pages are made at once in a process; each such thread holds the store open."""


def create_app(release: Path) -> FastAPI:
    """An application that serves the release in a folder. It has no state but that release.

    Raises `UsageError` where the folder is no release.
    """
    site = open_site(release)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield

    app = FastAPI(
        title=f"graf: {site.publication.title['en']}",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.add_middleware(Headers)
    app.add_exception_handler(HTTPException, excuse(site))
    for routes in ROUTES:
        app.include_router(routes(site))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
