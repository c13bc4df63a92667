"""What hosts of files need beside the files: names that lead somewhere, languages, media types.

Any host serves the site as it is: all links are relative, and every page and data file has its own address. What such a
host cannot do by itself is to answer for names (`/id/…`) and to negotiate:

- `.htaccess`, for Apache 2.4 (mod_rewrite, mod_negotiation, mod_headers): all that the server does, in any folder
- `_redirects`, for Netlify, Cloudflare Pages and GitLab Pages: names lead to pages, moved names to new ones. GitLab
  passes over a rule whose status is another than 301 or 302, the others over one whose name they have met: so each rule
  stands twice. They want the site at the root of a host
- `_headers`, for the first two: media types, and that any site may read the data
- `index.html` leads to a language, `404.html` says that there is no such page (without it Cloudflare Pages answers 200
  with the start page); `.nojekyll` tells GitHub Pages to serve what is there
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode

from graf.publish import csvw, dumps
from graf.publish.producer import Files
from graf.publish.things import EVIDENCE, things
from graf.render.gone import moved
from graf.render.i18n import LANGUAGES
from graf.render.pages import FILED, MEDIA, POLICY, STATIC
from graf.render.site import Site

_REDIRECTS: Final = 245
"""So many moved names, and so many readings with a page, are told of in `_redirects`: GitLab Pages reads a thousand
rules at most, and each stands twice."""
_TYPED: Final = (
    ("res/*", ("ttl", "jsonld", "csv")),
    ("graph/*", ("ttl",)),
    ("feed/*", ("ttl",)),
    ("exports/*", ("ttl",)),
    ("ontology/*", ("ttl", "rdf", "jsonld")),
    ("catalog", ("ttl", "rdf", "jsonld")),
    ("void", ("ttl",)),
    *((f"{lang}/*", ("graphml", "gexf", "atom")) for lang in LANGUAGES),
)
"""What hosts of files are told the media types of: paths, and suffixes."""
_OTHERWISE: Final = (
    ("queries/*.json", "application/sparql-results+json"),
    (f"{dumps.FOLDER}/tables/{csvw.METADATA}", "application/csvm+json"),
    (f"{dumps.FOLDER}/{dumps.SUMS}", "text/plain"),
)
"""Files whose media type their suffix does not tell."""
_HTML: Final = r"(^|,)\s*(text/html|application/xhtml\+xml)\s*(,|$)"
_ANYTHING: Final = r"^\s*(\*/\*.*)?$"


def hosting(site: Site) -> Files:
    """The files that hosts need, the style sheets and the scripts."""
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            yield f"static/{file.relative_to(STATIC).as_posix()}", file.read_bytes()
    yield "index.html", _index(site).encode()
    yield "404.html", _missing(site).encode()
    yield "robots.txt", b"User-agent: *\nDisallow:\n"
    yield ".nojekyll", b""
    yield ".htaccess", "".join(f"{line}\n" for line in _htaccess(site)).encode()
    yield "_redirects", "".join(f"{line}\n" for line in _redirects(site)).encode()
    yield "_headers", "".join(f"{line}\n" for line in _headers()).encode()


def count(site: Site) -> int:
    """How many files there are, about."""
    return 7 + sum(1 for file in STATIC.rglob("*") if file.is_file())


def _index(site: Site) -> str:
    links = "".join(
        f'<li><a href="{lang}/" lang="{lang}" hreflang="{lang}">{_escaped(site.publication.title[lang])}</a></li>'
        for lang in LANGUAGES
    )
    first = LANGUAGES[0]
    title = _escaped(site.publication.title[first])
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={first}/">\n<title>{title} – graf</title>\n'
        '<link rel="stylesheet" href="static/style.css">\n'
        '<link rel="icon" href="static/mark.svg" type="image/svg+xml">\n</head>\n'
        f'<body>\n<main class="wrap">\n<h1>{title}</h1>\n<ul>{links}</ul>\n</main>\n</body>\n</html>\n'
    )


def _missing(site: Site) -> str:
    """What hosts answer for an address without a file. It may lie at any depth, so its links are whole."""
    said = {"sv": "Sidan finns inte.", "en": "There is no such page."}
    texts = "".join(
        f'<p lang="{lang}">{said[lang]} <a href="{_escaped(site.base)}/{lang}/">'
        f"{_escaped(site.publication.title[lang])}</a></p>"
        for lang in LANGUAGES
    )
    return (
        f'<!doctype html>\n<html lang="{LANGUAGES[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>404 – graf</title>\n</head>\n'
        f"<body>\n<main>\n<h1>404</h1>\n{texts}\n</main>\n</body>\n</html>\n"
    )


def _former(site: Site) -> Iterator[tuple[str, str | None]]:
    """The names that a thing had (`body/x`) and the one that it has now; None where there is none, or several."""
    source = site.source(LANGUAGES[0])
    for iri in site.manifest.get("moved", {}):
        old = source.key(NamedNode(iri))
        new = [source.key(node) for node in moved(site.manifest, source, NamedNode(iri))]
        if old is not None and len(new) == 1 and new[0] is not None:
            yield "/".join(old), "/".join(new[0])
    for iri in (*site.manifest.get("gone", {}), *site.manifest.get("lost", ())):
        old = source.key(NamedNode(iri))
        if old is not None:
            yield "/".join(old), None


def _readings(site: Site) -> Iterator[tuple[str, str]]:
    """The readings that have a page, as something else speaks of them: kind and key."""
    return ((kind, key) for kind, key in things(site) if kind in EVIDENCE)


def _htaccess(site: Site) -> Iterator[str]:
    first = LANGUAGES[0]
    data = "|".join(suffix for suffix in FILED if suffix != "html")
    yield "# Made by graf publish, for Apache 2.4; AllowOverride must let it (FileInfo Indexes Options=MultiViews)."
    yield "Options +MultiViews"
    yield f"<If \"req('Accept') =~ m#{_HTML}#\">"
    yield "Options -MultiViews"
    yield "</If>"
    yield "DirectoryIndex index.html"
    for suffix, media in MEDIA.items():
        yield f"AddType {media} .{suffix}"
    for suffix, media in (("css", "text/css"), ("js", "text/javascript"), ("svg", "image/svg+xml")):
        yield f"AddType {media} .{suffix}"
    yield "RemoveEncoding .gz"
    yield "AddType application/gzip .gz"
    for path, media in _OTHERWISE:
        pattern = re.escape(path).replace(r"\*", "[^/]+")
        yield f'<If "%{{REQUEST_URI}} =~ m#/{pattern}$#">'
        yield f"ForceType {media}"
        yield "</If>"
    yield "AddCharset utf-8 .html .css .js .txt .csv .ttl .nt"
    yield "<IfModule mod_headers.c>"
    yield f'Header always set Content-Security-Policy "{POLICY}"'
    yield 'Header always set X-Content-Type-Options "nosniff"'
    yield 'Header always set Referrer-Policy "strict-origin-when-cross-origin"'
    yield 'Header always set Access-Control-Allow-Origin "*"'
    yield 'Header merge Vary "Accept, Accept-Language"'
    yield "</IfModule>"
    yield "RewriteEngine On"
    yield "# where the site lies on the host"
    yield r"RewriteCond %{REQUEST_URI}::$1 ^(.*?/)(.*)::\2$"
    yield "RewriteRule ^(.*)$ - [E=BASE:%1]"
    yield "# the language that the reader likes best"
    yield f"RewriteRule ^ - [E=SPEAKS:{first}]"
    for lang in LANGUAGES[1:]:
        yield f"RewriteCond %{{HTTP:Accept-Language}} ^\\s*{lang}\\b [NC]"
        yield f"RewriteRule ^ - [E=SPEAKS:{lang}]"
    yield "RewriteRule ^$ %{ENV:BASE}%{ENV:SPEAKS}/ [R=302,L]"
    for old, new in _former(site):
        pattern = f"^(id|res|[a-z]{{2}}/res)/{re.escape(old)}(\\.(html|{data}))?$"
        if new is None:
            yield f"RewriteRule {pattern} - [G]"
        else:
            new = new.replace("%", "\\%").replace("$", "\\$")
            yield f"RewriteRule {pattern} %{{ENV:BASE}}$1/{new}$2 [R=308,L]"
    yield "# names lead to what is said of the thing; readings and passages to all those of their document"
    for kind, key in _readings(site):
        yield f"RewriteRule ^id/{kind}/{re.escape(key)}$ %{{ENV:BASE}}res/{kind}/{key} [R=303,L]"
    evidence = "|".join(sorted(EVIDENCE))
    yield f"RewriteRule ^id/(?:{evidence})/([0-9a-f]{{16}})-[^/]+$ %{{ENV:BASE}}graph/evidence/$1.ttl [R=303,L]"
    yield "RewriteRule ^id/([^/]+)/([^/]+)$ %{ENV:BASE}res/$1/$2 [R=303,L]"
    yield "RewriteRule ^res/([^/]+)/([^/]+)\\.html$ %{ENV:BASE}%{ENV:SPEAKS}/res/$1/$2.html [R=302,L]"
    yield "# pages for who wants HTML, and of things for who says nothing; else mod_negotiation chooses among the data,"
    yield "# which it has done already when this is read: what was asked for stands in the request alone"
    yield 'RewriteCond %{THE_REQUEST} "^[A-Z]+ [^ ?]*/res/([^/ ?]+/[^/ ?]+)[ ?]"'
    yield "RewriteRule ^res/ - [E=ABOUT:%1]"
    for accept, kinds in ((_HTML, "[^/]+/"), (_ANYTHING, "(?!text/)[^/]+/")):
        yield f"RewriteCond %{{HTTP:Accept}} {accept}"
        yield f"RewriteCond %{{ENV:ABOUT}} ^{kinds}"
        yield f"RewriteCond %{{ENV:ABOUT}} !\\.(html|txt|{data})$"
        yield "RewriteRule ^res/ %{ENV:BASE}%{ENV:SPEAKS}/res/%{ENV:ABOUT}.html [R=303,NE,L]"


def _redirects(site: Site) -> Iterator[str]:
    first = LANGUAGES[0]
    yield "# Made by graf publish, for Netlify, Cloudflare Pages and GitLab Pages, at the root of a host."
    for kind, key in islice(_readings(site), _REDIRECTS):
        yield from _twice(f"/id/{kind}/{key} /{first}/res/{kind}/{key}.html", 303, 302)
    for old, new in islice(_former(site), _REDIRECTS):
        if any(mark in old + (new or "") for mark in " :*"):
            continue
        if new is not None:
            yield from _twice(f"/id/{old} /id/{new}", 308, 301)
        else:
            yield f"/id/{old} /{first}/res/{old}.html 302"
    yield f"/ /{first}/ 302"
    for kind in sorted(EVIDENCE):
        yield from _twice(f"/id/{kind}/:key /{first}/about.html", 303, 302)
    yield from _twice(f"/id/:kind/:key /{first}/res/:kind/:key.html", 303, 302)


def _twice(rule: str, status: int, for_gitlab: int) -> Iterator[str]:
    yield f"{rule} {status}"
    yield f"{rule} {for_gitlab}"


def _headers() -> Iterator[str]:
    yield "# Made by graf publish, for Netlify and Cloudflare Pages."
    yield "/*"
    yield "  Access-Control-Allow-Origin: *"
    yield "  X-Content-Type-Options: nosniff"
    yield "  Referrer-Policy: strict-origin-when-cross-origin"
    yield f"  Content-Security-Policy: {POLICY}"
    typed = ((f"{folder}.{suffix}", MEDIA[suffix]) for folder, suffixes in _TYPED for suffix in suffixes)
    for path, media in (*typed, *_OTHERWISE):
        yield f"/{path}"
        yield f"  Content-Type: {media}{'; charset=utf-8' if media.startswith('text/') else ''}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
