"""Every day from November 2026 to the end of 2027: no amount of the past, and nobody hears that we are open when nobody has said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot.content.entries import Entry
from bot.content.model import Knowledge
from bot.content.text_fields import SLOT
from bot.domain import opening_hours
from bot.domain.answers import Answers
from bot.domain.time import at

FIRST, LAST = date(2026, 11, 1), date(2027, 12, 31)
MONDAY_TO_THURSDAY = range(4)
NOT_CONFIRMED = {
    *(date(2026, 12, 21) + timedelta(days=ahead) for ahead in range(14)),  # the weeks of Christmas, up to 3 January
    *(date(2027, *of) for of in ((3, 26), (3, 28), (3, 29), (4, 27), (5, 5), (5, 6), (5, 16), (5, 17))),
    *(date(2027, 12, 21) + timedelta(days=ahead) for ahead in range(11)),
}
"""Days of which only the centre can tell whether it is open: holidays, their eves, and the weeks around Christmas."""


def days() -> Iterator[date]:
    """All of them."""
    return (FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1))


def texts(entry: Entry) -> Iterator[str]:
    """All that is said of an entry, as it was written."""
    yield from (entry.answer, entry.short)
    yield from (one.answer for one in entry.variants)
    yield from (step.text for step in entry.steps)
    for facet in entry.facets.values():
        yield from (facet.answer, *(one.answer for one in facet.variants))


def test_a_sentence_with_an_amount_is_not_said_on_a_day_that_the_amount_does_not_hold(shipped_knowledge: Knowledge) -> None:
    """On every day; the sentences are filled in again on each day on which some amount begins or ends."""
    said = {text for entry in shipped_knowledge.entries.values() for text in texts(entry) if text}
    holding: frozenset[str] = frozenset()
    looked_at = withheld = 0
    for today in days():
        now = frozenset(name for name, amount in shipped_knowledge.amounts.items() if amount.on(today) is not None)
        if now == holding:
            continue
        holding, looked_at, answers = now, looked_at + 1, Answers(shipped_knowledge, today)
        for text in said:
            filled = answers.fill(text)
            assert "{" not in filled or "{dienst." in filled, filled
            if {name for name in SLOT.findall(text) if name in shipped_knowledge.amounts} - now:
                withheld += 1
                assert shipped_knowledge.phrases["antwoord.bedrag-onbekend"] in filled, (today, text)
    assert looked_at >= 2 and withheld, "no sentence names an amount that ends: nothing was looked at"


def test_no_day_is_told_open_that_nobody_has_confirmed(shipped_knowledge: Knowledge) -> None:
    for location in shipped_knowledge.calendar.locations.values():
        for day in days():
            opened = bool(opening_hours.openings(location, day))
            assert opened == (day.weekday() in MONDAY_TO_THURSDAY and day not in NOT_CONFIRMED), day


def test_the_next_walk_in_is_never_on_such_a_day(shipped_knowledge: Knowledge) -> None:
    for day in days():
        found = opening_hours.next_walk_in(shipped_knowledge.calendar, at(day, time(17)))
        assert found is not None and found.begin.date() not in NOT_CONFIRMED, day
        between = (day + timedelta(days=ahead) for ahead in range((found.begin.date() - day).days))
        assert found.perhaps_earlier == any(opening_hours.is_uncertain(found.location, one) for one in between), day


def test_no_answer_of_december_says_a_year_that_is_over(shipped_knowledge: Knowledge) -> None:
    """A year stands there only as the past ('In 2024 …'), or with an end."""
    after = Answers(shipped_knowledge, date(2027, 1, 4))
    for entry in shipped_knowledge.entries.values():
        answer = after.full(entry)
        assert "2026" not in answer, (entry.id, answer)
