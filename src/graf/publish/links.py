"""Follows every link of a published folder: what it finds broken, as a host of files would.

Of pages every address in them is tried, of data those in the dataset's own files; an address with a fragment must find
it. Other hosts are not asked; `elsewhere` collects what a page would load from one, which is never right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

_LINKS: Final = ("href", "src", "action", "data-source", "poster", "srcset", "cite")
_LOADED: Final = frozenset({"link", "script", "img", "iframe", "object", "embed", "source", "video", "audio", "form"})
_IN_CSS: Final = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_HOST: Final = "http://site.invalid/"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: how many files and links were looked at, the broken ones, and what is loaded from elsewhere."""

    files: int
    links: int
    broken: tuple[str, ...]
    elsewhere: tuple[str, ...]


def check(root: Path) -> Checked:
    """Checks a folder; hidden files are looked for where something leads to them, but not in."""
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    pages = {name: _page(path) for name, path in files.items() if name.endswith(".html")}
    broken, elsewhere, count = [], [], 0
    for name, page in pages.items():
        for tag, address in page.links:
            count += 1
            target = urlsplit(urljoin(_HOST + name, address))
            if target.scheme not in ("http", "https"):
                if target.scheme not in ("mailto", "data"):
                    broken.append(f"{name}: {address}")
            elif target.netloc != "site.invalid":
                if tag in _LOADED:
                    elsewhere.append(f"{name}: {address}")
            elif not _there(unquote(target.path.lstrip("/")), unquote(target.fragment), files, pages):
                broken.append(f"{name}: {address}")
    for name, address in _in_styles(files):
        count += 1
        target = urlsplit(urljoin(_HOST + name, address))
        if target.netloc != "site.invalid" and target.scheme != "data":
            elsewhere.append(f"{name}: {address}")
        elif target.scheme != "data" and unquote(target.path.lstrip("/")) not in files:
            broken.append(f"{name}: {address}")
    return Checked(len(files), count, tuple(broken), tuple(elsewhere))


@dataclass(frozen=True, slots=True)
class _Page:
    links: tuple[tuple[str, str], ...]
    ids: frozenset[str]


def _page(path: Path) -> _Page:
    tree = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    links = tuple(
        (str(element.tag), value)
        for element in tree.iter(etree.Element)
        for name in _LINKS
        if (value := element.get(name)) is not None
    )
    return _Page(links, frozenset(str(one) for one in tree.xpath("//@id")))


def _there(path: str, fragment: str, files: dict[str, Path], pages: dict[str, _Page]) -> bool:
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    if name not in files:
        return False
    return not fragment or name not in pages or fragment in pages[name].ids


def _in_styles(files: dict[str, Path]) -> Iterator[tuple[str, str]]:
    for name, path in files.items():
        if name.endswith(".css"):
            for match in _IN_CSS.finditer(path.read_text(encoding="utf-8")):
                yield name, match[1] or match[2]
