"""What a client is told when there is no answer: `application/problem+json` (RFC 9457), or text for people."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final

from graf.query.wire import Failure
from graf.serve.negotiation import preferences, quality_of

Headers = list[tuple[bytes, bytes]]

TYPE: Final = "https://w3id.org/graf/problem/"
STATUS: Final = {
    "syntax": 400,
    "refused": 400,
    "parameter": 400,
    "evaluation": 400,
    "nesting": 400,
    "format": 406,
    "rows": 413,
    "bytes": 413,
    "deadline": 503,
    "busy": 503,
    "gone": 503,
    "fault": 500,
    "memory": 507,
}
_UNITS: Final = {"deadline": "s", "memory": "bytes", "bytes": "bytes", "rows": "rows", "busy": "queries"}
_ADVICE: Final = {
    "deadline": "Ask for less at once (LIMIT, fewer patterns that share no variable), or take the dump of the release.",
    "memory": "Ask for less at once: ORDER BY, GROUP BY and DISTINCT hold all rows.",
    "rows": "Add LIMIT and OFFSET, or take the dump of the release.",
    "bytes": "Add LIMIT and OFFSET, or take the dump of the release.",
    "busy": "Try again in a moment.",
    "gone": "Try again in a moment.",
}
_RETRY: Final = {"deadline": 10, "busy": 2, "gone": 1}


def of_failure(failure: Failure, accept: str) -> tuple[int, Headers, bytes]:
    """The status, the headers and the body that tell a failure."""
    more: dict[str, object] = {"line": failure.line, "column": failure.column}
    if failure.kind in _UNITS and failure.value is not None:
        more["limit"] = {"name": failure.kind, "value": failure.value, "unit": _UNITS[failure.kind]}
    message = " ".join([f"{failure.message[:1].upper()}{failure.message[1:]}.", _ADVICE.get(failure.kind, "")]).strip()
    status, headers, body = problem(STATUS.get(failure.kind, 500), failure.kind, message, accept, more)
    if failure.kind in _RETRY:
        headers.append((b"retry-after", b"%d" % _RETRY[failure.kind]))
    return status, headers, body


def problem(
    status: int, kind: str, message: str, accept: str = "", more: dict[str, object] | None = None
) -> tuple[int, Headers, bytes]:
    """The status, the headers and the body of a problem: JSON, or text where the client likes text or HTML better."""
    found = {name: value for name, value in (more or {}).items() if value is not None}
    if _a_person(accept):
        where = f"\nline {found['line']}, column {found['column']}" if "line" in found else ""
        body, kind_of = f"{status} {_title(status)}\n{message}{where}\n".encode(), b"text/plain; charset=utf-8"
    else:
        told = {"type": TYPE + kind, "title": _title(status), "status": status, "detail": message, **found}
        body, kind_of = json.dumps(told, ensure_ascii=False).encode(), b"application/problem+json"
    headers = [(b"content-type", kind_of), (b"content-length", b"%d" % len(body)), (b"cache-control", b"no-store")]
    return status, headers, body


def _a_person(accept: str) -> bool:
    ranges = list(preferences(accept))
    text = max((quality_of(name, ranges) for name in ("text/html", "text/plain")), default=0.0)
    data = max(quality_of(name, ranges) for name in ("application/problem+json", "application/json"))
    return text > data


def _title(status: int) -> str:
    return HTTPStatus(status).phrase
