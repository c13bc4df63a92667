"""Points, brackets and dashes that a scanner took for others, and specks of dirt that it took for points.

Only in a text that has several which no one writes so (`spotted`): there `Hansson. utredare` is a comma misread, which
in another text may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from graf.model import Repair
from graf.read.minutes_words import minutes_words

FEW, SHARE = 3, 300  # so many signs that no one writes so, and one to so many words, tell of a poor scan
_HINTS = ("·", "~", "^", "`", "{", "}", "_", " '", " ,", " .", " :", " ;")
_NAME = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? [A-ZÅÄÖ][\wåäöé-]+(?: [A-ZÅÄÖ][\wåäöé-]+)?"
_SHORTENED = frozenset(minutes_words("shortened"))
# Specks: before a word or alone between two, none that opens a quotation.
_SPECK = re.compile(
    r"(?<=[\w,;:)\]}–—-] )"
    r"(?:[*~^_·`'](?:[^\S\n](?=\w)|(?=\w\w)(?![\w ,]{1,60}'))|[.,:;][^\S\n](?=\w)|[.,:;](?=[^\W\d_]{3}))"
)
# A label is followed by a colon at the beginning of a line: with another point, or without one before a capital.
_LABELS = "|".join(minutes_words("label"))
_KNOWN_KINDS = minutes_words("kind")
_KINDS = f"(?:{'|'.join(_KNOWN_KINDS)})"
_BEGIN = r"(?m:^)[^\S\n]*"
_NUMBER = re.compile(rf"{_BEGIN}(?P<number>\d{{1,2}})(?P<point>[^\S\n]?[.,;:·~_])?(?=[^\S\n]{{1,3}}[A-ZÅÄÖ])")
_ANNOUNCED = re.compile(rf"{_BEGIN}(?:[a-h]|\d{{1,2}})[).\]}}] (?P<words>[\w|/]{{5,24}})[:;](?= [A-ZÅÄÖ])")
LIKE = 0.65  # how like a misread word must be to one that announces a kind
_Meant = Callable[[re.Match[str]], str]


def _comma(match: re.Match[str]) -> str:
    return "." if match["word"].lower() in _SHORTENED else ","


_ROWS: tuple[tuple[re.Pattern[str], _Meant | str], ...] = (
    (_SPECK, ""),
    (re.compile(r"(?<=\w)·(?=\s|\d|$)"), "."),  # Rapport·
    (re.compile(r"(?<=\d)[~—–](?=\d\d?[-–~—]\d\d?\b)|(?<=\d[-–~—]\d\d)[~—–](?=\d\d?\b)"), "-"),  # 2024–03~12
    (re.compile(r"(?<=\w)~(?=\w)"), "-"),  # HSL~chef
    (re.compile(r"(?<= )~(?= )"), "–"),
    (re.compile(r"\{"), "("),  # {Bilaga A)
    (re.compile(r"\}"), ")"),
    (re.compile(r"(?<=\()(?P<in>[^()\[\]{}\n]{1,80})\]"), lambda match: match["in"] + ")"),  # (Bilaga A]
    (re.compile(r"\[(?P<in>[^()\[\]{}\n]{1,80})(?=\))"), lambda match: "(" + match["in"]),
    (re.compile(rf"(?<=[,:.]\s){_NAME}\.(?=\s{_NAME}[,.\n])"), lambda match: match[0][:-1] + ","),  # Ada Ek. Bo Ask,
    (re.compile(rf"{_NAME}\.(?=\s{_NAME}, )"), lambda match: match[0][:-1] + ","),
    (re.compile(rf"(?P<label>{_BEGIN}(?:{_LABELS}))[.;,·](?=\s[A-ZÅÄÖ\d])"), lambda match: match["label"] + ":"),
    (re.compile(rf"{_BEGIN}Föredragande?(?=\s[A-ZÅÄÖ])"), lambda match: match[0] + ":"),
    (re.compile(rf"(?P<kind>{_BEGIN}[a-h\d]{{1,2}}[).] {_KINDS}(?:/{_KINDS})*)[.;,·]?(?=\s[A-ZÅÄÖ])"),
     lambda match: match["kind"] + ":"),  # a) Beslut. Samverkan
    (re.compile(rf"(?P<letter>{_BEGIN}[a-h])(?:\s?[\]}},;:.])?(?=\s{_KINDS}[:/.;])"),
     lambda match: match["letter"] + ")"),
    (re.compile(r"\b(?P<word>[A-ZÅÄÖ][a-zåäö]+|[^\W\d_]{3,})\.(?=\s[a-zåäö]{3})"),
     lambda match: match["word"] + _comma(match)),
)  # fmt: skip


def spotted(text: str) -> bool:
    """Whether several points and specks stand in a text where no one writes them."""
    if sum(map(text.count, _HINTS)) < FEW:
        return False
    found = sum(1 for pattern, _ in _ROWS[:7] for _ in pattern.finditer(text))
    return found >= FEW and found * SHARE >= text.count(" ")


def changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What is misread in a text, by place: start, end, and what was printed there. Line breaks stay."""
    last = 0
    found: list[tuple[int, int, int, str]] = []
    for rank, (pattern, meant) in enumerate(_ROWS):
        for match in pattern.finditer(text):
            new = meant if isinstance(meant, str) else meant(match)
            if new != match[0]:
                same = _common(match[0], new)
                found.append((match.start() + same, rank, match.end(), new[same:]))
    found += [(start, len(_ROWS), end, new) for start, end, new in (*_numbers(text), *_kinds(text))]
    for start, _, end, new in sorted(found):
        if start >= last:
            back = start == end and start > last  # nothing is put where nothing stood
            yield start - back, end, text[start - back : start] + new
            last = end


def _kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """Words that announce a kind of item, misread (`c) Informeticri/Dialog:`)."""
    for match in _ANNOUNCED.finditer(text):
        new = "/".join(_nearest(word) for word in re.split("/|(?<=[a-zåäö])[lI|](?=[A-Z])", match["words"]))
        if new != match["words"] and all(word in _KNOWN_KINDS for word in new.split("/")):
            yield match.start("words"), match.end("words"), new


def _nearest(word: str) -> str:
    near = get_close_matches(word, _KNOWN_KINDS, 1, LIKE)
    return near[0] if near else word


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of lines that lost their point, where the one before and the one after have theirs."""
    found = list(_NUMBER.finditer(text))
    pointed = [(match.start(), int(match["number"])) for match in found if match["point"] == "."]
    for match in found:
        if match["point"] != ".":
            number, place = int(match["number"]), match.start()
            if any(n == number - 1 and at < place for at, n in pointed) and any(
                n == number + 1 and at > place for at, n in pointed
            ):
                yield match.end("number"), match.end(), "."


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginnings."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def put_right(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with its points put right, and what was changed in it, in order."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    last = shift = 0
    for start, end, new in changes(text):
        repairs.append(Repair(start + shift, start + shift + len(new), start, end, text[start:end], False))
        pieces += [text[last:start], new]
        shift += len(new) - (end - start)
        last = end
    return "".join(pieces) + text[last:], tuple(repairs)
