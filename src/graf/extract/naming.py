"""What the documents call bodies: names that their words tell, abbreviations they introduce, short forms of units.

One document introduces an abbreviation (`Skolchefsnätverket (SKN)`), another only uses it; so the lexicon is made once,
from the register and all documents together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from graf.extract.bodies import GROUP_TYPE, Form, Lexicon, find_bodies, words_of
from graf.extract.rules import table, words
from graf.model import Body, Document, Register


def build_lexicon(documents: Sequence[Document], register: Register, given_names: frozenset[str]) -> Lexicon:
    """The lexicon of a dataset: the register's bodies, and those that its documents name."""
    bodies = {body.key: body for body in register.bodies}
    lexicon = Lexicon(bodies, given_names=given_names)
    for form, key in register.forms.items():
        _add(lexicon.forms, form, key, exact=_abbreviation(form, bodies.get(key)))
    for form, key in register.places.items():
        _add(lexicon.places, form, key)
    region = _region(documents, lexicon)
    group = next((b.key for b in bodies.values() if b.type == GROUP_TYPE), None)
    lexicon = Lexicon(bodies, lexicon.forms, lexicon.places, group, region, given_names)
    if region:
        _add(lexicon.forms, "regionen", region)
        if group is None:
            lexicon = _with_group(lexicon, region)
    _learn(documents, lexicon)
    return lexicon


def _add(forms: dict[str, list[Form]], form: str, key: str, exact: bool = False) -> None:
    parts = words_of(form)
    if parts and not any(entry[0] == parts for entry in forms.get(parts[0], [])):
        forms.setdefault(parts[0], []).append((parts, key, exact))


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
        _add(lexicon.forms, form, key)
    return Lexicon(lexicon.bodies, lexicon.forms, lexicon.places, key, region, lexicon.given_names)


# --- what the documents name ----------------------------------------------------------------------------------------


@cache
def _kinds() -> tuple[dict[str, object], ...]:
    return tuple(sorted(table("bodies")["kind"], key=lambda rule: -len(rule["ending"])))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    endings = [rule for rule in _kinds() if not rule.get("after_name") and not rule.get("head_only")]
    generic = "|".join(str(r["ending"]) for r in endings if str(r["ending"]).endswith(("gruppen", "grupp")))
    suffix = "|".join(str(rule["ending"]) for rule in endings)
    small = "|".join(str(rule["ending"]) for rule in endings if rule.get("small"))
    after = "|".join(str(rule["ending"]) for rule in _kinds() if rule.get("after_name"))
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


def _type(name: str) -> str:
    first, last = name.casefold().split()[0], name.casefold()
    for word in (first, last.split()[1] if len(last.split()) > 1 else first, last):
        for rule in _kinds():
            if word.endswith((str(rule["ending"]), str(rule["ending"]) + "s")):
                return str(rule["type"])
    return "department" if first.startswith(_UNIT_WORDS) else "other"


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
        _register(lexicon, canonical, (name, canonical))
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
                _add(lexicon.forms, full, held)
            else:
                _register(lexicon, canonical, (full, f"{match[1]} {match[2]}", f"{match[1]} för {match[2]}"))
        for match in named.finditer(text):
            if match[1][0].isupper() and not any(not n.place for n in find_bodies(match[1], lexicon)):
                _register(lexicon, _nominative(match[1]), (match[1],))
    for text in texts:
        _groups_of_others(text, lexicon)
    for document in documents:
        _named_in_head(document, lexicon)
    for abbreviation, names in pairs.items():
        if abbreviation.casefold() not in lexicon.forms or lexicon.key_of(abbreviation) is None:
            key = lexicon.key_of(names.most_common(1)[0][0])
            if key:
                _add(lexicon.forms, abbreviation, key, exact=True)
                body = lexicon.bodies[key]
                if body.source is None:
                    lexicon.bodies[key] = Body(body.key, body.name, body.type, (*body.abbreviations, abbreviation))


_UNIT_WORDS = ("avdelningen", "enheten", "sektionen", "kansliet", "förvaltningen", "sektorn")
_UNIT_NAME = rf"(?:{'|'.join(word.capitalize() for word in _UNIT_WORDS)}) för [\wåäöé][\wåäöé ]{{2,60}}?"
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
            _add(lexicon.forms, form, key, exact=form == short.split()[0])


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
            _add(lexicon.forms, form, held)


_HEAD_ROWS = 8
_NOUN = (
    r"\w*(?:förening(?:en)?|klubb(?:en)?|[a-zåäö]{3,}laget|sällskapet|nämnd(?:en)?|råd(?:et)?|grupp(?:en)?|nätverk(?:et)?|"
    r"styrelse(?:n)?|utskott(?:et)?|kommitté(?:n)?|fullmäktige|förbund(?:et)?|stiftelse(?:n)?|forum(?:et)?|"
    r"beredning(?:en)?|direktion(?:en)?|vänner)"
)
_KIND = (
    r"(?:(?:mötes|sammanträdes)?protokoll|(?:minnes|mötes)?anteckningar|kallelse|dagordning|föredragningslista|"
    r"(?:års|medlems|styrelse)?möte|sammanträde)"
)
_NO_NAME = re.compile(
    r"\b(?:kallas|inbjuds|bjuds|välkomnas|har|är|höll|håller|beslut|möte|sammanträde)\b", re.IGNORECASE
)
_HEAD_STOP = r"(?=\s*(?:,|;|:|\(|–|\d|$)|\s+(?:den|kl\.?|klockan)\s+\d)"
_IN_HEAD = re.compile(
    rf"(?i:{_KIND})\b[^,;:()\d]{{0,30}}?(?:\b(?i:med|i|för|från|hos|till)\s+|–\s*|\s)(?P<name>[A-ZÅÄÖ][^,;:()\d–]{{3,70}}?){_HEAD_STOP}"
)
_ALONE = re.compile(rf"(?P<name>[A-ZÅÄÖ][^,;:()\d–]{{3,70}}?){_HEAD_STOP}")


def _named_in_head(document: Document, lexicon: Lexicon) -> None:
    """The body that the first lines name whole (`Protokoll från årsmöte i Lillåns byalag`, `Tekniska nämnden`)."""
    for line in [line.text.strip() for line in document.lines if line.text.strip()][:_HEAD_ROWS]:
        if re.match(r"(?:närvarande|plats|tid|deltagare|medverkande|frånvarande|förhinder|§|\d)", line, re.IGNORECASE):
            break
        match = _IN_HEAD.search(line) or _ALONE.match(line)
        if not match:
            continue
        name = re.sub(r"\s+", " ", match["name"]).strip()
        if (
            not re.search(rf"(?i:\b{_NOUN}\b)", name)
            or _NO_NAME.search(name)
            or re.match(rf"(?i:{_KIND})\b", name)
            or len(name.split()) > 7
        ):
            continue
        known = [n for n in find_bodies(name, lexicon) if not n.place]
        if known and (lexicon.bodies[known[0].key].source or known[0].end == len(name)):
            continue  # the register's, or known whole
        bare = name.split()[0]
        own = known[0].key if known and known[0].start == 0 and known[0].key == bare else None
        if own:
            del lexicon.bodies[own]
            _forget(lexicon.forms, own)
        _register(lexicon, name, (name, bare) if own else (name,))
        short = re.match(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7})\)", line[match.end("name") :])
        if short and name in lexicon.bodies:
            body = lexicon.bodies[name]
            lexicon.bodies[name] = Body(body.key, body.name, body.type, (short[1],))
            _add(lexicon.forms, short[1], name, exact=True)


def _forget(forms: dict[str, list[Form]], key: str) -> None:
    for first in forms:
        forms[first] = [form for form in forms[first] if form[1] != key]


def _running(text: str) -> str:
    """Text as one line, words broken at a hyphen joined where no list of compounds follows."""
    return re.sub(r"(\w)-\s*\n\s*(?=[a-zåäö])(?!och\b|eller\b)", r"\1", text).replace("\n", " ")


def _bare(word: str) -> bool:
    """Whether a word is only the kind of body and points back to one (`styrgruppen`, `Nätverket`)."""
    lowered = word.casefold().split()[-1].removesuffix("s")
    if lowered.endswith("området"):
        return True
    return any(lowered == rule["ending"] and not rule.get("alone") for rule in _kinds()) or lowered in words("no_body")


def _introduced_name(before: str, lexicon: Lexicon) -> str | None:
    """The body's name that ends right before a parenthesis, if there is one."""
    named = [n for n in find_bodies(before, lexicon) if n.end == len(before.rstrip()) and not n.place]
    if named:
        return before[named[-1].start : named[-1].end]
    match = list(_patterns()[0].finditer(before))
    if match and match[-1].end() == len(before.rstrip()):
        return match[-1][0]
    return None


def _register(lexicon: Lexicon, name: str, forms: Iterable[str]) -> None:
    if name not in lexicon.bodies:
        lexicon.bodies[name] = Body(name, name, _type(name))
    for form in (name, *forms):
        _add(lexicon.forms, form, name)


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
            _register(lexicon, full, (name,))
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
            _add(lexicon.forms, word, fits.pop(), exact=True)


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
