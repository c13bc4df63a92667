"""The words of minutes by which misread texts are put right, from the table `minutes.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("graf.read").joinpath("minutes.toml").read_text("utf-8"))


def minutes_words(name: str) -> tuple[str, ...]:
    """The words of one list (`[[NAME]]` in `minutes.toml`), in its order. Raises KeyError where there is none."""
    return tuple(word for rule in _tables()[name] for word in rule["words"])
