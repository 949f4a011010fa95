"""Why a text is no plain language, or will not stay true, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.content.problems import Place, Words

_REASON = "Of schrijf bij de vraag waarom het hier niet kan: uitzondering_taal: …"


def long_sentence(sentence: str, count: int, limit: int) -> Words:
    return f"deze zin heeft {count} woorden, hooguit {limit}: '{_cut(sentence)}'", f"Maak er twee zinnen van. {_REASON}"


def _cut(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"


def long_text(name: str, count: int, limit: int) -> Words:
    return f"'{name}' is te lang: {count} woorden, hooguit {limit}.", f"Haal weg wat niet nodig is voor de volgende stap. {_REASON}"


def informal(word: str) -> Words:
    return f"'{word}' is niet beleefd genoeg.", "Schrijf u of uw."


def figure_of_speech(words: str) -> Words:
    return f"'{words}' is beeldspraak; wie weinig Nederlands leest, neemt dat letterlijk.", f"Zeg gewoon wat u bedoelt. {_REASON}"


def abbreviated(short: str, full: str) -> Words:
    return f"'{short}' is een afkorting.", f"Schrijf het voluit: {full}."


def unknown_abbreviation(short: str) -> Words:
    return (
        f"de afkorting '{short}' wordt nergens uitgelegd.",
        f"Schrijf één keer voluit wat het is, met '({short})' erachter, of zet '{short}' in woordenlijst.yaml.",
    )


def rather(word: str, plain: str) -> Words:
    return f"'{word}' is een ambtelijk woord.", f"Schrijf liever: {plain}."


def jargon(word: str) -> Words:
    return (
        f"het woord '{word}' kennen veel mensen niet, en het wordt niet uitgelegd.",
        f"Leg het in dezelfde tekst uit, bijvoorbeeld met haakjes: {word} (…). Of zet '{word}' in woordenlijst.yaml.",
    )


def shouting(word: str) -> Words:
    return (
        f"'{word}' staat in hoofdletters; dat leest als schreeuwen.",
        f"Schrijf: {word.lower()}. Is het een afkorting? Zet haar in woordenlijst.yaml.",
    )


def exclaiming() -> Words:
    return "er staat een uitroepteken in de tekst.", "Zet er een punt voor in de plaats."


def bulleted(sign: str) -> Words:
    return f"een regel van de tekst begint met '{sign}'.", "Schrijf hele zinnen, elk op een eigen regel, zonder teken ervoor."


def long_word(word: str, letters: int) -> Words:
    return f"het woord '{word}' is erg lang: {letters} letters.", f"Kies een korter woord, of zet '{word}' in woordenlijst.yaml."


def mean_too_long(mean: float, limit: int) -> Words:
    return f"de zinnen zijn gemiddeld {mean:.1f} woorden lang, liefst hooguit {limit}.".replace(".", ",", 1), "Maak een paar zinnen korter."


def passive(count: int, total: int) -> Words:
    return (
        f"in {count} van de {total} zinnen wordt iets gedaan zonder dat er staat door wie.",
        "Zeg wie het doet: 'UWV betaalt' en niet 'er wordt betaald'.",
    )


def review_due(question: str, when: date, days: int) -> Words:
    return (
        f"'{question}' moet voor {when:%Y-%m-%d} worden nagekeken{_left(days)}.",
        "Kijk of het nog klopt, en zet de datum van vandaag bij 'gecontroleerd_op'.",
    )


def expiring(what: str, when: date, days: int) -> Words:
    return f"{what} geldt tot en met {when:%Y-%m-%d}{_left(days)}.", "Zoek op wat daarna geldt, en pas de tekst en 'geldig_tot' aan."


def _left(days: int) -> str:
    return (
        f" ({-days} dagen geleden)"
        if days < -1
        else " (gisteren)"
        if days == -1
        else " (vandaag)"
        if days == 0
        else f" (over {days} dagen)"
    )


def not_yet_valid(what: str, when: date) -> Words:
    return f"{what} geldt pas vanaf {when:%Y-%m-%d}.", "Klopt de datum? Tot die dag krijgt niemand dit te zien."


def checked_in_the_future(when: date) -> Words:
    return f"'{when:%Y-%m-%d}' ligt in de toekomst.", "Zet de dag waarop u het hebt nagekeken."


def unmarked_year(year: str) -> Words:
    return (
        f"het jaar {year} staat in de tekst, maar er staat niet tot wanneer de tekst geldt.",
        "Zet 'geldig_tot' bij deze vraag, of haal het jaar weg.",
    )


def unmarked_amount(amount: str) -> Words:
    return (
        f"het bedrag '{amount}' staat in de tekst, maar er staat niet tot wanneer het geldt.",
        "Zet het bedrag in bedragen.yaml en verwijs ernaar met {id}, of zet 'geldig_tot' bij deze vraag.",
    )


def repeated_fact(value: str, slot: str, place: Place) -> Words:
    return f"'{value}' staat ook in {place}; een gegeven hoort maar op één plek te staan.", f"Schrijf hier {{{slot}}}."


def not_knowing(said: str) -> Words:
    return (
        f"'{said}' zegt wat wij niet weten.",
        "Schrijf op wat iemand kan doen en wie het wel weet. Bij een facet mag het wel.",
    )


def of_calendar(said: str, slots: Iterable[str]) -> Words:
    return (
        f"'{said}' staat ook in afspraken.yaml.",
        f"Schrijf {' of '.join(f'{{{slot}}}' for slot in slots)}; dan klopt het ook als het verandert.",
    )


def loose_fact(value: str) -> Words:
    return (
        f"'{value}' staat los in de tekst.",
        "Zet het in feiten.yaml en verwijs ernaar met {id}; dan hoeft u het maar op één plek te veranderen.",
    )


def unknown_holiday(name: str, meant: str) -> Words:
    return (
        f"de feestdag '{name}' kennen wij niet.",
        f"Bedoelt u '{meant}'?" if meant else "Haal de regel weg, of zet de datum bij 'uitzonderingen'.",
    )


def missing_holidays(location: str, year: int, names: str) -> Words:
    return (
        f"voor {location} is voor {year} nog niet gekozen wat er gebeurt op: {names}. Tot dan geldt: dicht.",
        "Voeg onder 'feestdagen' voor elke dag een regel toe: dicht, gewoon, onzeker, of de tijden.",
    )


def over_notice(when: date) -> Words:
    return f"de mededeling was tot en met {when:%Y-%m-%d}; niemand ziet haar nog.", "Haal haar weg, of zet er een hekje (#) voor."


def not_a_saying(line: str) -> Words:
    return (
        f"'{line}' is geen gezegde dat wij kunnen lezen.",
        "Schrijf minstens twee woorden, zonder leestekens; a|b is een keuze, woord* een begin, .. zijn hooguit drie woorden ertussen.",
    )


def silences(saying: str, cry: str) -> Words:
    return f"met '{saying}' horen wij deze noodkreet niet meer: '{_cut(cry)}'.", "Maak het gezegde langer of haal het weg."
