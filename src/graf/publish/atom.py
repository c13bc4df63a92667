"""The decisions as a feed for people: Atom (RFC 4287), one in each language, the latest meeting's first.

An entry is a decision, named by its IRI: what it says as the document has it, at which meeting, and a link to its page.
Its time is that of the release in which it last changed, so that a reader shows what was corrected as new.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree
from pyoxigraph import NamedNode

from graf.publish.changes import changes
from graf.publish.feed import utc
from graf.publish.producer import Files
from graf.rdf.vocab import DCTERMS, GRAF, PROV
from graf.render.i18n import LANGUAGES, dates, say
from graf.render.site import Site
from graf.views.refs import body_name, refer
from graf.views.source import Source

NAME: Final = "decisions.atom"
MOST: Final = 100
"""So many decisions are told of."""
_UNFIT: Final = re.compile("[^\\t\\n -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 cannot hold."""
_ATOM: Final = "http://www.w3.org/2005/Atom"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def atom(site: Site) -> Files:
    """The feed in each language."""
    for lang in LANGUAGES:
        yield f"{lang}/{NAME}", feed_of(site, lang)


def count(site: Site) -> int:
    """How many files there are."""
    return len(LANGUAGES)


def feed_of(site: Site, lang: str) -> bytes:
    """The feed in a language."""
    source = site.source(lang)
    times = {one.thing: utc(one.when) for one in changes(site) if one.there}
    found = [one for one in source.instances(GRAF.Decision) if one in times]
    found = sorted(found, key=lambda one: (_last_day(source, one), one.value), reverse=True)[:MOST]
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: lang}, nsmap={None: _ATOM})
    _add(root, "id", f"{site.base}/feed/decisions/{lang}")
    _add(root, "title", say(lang, "feed.decisions", title=site.publication.title[lang]))
    _add(root, "updated", max((times[one] for one in found), default="1970-01-01T00:00:00Z"))
    _add(_add(root, "author"), "name", site.publication.publisher or "graf")
    _add(root, "rights", site.publication.licence)
    _add(root, "link", rel="self", href=NAME, type="application/atom+xml")
    _add(root, "link", rel="alternate", href="meetings.html", type="text/html", hreflang=lang)
    for decision in found:
        _entry(root, source, decision, times[decision])
    etree.indent(root, space=" ")
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return text + b"\n"


def _entry(root: etree._Element, source: Source, decision: NamedNode, when: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", decision.value)
    item, meeting = _item(source, decision), _meeting(source, decision)
    where = ""
    if meeting is not None:
        holder = source.one(meeting, GRAF.heldBy)
        bounds = source.text(meeting, GRAF.notBefore), source.text(meeting, GRAF.notAfter)
        where = " ".join(part for part in (holder and body_name(source, holder), dates(*bounds, source.lang)) if part)
    title = source.text(item, DCTERMS.title) if item is not None else None
    _add(entry, "title", ": ".join(part for part in (where, title) if part) or refer(source, decision).label)
    _add(entry, "updated", when)
    found = source.key(decision)
    assert found is not None, "decisions are the dataset's own"
    _add(entry, "link", rel="alternate", href=f"res/decision/{found[1]}.html", type="text/html", hreflang=source.lang)
    for act in source.nodes(decision, GRAF.act):
        _add(entry, "category", term=act.value.rpartition("/")[2], scheme=act.value.rpartition("/")[0] + "/",
             label=source.word(act))  # fmt: skip
    content = _add(entry, "content", source.text(decision, GRAF.text) or refer(source, decision).label, type="text")
    content.set(_LANG, "sv")


def _item(source: Source, decision: NamedNode) -> NamedNode | None:
    return source.one(decision, PROV.wasGeneratedBy)


def _meeting(source: Source, decision: NamedNode) -> NamedNode | None:
    item = _item(source, decision)
    return None if item is None else source.one(item, GRAF.partOfMeeting)


def _last_day(source: Source, decision: NamedNode) -> str:
    meeting = _meeting(source, decision)
    return (source.text(meeting, GRAF.notAfter) or "") if meeting is not None else ""


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = _UNFIT.sub("", text)
    return element
