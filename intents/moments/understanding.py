"""The order in which a message is read: what is no moment goes first, bounds and refusals come last."""

from collections.abc import Callable
from datetime import datetime

from intents.moments import (
    changes,
    clock,
    dated,
    following,
    hours,
    limits,
    period_parts,
    periods,
    refusals,
    relative,
    soon,
    unrelated,
    weekdays,
    weeks,
)
from intents.moments.gathering import Wish, gathered
from intents.moments.reading import read
from intents.moments.rules import Draft, applied

_STAGES = (
    unrelated.RULES,
    periods.HOLIDAYS,  # "goede vrijdag" before "vrijdag"
    soon.RULES,
    weekdays.NAMES,
    relative.NAMES,
    hours.NAMES,
    dated.RULES,  # "3 dec 11.00": the date before the time
    weekdays.AHEAD,
    relative.AHEAD,  # "over 3 uur" before "3 uur"
    weeks.RULES,
    periods.RULES,
    weeks.BESIDE,
    period_parts.RULES,
    weekdays.BESIDE,
    following.RULES,
    clock.RULES,
    changes.RULES,
    weekdays.LISTS,
    unrelated.BESIDE_THE_PAST,
    hours.RULES,
    limits.RULES,
    refusals.RULES,
)


def wish_in(text: str, now: datetime, repair: Callable[[str], str]) -> Wish:
    """Everything that the text says about when."""
    draft = Draft(read(text, repair), now)
    for rules in _STAGES:
        draft = applied(rules, draft)
    return gathered(draft)
