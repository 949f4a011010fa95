"""What leads to a person in the forms that are rarer, and figures that lead to nobody."""

from __future__ import annotations

from random import Random

import pytest

from bot.privacy.masking import mask, mask_rest
from tests.privacy.numbers import bsn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("mail els (at) bedrijf.nl", "mail [e-mail]"),
        ("mail els [at] bedrijf.nl", "mail [e-mail]"),
        ("mail els.bakker at bedrijf.com", "mail [e-mail]"),
        ("mail els ( at ) bedrijf (dot) nl", "mail [e-mail]"),
        ("naam: E. Bakker", "[naam]"),
        ("mijn naam is E.J. van der Bakker", "[naam]"),
        ("ik heet E. de Bakker", "[naam]"),
        ("ik woon op 9401  HB", "ik woon op [postcode]"),
        ("ik woon op 9401-HB", "ik woon op [postcode]"),
        ("ik ben van 4 apr '79", "ik ben van [geboortedatum]"),
        ("geboortejaar 79", "[geboortedatum]"),
    ],
)
def test_it_is_masked(typed: str, kept: str) -> None:
    assert mask_rest(typed).text == kept


@pytest.mark.parametrize(
    "typed",
    [
        "in 2024 ww gehad", "sinds 2018 zw", "2100 ex btw", "in 2021 ov", "mijn naam is niet zo belangrijk", "kijk at home",
        "4 april '27 kom ik", "vacaturenummer 1234567", "factuurnummer: 20260012",
    ],
)  # fmt: skip
def test_it_leads_to_nobody_and_stays(typed: str) -> None:
    assert (mask(typed).text, mask_rest(typed).text) == (typed, typed)


@pytest.mark.parametrize(
    "words",
    ["KvK {number}", "RSIN {number}", "rsin-nummer: {number}", "ons KvK-nummer is {number}", "vacature {number}", "ordernr. {number}"],
)
def test_a_number_of_a_company_or_a_letter_is_no_bsn_though_it_passes_the_test(words: str) -> None:
    typed = words.format(number=bsn(Random(7)))
    assert mask(typed).text == typed
    assert "[bsn]" in mask(f"{typed} en mijn bsn is {bsn(Random(8))}").text


def test_a_vat_number_stays_masked_for_the_older_ones_of_sole_traders_are_their_bsn() -> None:
    assert mask(f"btw NL{bsn(Random(7))}B01").text == "btw NL[bsn]B01"
