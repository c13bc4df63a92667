"""The tables of rules that read text: one TOML file each, every rule with an example sentence that a test checks."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, list[dict[str, Any]]]:
    """The rules of `rules/NAME.toml`, by the tables in it, in their order."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words from `rules/words.toml`."""
    return frozenset(word for rule in table("words")[name] for word in rule["words"])


@cache
def _confidences() -> dict[str, float]:
    return tomllib.loads(files(__name__).joinpath("confidence.toml").read_text("utf-8"))


def confidence(rule: str) -> float:
    """How sure a rule is, from 0 to 1 (`rules/confidence.toml`). Raises KeyError for a rule that has none there."""
    return _confidences()[rule]
