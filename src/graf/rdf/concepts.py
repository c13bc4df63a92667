"""graf's concepts by scheme: what an act, a status or a kind may be (`ontology/concepts.ttl` says what each means).

`concept` is the one way to name one, so that every list stays closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from pyoxigraph import NamedNode

from graf.rdf.vocab import PREFIXES

Scheme = Literal[
    "acts",
    "assignment-statuses",
    "attendance-statuses",
    "body-types",
    "branches",
    "condition-statuses",
    "contradiction-kinds",
    "correction-actions",
    "date-sources",
    "decision-statuses",
    "document-kinds",
    "item-kinds",
    "meeting-modes",
    "meeting-statuses",
    "objection-kinds",
    "referral-kinds",
    "relation-kinds",
    "role-events",
    "tenures",
]

_ACTS = """open-meeting close approve file adopt establish appoint assign refer report-back defer distribute finance
    request carry-out withdraw reject discharge note"""
_BODY_TYPES = """network steering-group working-group programme-area council support-structure municipality region
    agency association university committee department clinic group-of-municipalities other"""
_RELATIONS = "reports-to part-of steers coordinates prepares-for supports appoints-to member-of"

CONCEPTS: Final[Mapping[Scheme, tuple[str, ...]]] = MappingProxyType(
    {
        "acts": tuple(_ACTS.split()),
        "assignment-statuses": ("proposed", "open", "closed"),
        "attendance-statuses": ("present", "absent", "struck", "uncertain"),
        "body-types": tuple(_BODY_TYPES.split()),
        "branches": ("if", "otherwise"),
        "condition-statuses": ("open", "met", "failed"),
        "contradiction-kinds": ("post-left", "day-differs", "two-chairs", "decision-differs", "attendance-differs"),
        "correction-actions": ("set", "remove", "add", "merge", "split", "accept"),
        "date-sources": ("header", "inferred", "corrected"),
        "decision-statuses": ("taken", "proposed"),
        "document-kinds": ("minutes", "agenda", "attachment"),
        "item-kinds": ("decision", "information", "dialogue"),
        "meeting-modes": ("physical", "digital", "hybrid"),
        "meeting-statuses": ("held", "called", "planned", "referred-to"),
        "objection-kinds": ("reservation", "not-taking-part", "conflict-of-interest"),
        "referral-kinds": ("refer", "report-back", "defer", "originate", "consult"),
        "relation-kinds": tuple(_RELATIONS.split()),
        "role-events": ("holds", "takes-up", "leaves", "nominated", "appointed"),
        "tenures": ("ordinary", "acting", "substitute"),
    }
)
"""The closed lists. One concept may stand in two schemes where it means the same (`defer` the act and the referral)."""

_OTHER_KEY: Final[Mapping[tuple[str, str], str]] = MappingProxyType({("acts", "open"): "open-meeting"})
"""Values whose key differs: the act `open` opens a meeting, while the concept `open` is what is not yet settled."""


def concept(scheme: Scheme, value: str) -> NamedNode:
    """The concept of a scheme for a value as the extraction format writes it (`carry_out`, `steering group`).

    Raises ValueError where the scheme has no such concept; the caller reports it as unmapped, never drops it.
    """
    key = _OTHER_KEY.get((scheme, value), value.replace("_", "-").replace(" ", "-"))
    if key not in CONCEPTS[scheme]:
        raise ValueError(f"no concept {value!r} among {scheme}; known: {', '.join(CONCEPTS[scheme])}")
    return NamedNode(PREFIXES["c"] + key)
