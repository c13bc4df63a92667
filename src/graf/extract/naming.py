"""What the documents call bodies: names that their words tell, abbreviations they introduce, short forms of units.

One document introduces an abbreviation (`Skolchefsnätverket (SKN)`), another only uses it; so the lexicon is made once,
from the register and what all documents say (`heard`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graf.extract.bodies import GROUP_TYPE, Lexicon, find_bodies
from graf.extract.headnames import named_in_head
from graf.extract.heard import QUALIFIED, Heard, compound_at_end, hear
from graf.extract.learned import MUNICIPALITIES, add_form, body_kinds, municipalities_of, register_body
from graf.extract.rules import words
from graf.model import Body, Document, Register

START = 4000  # characters: whose region it is shows on the first pages


def build_lexicon(documents: Sequence[Document], register: Register, given_names: frozenset[str]) -> Lexicon:
    """The lexicon of a dataset: the register's bodies, and those that its documents name."""
    known = registered(register, given_names)
    return learn(known, map(hear, documents), {document.sha256: regions_in(document, known) for document in documents})


def registered(register: Register, given_names: frozenset[str]) -> Lexicon:
    """The lexicon that the register alone gives."""
    bodies = {body.key: body for body in register.bodies}
    group = next((b.key for b in bodies.values() if b.type == GROUP_TYPE), None)
    lexicon = Lexicon(bodies, group=group, given_names=given_names)
    for form, key in register.forms.items():
        exact = _abbreviation(form, bodies.get(key))
        add_form(lexicon.forms, form, key, exact)
        if lexicon.type_of(key) == "region":
            add_form(lexicon.regional, form, key, exact)
    for form, key in register.places.items():
        add_form(lexicon.places, form, key)
    return lexicon


def regions_in(document: Document, known: Lexicon) -> Counter[str]:
    """How often a document names each region at its start, by the register's lexicon; else in all of it."""
    text, regions = document.repaired, Lexicon(forms=known.regional)
    for part in (text[:START], text[START:]):
        found = Counter(named.key for named in find_bodies(part, regions))
        if found:
            return found
    return Counter()


def learn(known: Lexicon, heard: Iterable[Heard], regions: Mapping[str, Counter[str]]) -> Lexicon:
    """The register's lexicon with what the documents say, in their order; `known` is changed on the way.

    `regions` are how often each document (SHA-256) names each region: the one named most is the dataset's own.
    """
    counts = sum(regions.values(), Counter[str]())
    region = counts.most_common(1)[0][0] if counts else None
    lexicon = replace(known, region=region)
    if region:
        add_form(lexicon.forms, "regionen", region)
        if lexicon.group is None:
            lexicon = replace(_with_group(lexicon, region), elsewhere=_elsewhere(region, regions))
    _learn(list(heard), lexicon)
    groups = tuple(body for body in lexicon.bodies.values() if body.type == "steering group")
    return replace(lexicon, steering={"steering group": groups})


def _elsewhere(region: str, regions: Mapping[str, Counter[str]]) -> dict[str, str]:
    """The documents of another county than the dataset's: they name only others, and are of that which they name most.

    One that names none is of the dataset's county where most that name any name that one; else of an unknown one (``).
    """
    named = [said for said in regions.values() if said]
    mixed = 2 * sum(region in said for said in named) <= len(named)
    return {
        key: said.most_common(1)[0][0] if said else ""
        for key, said in regions.items()
        if (said and region not in said) or (mixed and not said)
    }


def _abbreviation(form: str, body: Body | None) -> bool:
    """Whether a form is an abbreviation in capitals, which small letters never mean (`SUS`, `IFO`)."""
    if body is None:
        return False
    written = next((a for a in (body.key, *body.abbreviations) if a.casefold() == form), "")
    return bool(written) and written.split()[0].isupper() and len(written.split()[0]) <= 6


def _with_group(lexicon: Lexicon, region: str) -> Lexicon:
    """The county's municipalities as one body, where the register has no name for them."""
    key = municipalities_of(region)
    lexicon.bodies[key] = Body(key, key, GROUP_TYPE)
    for form in (key, *MUNICIPALITIES):
        add_form(lexicon.forms, form, key)
    return replace(lexicon, group=key)


# --- what the documents name ----------------------------------------------------------------------------------------


def _nominative(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    if re.search(r"(?:[ent]|ige)s$", name):
        name = name[:-1]
    return name[:1].upper() + name[1:]


def _learn(heard: Sequence[Heard], lexicon: Lexicon) -> None:
    """Add what the documents name and the register does not know; each passage once, in the order of the documents."""
    seen: Counter[str] = Counter()
    for word, before in dict.fromkeys((word, before) for one in heard for word, before, _ in one.compounds):
        if not (_bare(word) or lexicon.key_of(word)):
            seen[_nominative(before + word)] += 1
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for (short, text), times in Counter(pair for one in heard for pair in one.introduced).items():
        name = _introduced_name(text, lexicon)
        if name:
            pairs[short][name] += times
    _places_of_bodies(heard, seen, lexicon)
    for name in seen:
        canonical = _reorder(name)
        register_body(lexicon, canonical, (name, canonical))
    _acronyms(heard, lexicon)
    said: set[object] = set()
    for one in heard:
        for name, short in one.units:
            if (name, short) not in said:
                said.add((name, short))
                _unit(name, short, lexicon)
        for group in one.groups:
            if group not in said:
                said.add(group)
                _group_for(*group, lexicon)
        for name in one.named:
            if name not in said:
                said.add(name)
                if name[0].isupper() and not any(not n.place for n in find_bodies(name, lexicon)):
                    register_body(lexicon, _nominative(name), (name,))
    for kind, name, owner in dict.fromkeys(passage for one in heard for passage in one.referenced):
        _group_of_another(kind, name, owner, lexicon)
    for head in dict.fromkeys(one.head for one in heard):
        named_in_head(head, lexicon)
    for abbreviation, names in pairs.items():
        if abbreviation.casefold() not in lexicon.forms or lexicon.key_of(abbreviation) is None:
            key = lexicon.key_of(names.most_common(1)[0][0])
            if key:
                add_form(lexicon.forms, abbreviation, key, exact=True)
                body = lexicon.bodies[key]
                if body.source is None:
                    lexicon.bodies[key] = Body(body.key, body.name, body.type, (*body.abbreviations, abbreviation))


def _group_for(kind: str, target: str, joined: bool, lexicon: Lexicon) -> None:
    """A group for another body or for a thing (`styrgruppen för SKN`, `Nationella arbetsgruppen LPO`)."""
    full = f"{kind} {'för ' if joined else ''}{target}"
    if kind.casefold().startswith(("en ", "ett ")) or lexicon.key_of(full):
        return
    owner = lexicon.key_of(target)
    canonical = _nominative(full)
    if owner and owner != target:
        definite = kind + ("en" if kind.endswith("grupp") else "")
        canonical = _nominative(f"{definite} för {lexicon.bodies[owner].name}")
    held = lexicon.key_of(canonical)
    if held:
        add_form(lexicon.forms, full, held)
    else:
        register_body(lexicon, canonical, (full, f"{kind} {target}", f"{kind} för {target}"))


def _unit(name: str, short: str, lexicon: Lexicon) -> None:
    """A department and the short name it goes by: `Avdelningen för lärande (SKS Nordlän)`."""
    known = lexicon.key_of(name) or lexicon.key_of(short)
    key = known or (short if " " in short else name)
    if not known:
        lexicon.bodies[key] = Body(key, key, "department", (short,))
    for form in (key, name, short, short.split()[0]):
        add_form(lexicon.forms, form, key, exact=form == short.split()[0])


def _group_of_another(kind: str, name: str, owner: str | None, lexicon: Lexicon) -> None:
    """A group that bears a name and belongs to another body: `AKRs referensgrupp`, `referensgruppen Skola för alla`."""
    key = lexicon.key_of(owner) if owner else None
    if not owner or not key:
        return
    full = f"{key}:s {kind} {name}"
    held = lexicon.key_of(full) or full
    if held == full and full not in lexicon.bodies:
        lexicon.bodies[full] = Body(full, full, "working group", parent=key)
    for form in (
        full,
        f"{owner}:s {kind}",
        f"{owner}s {kind}",
        f"{kind} {name}",
        f"{kind}en {name}",
        f"{owner}s {kind} {name}",
    ):
        add_form(lexicon.forms, form, held)


def _bare(word: str) -> bool:
    """Whether a word is only the kind of body and points back to one (`styrgruppen`, `Nätverket`)."""
    lowered = word.casefold().split()[-1].removesuffix("s")
    if QUALIFIED.match(word):
        return False
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
    capitals = _CAPITALS.search(before)
    if capitals and capitals[0].casefold().endswith(tuple(str(kind["ending"]) for kind in body_kinds())):
        register_body(lexicon, capitals[0].capitalize(), ())
        return capitals[0].capitalize()
    return compound_at_end(before)


_CAPITALS = re.compile(r"(?:[A-ZÅÄÖ]{3,} ){0,3}[A-ZÅÄÖ]{6,}$")


def _reorder(name: str) -> str:
    """`ALFA-arbetsgruppen` is the `Arbetsgruppen för ALFA`."""
    match = re.fullmatch(r"([A-ZÅÄÖ]{2,}[\w/]*)-(arbetsgruppen|styrgruppen|planeringsgruppen|referensgruppen)", name)
    return f"{match[2].capitalize()} för {match[1]}" if match else name


def _places_of_bodies(heard: Sequence[Heard], seen: Counter[str], lexicon: Lexicon) -> None:
    """`Skolchefsnätverket (SKN) i Dalarna` names one body, and the bare word means it: the longer name is the name."""
    by_end: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in heard:
        for before, place in one.placed:
            by_end[before.split()[-1] if before.split() else ""].append((before, place))
    for name in list(seen):
        places = Counter(place for before, place in by_end[name.split()[-1]] if before.endswith(name))
        if places and lexicon.region and places.most_common(1)[0][0] in lexicon.region:
            full = f"{name} i {places.most_common(1)[0][0]}"
            register_body(lexicon, full, (name,))
            del seen[name]


def _acronyms(heard: Sequence[Heard], lexicon: Lexicon) -> None:
    """Bind an abbreviation that no text introduces to the one compound name whose letters it takes in order."""
    used: Counter[str] = Counter()
    for one in heard:
        used.update(dict(one.capitals))
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
