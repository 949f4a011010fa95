"""Right after an alarm: who says that it was not meant so is believed, unless a cry for help stands beside it."""

from __future__ import annotations

import pytest

from bot.understanding.denial import MOST_WORDS, takes_back


@pytest.mark.parametrize(
    "text",
    [
        "zo bedoel ik het niet",
        "Zo bedoelde ik dat niet hoor!",
        "dat bedoelde ik niet",
        "dat bedoel ik nait",
        "ik bedoel niet dat ik dood wil",
        "ik bedoel niet dat ik dood wil hoor",
        "ik zeg niet dat ik mezelf iets aan wil doen",
        "nee joh, het is maar een uitdrukking",
        "was een grapje",
        "bij wijze van spreken natuurlijk",
        "zo erg is het niet",
        "zo erg is het nou ook weer niet hoor",
        "nee, ik wil helemaal niet dood",
        "ik ga mezelf niks aandoen hoor",
        "sorry, dat meende ik niet",
        "u begrijpt mij verkeerd",
        "nee nee, het gaat goed met mij. ik zoek gewoon ander werk",
    ],
)
def test_a_denial_is_believed(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "zo bedoel ik het niet, ik wil gewoon niet meer leven",
        "zo bedoelde ik dat niet maar ik wil wel dood",
        "ik bedoel niet dat ik dood wil ik wil alleen niet meer leven",
        "dat bedoel ik niet. ik spring voor de trein",
        "het was geen grap, ik maak er een eind aan",
        "ik meen het wil niet meer leven",
        "zo erg is het niet, mijn man slaat me alleen als hij drinkt",
    ],
)
def test_a_second_cry_for_help_is_heard(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize("text", ["", "ik wil dood", "ik meen het", "het gaat niet goed met mij", "hoe laat zijn jullie open", "nee"])
def test_what_denies_nothing_is_no_denial(text: str) -> None:
    assert not takes_back(text)


def test_a_story_is_more_than_a_denial() -> None:
    assert not takes_back("zo bedoel ik het niet " + "en dan nog wat " * MOST_WORDS)
