"""The order in which a message is read: what is no moment goes first, bounds and refusals come last."""

from collections.abc import Callable
from datetime import datetime

from intents.moments import clock, dated, hours, limits, periods, refusals, relative, soon, unrelated, weekdays
from intents.moments.gathering import Wish, gathered
from intents.moments.marks import Draft, applied
from intents.moments.reading import read

_STAGES = (
    unrelated.RULES,
    periods.HOLIDAYS,  # "goede vrijdag" before "vrijdag"
    soon.RULES,
    weekdays.NAMES,
    relative.NAMES,
    dated.RULES,  # "3 dec 11.00": the date before the time
    weekdays.AHEAD,
    relative.AHEAD,  # "over 3 uur" before "3 uur"
    periods.RULES,
    weekdays.BESIDE,
    hours.NAMES,
    clock.RULES,
    limits.CHANGES,
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
