"""The release's tables as CSV (RFC 4180) for a spreadsheet, with a CSVW description that makes linked data of it again.

CSVW is "CSV on the Web" (https://www.w3.org/TR/tabular-metadata/): `csv-metadata.json` beside the tables says of each
column what it is called in Swedish and English, its datatype, the property that it holds, what separates several values
(`|`), and which column of another table it refers to.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from graf.publish.tables import TABLES, Column, Table
from graf.render.i18n import LANGUAGES
from graf.render.site import Site
from graf.views.source import Source

METADATA: Final = "csv-metadata.json"
SEPARATOR: Final = "|"


def files(site: Site) -> Iterator[tuple[str, str, bytes]]:
    """The tables' files and their description: name, media type, content."""
    source = site.source("sv")
    for table in TABLES:
        yield f"{table.name}.csv", "text/csv", _text(source, table).encode()
    text = json.dumps(_metadata(site), ensure_ascii=False, indent=1)
    yield METADATA, "application/csvm+json", text.encode() + b"\n"


def _text(source: Source, table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for node in sorted({one for kind in table.classes for one in source.instances(kind)}, key=lambda one: one.value):
        writer.writerow(_cell(column, column.value(source, node)) for column in table.columns)
    return out.getvalue()


def _cell(column: Column, values: list[Any]) -> str:
    texts = [_plain(value) for value in values]
    if column.several:
        return SEPARATOR.join(text.replace(SEPARATOR, "/") for text in texts)
    return texts[0] if texts else ""


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, NamedNode | Literal) else value)


def _metadata(site: Site) -> dict[str, Any]:
    tables = []
    for table in TABLES:
        first = table.columns[0]
        schema = {
            "columns": [_column(first, column) for column in table.columns],
            "primaryKey": first.name,
            "rowTitles": [first.name],
            "aboutUrl": f"{{+{first.name}}}",
            "foreignKeys": [
                {
                    "columnReference": column.name,
                    "reference": {"resource": f"{column.refers}.csv", "columnReference": _first(column.refers)},
                }
                for column in table.columns
                if column.refers
            ],
        }
        if not schema["foreignKeys"]:
            del schema["foreignKeys"]
        tables.append({"url": f"{table.name}.csv", "dc:title": _words(table.sv, table.en), "tableSchema": schema})
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": [{"@value": site.publication.title[lang], "@language": lang} for lang in LANGUAGES],
        "dc:publisher": site.publication.publisher,
        "dc:license": {"@id": site.publication.licence},
        "dialect": {"lineTerminators": ["\r\n", "\n"], "encoding": "utf-8", "header": True},
        "tables": tables,
    }


def _column(first: Column, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "titles": {"en": column.name, "sv": column.sv}}
    found |= {"dc:description": _words(column.sv, column.en), "datatype": column.datatype}
    if column.several:
        found["separator"] = SEPARATOR
    if column is first:
        found |= {"required": True, "suppressOutput": True}
    elif column.about is None:
        found["suppressOutput"] = True
    else:
        found["propertyUrl"] = column.about.value
        if column.datatype == "anyURI" and not column.several:
            found["valueUrl"] = f"{{+{column.name}}}"
    return found


def _first(table: str) -> str:
    return next(one.columns[0].name for one in TABLES if one.name == table)


def _words(sv: str, en: str) -> list[dict[str, str]]:
    return [{"@value": sv, "@language": "sv"}, {"@value": en, "@language": "en"}]
