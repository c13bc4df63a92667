"""The body whose name a document's first lines give whole (`Protokoll från årsmöte i Lillåns byalag`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graf.extract.bodies import Form, Lexicon, find_bodies
from graf.extract.learned import add_form, register_body
from graf.model import Body

_NOUN = (
    r"\w*(?:förening(?:en)?|klubb(?:en)?|[a-zåäö]{3,}lag(?:et)?|sällskap(?:et)?|nämnd(?:en)?|råd(?:et)?|grupp(?:en)?|nätverk(?:et)?|"
    r"styrelse(?:n)?|utskott(?:et)?|kommitté(?:n)?|fullmäktige|förbund(?:et)?|stiftelse(?:n)?|forum(?:et)?|"
    r"beredning(?:en)?|direktion(?:en)?|delegation(?:en)?|samfällighet(?:en)?|partnerskap(?:et)?|församling(?:en)?|brf|vänner)"
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


def named_in_head(head: Sequence[str], lexicon: Lexicon) -> None:
    """The body that the first lines name whole (`Protokoll från årsmöte i Lillåns byalag`, `Tekniska nämnden`)."""
    for line in head:
        if _HEAD_ENDS.match(line):
            break
        match = _IN_HEAD.search(line) or _ALONE.match(line)
        if not match:
            continue
        name = _small(re.sub(r"\s+", " ", match["name"]).strip())
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
        register_body(lexicon, name, (name, bare) if own else (name,))
        short = re.match(r"\s*\(([A-ZÅÄÖ][A-ZÅÄÖ/-]{1,7})\)", line[match.end("name") :])
        if short and name in lexicon.bodies:
            body = lexicon.bodies[name]
            lexicon.bodies[name] = Body(body.key, body.name, body.type, (short[1],))
            add_form(lexicon.forms, short[1], name, exact=True)


_HEAD_ENDS = re.compile(
    r"närvarande|plats|tid\b|deltagare|medverkande|frånvarande|förhinder|§|\d{1,2}(?:[.)]\s|\s+[A-ZÅÄÖ])", re.IGNORECASE
)


def _small(name: str) -> str:
    """A name in capitals as running text has it: a capital first, and for the place behind `i` or `vid`."""
    if not name.isupper():
        return name
    text = name.capitalize()
    return re.sub(r"(?<= i )\w|(?<= vid )\w", lambda match: match[0].upper(), text) if " " in text else text


def _forget(forms: dict[str, list[Form]], key: str) -> None:
    for first in forms:
        forms[first] = [form for form in forms[first] if form[1] != key]
