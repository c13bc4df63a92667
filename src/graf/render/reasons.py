"""Why something could not be read, settled or kept, in the reader's language.

The program says it in English, where it happens; manifests and the command line hold that. `locale/reasons.toml` has
the Swedish for each wording, so that no stage needs to know of languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from graf.render.i18n import FOLDER

LONGEST = 1000
"""A longer reason, in characters, is shown as it is: what documents say stands in it."""
_SLOT = re.compile(r"\{(\d)(:why)?\}")


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words, and the language that they are in (`sv`, `en`): an unknown wording stays in English."""

    text: str
    lang: str


def reason(said: str, lang: str) -> Reason:
    """A reason as an issue gives it, in a language."""
    if lang == "en" or not said or len(said) > LONGEST:
        return Reason(said, "en")
    found = _swedish(said)
    return Reason(said, "en") if found is None else Reason(found, "sv")


def _swedish(said: str) -> str | None:
    for pattern, told in _table():
        match = pattern.fullmatch(said)
        if match:
            return _SLOT.sub(partial(_filled, match), told)
    parts = said.split("; ")
    if len(parts) > 1:
        found = [_swedish(part) for part in parts]
        if any(found):
            return "; ".join(told or part for told, part in zip(found, parts, strict=True))
    return None


def _filled(said: re.Match[str], slot: re.Match[str]) -> str:
    value = said[int(slot[1])] or ""
    return (_swedish(value) or value) if slot[2] else value


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[re.Pattern[str], str]]:
    sections = tomllib.loads((FOLDER / "reasons.toml").read_text(encoding="utf-8"))
    for entries in sections.values():
        for said, told in entries.items():
            yield re.compile(said, re.DOTALL), told
