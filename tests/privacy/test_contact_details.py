"""What leads to a person goes from every text that is kept; days, times and amounts stay."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bot.privacy.masking import mask_rest
from tests.privacy import numbers

EXAMPLES = Path(__file__).parents[2] / "intents" / "voorbeelden"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bel 06-12345678 of 050 3675000, ik ben 34 jaar", "bel [telefoon] of [telefoon], ik ben 34 jaar"),
        ("nul zes een twee drie vier vijf zes zeven acht", "[telefoon]"),
        ("mail jan.jansen@voorbeeld.nl of jan apenstaartje voorbeeld punt nl", "mail [e-mail] of [e-mail]"),
        ("ik woon kerkstraat 12a, 9711 AB groningen", "ik woon [adres], [postcode] groningen"),
        ("postcode 9712em nr 3", "postcode [postcode]"),
        ("geboren 12-03-1985 in assen", "[geboortedatum] in assen"),
        ("ik ben van 12 maart 1985", "ik ben van [geboortedatum]"),
        ("gebdatum 12031985", "[geboortedatum]"),
        ("ik heet Jan van der Berg en zoek werk", "[naam] en zoek werk"),
        ("@pietje88 op telegram", "[naam] op telegram"),
        ("mijn dossiernummer is 123456", "mijn dossiernummer is [nummer]"),
        ("klantnummer 12-34-56-7", "klantnummer [nummer]"),
    ],
)
def test_details_that_lead_to_a_person_go(text: str, masked: str) -> None:
    assert mask_rest(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "afspraak 24-11-2026 om 10.30 uur",
        "kan het 3 december 2026 of 12 tot 14 uur",
        "verdien 2100 euro en werk 32 uur",
        "ik ben 3 jaar weg 5 keer",
        "op weg 10 uur",
        "ik heb sinds 1 mei 2019 geen werk",
        "van 1234 en dan",
        "ik heet niet zo",
        "baan van 40 uur, mbo 4, groep 8",
    ],
)
def test_what_leads_to_nobody_stays(text: str) -> None:
    assert mask_rest(text).text == text


def test_every_telephone_number_goes_however_it_is_written() -> None:
    random = Random(31)
    for _ in range(300):
        number = numbers.phone(random)
        for written in (
            number,
            f"06-{number[2:]}",
            f"06 {number[2:6]} {number[6:]}",
            f"+31 {number[1:]}",
            f"0031{number[1:]}",
            ".".join(number),
        ):
            kept = mask_rest(f"bel mij op {written} graag").text
            assert kept in ("bel mij op [telefoon] graag", "bel mij op +[telefoon] graag")


def test_what_people_ask_us_is_kept_as_it_was_but_for_a_handful() -> None:
    lines = [line for path in sorted(EXAMPLES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    touched = [line for line in lines if mask_rest(line).kinds]
    assert len(lines) > 5000
    assert len(touched) <= len(lines) / 500
