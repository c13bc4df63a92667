"""Words that only their neighbours tell apart once å, ä and ö are gone: `är` or `år`, `bör` or `bor`.

Each rule is a row: the words that look alike, which one is meant, after or before which words, and an example.
Neighbours are compared without regard to lost letters, so `tva` counts as `två`; `^` is the start of a sentence, `$`
its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graf.read.confusions import SKELETON

MODAL = "att ska skall kan kunde vill bör får måste skulle kunna behöver inte"
COUNT = (
    "ett två tre fyra fem sex sju åtta nio tio per varje nästa förra hela flera många några tidigare föregående "
    r"innevarande kommande vartannat vart samma annat i elva tolv halvt nytt senare sista gångna par "
    r"\w*(tio|ton|hundra|tusen)\w*"
)
FINITE = (
    "är var kan kunde ska skulle finns fanns bor bodde får fick blir blev går gick ligger låg står stod kommer kom "
    "gäller börjar slutar måste vill gör gjorde"
)
WHO = "jag du han hon hen vi ni de den det man som"
SHAPED = r"\w{3,}(en|et|an|na|erna)"  # a noun in its definite form
WHERE = (
    "i på vid kvar under över bakom framför mellan bredvid vaken stilla tyst nära längs utanför där uppe nere inne ute"
)
SEVERAL = "två tre fyra fem sex sju åtta nio tio många några flera unga äldre vuxna gamla båda bägge dessa"
KINDS = (
    "samma ett annat vilket något bästa nytt olika sådant nya vissa sitt rätta rätt bra flera många alla två tre enda "
    r"\w+(igt|skt|lt)"
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
    _rule("har här hår", "här", "just precis", "", "just här"),
    _rule("har här hår", "här", "", FINITE, "här finns en väg"),
    _rule("har här hår", "här", "", "nere uppe ute inne hemma ifrån borta omkring", "här uppe"),
    _rule(
        "har här hår",
        "har",
        "den det de",
        r"(någon|ingen|även|sedan|redan|utan|\w*gjort|inte|\w+[ait]t)",
        "det har inte",
    ),
    _rule("har här hår", "här", "den det de", SHAPED, "den här gången"),
    _rule("har här hår", "här", "så", r"i på långt dags års ser kan gör \w{4,}(er|ar)", "så här gör du"),
    _rule("har här hår", "hår", "blont grått lockigt vitt hennes långt rött", "$ och", "hennes hår"),
    _rule("sa så", "så", "", "kallade kallad kallat", "så kallade"),
    _rule(
        "sa så", "sa", "jag han hon hen du mamma pappa", "att till ja nej ifrån ingenting inget aldrig", "hon sa att"
    ),
    _rule("vart värt vårt", "värt", "är var väl mycket inte", "att", "det är värt att"),
    _rule("vart värt vårt", "vart", "", "tredje fjärde femte sjätte tionde annat tog", "vart femte år"),
    _rule("sant sånt sänt", "sånt", "något allt", "", "allt sånt"),
    _rule("sant sånt sänt", "sant", "", "", "det är sant"),
    _rule("svart svårt", "svart", "klädd klätt helt förblir förblev målad målat färgad", "", "klädd i svart"),
    _rule(
        "svart svårt",
        "svart",
        "",
        "som hår kaffe te vatten läder bläck färg kappa kostym klänning katt",
        "svart som natten",
    ),
    _rule("svar svår", "svår", r"(?!ett|som|i|få|får|gav|ge)\w+", "att", "den är svår att se"),
    _rule("svara svåra", "svåra", "de mycket så dessa flera många mest", "", "de svåra frågorna"),
    _rule("andå ändå ända anda", "ända", "", "till från fram in upp ut ner sedan", "ända till bron"),
    _rule("lat låt lät", "låt", "^ och", "det den dem oss mig", "låt det svalna"),
    _rule("lat låt lät", "lät", WHO, "", "det lät bra"),
    _rule("lat låt lät", "låt", "^", "", "låt oss se"),
    _rule("kalla källa", "källa", "en viktig säker denna som", "", "en källa till glädje"),
    _rule("natt nått nätt", "nått", "har hade inte", "", "har nått målet"),
    _rule("tåget taget", "taget", "huvud över i", "", "över huvud taget"),
    _rule("tåget taget", "tåget", "^ med på av från till", "", "med tåget"),
    _rule("tag tåg", "tåg", "ett med nästa sista första", "mot till från", "nästa tåg mot söder"),
    _rule("van vän", "van", "", "vid att", "van vid arbete"),
    _rule("kort kört", "kort", "", "tid sagt", "har kort tid"),
    _rule("kort kört", "kört", "har hade", "", "han hade kört dit"),
    _rule("mannen männen", "männen", SEVERAL + " de", "", "de unga männen"),
    _rule("vågar vägar", "vägar", SEVERAL + " på de olika enskilda nya alla vilka", "", "på alla vägar"),
    _rule("miljon miljön", "miljon", "en halv", "", "en miljon"),
    _rule("miljon miljön", "miljön", "^ den i för på till av om", "", "hänsyn till miljön"),
    _rule("läst last låst", "läst", "har hade", "", "har läst boken"),
    _rule("salt sålt", "sålt", "har hade", "", "har sålt huset"),
    _rule("trott trött", "trott", "har hade", "", "har trott på det"),
    _rule("humor humör", "humör", "gott dåligt bra glatt sitt", "", "på gott humör"),
    _rule("los lös", "los", "", "angeles", "Los Angeles"),
    _rule("los lös", "lös", "", "", "en lös skruv"),
    _rule("inga ingå", "ingå", "ska skall kan bör får vill skulle", "", "ska ingå i gruppen"),
    _rule("inga ingå", "ingå", "att och", "i", "att ingå i gruppen"),
    _rule(
        "tacka täcka",
        "täcka",
        MODAL,
        "upp behov behovet behoven kostnad kostnaden kostnader kostnaderna",
        "täcka behovet",
    ),
    _rule("racket räcket", "räcket", "på över vid av mot i", "", "upp på räcket"),
    _rule("tillsatt tillsätt", "tillsätt", "^", "", "tillsätt mjölet"),
    _rule("smalt smält", "smält", "^", "", "smält smöret"),
    _rule("stallet stället", "stället", "", "för", "i stället för"),
    _rule("far får får fär", "far", "min din hans hennes sin vår mor deras", "", "hans far"),
    _rule("ar är år", "år", COUNT + r" \d+", "", "två år"),
    _rule("ar är år", "år", "", r"(19|20)\d\d", "år 2026"),
    _rule("andra ändra", "ändra", "att ska kan får bör", r".{4,}(et|en|na)", "att ändra beslutet"),
    _rule("bla blå", "bla", "", "", "bla kommunerna (bland annat)"),
    _rule("bor bör bår", "bor", "", "i på hos kvar hemma ensam tillsammans", "de bor i länet"),
    _rule("bor bör bår", "bör", "", "", "avtalet bör ses över"),
    _rule("val väl vål", "val", "ett sitt mitt ditt fritt kommande förra nästa eget", "", "ett fritt val"),
    _rule("val väl vål", "val", "inför omedelbart", "", "inför val"),
    _rule("val väl vål", "val", "", "av till", "val av ordförande"),
    _rule("vald våld väld", "vald", "är blev blir bli blivit nyss", "", "hon blev vald"),
    _rule("vald våld väld", "vald", "", "till som av", "vald till ordförande"),
    _rule("valda välda", "valda", "", "", "de valda ledamöterna"),
    _rule("vara våra", "våra", "^", "", "våra medlemmar"),
    _rule(
        "vara våra",
        "våra",
        "",
        "egna barn vänner grannar medlemmar kunder föräldrar länder kommuner elever",
        "våra barn",
    ),
    _rule("vara våra", "våra", OWNED, "", "i våra kommuner"),
    _rule("var vår vär", "vår", "är", "", "det är vår sak"),
    _rule("var vår vär", "vår", "", r"största bästa minsta äldsta yngsta egen \w+aste", "vår största fågel"),
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
    _rule("forsta första förstå", "förstå", "kan kunde vill måste", "", "kan förstå det"),
    _rule("forsta första förstå", "förstå", "", "dem honom henne mig oss sig", "förstå dem"),
    _rule("forsta första förstå", "förstå", "lätt svårt", "", "svårt att förstå"),
    _rule("forsta första förstå", "förstå", "", "hur vad varför varandra", "att förstå hur"),
    _rule("forsta första förstå", "första", "", "", "i första hand"),
    _rule("satt sätt sått", "sätt", KINDS + " ^", "", "på samma sätt"),
    _rule("satt sätt sått", "satt", "har hade de han hon jag vi man som där", "", "de satt i gruppen"),
    _rule("satt sätt sått", "satt", SHAPED, r"\w+", "hunden satt och väntade"),
    _rule("satt sätt sått", "satt", "", WHERE + " alltid ofta ensam redan en ett", "farmor satt i stolen"),
    _rule("satt sätt sått", "sätt", "", "", "på samma sätt"),
    _rule("lagt lågt lägt", "lågt", "mycket för relativt ganska så fortsatt", "", "ett mycket lågt antal"),
    _rule(
        "lag låg läg",
        "lag",
        "enligt en ny denna gällande svensk någon ingen annan i av med denna och",
        "",
        "enligt lag",
    ),
    _rule("lag låg läg", "låg", WHO, "", "brevet som låg där"),
    _rule("lag låg läg", "låg", r"(?!sedan|medan|redan|även|innan|utan)" + SHAPED, "", "längs stränderna låg is"),
    _rule("lag låg läg", "låg", r"(?!en|ny|\w+are)\w+", WHERE.replace(" där", ""), "huset låg vid sjön"),
    _rule("lag låg läg", "låg", "mycket relativt ganska fortsatt", "", "en mycket låg nivå"),
    _rule("lag låg läg", "låg", "", "nivå grad andel", "på låg nivå"),
    _rule("stod stöd", "stod", "det de han hon", "för inför på klart", "det stod klart"),
    _rule("stod stöd", "stod", r"\w{3,}(en|an|et|na)", "tyst kvar vid stilla upp där framför", "ugnen stod kvar"),
    _rule("stod stöd", "stod", r"han hon de man vi jag som där", r"\w+", "där hon stod en stund"),
    _rule(
        "stod stöd", "stöd", "ett mer ge ger få får till utan behöver och av med för olika \\w+(igt|skt)", "", "ge stöd"
    ),
    _rule("stod stöd", "stod", "", WHERE + " redo öppen öppet tom tomt ensam en ett", "dörren stod öppen"),
    _rule("stod stöd", "stod", r"\w{5,}", r"(?!kommun|region|insats)" + SHAPED, "i halvlek stod målvakten ut"),
    _rule("stod stöd", "stöd", "", "", "stöd till kommunerna"),
    _rule("man män mån", "män", "", "och", "män och kvinnor"),
    _rule("man män mån", "män", "kvinnor", "", "kvinnor män"),
    _rule("man män mån", "män", SEVERAL, "", "två män"),
    _rule("man män mån", "mån", "den", "det de som", "i den mån det går"),
    _rule("man män mån", "mån", "är var", "om", "hon är mån om"),
    _rule("man män mån", "mån", "viss", "", "i viss mån"),
    _rule("ater åter äter", "åter", "", "", "tas åter upp"),
    _rule("far får får fär", "får", "", "", "kommunen får medel"),
    _rule("hall håll häll", "håll", "på från åt flera olika", "", "från flera håll"),
    _rule("rad råd räd", "rad", "en lång i på", "", "en rad åtgärder"),
    _rule("rad råd räd", "råd", "", "", "råd och stöd"),
    _rule("laget läget", "laget", "att", "har hade", "att laget hade vunnit"),
    _rule("laget läget", "läget", r"om i av på hur det kring \w{4,}[ae]", "", "det aktuella läget"),
    _rule("laget läget", "läget", "", "i på är för", "läget i länet"),
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
    _rule("saker säker", "säker", "en är var mer blir bli inte helt så sig vara ganska", "", "en säker miljö"),
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


def ambiguous(reading: str) -> bool:
    """Whether a word is one that some rule decides."""
    return reading in _BY_WORD


@lru_cache(maxsize=20_000)
def settle(reading: str, before: str, after: str) -> str | None:
    """The word meant, by the words before and after it; None where no rule holds.

    `before` and `after` are as read, `^` and `$` at a sentence's ends, "" where they are not known.
    """
    previous, following = before.lower().translate(SKELETON), after.lower().translate(SKELETON)
    for rule in _BY_WORD.get(reading, ()):
        if _holds(rule.before, before, previous) and _holds(rule.after, after, following):
            return rule.meant
    return None


def _holds(pattern: re.Pattern[str] | None, word: str, folded: str) -> bool:
    return pattern is None or bool(word and (pattern.fullmatch(folded) or pattern.fullmatch(word)))
