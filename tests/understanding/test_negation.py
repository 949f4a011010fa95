"""What a message refuses."""

from __future__ import annotations

import pytest

from bot.understanding.pipeline import Refusal, refusal

TROUBLES = ("schulden", "ziek")


def refused(text: str) -> Refusal | None:
    return refusal(text.split(), TROUBLES)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("geen afspraak", "afspraak"),
        ("ik wil geen afspraak", "afspraak"),
        ("nee geen cursus", "cursus"),
        ("ik hoef geen jobcoach", "jobcoach"),
        ("ik wil niet gebeld worden", "gebeld worden"),
        ("liever geen vrijwilligerswerk", "vrijwilligerswerk"),
        ("ik heb geen behoefte aan een jobcoach", "een jobcoach"),
        ("geen zin in vrijwilligerswerk", "vrijwilligerswerk"),
    ],
)
def test_what_is_not_wanted_is_refused(text: str, what: str) -> None:
    assert refused(text) == Refusal(tuple(what.split()), ())


def test_what_comes_after_but_is_wanted() -> None:
    assert refused("ik wil geen cursus maar een baan") == Refusal(("cursus",), ("een", "baan"))


def test_a_turn_refuses_whatever_the_verb() -> None:
    assert refused("geen folder maar een gesprek") == Refusal(("folder",), ("een", "gesprek"))
    assert refused("het gaat niet om mij maar om mijn zus") == Refusal(("om", "mij"), ("om", "mijn", "zus"))


def test_what_stands_before_i_do_not_want_is_refused() -> None:
    assert refused("een folder hoef ik niet") == Refusal(("een", "folder"), ())
    assert refused("een folder wil ik niet maar wel een gesprek") == Refusal(("een", "folder"), ("een", "gesprek"))


def test_a_trouble_that_someone_does_not_have_is_refused() -> None:
    assert refused("wij hebben geen schulden meer") == Refusal(("schulden", "meer"), ())
    assert refused("nee hoor ik ben niet ziek wel moe") == Refusal(("ziek",), ("moe",))


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
