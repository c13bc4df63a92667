"""What a list says of a person besides the name: post, organisation, which part of the meeting."""

from __future__ import annotations

import difflib
import re
from functools import cache

from graf.extract.bodies import Lexicon, find_bodies
from graf.extract.passage import clean
from graf.extract.presenters import is_person
from graf.extract.rules import any_of, any_pattern, table
from graf.extract.titles import is_title, plain_title, title_and_body, title_word

_PARTY = re.compile(r"[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{0,2}|-")


@cache
def _partly() -> re.Pattern[str]:
    """Matches presence during some paragraphs (`§§ 3–7`), items (`punkt 4 a`) or hours (`från kl. 10`)."""
    return re.compile(
        rf",?\s*\(?(?:{any_of('attendance', 'partly')} )*"
        r"(?:§§?\s*\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:,|och)\s*§?\s*\d+(?:\s*[-–]\s*\d+)?)*"
        r"|(?:punkt(?:en|erna)?|p\.)\s*\d+(?:\.\d+)*(?: ?[a-z]\b)?(?:\s*(?:-|–|,|och)\s*\d+(?:\.\d+)*(?: ?[a-z]\b)?)*"
        r"|(?:kl\.?|klockan)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?)\)?",
        re.IGNORECASE,
    )


_TITLE_AND_NAME = re.compile(
    r"(?P<title>[a-zåäöA-ZÅÄÖ][^,]*?) (?P<name>[A-ZÅÄÖ][\w/&-]*(?: (?:och |i |för )?[A-ZÅÄÖ][\w/&-]*)+)"
)

_CAPITALS = re.compile(r"(?:[A-ZÅÄÖ][a-zåäö]+ ){1,2}")  # `Svenska` before a name that ends as bodies' names do
_SENT_BY = re.compile(r"(?P<title>\w*(?:företrädare|representant|ombud)) (?:för )?(?P<name>[A-ZÅÄÖ]\w{2,})")

_UNIT = (
    r"[a-zåäö]{2,}(?:rådet|kliniken|mottagningen|nämnden|förvaltningen|föreningen|förbundet|sektionen|kontoret|skolan|"
    r"centralen|klubben|byrån)"
)
_TITLE_AND_UNIT = re.compile(rf"(?P<title>.+) (?P<name>{_UNIT})")


def during(part: str) -> str | None:
    """Which part of the meeting an entry is for (`§§ 3–7`, `kl. 09.15–11.00`), as printed."""
    found = _partly().search(part)
    return re.sub(r"\s+", " ", found[0]).strip(" ,()") if found else None


def is_during(part: str) -> bool:
    """Whether a part says nothing but when."""
    return bool(_partly().fullmatch(part.strip(" .,")))


def without_during(part: str) -> str:
    """A part without what it says of when."""
    return _partly().sub("", part)


def name_of(text: str, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """A person's name, and the title that stands before it (`Docent Ada Ek`), where the text is nothing else."""
    text = text.strip(" .•*–-")
    if is_person(text, lexicon):
        return text, None
    first, _, rest = text.partition(" ")
    if title_word().fullmatch(first) and is_person(rest, lexicon):
        return rest, plain_title(first)
    return None


_FROM = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^,]+?)(?: (?:från|för|som företräder|som representerar) | ?/ ?)(?P<whom>[A-ZÅÄÖ].{1,60})"
)


def from_whom(text: str, lexicon: Lexicon) -> tuple[str, str | None]:
    """A name without the organisation that is said behind it, and that one (`Ada Ek från PRO`)."""
    match = _FROM.fullmatch(text.strip(" ."))
    if not match or name_of(match["name"], lexicon) is None:
        return text, None
    return match["name"], about(match["whom"], lexicon)[1]


def instead_of(part: str, lexicon: Lexicon) -> str | None:
    """For whom somebody serves (`tjänstgörande ersättare för Ada Ek`)."""
    said = re.sub(r"\s*\([^()]*\)", "", without_during(part)).strip(" .,)")
    match = _instead().match(said)
    name = said[match.start("name") :] if match else ""
    return name if match and _serves(match["party"], name, lexicon) else None


def instead_in(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where a list goes on, without a comma, with for whom somebody serves (`Ada Ek (S) ersätter Bo Alm`).

    Each is the end of what stands before it, and its own beginning.
    """
    found = []
    for match in _instead().finditer(text):
        start = match.start()
        before = text[:start].rstrip(" (")
        behind = before.endswith(")") or text[:start].endswith("(")
        ends = before and not before.endswith(",") and (behind or not match["party"])
        if ends and _serves(match["party"], match["name"], lexicon):
            found.append((len(before), start))
    return found


@cache
def _instead() -> re.Pattern[str]:
    """Matches words before the name of whom somebody serves for, and the name's first words."""
    forms = {party: [r["pattern"] for r in table("attendance")["instead"] if r.get("party", False) is party]
             for party in (True, False)}  # fmt: skip
    return re.compile(
        rf"(?<![\w-])(?i:{'|'.join(forms[False])}|(?P<party>{'|'.join(forms[True])})) "
        r"(?P<name>[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+)"
    )


def _serves(party: str | None, name: str, lexicon: Lexicon) -> bool:
    """Whether it is a person whom somebody serves for; `party`: only a word that may stand before a body too."""
    return is_person(name, lexicon) and (not party or name.split()[0].casefold() in lexicon.given_names)


def about(said: str, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Post and organisation from what stands behind a name or in parentheses (`ordförande, Falu kommun`).

    An organisation that no register knows is taken as it is written where it begins with a capital.
    """
    role: str | None = None
    organisation: str | None = None
    for part in re.split(r"[,;]\s*", without_during(said)):
        part = re.sub(r"\s*\((?:[A-ZÅÄÖ]{1,3}|[A-ZÅÄÖ][a-zåäö]{0,2})\)", "", part).strip(" .–-")
        if not part or any_pattern("attendance", "means").match(part) or instead_of(part, lexicon):
            continue
        if is_title(part):
            title, body = title_and_body(part, lexicon)
            forms = (_TITLE_AND_NAME, _TITLE_AND_UNIT, _SENT_BY)
            joined = next((m for form in forms if (m := form.fullmatch(part))), None) if not body else None
            if joined and is_title(joined["title"]):
                title, body = plain_title(joined["title"]), joined["name"][:1].upper() + joined["name"][1:]
            role, organisation = role or title, organisation or body
        elif organisation is None:
            named = next(iter(find_bodies(part, lexicon)), None)
            longer = named and lexicon.bodies[named.key].source is None and _CAPITALS.fullmatch(part[: named.start])
            organisation = named.key if named and not longer else _unknown(part, lexicon)
    return role, organisation


def in_parentheses(said: str, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Post and organisation from a parenthesis behind a name; a party (`(S)`) is neither."""
    if _PARTY.fullmatch(said.strip()) and not (lexicon.key_of(said.strip()) or (len(said) > 1 and is_title(said))):
        return None, None
    return about(said, lexicon)


def _unknown(part: str, lexicon: Lexicon) -> str | None:
    """An organisation as it is written: it begins with a capital, and is no given name, no sentence."""
    if re.fullmatch(_UNIT, part):
        return part.capitalize()
    if not re.match(r"[A-ZÅÄÖ][\wåäöÅÄÖ]", part) or len(part) > 60 or re.search(r"[.:\d]", part):
        return None
    words = part.split()
    if words[0].casefold().split("-")[0] in lexicon.given_names or (len(words) == 1 and len(part) < 3):
        return None
    if len(words) > 1 and difflib.SequenceMatcher(None, words[-1].casefold(), "kommun").ratio() > 0.8:
        words[-1] = "kommun"  # however it is spelt
    return clean(" ".join(words))
