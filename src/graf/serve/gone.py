"""Addresses of earlier releases: what is gone (410, a tombstone) and what has another name now (308).

The manifest says so in `gone` and `moved`, each a table of IRIs: `{iri: reason}` and `{iri: new IRI}`. In the data
itself `dcterms:isReplacedBy` moves a thing too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS
from graf.views.source import Source


def reason(manifest: Mapping[str, Any], iri: str) -> str | None:
    """Why a thing is gone; None where nothing is known of it."""
    found = manifest.get("gone")
    if isinstance(found, Mapping):
        entry = found.get(iri)
        if isinstance(entry, Mapping):
            return str(entry.get("reason", ""))
        return None if entry is None else str(entry)
    if isinstance(found, list) and iri in found:
        return ""
    return None


def moved(manifest: Mapping[str, Any], source: Source, node: NamedNode) -> NamedNode | None:
    """The name that a thing has now, where it has another one."""
    found = manifest.get("moved")
    if isinstance(found, Mapping) and node.value in found:
        return NamedNode(str(found[node.value]))
    return source.one(node, DCTERMS.isReplacedBy)
