"""What makes an assistant unwell."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.health import LEAST_DISK, Condition, Sign, findings

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
JUST = NOW - timedelta(seconds=5)
WELL = Condition(awake=JUST, polled=JUST)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def test_an_assistant_that_just_asked_for_messages_is_well() -> None:
    assert findings(WELL, NOW) == ()


def test_one_that_never_ran_is_asleep_and_silent() -> None:
    assert findings(Condition(), NOW) == (Sign.ASLEEP, Sign.SILENT)


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"awake": ago(minutes=3)}, Sign.ASLEEP),
        ({"polled": ago(minutes=4)}, Sign.SILENT),
        ({"polled": None}, Sign.SILENT),
        ({"second_poller": True}, Sign.SECOND_POLLER),
        ({"token_refused": True}, Sign.TOKEN_REFUSED),
        ({"hook_gone": True}, Sign.HOOK_GONE),
        ({"oldest_unanswered": ago(minutes=6)}, Sign.UNANSWERED),
        ({"oldest_unsent": ago(minutes=11)}, Sign.UNSENT),
        ({"most_tries": 10}, Sign.UNSENT),
        ({"oldest_notice": ago(minutes=11)}, Sign.NOTICES),
        ({"most_tries_of_a_notice": 3}, Sign.NOTICES),
        ({"given_up": 1}, Sign.GIVEN_UP),
        ({"refused": 1}, Sign.REFUSED),
        ({"lost": 1}, Sign.LOST),
        ({"free_bytes": LEAST_DISK - 1}, Sign.DISK),
    ],
)
def test_each_trouble_has_its_sign(change: dict[str, Any], sign: Sign) -> None:
    assert findings(replace(WELL, **change), NOW) == (sign,)


@pytest.mark.parametrize(
    "change",
    [
        {"oldest_unanswered": ago(minutes=4), "unanswered": 30},
        {"oldest_unsent": ago(minutes=9), "unsent": 30},
        {"uncertain": 5},
        {"unreachable": 5},
        {"oldest_unanswered": ago(hours=3), "paused_since": ago(hours=4)},
    ],
)
def test_what_happens_in_an_ordinary_day_is_no_trouble(change: dict[str, Any]) -> None:
    assert findings(replace(WELL, **change), NOW) == ()


def test_the_worst_is_named_first() -> None:
    assert findings(replace(WELL, refused=1, token_refused=True), NOW) == (Sign.TOKEN_REFUSED, Sign.REFUSED)
