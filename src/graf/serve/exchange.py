"""One HTTP request and its answer, in bare ASGI."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


class ClientLeft(Exception):
    """The client left before it had an answer."""


@dataclass(slots=True)
class Exchange:
    """One request and what has become of it; `status` and `size` are for the log."""

    scope: Scope
    receive: Receive
    send: Send
    accept: str = ""
    content_type: str = ""
    if_none_match: bytes = b""
    status: int = 0
    size: int = 0

    async def reply(self, status: int, headers: Headers, body: bytes = b"") -> None:
        """Sends a whole answer."""
        self.status, self.size = status, len(body)
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": b"" if self.scope["method"] == "HEAD" else body})


def of_request(scope: Scope, receive: Receive, send: Send) -> Exchange:
    """The exchange that a request begins, with the headers that matter here."""
    exchange = Exchange(scope, receive, send)
    for name, value in scope["headers"]:
        if name == b"accept":
            text = value.decode("latin-1")
            exchange.accept = f"{exchange.accept},{text}" if exchange.accept else text
        elif name == b"if-none-match":
            exchange.if_none_match = value
        elif name == b"content-type":
            exchange.content_type = value.decode("latin-1")
    return exchange
