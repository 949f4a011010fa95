"""What typing, saving and pasting did to a file, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, cut


def invisible_sign(name: str, line: str, lines: int) -> Words:
    more = f" Ook in {lines - 1} andere regels." if lines > 1 else ""
    return (
        f"in '{cut(line)}' staat een onzichtbaar teken uit een ander programma ({name}).{more}",
        "Typ de regel opnieuw, of plak de tekst via Kladblok.",
    )


def hard_space(lines: int) -> Words:
    more = f" Ook in {lines - 1} andere regels." if lines > 1 else ""
    return (
        f"in deze regel staat een harde spatie; die komt mee uit Word of een website.{more}",
        "Dat gaat goed. Wilt u het netjes? Vervang de harde spatie door een gewone spatie.",
    )


def hard_space_in_front() -> Words:
    return "deze regel begint met een harde spatie; die komt mee uit Word of een website.", "Haal het wit weg en zet er gewone spaties."


def tab_in_front() -> Words:
    return "deze regel springt in met een tab.", "Vervang de tab door spaties. Vergelijk met de regel erboven."


def tab_on_empty_line() -> Words:
    return "op deze lege regel staat een tab.", "Dat gaat goed. Wilt u het netjes? Haal de tab weg."


def tab_inside() -> Words:
    return (
        "er staat een tab in deze regel; dat gebeurt bij plakken uit Excel.",
        "Vervang de tab door een spatie, of zet elk deel op een eigen regel.",
    )


def html(found: str) -> Words:
    return f"'{cut(found)}' komt mee uit een website; mensen zien het zo staan.", "Haal het weg. Plak de tekst liever via Kladblok."


def bullet(sign: str) -> Words:
    return (
        f"deze regel begint met '{sign}'; dat is een opsommingsteken uit Word.",
        "Zet er een gewoon streepje met een spatie voor in de plaats: - ",
    )


def numbered_line(number: str) -> Words:
    return (
        f"deze regel begint met '{number}'; een lijst heeft hier geen nummers.",
        "Zet een streepje met een spatie op de plaats van het nummer: - ",
    )


def dash_in_example() -> Words:
    return "deze zin begint met een opsommingsteken.", "Haal het weg: in dit bestand staat op elke regel alleen een zin."


def dash_without_space() -> Words:
    return "na het streepje ontbreekt een spatie.", "Schrijf een streepje, een spatie en dan de tekst: - tekst"


def colon_without_space(name: str) -> Words:
    return f"na '{name}:' ontbreekt een spatie.", f"Schrijf een spatie na de dubbele punt: {name}: …"


def missing_colon(name: str) -> Words:
    return f"na '{name}' ontbreekt de dubbele punt.", f"Schrijf een dubbele punt en een spatie: {name}: …"


def colon_in_text(line: str, key: str) -> Words:
    remedy = f"Schrijf '{key}: |' en zet de tekst op de regel eronder, twee spaties verder naar rechts." if key else ""
    quoting = 'Zet de hele tekst tussen rechte aanhalingstekens (").'
    return f"de dubbele punt in de tekst breekt deze regel: '{cut(line)}'.", f"{quoting} Of: {remedy}" if remedy else quoting


def item_with_colon(key: str) -> Words:
    return (
        f"na '{key}' staat een dubbele punt; daardoor leest de computer dit niet als een zin.",
        'Zet de hele zin tussen rechte aanhalingstekens ("), of haal de dubbele punt weg.',
    )


def curly_quotes(sign: str, name: str, colon: bool) -> Words:
    where = f"bij '{name}'" if name else "hier"
    keep = " Er staat een dubbele punt in de tekst: dan zijn ze nodig." if colon else " Of laat ze weg."
    return f"{where} staat een krul-aanhalingsteken ({sign}) uit Word om de tekst.", f'Gebruik rechte aanhalingstekens (").{keep}'


def open_quote(sign: str) -> Words:
    return (
        f"het aanhalingsteken ({sign}) dat hier begint, wordt niet gesloten.",
        "Zet aan het eind van de tekst hetzelfde rechte aanhalingsteken. Begint de zin met een apostrof ('s)? Zet dan de hele zin tussen \".",
    )


def text_after_quote(line: str) -> Words:
    return (
        f"na het aanhalingsteken staat nog tekst: '{cut(line)}'.",
        'Zet de hele tekst tussen rechte aanhalingstekens ("), of haal ze allemaal weg.',
    )


def bad_escape() -> Words:
    return (
        "een schuine streep (\\) kan hier niet.",
        "Haal de schuine streep weg, of gebruik enkele aanhalingstekens (') in plaats van dubbele.",
    )


def special_start(sign: str) -> Words:
    return (
        f"de tekst begint met '{sign}'; dat teken heeft hier een eigen betekenis.",
        'Zet de hele tekst tussen rechte aanhalingstekens (").',
    )


def brace_start(line: str) -> Words:
    return f"de tekst begint met een accolade: '{cut(line)}'.", 'Zet de hele tekst tussen rechte aanhalingstekens (").'


def text_after_bar(sign: str) -> Words:
    return f"na het teken {sign} mag niets meer op de regel staan.", "Zet de tekst op de regel eronder, twee spaties verder naar rechts."


def swallowed(text: str) -> Words:
    return (
        f"alles na het hekje (#) telt niet mee: '{cut(text)}'.",
        'Hoort het bij de tekst? Zet dan de hele tekst tussen rechte aanhalingstekens ("). Is het een opmerking? Zet die op de regel erboven.',
    )


def hash_start(field: str) -> Words:
    return (
        f"bij '{field}' begint de tekst met een hekje (#), en dan telt zij niet mee.",
        'Zet de hele tekst tussen rechte aanhalingstekens (").',
    )


def not_indented(key: str) -> Words:
    return f"deze regel hoort bij '{key}: |', maar springt niet in.", "Zet de tekst twee spaties verder naar rechts dan het veld erboven."


def remark_in_text() -> Words:
    return "midden in de tekst staat een regel met een hekje (#); de tekst houdt daar op.", "Haal die regel weg, of zet hem boven de vraag."


def list_without_name() -> Words:
    return "boven deze lijst ontbreekt de naam van het veld.", "Zet er een regel boven, zoals 'vragen:' of 'anders_gezegd:'."


def less_indented() -> Words:
    return "deze regel van de tekst springt minder ver in dan de regels erboven.", "Zet alle regels van een tekst even ver naar rechts."


def too_far_right(line: str, found: int, above: int) -> Words:
    return (
        f"'{cut(line)}' springt te ver in: {found} spaties, de regel erboven {above}.",
        "Zet velden die bij elkaar horen precies onder elkaar.",
    )


def not_below(line: str, found: int, expected: Iterable[int]) -> Words:
    known = " of ".join(str(one) for one in sorted(set(expected)))
    return (
        f"'{cut(line)}' springt verkeerd in: {found} spaties" + (f", verwacht {known}." if known else "."),
        "Zet velden die bij elkaar horen precies onder elkaar. Vergelijk het inspringen met de regels erboven.",
    )


def missing_dash(line: str) -> Words:
    return f"voor deze regel ontbreekt een streepje: '{cut(line)}'.", "Elke zin van een lijst begint met een streepje en een spatie: - "


def missing_head(line: str) -> Words:
    return (
        f"boven '{cut(line)}' ontbreekt de regel waarmee dit begint: - id: …",
        "Zet die regel terug, twee spaties verder naar links.",
    )


def runs_on(first: str) -> Words:
    return (
        f"voor deze regel ontbreekt een streepje; nu hoort zij bij de zin erboven: '{cut(first)}'.",
        "Zet voor elke zin een streepje en een spatie. Is het één zin? Zet hem dan op één regel.",
    )


def document_mark() -> Words:
    return "er staat een regel met alleen streepjes (---).", "Haal die regel weg; in één bestand staat alles onder elkaar."


def nested_too_deeply() -> Words:
    return (
        "er staan te veel lijsten of velden in elkaar.",
        "Kijk of het inspringen klopt, en of er geen haken [ of { staan die er niet horen.",
    )


def unclosed_bracket() -> Words:
    return (
        "een haak ([ of {) wordt niet gesloten, of er ontbreekt een komma.",
        "Zet elk onderdeel op een eigen regel, met een streepje en een spatie ervoor.",
    )


def unreadable(line: str) -> Words:
    return (
        f"deze regel kan niet gelezen worden: '{cut(line)}'.",
        "Vergelijk het inspringen met de regels erboven, en kijk of een aanhalingsteken of dubbele punt ontbreekt.",
    )
