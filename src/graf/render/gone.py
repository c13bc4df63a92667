"""Addresses of earlier releases: what is gone (410, a tombstone), and what has another name now (308; several, 300).

The manifest says so in `gone`, `lost` and `moved` (`graf.lifecycle`): `{iri: {when, reason}}`, `[iri]` and
`{iri: new IRI, or a list}`. In the data itself `dcterms:isReplacedBy` moves a thing too. The server answers by this,
and a site of files makes its pages by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graf.rdf.vocab import DCTERMS
from graf.render.i18n import LANGUAGES, say
from graf.render.pages import Page
from graf.render.site import Site
from graf.views.refs import refers
from graf.views.source import Source


def reason(manifest: Mapping[str, Any], iri: str) -> str | None:
    """Since when and why a thing is gone, as far as somebody said; None where nothing is known of it."""
    entry = manifest.get("gone", {}).get(iri)
    if isinstance(entry, Mapping):
        return ": ".join(str(entry[key]) for key in ("when", "reason") if entry.get(key))
    if entry is not None:
        return str(entry)
    return "" if iri in manifest.get("lost", ()) else None


def moved(manifest: Mapping[str, Any], source: Source, node: NamedNode) -> tuple[NamedNode, ...]:
    """The names that a thing has now, where it has others; one as a rule, several where it was split."""
    found = manifest.get("moved", {}).get(node.value)
    if found is not None:
        return tuple(NamedNode(str(one)) for one in (found if isinstance(found, list) else [found]))
    replaced = source.one(node, DCTERMS.isReplacedBy)
    return () if replaced is None else (replaced,)


def tombstone_page(site: Site, lang: str, path: str, why: str) -> str:
    """The page (410) at an address below the site's root of what is gone."""
    page = Page(say(lang, "error.title_410"), lang, path, _same(path), noindex=True)
    return site.render("error.html", page, status=410, kind="410", detail=why)


def choices_page(site: Site, lang: str, path: str, nodes: Sequence[NamedNode]) -> str:
    """The page (300) at an address below the site's root of what became several things."""
    page = Page(say(lang, "error.title_300"), lang, path, _same(path), noindex=True)
    return site.render("choices.html", page, choices=refers(site.source(lang), list(nodes)))


def _same(path: str) -> str:
    """The part of an address that both languages share."""
    first, _, rest = path.partition("/")
    return rest if first in LANGUAGES else path
