"""Recognising the words of a picture with tesseract and its Swedish data, a process for each page."""

from __future__ import annotations

import io
import os
import re
import subprocess
from itertools import combinations

from graf.read.limits import Limits
from graf.read.page import read_page
from graf.read.picture import Picture, rules, straight
from graf.read.sheet import Entry, Unreadable
from graf.read.strikes import Word

LEAST_SURE = 10.0  # tesseract's confidence (of 100): below, a mark is no word
WORD = 4  # letters from which it is one all the same: a word is not left out for being read badly
_WORD = re.compile(r"[^\W\d_]+")
_NOISE = set("|_—-–~.'`´\"“”‘’,:;•°=<>«»\\/()[]{}!¦")


def read_picture(picture: Picture, page: int, first_table: int, limits: Limits) -> list[Entry]:
    """The lines of a page's picture. Raises `Unreadable` where tesseract fails or takes too long."""
    clean, lines = rules(straight(picture))
    entries = read_page(words(clean, page, limits.page_seconds * 2), lines, page, first_table)
    for entry in entries:
        for start, end in entry.struck:
            entry.text = entry.text[:start] + _WORD.sub(_uncrossed, entry.text[start:end]) + entry.text[end:]
    return entries


def _uncrossed(match: re.Match[str]) -> str:
    """A struck word with its e's: a strike runs where the bar of an e is, and takes it along (`Sjöstodt`)."""
    from graf.read.names import composed, swedish

    word = match.group()
    known = swedish() | composed()
    places = [place for place, letter in enumerate(word) if letter == "o"][:4]
    if not places or word.lower() in known:
        return word
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            other = "".join("e" if place in chosen else letter for place, letter in enumerate(word))
            if other.lower() in known:
                return other
    return word


def words(picture: Picture, page: int, seconds: float, tongue: str = "swe") -> list[Word]:
    """The words that tesseract finds, in points."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(picture.pixels).save(file, "PNG", compress_level=1)
    dpi = str(round(72 / picture.points))
    command = ["tesseract", "stdin", "stdout", "-l", tongue, "--dpi", dpi, "--psm", "3", "tsv"]
    try:
        told = subprocess.run(
            command, input=file.getvalue(), capture_output=True, timeout=seconds, check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unreadable(f"page {page} could not be recognised in {seconds:.0f} seconds: scan it anew") from None
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", b"") or str(error).encode()
        raise Unreadable(f"page {page} could not be recognised: {reason.decode(errors='replace').strip()}") from None
    return _words(told.stdout.decode("utf-8", "replace"), picture.points)


def _words(table: str, points: float) -> list[Word]:
    found = []
    lines: dict[tuple[str, ...], int] = {}
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) < 12 or fields[0] != "5":
            continue
        left, top, width, height = (int(field) * points for field in fields[6:10])
        text = fields[11].strip()
        sure = float(fields[10])
        unsure = sure < LEAST_SURE and sum(letter.isalpha() for letter in text) < WORD
        if not text or unsure or (set(text) <= _NOISE and (sure < 60 or text == "|")):
            continue
        number = lines.setdefault(tuple(fields[1:5]), len(lines))
        found.append(Word(text, left, top, left + width, top + height, False, number))
    return found
