"""Who bears a name where a fact names somebody."""

from __future__ import annotations

from collections import defaultdict

from graf.corrections.facts import Fact
from graf.model import Network


class Bearers:
    """Who is meant by a name in a fact: by mention, so that namesakes are two; nobody where that is open."""

    def __init__(self, network: Network) -> None:
        self.names = {person.key: person.name for person in network.people}
        self._found: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._mentions = {person.key: person.mentions for person in network.people}
        for person in network.people:
            for file in {file for file, _ in person.surfaces}:
                self._found[file, person.name].append(person.key)
        self._doubtful = {person.key for person in network.people if person.unsettled}

    def key(self, fact: Fact, name: str) -> str | None:
        """The key of the person whom a fact names so; None where that may be several, or is not settled."""
        found = self._found.get((fact.file, name), [])
        if len(found) > 1:
            places = {(fact.file, passage.start) for passage in fact.evidence}
            found = [key for key in found if not places.isdisjoint(self._mentions[key])]
        return found[0] if len(found) == 1 and found[0] not in self._doubtful else None
