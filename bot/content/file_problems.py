"""A file that cannot be read, or that nobody reads, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, cut, meant_or, nearest


def missing_file(name: str) -> Words:
    return f"het bestand {name} ontbreekt.", "Zet het bestand terug, of kies een andere map met --kennis."


def closed_file(reason: str) -> Words:
    return f"het bestand kan niet gelezen worden ({reason}).", "Vraag de beheerder om te kijken of u dit bestand mag lezen."


def empty_file() -> Words:
    return "het bestand is leeg.", "Zet de inhoud terug, of haal het bestand weg. Met 'werkbot terug' komt de vorige versie terug."


def unknown_examples(name: str, known: Iterable[str]) -> Words:
    otherwise = "Noem het bestand naar het id van een vraag, of haal het weg."
    return f"er is geen vraag met het id '{name}'; deze zinnen doen niets.", meant_or(nearest(name, sorted(known)), otherwise)


def not_utf8(word: str, count: int) -> Words:
    more = f" Het gaat om {count} tekens." if count > 1 else ""
    return (
        f"het bestand is niet als UTF-8 bewaard; het eerste verkeerde teken staat in '{cut(word)}'.{more}",
        "Bewaar het bestand opnieuw en kies bij 'Opslaan als' de codering UTF-8. Kijk daarna letters als é en ë na.",
    )


def other_encoding(name: str) -> Words:
    return f"het bestand is bewaard als {name}, niet als UTF-8.", "Bewaar het bestand opnieuw en kies bij 'Opslaan als' de codering UTF-8."


def too_big(megabytes: int) -> Words:
    return f"het bestand is groter dan {megabytes} MB.", "Kijk of er iets in staat dat er niet hoort, zoals een plaatje of een logboek."


def no_text(kind: str) -> Words:
    return f"dit bestand is geen gewone tekst, maar {kind}.", "Zet de tekst in Kladblok en bewaar die met deze naam, als UTF-8."


def empty_sign() -> Words:
    return (
        "hier staat een leeg teken (U+0000): dit bestand is geen gewone tekst, of het is kapot.",
        "Is het wel tekst? Typ deze regel dan opnieuw. Anders haalt 'werkbot terug' de vorige versie terug.",
    )


def merge_conflict(line: str) -> Words:
    return (
        f"hier staat '{cut(line.strip())}': twee mensen veranderden dit bestand tegelijk, en git wist niet wat moet blijven.",
        "Kies wat blijft staan. Haal de rest weg, en alle regels die met <<<<<<<, ======= of >>>>>>> beginnen.",
    )


def mixed_line_ends(windows: int, other: int) -> Words:
    return (
        f"het bestand heeft twee soorten regeleinden: {windows} van Windows en {other} andere.",
        "Dat gaat goed. Wilt u het netjes? Bewaar het bestand in één keer opnieuw in uw eigen programma.",
    )


def lost_sign() -> Words:
    return (
        "hier is een teken verloren gegaan: '\ufffd'. Dat komt door een verkeerde codering.",
        "Typ dat teken opnieuw en bewaar het bestand als UTF-8.",
    )


def garbled(found: str, meant: str) -> Words:
    fix = f"Bedoelt u '{meant}'? Typ dat teken opnieuw" if meant else "Typ dat stuk opnieuw"
    return (
        f"hier staan verminkte letters: '{found}'. Dat komt door een verkeerde codering.",
        f"{fix} en bewaar het bestand als UTF-8.",
    )


def strange_sign(name: str) -> Words:
    return f"hier staat een teken dat niemand kan lezen ({name}).", "Haal het weg: typ de regel opnieuw, of plak de tekst via Kladblok."


def wrong_ending(name: str, right: str) -> Words:
    return f"het bestand '{name}' wordt niet gelezen: de naam klopt niet.", f"Noem het {right}."


def other_folder(name: str, right: str, wrong: str = "") -> Words:
    where = f"het staat in de map '{wrong}'" if wrong else "het staat niet in een map"
    return f"het bestand '{name}' wordt niet gelezen: {where}.", f"Zet het in de map '{right}' zelf."


def folder_name(wrong: str, right: str) -> Words:
    return f"de map '{wrong}' wordt niet gelezen: de naam klopt niet.", f"Noem haar '{right}', met kleine letters."


def not_read(name: str) -> Words:
    return (
        f"het bestand '{name}' wordt niet gelezen.",
        "Zet vragen in de map 'vragen' en zinnen in de map 'voorbeelden', of haal het bestand weg.",
    )


def moves_out(name: str) -> Words:
    return (
        f"'{name}' staat nog in de map met kennis; daar wordt het niet meer gelezen.",
        "Typ 'werkbot verhuis' om te zien wat waarheen gaat. Met --echt verhuist het naar de map 'intents' ernaast.",
    )


def of_program(name: str) -> Words:
    return (
        f"het bestand '{name}' wordt hier niet gelezen: het hoort bij het programma.",
        "Haal het weg, of vraag de beheerder om de verandering in het programma te zetten.",
    )


def copy(other: str, shared: int) -> Words:
    what = "een id staat" if shared == 1 else f"{shared} id's staan"
    return f"dit bestand lijkt een kopie van {other}: {what} in allebei.", "Haal de kopie weg, of zet haar buiten deze map."
