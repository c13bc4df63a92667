"""Requests that came before, byte for byte: answered before HTTP is even read.

A release is immutable, so the same bytes have the same answer until another release takes over. Browsers and programs
repeat themselves exactly; for them this takes a tenth of the time of the usual way (uvicorn's parser, ASGI), which all
other requests go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from graf.serve.front import Front

_LONGEST_REQUEST: Final = 4096
_LONGEST_ANSWER: Final = 16384
_MOST: Final = 16 * 1024 * 1024
_STATUS: Final = {200: b"HTTP/1.1 200 OK\r\n", 304: b"HTTP/1.1 304 Not Modified\r\n"}


class Known:
    """Requests as they came, and their answers: status, length of the body, and all bytes but status line and date."""

    def __init__(self) -> None:
        self.answers: dict[bytes, tuple[int, int, bytes]] = {}
        self.size = 0

    def put(self, request: bytes, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        """Keeps an answer that came from memory, if it is short; all are given up when they grow too many."""
        size = len(request) + len(body) + 1000
        if len(body) > _LONGEST_ANSWER or status not in _STATUS:
            return
        if self.size + size > _MOST:
            self.clear()
        self.size += size
        rest = b"".join(b"%b: %b\r\n" % header for header in headers) + b"\r\n" + body
        self.answers[request] = (status, len(body), rest)

    def clear(self) -> None:
        """Forgets everything: another release answers now."""
        self.answers.clear()
        self.size = 0


def protocol(front: Front) -> type[HttpToolsProtocol]:
    """uvicorn's protocol for a server of this application, with the short way before it."""
    known = front.endpoint.known

    class Protocol(HttpToolsProtocol):
        """A connection. `_between` is whether the next byte begins a request."""

        _between = True

        def data_received(self, data: bytes) -> None:
            if self._between and len(data) <= _LONGEST_REQUEST and data in known.answers and self._free():
                status, size, rest = known.answers[data]
                date = b"".join(b"%b: %b\r\n" % header for header in self.server_state.default_headers)
                self.transport.write(_STATUS[status] + date + rest)
                self._unset_keepalive_if_required()
                self.timeout_keep_alive_task = self.loop.call_later(
                    self.timeout_keep_alive, self.timeout_keep_alive_handler
                )
                front.repeated(self.client[0] if self.client else "", status, size)
                return
            super().data_received(data)
            if len(data) <= _LONGEST_REQUEST and _whole(data) and self.scope is not None:
                # Answered later than this line: the endpoint finds here what to know the answer by.
                cast(dict[str, Any], self.scope)["graf.request"] = data

        def on_message_begin(self) -> None:
            self._between = False
            super().on_message_begin()

        def on_message_complete(self) -> None:
            self._between = True
            super().on_message_complete()

        def _free(self) -> bool:
            """Whether the answers before have been sent, and taken by the client."""
            done = self.cycle is None or self.cycle.response_complete
            return done and not self.flow.write_paused and not self.transport.is_closing()

    return Protocol


def _whole(data: bytes) -> bool:
    """Whether these bytes are one GET of the endpoint, whole, on a connection that stays open."""
    if not data.startswith(b"GET /sparql?") or not data.endswith(b"\r\n\r\n") or b" HTTP/1.1\r\n" not in data:
        return False
    lower = data.lower()
    between = (b"\r\nconnection:", b"\r\ncontent-length:", b"\r\ntransfer-encoding:", b"\r\nexpect:", b"\r\nupgrade:")
    return data.count(b"\r\n\r\n") == 1 and not any(name in lower for name in between)
