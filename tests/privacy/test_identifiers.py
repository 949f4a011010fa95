"""Numbers that may never be kept are found however they are written, and ordinary numbers are left alone."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.nl import bsn as citizen

from bot.privacy.masking import mask, mask_rest
from tests.privacy import numbers

FOREIGN = (
    "BE68 5390 0754 7034",
    "GB29 NWBK 6016 1331 9268 19",
    "FR14 2004 1010 0505 0001 3M02 606",
    "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    "KZ86 125K ZT50 0410 0100",
    "AL47 2121 1009 0000 0002 3569 8741",
    "MU17 BOMM 0101 1010 3030 0200 000M UR",
    "BR18 0036 0305 0000 1000 9795 493C 1",
)
"""The examples of the registry of SWIFT: accounts of nobody."""
HERE = Path(__file__).parents[2]
COUNT = 100_000 if os.environ.get("WERKBOT_SOAK") else 1_000
SENTENCES = ("{}", "mijn bsn is {}", "hoi ik ben Jan, {} en ik zoek werk", "kan dat met {}?", "({})", "burgerservicenummer: {}.")


@pytest.mark.parametrize("notation", numbers.NOTATIONS)
def test_a_bsn_is_found_in_every_notation(notation: str) -> None:
    random, written = Random(notation), numbers.NOTATIONS[notation]
    missed = []
    for _ in range(COUNT):
        number = numbers.eight_digits(random) if notation == "eight digits" else numbers.bsn(random)
        text = random.choice(SENTENCES).format(written(number, random))
        masked = mask(text)
        if "bsn" not in masked.kinds or number in _figures(masked.text):
            missed.append((text, masked.text))
    assert missed[:5] == []


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def test_of_ordinary_nine_digit_numbers_exactly_those_that_pass_the_eleven_test_are_taken_for_one() -> None:
    random = Random(9)
    drawn = ["".join(random.choice("0123456789") for _ in range(9)) for _ in range(COUNT * 4)]
    taken = [number for number in drawn if mask(f"mijn dossier is {number} geloof ik").kinds]
    assert taken == [number for number in drawn if citizen.is_valid(number)]
    assert 1 / 13 < len(taken) / len(drawn) < 1 / 9.5


@pytest.mark.parametrize(
    "text",
    [
        "bel mij op 06-12345678",
        "bel mij op 06 12 34 56 78 of op 050 3675000",
        "+31 6 12345678",
        "+31 612345678",
        "0031 6 12345678",
        "+31 (0)6 12345678",
        "bel 0800-8115 of 0800 0113",
        "24-11-2026 om 10.30 uur",
        "12-11-2026",
        "2026-11-12T10:00",
        "tussen 10.00-12.00 of 13.30 - 15.00 uur",
        "ik ben 34 jaar, werk 32 uur en verdien 2.100 euro per maand, 3 kinderen",
        "van 1.000 tot 2.500 euro in 12 maanden",
        "dinsdag 24 november 2026 om 10.00 uur en woensdag 25 november 2026 om 11.00 uur",
        "€ 2.500 of € 8.000 in 24 maanden",
        "ik heb een vraag over een baan en een opleiding en een uitkering en een toeslag en een huis en een auto en een hond en een kat",
        "wat is digid",
        "hoe vraag ik digid aan",
        "mijn digid wachtwoord is verlopen",
        "mijn digid is geblokkeerd",
        "ww is gestopt",
        "ww: hoe vraag ik die aan",
        "digid afspraak om 10.30 uur",
        "de code van mijn afspraak is BX4F",
        "de 24 november en dan de 25 november",
    ],
)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert mask(text).text == text


def test_every_telephone_number_stays_readable_for_the_call_back() -> None:
    random = Random(6)
    for _ in range(800):
        number = numbers.phone(random)
        for written in (number, f"06-{number[2:]}", f"06 {number[2:]}", f"+31 {number[1:]}", f"+316 {number[2:]}", " ".join(number)):
            assert mask(f"bel mij op {written} graag").kinds == ()


@pytest.mark.parametrize(
    "said",
    [
        "{} bel na 2",
        "{} bel om half 3",
        "{} tussen 2 en 4",
        "{} vanaf half 5 bereikbaar",
        "{} graag voor 3",
        "{} ben 3 dagen thuis, rond 4",
        "{}. Mijn zoon is 3",
        "mijn zoon is 3. Het is {}",
        "bel na 4 op {}",
        "{}; en na half 2 weer",
    ],
)
def test_an_hour_or_a_sentence_beside_a_telephone_number_is_no_part_of_it(said: str) -> None:
    random = Random(19)
    dialled = [numbers.phone(random) for _ in range(300)]
    written = [said.format(form) for one in dialled for form in (one, f"{one[:2]}-{one[2:]}", f"{one[:2]} {one[2:6]} {one[6:]}")]
    assert [text for text in written if mask(text).kinds] == []


def test_no_sentence_that_people_type_to_us_is_mistaken() -> None:
    lines = [line for path in sorted((HERE / "intents/voorbeelden").glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    assert (len(lines) > 5000, [line for line in lines if mask(line).kinds]) == (True, [])


def test_an_iban_is_found_with_and_without_spaces_and_signs_between() -> None:
    random = Random(97)
    for _ in range(200):
        number = numbers.iban(random)
        fours = [number[at : at + 4] for at in range(0, 18, 4)]
        for written in (number, number.lower(), " ".join(fours), "-".join(fours), ".".join(fours), f"rekening{number}", " ".join(number)):
            assert mask(f"stort het op {written} graag") == mask(f"stort het op {written} graag")
            assert mask(f"stort het op {written} graag").kinds == ("iban",)
            assert number[-6:] not in mask(written).text


def test_a_dutch_iban_with_a_slip_of_the_pen_is_still_an_iban() -> None:
    number = numbers.iban(Random(1))
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert mask(f"op {slip} graag").text == "op [iban] graag"


def test_an_iban_with_letters_for_figures_or_without_its_country_is_found() -> None:
    random = Random(98)
    for _ in range(200):
        number = numbers.iban(random)
        figures, bare = number[8:], f"{number[4:8]} {number[8:12]} {number[12:16]} {number[16:]}"
        for written in (
            number[:2] + number[2:4].replace("0", "O") + number[4:8] + figures.replace("0", "O").replace("1", "l"),
            number[4:],
            bare,
            bare.lower(),
            f"RABO {figures}",
        ):
            assert mask(f"stort het op {written} graag").text == "stort het op [iban] graag"


@pytest.mark.parametrize("text", ["bel mij naar 0612345678", "code 0612345678 is mijn nummer", "in olie en il 12 is 10l gewoon"])
def test_four_letters_before_a_telephone_number_make_no_account(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    "said",
    [
        "bel {} graag",
        "ik ben bel {} aub",
        "mobiel {} alvast bedankt voor alles",
        "bel mij al {} als het even kan vandaag",
        "mijn nummer is {} dank u wel",
    ],
)
def test_words_around_a_telephone_number_make_no_foreign_account(said: str) -> None:
    """Of a hundred numbers one passes the 97 test by chance; a call back that loses its number is a call that nobody makes."""
    random = Random(99)
    lost = [text for text in (said.format(numbers.phone(random)) for _ in range(600)) if mask(text).kinds]
    assert lost == []


def test_bel_before_a_number_from_abroad_is_a_word_and_no_belgian_account() -> None:
    random = Random(99)
    said = [f"bel 0031{numbers.phone(random)[1:]} aub morgen" for _ in range(600)]
    assert [text for text in said if mask(text).kinds] == []


@pytest.mark.parametrize("number", FOREIGN)
def test_a_foreign_account_is_found_with_letters_where_its_country_has_them(number: str) -> None:
    assert mask(f"stort op {number} graag").text == "stort op [iban] graag"


def test_a_wall_of_figures_goes_whole_and_a_list_of_telephone_numbers_stays() -> None:
    random = Random(5)
    assert mask(" ".join(random.choice("123456789") for _ in range(500))).text == "[kaart]"
    telephones = " ".join(numbers.phone(random) for _ in range(40))
    assert mask(telephones).text == telephones


def test_a_foreign_iban_is_found_by_its_test() -> None:
    assert mask("DE89 3704 0044 0532 0130 00").text == "[iban]"  # the example of the registry


def test_a_payment_card_is_found_by_the_test_of_luhn() -> None:
    random = Random(16)
    for _ in range(200):
        number = numbers.card(random)
        fours = [number[at : at + 4] for at in range(0, 16, 4)]
        for written in (number, " ".join(fours), "-".join(fours), ".".join(fours), number.translate(numbers.FULL_WIDTH)):
            assert mask(f"mijn kaart is {written} en nu").text == "mijn kaart is [kaart] en nu"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn digid is jan123 wachtwoord geheim!", "mijn digid is [digid] wachtwoord [digid]"),
        ("digid gebruikersnaam: pietje88 ww: Welkom01", "digid gebruikersnaam: [digid] ww: [digid]"),
        ("digid inlog Pietje.88 / ww 1234", "digid inlog [digid] / ww [digid]"),
        ("de sms code van digid is 483920", "de sms code van digid is [digid]"),
        ("digid activeringscode: AB12CD34E", "digid activeringscode: [digid]"),
        ("mijn wachtwoord is banaan", "mijn wachtwoord is [digid]"),
        ("pincode 12345 van de app", "pincode [digid] van de app"),
        ("digi d: gebruikersnaam is fatima_1990", "digi d: gebruikersnaam is [digid]"),
    ],
)
def test_what_belongs_to_digid_goes(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_after_the_word_bsn_a_slip_of_the_pen_is_masked_too() -> None:
    assert mask("mijn bsn is 123456789 zoek mij op").text == "mijn bsn is [bsn] zoek mij op"


def test_a_bsn_beside_a_telephone_number_goes_and_the_number_stays() -> None:
    number = numbers.bsn(Random(3))
    assert mask(f"bsn {number} tel 06-12345678").text == "bsn [bsn] tel 06-12345678"


def test_masking_twice_is_masking_once() -> None:
    random = Random(4)
    for _ in range(200):
        text = f"{numbers.bsn(random)} {numbers.iban(random)} {numbers.card(random)} {numbers.phone(random)} Kerkstraat 12, 9711 AB 3"
        for rule in (mask, mask_rest):
            assert rule(rule(text).text).text == rule(text).text


@given(st.text(max_size=300))
@settings(derandomize=True, deadline=None, max_examples=250)
def test_no_text_whatever_breaks_the_masks(text: str) -> None:
    assert (mask(text).kinds == ()) == (mask(text).text == text)
    assert (mask_rest(text).kinds == ()) == (mask_rest(text).text == text)


@given(
    st.lists(
        st.sampled_from(
            [*"0123456789 .-/:+@€'", "een", "drie", "bsn", "digid", "ww", "nl", " is ", "straat ", "\u200b", "٣", "³", "½", "ﬁ"]
        ),
        max_size=80,
    )
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_no_mixture_of_figures_words_and_signs_breaks_the_masks(parts: list[str]) -> None:
    text = "".join(parts)
    secrets = mask(text)
    assert json.loads(json.dumps(mask_rest(secrets.text).text, ensure_ascii=False)) == mask_rest(secrets.text).text


HOSTILE = ("1 ", "een ", "nl12 ", "0", "digid ww ", "a1", "12 34 . ", "bsn 123456789 ", "a@", "a.", "straat 1", "ik heet a", "geboren ", "9711 ab", "01.", "€1.", "1.1.", " ", "é", "[")  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    short, long = (_least_seconds((piece * size)[:size]) for size in (1_000, 8_000))
    assert long < 0.05 + short * 8 * 3  # eight times the text, with room for a busy machine


def _least_seconds(text: str) -> float:
    spent = []
    for _ in range(3):
        begin = time.process_time()
        mask_rest(text)
        spent.append(time.process_time() - begin)
    return min(spent)
