"""What a site of files is made of: each producer gives some of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from graf.render.site import Site

Content = bytes | Callable[[BinaryIO], None]
"""What a file holds, or what writes it where it may be too large for the memory."""
Files = Iterator[tuple[str, Content]]
"""Files by their paths below the site's root, with `/` between."""


@dataclass(frozen=True, slots=True)
class Producer:
    """Makes files of a site. `name` stands in the summary, `count` says how many files there will be, if roughly."""

    name: str
    files: Callable[[Site], Files]
    count: Callable[[Site], int]
