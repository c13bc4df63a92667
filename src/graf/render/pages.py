"""The templates' environment, and what every page knows of itself.

Links are relative to the page, so that a site works under any address; `Page.root` leads from the page to the site's
root. Templates escape everything, and only `templates/` may say what is HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graf.render import i18n
from graf.render.reasons import reason
from graf.render.structured import structured

FOLDER = Path(__file__).resolve().parent
STATIC = FOLDER / "static"
MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "text/html",
        "ttl": "text/turtle",
        "jsonld": "application/ld+json",
        "rdf": "application/rdf+xml",
        "nt": "application/n-triples",
        "csv": "text/csv",
        "json": "application/json",
        "txt": "text/plain",
        "graphml": "application/graphml+xml",
        "gexf": "application/gexf+xml",
        "atom": "application/atom+xml",
    }
)
"""The media type of each suffix."""
FORMAT_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "html": "HTML",
        "ttl": "Turtle",
        "jsonld": "JSON-LD",
        "rdf": "RDF/XML",
        "nt": "N-Triples",
        "csv": "CSV",
        "json": "JSON",
        "txt": "Text",
        "graphml": "GraphML",
        "gexf": "GEXF",
    }
)
THING: Final = ("html", "ttl", "jsonld", "rdf", "nt", "csv")
"""What a thing is offered as, the preferred first."""
FILED: Final = ("html", "ttl", "jsonld", "csv")
"""What stands of these in a site of files, and what a page links to: RDF/XML and N-Triples hold what Turtle holds, and
would be two files more for each thing; a server makes them of it."""
GRAPH: Final = ("ttl", "jsonld", "rdf", "nt")
"""What a named graph is offered as."""
_MOST_PARTS: Final = 20_000
POLICY: Final = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
"""The content security policy: this site's own files and nothing else, no inline script or style, no other host."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What every page says of the release: titles by language, publisher, licence, digest, dates, base."""

    title: Mapping[str, str]
    publisher: str
    licence: str
    digest: str
    documents: int = 0
    first: str | None = None
    last: str | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, language, address below the site's root (`sv/res/body/schnv.html`) and place in the menu.

    `same` is the rest of the address that both languages share (`res/body/schnv.html`), `formats` what the same is
    also offered as (suffixes), `iri` the thing that it is about, `entity` that thing in schema.org's words.
    """

    title: str
    lang: str
    path: str
    same: str
    section: str = ""
    noindex: bool = False
    formats: tuple[str, ...] = ()
    data: str = ""
    iri: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    entity: Mapping[str, Any] | None = None

    @property
    def root(self) -> str:
        """From the page to the site's root: `../../../`, or `./`."""
        return "../" * self.path.count("/") or "./"

    @property
    def others(self) -> list[tuple[str, str]]:
        """The same page in the other languages: language and address."""
        asked = f"?{urlencode(self.query)}" if self.query else ""
        return [(lang, f"{self.root}{lang}/{self.same}{asked}") for lang in i18n.LANGUAGES if lang != self.lang]


def built(script: str) -> bool:
    """Whether a script was built into this installation; without it a page has forms, lists and tables."""
    return (STATIC / "built" / script).is_file()


@cache
def environment() -> Environment:
    """The templates' environment: everything is escaped, and what is not defined is an error."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals["built"] = built
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    env.filters["reason"] = reason
    env.filters["segment"] = lambda text: quote(str(text), safe="")
    return env


@lru_cache(maxsize=32)
def _parts(lang: str, root: str) -> dict[Hashable, Markup]:
    """The parts of pages that were made already, for pages in a language that lie so deep below the root."""
    return {}


def _once(lang: str, root: str, name: str, make: Callable[..., Markup]) -> Callable[..., Markup]:
    """A macro whose output follows from its arguments alone, made once for each of them."""
    parts = _parts(lang, root)

    def part(*given: Hashable) -> Markup:
        key = (name, given)
        found = parts.get(key)
        if found is None:
            if len(parts) >= _MOST_PARTS:
                parts.clear()
            found = parts[key] = make(*given)
        return found

    return part


def render(template: str, page: Page, publication: Publication, **view: Any) -> str:
    """A page as HTML. `view` is what its template shows."""
    lang = page.lang
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            publication=publication,
            lang=lang,
            root=page.root,
            here=f"{page.root}{lang}/",
            t=partial(i18n.say, lang),
            dates=lambda first, last: i18n.dates(first, last, lang),
            day=lambda text: i18n.day(text, lang),
            number=lambda value: i18n.number(value, lang),
            term=lambda key, label: i18n.words(lang).get(key, label),
            media=lambda suffix: MEDIA[suffix],
            format_name=lambda suffix: FORMAT_NAMES[suffix],
            structured=structured(page, publication),
            once=partial(_once, lang, page.root),
            **view,
        )
    )
