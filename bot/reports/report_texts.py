"""What reports say to staff, in Dutch, in one place; definitions are printed under their tables."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.time import CONTACT_ENDS_AFTER

UNKNOWN = "onbekend"
TOTAL = "totaal"
COUNT = "aantal"
INSIDE = "binnen openingstijd"
OUTSIDE = "buiten openingstijd"
DIALOGUE = "Afspraken en contact"
NEW = "nieuw"
KNOWN = "eerder geweest"
WITH_PERSON = "met persoon"
WITHOUT_PERSON = "zonder persoon"
STEP_COLUMNS = ("aangeboden", "gekozen", "gebeurd")

R1_TIME = "R1 Contactmomenten"
R1_HOURS = "R1 Contactmomenten binnen en buiten openingstijd"
R1_TOPIC = "R1 Contactmomenten per onderwerp"
R1_PERSONS = "R1 Unieke personen"
R1_WITHOUT = "R1 Contactmomenten zonder persoon"
R2_OUTCOME = "R2 Contacten naar uitkomst"
R2_KIND = "R2 Volgende stappen per soort"
R2_SUBJECT = "R2 Volgende stappen per onderwerp en programma"
OF_PROGRAMME = "Programma: {name}"
R3 = "R3 Afspraken"
R4 = "R4 Doorlooptijd"
R5 = "R5 Werkgevers en afspraakbanen"
R6 = "R6 Kwaliteit van antwoorden"
R7 = "R7 Inhoud"
R8 = "R8 Signalen"

CONTACT = (
    "Een contact is een gesprek met minstens één bericht van de persoon. "
    f"Na {CONTACT_ENDS_AFTER // timedelta(minutes=1)} minuten stilte begint een nieuw contact."
)
HOURS = "Binnen openingstijd: het contact begon terwijl de eerste locatie open was."
TOPIC = "Het onderwerp is dat van de eerste vraag in het contact."
PERSONS = "Uniek is binnen deze periode. Nieuw is: geen contact vóór deze periode. Tel unieke personen van twee periodes niet op."
WITHOUT = "Een contact over iets gevoeligs telt zonder persoon, en ook dat van iemand die zijn gegevens liet wissen."
OUTCOME = "Elk contact telt één keer, voor de meest bindende stap die gekozen is. 'geen' is weggegaan zonder te kiezen."
STEPS = "Per contact telt een soort stap per onderwerp één keer. Aangeboden, gekozen en gebeurd staan naast elkaar en worden niet opgeteld."
SIGNALS = "Hoe vaak mensen dit zeiden of hierover iets vroegen."
MISSED_TOLD = "Hoe vaak wij een vraag niet begrepen en dat ook zeiden."
APPOINTMENTS = "Elke afspraak staat in precies één toestand. Afspraken die in deze periode vallen."
DO_NOT_ADD = "Niet optellen bij de 700.000 online contacten van 2024."
SUPPRESSED = (
    "'<5' is 1 tot en met 4. '–' is verborgen: klein, of nodig om iets kleins uit te rekenen. Trek rapporten over verschillende "
    "periodes niet van elkaar af: alleen de aantallen per publiek zijn daartegen beschermd."
)

R1_PLACE = "R1 Contactmomenten per gemeente"
R5_QUARTER = "R5 Voorbereide gesprekken per branche en kwartaal"
R5_ASKED = "R5 Afspraken en verzoeken van werkgevers"
EMPLOYER_VISITS = "afspraken"
EMPLOYER_REQUESTS = {"bellen": "terugbelverzoeken", "bezoek": "bezoeken aan het bedrijf", "antwoord": "geschreven vragen"}
EMPLOYER_ASKED = (
    "Afspraken: die in deze periode vallen, bij een dienst voor werkgevers, hoe zij ook afliepen (zie R3). De rest: wat werkgevers in deze "
    "periode vroegen en niet introkken. Dit is niet bij elkaar op te tellen."
)
R7_UNANSWERED = "R7 Niet beantwoord"
R8_MISSED = "R8 Niet begrepen"
MISSED = "niet begrepen"
R4_CALLS = "R4 Terugbelverzoeken"
CALLED = "gebeld"
CALLS = "Verzoeken om te bellen of langs te komen die in deze periode zijn gedaan."
PROGRAMME = "programma"
"""In the name of a subject: its questions are programmes."""

PLACE = "Een gemeente is bekend van wie er een noemde of koos. Alle anderen staan onder 'onbekend'."
HAPPENED = "Gebeurd is wat de persoon zelf meldde. Of een afspraak doorging staat in R3, of wij belden in R4."
R3_STATES = ("geboekt", "verzet", "afgezegd", "vervallen", "verschenen", "niet verschenen", "onbekend")
MUCH_UNKNOWN = "Van meer dan 5 % is niet ingevuld of iemand kwam. Vul dat in met 'werkbot kwam' voordat u dit deelt."
TRIALS = "Hiervan zijn {count} een proef."
DURATION_COLUMNS = ("mediaan (uren open)", "p90 (uren open)")
TO_APPOINTMENT = "van vraag tot afspraak"
TO_CALL = "van terugbelverzoek tot gesprek"
NOT_CALLED = "nog niet gebeld"
NOT_REACHED = "niet bereikt"
DURATION = "Alleen uren waarin wij open zijn tellen. De helft duurt hooguit de mediaan, negen van de tien hooguit p90. Van minder dan vijf staat er niets."
EMPLOYER = "Gesprekken die werkgevers met de assistent voorbereidden. Per contact telt een vraag per branche één keer. Dit zijn vragen, geen plaatsingen."
BRANCH_QUARTER = "Dezelfde gesprekken, per kwartaal waarin ze zijn voorbereid."
QUALITY_COLUMNS = ("beoordeeld", "goed", "deels", "fout", "goed (%)", "95 %-interval")
QUALITY = "Een steekproef per week van vragen zonder persoon, door een mens beoordeeld. 'Deels' telt als fout. Interval volgens Wilson."
FEW_JUDGED = "In een week met minder dan {least} beoordeelde vragen is het interval breed. Beoordeel er meer met 'werkbot beoordeel'."
NOTHING_JUDGED = "Er is nog niets beoordeeld. Begin met 'werkbot beoordeel'."
LEAST_JUDGED = 50
WHOLE_PERIOD = "hele periode"
CONTENT_COLUMNS = ("datum", "waar", "wat")
EXPIRED, EXPIRING = "verlopen", "verloopt binnen 30 dagen"
CONTENT = "Antwoorden, bedragen en feiten waarvan de tijd om is of bijna om is, op de laatste dag van de periode."
ALL_FRESH = "Er is niets verlopen."
UNANSWERED = "Hoe vaak wij een vraag niet begrepen, naar het onderwerp dat er het dichtst bij lag. De 20 grootste."
NO_TOPIC = "nergens dichtbij"
STEPS_ENTERED = "Stappen in ontwikkeling"
PLACEMENTS_ENTERED = "Plaatsingen"
ENTERED = "Zo ingevoerd door medewerkers met 'werkbot invoer'. De assistent telt dit niet zelf."
GOALS = "{title}: doel en realisatie"
GOAL_COLUMNS = ("doel", "realisatie", "saldo")
GOAL = "Doel en realisatie van {what}"
GOAL_TOLD = "Saldo is realisatie min doel. Alleen waar elk ingevoerd kwartaal een doel heeft."
GOAL_SIMPLE = "Saldo is realisatie min doel."
GOAL_OF = {
    "R1": "contactmomenten",
    "R2": "contacten met een gekozen volgende stap",
    "R3": "afspraken waarop iemand verscheen",
    "R5": "voorbereide gesprekken met werkgevers",
}
NO_GOAL = "Bij {report} hoort geen doel. Kies R1, R2, R3 of R5."
TRACKS = ("Bereiken", "Ontwikkelen", "Duurzame inzetbaarheid", "Kwaliteit en inhoud")

TITLE = "Rapport van de assistent, {period}"
PROVISIONAL = "Deze periode is nog niet voorbij. De cijfers zijn voorlopig."
NO_CONTACTS = "In deze periode waren er geen contacten."
FUTURE_EVENTS = (
    "Let op: {count} contacten staan in de toekomst. De klok van de computer stond verkeerd. Deze contacten tellen hier niet mee."
)
ODD_CONTACTS = "Let op: bij {count} contacten liep de klok terug. Ze tellen op het moment waarop ze begonnen."
NUMBER_TOO_LARGE = "'{text}' bij {option} is te groot. Schrijf een getal tot en met {most}."
QUARTER_NOT_YET = "Kwartaal {quarter} is nog niet begonnen of bestaat niet. Kies een kwartaal van 2020-1 tot en met {last}."
WHOLE_QUARTERS = "Invoer geldt voor hele kwartalen. Deze tabel telt daarom {period}."
NOT_KNOWN = "niet bekend"
PERSONS_GONE = "Wie er kwam, bewaren wij maar kort. Van een periode die zo lang geleden begon, is dit niet bekend."
NEW_WITHIN = "Nieuw is hier: geen contact in de {days} dagen vóór deze periode. Wie langer geleden kwam, bewaren wij niet."
NEW_GONE = "Nieuw en eerder geweest: niet bekend. Wie eerder kwam, bewaren wij maar kort."
R2_PAIR = "R2 Volgende stappen per soort, onderwerp en programma"
OTHERS = "alle andere"
PERIOD_ODD = (
    "Een rapport gaat over een hele week, maand of jaar, of een heel kwartaal. Uit twee andere periodes kan iemand een klein aantal "
    "uitrekenen. Kies bijvoorbeeld --van {first} --tot {last}. Loopt de periode nog? Laat --tot weg, of kies een zondag."
)
PERIOD_YOUNG = "Vanaf {first} is er nog geen hele week voorbij. Kies een eerdere periode met --van en --tot."
PERIOD_REVERSED = "De periode eindigt op {last}, voordat hij begint op {first}. Wissel --van en --tot om."
PERIOD_FUTURE = "{day} is in de toekomst. Vandaag is het {today}. Laat --tot weg voor alles tot en met de laatste zondag."
NO_DATE = "'{text}' is geen datum. Schrijf bijvoorbeeld 2026-10-01 of 1-10-2026."
MISMATCH = "Dit rapport is niet gemaakt: de cijfers kloppen niet met elkaar. {what}. Meld dit aan de beheerder."

LEAFLET_TITLE = "De assistent van het Werkcentrum"
LEAFLET_PERIOD = "Van {period}."
LEAFLET_REACH = (
    "De assistent had {inhabitants} contacten met inwoners en {employers} met werkgevers. Van {unknown} contacten weten wij dat niet."
)
LEAFLET_STEP = "{count} keer koos iemand een volgende stap. Hieronder ziet u welke."
LEAFLET_NONE = "{count} keer ging iemand weg zonder stap. Dat getal moet omlaag."
LEAFLET_CAME = "{count} keer kwam iemand op een afspraak. {missed} keer kwam iemand niet."
LEAFLET_EMPLOYERS = "Werkgevers bereidden {count} gesprekken voor."
LEAFLET_QUALITY = "Mensen keken {judged} antwoorden na. Hiervan was {share} % goed."
LEAFLET_NOT = "Dit zijn gesprekken met de assistent. Het zijn geen plaatsingen en geen stappen in ontwikkeling."
LEAFLET_SMALL = "Een aantal onder de 5 noemen wij niet. Zo herkent niemand een ander."
LEAFLET_CAME_UNKNOWN = "Van {count} afspraken weten wij niet of iemand kwam."
HIDDEN_BAR = "verborgen"
NO_CHART = "Hier staat geen grafiek: van de helft of meer noemen wij het getal niet."
LESS = "minder dan 5"
UNTOLD = "een aantal dat wij niet noemen"
LEAFLET_UNTOLD = "Hoe vaak iemand een stap koos, noemen wij niet. Het aantal is te klein."
