"""What a page says of itself to machines that read pages: schema.org as JSON-LD, in a `<script>` that is data.

Its context is in it, so that whoever reads it need not ask schema.org; browsers run nothing of it, so the content
security policy lets it be. Templates escape it for HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graf.rdf.vocab import SCHEMA

if TYPE_CHECKING:
    from graf.render.pages import Page, Publication

DUMPS: Final = (
    ("dumps/release.nq.gz", "application/n-quads"),
    ("dumps/release.ttl.gz", "text/turtle"),
    ("dumps/release.jsonld.gz", "application/ld+json"),
)


def structured(page: Page, publication: Publication) -> dict[str, Any]:
    """A page, the data set that it is part of, and the thing that it is about."""
    found: dict[str, Any] = {
        "@context": {"@vocab": SCHEMA.BASE},
        "@type": "WebPage",
        "name": page.title,
        "inLanguage": page.lang,
        "isPartOf": _dataset(publication, page.lang),
    }
    if page.entity is not None:
        found["mainEntity"] = page.entity
    return found


def described(publication: Publication, lang: str, description: str) -> dict[str, Any]:
    """The data set with its description, period, and what can be downloaded of a published site; for the start page."""
    found = _dataset(publication, lang)
    if description:
        found["description"] = description
    if publication.first and publication.last:
        found["temporalCoverage"] = f"{publication.first}/{publication.last}"
    if publication.publisher:
        found["creator"] = {"@type": "Organization", "name": publication.publisher}
    found["distribution"] = [
        {"@type": "DataDownload", "contentUrl": {"@id": f"../{path}"}, "encodingFormat": media} for path, media in DUMPS
    ]
    return found


def _dataset(publication: Publication, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Dataset", "@id": publication.base, "name": publication.title[lang]}
    if publication.licence:
        found["license"] = {"@id": publication.licence}
    return found
