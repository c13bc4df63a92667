"""Bodies that documents teach: their type by their name's last word, and their entry in the lexicon."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from graf.extract.bodies import GROUP_TYPE, Form, Lexicon, words_of
from graf.extract.rules import table
from graf.model import Body

UNIT_WORDS = ("avdelningen", "enheten", "sektionen", "kansliet", "förvaltningen", "sektorn")


@cache
def body_kinds() -> tuple[dict[str, object], ...]:
    return tuple(sorted(table("bodies")["kind"], key=lambda rule: -len(rule["ending"])))


def add_form(forms: dict[str, list[Form]], form: str, key: str, exact: bool = False) -> None:
    """Add a name, below its first word, behind those of as many words or more; a name that is known keeps its key."""
    parts = words_of(form)
    if parts and not any(entry[0] == parts for entry in forms.get(parts[0], [])):
        insort(forms.setdefault(parts[0], []), (parts, key, exact), key=lambda entry: -len(entry[0]))


def _type(name: str) -> str:
    words = name.casefold().split()
    first, stop = words[0], next((i for i, word in enumerate(words) if word in ("i", "för", "vid", "inom")), len(words))
    for word in (*words[:2], name.casefold(), *words[2:stop]):
        for rule in body_kinds():
            if word.endswith((str(rule["ending"]), str(rule["ending"]) + "s")):
                return str(rule["type"])
    return "department" if first.startswith(UNIT_WORDS) else "other"


def register_body(lexicon: Lexicon, name: str, forms: Iterable[str]) -> None:
    if name not in lexicon.bodies:
        lexicon.bodies[name] = Body(name, name, _type(name))
    for form in (name, *forms):
        add_form(lexicon.forms, form, name)


def with_listed(lexicon: Lexicon, names: Iterable[str | None]) -> Lexicon:
    """The lexicon with the organisations that a document's list of those present names, for its prose too.

    Not those of one word that could be an adjective (`Kommunal`): letters (`PRO`), or a definite form (`Polisen`).
    """
    new = [name for name in dict.fromkeys(names) if name and _TELLING.fullmatch(name) and not lexicon.key_of(name)]
    if not new:
        return lexicon
    own = replace(lexicon, bodies=dict(lexicon.bodies), forms=dict(lexicon.forms))
    for name in new:
        first = words_of(name)[0]
        own.forms[first] = list(own.forms.get(first, ()))
        own.bodies[name] = Body(name, name, _type(name))
        add_form(own.forms, name, name, exact=name.isupper() or " " in name)
    return own


MUNICIPALITIES = ("kommunerna", "länets kommuner")
"""What the municipalities of the county that a document is of are called together."""


def municipalities_of(region: str) -> str:
    """The key of a county's municipalities as one body, by the county's region."""
    county = region.removeprefix("Region ").removesuffix("regionen").strip()
    return f"{county}{'' if county.endswith('s') else 's'} kommuner"


def in_its_county(lexicon: Lexicon, document: str) -> Lexicon:
    """The lexicon of a document (SHA-256): in one of another county `regionen` and `kommunerna` are that county's.

    In one of an unknown county they mean nobody.
    """
    region = lexicon.elsewhere.get(document)
    if region is None:
        return lexicon
    taken = [words_of(form) for form in ("regionen", *MUNICIPALITIES)]
    forms = {**lexicon.forms}
    for word in {parts[0] for parts in taken}:
        forms[word] = [form for form in lexicon.forms.get(word, ()) if form[0] not in taken]
    if not region:
        return replace(lexicon, forms=forms, group=None, region=None)
    key = municipalities_of(region)
    forms[words_of(key)[0]] = [*lexicon.forms.get(words_of(key)[0], ())]
    bodies = {**lexicon.bodies, key: lexicon.bodies.get(key) or Body(key, key, GROUP_TYPE)}
    add_form(forms, "regionen", region)
    for form in (key, *MUNICIPALITIES):
        add_form(forms, form, key)
    return replace(lexicon, bodies=bodies, forms=forms, group=key, region=region)


def with_board(lexicon: Lexicon, own: str | None) -> Lexicon:
    """The lexicon of an association's general meeting, for which `styrelsen` is its board, another body than itself."""
    if own is None or lexicon.type_of(own) not in ("association", "other"):
        return lexicon
    name = lexicon.bodies[own].name if own in lexicon.bodies else own
    key = f"Styrelsen för {re.sub(r' i [A-ZÅÄÖ][a-zåäö]+$', '', name)}"
    forms = {**lexicon.forms, "styrelsen": list(lexicon.forms.get("styrelsen", ()))}
    board = replace(lexicon, bodies={**lexicon.bodies, key: Body(key, key, "other", parent=own)}, forms=forms)
    add_form(board.forms, "styrelsen", key)
    return board


_TELLING = re.compile(r"[A-ZÅÄÖ]\S+(?: \S+){1,5}|[A-ZÅÄÖ]{3,8}|[A-ZÅÄÖ][a-zåäö]{3,}(?:en|et|an)")
