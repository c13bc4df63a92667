"""The index that a site of files is searched by: one file, which `frontend/src/find.js` gives to MiniSearch.

It holds the terms that the server's index holds (`views/search_index.py`), so that both find the same. Its form is
MiniSearch's own, serialization version 2: for each term and field, which entries have it how often.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from graf.render import i18n
from graf.views.refs import Ref
from graf.views.search import FIELDS, PREFIX, SHORTEST, Hit, entries, hit
from graf.views.source import Source

VERSION: Final = 2
"""Which form of MiniSearch's this is."""


def shown(found: Hit, lang: str) -> list[str]:
    """A hit as scripts show it: its kind, its address below the language's, what it is called, and its meeting."""
    address = f"res/{quote(found.ref.kind, safe='')}/{quote(found.ref.key, safe='')}.html"
    meeting = called(found.meeting, lang) if found.meeting is not None and found.kind != "meeting" else ""
    return [found.kind, address, called(found.ref, lang), meeting]


def called(ref: Ref, lang: str) -> str:
    """What a thing is called in a line of text, with its date where it has one."""
    return f"{ref.label}, {i18n.dates(ref.first, ref.last, lang)}" if ref.dated else ref.label


def search_file(source: Source) -> str:
    """The index of a release, its entries called as in the source's language."""
    fields = tuple(FIELDS)
    index: dict[str, dict[str, dict[str, int]]] = {}
    lengths: dict[str, list[int]] = {}
    stored: dict[str, Any] = {}
    for number, one in enumerate(entries(source)):
        name = str(number)
        stored[name] = {"shown": shown(hit(source, one.node, one.kind), source.lang)}
        counts = [Counter(one.terms[field]) for field in fields]
        lengths[name] = [len(count) for count in counts]
        for place, count in enumerate(counts):
            for term, often in count.items():
                index.setdefault(term, {}).setdefault(str(place), {})[name] = often
    made = {
        "documentCount": len(stored),
        "nextId": len(stored),
        "documentIds": {name: int(name) for name in stored},
        "fieldIds": {field: place for place, field in enumerate(fields)},
        "fieldLength": lengths,
        "averageFieldLength": [_mean([one[place] for one in lengths.values()]) for place in range(len(fields))],
        "storedFields": stored,
        "dirtCount": 0,
        "index": sorted(index.items()),
        "serializationVersion": VERSION,
    }
    weights = {"fields": FIELDS, "prefix": PREFIX, "shortest": SHORTEST}
    return json.dumps({"weights": weights, "index": made}, ensure_ascii=False, separators=(",", ":"))


def _mean(lengths: Sequence[int]) -> float:
    return round(sum(lengths) / len(lengths), 4) if lengths else 0
