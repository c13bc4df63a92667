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

# Other kinds of prose, each a paragraph: news, a recipe, a letter, a church, instructions, a match; those below are for
# reporting alone: a tax, a memory, a vacancy, a bird, a patient, a journey.
TUNED_ON = """
Kommunens nya badhus öppnar i början av oktober, nästan ett år senare än planerat. Förseningen beror enligt
projektledaren på att grunden måste förstärkas sedan man hittat ett lager av lös lera under den gamla idrottsplatsen.
Kostnaden har samtidigt stigit med elva miljoner kronor. Oppositionen kräver nu en extern granskning och menar att
fullmäktige aldrig fått veta hur osäkra beräkningarna var. Kommunalrådet tillbakavisar kritiken och säger att alla
handlingar har funnits tillgängliga.

Sätt ugnen på tvåhundra grader. Skala och riv morötterna grovt, smält smöret och låt det svalna något. Vispa ägg och
socker vitt och pösigt, tillsätt de torra ingredienserna och rör om tills smeten är jämn. Häll den i en smord och
bröad form och grädda längst ner i ugnen i ungefär fyrtio minuter. Känn efter med en sticka om kakan är torr. Strö
över rostade nötter innan den serveras. Receptet räcker till åtta personer.

Hej Åsa! Tack för ditt långa brev, som låg och väntade på hallmattan när vi kom hem från fjällen. Vi hade tur med
vädret hela veckan och hann gå både till glaciären och till den lilla kåtan vid sjön. Per föll visserligen i bäcken,
men han tog det med gott humör. Hur går det för dig på nya jobbet? Är cheferna lika omöjliga som på det förra stället?
Kom gärna och hälsa på i höst, så bjuder jag på älgstek. Barnen frågar ofta efter dig.

Kyrkan uppfördes på tolvhundratalet och fick sitt nuvarande utseende efter branden 1763, då tornet störtade in. Av den
medeltida inredningen återstår endast dopfunten och ett krucifix av ek. Predikstolen skänktes av en förmögen
brukspatron, vars ättlingar ännu bor kvar på gården. Vid restaureringen påträffades målningar under putsen i koret. De
föreställer apostlarna och anses vara utförda av en kringresande mästare från Uppland.

Så här byter du batteri. Stäng av apparaten och vänta tills lampan slocknat. Lossa de två skruvarna på baksidan och
lyft försiktigt av locket. Dra ut kontakten genom att trycka på spärren, aldrig genom att rycka i kablarna. Sätt i det
nya batteriet så att pilen pekar uppåt. Om displayen förblir svart bör du kontrollera att polerna är rätt vända.
Förbrukade batterier får inte slängas bland hushållssoporna utan ska lämnas till återvinning.

Hemmalaget började matchen på bästa sätt när anfallaren nickade in ledningsmålet redan i tredje minuten. Därefter var
det gästerna som förde spelet, och före paus hade de kvitterat på straff. I andra halvlek stod målvakten för flera
avgörande räddningar, och på övertid kunde inbytta mittfältaren sätta bollen i öppet mål. Tränaren var märkbart lättad
efteråt och tyckte att laget hade visat stor moral.
"""

HELD_BACK = """
Skatten på el sänks vid årsskiftet, men hushållen lär knappast märka någon skillnad. Nätbolagen höjer nämligen sina
avgifter ungefär lika mycket. Energimyndigheten räknar med att en vanlig villaägare får betala omkring nio tusen
kronor i månaden under de kallaste veckorna. Den som bor i lägenhet klarar sig bättre. Regeringen har lovat att se
över reglerna, fast någon tidsplan finns ännu inte. Konsumentverket råder alla att jämföra priser och läsa det
finstilta innan de skriver på.

Farmor satt alltid i gungstolen närmast kakelugnen. Därifrån kunde hon hålla uppsikt över både köket och gårdsplanen,
och hon missade sällan något. När posten kom lade hon ifrån sig stickningen, rättade till sjalen och gick ut på
trappan. Vi barn fick aldrig röra breven. De låg i en låda av björk, ordnade efter år och avsändare, och nyckeln bar
hon i ett band om halsen. Först långt senare förstod jag att hon aldrig hade lärt sig läsa.

Ansökan ska ha kommit in senast den femtonde mars. Bifoga betyg, personligt brev och två referenser. Tjänsten är på
heltid och inleds med sex månaders provanställning. Vi söker dig som är van att arbeta självständigt, har lätt för att
samarbeta och trivs när det händer mycket på en gång. Erfarenhet av liknande uppgifter är ett krav, medan kunskaper i
tyska ses som en fördel. Lönen är individuell. Urvalet sker löpande, så vänta inte med att höra av dig.

Tjädern är vår största skogsfågel. Tuppen kan väga över fem kilo, medan hönan är betydligt mindre och har en
brunspräcklig dräkt som gör henne svår att upptäcka på boet. På våren samlas tupparna i gryningen på särskilda
spelplatser, ofta gamla tallskogar med öppen mark. Där breder de ut stjärten, slår med vingarna och låter höra ett
märkligt knäppande läte. Kalhyggen och täta planteringar har gjort att arten minskat i söder.

Patienten inkom på kvällen med buksmärtor sedan ett dygn. Inga tidigare operationer. Hon är opåverkad i vila men öm
vid tryck nedtill på höger sida. Blodtryck och puls normala, feber trettioåtta grader. Ultraljud visar en förstorad
blindtarm med omgivande vätska. Kirurgjouren kontaktas och bedömer att operation bör ske under natten. Anhöriga har
underrättats. Patienten är införstådd med planen och har inga kända allergier mot läkemedel.

Tåget mot Umeå rullade ut tio minuter för sent. På sätet mitt emot mig slog sig en man ned med en tung väska, som han
vägrade ställa ifrån sig. Han såg sig oroligt omkring, drog ner mössan över öronen och låtsades sova. Vid varje
station öppnade han ögonen och räknade tyst för sig själv. Någonstans norr om Sundsvall reste han sig hastigt, nickade
åt mig och försvann ut i snöyran. Väskan stod kvar.
"""


def lines(name: str) -> list[str]:
    """The lines of a text: `002`, `004`, `prose`, or its half that is tuned on (`prose1`) or held back (`prose2`)."""
    if name.startswith("prose"):
        story = PROSE.strip().split("\n\n")
        halves = [*story[:4], *TUNED_ON.strip().split("\n\n")], [*story[4:], *HELD_BACK.strip().split("\n\n")]
        paragraphs = {"prose1": halves[0], "prose2": halves[1]}.get(name, [*halves[0], *halves[1]])
        return [line for text in paragraphs for line in (*textwrap.wrap(" ".join(text.split()), 88), "")]
    file = next(MINUTES.glob(f"{name}_*.txt"))
    return [line.replace("\f", "").rstrip() for line in file.read_text(encoding="utf-8").split("\n")]
