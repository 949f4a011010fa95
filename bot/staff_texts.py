"""What the command line says to staff and operators, in Dutch, in one place."""

from __future__ import annotations

from intents.explaining import Explanation
from intents.understanding import Meaning

DESCRIPTION = "De assistent van het Werkcentrum: chatten, controleren, de agenda bekijken."
COMMANDS = {
    "chat": "praat met de assistent in de terminal (of met --json, regel voor regel)",
    "telegram": "laat de assistent antwoorden op Telegram",
    "agenda": "toon afspraken, terugbelverzoeken en niet bezorgde berichten van vandaag en deze week",
    "beantwoord": "stuur iemand een antwoord op een vraag uit de agenda, of zet een verzoek op klaar",
    "controleer": "controleer alle inhoud: alle fouten in één keer, met bestand, regel en wat u doet",
    "vraag": "laat zien hoe de assistent een zin begrijpt, en waarom",
    "herken": "herken onderwerpen, regel voor regel (--json)",
    "moment": "lees dagen en tijden, regel voor regel (--json)",
    "qr": "maak een QR-code voor een evenement of een locatie, voor op een poster (SVG en PNG)",
    "gezond": "laat zien of de assistent op Telegram goed werkt, en wat u doet als dat niet zo is",
    "pauze": "laat de assistent even niet antwoorden; berichten blijven bewaard (aan of uit)",
    "backup": "maak een reservekopie van de database, ook terwijl de assistent werkt",
    "herstel": "oefen het terugzetten van een reservekopie, of zet hem echt terug (--echt)",
    "opruimen": "wis wat niet langer bewaard mag worden, en laat zien wat er is gewist",
    "ijk": "bepaal vanaf wanneer de assistent zeker genoeg is, op de testvragen",
}
CONFIG_HELP = "instellingen; zonder deze optie config.toml in deze map, en anders de standaard"
DATA_HELP = "de database; zonder deze optie werkbot.db in deze map"
KNOWLEDGE_HELP = "de map met kennis; zonder deze optie 'knowledge' naast config.toml, en anders de meegeleverde"
OPTIONS = {
    "json": "één JSON-object per regel, in en uit",
    "op": "de dag waarop gecontroleerd wordt, bijvoorbeeld 2026-11-21 (zonder deze optie: vandaag)",
    "zin": "de zin die iemand typt",
    "id": "het verzoek, zoals het in de agenda staat",
    "voor-start": "controleer alles wat nodig is voordat de assistent start: token, klok, schijf, kennis",
    "meld": "stuur de beheerder bericht als het al tien minuten misgaat",
    "stand": "aan of uit; zonder dit ziet u hoe het nu staat",
    "naar": "de map voor reservekopieën, of de naam van een nieuw bestand",
    "van": "de reservekopie",
    "echt": "zet de kopie echt terug; zonder deze optie is het een oefening in een eigen map",
    "waarvoor": "evenement-<id> of locatie-<id>, zoals in evenementen.yaml en afspraken.yaml",
    "bot": "de naam van de bot op Telegram, zonder @",
    "map": "de map waar de twee bestanden komen; zonder deze optie deze map",
    "tekst": "het antwoord; laat het weg om het verzoek alleen op klaar te zetten",
}
WELCOME = "Typ een vraag. '#1' drukt op de eerste knop. Stoppen: /weg of Ctrl-D."
LEARNING = "De assistent leest de kennis en leert de zinnen. Dat duurt een paar seconden."
UNCONFIRMED = "Dit moet het Werkcentrum nog bevestigen; tot dan zijn alle afspraken een proef: {what}."
NOTHING = "Niets."
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
TO_DO = "TE DOEN: bellen en antwoorden"
TODAY = "VANDAAG"
THIS_WEEK = "DEZE WEEK"
UNDELIVERED = "NIET BEZORGD"
SUBJECT = "over: {subject}"
OWN_WORDS = "eigen woorden: '{question}'"
TRIAL = "proef"
REMINDERS = {"dead": "herinnering niet bezorgd", "uncertain": "herinnering misschien niet bezorgd"}
REQUESTS = {"bellen": "bel terug", "antwoord": "beantwoord", "bezoek": "ga langs"}
STATES = {"dead": "niet bezorgd", "uncertain": "misschien bezorgd"}
UNDELIVERED_ROW = "{kind} van {when}: {state}"
NO_SUCH_REQUEST = "Verzoek '{id}' bestaat niet of is al klaar. Kijk in 'werkbot agenda'."
REQUEST_DONE = "Verzoek '{id}' staat op klaar."
ANSWER_SENT = "Het antwoord staat klaar om te versturen."


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
