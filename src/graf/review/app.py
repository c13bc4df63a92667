"""The pages of a review: what is worth a look, one case at a time, and what was sent about it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graf.issues import UsageError
from graf.render.i18n import LANGUAGES
from graf.render.pages import STATIC
from graf.review import diary, forms, pages
from graf.review.cases import Case
from graf.review.session import Session
from graf.serve.negotiation import language

BODY: Final = 64 * 1024
"""So many bytes at most are taken from a form."""
_KEY: Final = re.compile(r"[a-z0-9-]{1,80}")


def git_name(folder: Path) -> str:
    """The name that git knows its user by; empty where there is none."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()[: diary.LONGEST]


def create_app(session: Session) -> Starlette:
    """The pages of a session; `guard.Guard` stands before them."""

    def page(handler: Callable[[Request, str], Response]) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            lang = request.path_params["lang"]
            if lang not in LANGUAGES:
                return _not_found()
            with session.lock:
                try:
                    return handler(request, lang)
                except UsageError as error:
                    return HTMLResponse(pages.wrong(session, lang, str(error)), 409)
                except OSError as error:
                    reason = f"the file cannot be written: {error.strerror or error}"
                    return HTMLResponse(pages.wrong(session, lang, reason), 500)

        return answer

    def form(handler: Callable[[Request, str, forms.Sent], Response]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            sent = await _sent(request)
            if sent is None:
                return HTMLResponse("Too large.", 413)
            return await run_in_threadpool(page(lambda asked, lang: handler(asked, lang, sent)), request)

        return answer

    def root(request: Request) -> Response:
        return RedirectResponse(f"/{language(request.headers.get('accept-language'))}/", 303)

    def start(request: Request, lang: str) -> Response:
        return HTMLResponse(pages.start(session, lang))

    def find(request: Request, lang: str) -> Response:
        return HTMLResponse(pages.find(session, lang, request.query_params.get("q", "")[:200]))

    def case(request: Request, lang: str) -> Response:
        found = session.find(request.path_params["key"])
        if found is None:
            return RedirectResponse(f"/{lang}/", 303)
        return HTMLResponse(pages.case(session, lang, *found, request.query_params))

    def text(request: Request, lang: str) -> Response:
        document = next(
            (one for one in session.reading.documents.values() if one.key == request.path_params["key"]), None
        )
        return _not_found() if document is None else HTMLResponse(pages.text(session, lang, document))

    def named(request: Request, lang: str, sent: forms.Sent) -> Response:
        name = " ".join(forms.one(sent, "name").split())[: diary.LONGEST]
        if name:
            session.reviewer, session.known = name, True
        return RedirectResponse(f"/{lang}/", 303)

    def act(request: Request, lang: str, sent: forms.Sent) -> Response:
        if not session.known:
            return RedirectResponse(f"/{lang}/", 303)
        found = session.find(request.path_params["key"])
        if found is None:
            return HTMLResponse(pages.wrong(session, lang, "the case is closed by now"), 409)
        one, beside = found
        where = beside.index(one)
        action = forms.one(sent, "action")
        if action == "pass":
            session.pass_over(one)
        elif action == "take_up":
            session.take_up(one)
            return RedirectResponse(f"/{lang}/case/{one.key}", 303)
        else:
            try:
                session.correct(one, sent)
            except forms.RefusedError as error:
                shown = pages.case(session, lang, one, beside, request.query_params, error=error.reason, sent=sent)
                return HTMLResponse(shown, 409 if error.changed else 422)
        return RedirectResponse(_next(session, lang, one, where), 303)

    def undo(request: Request, lang: str, sent: forms.Sent) -> Response:
        try:
            done = session.undo(forms.one(sent, "key"))
        except forms.RefusedError as error:
            return HTMLResponse(pages.wrong(session, lang, error.reason), 409)
        back = done.case.key if done.case is not None else forms.one(sent, "back")
        known = _KEY.fullmatch(back) and session.find(back)
        return RedirectResponse(f"/{lang}/case/{back}" if known else f"/{lang}/", 303)

    def status(request: Request, lang: str) -> Response:
        now = session.rebuild.status
        return JSONResponse({"busy": now.busy, "text": pages.status(now, lang), "error": bool(now.error)})

    routes = [
        Route("/", root),
        Route("/{lang}/", page(start)),
        Route("/{lang}/find", page(find)),
        Route("/{lang}/status", page(status)),
        Route("/{lang}/reviewer", form(named), methods=["POST"]),
        Route("/{lang}/undo", form(undo), methods=["POST"]),
        Route("/{lang}/text/{key}", page(text)),
        Route("/{lang}/case/{key}", page(case), methods=["GET"]),
        Route("/{lang}/case/{key}", form(act), methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(routes=routes)


def _next(session: Session, lang: str, case: Case, where: int) -> str:
    """Where to go on: the same case while a fact of it is open, else the one that took its place."""
    of_sample, others = session.cases()
    left = of_sample if case.sample else others
    looked_up = case.kind in ("fact", "subject")
    if looked_up and session.find(case.key):
        return f"/{lang}/case/{case.key}"
    if not left or looked_up:
        return f"/{lang}/"
    same = next((one for one in left if one.key == case.key and not case.sample), None)
    here = left[min(where, len(left) - 1)] if same is None else same
    return f"/{lang}/case/{here.key}"


async def _sent(request: Request) -> forms.Sent | None:
    """What a form sent; None where that is too much."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            return None
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=500)


def _not_found() -> Response:
    return Response("Not found.", 404, media_type="text/plain")
