"""The annotated documents with every person, place, day and year exchanged, in text and annotation alike.

What is extracted by looking names up fails on them; what is extracted by understanding does not.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

YEARS = -3  # every date moves by so many years

PLACES = {
    "Borlänge": "Tomelilla", "Falun": "Lund", "Falu": "Lunds", "Leksands": "Eslövs", "Leksand": "Eslöv",
    "Rättviks": "Svalövs", "Rättvik": "Svalöv", "Säters": "Hörbys", "Säter": "Hörby", "Hedemora": "Osby",
    "Vansbro": "Skurup", "Smedjebacken": "Kävlinge", "Ludvika": "Klippan", "Gagnef": "Höör", "Mora": "Ystad",
    "Dalarnas": "Skånes", "Dalarna": "Skåne", "Örebro": "Umeå", "Karlstad": "Luleå", "Gävle": "Kalmar",
}  # fmt: skip
NAMES = (Path(__file__).parent / "names.txt").read_text("utf-8").splitlines()  # given names, family names
GIVEN = NAMES[0].split()
FAMILY = NAMES[1].split()


def _people(gold: list[dict[str, Any]]) -> list[str]:
    names: set[str] = set()
    for one in gold:
        names |= {n for a in one["attendance"] for n in (a["name"], a["surface"])}
        names |= {p["name"] for i in one["items"] for p in i["presenters"] if p["name"]}
        names |= {r["person"] for r in one["role_facts"]}
    return sorted(names | {"Jonas Fors", "Emelie Forslund"})


def _words(names: list[str]) -> dict[str, str]:
    """Another word for each word of a name; spellings of one family name stay spellings of one name."""
    words: dict[str, str] = {}
    given, family = iter(GIVEN), iter(FAMILY)
    for name in sorted(names, key=lambda n: (-len(n), n)):
        first, *rest = name.split()
        if first not in words:
            words[first] = next(given)
        for word in rest:
            if word in words:
                continue
            near = next(
                (w for w in words if w.startswith(word) or (w[:4] == word[:4] and len(w) == len(word) + 1)), None
            )
            words[word] = words[near][:-1] if near else next(family)
    return words


def exchanger(gold: list[dict[str, Any]]) -> Any:
    """A function that exchanges names, places and years in a text."""
    table = _words(_people(gold)) | PLACES
    pattern = re.compile(
        r"(?<![\w])(" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")(s?)(?!\w)"
    )

    def exchange(text: str) -> str:
        text = _days(pattern.sub(lambda m: table[m[1]] + m[2], text))
        text = re.sub(r"\b(20\d\d)(?=\b|-)", lambda m: str(int(m[1]) + YEARS), text)
        return re.sub(
            r"\b(\d\d)((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\b", lambda m: f"{int(m[1]) + YEARS:02}{m[2]}", text
        )

    return exchange


_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|sep|okt"


def _days(text: str) -> str:
    """Every day becomes the one before, but for the first and the 31st: written out, in figures, with a stroke."""

    def before(day: str) -> int:
        return int(day) if int(day) in (1, 31) else int(day) - 1

    text = re.sub(r"\b(20\d\d-\d\d-)(\d\d)\b", lambda m: f"{m[1]}{before(m[2]):02}", text)
    text = re.sub(rf"\b(\d{{1,2}})( (?:{_MONTHS})\b)", lambda m: f"{before(m[1])}{m[2]}", text)
    return re.sub(r"\b(\d\d(?:0[1-9]|1[0-2]))(0[1-9]|[12]\d|3[01])\b", lambda m: f"{m[1]}{before(m[2]):02}", text)


def exchanged(gold_folder: Path, texts: dict[str, str], out: Path) -> Path:
    """Write the exchanged texts and annotations; the folder with the annotations."""
    gold = [json.loads(path.read_text("utf-8")) for path in sorted(gold_folder.glob("0*.json"))]
    exchange = exchanger(gold)
    (out / "gold").mkdir(parents=True)
    (out / "texts").mkdir()
    for path in gold_folder.glob("*.json"):
        (out / "gold" / path.name).write_text(exchange(path.read_text("utf-8")), "utf-8")
    for name, text in texts.items():
        (out / "texts" / name).write_text(exchange(text), "utf-8")
    return out
