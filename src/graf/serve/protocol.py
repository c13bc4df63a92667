"""The SPARQL 1.1 Protocol: from an HTTP request to what is asked, and in which formats the answer may come.

Source: SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013), section 2; negotiation by RFC 9110, section 12.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

from graf.query import media
from graf.query.media import Format
from graf.query.wire import Question
from graf.serve.negotiation import preferences, quality_of

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
METHODS: Final = "GET, HEAD, POST, OPTIONS"
_MOST_PARAMETERS: Final = 2000


class ProtocolError(Exception):
    """A request that is no query: the status of the answer, the kind of problem, and what is wrong."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind, self.message = status, kind, message


def get(query_string: bytes, accept: str) -> Question | None:
    """What a GET asks; None where it asks nothing, which is a request for the service's description."""
    if not query_string:
        return None
    return _question(_parameters(query_string), accept)


def post(query_string: bytes, content_type: str, body: bytes, accept: str) -> Question:
    """What a POST asks, by a form or directly. Raises ProtocolError (400, 403, 415)."""
    kind, charset = _media_type(content_type)
    parameters = _parameters(query_string)
    if kind == UPDATE:
        raise _read_only()
    if kind not in (FORM, QUERY) or charset != "utf-8":
        expected = f"expected {FORM} or {QUERY}, in UTF-8"
        raise ProtocolError(415, "content-type", f"{expected}; this is {content_type or 'without a type'}")
    if kind == FORM:
        parameters += _parameters(body)
    else:
        try:
            parameters.append(("query", body.decode("utf-8")))
        except UnicodeDecodeError:
            raise ProtocolError(400, "request", "expected a query in UTF-8") from None
    question = _question(parameters, accept)
    if question is None:
        raise ProtocolError(400, "request", "expected a parameter ‘query’")
    return question


@lru_cache(maxsize=1024)
def choose(accept: str) -> tuple[str | None, str | None]:
    """The names of the formats for rows and for a graph that an Accept header likes best; None where it takes none."""
    return _best(accept, media.ROWS), _best(accept, media.GRAPHS)


def by_suffix(suffix: str, formats: Mapping[str, Format]) -> str | None:
    """The name of the format that an address's suffix (`.csv`) names."""
    return next((one.name for one in formats.values() if one.suffix == suffix), None)


def _question(parameters: list[tuple[str, str]], accept: str) -> Question | None:
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise _read_only()
    if len(queries) > 1:
        raise ProtocolError(400, "request", "expected one parameter ‘query’, not several")
    if not queries:
        if not parameters:
            return None
        raise ProtocolError(400, "request", "expected a parameter ‘query’")
    default = tuple(value for name, value in parameters if name == "default-graph-uri")
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    rows, graph = choose(accept)
    for form in (value for name, value in parameters if name == "format"):
        rows, graph = _named(form, media.ROWS), _named(form, media.GRAPHS)
    if default or named:
        return Question(queries[0], default, named, rows, graph)
    return Question(queries[0], None, None, rows, graph)


def _named(form: str, formats: Mapping[str, Format]) -> str | None:
    """The format that a parameter `format` names, for links: by its name or suffix; `json` is JSON-LD for a graph."""
    found = form if form in formats else by_suffix(f".{form}", formats)
    return found or ("jsonld" if form == "json" and "jsonld" in formats else None)


def _parameters(encoded: bytes) -> list[tuple[str, str]]:
    if not encoded:
        return []
    try:
        text = encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        raise ProtocolError(400, "request", "expected parameters in URL-encoded UTF-8, not more than 2,000") from None


def _best(accept: str, formats: Mapping[str, Format]) -> str | None:
    ranges = list(preferences(accept))
    if not ranges:
        return next(iter(formats))
    best, most = None, 0.0
    for one in formats.values():
        quality = max(quality_of(name, ranges) for name in (one.media_type, *one.accepts))
        if quality > most:
            best, most = one.name, quality
    return best


def _media_type(header: str) -> tuple[str, str]:
    kind, *parameters = (part.strip() for part in header.lower().split(";"))
    charset = next((part[8:].strip('" ') for part in parameters if part.startswith("charset=")), "utf-8")
    return kind, "utf-8" if charset in ("utf-8", "utf8", "us-ascii") else charset


def _read_only() -> ProtocolError:
    return ProtocolError(403, "read-only", "a release is read-only: there are no updates")
