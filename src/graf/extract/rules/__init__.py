"""The tables of rules that read text: one TOML file each, every rule with an example sentence that a test checks."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, list[dict[str, Any]]]:
    """The rules of `rules/NAME.toml`, by the tables in it, in their order."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def any_of(file: str, name: str) -> str:
    """What any rule of a table (`rules/FILE.toml`, `[[NAME]]`) matches, as one expression, in their order."""
    return f"(?:{'|'.join(rule['pattern'] for rule in table(file)[name])})"


@cache
def any_pattern(file: str, name: str) -> re.Pattern[str]:
    """Matches what any rule of a table does, whatever its case."""
    return re.compile(any_of(file, name), re.IGNORECASE)


@cache
def words(name: str, file: str = "words") -> frozenset[str]:
    """A list of words from `rules/FILE.toml`."""
    return frozenset(word for rule in table(file)[name] for word in rule["words"])


@cache
def _confidences() -> dict[str, float]:
    return tomllib.loads(files(__name__).joinpath("confidence.toml").read_text("utf-8"))


def confidence(rule: str) -> float:
    """How sure a rule is, from 0 to 1 (`rules/confidence.toml`). Raises KeyError for a rule that has none there."""
    return _confidences()[rule]
