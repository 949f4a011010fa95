"""What the command line says to staff and operators, in Dutch, in one place."""

from __future__ import annotations

from bot.understanding.classifier import Explanation
from bot.understanding.evaluation import Calibration, interval
from bot.understanding.pipeline import Meaning

DESCRIPTION = "De assistent van het Werkcentrum: chatten, controleren, de agenda bekijken."
COMMANDS = {
    "chat": "praat met de assistent in de terminal (of met --json, regel voor regel)",
    "telegram": "laat de assistent antwoorden op Telegram",
    "agenda": "toon het werk van vandaag en deze week, of van andere dagen; wat te laat is eerst",
    "kwam": "vul in of iemand op een afspraak kwam (ja of nee), of zet dat terug",
    "afspraak": "doe iets met één afspraak: annuleer, afgezegd, verzet of bericht; of boek er een voor wie belt (eerst zonder --echt)",
    "beantwoord": "beantwoord een vraag uit de agenda (eerst zonder --echt: dan ziet u wat iemand leest), of zet een verzoek op klaar",
    "controleer": "controleer alle inhoud: alle fouten in één keer, met bestand, regel en wat u doet",
    "inhoud": "toon welke antwoorden en bedragen moeten worden nagekeken: 30 dagen vooruit, per eigenaar",
    "verhuis": "zet zinnen die nog in de map met kennis staan in de map 'intents' ernaast (eerst zonder --echt: dan ziet u wat er gebeurt)",
    "terug": "zet de vorige versie van de inhoud terug, of een andere die is bewaard",
    "lijst": "maak van alle antwoorden één pagina om te printen (HTML)",
    "onbegrepen": "toon wat mensen vroegen en de assistent niet begreep, en zet een zin bij een onderwerp",
    "vraag": "laat zien hoe de assistent een zin begrijpt, en waarom",
    "herken": "herken onderwerpen, regel voor regel (--json)",
    "moment": "lees dagen en tijden, regel voor regel (--json)",
    "sluit": "sluit een locatie een tijd, en bied wie dan een afspraak heeft een nieuw moment aan",
    "qr": "maak een QR-code voor een evenement of een locatie, voor op een poster (SVG en PNG)",
    "gezond": "laat zien of de assistent op Telegram goed werkt, en wat u doet als dat niet zo is",
    "pauze": "laat de assistent even niet antwoorden; berichten blijven bewaard (aan of uit)",
    "backup": "maak een reservekopie van de database, ook terwijl de assistent werkt",
    "herstel": "oefen het terugzetten van een reservekopie, of zet hem echt terug (--echt)",
    "rapport": "maak een rapport: contacten, volgende stappen, afspraken, werkgevers en kwaliteit (R1 tot en met R8)",
    "invoer": "voer stappen in ontwikkeling of plaatsingen in, per programma, gemeente en kwartaal",
    "beoordeel": "beoordeel een steekproef van antwoorden: goed, deels of fout",
    "opruimen": "wis wat niet langer bewaard mag worden, en laat zien wat er is gewist",
    "ijk": "bepaal vanaf wanneer de assistent zeker genoeg is, op zinnen die de schrijvers van de voorbeelden nooit zagen",
}
CONFIG_HELP = "instellingen; zonder deze optie config.toml in deze map, en anders de standaard"
DATA_HELP = "de database; zonder deze optie werkbot.db in deze map"
KNOWLEDGE_HELP = (
    "de map met kennis (met 'intents' ernaast, als die er is); zonder deze optie 'knowledge' naast config.toml, en anders de meegeleverde"
)
OPTIONS = {
    "--vragen": "zinnen om op te ijken, één JSON-object per regel; zonder deze optie de set die apart is gehouden",
    "json": "één JSON-object per regel, in en uit",
    "op": "de dag waarop gecontroleerd wordt, bijvoorbeeld 2026-11-21 (zonder deze optie: vandaag)",
    "snel": "kijk alleen naar de bestanden; leer niets en probeer geen testvragen",
    "alles": "toon ook elke testvraag die niet meteen goed gaat",
    "bewaar": "onthoud deze uitkomst van de testvragen, ook als zij slechter is dan de vorige",
    "bestand": "schrijf naar dit bestand in plaats van naar het scherm",
    "bevestigen": "wat alleen het Werkcentrum kan zeggen: de vragen van bevestigen.yaml, en de facetten met 'onbekend'",
    "stuur": "stuur de lijst naar de medewerkers (per mail, of in een bestand naast de database)",
    "versie": "de versie die terug moet; zonder dit de vorige",
    "lijst": "toon wat er is: bewaarde versies, of sluitingen die komen",
    "zet": "zet de zin met dit nummer bij dit onderwerp ('geen' als hij niet van ons is)",
    "akkoord": "vinkje: in de zin staat geen naam en niets over gezondheid",
    "toch": "bewaar de zin ook als andere testvragen slechter gaan",
    "weg": "gooi de zin met dit nummer weg, met alles wat erop lijkt",
    "zin": "de zin die iemand typt",
    "id": "het verzoek, zoals het in de agenda staat",
    "nieuw": "begin met een lege database, ook als de sleutel er nog staat en de database weg is",
    "voor-start": "controleer alles wat nodig is voordat de assistent start: token, klok, schijf, kennis",
    "meld": "stuur de beheerder bericht als het al tien minuten misgaat",
    "stand": "aan of uit; zonder dit ziet u hoe het nu staat",
    "naar": "de map voor reservekopieën, of de naam van een nieuw bestand",
    "van": "de reservekopie",
    "echt": "doe het echt; zonder deze optie is het een oefening en verandert er niets",
    "--dicht-van": 'vanaf wanneer dicht, bijvoorbeeld "2026-12-24 12.00", of hele dagen: "2026-12-24 t/m 2026-12-31"',
    "--open": "neem de sluiting met dit nummer terug",
    "gevolg": "wie past niet meer bij de uren in de map met kennis; met --echt krijgt iedereen een nieuw moment",
    "--dicht-tot": 'tot wanneer dicht, bijvoorbeeld "2026-12-24 16.00"; een dag zonder tijd telt mee',
    "--locatie": "welke locatie (zonder deze optie: de eerste)",
    "--reden": "waarom, voor uzelf",
    "waarvoor": "evenement-<id> of locatie-<id>, zoals in evenementen.yaml en afspraken.yaml",
    "bot": "de naam van de bot op Telegram, zonder @",
    "map": "de map waar de twee bestanden komen; zonder deze optie deze map",
    "rapporten": "R1 tot en met R8; zonder dit alle acht",
    "--van": "de eerste dag, bijvoorbeeld 2026-10-01 (zonder deze optie: het begin van dit kwartaal)",
    "--tot": "de laatste dag, die telt mee (zonder deze optie: de laatste zondag)",
    "--vorm": "scherm, csv, html of blad (één bladzijde om af te drukken)",
    "--doel": "het doel: dan staan doel, realisatie en saldo erbij",
    "--uit": "het bestand; zonder deze optie op het scherm",
    "wat": "stap of plaatsing",
    "--programma": "het programma, bijvoorbeeld 'Leerwerkloket'",
    "--gemeente": "de gemeente (zonder deze optie: onbekend)",
    "--kwartaal": "het kwartaal, bijvoorbeeld 2026-4",
    "--aantal": "hoeveel inwoners",
    "--week": "de week, bijvoorbeeld 2026-W47 (zonder deze optie: de vorige week)",
    "dagen": "welke dagen, bijvoorbeeld morgen, 2026-12-17 of volgende week; zonder dit vandaag en deze week",
    "--zoek": "zoek op code, op een heel telefoonnummer, of op de voornaam van iemand van vandaag",
    "--nu": "doe alsof het dit moment is, bijvoorbeeld 2026-12-24T12:00 (om te oefenen; niet in een database van een echte assistent)",
    "code": "de code van de afspraak",
    "uitkomst": "ja, nee of onbekend; terug zet het laatste terug",
    "--stap": "de volgende stap die is afgesproken: afspraak, terugbellen, inloop, doorverwijzing, aanmelding, zelf of noodhulp",
    "--naar": "waarnaartoe, bijvoorbeeld Biblionet",
    "tekst": "het antwoord; of klaar, niet bereikt, oppakken, opgeven, terug",
    "daad": "annuleer (wij kunnen niet), afgezegd (de persoon belde af), verzet, bericht, of boek (met 'nieuw' als code)",
    "woorden": "bij verzet en boek het moment, bij bericht de tekst",
    "--dienst": "de dienst bij boek, zoals in afspraken.yaml (zonder deze optie: de eerste)",
    "--naam": "de voornaam bij boek",
    "--telefoon": "het telefoonnummer bij boek; de afspraak is dan telefonisch",
    "--door": "wie het verzoek oppakt, bij het woord oppakken",
}
WELCOME = "Typ een vraag. '#1' drukt op de eerste knop. Stoppen: /weg of Ctrl-D."
LEARNING = "De assistent leest de kennis en leert de zinnen. Dat duurt een paar seconden."
UNCONFIRMED = "Dit moet het Werkcentrum nog bevestigen; tot dan zijn alle afspraken een proef: {what}."
DESTROYED = "Vernietigd op {when}:"
DESTROYED_LINE = "  {kind}: {count}"
DESTROYED_TOTAL = "Samen: {count}. Dit staat ook in de tabel destruction_reports."
NO_SUCH_LINK = "'{what}' kennen wij niet. Kies uit: {known}."
NO_BOT_NAME = "'{name}' is geen naam van een bot. Gebruik de naam op Telegram: 5 tot 32 letters, cijfers en _."
NOT_WRITTEN = "'{path}' is niet te schrijven: {why}. Kies een andere map met --map."
QR_OPENS = "Deze code opent de assistent voor {name}: {address}"
NO_TOKEN = "Er is geen token voor Telegram. Zet het in {variable}, of de naam van een bestand ermee in {variable}_FILE."
NO_KNOWLEDGE = "De map met kennis '{path}' bestaat niet. Kies een andere map met --kennis."
INVALID = "De kennis heeft fouten. De assistent start niet."
ALL_WELL = "Alles in orde: {entries} vragen, {sentences} zinnen, {phrases} teksten."
COUNTED = "{errors}, {warnings}."
ERROR_HEADING = "FOUT"
WARNING_HEADING = "LET OP"
NO_REPORT = "'{name}' is geen rapport. Kies uit {known}."
NO_FORM = "'{form}' is geen vorm. Kies uit {known}."
NO_NUMBER = "'{text}' bij {option} is geen aantal. Schrijf een heel getal, 0 of meer."
NO_FOLDER = "Het bestand {path} kan niet gemaakt worden ({why}). Controleer de map bij --uit."
REPORT_SAVED = "Het rapport staat in {path}."
FIGURE_MISSING = "Noem ook {options}. Bijvoorbeeld: werkbot invoer stap --programma Leerwerkloket --kwartaal 2026-4 --aantal 12"
NO_KIND = "'{kind}' kan niet. Kies stap of plaatsing."
NO_QUARTER = "'{text}' is geen kwartaal. Schrijf bijvoorbeeld 2026-4."
NO_MUNICIPALITY = "'{name}' is geen gemeente die wij kennen. Kies uit {known}."
FIGURE_ENTERED = "Ingevoerd: {count} keer {kind}, {programme}, {municipality}, kwartaal {quarter}."
NO_WEEK = "'{text}' is geen week. Schrijf bijvoorbeeld 2026-W47."
NOTHING_TO_JUDGE = "Van week {week} is er niets meer te beoordelen."
JUDGE_HOW = "Week {week}: nog {count} te beoordelen. Typ g (goed), d (deels), f (fout), o (overslaan) of s (stoppen)."
JUDGE_ONE = "\n{number}. {text}\n   beslissing: {decision}; onderwerp: {topic}"
JUDGE_PROMPT = "   g/d/f/o/s> "
JUDGED = "Beoordeeld: {counts}."
NOT_JUDGED = "Typ g, d, f, o of s."


def errors_and_warnings(errors: int, warnings: int) -> str:
    """`3 fouten, 1 keer let op.`"""
    return COUNTED.format(errors="1 fout" if errors == 1 else f"{errors} fouten", warnings=f"{warnings} keer let op")


EXPLAINED_CRISIS = "Dit leest de assistent als een noodgeval: {kind}. Dat gaat voor alles."
EXPLAINED_FORMAL = "Dit leest de assistent als een formeel bericht: {act}. Hij zegt dat deze chat daarvoor niet telt."
DECISIONS = {
    "antwoord": "De assistent antwoordt op: {topic} ({score}).",
    "verduidelijk": "De assistent vraagt terug; het dichtst bij is: {topic} ({score}).",
    "geen": "De assistent zegt dat hij dit niet weet; het dichtst bij is: {topic} ({score}).",
}


def explained(meaning: Meaning, why: Explanation) -> str:
    """Why a sentence was understood as it was."""
    best = why.topic or "niets"
    lines = [DECISIONS[meaning.decision.value].format(topic=best, score=f"{meaning.score:.0%}".replace("%", " %"))]
    if meaning.command:
        lines.append(f"De hele zin is de opdracht: {meaning.command}.")
    if why.repairs:
        lines.append("Verbeterd: " + ", ".join(f"{repair.typed} → {' '.join(repair.meant)}" for repair in why.repairs) + ".")
    if why.nearest:
        lines.append(f"Het meest lijkt deze zin op: '{why.nearest}' (bij {best}).")
    if why.deciding:
        lines.append("Deze woorden gaven de doorslag: " + ", ".join(word for word, _ in why.deciding) + ".")
    if others := [f"{one.topic} ({one.score:.0%})".replace("%", " %") for one in meaning.candidates[1:]]:
        lines.append("Daarna komen: " + ", ".join(others) + ".")
    if meaning.second:
        lines.append(f"Er staat nog een vraag in: {meaning.second}.")
    return "\n".join(lines)


NO_SET_APART = (
    "de zinnen om op te ijken kunnen niet worden gelezen: {path}. Wijs een bestand aan met --vragen, "
    'met op elke regel {{"text": "…", "topic": "…"}} en topic "none" voor wat niet van ons is.'
)
_TOO_SMALL = (
    "Deze set is te klein om te bewijzen dat het doel is gehaald: er zijn minstens {ours} zinnen van ons en {others} van buiten nodig. "
    "Houd meer zinnen apart."
)
_GOAL_MISSED = "Het doel is met deze voorbeelden niet gehaald. Voeg voorbeelden toe."


def calibrated(found: Calibration) -> str:
    """The thresholds as they go into config.toml, what they give with what may be true as well, and what to do about it."""
    figures, thresholds = found.figures, found.thresholds
    lines = [
        "[understanding]",
        f"sure = {thresholds.sure}",
        f"ask = {thresholds.ask}",
        f"temperature = {thresholds.temperature}",
        "",
        f"Van {figures.ours} zinnen van ons (tussen haakjes: wat het ook kan zijn):",
        f"  meteen goed {_share(figures.right, figures.ours)}, goed na één vraag {_share(figures.right + figures.asked, figures.ours)},",
        f"  gemist {_share(figures.lost, figures.ours)}, fout als zeker {_share(figures.wrong, figures.ours)}.",
        f"Van {figures.others} zinnen van buiten:",
        f"  binnengelaten {_share(figures.let_in, figures.others)}, gevraagd {_share(figures.none_asked, figures.others)}.",
    ]
    lines += [] if found.enough else [_TOO_SMALL.format(ours=found.needed[0], others=found.needed[1])]
    return "\n".join(lines if found.met else [*lines, _GOAL_MISSED])


def _share(count: int, total: int) -> str:
    low, high = interval(count, total)
    return f"{100 * count / max(1, total):.1f} % ({100 * low:.1f} tot {100 * high:.1f})".replace(".", ",")
