"""The mistakes that people make in these files: each gets one message of its own, on the line where it was made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.folder import SHIPPED_INTENTS
from bot.content.problems import Place, Problem
from tests.content.conftest import QUESTIONS

W = "knowledge/vragen/werkcentrum.yaml"
Q = "    vraag: Wanneer is het Werkcentrum open?\n"
KNOP = "    knop: Openingstijden\n"
ITEM = "      - openingstijden\n"
HASH = (
    'Hoort het bij de tekst? Zet dan de hele tekst tussen rechte aanhalingstekens ("). Is het een opmerking? Zet die op de regel erboven.'
)

TYPING = {
    "a tab in front of a field": (
        Q,
        "\tvraag: Wanneer is het Werkcentrum open?\n",
        f"{W}, regel 10: deze regel springt in met een tab.\n    → Vervang de tab door spaties. Vergelijk met de regel erboven.",
    ),
    "a tab in front of an item": (
        ITEM,
        "\t- openingstijden\n",
        f"{W}, regel 14: deze regel springt in met een tab.\n    → Vervang de tab door spaties. Vergelijk met de regel erboven.",
    ),
    "a cell pasted from Excel": (
        ITEM,
        "      - openingstijden\tzaterdag\n",
        f"{W}, regel 14: er staat een tab in deze regel; dat gebeurt bij plakken uit Excel.\n"
        "    → Vervang de tab door een spatie, of zet elk deel op een eigen regel.",
    ),
    "a field twice": (
        KNOP,
        f"{KNOP}    knop: Open\n",
        f"{W}, regel 12: het veld 'knop' staat er twee keer (ook op regel 11).\n    → Haal een van beide weg.",
    ),
    "a missing colon": (
        Q,
        Q.replace("vraag:", "vraag"),
        f"{W}, regel 10: na 'vraag' ontbreekt de dubbele punt.\n    → Schrijf een dubbele punt en een spatie: vraag: …",
    ),
    "a missing colon behind an id": (
        "  - id: openingstijden\n",
        "  - id openingstijden\n",
        f"{W}, regel 9: na 'id' ontbreekt de dubbele punt.\n    → Schrijf een dubbele punt en een spatie: id: …",
    ),
    "a missing colon before a text": (
        "    antwoord: |\n      Het Werkcentrum is open",
        "    antwoord |\n      Het Werkcentrum is open",
        f"{W}, regel 20: na 'antwoord' ontbreekt de dubbele punt.\n    → Schrijf een dubbele punt en een spatie: antwoord: …",
    ),
    "a missing colon behind a text": (
        "    kort: Open op",
        "    kort Open op",
        f"{W}, regel 24: na 'kort' ontbreekt de dubbele punt.\n    → Schrijf een dubbele punt en een spatie: kort: …",
    ),
    "a semicolon for a colon": (
        Q,
        Q.replace("vraag:", "vraag;"),
        f"{W}, regel 10: na 'vraag' ontbreekt de dubbele punt.\n    → Schrijf een dubbele punt en een spatie: vraag: …",
    ),
    "no space behind a colon": (
        Q,
        Q.replace("vraag: ", "vraag:"),
        f"{W}, regel 10: na 'vraag:' ontbreekt een spatie.\n    → Schrijf een spatie na de dubbele punt: vraag: …",
    ),
    "one space too many": (
        KNOP,
        f" {KNOP}",
        f"{W}, regel 11: 'knop: Openingstijden' springt te ver in: 5 spaties, de regel erboven 4.\n    → Zet velden die bij elkaar horen precies onder elkaar.",
    ),
    "one space too few": (
        KNOP,
        KNOP[1:],
        f"{W}, regel 11: 'knop: Openingstijden' springt verkeerd in: 3 spaties, verwacht 0 of 4.\n"
        "    → Zet velden die bij elkaar horen precies onder elkaar. Vergelijk het inspringen met de regels erboven.",
    ),
    "an item one space too far": (
        ITEM,
        f" {ITEM}",
        f"{W}, regel 14: '- openingstijden' springt te ver in: 7 spaties, de regel erboven 6.\n    → Zet velden die bij elkaar horen precies onder elkaar.",
    ),
    "a sentence without its dash": (
        ITEM,
        "      openingstijden\n",
        f"{W}, regel 14: voor deze regel ontbreekt een streepje: 'openingstijden'.\n    → Elke zin van een lijst begint met een streepje en een spatie: - ",
    ),
    "a sentence without its dash, further to the right": (
        ITEM,
        "        openingstijden\n",
        f"{W}, regel 14: voor deze regel ontbreekt een streepje; nu hoort zij bij de zin erboven: 'hoe laat zijn jullie open openingstijden'.\n"
        "    → Zet voor elke zin een streepje en een spatie. Is het één zin? Zet hem dan op één regel.",
    ),
    "no space behind a dash": (
        ITEM,
        "      -openingstijden\n",
        f"{W}, regel 14: na het streepje ontbreekt een spatie.\n    → Schrijf een streepje, een spatie en dan de tekst: - tekst",
    ),
    "a question without its dash": (
        "  - id: adres-route\n",
        "    id: adres-route\n",
        f"{W}, regel 36: het veld 'id' staat er twee keer (ook op regel 9).\n"
        "    → Begint hier iets nieuws? Zet dan een streepje ervoor: - id: … Haal anders een van beide weg.",
    ),
    "the line with an id taken out": (
        "  - id: adres-route\n",
        "",
        f"{W}, regel 36: hier begint iets nieuws, want 'vraag' stond er al (op regel 10); de regel '- id: …' erboven ontbreekt.\n"
        "    → Zet '- id: …' terug op de regel hierboven, twee spaties verder naar links. Haal anders de dubbele regels weg.",
    ),
    "the line with the first id taken out": (
        "  - id: openingstijden\n",
        "",
        f"{W}, regel 9: boven 'vraag: Wanneer is het Werkcentrum open?' ontbreekt de regel waarmee dit begint: - id: …\n"
        "    → Zet die regel terug, twee spaties verder naar links.",
    ),
    "a bullet from Word": (
        ITEM,
        "      • openingstijden\n",
        f"{W}, regel 14: deze regel begint met '•'; dat is een opsommingsteken uit Word.\n"
        "    → Zet er een gewoon streepje met een spatie voor in de plaats: - ",
    ),
    "a number for a dash": (
        ITEM,
        "      2. openingstijden\n",
        f"{W}, regel 14: deze regel begint met '2.'; een lijst heeft hier geen nummers.\n"
        "    → Zet een streepje met een spatie op de plaats van het nummer: - ",
    ),
    "curly quotes": (
        Q,
        "    vraag: “Wanneer is het Werkcentrum open?”\n",
        f"{W}, regel 10: bij 'vraag' staat een krul-aanhalingsteken (“) uit Word om de tekst.\n"
        '    → Gebruik rechte aanhalingstekens ("). Of laat ze weg.',
    ),
    "a quote that is not closed": (
        Q,
        '    vraag: "Wanneer is het Werkcentrum open?\n',
        f'{W}, regel 10: het aanhalingsteken (") dat hier begint, wordt niet gesloten.\n'
        "    → Zet aan het eind van de tekst hetzelfde rechte aanhalingsteken. Begint de zin met een apostrof ('s)? "
        'Zet dan de hele zin tussen ".',
    ),
    "a sentence that begins with an apostrophe": (
        ITEM,
        "      - 's morgens open\n",
        f"{W}, regel 14: het aanhalingsteken (') dat hier begint, wordt niet gesloten.\n"
        "    → Zet aan het eind van de tekst hetzelfde rechte aanhalingsteken. Begint de zin met een apostrof ('s)? "
        'Zet dan de hele zin tussen ".',
    ),
    "text behind a quotation": (
        Q,
        '    vraag: "Wanneer" is het Werkcentrum open?\n',
        f"{W}, regel 10: na het aanhalingsteken staat nog tekst: 'vraag: \"Wanneer\" is het Werkcentrum open?'.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens ("), of haal ze allemaal weg.',
    ),
    "a colon in a text": (
        Q,
        "    vraag: Open: wanneer is het Werkcentrum dat?\n",
        f"{W}, regel 10: de dubbele punt in de tekst breekt deze regel: 'vraag: Open: wanneer is het Werkcentrum dat?'.\n"
        "    → Zet de hele tekst tussen rechte aanhalingstekens (\"). Of: Schrijf 'vraag: |' en zet de tekst op de regel eronder, "
        "twee spaties verder naar rechts.",
    ),
    "a colon in a sentence": (
        ITEM,
        "      - mijn vraag: open vandaag\n",
        f"{W}, regel 14: na 'mijn vraag' staat een dubbele punt; daardoor leest de computer dit niet als een zin.\n"
        '    → Zet de hele zin tussen rechte aanhalingstekens ("), of haal de dubbele punt weg.',
    ),
    "a sentence that begins with a sign": (
        ITEM,
        "      - @werkcentrum open?\n",
        f"{W}, regel 14: de tekst begint met '@'; dat teken heeft hier een eigen betekenis.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens (").',
    ),
    "a text that begins with a slot": (
        "    kort: Open op {openingstijden}.",
        "    kort: {openingstijden} zijn wij open.",
        f"{W}, regel 24: de tekst begint met een accolade: '{{openingstijden}} zijn wij open. U hoeft geen afspraak te ma…'.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens (").',
    ),
    "text behind a bar": (
        "    antwoord: |\n      Hulp",
        "    antwoord: | Let op.\n      Hulp",
        f"{W}, regel 61: na het teken | mag niets meer op de regel staan.\n    → Zet de tekst op de regel eronder, twee spaties verder naar rechts.",
    ),
    "a text that is not indented": (
        "      U hoeft geen afspraak te maken.\n      Kijk",
        "    U hoeft geen afspraak te maken.\n      Kijk",
        f"{W}, regel 22: deze regel hoort bij 'antwoord: |', maar springt niet in.\n    → Zet de tekst twee spaties verder naar rechts dan het veld erboven.",
    ),
    "a text that is indented less": (
        "      U hoeft geen afspraak te maken.\n      Kijk",
        "     U hoeft geen afspraak te maken.\n      Kijk",
        f"{W}, regel 22: deze regel van de tekst springt minder ver in dan de regels erboven.\n    → Zet alle regels van een tekst even ver naar rechts.",
    ),
    "a sentence that is quoted as in a mail": (
        ITEM,
        "      - > openingstijden\n",
        f"{W}, regel 14: de tekst begint met '>'; dat teken heeft hier een eigen betekenis.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens (").',
    ),
    "a hash in a text": (
        "    kort: Open op {openingstijden}. U",
        "    kort: Bel ons # en kies optie 2. U",
        f"{W}, regel 24: alles na het hekje (#) telt niet mee: '# en kies optie 2. U hoeft geen afspraak te maken.'.\n    → {HASH}",
    ),
    "a hash in a sentence": (
        ITEM,
        "      - vraag # 3 over openen\n",
        f"{W}, regel 14: alles na het hekje (#) telt niet mee: '# 3 over openen'.\n    → {HASH}",
    ),
    "a hash in a text that goes on on the next line": (
        "    kort: Open op {openingstijden}. U",
        "    kort: Bel ons\n      en kies # 2. U",
        f"{W}, regel 25: alles na het hekje (#) telt niet mee: '# 2. U hoeft geen afspraak te maken.'.\n    → {HASH}",
    ),
    "a hash before a word": (
        Q,
        "    vraag: Wanneer zijn wij open op #koningsdag?\n",
        f"{W}, regel 10: alles na het hekje (#) telt niet mee: '#koningsdag?'.\n    → {HASH}",
    ),
    "a sentence that begins with a hash": (
        ITEM,
        "      - #koningsdag open\n",
        f"{W}, regel 14: bij 'anders_gezegd' begint de tekst met een hekje (#), en dan telt zij niet mee.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens (").',
    ),
    "a text that begins with a hash": (
        KNOP,
        "    knop: # Openingstijden\n",
        f"{W}, regel 11: bij 'knop' begint de tekst met een hekje (#), en dan telt zij niet mee.\n"
        '    → Zet de hele tekst tussen rechte aanhalingstekens (").',
    ),
    "a remark in a text": (
        "      U hoeft geen afspraak te maken.\n      Kijk",
        "    # klopt dit nog\n      U hoeft geen afspraak te maken.\n      Kijk",
        f"{W}, regel 22: midden in de tekst staat een regel met een hekje (#); de tekst houdt daar op.\n    → Haal die regel weg, of zet hem boven de vraag.",
    ),
    "the name of a list lost": (
        "vragen:\n\n",
        "\n",
        f"{W}, regel 8: boven deze lijst ontbreekt de naam van het veld.\n    → Zet er een regel boven, zoals 'vragen:' of 'anders_gezegd:'.",
    ),
    "a line of dashes": (
        "2026-11-21\n\nvragen:\n",
        "2026-11-21\n\n---\nvragen:\n",
        f"{W}, regel 6: er staat een regel met alleen streepjes (---).\n    → Haal die regel weg; in één bestand staat alles onder elkaar.",
    ),
    "letters of another encoding": (
        KNOP,
        "    knop: OpeningstijdÃ«n\n",
        f"{W}, regel 11: hier staan verminkte letters: 'Ã«'. Dat komt door een verkeerde codering.\n"
        "    → Bedoelt u 'ë'? Typ dat teken opnieuw en bewaar het bestand als UTF-8.",
    ),
    "a hard space in front": (
        KNOP,
        "   \N{NO-BREAK SPACE}knop: Openingstijden\n",
        f"{W}, regel 11: deze regel begint met een harde spatie; die komt mee uit Word of een website.\n    → Haal het wit weg en zet er gewone spaties.",
    ),
}

MEANING = {
    "a field that does not exist": (KNOP, "    xyzzy: Open\n", f"{W}, regel 11: 'xyzzy' is geen bekend veld.\n    → Kies uit: "),
    "a misspelt field": (
        "    kort: Open",
        "    kirt: Open",
        f"{W}, regel 24: 'kirt' is geen bekend veld.\n    → Bedoelt u 'kort'?",
    ),
    "a misspelt field that must be there": (
        "    antwoord: |\n      Hulp",
        "    antwoort: |\n      Hulp",
        f"{W}, regel 61: 'antwoort' is geen bekend veld.\n    → Bedoelt u 'antwoord'?",
    ),
    "a field with a capital": (KNOP, "    Knop: Openingstijden\n", f"{W}, regel 11: 'Knop' is geen bekend veld.\n    → Bedoelt u 'knop'?"),
    "an id twice": (
        "  - id: kosten\n",
        "  - id: openingstijden\n",
        f"{W}, regel 51: het id 'openingstijden' bestaat al ({W}, regel 9).\n"
        "    → Kies een ander id. Een id dat al in gebruik is, verandert nooit meer.",
    ),
    "an id with a capital": (
        "  - id: kosten\n",
        "  - id: Kosten Hulp\n",
        f"{W}, regel 51: 'Kosten Hulp' kan geen id zijn.\n"
        "    → Gebruik kleine letters, cijfers en streepjes, hooguit 40 tekens. Bijvoorbeeld: kosten-hulp",
    ),
    "a reference that does not exist": (
        "      - adres-route\n",
        "      - adresroute\n",
        f"{W}, regel 32: de vraag 'adresroute' bestaat niet.\n    → Bedoelt u 'adres-route'?",
    ),
    "a service that does not exist": (
        "dienst: werkgesprek",
        "dienst: werkgespek",
        f"{W}, regel 29: de dienst 'werkgespek' bestaat niet.\n    → Bedoelt u 'werkgesprek'?",
    ),
    "a topic that does not exist": (
        KNOP,
        f"{KNOP}    hoort_bij: kostn\n",
        f"{W}, regel 12: het onderwerp 'kostn' bestaat niet.\n    → Bedoelt u 'kosten'?",
    ),
    "a slot that does not exist": (
        "zekerheid op {website}",
        "zekerheid op {websit}",
        f"{W}, regel 23: {{websit}} is geen bekend invulveld.\n    → Bedoelt u {{website}}?",
    ),
    "a brace that is not closed": (
        "zekerheid op {website}",
        "zekerheid op {website",
        f"{W}, regel 23: in 'antwoord' staat een accolade die niet klopt.\n"
        "    → Een invulveld is één woord tussen accolades, zoals {adres}. Haal de andere weg.",
    ),
    "a sentence under two questions": (
        ITEM,
        "      - Wat is het adres?\n",
        f"{W}, regel 40: 'wat is het adres' staat ook bij 'openingstijden' ({W}, regel 14); dezelfde zin kan maar bij één vraag horen.\n"
        "    → Haal de zin bij een van beide vragen weg.",
    ),
    "a sentence that is meant and not meant": (
        KNOP,
        f"{KNOP}    niet_bedoeld:\n      - Openingstijden?\n",
        f"{W}, regel 13: 'Openingstijden?' staat onder 'niet_bedoeld' en ook als voorbeeldzin van dezelfde vraag ({W}, regel 16).\n"
        "    → Haal een van beide weg.",
    ),
    "a sentence of an act": (
        ITEM,
        "      - dank u wel\n",
        f"{W}, regel 14: 'dank u wel' staat ook bij 'bedankt' (intents/zinnen.yaml, regel ",
    ),
    "a test question that is an example": (
        "      - hoe laat gaan jullie open\n",
        "      - is het gratis?\n",
        f"{W}, regel 19: de testvraag 'is het gratis?' staat ook als voorbeeldzin bij 'kosten' ({W}, regel 57).\n"
        "    → Verander de testvraag. Een zin die al bekend is, test niets.",
    ),
    "a button twice": (
        "    knop: Kosten\n",
        "    knop: openingstijden\n",
        f"{W}, regel 53: 'openingstijden' staat ook als 'knop' bij 'openingstijden' ({W}, regel 11); mensen zien dan twee keer hetzelfde.\n"
        "    → Verander een van beide, zodat het verschil duidelijk is.",
    ),
    "two buttons of one answer that read the same": (
        "        knop: Gesprek over werk\n",
        "        knop: Ik kom langs\n",
        f"{W}, regel 30: de knop 'Ik kom langs' staat twee keer bij deze vraag (ook op regel 27).\n    → Geef elke vervolgstap een eigen knop.",
    ),
    "no next step": (
        "    vervolgstappen:\n      - soort: inloop\n    bron: eigen beleid",
        "    bron: eigen beleid",
        f"{W}, regel 51: bij 'kosten' ontbreekt een vervolgstap.\n    → Voeg onder 'vervolgstappen:' een stap toe, bijvoorbeeld: - soort: inloop",
    ),
    "a step of an unknown kind": (
        "      - soort: afspraak\n",
        "      - soort: afspraken\n",
        f"{W}, regel 28: 'afspraken' kan niet bij 'soort'.\n    → Bedoelt u 'afspraak'?",
    ),
    "a step that misses its service": (
        "        dienst: werkgesprek\n",
        "",
        f"{W}, regel 28: bij de vervolgstap 'afspraak' ontbreekt 'dienst'.\n    → Voeg een regel toe, bijvoorbeeld: dienst: gesprek-over-werk",
    ),
    "too few examples": (
        "      - wat kost het\n",
        "",
        f"{W}, regel 55: bij 'kosten' staan te weinig voorbeelden onder 'anders_gezegd': 4, minstens 5.\n    → Voeg er een paar toe.",
    ),
    "a date as people write it": (
        "bron_gelezen_op: 2026-11-21",
        "bron_gelezen_op: 21-11-2026",
        f"{W}, regel 4: '21-11-2026' bij 'bron_gelezen_op' is geen datum zoals wij die schrijven.\n    → Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21.",
    ),
    "a date in words": (
        "bron_gelezen_op: 2026-11-21",
        "bron_gelezen_op: 1 mrt 2026",
        f"{W}, regel 4: '1 mrt 2026' bij 'bron_gelezen_op' is geen datum zoals wij die schrijven.\n    → Schrijf jaar-maand-dag, bijvoorbeeld 2026-03-01.",
    ),
    "a day that does not exist": (
        "bron_gelezen_op: 2026-11-21",
        "bron_gelezen_op: 2026-02-30",
        f"{W}, regel 4: de datum '2026-02-30' bij 'bron_gelezen_op' bestaat niet.\n    → Kijk op de kalender. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21.",
    ),
    "a year that is far away": (
        "bron_gelezen_op: 2026-11-21",
        "bron_gelezen_op: 2206-11-21",
        f"{W}, regel 4: de datum '2206-11-21' bij 'bron_gelezen_op' ligt in een vreemd jaar.\n    → Is het jaar goed getypt?",
    ),
    "an end before the beginning": (
        KNOP,
        f"{KNOP}    geldig_vanaf: 2027-01-01\n    geldig_tot: 2026-01-01\n",
        f"{W}, regel 13: 'geldig_tot' (2026-01-01) ligt voor 'geldig_vanaf' (2027-01-01).\n    → Draai de datums om, of verander er een.",
    ),
    "yes for ja": (
        "    gevoelig: nee\n",
        "    gevoelig: yes\n",
        f"{W}, regel 54: 'yes' bij 'gevoelig' is geen ja of nee.\n    → Schrijf ja.",
    ),
    "an emoji for a question": (
        Q,
        "    vraag: 😀😀\n",
        f"{W}, regel 10: in 'vraag' staan geen woorden: '😀😀'.\n    → Schrijf gewone woorden. Een emoji of een getal alleen is niet genoeg.",
    ),
    "4,097 characters": (
        "      Hulp van het Werkcentrum is gratis.\n",
        f"      {'a' * 4097}\n",
        f"{W}, regel 61: 'antwoord' is te lang: 4097 tekens, hooguit 700.\n    → Maak de tekst korter.",
    ),
    "a button too long": (
        KNOP,
        "    knop: Openingstijden van het Werkcentrum\n",
        f"{W}, regel 11: 'knop' is te lang: 34 tekens, hooguit 28.\n    → Maak de tekst korter.",
    ),
    "a source that is none": (
        "      - https://www.oogtv.nl\n",
        "      - oogtv.nl\n",
        f"{W}, regel 34: 'oogtv.nl' is geen bron die wij kennen.\n"
        "    → Schrijf een webadres (https://…), 'brief arbeidsmarktregio 2025', 'kwartaalrapport Afeer Q4 2024' of 'eigen beleid'.",
    ),
    "an e-mail address in an example": (
        ITEM,
        "      - mail mij op jan@voorbeeld.nl\n",
        f"{W}, regel 14: in 'anders_gezegd' staat een e-mailadres.\n    → Haal het weg. Er mogen nooit gegevens van een mens in een zin staan.",
    ),
    "a text pasted from a website": (
        "      U hoeft geen afspraak te maken.\n      Kijk",
        "      U hoeft <b>geen</b> afspraak&nbsp;te maken.\n      Kijk",
        f"{W}, regel 22: '<b>' komt mee uit een website; mensen zien het zo staan.\n    → Haal het weg. Plak de tekst liever via Kladblok.",
    ),
    "an empty field": (
        KNOP,
        "    knop:\n",
        f"{W}, regel 11: 'knop' is leeg.\n    → Vul het in, of haal de regel weg als het veld niet nodig is.",
    ),
    "a list for a text": (
        Q,
        "    vraag:\n      - Wanneer is het Werkcentrum open?\n",
        f"{W}, regel 11: bij 'vraag' hoort een tekst.\n    → Schrijf 'vraag: |' en zet de tekst op de regel eronder, twee spaties verder naar rechts.",
    ),
    "no answer": (
        "    antwoord: |\n      Hulp van het Werkcentrum is gratis.\n",
        "",
        f"{W}, regel 51: bij de vraag 'kosten' ontbreekt 'antwoord'.\n    → Voeg een regel toe, bijvoorbeeld: antwoord: | en daaronder het antwoord",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), TYPING.values(), ids=TYPING)
def test_what_typing_and_pasting_do_is_told_once_on_its_own_line(told: Callable[..., list[str]], old: str, new: str, message: str) -> None:
    assert told(old, new) == [message]


@pytest.mark.parametrize(("old", "new", "message"), MEANING.values(), ids=MEANING)
def test_what_is_wrong_with_the_meaning_is_told_on_its_own_line(told: Callable[..., list[str]], old: str, new: str, message: str) -> None:
    found = told(old, new)
    assert [one for one in found if one.startswith(message)], found


@pytest.mark.parametrize("slot", ["{openingstijde}", "{openingstijden}", "{adres}"])
def test_a_slot_is_refused_where_it_is_not_filled_in(folder: Path, told: Callable[..., list[str]], slot: str) -> None:
    """People would read the braces, whether there is such a slot or not."""
    (folder / "mededeling.yaml").write_text(f"tekst: |\n  Het sneeuwt.\n  Wij zijn dicht, behalve {slot}.\ntot: 2026-11-23\n")
    old = "    waarde: Harm Buiterplein 1 in Groningen\n"
    assert told(old, f"    waarde: Harm Buiterplein 1, {slot}\n", "feiten.yaml") == [
        f"knowledge/mededeling.yaml, regel 3: {slot} wordt bij 'tekst' niet ingevuld; mensen zien dan de accolades.\n"
        "    → Schrijf uit wat er moet staan.",
        f"knowledge/feiten.yaml, regel 5: {slot} wordt bij 'waarde' niet ingevuld; mensen zien dan de accolades.\n"
        "    → Schrijf uit wat er moet staan.",
    ]


def test_a_slot_in_a_button_or_a_welcome_is_looked_at_too(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "evenementen.yaml").write_text(
        "evenementen:\n  - id: startfest\n    naam: StartFest\n    welkom: Welkom. Wij zijn open op {openingstijde}.\n"
    )
    assert told(KNOP, "    knop: Open op {openingstijden}\n") == [
        "knowledge/evenementen.yaml, regel 4: {openingstijde} is geen bekend invulveld.\n    → Bedoelt u {openingstijden}?",
        f"{W}, regel 11: {{openingstijden}} wordt bij 'knop' niet ingevuld; mensen zien dan de accolades.\n    → Schrijf uit wat er moet staan.",
    ]


def test_a_folder_without_mistakes_has_none(problems: Callable[[], list[Problem]]) -> None:
    assert problems() == []


def test_a_remark_may_stand_behind_what_is_no_text(told: Callable[..., list[str]]) -> None:
    for old, new, file in (
        ("  - id: kosten\n", "  - id: kosten # niet veranderen\n", QUESTIONS),
        ("    gevoelig: nee\n", "    gevoelig: nee  # gevraagd aan Jan\n", QUESTIONS),
        ("bron_gelezen_op: 2026-11-21\n", "bron_gelezen_op: 2026-11-21 # door Jan\n", QUESTIONS),
        ("      - adres-route\n", "      - adres-route # vanaf de trein\n", QUESTIONS),
        ("    bron: brief arbeidsmarktregio 2025", "    bron: brief arbeidsmarktregio 2025 # bladzijde 3", QUESTIONS),
        ("      - https://www.oogtv.nl\n", "      - https://www.oogtv.nl/#open # de opening\n", QUESTIONS),
        ("vragen:\n\n", "vragen: # hieronder\n\n", QUESTIONS),
        ("      - waarde: 12.50\n", "      - waarde: 12.50 # per dag\n", "bedragen.yaml"),
        ("      maandag: 10.00-16.00\n", "      maandag: 10.00-16.00 # zie de brief\n", "afspraken.yaml"),
        ("    openingstijden:\n", "    openingstijden: # gewone weken\n", "afspraken.yaml"),
    ):
        assert told(old, new, file) == []


def test_a_remark_above_a_list_does_not_hide_which_list_it_is(told: Callable[..., list[str]]) -> None:
    old = "    anders_gezegd:\n      - hoe laat zijn jullie open\n"
    assert told(old, "    anders_gezegd: # vijf\n      - wanneer # 3\n") == [
        f"{W}, regel 13: alles na het hekje (#) telt niet mee: '# 3'.\n    → {HASH}"
    ]


def test_a_new_entry_needs_a_question_an_answer_a_source_five_examples_and_a_step(
    folder: Path, problems: Callable[[], list[Problem]]
) -> None:
    (folder / "vragen" / "nieuw.yaml").write_text(
        "vragen:\n"
        "  - vraag: Is er een lift?\n"
        "    antwoord: Er is een lift.\n"
        "    anders_gezegd: [kan ik met de lift, is er een trap, rolstoel mee, lift aanwezig, kom ik boven]\n"
        "    vervolgstappen: [{soort: inloop}]\n"
        "    bron: eigen beleid\n"
    )
    assert [str(problem) for problem in problems()] == [
        "knowledge/vragen/nieuw.yaml, regel 2: deze vraag heeft geen id; nu geldt 'is-er-een-lift', gemaakt van de vraag.\n"
        "    → Voeg toe: id: is-er-een-lift. Dan blijft het id gelijk als u de vraag verandert."
    ]


@pytest.mark.parametrize(
    "name", ["voorbeelden/kosten.txt", "Voorbeelden/kosten.txt", "testvragen/geen.txt", "synoniemen.yaml", "zinnen.yaml"]
)
def test_what_belongs_beside_the_folder_is_told_with_the_command_that_moves_it(
    folder: Path, problems: Callable[[], list[Problem]], name: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("wat kost dat\n")
    first = name.partition("/")[0]
    assert [str(one) for one in problems()] == [
        f"knowledge/{first}, regel 1: '{first.lower()}' staat nog in de map met kennis; daar wordt het niet meer gelezen.\n"
        "    → Typ 'werkbot verhuis' om te zien wat waarheen gaat. Met --echt verhuist het naar de map 'intents' ernaast."
    ]
    assert not problems()[0].warning


def test_signs_of_danger_come_with_the_program_and_a_folder_that_has_others_is_told(
    folder: Path, problems: Callable[[], list[Problem]]
) -> None:
    theirs = folder.parent / "intents" / "crisis"
    shutil.copytree(SHIPPED_INTENTS / "crisis", theirs)
    assert problems() == []
    with (theirs / "gewoon.txt").open("a") as file:
        file.write("ik ga kapot van de kou\n")
    (theirs / "honger.txt").write_text("ik heb honger\n")
    assert [(str(one.place), one.message, one.warning) for one in problems()] == [
        (f"intents/crisis/{name}, regel 1", f"het bestand '{name}' wordt hier niet gelezen: het hoort bij het programma.", True)
        for name in ("gewoon.txt", "honger.txt")
    ]


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "woordenlijst.yaml").write_text("woorden:\n  - woord UWV\n")
    (folder.parent / "intents" / "voorbeelden" / "adres.txt").write_text("waar is het\n- hoe kom ik er\n")
    found = told(f"{Q}{KNOP}", f"{Q.replace('vraag:', 'vraag')}{KNOP.replace('knop', 'knob')}")
    assert sorted(line.split(":")[0] for line in found) == [
        "intents/voorbeelden/adres.txt, regel 1",
        "intents/voorbeelden/adres.txt, regel 2",
        "knowledge/vragen/werkcentrum.yaml, regel 10",
        "knowledge/vragen/werkcentrum.yaml, regel 11",
        "knowledge/woordenlijst.yaml, regel 2",
    ]


def test_what_may_stand_in_an_unreadable_file_is_not_called_unknown(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    (folder / "vragen" / "kapot.yaml").write_text("vragen:\n  - id: lift\n    vraag: [\n")
    (folder.parent / "intents" / "voorbeelden" / "lift.txt").write_text("is er een lift\n")
    assert [problem.place.file for problem in problems()] == ["knowledge/vragen/kapot.yaml"]


def test_windows_line_ends_are_fine_and_mixed_ones_are_told(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    path = folder / "vragen" / "werkcentrum.yaml"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"\n", b"\r\n"))
    assert problems() == []
    path.write_bytes(raw.replace(b"\n", b"\r\n", 3))
    assert [(one.place.line, one.message, one.warning) for one in problems()] == [
        (4, f"het bestand heeft twee soorten regeleinden: 3 van Windows en {raw.count(10) - 3} andere.", True)
    ]


@pytest.mark.parametrize(
    ("encoding", "line", "message"),
    [
        ("cp1252", 62, "het bestand is niet als UTF-8 bewaard; het eerste verkeerde teken staat in 'gratis…'."),
        ("utf-16", 1, "het bestand is bewaard als UTF-16 ('Unicode'), niet als UTF-8."),
    ],
)
def test_another_encoding_is_told(folder: Path, problems: Callable[[], list[Problem]], encoding: str, line: int, message: str) -> None:
    path = folder / "vragen" / "werkcentrum.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("is gratis.", "is gratis…").encode(encoding))
    assert [(one.place.line, one.message) for one in problems()] == [(line, message)]


STRAYS = {
    "another ending": ("vragen/nieuw.yml", "het bestand 'nieuw.yml' wordt niet gelezen: de naam klopt niet.", "Noem het nieuw.yaml."),
    "two endings": (
        "vragen/nieuw.yaml.txt",
        "het bestand 'nieuw.yaml.txt' wordt niet gelezen: de naam klopt niet.",
        "Noem het nieuw.yaml.",
    ),
    "a file of Word": (
        "../intents/voorbeelden/kosten.docx",
        "het bestand 'kosten.docx' wordt niet gelezen: de naam klopt niet.",
        "Noem het kosten.txt.",
    ),
    "a folder below": (
        "../intents/voorbeelden/oud/kosten.txt",
        "het bestand 'kosten.txt' wordt niet gelezen: het staat in de map 'oud'.",
        "Zet het in de map 'voorbeelden' zelf.",
    ),
    "questions outside the folder": (
        "nieuw.yaml",
        "het bestand 'nieuw.yaml' wordt niet gelezen: het staat niet in een map.",
        "Zet het in de map 'vragen' zelf.",
    ),
    "an answer among the sentences": (
        "../intents/vragen/nieuw.yaml",
        "het bestand 'nieuw.yaml' wordt niet gelezen: het staat in de map 'intents'.",
        "Zet het in de map 'knowledge/vragen' zelf.",
    ),
    "a fact among the sentences": (
        "../intents/feiten.yaml",
        "het bestand 'feiten.yaml' wordt niet gelezen: het staat in de map 'intents'.",
        "Zet het in de map 'knowledge' zelf.",
    ),
    "another folder": (
        "archief/nieuw.yaml",
        "het bestand 'nieuw.yaml' wordt niet gelezen.",
        "Zet vragen in de map 'vragen' en zinnen in de map 'voorbeelden', of haal het bestand weg.",
    ),
}


@pytest.mark.parametrize(("name", "message", "remedy"), STRAYS.values(), ids=STRAYS)
def test_a_file_that_would_not_be_read_is_told(
    folder: Path, problems: Callable[[], list[Problem]], name: str, message: str, remedy: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("vragen: []\n")
    warning = name == "archief/nieuw.yaml"
    assert problems() == [Problem(Place(f"knowledge/{name}".replace("knowledge/../", "")), message, remedy, warning)]


MOVED = {
    "into a folder below": ("vragen/werkcentrum.yaml", "vragen/nieuw/werkcentrum.yaml", "Zet het in de map 'vragen' zelf."),
    "out of its folder": ("vragen/werkcentrum.yaml", "werkcentrum.yaml", "Zet het in de map 'vragen' zelf."),
    "to capitals": ("vragen/werkcentrum.yaml", "vragen/werkcentrum.YAML", "Noem het werkcentrum.yaml."),
    "a file of its own to another ending": ("feiten.yaml", "feiten.yml", "Noem het feiten.yaml."),
    "the folder": ("vragen", "Vragen", "Noem haar 'vragen', met kleine letters."),
}


@pytest.mark.parametrize(("old", "new", "remedy"), MOVED.values(), ids=MOVED)
def test_what_stood_in_a_file_that_was_moved_is_not_called_unknown(
    folder: Path, problems: Callable[[], list[Problem]], old: str, new: str, remedy: str
) -> None:
    (folder / new).parent.mkdir(exist_ok=True)
    (folder / old).rename(folder / new)
    assert [(one.place, one.remedy) for one in problems()] == [(Place(f"knowledge/{new}"), remedy)]


def test_the_line_with_the_id_of_a_fact_taken_out_is_told_and_nothing_that_follows_from_it(told: Callable[..., list[str]]) -> None:
    assert told("  - id: website\n", "", "feiten.yaml") == [
        "knowledge/feiten.yaml, regel 7: hier begint iets nieuws, want 'waarde' stond er al (op regel 5); de regel '- id: …' erboven ontbreekt.\n"
        "    → Zet '- id: …' terug op de regel hierboven, twee spaties verder naar links. Haal anders de dubbele regels weg."
    ]


ALLOWED = "Gebruik kleine letters, cijfers en streepjes, hooguit 40 tekens."
BAD_IDS = {
    "a long dash": ("  - id: adres-route\n", "  - id: adres–route\n", QUESTIONS, "adres–route", "adres-route", 36),
    "a capital": ("  - id: adres-route\n", "  - id: Adres-route\n", QUESTIONS, "Adres-route", "adres-route", 36),
    "a service": ("  - id: werkgesprek\n", "  - id: Werkgesprek\n", "afspraken.yaml", "Werkgesprek", "werkgesprek", 14),
    "a fact": ("  - id: website\n", "  - id: Website\n", "feiten.yaml", "Website", "website", 7),
    "a fact with a low dash": ("  - id: telefoon-113\n", "  - id: telefoon_113\n", "feiten.yaml", "telefoon_113", "telefoon-113", 25),
    "an amount": ("  - id: reiskosten\n", "  - id: reiskosten per km\n", "bedragen.yaml", "reiskosten per km", "reiskosten-per-km", 2),
}


@pytest.mark.parametrize(("old", "new", "file", "bad", "good", "line"), BAD_IDS.values(), ids=BAD_IDS)
def test_a_bad_id_is_told_once_and_read_as_what_was_meant(
    told: Callable[..., list[str]], old: str, new: str, file: str, bad: str, good: str, line: int
) -> None:
    assert told(old, new, file) == [
        f"knowledge/{file}, regel {line}: '{bad}' kan geen id zijn.\n    → {ALLOWED} Bijvoorbeeld: {good}",
    ]


def test_an_invisible_sign_in_an_id_is_named(told: Callable[..., list[str]]) -> None:
    assert told("  - id: adres-route\n", "  - id: adres\N{ZERO WIDTH JOINER}-route\n") == [
        f"{W}, regel 36: in 'adres-route' staat een onzichtbaar teken uit een ander programma (zero width joiner).\n"
        "    → Typ de regel opnieuw, of plak de tekst via Kladblok."
    ]


def test_an_amount_has_a_source_or_the_name_of_a_law(told: Callable[..., list[str]]) -> None:
    assert told("    bron: eigen beleid\n", "    bron: Regeling loonkostensubsidie Participatiewet\n", "bedragen.yaml") == []
    assert told("    bron: Regeling loonkostensubsidie Participatiewet\n", "    bron: google\n", "bedragen.yaml") == [
        "knowledge/bedragen.yaml, regel 12: 'google' is geen bron die wij kennen.\n"
        "    → Schrijf een webadres (https://…), 'brief arbeidsmarktregio 2025', 'kwartaalrapport Afeer Q4 2024' of 'eigen beleid'."
    ]


LISTS = [
    ("vragen/werkcentrum.yaml", "vragen", "vraag", 6),
    ("feiten.yaml", "feiten", "feit", 3),
    ("afspraken.yaml", "diensten", "dienst", 13),
]


@pytest.mark.parametrize(("file", "right", "wrong", "line"), LISTS)
def test_what_stood_under_a_misspelt_name_is_not_called_unknown(
    told: Callable[..., list[str]], file: str, right: str, wrong: str, line: int
) -> None:
    assert told(f"\n{right}:", f"\n{wrong}:", file) == [
        f"knowledge/{file}, regel {line}: '{wrong}' is geen bekend veld.\n    → Bedoelt u '{right}'?"
    ]


@pytest.mark.parametrize("name", ["~$werkcentrum.yaml", "._werkcentrum.yaml", ".#werkcentrum.yaml"])
def test_a_file_that_its_maker_does_not_see_is_not_read(folder: Path, problems: Callable[[], list[Problem]], name: str) -> None:
    (folder / "vragen" / name).write_bytes(b"\x05Jan\0\0")
    assert problems() == []


OURS, THEIRS = "<<<<<<< jan\n", "=======\niets anders\n>>>>>>> 3f2a91c\n"
CONFLICT = (
    "hier staat '{sign}': twee mensen veranderden dit bestand tegelijk, en git wist niet wat moet blijven.\n"
    "    → Kies wat blijft staan. Haal de rest weg, en alle regels die met <<<<<<<, ======= of >>>>>>> beginnen."
)


@pytest.mark.parametrize("front", ["", "      "])
def test_a_merge_that_was_not_finished_is_one_mistake_of_its_file(told: Callable[..., list[str]], front: str) -> None:
    line = "      U hoeft geen afspraak te maken.\n"
    conflict = "".join(f"{front}{one}\n" for one in f"{OURS}U komt gewoon langs.\n{THEIRS}".splitlines())
    assert told(f"{line}      Kijk", f"{conflict}      Kijk") == [f"{W}, regel 22: {CONFLICT.format(sign='<<<<<<< jan')}"]


def test_a_sign_of_a_merge_that_was_left_behind_is_told(told: Callable[..., list[str]]) -> None:
    found = told("zijn jullie zaterdag open\n", "zijn jullie zaterdag open\n=======\n", "../intents/voorbeelden/openingstijden.txt")
    assert found == [f"intents/voorbeelden/openingstijden.txt, regel 2: {CONFLICT.format(sign='=======')}"]


FILES = [
    "vragen/werkcentrum.yaml",
    "bedragen.yaml",
    "feiten.yaml",
    "afspraken.yaml",
    "woordenlijst.yaml",
    "teksten.yaml",
    "mededeling.yaml",
]


@pytest.mark.parametrize("name", [*FILES, "../intents/voorbeelden/openingstijden.txt", "../intents/voorbeelden/geen.txt"])
def test_a_merge_that_was_not_finished_gives_no_other_mistakes_in_any_file(
    folder: Path, problems: Callable[[], list[Problem]], name: str
) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes() + f"{OURS}{THEIRS}".replace("\n", "\r\n").encode())
    assert [(one.place.file, one.message.partition(":")[0]) for one in problems()] == [
        (f"knowledge/{name}".replace("knowledge/../", ""), "hier staat '<<<<<<< jan'")
    ]


def test_while_the_word_list_cannot_be_read_no_word_is_called_hard(folder: Path, told: Callable[..., list[str]]) -> None:
    (folder / "woordenlijst.yaml").write_text(f"woorden:\n{OURS}")
    assert told("is gratis.\n", "is gratis, ook met een WIA.\n") == [
        f"knowledge/woordenlijst.yaml, regel 2: {CONFLICT.format(sign='<<<<<<< jan')}"
    ]


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\n: [\n", 1, "dit bestand is geen gewone tekst, maar een plaatje."),
        (b"PK\x03\x04\x14\0\x06\0\x08\n- a\n", 1, "dit bestand is geen gewone tekst, maar een bestand van Word of Excel."),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", 1, "dit bestand is geen gewone tekst, maar een pdf."),
        (
            b"vragen:\n  - id: lift\n    vraag: Is er\0een lift?\n    vraag: [\n",
            3,
            "hier staat een leeg teken (U+0000): dit bestand is geen gewone tekst, of het is kapot.",
        ),
        ("vragen: []\n".encode("utf-16-le"), 1, "het bestand is bewaard als UTF-16 ('Unicode'), niet als UTF-8."),
    ],
)
def test_a_file_that_is_no_text_is_one_mistake(
    folder: Path, problems: Callable[[], list[Problem]], raw: bytes, line: int, message: str
) -> None:
    (folder / "vragen" / "nieuw.yaml").write_bytes(raw)
    assert [(one.place, one.message) for one in problems()] == [(Place("knowledge/vragen/nieuw.yaml", line), message)]


@pytest.mark.parametrize("name", ["werkcentrum - kopie.yaml", "Kopie van werkcentrum.yaml", "werkcentrum2.yaml"])
def test_a_copy_of_a_file_is_told_once(folder: Path, problems: Callable[[], list[Problem]], name: str) -> None:
    (folder / "vragen" / name).write_bytes((folder / "vragen" / "werkcentrum.yaml").read_bytes())
    assert [str(one) for one in problems()] == [
        f"knowledge/vragen/{name}, regel 1: dit bestand lijkt een kopie van werkcentrum.yaml: 3 id's staan in allebei.\n"
        "    → Haal de kopie weg, of zet haar buiten deze map."
    ]


CLOSED_DAYS = {
    "an end that is the beginning": (
        "    sluitingen:\n      - van: 2026-12-24 12.00\n        tot: 2026-12-24 12.00\n",
        2,
        "'van' en 'tot' zijn hetzelfde moment (2026-12-24 12.00); zo is er niets gesloten.",
        "De hele dag dicht? Schrijf: tot: 2026-12-24. Een deel? Zet er tijden achter, bijvoorbeeld 12.00.",
    ),
    "a seat of no pool": (
        "    sluitingen:\n      - van: 2026-12-24\n        tot: 2026-12-25\n        stoel: 1\n",
        3,
        "bij stoel 1 ontbreekt 'groep'.",
        "Voeg toe: groep: met een van deze namen: adviseurs, werkgeversadviseurs.",
    ),
    "a day twice": (
        "    uitzonderingen:\n      - datum: 2026-12-24\n        open: dicht\n      - datum: 2026-12-24\n        open: 10.00-12.00\n",
        3,
        "voor 2026-12-24 staan er twee uitzonderingen (ook op regel {first}).",
        "Haal een van beide weg, of verander de datum.",
    ),
}


@pytest.mark.parametrize(("added", "below", "message", "remedy"), CLOSED_DAYS.values(), ids=CLOSED_DAYS)
def test_what_is_wrong_with_a_day_that_is_closed_is_told(
    folder: Path, problems: Callable[[], list[Problem]], added: str, below: int, message: str, remedy: str
) -> None:
    path = folder / "afspraken.yaml"
    text = path.read_text()
    begin = text.index("    uitzonderingen:\n")
    path.write_text(text[:begin] + added + text[text.index("    stoelen:\n") :])
    line = text.count("\n", 0, begin) + 1
    place = Place("knowledge/afspraken.yaml", line + below)
    assert problems() == [Problem(place, message.format(first=line + 1), remedy)]


AGENDA = "afspraken.yaml"


@pytest.mark.parametrize(
    ("old", "new", "told_so"),
    [
        (
            "      maandag: 10.00-16.00\n",
            "      maandag: Onzeker\n",
            "'Onzeker' kan niet bij 'maandag', een vaste dag van de week.\n    → "
            "Schrijf hier de tijden, of dicht. Is één datum onzeker? Zet die bij 'uitzonderingen', met open: onzeker.",
        ),
        (
            "      koningsdag: onzeker\n",
            "      koningsdag: onzker\n",
            "'onzker' bij 'koningsdag' is geen openingstijd.\n    → "
            "Schrijf bijvoorbeeld 10.00-16.00, of 9.00-12.00, 13.00-17.00, of dicht, of gewoon, of onzeker.",
        ),
        (
            "        open: onzeker\n      - datum: 2026-12-22\n",
            "        open: weten wij niet\n      - datum: 2026-12-22\n",
            "'weten wij niet' bij 'open' is geen openingstijd.\n    → "
            "Schrijf bijvoorbeeld 10.00-16.00, of 9.00-12.00, 13.00-17.00, of dicht, of onzeker.",
        ),
    ],
)
def test_what_is_wrong_with_a_day_that_is_uncertain_is_told(
    folder: Path, told: Callable[..., list[str]], old: str, new: str, told_so: str
) -> None:
    before = (folder / AGENDA).read_text(encoding="utf-8")
    line = before.count("\n", 0, before.index(old)) + 1
    assert told(old, new, AGENDA) == [f"knowledge/afspraken.yaml, regel {line}: {told_so}"]


def test_a_copy_of_a_file_of_sentences_is_told_once(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    examples = folder.parent / "intents" / "voorbeelden"
    (examples / "openingstijden - kopie.txt").write_bytes((examples / "openingstijden.txt").read_bytes())
    assert [str(one) for one in problems()] == [
        "intents/voorbeelden/openingstijden - kopie.txt, regel 1: er is geen vraag met het id 'openingstijden - kopie'; "
        "deze zinnen doen niets.\n    → Bedoelt u 'openingstijden'?"
    ]
