"""What the documents call bodies: names that their words tell, abbreviations they introduce, short forms of units.

One document introduces an abbreviation (`Skolchefsnätverket (SKN)`), another only uses it; so the lexicon is made once,
from the register and all documents together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from graf.extract.bodies import GROUP_TYPE, Lexicon, find_bodies
from graf.extract.headnames import named_in_head
from graf.extract.learned import UNIT_WORDS, add_form, body_kinds, register_body
from graf.extract.rules import words
from graf.model import Body, Document, Register


def build_lexicon(documents: Sequence[Document], register: Register, given_names: frozenset[str]) -> Lexicon:
    """The lexicon of a dataset: the register's bodies, and those that its documents name."""
    bodies = {body.key: body for body in register.bodies}
    lexicon = Lexicon(bodies, given_names=given_names)
    for form, key in register.forms.items():
        add_form(lexicon.forms, form, key, exact=_abbreviation(form, bodies.get(key)))
    for form, key in register.places.items():
        add_form(lexicon.places, form, key)
    region = _region(documents, lexicon)
    group = next((b.key for b in bodies.values() if b.type == GROUP_TYPE), None)
    lexicon = Lexicon(bodies, lexicon.forms, lexicon.places, group, region, given_names)
    if region:
        add_form(lexicon.forms, "regionen", region)
        if group is None:
            lexicon = _with_group(lexicon, region)
    _learn(documents, lexicon)
    return lexicon


def _abbreviation(form: str, body: Body | None) -> bool:
    """Whether a form is an abbreviation in capitals, which small letters never mean (`SUS`, `IFO`)."""
    if body is None:
        return False
    written = next((a for a in (body.key, *body.abbreviations) if a.casefold() == form), "")
    return bool(written) and written.split()[0].isupper() and len(written.split()[0]) <= 6


def _region(documents: Sequence[Document], lexicon: Lexicon) -> str | None:
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(n.key for n in find_bodies(document.repaired, lexicon) if lexicon.type_of(n.key) == "region")
    return counts.most_common(1)[0][0] if counts else None


def _with_group(lexicon: Lexicon, region: str) -> Lexicon:
    """The county's municipalities as one body, where the register has no name for them."""
    county = region.removeprefix("Region ").removesuffix("regionen").strip()
    key = f"{county}{'' if county.endswith('s') else 's'} kommuner"
    lexicon.bodies[key] = Body(key, key, GROUP_TYPE)
    for form in (key, "kommunerna", "länets kommuner"):
        add_form(lexicon.forms, form, key)
    return Lexicon(lexicon.bodies, lexicon.forms, lexicon.places, key, region, lexicon.given_names)


# --- what the documents name ----------------------------------------------------------------------------------------


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    endings = [rule for rule in body_kinds() if not rule.get("after_name") and not rule.get("head_only")]
    generic = "|".join(str(r["ending"]) for r in endings if str(r["ending"]).endswith(("gruppen", "grupp")))
    suffix = "|".join(str(rule["ending"]) for rule in endings)
    small = "|".join(str(rule["ending"]) for rule in endings if rule.get("small"))
    after = "|".join(str(rule["ending"]) for rule in body_kinds() if rule.get("after_name"))
    adjective = r"(?:(?:[Nn]ationella|[Rr]egionala|[Ll]okala|[Kk]ommunala|[Nn]orra|[Ss]ödra|[Öö]stra|[Vv]ästra)\s+)?"
    large = rf"[A-ZÅÄÖ][\w/&]*-\w*(?:{suffix})|[A-ZÅÄÖ][a-zåäöé]{{2,}}(?:{suffix})"
    compound = re.compile(rf"(?<![\w-]){adjective}(?:{large}|[a-zåäöé]{{4,}}(?:{small}))s?\b")
    group_for = re.compile(
        rf"(?<![\w-])((?:[Nn]ationell(?:a)?\s+)?\w*(?i:{generic}))\s+(?:för\s+)?"
        r"((?:[A-ZÅÄÖ]{2,}[\w-]*)|(?:[A-ZÅÄÖ]\w+(?:nätverket|rådet|nämnden|styrelsen)))"
    )
    named = re.compile(
        rf"(?<![\w-])([A-ZÅÄÖ][a-zåäöé]+(?:\s[A-ZÅÄÖ][a-zåäöé]+)?\s+(?:{after}|[A-ZÅÄÖ]?(?:{after})))s?\b",
        re.IGNORECASE,
    )
    return compound, group_for, named, re.compile(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7}s?)\)")


def _nominative(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    if re.search(r"(?:[ent]|ige)s$", name):
        name = name[:-1]
    return name[:1].upper() + name[1:]


def _learn(documents: Sequence[Document], lexicon: Lexicon) -> None:
    """Add what the documents name and the register does not know; linear in their length."""
    compound, group_for, named, introduced = _patterns()
    seen: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    texts = [_running(document.repaired) for document in documents]
    for text in texts:
        for match in compound.finditer(text):
            word = match[0]
            if _bare(word) or lexicon.key_of(word):
                continue
            if re.search(r"\w- (?:och|eller) $", text[: match.start()][-10:]):  # `hälso- och sjukvårdsnämnden`
                whole = re.search(r"[A-ZÅÄÖa-zåäö]+- (?:och|eller) $", text[: match.start()])
                word = (whole[0] if whole else "") + word
            seen[_nominative(word)] += 1
        for match in introduced.finditer(text):
            before = text[max(0, match.start() - 80) : match.start()]
            name = _introduced_name(before[before.rfind("(") + 1 :], lexicon)
            if name:
                pairs[match[1]][name] += 1
    _places_of_bodies(texts, seen, lexicon)
    for name in seen:
        canonical = _reorder(name)
        register_body(lexicon, canonical, (name, canonical))
    _acronyms(texts, lexicon)
    for text in texts:
        _units(text, lexicon)
        for match in group_for.finditer(text):
            full = f"{match[1]} {'för ' if ' för ' in match[0] else ''}{match[2]}"
            if match[1].casefold().startswith(("en ", "ett ")) or lexicon.key_of(full):
                continue
            target = lexicon.key_of(match[2])
            canonical = _nominative(full)
            if target and target != match[2]:
                kind = match[1] + ("en" if match[1].endswith("grupp") else "")
                canonical = _nominative(f"{kind} för {lexicon.bodies[target].name}")
            held = lexicon.key_of(canonical)
            if held:
                add_form(lexicon.forms, full, held)
            else:
                register_body(lexicon, canonical, (full, f"{match[1]} {match[2]}", f"{match[1]} för {match[2]}"))
        for match in named.finditer(text):
            if match[1][0].isupper() and not any(not n.place for n in find_bodies(match[1], lexicon)):
                register_body(lexicon, _nominative(match[1]), (match[1],))
    for text in texts:
        _groups_of_others(text, lexicon)
    for document in documents:
        named_in_head(document, lexicon)
    for abbreviation, names in pairs.items():
        if abbreviation.casefold() not in lexicon.forms or lexicon.key_of(abbreviation) is None:
            key = lexicon.key_of(names.most_common(1)[0][0])
            if key:
                add_form(lexicon.forms, abbreviation, key, exact=True)
                body = lexicon.bodies[key]
                if body.source is None:
                    lexicon.bodies[key] = Body(body.key, body.name, body.type, (*body.abbreviations, abbreviation))


_UNIT_NAME = rf"(?:{'|'.join(word.capitalize() for word in UNIT_WORDS)}) för [\wåäöé][\wåäöé ]{{2,60}}?"
_UNIT_SHORT = r"[A-ZÅÄÖ]{2,6}(?: [A-ZÅÄÖ]\w+)?"
_UNIT = re.compile(rf"({_UNIT_NAME})\s*\(({_UNIT_SHORT})\)")
_UNIT_BACK = re.compile(rf"\b({_UNIT_SHORT})\s*\(({_UNIT_NAME})\)")


def _units(text: str, lexicon: Lexicon) -> None:
    """A department and the short name it goes by: `Avdelningen för lärande (SKS Nordlän)`."""
    pairs = [(m[1], m[2]) for m in _UNIT.finditer(text)] + [(m[2], m[1]) for m in _UNIT_BACK.finditer(text)]
    for name, short in pairs:
        name = re.sub(r"\s+", " ", name)
        known = lexicon.key_of(name) or lexicon.key_of(short)
        key = known or (short if " " in short else name)
        if not known:
            lexicon.bodies[key] = Body(key, key, "department", (short,))
        for form in (key, name, short, short.split()[0]):
            add_form(lexicon.forms, form, key, exact=form == short.split()[0])


_GROUP_NAME = re.compile(r"\b(referensgrupp|arbetsgrupp|projektgrupp|samverkansgrupp)(?:en)? ([A-ZÅÄÖ]\w+ för \w+)")


def _groups_of_others(text: str, lexicon: Lexicon) -> None:
    """A group that bears a name and belongs to another body: `AKRs referensgrupp`, `referensgruppen Skola för alla`."""
    for match in _GROUP_NAME.finditer(re.sub(r"\s+", " ", text)):
        kind, name = match[1], match[2]
        owner = re.search(rf"\b([A-ZÅÄÖ]{{2,6}}):?s {kind}", text)
        key = lexicon.key_of(owner[1]) if owner else None
        if not owner or not key:
            continue
        full = f"{key}:s {kind} {name}"
        held = lexicon.key_of(full) or full
        if held == full and full not in lexicon.bodies:
            lexicon.bodies[full] = Body(full, full, "working group", parent=key)
        for form in (
            full,
            f"{owner[1]}:s {kind}",
            f"{owner[1]}s {kind}",
            f"{kind} {name}",
            f"{kind}en {name}",
            f"{owner[1]}s {kind} {name}",
        ):
            add_form(lexicon.forms, form, held)


def _running(text: str) -> str:
    """Text as one line, words broken at a hyphen joined where no list of compounds follows."""
    return re.sub(r"(\w)-\s*\n\s*(?=[a-zåäö])(?!och\b|eller\b)", r"\1", text).replace("\n", " ")


def _bare(word: str) -> bool:
    """Whether a word is only the kind of body and points back to one (`styrgruppen`, `Nätverket`)."""
    lowered = word.casefold().split()[-1].removesuffix("s")
    if lowered.endswith("området"):
        return True
    return any(lowered == rule["ending"] and not rule.get("alone") for rule in body_kinds()) or lowered in words(
        "no_body"
    )


def _introduced_name(before: str, lexicon: Lexicon) -> str | None:
    """The body's name that ends right before a parenthesis, if there is one."""
    named = [n for n in find_bodies(before, lexicon) if n.end == len(before.rstrip()) and not n.place]
    if named:
        return before[named[-1].start : named[-1].end]
    match = list(_patterns()[0].finditer(before))
    if match and match[-1].end() == len(before.rstrip()):
        return match[-1][0]
    return None


def _reorder(name: str) -> str:
    """`ALFA-arbetsgruppen` is the `Arbetsgruppen för ALFA`."""
    match = re.fullmatch(r"([A-ZÅÄÖ]{2,}[\w/]*)-(arbetsgruppen|styrgruppen|planeringsgruppen|referensgruppen)", name)
    return f"{match[2].capitalize()} för {match[1]}" if match else name


def _places_of_bodies(texts: Sequence[str], seen: Counter[str], lexicon: Lexicon) -> None:
    """`Skolchefsnätverket (SKN) i Dalarna` names one body, and the bare word means it: the longer name is the name."""
    for name in list(seen):
        pattern = re.compile(rf"{re.escape(name)}\s*(?:\([A-ZÅÄÖ]+\)\s*)?i\s+([A-ZÅÄÖ][a-zåäö]+)\b")
        places = Counter(match[1] for text in texts for match in pattern.finditer(text))
        if places and lexicon.region and places.most_common(1)[0][0] in lexicon.region:
            full = f"{name} i {places.most_common(1)[0][0]}"
            register_body(lexicon, full, (name,))
            del seen[name]


def _acronyms(texts: Sequence[str], lexicon: Lexicon) -> None:
    """Bind an abbreviation that no text introduces to the one compound name whose letters it takes in order."""
    used = Counter(word for text in texts for word in re.findall(r"\b[A-ZÅÄÖ]{4,7}\b", text))
    own = [body for body in lexicon.bodies.values() if body.source is None or body.type == "network"]
    for word, times in used.items():
        if times < 2 or lexicon.key_of(word):
            continue
        fits = {body.key for body in own if _takes(word.casefold(), body.name.split()[0].casefold())}
        if len(fits) == 1:
            add_form(lexicon.forms, word, fits.pop(), exact=True)


def _takes(letters: str, name: str) -> bool:
    """Whether a name begins with the first letter and holds the others in order, the last in its last third."""
    if not name.startswith(letters[0]) or len(name) < 3 * len(letters):
        return False
    place = 0
    for letter in letters:
        place = name.find(letter, place) + 1
        if not place:
            return False
    return True
