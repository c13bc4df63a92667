"""What the pictures' pages share: whether a script draws them, and how their lines lead to the rows of their tables."""

from __future__ import annotations

from urllib.parse import quote

from graf.render.pages import STATIC
from graf.views.refs import Ref

SCRIPT = "built/pictures.js"


def drawn() -> bool:
    """Whether the script that draws was built into this installation; without it there are tables and lists."""
    return (STATIC / SCRIPT).is_file()


def row(key: str) -> str:
    """The id of the table row of a relation or a move."""
    return f"r-{key}"


def address(ref: Ref) -> str:
    """The address of a thing's page, from a page of the same language."""
    return f"res/{ref.kind}/{quote(ref.key, safe='')}.html"
