"""What the commands of the desk say to staff, in Dutch, in one place."""

from __future__ import annotations

NOTHING = "Niets."
LATE = "TE LAAT: beloofd en nog niet gedaan"
TO_DO = "TE DOEN: bellen en antwoorden"
TODAY = "VANDAAG"
THIS_WEEK = "DEZE WEEK"
CALLED_OFF = "VANDAAG AFGEZEGD"
LOST = "HEEFT NOG GEEN NIEUW MOMENT"
UNDELIVERED = "NIET BEZORGD"
FOUND = "GEVONDEN"
NOT_FOUND = "Niets gevonden. Zoek op de code, op een heel telefoonnummer, of op de voornaam van iemand van vandaag."
LATER = "Later: {visits}."
UNKNOWN_BEFORE = "Van {visits} van eerder weten wij niet of iemand kwam. Vul het in met 'werkbot kwam CODE ja' of 'nee'."
SINCE = "Database {path}, met contacten sinds {day}."
NEVER = "Database {path}: hierin heeft nog nooit iemand geschreven. Zoekt u een andere? Kies die met --gegevens."
SUBJECT = "over: {subject}"
NO_SUBJECT = "onderwerp niet genoemd"
OWN_WORDS = "eigen woorden: '{question}'"
ASKED = "gevraagd op {day}"
TRIAL = "proef"
OUTCOMES = {"verschenen": "kwam", "niet verschenen": "kwam niet"}
NOT_NOTED = "kwam iemand? werkbot kwam {code} ja|nee"
REMINDERS = {"dead": "herinnering niet bezorgd", "uncertain": "herinnering misschien niet bezorgd"}
REQUESTS = {"bellen": "bel terug", "antwoord": "beantwoord", "bezoek": "ga langs"}
CLOSED_FOR = "wij waren dicht"
STATES = {"dead": "niet bezorgd", "uncertain": "misschien bezorgd"}
UNDELIVERED_ROW = "{kind} van {when}: {state}"
NO_DAYS = "'{text}' is geen dag. Schrijf bijvoorbeeld morgen, 2026-12-17, volgende week, of 1 december t/m 5 december."
TOO_MANY_DAYS = "Dat zijn {days} dagen. Kies er hooguit {most}."

NO_FILE = "Hier is geen {name}."
DID_YOU_MEAN = "Bedoelt u {paths}? Kies die met --gegevens."
CHOOSE_FILE = "Kies het bestand met --gegevens."
NOT_A_NOW = "'{text}' bij --nu is geen moment. Schrijf bijvoorbeeld 2026-12-24T12:00."
NO_REHEARSAL = (
    "Met --nu verandert er niets in {path}: die database is van een assistent die mensen bereikt. "
    "Oefen in een andere database (--gegevens), of laat --nu weg."
)

CAME = "{moment}, code {code}: {name} {outcome}."
SOMEONE = "iemand"
CAME_WORDS = {"verschenen": "kwam", "niet verschenen": "kwam niet", "": "staat weer op niet ingevuld", "onbekend": "staat op niet bekend"}
CAME_HOW_UNDO = "Klopt dit niet? Zet het terug met 'werkbot kwam {code} terug'."
STEP_ASKED = "Is er een volgende stap afgesproken? 'werkbot kwam {code} ja --stap doorverwijzing --naar Biblionet'. Kies uit: {steps}."
STEP_NOTED = "Volgende stap: {step}{to}."
STEP_ALONE = "Een stap hoort bij wie kwam: schrijf 'werkbot kwam {code} ja --stap {step}'."
NO_STEP = "'{step}' is geen stap. Kies uit: {steps}."
NO_CAME = "'{text}' kan niet. Kies ja, nee of terug."
NO_SUCH_CODE = "Er is geen afspraak met code '{code}'. Kijk in 'werkbot agenda', of zoek met 'werkbot agenda --zoek'."
NOT_YET = "De afspraak met code {code} is pas op {moment}. Vul daarna in of iemand kwam."
NOTHING_NOTED = "Bij code {code} is nog niets ingevuld: er is niets om terug te zetten."

CANNOT_CLOSE = "Zo kan ik niet sluiten. Zet --dicht-tot na --dicht-van, en kies een locatie uit: {locations}."
NOT_A_MOMENT = "'{text}' is geen moment. Schrijf bijvoorbeeld \"2026-12-24 12.00\"."
CALL_YOURSELF = "kan geen bericht krijgen: bel zelf"
WOULD_CLOSE = "{count} afspraken vallen dan weg. Er is nog niets veranderd; sluit met --echt."
CLOSED = "Gesloten. {count} mensen hebben een nieuw moment aangeboden gekregen."
NO_SUCH_REQUEST = "Verzoek '{id}' bestaat niet of is al klaar. Kijk in 'werkbot agenda'."
REQUEST_DONE = "Verzoek '{id}' staat op klaar."
ANSWER_SENT = "Het antwoord staat klaar om te versturen."


def visits(count: int) -> str:
    """`1 afspraak`, `3 afspraken`."""
    return "1 afspraak" if count == 1 else f"{count} afspraken"
