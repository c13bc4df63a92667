"""Every page of a release beside those of its things: the one table that `serve` and `publish` both go by.

A page is added by a view (`views/X.py`), a template (`templates/X.html`, which extends `base.html`), its words
(`locale/*.toml`), a function that makes it and a `Sheet` in one of the tuples that `sheets` joins. It is then served at
`/{lang}/{name}`, with what its address asks after a `?`, and published as the file `{lang}/{name}` as it is without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graf.render.site import Site

Asked = Mapping[str, str]
"""What an address asks after its `?`, by name; only what the sheet knows, never empty."""
Make = Callable[[Site, str, Asked], str | bytes]
"""Makes a page or a file of a site in a language."""
PAGE: Final = "page"
"""The name under which the number of a page of a long list is asked for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or a file: its name below the language (`flow.html`), what makes it, what its address may ask.

    A list that is too long for one page has `pages`: how many there are. The second is called `meetings-2.html`.
    """

    name: str
    make: Make
    asks: tuple[str, ...] = ()
    pages: Callable[[Site], int] | None = None

    @property
    def suffix(self) -> str:
        """What form it has: `html`, `json`, `csv` …"""
        return self.name.rpartition(".")[2]

    def files(self, site: Site) -> Iterator[tuple[str, Asked]]:
        """The names of its files, and what each asks."""
        yield self.name, {}
        for number in range(2, (self.pages(site) if self.pages else 1) + 1):
            yield numbered(self.name, number), {PAGE: str(number)}


def numbered(name: str, number: int) -> str:
    """The name of a page of a long list: `meetings.html`, `meetings-2.html`."""
    stem, _, suffix = name.rpartition(".")
    return name if number < 2 else f"{stem}-{number}.{suffix}"


def sheets() -> tuple[Sheet, ...]:
    """All of them. The start page is `index.html`, and is served at the language's own address."""
    from graf.render import (
        sheets_lists,
        sheets_network,
        sheets_ontology,
        sheets_overview,
        sheets_pictures,
        sheets_questions,
        sheets_search,
    )

    pictures = (*sheets_pictures.SHEETS, *sheets_network.SHEETS, *sheets_overview.SHEETS)
    return (*sheets_lists.SHEETS, *sheets_search.SHEETS, *pictures, *sheets_questions.sheets(), *sheets_ontology.SHEETS)
