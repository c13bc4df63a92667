"""What a release built from the documents should hold at least: counts, and the main facts as N-Quads.

Only facts whose IRIs follow from the text are written: meetings held, their body and day, items with number and
title, decisions with their act and text. People and matters have opaque names, so they are counted.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from county.bodies import County

BASE = "https://example.org/county"
NS, CONCEPT = "https://w3id.org/graf/ns/", "https://w3id.org/graf/concept/"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_DATE = "^^<http://www.w3.org/2001/XMLSchema#date>"


def slug(text: str) -> str:
    """A body's key in IRIs."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


class Expected:
    """Counts and quads of a county's documents; two documents of one meeting make one meeting."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.counts: Counter[str] = Counter()
        self._meetings: set[str] = set()

    def quads(self, truth: dict[str, Any]) -> Iterator[str]:
        """The lines of one document's main facts."""
        counts = self.counts
        counts["documents"] += 1
        counts["items"] += len(truth["items"])
        counts["attendances"] += len(truth["attendance"])
        counts["deadlines"] += len(truth["deadlines"])
        counts["moves"] += sum(len(item["moves"]) for item in truth["items"])
        body, day = slug(truth["body"]), truth["date"]
        meeting = f"{BASE}/id/meeting/{body}-{day}"
        if meeting not in self._meetings:
            self._meetings.add(meeting)
            counts["meetings"] += 1
        graph = f"<{BASE}/graph/expected>"
        node = f"<{meeting}>"
        yield f"{node} {_TYPE} <{NS}Meeting> {graph} .\n"
        yield f"{node} <{NS}heldBy> <{BASE}/id/body/{body}> {graph} .\n"
        for bound in ("notBefore", "notAfter"):
            yield f'{node} <{NS}{bound}> "{day}"{_DATE} {graph} .\n'
        for item in truth["items"]:
            for place, decision in enumerate(item["decisions"], 1):
                counts["decisions" if decision["status"] == "taken" else "proposals"] += 1
                if decision["status"] != "taken" or item["number"] is None:
                    continue
                one = f"<{BASE}/id/decision/{body}-{day}-{item['number']}-{place}>"
                yield f"{one} {_TYPE} <{NS}Decision> {graph} .\n"
                yield f"{one} <{NS}text> {json.dumps(decision['text'], ensure_ascii=False)}@sv {graph} .\n"
                for act in decision["acts"]:
                    yield f"{one} <{NS}act> <{CONCEPT}{act.replace('_', '-')}> {graph} .\n"
