"""Which form and which language a client wants: suffix first, then `Accept`, `Accept-Language` (RFC 9110, 12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from graf.render.pages import MEDIA

ALSO: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"html": ("application/xhtml+xml",), "jsonld": ("application/json",), "ttl": ("application/x-turtle",)}
)
"""Other media types that a client may mean by one of ours."""


def split(path: str, offered: Sequence[str]) -> tuple[str, str | None]:
    """A path and its suffix, where that is one of those offered: `a.ttl` is `a`, `ttl`; `a-5.d` keeps its dot."""
    name, dot, suffix = path.rpartition(".")
    return (name, suffix) if dot and name and suffix in offered else (path, None)


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The suffix of the form that the `Accept` header likes best, the first where it likes several; None for none."""
    if not accept or not accept.strip():
        return offered[0]
    ranges = list(preferences(accept))
    best, most = None, 0.0
    for suffix in offered:
        also = [quality for name, quality in ranges if name in ALSO.get(suffix, ())]
        quality = max([quality_of(MEDIA[suffix], ranges), *also])
        if quality > most:
            best, most = suffix, quality
    return best


def language(accept: str | None, offered: Sequence[str] = ("sv", "en")) -> str:
    """The language that the `Accept-Language` header likes best; the first offered where it likes none of them."""
    best, most = offered[0], 0.0
    ranges = list(preferences(accept or ""))
    for tag in offered:
        named = [quality for name, quality in ranges if name.split("-")[0] == tag]
        quality = max(named) if named else max((quality for name, quality in ranges if name == "*"), default=0.0)
        if quality > most:
            best, most = tag, quality
    return best


def preferences(header: str) -> Iterator[tuple[str, float]]:
    """What a header lists, each with its quality (1 where it says none)."""
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                quality = _number(value)
        if name:
            yield name.lower(), quality


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return min(max(number, 0.0), 1.0) if number == number else 0.0


def quality_of(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that a media type falls into."""
    for wanted in (media, media.split("/")[0] + "/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
