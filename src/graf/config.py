"""dataset.toml → a frozen `Config`: what a dataset is called, who publishes it, under what licence and address.

A dataset is a folder with a `dataset.toml`, the documents in `minutes/`, what an archivist knows in `register/`, what
people corrected in `corrections/` and, where there is some, further RDF in `graphs/`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graf import written
from graf.issues import UsageError

FILE = "dataset.toml"
PRIVACY = ("named", "officials", "pseudonymous")
LANGUAGES = ("sv", "en")
_TEXTS = ("base", "licence", "publisher", "contact", "privacy")
_KEYS = ("title", "description", *_TEXTS, "county", "read", "accessibility", "catalogue")
_LIMITS = ("pages", "megabytes", "seconds")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+")
_CODE = re.compile(r"[A-Za-z0-9_()-]+")
_CATALOGUE_TEXTS = {
    "organisation": (re.compile(r"\d{10}"), "the ten digits of an organisation number, in quotes"),
    "publisher_type": (_CODE, 'a code of ADMS publisher types, such as "LocalAuthority"'),
    "frequency": (_CODE, 'a code of EU frequencies, such as "MONTHLY"'),
    "endpoint": (_IRI, "an address that begins with https:// and has no space, ? or #"),
    "issued": (re.compile(r"\d{4}-\d\d-\d\d"), 'a date in quotes: "2026-11-22"'),
}
_CATALOGUE_LISTS = {
    "themes": (re.compile(r"[A-Z_]+"), 'codes of EU data themes, such as "GOVE"'),
    "spatial": (_IRI, "addresses of places, which begin with http:// or https://"),
}
STATUSES = ("full", "partial", "none")


@dataclass(frozen=True)
class Accessibility:
    """What a publisher says of the accessibility of its pages (lag 2018:1937, 13 §; EU 2018/1523).

    `status` says how far they conform: full, partial or none. `assessed`, `published` and `updated` are dates
    (YYYY-MM-DD, or empty), `contact` is where shortcomings are reported, `method` (by language) how they were assessed,
    `shortcomings` (each by language) what is not accessible.
    """

    status: str
    assessed: str
    published: str = ""
    updated: str = ""
    contact: str = ""
    method: Mapping[str, str] = field(default_factory=dict)
    shortcomings: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """What data portals want to know besides (DCAT-AP-SE); all of it may be left out (docs/publishing.md).

    `organisation` is an organisation number (ten digits), `publisher_type` a code of ADMS, `themes` and `frequency` are
    codes of the EU's, `keywords` words by language, `spatial` IRIs of places, `bbox` their extent (west, south, east,
    north in degrees, WGS 84), `endpoint` the address of a SPARQL endpoint, `issued` a day (YYYY-MM-DD).
    """

    organisation: str = ""
    publisher_type: str = ""
    themes: tuple[str, ...] = ("GOVE",)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spatial: tuple[str, ...] = ()
    bbox: tuple[float, ...] = ()
    frequency: str = ""
    endpoint: str = ""
    issued: str = ""


@dataclass(frozen=True)
class Config:
    """A dataset's settings.

    `title` and `description` are by language (sv, en). `base` is the IRI under which everything is named, without a
    slash at its end. `publisher` is a name, `contact` an e-mail or web address, `licence` an IRI. `privacy` says who
    is published by name: everybody (named), only people in a post (officials), nobody (pseudonymous). `county` is the
    two-digit code of the county that the bodies belong to, or None. `read` bounds what is read of a file (pages,
    megabytes, seconds), as far as the dataset says so. `accessibility` is the publisher's statement, None where it has
    made none. `catalogue` is what its description for data portals says besides.
    """

    root: Path
    title: dict[str, str]
    description: dict[str, str]
    base: str
    licence: str
    publisher: str
    contact: str
    privacy: str
    county: str | None = None
    read: Mapping[str, float] = field(default_factory=dict)
    accessibility: Accessibility | None = None
    catalogue: Catalogue = Catalogue()

    @property
    def minutes(self) -> Path:
        """The folder with the documents."""
        return self.root / "minutes"

    @property
    def register(self) -> Path:
        """The folder with what an archivist knows: bodies.csv, relations.csv, people.csv."""
        return self.root / "register"

    @property
    def corrections(self) -> Path:
        """The folder with people's corrections."""
        return self.root / "corrections"

    @property
    def graphs(self) -> Path:
        """The folder with further RDF; it may be missing."""
        return self.root / "graphs"


def load(root: Path) -> Config:
    """The settings of the dataset in a folder. Raises `UsageError`, which names the line of `dataset.toml`."""
    file = root / FILE
    if not file.exists():
        raise UsageError(str(file), None, "expected this file", "`graf init DIR` makes a new dataset.")
    source = written.read(file)
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(file, source, str(error)) from None
    return _config(_Source(file, source), root, values)


def find(explicit: Path | None, cwd: Path) -> Path | None:
    """The dataset's folder: the one named, else the nearest parent of `cwd` with a dataset.toml, else the only one
    in `cwd/data`, else None. Raises `UsageError` where the one named is no dataset.
    """
    if explicit is not None:
        if not (explicit / FILE).is_file():
            hint = "Name a folder that holds one, or make a dataset with `graf init DIR`."
            raise UsageError(str(explicit), None, f"expected a folder with a {FILE}", hint)
        return explicit
    for folder in (cwd, *cwd.parents):
        if (folder / FILE).is_file():
            return folder
    found = sorted(path.parent for path in (cwd / "data").glob(f"*/{FILE}"))
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class _Source:
    file: Path
    text: str

    def wrong(self, key: str, expected: str, hint: str = "") -> UsageError:
        return UsageError(str(self.file), _line(self.text, key), f"‘{key}’: expected {expected}", hint)


def _config(source: _Source, root: Path, values: Mapping[str, Any]) -> Config:
    for key in values:
        if key not in _KEYS:
            raise source.wrong(key, f"one of the keys {', '.join(_KEYS)}", "Is it misspelt?")
    texts = {key: _text(source, values, key) for key in _TEXTS}
    for key in ("base", "licence"):
        if not _IRI.fullmatch(texts[key]):
            raise source.wrong(key, "an address that begins with https:// and has no space, ? or #")
    if texts["base"].endswith("/"):
        raise source.wrong("base", "an address without a slash at its end")
    if not (_IRI.fullmatch(texts["contact"]) or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", texts["contact"])):
        raise source.wrong("contact", "an e-mail address, or a web address that begins with https://")
    if texts["privacy"] not in PRIVACY:
        raise source.wrong("privacy", f"one of {', '.join(PRIVACY)}")
    county = values.get("county")
    if county is not None and not (isinstance(county, str) and re.fullmatch(r"\d\d", county)):
        raise source.wrong("county", 'a county\'s two digits in quotes, such as "20"')
    return Config(
        root=root,
        title=_languages(source, values, "title"),
        description=_languages(source, values, "description"),
        county=county,
        read=_limits(source, values.get("read", {})),
        accessibility=_accessibility(source, values["accessibility"]) if "accessibility" in values else None,
        catalogue=_catalogue(source, values.get("catalogue", {})),
        **texts,
    )


def _catalogue(source: _Source, value: object) -> Catalogue:
    if not isinstance(value, dict):
        raise source.wrong("catalogue", "a table", 'Write: [catalogue], and below it: themes = ["GOVE"]')
    for key in value:
        if key not in Catalogue.__dataclass_fields__:
            known = ", ".join(Catalogue.__dataclass_fields__)
            raise source.wrong(key, f"one of the keys {known}", "Is it misspelt?")
    found: dict[str, Any] = {key: _text(source, value, key) for key in _CATALOGUE_TEXTS if key in value}
    for key, text in found.items():
        pattern, expected = _CATALOGUE_TEXTS[key]
        if not pattern.fullmatch(text):
            raise source.wrong(key, expected)
    for key, (pattern, expected) in _CATALOGUE_LISTS.items():
        if key in value:
            found[key] = _strings(source, value[key], key)
            if not all(pattern.fullmatch(one) for one in found[key]):
                raise source.wrong(key, expected)
    keywords = value.get("keywords", {})
    if not isinstance(keywords, dict) or any(one not in LANGUAGES for one in keywords):
        raise source.wrong("keywords", f"lists of words in {' and '.join(LANGUAGES)}")
    box = value.get("bbox", [])
    if not isinstance(box, list) or len(box) not in (0, 4) or not all(type(one) in (int, float) for one in box):
        raise source.wrong("bbox", "four numbers: west, south, east, north", "Such as: bbox = [12.1, 59.8, 16.8, 62.3]")
    words = {lang: _strings(source, several, "keywords") for lang, several in keywords.items()}
    return replace(Catalogue(), **found, keywords=words, bbox=tuple(float(one) for one in box))


def _strings(source: _Source, value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise source.wrong(key, "a list of texts in quotes")
    return tuple(one.strip() for one in value)


def _accessibility(source: _Source, value: object) -> Accessibility:
    if not isinstance(value, dict):
        raise source.wrong("accessibility", "a table", 'Write: [accessibility], and below it: status = "partial"')
    for key in value:
        if key not in Accessibility.__dataclass_fields__:
            known = ", ".join(Accessibility.__dataclass_fields__)
            raise source.wrong(key, f"one of the keys {known}", "Is it misspelt?")
    if value.get("status") not in STATUSES:
        raise source.wrong("status", f"one of {', '.join(STATUSES)}")
    days = {key: str(value.get(key, "")) for key in ("assessed", "published", "updated")}
    for key, day in days.items():
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) and (day or key == "assessed"):
            raise source.wrong(key, "a date: 2026-11-22")
    listed = value.get("shortcomings", [])
    if not isinstance(listed, list):
        raise source.wrong("shortcomings", "a list of texts in sv and en")
    return Accessibility(
        status=value["status"],
        contact=_text(source, value, "contact") if "contact" in value else "",
        method=_languages(source, value, "method") if "method" in value else {},
        shortcomings=tuple(_languages(source, {"shortcomings": one}, "shortcomings") for one in listed),
        **days,
    )


def _limits(source: _Source, value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise source.wrong("read", "a table", "Write: [read], and below it: pages = 500")
    for key, number in value.items():
        if key not in _LIMITS:
            raise source.wrong(key, f"one of the keys {', '.join(_LIMITS)}", "Is it misspelt?")
        if isinstance(number, bool) or not isinstance(number, int | float) or number <= 0:
            raise source.wrong(key, "a number above 0")
    return dict(value)


def _text(source: _Source, values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not value.strip():
        hint = "" if key in values else f'Add a line: {key} = "…"'
        raise source.wrong(key, "a text in quotes", hint)
    return value.strip()


def _languages(source: _Source, values: Mapping[str, Any], key: str) -> dict[str, str]:
    value = values.get(key)
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        text = value.get(language) if isinstance(value, dict) else None
        if not isinstance(text, str) or not text.strip():
            raise source.wrong(key, f"a text in {' and '.join(LANGUAGES)}", f'Write: {key} = {{ sv = "…", en = "…" }}')
        texts[language] = text.strip()
    for language in value if isinstance(value, dict) else ():
        if language not in LANGUAGES:
            raise source.wrong(key, f"only {' and '.join(LANGUAGES)}, not ‘{language}’")
    return texts


def _line(text: str, key: str) -> int | None:
    """The line that a top-level key, or the table of its name, stands on; None where it is missing."""
    pattern = re.compile(rf"\s*(\[\s*)?[\"']?{re.escape(key)}[\"']?\s*[.=\]]")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), None)


def _not_toml(file: Path, text: str, message: str) -> UsageError:
    """The parser says where in its own words (`at line 3, column 5`, `at end of document`)."""
    where = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(where[1]) if where else max(1, len(text.splitlines()))
    reason = re.sub(r"\s*\(at .*\)$", "", message)
    return UsageError(str(file), line, f"expected TOML: {reason}", 'Write each setting as: key = "text"')
