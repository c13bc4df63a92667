"""What people corrected, and what is at odds, stated in a store that holds the documents' graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import Quad, Store

from graf.corrections.contradictions import Contradiction
from graf.corrections.outcome import Outcome
from graf.rdf.contradictions import contradiction_quads
from graf.rdf.corrections import correction_quads
from graf.rdf.evidence import Rendition
from graf.rdf.iris import Iris
from graf.rdf.shapes import Violation, validate
from graf.store.places import Places

Publish = Callable[[Iterable[Quad]], Iterable[Quad]]


def state_corrections(
    store: Store,
    outcomes: Sequence[Outcome],
    published: Callable[[str], Rendition],
    iris: Iris,
    publish: Publish = lambda quads: quads,
    *,
    withhold: bool = False,
) -> list[Violation]:
    """States each correction that was applied, anew; returns what breaks the shapes, which is then not stated.

    `published` gives a document's rendition by checksum, `publish` what may be published of quads. With `withhold`, no
    name of a person is among what the old readings said.
    """
    graph = iris.graph("corrections")
    if next(store.quads_for_pattern(None, None, None, graph), None) is not None:
        store.clear_graph(graph)
    quads = list(publish(correction_quads(outcomes, Places(store, iris).find, published, iris, withhold=withhold)))
    violations = validate(quads) if quads else []
    if not violations:
        store.extend(quads)
    return violations


def contradictions_in(
    store: Store, found: Sequence[Contradiction], iris: Iris, publish: Publish = lambda quads: quads
) -> list[Quad]:
    """What is at odds, for the derived graph."""
    return list(publish(contradiction_quads(found, Places(store, iris).find, iris)))
