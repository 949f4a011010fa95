"""What people say in the middle of a conversation is no cry for help and no formal act: an answer, a follow-up, a day."""

from __future__ import annotations

from itertools import product

import pytest

from bot.content.folder import SHIPPED_INTENTS
from bot.understanding.dialogue_acts import Act, read_acts
from bot.understanding.risk import find_crisis, find_formal_act

DAYS = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "vandaag",
    "morgen",
    "overmorgen",
    "volgende week",
    "deze week",
    "nu",
    "straks",
    "later",
)
FRAMES = (
    "{}", "{} graag", "{} nog", "liever {}", "kan {}", "nee {}", "ja {}", "{} niet", "pas {}", "{} om 10 uur", "{} kan ik niet", "op {}", "vanaf {}", "tot {}",
)  # fmt: skip
TELLING = {Act.TELLS, Act.FEELING}
"""Who tells of himself may tell that he is ill or in danger: an alarm there can be right."""


@pytest.fixture(scope="module")
def said() -> dict[str, tuple[str, ...]]:
    """The shipped sentences by what they do."""
    return {label: listed for label, listed in read_acts(SHIPPED_INTENTS).items() if label not in TELLING}


@pytest.mark.sweep
def test_no_answer_follow_up_or_correction_sounds_like_danger(said: dict[str, tuple[str, ...]]) -> None:
    assert [(label, line, kind) for label, listed in said.items() for line in listed if (kind := find_crisis(line))] == []


def test_a_day_as_an_answer_is_neither_danger_nor_a_formal_act() -> None:
    answers = [frame.format(day) for frame, day in product(FRAMES, DAYS)]
    assert [(one, found) for one in answers if (found := (find_crisis(one), find_formal_act(one))) != (None, None)] == []
