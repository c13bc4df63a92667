"""Which things of a release have a page of their own in a site of files.

Readings, passages and selectors do not: there are several times as many of them as of everything else, each is told in
full in the data of the fact that it is the evidence of, and those of a document are one file, `graph/evidence/…`. A
reading that something else speaks of, as a correction does of the one that it replaces, has a page like any thing; no
page links to passages and selectors.
"""

from __future__ import annotations

import re
from typing import Final

from graf.render.site import Site
from graf.views.source import Source

_WITHOUT: Final = frozenset({"evidence", "selector"})
_UNFIT: Final = re.compile(r"[/\\\x00-\x1f]")
_LONGEST: Final = 240
EVIDENCE: Final = frozenset({"reading", "evidence", "selector"})


def things(site: Site) -> tuple[tuple[str, str], ...]:
    """Kind and key of each thing with a page, sorted."""
    return site.once("things with a page", lambda: _things(site.source("sv")))


def _things(source: Source) -> tuple[tuple[str, str], ...]:
    found: set[tuple[str, str]] = set()
    for subject, value in source.facts.pairs():
        about = source.key(subject)
        if about is not None and about[0] in EVIDENCE:
            continue
        spoken_of = source.key(value)
        found.update(one for one in (about, spoken_of) if one is not None and one[0] not in _WITHOUT)
    return tuple(sorted(pair for pair in found if _filed(*pair)))


def _filed(kind: str, key: str) -> bool:
    """Whether kind and key can be names of a folder and a file; data from elsewhere may call its things anything."""
    names = (kind, key)
    return all(
        name not in ("", ".", "..") and not _UNFIT.search(name) and len(name.encode()) <= _LONGEST for name in names
    )
