"""What follows from all documents together: which items concern which matter, who is not settled.

These go to `{base}/graph/derived`, which is made anew at each build; what else stands there comes of the published
queries in `queries/derived/` (`graf.store.derive`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from graf.issues import UNMAPPED, Issue
from graf.model import Minutes, Network
from graf.rdf.literals import plain, swedish
from graf.rdf.naming import Names
from graf.rdf.vocab import DCTERMS, GRAF, RDF


def matter_quads(network: Network, minutes: Sequence[Minutes], names: Names, issues: list[Issue]) -> Iterator[Quad]:
    """The matters, and which items concern them; an occurrence that leads to no item is added to `issues`."""
    graph = names.iris.graph("derived")
    items = _items_by_number(minutes, names)
    for matter in network.matters:
        node = names.iris.id("matter", matter.key)
        yield Quad(node, RDF.type, GRAF.Matter, graph)
        title = swedish(matter.title)
        if title is not None:
            yield Quad(node, DCTERMS.title, title, graph)
        for reason in matter.reasons:
            words = plain(reason)
            if words is not None:
                yield Quad(node, GRAF.threadReason, words, graph)
        for number in matter.case_numbers:
            if (written := plain(number)) is not None:
                yield Quad(node, GRAF.caseNumber, written, graph)
        for occurrence in matter.occurrences:
            item = items.get((occurrence.file, occurrence.item))
            if item is None:
                reason = f"matter “{matter.title}” is said to occur in item {occurrence.item}, which is not there"
                issues.append(Issue(occurrence.file, UNMAPPED, reason))
            else:
                yield Quad(item, GRAF.concerns, node, graph)


def doubt_quads(network: Network, names: Names, stated: Callable[[NamedNode], bool]) -> Iterator[Quad]:
    """Why people may be more, or fewer, than one, of those that some document states: no one document says so."""
    graph = names.iris.graph("derived")
    for person in network.people:
        why = plain(person.unsettled)
        node = names.iris.id("person", person.key)
        if why is not None and stated(node):
            yield Quad(node, GRAF.unsettled, why, graph)


def _items_by_number(minutes: Sequence[Minutes], names: Names) -> Mapping[tuple[str, str], NamedNode]:
    items: dict[tuple[str, str], NamedNode] = {}
    for one in minutes:
        for place, item in enumerate(one.items):
            if item.number is not None:
                key = names.items[one.sha256[:16], place].key
                items.setdefault((one.file, item.number), names.iris.id("item", key))
    return items
