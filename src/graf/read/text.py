"""Bytes → the text rendition: decoded, line ends as LF, cut into numbered lines with pages. Nothing is joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from graf.model import Line
from graf.read.limits import CHARACTERS, too_large
from graf.read.sheet import CHECK, Unreadable

ONE_SPACE_SHARE = 0.06  # above this share, one leading space is layout, not what is left of a form feed
MIN_LINES_FOR_SPACES = 17  # below, one such line alone is more than the share
MARK = "\ufeff"
EMPTY = f"the file is empty: {CHECK}"
_SAVE = "save it as plain text in UTF-8"
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))
_PUNCTUATION = "–—‘’‚“”„•…«»§°½£€´·©®±¶†‰"  # what Swedish text may hold of cp1252
_ONE_SPACE = re.compile(r" [^\s]")


def decode(data: bytes) -> str:
    """The text of a file's bytes, with LF line ends: UTF-8, UTF-16, cp1252 or Latin-1.

    A byte order mark of UTF-8 stays its first character, as when Python reads such a file.

    Raises `Unreadable` for an empty file, a binary one, and bytes that none of these encodings explains.
    """
    if not data.strip(b" \t\r\n\x0c\xef\xbb\xbf"):
        raise Unreadable(EMPTY)
    if len(data) > CHARACTERS:
        raise Unreadable(too_large(CHARACTERS))
    text = _decode(data)
    bare = len(data.translate(None, _CONTROLS)) == len(data) and "\ufffe" not in text and "\uffff" not in text
    control = None if bare else _CONTROL.search(text)
    if control:
        code = ord(control.group())
        raise Unreadable(
            f"the file is binary, not text: it holds the control character U+{code:04X} at {control.start()}: {_SAVE}"
        )
    if not any(c.isalpha() for c in text):
        raise Unreadable(f"the file holds no words: {CHECK}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    guess = _utf16_without_bom(data)
    if guess:
        return _strictly(data, guess)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise Unreadable(f"the file is binary, not text: it holds NUL bytes: {_SAVE}") from None
        text = data.decode("cp1252", errors="replace")
        if "\ufffd" in text:
            text = data.decode("latin-1")
        letters = sum(c.isalpha() and ord(c) < 0x180 for c in text)
        strange = sum(ord(c) > 0x7E and not (c.isspace() or c.isalnum() or c in _PUNCTUATION) for c in text)
        if "\u00c3" in text or strange * 20 > letters:
            raise Unreadable(
                f"the file's encoding cannot be told: byte {error.start} is not UTF-8, "
                f"and the rest is no Latin-1 text: {_SAVE}"
            ) from None
        return text


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"the file cannot be decoded: it says {encoding}, and byte {error.start} is not: {_SAVE}"
        ) from None


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    head = data[:4000]
    half = len(head) // 2
    if half < 2 or len(data) % 2:
        return None
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def pages(lines: list[str]) -> list[int]:
    """The 1-based page of each line.

    A form feed starts a page. Some extraction tools leave it as one space at the start of the page's first line; so
    where few lines begin with exactly one space, each such line begins a page.
    """
    if "\f" in "".join(lines):
        return _by_feeds(lines)
    spaced = {number for number, line in enumerate(lines) if line.startswith(" ") and _ONE_SPACE.match(line)}
    filled, few = sum(map(bool, map(str.strip, lines))), len(spaced)
    if not few or (few > ONE_SPACE_SHARE * filled if filled >= MIN_LINES_FOR_SPACES else few > 1):
        return [1] * len(lines)
    page, begun, out = 1, False, []
    for number, line in enumerate(lines):
        page += number in spaced and begun
        out.append(page)
        begun = begun or bool(line.strip())
    return out


def _by_feeds(lines: list[str]) -> list[int]:
    page, out = 1, []
    for line in lines:
        if "\f" not in line:
            out.append(page)
            continue
        leading = line[: len(line) - len(line.lstrip("\f \t"))].count("\f")
        page += leading
        out.append(page)
        page += line.count("\f") - leading  # a form feed at a line's end: the next line's page
    return out


def number(text: str, repaired: str) -> tuple[Line, ...]:
    """The numbered lines of a rendition and of its repaired text, which have the same line breaks."""
    originals = text.split("\n")
    texts = originals.copy() if repaired is text else repaired.split("\n")
    if not originals[-1] and len(originals) > 1:
        originals.pop(), texts.pop()
    starts = begins(originals)
    repaired_starts = starts if texts == originals else begins(texts)
    numbers = range(1, len(originals) + 1)
    return tuple(map(Line, numbers, pages(originals), starts, texts, originals, repaired_starts))


def begins(lines: Sequence[str]) -> list[int]:
    """Where each line of a text begins."""
    return list(accumulate((len(line) + 1 for line in lines), initial=0))
