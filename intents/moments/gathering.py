"""What was left standing in a message, sorted by what it says: days, clocks, bounds, refusals."""

from dataclasses import dataclass

from intents.moments.marks import Clock, Days, From, Hours, Impossible, Part, Soon, Until, Without
from intents.moments.rules import Draft
from intents.moments.words import WEEKDAYS


@dataclass(frozen=True)
class Wish:
    """All that someone said about when."""

    days: tuple[Days, ...]
    clocks: tuple[Clock, ...]
    parts: tuple[str, ...]
    hours: tuple[Hours, ...]
    starts: tuple[From, ...]
    ends: tuple[Until, ...]
    refused: tuple[str, ...]
    soon: bool
    impossible: str | None


def gathered(draft: Draft) -> Wish:
    marks = draft.remaining()
    refused = [weekday for mark in marks if isinstance(mark, Without) for weekday in mark.weekdays]
    impossible = [mark.said for mark in marks if isinstance(mark, Impossible)]
    return Wish(
        days=tuple(mark for mark in marks if isinstance(mark, Days)),
        clocks=tuple(dict.fromkeys(mark for mark in marks if isinstance(mark, Clock))),
        parts=tuple(dict.fromkeys(mark.name for mark in marks if isinstance(mark, Part))),
        hours=tuple(mark for mark in marks if isinstance(mark, Hours)),
        starts=tuple(mark for mark in marks if isinstance(mark, From)),
        ends=tuple(mark for mark in marks if isinstance(mark, Until)),
        refused=tuple(dict.fromkeys(WEEKDAYS[weekday] for weekday in refused)),
        soon=any(isinstance(mark, Soon) for mark in marks),
        impossible=impossible[0] if impossible else None,
    )
