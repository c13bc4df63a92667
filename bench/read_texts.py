"""The texts whose truth is known: the two clean minutes of the first dataset, and prose made up for this."""

from __future__ import annotations

import textwrap
from pathlib import Path

MINUTES = Path(__file__).resolve().parent.parent / "data" / "dalarna" / "minutes"

PROSE = """
Det var en tidig morgon i april när färjan lade ut från den gamla bryggan. Isen hade brutits upp under natten, och
längs stränderna låg flaken kvar som glömda tallrikar efter en fest. Skepparen stod tyst vid rodret och lyssnade på
motorns jämna dunkande. Han hade kört samma sträcka i trettioåtta år, och ändå tyckte han att sjön såg olika ut varje
dag. Några passagerare hade sökt skydd bakom styrhytten, där vinden inte kom åt dem, och en äldre kvinna delade ut
smörgåsar ur en korg.

På andra sidan väntade fyra barn och en hund. De hade cyklat hela vägen från skolan för att möta sin mormor, som skulle
stanna över påsken. Den yngsta pojken hade klättrat upp på räcket för att se bättre, trots att han visste att det var
förbjudet. När båten äntligen närmade sig vinkade han så ivrigt att mössan föll i vattnet. Hunden hoppade efter utan
att tveka, och snart var hela bryggan full av skratt och blöta strumpor.

Bagaren i byn brukade stiga upp halv tre. Medan degen jäste läste han gårdagens tidning, mest för korsordets skull, och
drack starkt kaffe ur en kopp utan öra. Han påstod att bröd aldrig blir gott om man skyndar sig. Hans dotter, som hade
läst ekonomi i Göteborg, hade föreslagit att de skulle köpa en större ugn och anställa två personer till. Bagaren hade
lovat att tänka på saken, men åren gick och ugnen stod kvar.

Under sommaren torkade brunnarna. Bönderna körde vatten i tankar från ån, och kommunen förbjöd bevattning av
gräsmattor. I kyrkan bad man om regn, och på torget sålde någon paraplyer till halva priset. Det ena hjälpte väl lika
mycket som det andra. Först i slutet av augusti mörknade himlen på allvar, och då kom allt på en gång: åska, hagel och
ett skyfall som spolade bort halva grusvägen mellan kvarnen och sågverket.

Läraren hade bett klassen skriva om något de var rädda för. De flesta skrev om spindlar, höjder och mörka källare.
En flicka längst fram skrev att hon var rädd för att växa upp och glömma hur det känns att springa barfota över en äng
så fort att man nästan lyfter. Läraren läste texten två gånger, satte ett litet kryss i marginalen och gick sedan och
ställde sig vid fönstret, där han blev stående ganska länge.

Vintern därpå öppnade ett bibliotek i den nedlagda järnvägsstationen. Hyllorna byggdes av gamla sliprar, och i
biljettluckan satt en bibliotekarie som kunde viska så att det hördes ända ut på perrongen. Den första veckan lånades
elva böcker. Efter ett halvår var siffran uppe i trehundra, och då hade man ändå inte räknat ljudböckerna. Somliga kom
för värmens skull, andra för att träffa folk, men nästan alla gick därifrån med något under armen.

Urmakaren på hörnet lagade ingenting som drevs med batteri. Det var en princip, sade han, och principer ska man ha
innan man behöver dem. Vid hans arbetsbänk hängde ett fickur som stannat klockan tjugo över fem någon gång före kriget.
Ingen fick röra det. Ryktet gick att det hade tillhört en kapten vars fartyg försvann utanför Öland, men urmakaren
själv påstod att han bara tyckte om visarnas ställning, för de såg ut att vila.

När skördefesten närmade sig samlades grannarna för att bestämma vem som skulle hålla talet. Ingen ville, och alla hade
goda skäl. Till sist föll lotten på den nyinflyttade brevbäraren, en försynt man som aldrig hade yttrat mer än tre ord
i taget. Han ställde sig på höbalen, vecklade upp ett papper och talade i en timme och fjorton minuter om ärtornas
historia. Efteråt var man rörande överens om att det var det bästa tal som någonsin hållits i socknen.
"""


def lines(name: str) -> list[str]:
    """The lines of a text: `002`, `004`, `prose` or a half of it, `prose1` and `prose2`."""
    if name.startswith("prose"):
        paragraphs = PROSE.strip().split("\n\n")
        paragraphs = {"prose1": paragraphs[:4], "prose2": paragraphs[4:]}.get(name, paragraphs)
        return [line for text in paragraphs for line in (*textwrap.wrap(" ".join(text.split()), 88), "")]
    file = next(MINUTES.glob(f"{name}_*.txt"))
    return [line.replace("\f", "").rstrip() for line in file.read_text(encoding="utf-8").split("\n")]
