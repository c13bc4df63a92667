"""Personal details in a text, covered: e-mail addresses, telephone numbers, personal identity numbers."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

COVER = "█"

_EMAIL = re.compile(r"[\w.+-]*\w@\w[\w-]*(?:\.\w[\w-]*)*\.[^\W\d_]{2,}")
# Personnummer and samordningsnummer: (YY)YYMMDD, - or +, four digits; see Skatteverket, SKV 704 and SKV 707.
_IDENTITY = re.compile(r"(?<![\w:/-])(\d{2})?(\d{2})(\d{2})(\d{2})([-+ ]?)(\d{3}[\dXx]|[Xx]{4})(?![\w/-])")
# Swedish numbers: 0, +46 or 0046, an area code or 7x, then groups of digits; eight to eleven digits in all.
_PHONE = re.compile(
    r"(?<![\w:/.,+-])(?:(?:\+|00)46[ -]?(?:\(0\)[ -]?)?|0)[1-9]\d{0,2}(?:[ /–-]{0,3}\d{2,4}){2,4}(?![\w/]|[-.,:]\d)"
)
# A number that is called one, whatever its form: `tel. 660 00`.
_SPOKEN = re.compile(
    r"\b(?:telefon(?:nummer|nr)?|tel(?:nr)?|mobil(?:nummer|nr)?|sms)\b\.?:?\s{0,2}(\+?\d[\d –-]{3,14}\d)", re.I
)
_DATE_OR_TIMES = re.compile(r"\d{2}[ -]\d{2}[ -](?:19|20)\d{2}|\d{2} ?\d{2}\s?[–-]\s?\d{2} ?\d{2}")
_CASE = re.compile(r"(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ref(?:erens)?)\.?:?\s*$", re.I)


def mask(text: str) -> tuple[str, Counter[str]]:
    """The text with each character of a personal detail covered by `█`, and how many there were of each kind.

    Kinds are `e-mail`, `phone` and `personnummer` (samordningsnummer too). The length never changes, so positions
    still hold. Dates (`251017`), case numbers, organisation numbers, amounts and `SOU 2020:47` stay.
    """
    counts: Counter[str] = Counter()
    covered = list(text)
    taken: set[int] = set()
    for kind, start, end in _found(text):
        counts[kind] += taken.isdisjoint(range(start, end))
        taken.update(range(start, end))
        covered[start:end] = COVER * (end - start)
    return "".join(covered), counts


def _found(text: str) -> list[tuple[str, int, int]]:
    out = [("e-mail", *match.span()) for match in _EMAIL.finditer(text)]
    out += [("personnummer", *match.span()) for match in _IDENTITY.finditer(text) if _is_identity(match)]
    out += [("phone", *match.span()) for match in _PHONE.finditer(text) if _is_phone(match)]
    out += [("phone", *match.span(1)) for match in _SPOKEN.finditer(text)]
    return out


def _is_identity(match: re.Match[str]) -> bool:
    """Whether a number is a person's: its date exists (day + 60 for a samordningsnummer), and its form or digit fits.

    An organisation number has a month of 20 or more. Digits in a row are taken only where Luhn's digit is right.
    """
    century, year, month, day, sign, last = match.groups()
    if (century and century not in ("18", "19", "20")) or _CASE.search(match.string[: match.start()]):
        return False
    try:
        date(int((century or "20") + year), int(month), int(day) - 60 if int(day) > 60 else int(day))
    except ValueError:
        return False
    return sign in ("-", "+") or (last.isdigit() and _luhn(year + month + day + last))


def _is_phone(match: re.Match[str]) -> bool:
    found = match.group()
    if _DATE_OR_TIMES.fullmatch(found) or _CASE.search(match.string[: match.start()]):
        return False
    digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46\D*(?:\(0\))?", "0", found))
    return 8 <= len(digits) <= 11


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
