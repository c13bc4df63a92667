"""The pages of releases: the list of them, and one with what it holds. Live and files alike: both give the list."""

from __future__ import annotations

from collections.abc import Sequence

from graf.render.i18n import say
from graf.render.pages import Page
from graf.render.site import Site
from graf.views.releases import Release, find, manifest


def releases_page(site: Site, lang: str, listed: Sequence[Release]) -> str:
    """The list of releases, at `{lang}/releases.html`."""
    page = Page(say(lang, "releases.title"), lang, f"{lang}/releases.html", "releases.html")
    return site.render("releases.html", page, releases=listed, current=site.publication.digest)


def release_page(site: Site, lang: str, release: Release) -> str:
    """One release that can be read, at `{lang}/releases/{digest}.html`."""
    path = f"releases/{release.digest}.html"
    page = Page(say(lang, "releases.one", digest=release.digest[:12]), lang, f"{lang}/{path}", path, noindex=True)
    before = find(site.release, release.previous) if release.previous else None
    return site.render(
        "release.html",
        page,
        release=release,
        before=before if before is not None and before.withdrawn is None else None,
        manifest=manifest(release),
        current=release.digest == site.publication.digest,
    )
