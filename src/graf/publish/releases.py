"""The releases that lie beside the one that is published: their list, a page of each, and each manifest."""

from __future__ import annotations

from graf.publish.producer import Files
from graf.render import gone
from graf.render.i18n import LANGUAGES
from graf.render.releases import release_page, releases_page
from graf.render.site import Site
from graf.store.release import MANIFEST
from graf.views.releases import releases


def files(site: Site) -> Files:
    """The pages in both languages, and the manifests; a tombstone for each release that was withdrawn."""
    listed = releases(site.release)
    for lang in LANGUAGES:
        yield f"{lang}/releases.html", releases_page(site, lang, listed).encode()
        for one in listed:
            path = f"{lang}/releases/{one.digest}.html"
            if one.withdrawn is None:
                yield path, release_page(site, lang, one).encode()
            else:
                why = f"{one.built[:10]}: {one.withdrawn}"
                yield path, gone.tombstone_page(site, lang, path, why).encode()
    for one in listed:
        if one.withdrawn is None:
            yield f"releases/{one.digest}/{MANIFEST}", (one.folder / MANIFEST).read_bytes()


def count(site: Site) -> int:
    """How many files there are."""
    return len(LANGUAGES) + 3 * len(releases(site.release))
