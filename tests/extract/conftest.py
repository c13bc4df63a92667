"""A made-up county for the tests of extraction: no body, person or date of the published documents stands in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from graf.extract import extract
from graf.extract.output import minutes_json, network_json
from graf.model import Body, Document, Line, Register
from graf.resolve import Resolved, resolve

BODIES = {
    "Länsnätverket": ("network", ["LNV"]),
    "Norra nätverket": ("network", []),
    "Nationella nätverket": ("network", []),
    "Välfärdsrådet": ("council", []),
    "ALFA-gruppen": ("working group", []),
    "Arbetsgruppen för ALFA": ("working group", []),
    "Styrgruppen för Länsnätverket": ("steering group", []),
    "Styrgruppen ALFA": ("steering group", []),
    "Planeringsgruppen för Länsnätverket": ("working group", []),
    "Kansliet SKS Nordland": ("support structure", ["Kansliet"]),
    "Avdelningen för lärande": ("department", []),
    "Sektionen för skola": ("department", []),
    "Region Nordland": ("region", []),
    "Riksförbundet SKR": ("association", []),
    "Nordstads kommun": ("municipality", []),
    "Nordstads universitet": ("university", []),
    "Nordlands kommuner": ("group of municipalities", ["kommunerna", "länets kommuner"]),
}


def register() -> Register:
    """The made-up register."""
    bodies = tuple(Body(key, key, kind, tuple(names), source="test") for key, (kind, names) in BODIES.items())
    forms = {form.casefold(): body.key for body in bodies for form in (body.key, *body.abbreviations)}
    return Register(bodies, (), (), forms, {"nordstad": "Nordstads kommun"})


def document(text: str, file: str = "test.txt") -> Document:
    """A text as a document that needed no repair."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(number, 1, start, line, line, start))
        start += len(line) + 1
    return Document(file, hashlib.sha256(text.encode()).hexdigest(), text, text, tuple(lines))


@pytest.fixture
def read() -> Callable[..., dict[str, Any]]:
    """Reads made-up minutes; the extraction of the first (or only) text, as printed."""

    def reading(*texts: str) -> dict[str, Any]:
        resolved = read_all(*texts)
        return {**minutes_json(resolved.minutes[0]), "network": network_json(resolved.network)}

    return reading


def read_all(*texts: str) -> Resolved:
    """All the way from texts to settled minutes, with the made-up register."""
    documents = [document(text, f"{place}.txt") for place, text in enumerate(texts)]
    return resolve(extract(documents, register()), documents, register())
