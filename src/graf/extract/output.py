"""The public form of what was extracted: one JSON object a document, and one for all of them (`network.json`).

The form is described in `docs/extraction.md`. Names differ from the dataclasses' where they are Python's own words
(`from`, `to`).
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from graf.model import Minutes, Move, Network, RoleFact

_RENAMED = {Move: {"source": "from", "target": "to"}, RoleFact: {"start": "from", "end": "to"}}


def minutes_json(minutes: Minutes) -> dict[str, Any]:
    """One document's facts. A struck name counts as absent; `struck` says so."""
    found: dict[str, Any] = _plain(minutes)
    found["header_evidence"] = dict(found["header_evidence"])
    for entry in found["attendance"]:
        entry["struck"] = entry["status"] == "struck"
        entry["status"] = "absent" if entry["struck"] else entry["status"]
    return found


def network_json(network: Network) -> dict[str, Any]:
    """What holds over all documents."""
    found: dict[str, Any] = _plain(network)
    for person in found["people"]:
        person["surfaces"] = [{"file": file, "surface": surface} for file, surface in person["surfaces"]]
        person["mentions"] = [{"file": file, "start": start} for file, start in person["mentions"]]
    for matter in found["matters"]:
        matter["mentioned"] = [{"body": b, "date": d, "file": f} for b, d, f in matter["mentioned"]]
    for body in found["bodies"]:
        body["evidence"] = [{"file": file, **passage} for file, passage in body["evidence"]]
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        names = _RENAMED.get(type(value), {})
        return {names.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(entry) for entry in value]
    return value
