"""Words that only their neighbours tell apart once å, ä and ö are gone: `är` or `år`, `bör` or `bor`.

Each rule is a row: the words that look alike, which one is meant, after or before which words, and an example.
Neighbours are compared without regard to lost letters, so `tva` counts as `två`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graf.read.confusions import SKELETON

MODAL = "att ska skall kan kunde vill bör får måste skulle kunna behöver inte"
COUNT = (
    "ett två tre fyra fem sex sju åtta nio tio per varje nästa förra hela flera många några tidigare föregående "
    r"innevarande kommande vartannat vart samma annat i \w*(tio|ton|hundra|tusen)\w*"
)
OWNED = "i på av för med till om vid från under inom hos mot enligt alla bland"


@dataclass(frozen=True, slots=True)
class Rule:
    """`meant` is read where the word before is one of `before` and the word after one of `after` (None: any word)."""

    alike: frozenset[str]
    meant: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    example: str


def _rule(alike: str, meant: str, before: str, after: str, example: str) -> Rule:
    return Rule(frozenset(alike.split()), meant, _any(before), _any(after), example)


def _any(words: str) -> re.Pattern[str] | None:
    """A pattern for any of the words; a word with `\\` or `.` is a pattern itself."""
    options = [word if "\\" in word or "." in word else re.escape(word.translate(SKELETON)) for word in words.split()]
    return re.compile("|".join(options)) if options else None


# The first rule that holds wins; rows for one pair go from the narrow to the wide. Of two conditions both must hold.
RULES: tuple[Rule, ...] = (
    _rule("ar är år", "år", COUNT + r" \d+", "", "två år"),
    _rule("ar är år", "år", "", r"(19|20)\d\d", "år 2026"),
    _rule("andra ändra", "ändra", "att ska kan får bör", r".{4,}(et|en|na)", "att ändra beslutet"),
    _rule("bla blå", "bla", "", "", "bla kommunerna (bland annat)"),
    _rule("bor bör bår", "bor", "", "i på hos kvar hemma ensam tillsammans", "de bor i länet"),
    _rule("bor bör bår", "bör", "", "", "avtalet bör ses över"),
    _rule("val väl vål", "val", "inför omedelbart", "", "inför val"),
    _rule("val väl vål", "val", "", "av till", "val av ordförande"),
    _rule("vald våld väld", "vald", "är blev blir bli blivit nyss", "", "hon blev vald"),
    _rule("vald våld väld", "vald", "", "till som av", "vald till ordförande"),
    _rule("valda välda", "valda", "", "", "de valda ledamöterna"),
    _rule("vara våra", "våra", OWNED, "", "i våra kommuner"),
    _rule("var vår vär", "var", "", "och", "för var och en"),
    _rule("var vår vär", "vår", "", r"\w{4,}(ning|het|tion|punkt)", "det är vår uppfattning"),
    _rule("var vår vär", "vår", "i på av för med till", "", "i vår verksamhet"),
    _rule("fortsatta fortsätta", "fortsätta", MODAL, "", "att fortsätta arbetet"),
    _rule("fortsatta fortsätta", "fortsatta", "", "", "det fortsatta arbetet"),
    _rule("tillsatta tillsätta", "tillsätta", MODAL, "", "att tillsätta en grupp"),
    _rule("tillsatta tillsätta", "tillsatta", "", "", "de tillsatta grupperna"),
    _rule("avsatta avsätta", "avsätta", MODAL, "", "att avsätta medel"),
    _rule("avsatta avsätta", "avsatta", "", "", "avsatta medel"),
    _rule("uppsatta uppsätta", "uppsatta", "", "", "uppsatta mål"),
    _rule("forsta första förstå", "förstå", "lätt svårt", "", "svårt att förstå"),
    _rule("forsta första förstå", "förstå", "", "hur vad varför varandra", "att förstå hur"),
    _rule("forsta första förstå", "första", "", "", "i första hand"),
    _rule("satt sätt sått", "satt", "har hade de han hon som", "", "de satt i gruppen"),
    _rule("satt sätt sått", "sätt", "", "", "på samma sätt"),
    _rule("lagt lågt lägt", "lågt", "mycket för relativt ganska så fortsatt", "", "ett mycket lågt antal"),
    _rule("lag låg läg", "låg", "mycket relativt ganska fortsatt", "", "en mycket låg nivå"),
    _rule("lag låg läg", "låg", "", "nivå grad andel", "på låg nivå"),
    _rule("stod stöd", "stod", "det de han hon", "för inför på klart", "det stod klart"),
    _rule("stod stöd", "stod", r"\w{3,}(en|an|et|na)", "tyst kvar vid stilla upp där framför", "ugnen stod kvar"),
    _rule("stod stöd", "stod", r"han hon de man vi jag som där", r"\w+", "där hon stod en stund"),
    _rule("stod stöd", "stöd", "", "", "stöd till kommunerna"),
    _rule("man män mån", "män", "", "och", "män och kvinnor"),
    _rule("man män mån", "män", "kvinnor", "", "kvinnor män"),
    _rule("man män mån", "mån", "viss", "", "i viss mån"),
    _rule("ater åter äter", "åter", "", "", "tas åter upp"),
    _rule("far får får fär", "får", "", "", "kommunen får medel"),
    _rule("hall håll häll", "håll", "på från åt flera olika", "", "från flera håll"),
    _rule("rad råd räd", "rad", "en lång i på", "", "en rad åtgärder"),
    _rule("rad råd räd", "råd", "", "", "råd och stöd"),
    _rule("laget läget", "läget", "", "", "det aktuella läget"),
    _rule("lages läges", "läges", "", "", "läges- och behovsanalyser"),
    _rule("starkas stärkas", "stärkas", "", "", "samarbetet ska stärkas"),
    _rule("andras ändras", "andras", "de varandras och", "", "de andras åsikt"),
    _rule("andras ändras", "ändras", "", "", "stadgarna ändras"),
    _rule("na nå", "nå", MODAL, "", "stödet ska nå alla"),
    _rule("starka stärka", "stärka", MODAL, "", "att stärka arbetet"),
    _rule("bara bära", "bära", MODAL, "det ansvar ansvaret kostnaden kostnader", "kommunen ska bära kostnaden"),
    _rule("fort fört", "fört", "har hade", "", "gruppen har fört dialog"),
    _rule("fort fört", "fört", "", "dialog samtal protokoll resonemang", "fört protokoll"),
    _rule("forts förts", "förts", "", "", "dialog har förts"),
    _rule("varnas värnas", "varnas", "", "för", "det varnas för brist"),
    _rule("varnas värnas", "värnas", "", "", "samverkan behöver värnas"),
    _rule("floden flöden", "flöden", r"\w{4,}a", "", "praktiska flöden"),
    _rule("saker säker", "säker", "en är mer", "", "en säker miljö"),
    _rule("saker säker", "säker", "", "digital vård miljö tillgång hantering drift", "säker digital kommunikation"),
    _rule("lan län lån", "län", "", "", "Dalarnas län"),
    _rule("lanet länet lånet", "länet", "", "", "kommunerna i länet"),
    _rule("lanets länets lånets", "länets", "", "", "länets kommuner"),
    _rule("vard vård värd", "värd", "är", "för", "gruppen är värd för mötet"),
    _rule("vard vård värd", "vård", "", "", "vård och omsorg"),
    _rule("noden nöden", "noden", "", "", "den södra noden"),
    _rule("mal mål", "mål", "", "", "uppsatta mål"),
    _rule("star står stär", "står", "", "", "avtalet står kvar"),
    _rule("rader råder räder", "råder", "det", "", "det råder brist"),
)
_BY_WORD: dict[str, list[Rule]] = {}
for _entry in RULES:
    for _word in _entry.alike:
        _BY_WORD.setdefault(_word, []).append(_entry)


def settle(reading: str, before: str, after: str) -> str | None:
    """The word meant, by the words `before` and `after` it (as read, "" at a line's edge); None where no rule holds."""
    previous, following = before.lower().translate(SKELETON), after.lower().translate(SKELETON)
    for rule in _BY_WORD.get(reading, ()):
        if _holds(rule.before, before, previous) and _holds(rule.after, after, following):
            return rule.meant
    return None


def _holds(pattern: re.Pattern[str] | None, word: str, folded: str) -> bool:
    return pattern is None or bool(word and (pattern.fullmatch(folded) or pattern.fullmatch(word)))
