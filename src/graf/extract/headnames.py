"""The body whose name a document's first lines give whole (`Protokoll från årsmöte i Lillåns byalag`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graf.extract.bodies import Form, Lexicon, find_bodies
from graf.extract.learned import add_form, register_body
from graf.extract.rules import any_of, any_pattern, words
from graf.model import Body

_NAMED = r"(?P<name>[A-ZÅÄÖ][^,;:()\d–]{3,70}?)"


def _has(name: str, text: str) -> bool:
    """Whether words of a table (`rules/bodies.toml`) stand in a text."""
    return bool(re.search(rf"(?i:\b{any_of('bodies', name)}\b)", text))


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a name behind the kind of document: a noun in small letters with its place, and one with a capital."""
    papers = rf"(?i:{any_of('bodies', 'papers')})"
    small = rf"(?P<name>{any_of('bodies', 'noun')}(?:(?: (?:för|i|inom))? [A-ZÅÄÖ][\wåäö]+)+)"
    joined = r"\b[^,;:()\d]{0,30}?(?:\b(?i:med|i|för|från|hos|till)\s+|–\s*|:\s*|\s)"
    return (
        re.compile(rf"{papers}(?: (?:med|i|för|från))? {small}{_stop()}"),
        re.compile(papers + joined + _NAMED + _stop()),
    )


@cache
def _alone() -> re.Pattern[str]:
    """Matches a name that a line begins with."""
    return re.compile(_NAMED + _stop())


@cache
def _stop() -> str:
    return r"(?=\s*(?:,|;|:|\(|–|\d|$)|\s+(?:den|kl\.?|klockan)\s+\d" + rf"|\s+{any_of('bodies', 'met')}\b)"


def named_in_head(head: Sequence[str], lexicon: Lexicon) -> None:
    """The body that the first lines name whole (`Protokoll från årsmöte i Lillåns byalag`, `Tekniska nämnden`)."""
    for line in head:
        if any_pattern("bodies", "names_end").match(line):
            break
        if match := _SHORTENED.fullmatch(line) or _by_letters().fullmatch(line):
            _shortened(match, lexicon)
            continue
        match = next((m for form in _forms() if (m := form.search(line))), None) or _alone().match(line)
        if not match:
            continue
        name = _small(re.sub(r"\s+", " ", match["name"]).strip())
        name = name[:1].upper() + name[1:]
        if (
            not _has("noun", name)
            or name.endswith(".")  # a sentence
            or _has("no_name", name)
            or re.match(rf"(?i:{any_of('bodies', 'papers')})\b", name)
            or len(name.split()) > 7
            or name.casefold() in words("no_body")
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
        register_body(lexicon, name, (name, bare) if own else (name,))
        short = re.match(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7})\)", line[match.end("name") :])
        if short and name in lexicon.bodies:
            body = lexicon.bodies[name]
            lexicon.bodies[name] = Body(body.key, body.name, body.type, (short[1],))
            add_form(lexicon.forms, short[1], name, exact=True)
    _first_line(head, lexicon)


def _shortened(match: re.Match[str], lexicon: Lexicon) -> None:
    """A name with its letters in it or before it (`Lokalt programområde (LPO) Barns hälsa`, `Protokoll FSG Skola`)."""
    long, short, rest = (match.groupdict().get(part) or "" for part in ("long", "short", "rest"))
    bare = f"{short} {rest}"
    name = f"{long} {rest}" if long else bare
    if (long and not _has("noun", long)) or lexicon.key_of(bare) or lexicon.key_of(name):
        return
    register_body(lexicon, name, (bare, f"{long} {short} {rest}"))
    add_form(lexicon.forms, short, name, exact=True)
    body = lexicon.bodies[name]
    lexicon.bodies[name] = Body(body.key, body.name, body.type, (short,))


_SHORTENED = re.compile(
    r"(?P<long>[A-ZÅÄÖ][^,;:()\d–]{3,50}) \((?P<short>[A-ZÅÄÖ]{2,6})\) "
    r"(?!i\b|den\b|på\b|vid\b)(?P<rest>\w[^,;:()\d–]{3,50})"
)


@cache
def _by_letters() -> re.Pattern[str]:
    """Matches the kind of document and a body by its letters (`Protokoll FSG Skola`)."""
    papers = any_of("bodies", "papers")
    return re.compile(rf"(?i:{papers}) (?P<short>[A-ZÅÄÖ]{{2,6}}) (?P<rest>[A-ZÅÄÖ][a-zåäö]+(?: [\wåäö-]+){{0,5}})")


def _first_line(head: Sequence[str], lexicon: Lexicon) -> None:
    """Where no line of the head names a body, the first one does, if it reads as a name: `SPF Seniorerna Backen`."""
    named = any(not n.place for line in head for n in find_bodies(line, lexicon))
    name = head[0] if head else ""
    parts = name.split()
    if named or not _NAME.fullmatch(name) or _has("no_name", name) or any_pattern("bodies", "papers").search(name):
        return
    if parts[0].casefold() in lexicon.given_names or sum(word[:1].isupper() for word in parts) < 2:
        return
    register_body(lexicon, " ".join(map(_capital, parts)) if name.isupper() else name, (name,))


_NAME = re.compile(r"[A-ZÅÄÖ][\w&/-]{2,}(?: [\w&/-]{2,}){1,5}")


def _capital(word: str) -> str:
    return word.lower() if word.casefold() in ("i", "för", "och", "vid", "på", "av") else word.capitalize()


def _small(name: str) -> str:
    """A name in capitals as running text has it: a capital first, and for the place behind `i` or `vid`."""
    if not name.isupper() or re.fullmatch(r"[A-ZÅÄÖ]{2,4} [A-ZÅÄÖ]{2,4}", name):
        return name
    if name.startswith("BRF "):
        return " ".join(map(_capital, name.split()))
    text = name.capitalize()
    return re.sub(r"(?<= i )\w|(?<= vid )\w", lambda match: match[0].upper(), text) if " " in text else text


def _forget(forms: dict[str, list[Form]], key: str) -> None:
    for first in forms:
        forms[first] = [form for form in forms[first] if form[1] != key]
