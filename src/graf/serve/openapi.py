"""The endpoint and the public questions in the words of OpenAPI, to stand beside the pages' routes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from graf.query import media
from graf.query.canned import Canned, Parameter

_SCHEMA: Final[dict[str, dict[str, Any]]] = {
    "date": {"type": "string", "format": "date"},
    "integer": {"type": "integer"},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
}
_PROBLEM: Final = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}


_PAGES: Final = {
    "200": "The thing, in the form that was asked for",
    "300": "It became several things: their addresses",
    "303": "The document about the thing",
    "304": "As before",
    "308": "It is called otherwise now",
    "404": "There is no such thing",
    "405": "Only reading is allowed",
    "406": "Not in that form",
    "410": "It is gone: when and why",
    "422": "A parameter is not understood",
}


def described(document: dict[str, Any], questions: Iterable[Canned]) -> None:
    """Completes the description of the pages' routes: what any of them may answer, the endpoint, the questions."""
    for operations in document["paths"].values():
        for operation in operations.values():
            operation["responses"] = {status: {"description": told} for status, told in _PAGES.items()}
    document["paths"].update(paths(questions))


def paths(questions: Iterable[Canned]) -> dict[str, Any]:
    """OpenAPI's `paths` for `/sparql` and for each public question."""
    found: dict[str, Any] = {"/sparql": {"get": _sparql(), "post": _post()}}
    for question in questions:
        found[f"/queries/{question.name}"] = {"get": _question(question)}
    return found


def _sparql() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "summary": "SPARQL 1.1 query; without one, the description of the service",
        "tags": ["sparql"],
        "parameters": [
            {"name": "query", "in": "query", "schema": text},
            {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": text}},
            {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": text}},
        ],
        "responses": _responses(media.ROWS | media.GRAPHS, (400, 406, 413, 503, 507)),
    }


def _post() -> dict[str, Any]:
    form = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    content = {
        "application/x-www-form-urlencoded": {"schema": form},
        "application/sparql-query": {"schema": {"type": "string"}},
    }
    return {
        "summary": "SPARQL 1.1 query, as a form or directly",
        "tags": ["sparql"],
        "requestBody": {"required": True, "content": content},
        "responses": _responses(media.ROWS | media.GRAPHS, (400, 403, 406, 413, 415, 503, 507)),
    }


def _question(question: Canned) -> dict[str, Any]:
    return {
        "summary": question.title["en"],
        "description": question.description["en"] + "\n\nThe format may be a suffix: `.json`, `.xml`, `.csv`, `.tsv`.",
        "tags": ["questions"],
        "parameters": [_parameter(one) for one in question.parameters],
        "responses": _responses(media.ROWS, (400, 406, 413, 503, 507)),
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_SCHEMA.get(one.type, {"type": "string"}))
    if one.values:
        schema["enum"] = list(one.values)
    if one.default is not None:
        schema["default"] = one.default
    return {"name": one.name, "in": "query", "description": one.label["en"], "schema": schema}


def _responses(formats: dict[str, media.Format], problems: tuple[int, ...]) -> dict[str, Any]:
    content: dict[str, Any] = {one.media_type: {} for one in formats.values()}
    told = {str(status): {"description": "A problem, and which limit was reached", **_PROBLEM} for status in problems}
    return {"200": {"description": "The answer", "content": content}, "304": {"description": "As before"}, **told}
