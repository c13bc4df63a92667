"""Who may use the page: whoever has the printed address, on this machine, from this page itself.

The address holds a random token, which is exchanged for a cookie that no script sees and no other site's request
carries. The name that the browser asked for must be this machine's (else a foreign name that leads here could read
the page), and what is sent must come from the page's own origin (OWASP: cross-site request forgery).
"""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graf.render.pages import POLICY

_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware that answers 403 to everybody else. `token` is what the printed address holds."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self.app, self.port, self.token = app, port, token
        self.cookie = f"graf-review-{port}"
        self._session = secrets.token_urlsafe(32)
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
            await send(message)

        answer = self._refusal(scope)
        await (self.app if answer is None else answer)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to who is not let through, or is let in just now; None for who may pass."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts or len(headers.getlist("host")) != 1:
            return _no("This page is for this machine only.")
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and scope["path"] == "/" and given:
            if not _same(given, self.token):
                return _no("The address is not, or no longer, the one that graf review printed.")
            answer = RedirectResponse("/", 303)
            answer.set_cookie(self.cookie, self._session, httponly=True, samesite="strict", path="/")
            return answer
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _no("This page answers no other site.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Method not allowed.", 405, {"Allow": "GET, HEAD, POST"})
        if scope["method"] == "POST" and headers.get("origin") != f"http://{host}":
            return _no("This page takes nothing from another site.")
        if not _same(self._sent(headers), self._session):
            return _no("Open the address that graf review printed.")
        return None

    def _sent(self, headers: Headers) -> str:
        try:
            jar = SimpleCookie("; ".join(headers.getlist("cookie")))
        except CookieError:
            return ""
        return jar[self.cookie].value if self.cookie in jar else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _no(why: str) -> Response:
    return PlainTextResponse(why, 403)
