"""The public questions: each is a `.rq` file whose header comment makes its page, its address, its CSV and its help.

The header is TOML behind `# `, from the first line of the file to the first line that is no comment:

    # title.sv = "Närvaro vid ett möte"
    # title.en = "Attendance at a meeting"
    # description.sv = "…"
    # description.en = "…"
    #
    # [parameters.meeting]
    # type = "meeting"
    # sv = "mötet"
    # en = "the meeting"
    #
    # [columns]
    # person = { sv = "person", en = "person" }
    #
    # [[examples]]
    # meeting = "schnv-2025-10-17"

A parameter may have a `default` and the `values` it is limited to; `meeting` binds the variable `?asked_meeting`.
`columns` names the columns that are shown, in order. Both must stand in the SELECT, by name and not as `*`:
pyoxigraph reorders the columns of `SELECT *`, and substitutes only variables of the SELECT.

How substitution works in pyoxigraph 0.5 (tried, and held by tests/query/test_substitution.py): a variable that stands
in a FILTER only is taken for never bound, whatever is substituted. `OPTIONAL { VALUES ?asked_meeting { "" } }` in the
same group makes it one that may be bound, and gives it the value `""` where nothing is substituted: any meeting. In
an OPTIONAL pattern a substituted variable is kept where the pattern finds nothing, so the queries compare by FILTER
instead. A subquery sees the variable where its own SELECT names it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graf.issues import UsageError

TYPES: Final = ("iri", "body", "meeting", "concept", "date", "year", "integer", "text")
LANGUAGES: Final = ("sv", "en")

_HEADER_KEYS = ("title", "description", "parameters", "columns", "examples")
_PARAMETER_KEYS = ("type", "sv", "en", "default", "values")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a person may give a canned query.

    `type` is iri, body (key, abbreviation, name or IRI), meeting (`schnv-2025-10-17` or IRI), concept (`open`), date
    (YYYY-MM-DD), year, integer or text. `values` are all it may be, if any are listed; `default` is used where it is
    not given, None leaves its variable open. `label`: language → words.
    """

    name: str
    type: str
    label: Mapping[str, str]
    default: str | None = None
    values: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the query that it binds, without `?`."""
        return f"asked_{self.name}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the variable's name, and its heading in each language."""

    name: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Canned:
    """A question that graf knows by name. `text` is the whole file; `title` and `description` go by language."""

    name: str
    file: str
    text: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    columns: tuple[Column, ...]
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[Mapping[str, str], ...] = ()


def load(folder: Path) -> tuple[Canned, ...]:
    """Every canned query of a folder, by name. Raises UsageError for a header that is wrong."""
    return tuple(parse(path.read_text(encoding="utf-8"), path.stem, str(path)) for path in sorted(folder.glob("*.rq")))


def find(name: str, folder: Path) -> Canned:
    """The canned query of a name. Raises UsageError, listing the names there are, where there is none."""
    known = sorted(path.stem for path in folder.glob("*.rq"))
    if name not in known:
        raise UsageError(name, None, f"no such query; expected one of {', '.join(known)}")
    path = folder / f"{name}.rq"
    return parse(path.read_text(encoding="utf-8"), name, str(path))


def parse(text: str, name: str, file: str = "query") -> Canned:
    """Read a canned query from the text of its file.

    Raises UsageError, naming the line, for a header that is no TOML, lacks title or description in Swedish or
    English, has a key, a type or a default that it may not have, or an example for no parameter.
    """
    header = _Header(text, file)
    found = header.read()
    header.only(found, _HEADER_KEYS, "")
    parameters = tuple(_parameter(header, key, value) for key, value in header.table(found, "parameters").items())
    columns = tuple(
        Column(key, header.words(value, f"columns.{key}", key)) for key, value in header.table(found, "columns").items()
    )
    if not columns:
        raise header.error("columns", "expected a table [columns] that names the columns of the answer")
    return Canned(
        name=name,
        file=file,
        text=text,
        title=header.words(found.get("title"), "title", "title"),
        description=header.words(found.get("description"), "description", "description"),
        columns=columns,
        parameters=parameters,
        examples=_examples(header, found.get("examples", []), {parameter.name for parameter in parameters}),
    )


def _parameter(header: _Header, name: str, value: Any) -> Parameter:
    where = f"parameters.{name}"
    if not isinstance(value, dict):
        raise header.error(name, f"expected a table [{where}]")
    header.only(value, _PARAMETER_KEYS, where)
    if value.get("type") not in TYPES:
        raise header.error(where, f"{where}.type: expected one of {', '.join(TYPES)}")
    values = value.get("values", [])
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise header.error(where, f"{where}.values: expected a list of texts")
    default = value.get("default")
    if default is not None and (not isinstance(default, str) or (values and default not in values)):
        expected = f"one of {', '.join(values)}" if values else "a text"
        raise header.error(where, f"{where}.default: expected {expected}")
    if not _NAME.fullmatch(name):
        raise header.error(where, f"{where}: expected a name of small letters, digits and _")
    label = header.words({key: value.get(key) for key in LANGUAGES}, where, where)
    return Parameter(name, value["type"], label, default, tuple(values))


def _examples(header: _Header, value: Any, names: set[str]) -> tuple[Mapping[str, str], ...]:
    if not isinstance(value, list):
        raise header.error("examples", "expected tables [[examples]]")
    for example in value:
        for key, given in example.items() if isinstance(example, dict) else [("", None)]:
            if key not in names or not isinstance(given, str):
                known = ", ".join(sorted(names)) or "none"
                raise header.error(key or "examples", f"examples: expected texts for the parameters ({known})")
    return tuple(value)


class _Header:
    """The header of one file: its lines, so that an error can name the one that is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.lines: list[str] = []
        for line in text.removeprefix("\ufeff").split("\n"):
            if not line.startswith("#"):
                break
            self.lines.append(line[1:].removeprefix(" ").rstrip("\r"))

    def read(self) -> dict[str, Any]:
        try:
            return tomllib.loads("\n".join(self.lines))
        except tomllib.TOMLDecodeError as error:
            place = _AT_LINE.search(str(error))
            line = int(place[1]) if place and place[1] else max(len(self.lines), 1)
            column = f"column {place[2]}: " if place and place[2] else ""
            reason = _AT_LINE.sub("", str(error))
            raise UsageError(self.file, line, f"{column}expected TOML behind “# ”: {reason}") from error

    def table(self, found: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = found.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"expected a table [{key}]")
        return value

    def only(self, found: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        for key in found:
            if key not in known:
                raise self.error(key, f"{where or 'the header'} has no {key!r}; expected {', '.join(known)}")

    def words(self, value: Any, where: str, at: str) -> dict[str, str]:
        """The words for something in each language, none of them empty."""
        for language in LANGUAGES:
            given = value.get(language) if isinstance(value, dict) else None
            if not isinstance(given, str) or not given.strip():
                raise self.error(at, f"{where}.{language}: expected words in {language}")
        return {language: value[language] for language in LANGUAGES}

    def error(self, at: str, expected: str) -> UsageError:
        start = re.compile(rf"(\[+\s*)?{re.escape(at)}\b")
        line = next((number for number, text in enumerate(self.lines, 1) if start.match(text)), 1)
        return UsageError(self.file, line, expected)
