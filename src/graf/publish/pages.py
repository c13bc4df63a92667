"""The pages of a site of files: of each thing and text, of the table of sheets, and of what is gone or has moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from graf.publish.producer import Files
from graf.publish.things import things
from graf.render import gone
from graf.render.i18n import LANGUAGES
from graf.render.sheets import sheets
from graf.render.site import Site
from graf.render.things import show, show_text


def pages(site: Site) -> Files:
    """Every page in every language."""
    for lang in LANGUAGES:
        for sheet in sheets():
            for name, asked in sheet.files(site):
                made = sheet.make(site, lang, asked)
                yield f"{lang}/{name}", made if isinstance(made, bytes) else made.encode()
        for text in sorted(site.texts):
            key = text.removesuffix(".txt")
            path = f"{lang}/res/text/{key}.html"
            yield path, show_text(site, lang, key, path, {}).encode()
        for kind, key in things(site):
            path = f"{lang}/res/{kind}/{key}.html"
            shown = show(site, lang, kind, key, path)
            assert shown is not None, "it is in the release"
            yield path, shown.encode()
        yield from former(site, lang)


def count(site: Site) -> int:
    """How many pages there are, less those of what is gone."""
    each = sum(1 for sheet in sheets() for _ in sheet.files(site))
    return len(LANGUAGES) * (each + len(site.texts) + len(things(site)))


def former(site: Site, lang: str) -> Files:
    """A page under each name that a thing had, which says where it is now, or why it is gone."""
    known = set(things(site))
    for iri, nodes in _moved(site):
        path = _path(site, lang, iri, known)
        if path is not None:
            yield path, gone.choices_page(site, lang, path, nodes).encode()
    for iri in (*site.manifest.get("gone", {}), *site.manifest.get("lost", ())):
        path = _path(site, lang, iri, known)
        if path is not None:
            why = gone.reason(site.manifest, iri) or ""
            yield path, gone.tombstone_page(site, lang, path, why).encode()


def _moved(site: Site) -> Iterator[tuple[str, Sequence[NamedNode]]]:
    source = site.source("sv")
    for iri in site.manifest.get("moved", {}):
        yield iri, gone.moved(site.manifest, source, NamedNode(iri))


def _path(site: Site, lang: str, iri: str, known: set[tuple[str, str]]) -> str | None:
    """Where the page of a former name lies; None where it is no name of this dataset or is in use."""
    found = site.source(lang).key(NamedNode(iri))
    return f"{lang}/res/{found[0]}/{found[1]}.html" if found is not None and found not in known else None
