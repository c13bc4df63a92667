"""Literals of free text: whatever a document or a register says passes the mask before it enters the graph."""

from __future__ import annotations

from pyoxigraph import Literal

from graf.read.privacy import mask


def masked(text: str) -> str:
    """A text without e-mail addresses, telephone and personal numbers, on one line."""
    return mask(" ".join(text.split()))[0]


def plain(text: str | None) -> Literal | None:
    """A literal without language (names, numbers, places); None for what is not there."""
    return None if text is None or not text.strip() else Literal(masked(text))


def swedish(text: str | None) -> Literal | None:
    """A literal in Swedish; None for what is not there."""
    return None if text is None or not text.strip() else Literal(masked(text), language="sv")
