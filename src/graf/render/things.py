"""The page of each kind of thing: which view, which template, which place in the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from graf.render import i18n
from graf.render.pages import FILED, Page
from graf.render.site import Site
from graf.render.timeline_data import timeline_data
from graf.views import beside, bodies, clauses, documents, meeting, people, timeline
from graf.views.refs import Ref
from graf.views.resource import resource
from graf.views.schema_org import entity
from graf.views.source import Source
from graf.views.text import lines


@dataclass(frozen=True, slots=True)
class _Kind:
    template: str
    view: Callable[[Site, Source, NamedNode], Any]
    section: str = ""
    noindex: bool = False


_PAGES: Final[Mapping[str, _Kind]] = {
    "body": _Kind("body.html", lambda _, source, node: bodies.body(source, node), "bodies"),
    "meeting": _Kind("meeting.html", lambda site, source, node: meeting.meeting(source, node, site.text), "meetings"),
    "item": _Kind("item.html", lambda site, source, node: beside.page(source, node, site.text), "meetings"),
    "decision": _Kind("clause.html", lambda _, source, node: clauses.clause(source, node), "meetings"),
    "proposal": _Kind("clause.html", lambda _, source, node: clauses.clause(source, node), "meetings"),
    "person": _Kind("person.html", lambda _, source, node: people.person(source, node), "people", True),
    "matter": _Kind(
        "matter.html", lambda site, source, node: timeline.timeline(source, node, site.publication.last), "matters"
    ),
    "document": _Kind(
        "document.html", lambda site, source, node: documents.document(source, node, site.text), "meetings"
    ),
}
_ABOUT_PEOPLE: Final = frozenset({"membership", "attendance"})


def show(site: Site, lang: str, kind: str, key: str, path: str) -> str | None:
    """The page of a thing as HTML, at an address below the site's root; None where there is no such thing."""
    source = site.source(lang)
    node = source.node(kind, key)
    everything = resource(source, node)
    if everything is None:
        return None
    known = _PAGES.get(kind)
    view = known.view(site, source, node) if known else None
    page = Page(
        title=title(everything.ref, lang),
        lang=lang,
        path=path,
        same=f"res/{kind}/{key}.html",
        section=known.section if known else "",
        noindex=known.noindex if known else kind in _ABOUT_PEOPLE,
        formats=FILED,
        data=f"res/{kind}/{key}",
        iri=node.value,
        entity=entity(source, node),
    )
    if known is None or view is None:
        return site.render("thing.html", page, resource=everything)
    issues = site.issues(view.file) if isinstance(view, documents.Document) else ()
    drawn = timeline_data(view, lang) if isinstance(view, timeline.Timeline) else None
    return site.render(known.template, page, resource=everything, view=view, issues=issues, drawn=drawn)


def show_text(site: Site, lang: str, key: str, path: str, asked: Mapping[str, str], mark: Sequence[int] = ()) -> str:
    """A document's text as HTML, with the passage `mark` (start, end) marked; `key` is that of a text that there is."""
    document = documents.document_of_text(site.source(lang), key)
    found = lines(site.text(key) or "", [(mark[0], mark[1])] if mark else [])
    page = Page(
        title=title(document, lang) if document else key,
        lang=lang,
        path=path,
        same=f"res/text/{key}.html",
        section="meetings",
        query=asked,
        noindex=True,
    )
    first = next((line.number for line in found if line.marked), None)
    return site.render("text.html", page, key=key, document=document, lines=found, passage=first)


def title(ref: Ref, lang: str) -> str:
    """What a page of a thing is called in the browser's title."""
    return f"{ref.label}, {i18n.dates(ref.first, ref.last, lang)}" if ref.dated else ref.label
