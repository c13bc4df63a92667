"""`graf query`: which question is meant, and what a release answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from pyoxigraph import Store

from graf import resources, written
from graf.issues import UsageError
from graf.query import Result, binding, canned, formats, run
from graf.store import embedded, release

_NAME = re.compile(r"[\w.-]+")


def ask(folder: Path, question: str, parameters: Sequence[str] = ()) -> Result:
    """Ask the release in a folder a question: a public one's name with `name=value` parameters, or SPARQL text.

    Raises `UsageError` for a name that no question has, a parameter that it does not take, and text that is no query.
    """
    if _NAME.fullmatch(question):
        return binding.ask(_store(folder), canned.find(question, resources.queries()), _values(parameters))
    _none(parameters, "graf query")
    return run(_store(folder), question)


def ask_file(folder: Path, file: Path, parameters: Sequence[str] = ()) -> Result:
    """Ask what stands in a file: a query, or one with a public question's header, which may take parameters."""
    text = written.read(file)
    if text.startswith("# title"):
        return binding.ask(_store(folder), canned.parse(text, file.stem, str(file)), _values(parameters))
    _none(parameters, str(file))
    return run(_store(folder), text, file=str(file))


def listed() -> str:
    """The public questions: name, title, and the parameters that each takes."""
    lines = []
    for question in canned.load(resources.queries()):
        takes = "".join(f" [{parameter.name}=…]" for parameter in question.parameters)
        lines.append(f"{question.name}{takes}\n    {question.title['en']}\n")
    return "".join(lines)


def write(result: Result, form: str, out: TextIO) -> None:
    """Write an answer as `table`, `csv`, `json` or `turtle`."""
    formats.write(result, form, out)


def _store(folder: Path) -> Store:
    release.read_manifest(folder)
    return embedded.open_read_only(folder / release.STORE)


def _values(parameters: Sequence[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name:
            raise UsageError(parameter, None, "expected a parameter as name=value")
        if name in values:
            raise UsageError(parameter, None, f"expected {name} only once")
        values[name] = value
    return values


def _none(parameters: Sequence[str], question: str) -> None:
    if parameters:
        hint = "Put a query that holds spaces into quotes."
        raise UsageError(
            question, None, f"only a public question takes parameters, not SPARQL text: {parameters[0]}", hint
        )
