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

NO_ACT = "'{text}' kan niet. Kies annuleer, afgezegd, verzet, bericht, of: werkbot afspraak nieuw boek MOMENT --naam NAAM."
ACTS = {
    "annuleer": "gaat niet door (wij kunnen niet)",
    "afgezegd": "is afgezegd (op verzoek)",
    "verzet": "is verzet naar {moment}",
    "bericht": "heeft bericht",
}
NO_TIME = "'{text}' is geen dag met een tijd. Schrijf bijvoorbeeld dinsdag 1 december 10.00 uur."
NO_TEXT = "Wat wilt u schrijven? Zet het bericht achter 'bericht'."
WOULD_ACT = "{visit}: {act}. Er is nog niets veranderd; doe het met --echt."
ACTED = "{visit}: {act}."
WOULD_BOOK = "{moment}, {service}: {name}. Er is nog niets veranderd; boek met --echt."
BOOKED = "Geboekt: {moment}, {service}: {name}. De code is {code}."
NOT_THEN = "Dat kan niet: {why}."
WHY_NOT = {
    "voorbij": "dat moment is voorbij",
    "te-kort-dag": "dat is te snel",
    "te-ver-vooruit": "dat is te ver vooruit",
    "dicht": "dan zijn wij dicht",
    "onzeker": "of wij dan open zijn, is nog niet zeker",
    "buiten-openingstijd": "dan zijn wij niet open",
    "past-niet": "het past niet meer voor sluitingstijd",
    "niet-op-raster": "om die tijd begint geen gesprek",
    "geen-locatie": "die plek is er niet",
    "niet-hier": "dit gesprek kan daar niet",
    "al-een-afspraak": "de persoon heeft dan al een andere afspraak",
}
NOT_FREE = "dat moment is bezet"
NO_SUCH_SERVICE = "De dienst '{service}' kennen wij niet. Kies uit: {services}."
CANNOT_CLOSE = "Die locatie kennen wij niet. Kies uit: {locations}."
ENDS_BEFORE_IT_BEGINS = "Zo kan ik niet sluiten: het einde ligt voor het begin. Zet --dicht-tot na --dicht-van."
CLOSED_BEFORE = "Zo kan ik niet sluiten: {when} is al voorbij."
CLOSES = "{place}: dicht {when}."
NO_CLOSURES = "Er komt geen sluiting die aan de balie is gemaakt. Sluitingen in afspraken.yaml staan hier niet bij."
STILL_LOST = "nog zonder nieuw moment: {people}"
NO_SUCH_CLOSURE = "Sluiting '{number}' is er niet. Kijk met 'werkbot sluit --lijst'."
WOULD_REOPEN = (
    "Toch open: {when}. {people} zonder nieuw moment krijgen hun afspraak weer aangeboden. Er is nog niets veranderd; doe het met --echt."
)
REOPENED_CLOSURE = "Toch open. Hun afspraak weer aangeboden: {people}."
ALL_FITS = "Alles past bij de uren dat wij open zijn: niemand hoeft een nieuw moment."
WOULD_SETTLE = (
    "Dit past niet meer bij de uren dat wij open zijn: {visits} en {calls}. Er is nog niets veranderd; stuur nieuwe momenten met --echt."
)
TOUCHES = "Bij deze uren passen niet meer: {visits} en {calls}. Wie dat zijn, zegt 'werkbot sluit --gevolg'."
SETTLED = "Een nieuw moment aangeboden: {people}."
NOT_A_MOMENT = '\'{text}\' is geen moment. Schrijf bijvoorbeeld "2026-12-24 12.00", of hele dagen: "2026-12-24 t/m 2026-12-31".'
CALL_YOURSELF = "kan geen bericht krijgen: bel zelf"
WOULD_CLOSE = "Dan vallen weg: {visits} en {calls}. Er is nog niets veranderd; sluit met --echt."
CLOSED = "Gesloten. Een nieuw moment aangeboden: {people}."
NO_SUCH_REQUEST = "Verzoek '{id}' bestaat niet of is al klaar. Kijk in 'werkbot agenda'."
DONE, NOT_REACHED, TAKE, GIVEN_UP = "klaar", "niet bereikt", "oppakken", "opgeven"
SOMEBODY = "een medewerker"
NO_ANSWER = (
    "Wat is er met verzoek '{id}'? Schrijf het antwoord erachter, of een van deze woorden: klaar, niet bereikt, oppakken, opgeven, terug."
)
REQUEST_DONE = "Verzoek '{id}' staat op klaar."
TRIED = "Genoteerd: {times} keer gebeld en niet bereikt. Verzoek '{id}' heeft een nieuw moment."
TRIED_OUT = "Genoteerd: {times} keer gebeld en niet bereikt. Verzoek '{id}' is gesloten; de persoon kan zelf weer kiezen."
REQUEST_GIVEN_UP = "Verzoek '{id}' is opgegeven."
REOPENED = "Verzoek '{id}' staat weer open."
UNSENT = "Het antwoord was nog niet weg en wordt niet verstuurd."
TAKEN = "Verzoek '{id}' is opgepakt door {who}."
PERSON_TOLD = "De persoon krijgt hierover bericht."
PERSON_NOT_TOLD = "Wij kunnen de persoon geen bericht sturen: bel zelf."
PREVIEW = "Dit krijgt de persoon te lezen:"
SEND_IT = "Er is nog niets verstuurd. Verstuur het met --echt."
CANNOT_WRITE = "Wij kunnen deze persoon geen bericht sturen. Er is niets verstuurd. Bel zelf: {phone}."
NO_PHONE = "er is geen nummer bekend"
ANSWER_SENT = "Het antwoord staat klaar om te versturen."
HOW_UNDO = "Terugzetten kan vandaag nog: 'werkbot beantwoord {id} terug'."
TOO_LATE_TO_UNDO = "Verzoek '{id}' is op een eerdere dag afgehandeld: dat kan niet meer terug."
TAKEN_BY = "opgepakt door {who}"
TRIES = "{times} keer niet bereikt"
MISSED = "{times} keer niet op tijd"


def visits(count: int) -> str:
    """`1 afspraak`, `3 afspraken`."""
    return "1 afspraak" if count == 1 else f"{count} afspraken"


def calls(count: int) -> str:
    """`1 belmoment`, `3 belmomenten`."""
    return "1 belmoment" if count == 1 else f"{count} belmomenten"


def people(count: int) -> str:
    """`niemand`, `1 persoon`, `3 mensen`."""
    return {0: "niemand", 1: "1 persoon"}.get(count, f"{count} mensen")
