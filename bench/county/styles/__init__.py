"""House styles: each module writes a meeting as one kind of house does. `WRITERS` holds them by name."""

from __future__ import annotations

from collections.abc import Callable

from county.document import Page
from county.styles import atgardslista, forening, kommunstyrelse, natverk, regionstyrelse, rubriker, styrgrupp, tabell

WRITERS: dict[str, Callable[[Page], None]] = {
    "natverk": natverk.write,
    "kommunstyrelse": kommunstyrelse.write,
    "forening": forening.write,
    "styrgrupp": styrgrupp.write,
    "regionstyrelse": regionstyrelse.write,
    "atgardslista": atgardslista.write,
    "tabell": tabell.write,
    "rubriker": rubriker.write,
}
