"""What a message refuses."""

from __future__ import annotations

import pytest

from bot.understanding.pipeline import Refusal, refusal


def refused(text: str) -> Refusal | None:
    return refusal(text.split())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("geen afspraak", "afspraak"),
        ("ik wil geen afspraak", "afspraak"),
        ("nee geen cursus", "cursus"),
        ("ik hoef geen jobcoach", "jobcoach"),
        ("ik wil niet gebeld worden", "gebeld worden"),
        ("liever geen vrijwilligerswerk", "vrijwilligerswerk"),
    ],
)
def test_what_is_not_wanted_is_refused(text: str, what: str) -> None:
    assert refused(text) == Refusal(tuple(what.split()), ())


def test_what_comes_after_but_is_wanted() -> None:
    assert refused("ik wil geen cursus maar een baan") == Refusal(("cursus",), ("een", "baan"))


@pytest.mark.parametrize(
    "text",
    [
        "ik heb geen diploma",
        "ik kan niet komen",
        "ik spreek geen nederlands",
        "ik wil geen afspraak meer",
        "ik wil niet alleen een baan",
        "ik wil niet langer in de zorg werken",
        "wat kost dat",
        "",
        "geen",
    ],
)
def test_what_tells_something_refuses_nothing(text: str) -> None:
    assert refused(text) is None


def test_a_no_at_the_end_of_a_story_is_a_side_remark() -> None:
    assert refused("wat doen jullie met mijn nummer want ik wil niet gebeld worden") is None
