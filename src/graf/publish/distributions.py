"""What a release can be fetched as, for its catalogue: dumps, tables, feeds, exports, each with a title and a size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graf.publish import atom, dumps, exports, feed, tables
from graf.render.i18n import LANGUAGES
from graf.render.site import Site

_TABULAR: Final = "https://www.w3.org/TR/tabular-data-model/"
_LDES: Final = "https://w3id.org/ldes/specification"
_WHOLE: Final = {
    "application/n-quads": "N-Quads",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file that the release can be fetched as: its name in the catalogue, path, texts by language, media type.

    `compressed` is the media type of the compression, empty for none; `size` is in bytes, 0 where it is not told;
    `conforms` are IRIs of the standards that it keeps to.
    """

    name: str
    path: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    media: str
    compressed: str = ""
    size: int = 0
    sha256: str = ""
    conforms: tuple[str, ...] = ()


def distributions(site: Site) -> tuple[Distribution, ...]:
    """All of them."""
    return (*_dumped(site), *_exported(site), *_feeds())


def _dumped(site: Site) -> Iterator[Distribution]:
    known = {f"{table.name}.csv": table for table in tables.TABLES}
    for dump in dumps.made_dumps(site):
        file = dump.path.rpartition("/")[2]
        table, whole = known.get(file), _WHOLE.get(dump.media)
        if table is not None:
            title = {"sv": f"{table.sv} (CSV)", "en": f"{table.en} (CSV)"}
            told = {
                "sv": f"{table.sv} som tabell, med adresser, och med citatet ur handlingen där det finns.",
                "en": f"{table.en} as a table, with addresses, and the quote from the document where there is one.",
            }
        elif whole is not None:
            title = {"sv": f"Hela utgåvan ({whole})", "en": f"The whole release ({whole})"}
            told = {
                "sv": f"Allt som utgåvan säger, med belägg, som {whole}, komprimerat med gzip.",
                "en": f"All that the release says, with its evidence, as {whole}, compressed by gzip.",
            }
        else:
            continue  # the description of the tables is no distribution of its own
        yield Distribution(
            f"file-{file}", dump.path, title, told, dump.media, dump.compressed, dump.size, dump.sha256,
            (_TABULAR,) if table else (),
        )  # fmt: skip


def _exported(site: Site) -> Iterator[Distribution]:
    for one in exports.exports_of(site):
        title = {lang: f"{one.title[lang]} (Turtle)" for lang in LANGUAGES}
        yield Distribution(f"export-{one.name}", one.path, title, one.description, "text/turtle", size=len(one.content))


def _feeds() -> Iterator[Distribution]:
    yield Distribution(
        "feed", feed.ROOT,
        {"sv": "Ändringar (LDES)", "en": "Changes (LDES)"},
        {
            "sv": "Ett flöde av allt som har ändrats, utgåva för utgåva, för den som håller en egen kopia.",
            "en": "A stream of all that changed, release by release, for whoever keeps a copy.",
        },
        "text/turtle", conforms=(_LDES,),
    )  # fmt: skip
    for lang, (sv, en) in {"sv": ("på svenska", "in Swedish"), "en": ("på engelska", "in English")}.items():
        yield Distribution(
            f"decisions-{lang}", f"{lang}/{atom.NAME}",
            {"sv": f"Beslut {sv} (Atom)", "en": f"Decisions {en} (Atom)"},
            {"sv": f"De senaste besluten {sv}, för flödesläsare.",
             "en": f"The latest decisions {en}, for feed readers."},
            "application/atom+xml", conforms=("https://www.rfc-editor.org/rfc/rfc4287",),
        )  # fmt: skip
