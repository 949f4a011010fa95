"""What reports say to staff: sentences out of berichten.yaml, and the names by which tables, columns and rows know each other."""

from __future__ import annotations

from datetime import timedelta

from bot.content.catalogue import Catalogue
from bot.domain.time import CONTACT_ENDS_AFTER

catalogue = Catalogue("bot.reports", "berichten.yaml")
say = catalogue.say


def contact() -> str:
    """What a contact is, with the silence that ends one."""
    return say("one-contact", minutes=CONTACT_ENDS_AFTER // timedelta(minutes=1))


# Titles: by these a table is found again, and known as the one that tells of another.

R1_TIME = "R1 Contactmomenten"
R1_HOURS = "R1 Contactmomenten binnen en buiten openingstijd"
R1_TOPIC = "R1 Contactmomenten per onderwerp"
R1_PLACE = "R1 Contactmomenten per gemeente"
R1_PERSONS = "R1 Unieke personen"
R1_WITHOUT = "R1 Contactmomenten zonder persoon"
R2_OUTCOME = "R2 Contacten naar uitkomst"
R2_KIND = "R2 Volgende stappen per soort"
R2_SUBJECT = "R2 Volgende stappen per onderwerp en programma"
R2_PAIR = "R2 Volgende stappen per soort, onderwerp en programma"
R3 = "R3 Afspraken"
R4 = "R4 Doorlooptijd"
R4_CALLS = "R4 Terugbelverzoeken"
R5 = "R5 Werkgevers en afspraakbanen"
R5_QUARTER = "R5 Voorbereide gesprekken per branche en kwartaal"
R5_ASKED = "R5 Afspraken en verzoeken van werkgevers"
R6 = "R6 Kwaliteit van antwoorden"
R7 = "R7 Inhoud"
R7_UNANSWERED = "R7 Niet beantwoord"
R8 = "R8 Signalen"
R8_MISSED = "R8 Niet begrepen"
STEPS_ENTERED = "Stappen in ontwikkeling"
PLACEMENTS_ENTERED = "Plaatsingen"
TRACKS = ("Bereiken", "Ontwikkelen", "Duurzame inzetbaarheid", "Kwaliteit en inhoud")

# Columns.

COUNT = "aantal"
STEP_COLUMNS = ("aangeboden", "gekozen", "gebeurd")
R3_STATES = ("geboekt", "verzet", "afgezegd", "vervallen", "verschenen", "niet verschenen", "onbekend")
DURATION_COLUMNS = ("mediaan (uren open)", "p90 (uren open)")
QUALITY_COLUMNS = ("beoordeeld", "goed", "deels", "fout", "goed (%)", "95 %-interval")
CONTENT_COLUMNS = ("datum", "waar", "wat")
GOAL_COLUMNS = ("doel", "realisatie", "saldo")

# Rows.

UNKNOWN = "onbekend"
TOTAL = "totaal"
OTHERS = "alle andere"
NOT_KNOWN = "niet bekend"
INSIDE = "binnen openingstijd"
OUTSIDE = "buiten openingstijd"
DIALOGUE = "Afspraken en contact"
NEW = "nieuw"
KNOWN = "eerder geweest"
WITH_PERSON = "met persoon"
WITHOUT_PERSON = "zonder persoon"
MISSED = "niet begrepen"
TO_APPOINTMENT = "van vraag tot afspraak"
TO_CALL = "van terugbelverzoek tot gesprek"
CALLED = "gebeld"
NOT_CALLED = "nog niet gebeld"
NOT_REACHED = "niet bereikt"
EMPLOYER_VISITS = "afspraken"
EMPLOYER_REQUESTS = {"bellen": "terugbelverzoeken", "bezoek": "bezoeken aan het bedrijf", "antwoord": "geschreven vragen"}
WHOLE_PERIOD = "hele periode"
EXPIRED, EXPIRING = "verlopen", "verloopt binnen 30 dagen"
NO_TOPIC = "nergens dichtbij"
GOAL_OF = {
    "R1": "contactmomenten",
    "R2": "contacten met een gekozen volgende stap",
    "R3": "afspraken waarop iemand verscheen",
    "R5": "voorbereide gesprekken met werkgevers",
}
"""What a goal is set for, by the report that it belongs to."""

PROGRAMME = "programma"
"""In the name of a subject: its questions are programmes."""
LEAST_JUDGED = 50
"""With fewer judged questions the interval of a week is wide, and the report says so."""
