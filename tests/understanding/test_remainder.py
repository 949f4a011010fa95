"""What stands beside a no, thanks or a correction."""

from __future__ import annotations

import pytest

from bot.content.schema_answers import Said
from bot.understanding.answer_words import AnswerWords
from bot.understanding.remainder import Parts, parts

ANSWERS = AnswerWords(
    {
        Said.NO: ("nee", "nee hoor"),
        Said.THANKS: ("bedankt", "dank u wel"),
        Said.GOOD: ("oke",),
        Said.NEVER_MIND: ("laat maar",),
        Said.BESIDE: ("hoor", "haha", "dat"),
    }
)


def of(text: str) -> Parts:
    return parts(text, ANSWERS, lambda clause: clause == "dat bedoel ik niet")


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("nee dat bedoel ik niet, ik zoek iets anders", "ik zoek iets anders"),
        ("haha nee ik moet dan werken. laat maar. kan het ook later", "ik moet dan werken. kan het ook later"),
        ("nee ik bedoel een cursus lassen", "een cursus lassen"),
        ("nee bij ons thuis bedoel ik", "bij ons thuis"),
        ("nee dat is voor bazen", "dat is voor bazen"),
        ("bedankt. en als ik niet durf?", "en als ik niet durf?"),
        ("nee hoor", ""),
        ("oke bedankt", ""),
        ("wat kost het", "wat kost het"),
    ],
)
def test_the_rest_is_what_is_said_beside_the_opening(typed: str, rest: str) -> None:
    assert of(typed).rest == rest


def test_what_is_named_as_not_meant_is_told_apart() -> None:
    assert of("nee geen tolk, mijn dochter mag mee") == Parts(of("nee").opening, "mijn dochter mag mee", refused="geen tolk")


@pytest.mark.parametrize(("typed", "thanks", "no"), [("bedankt. mag mijn zus mee", True, False), ("nee mijn zus", False, True)])
def test_an_opening_thanks_or_refuses(typed: str, *, thanks: bool, no: bool) -> None:
    assert (of(typed).thanks, of(typed).no) == (thanks, no)
