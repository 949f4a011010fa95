"""When someone wants to come, as typed during a booking: a moment, or later or earlier than the one that lies there."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import offers
from bot.dialogue.scene import Scene
from bot.dialogue.state import Waiting
from bot.domain.time import local
from bot.storage import agenda
from bot.understanding.dates.find_moment import Moment, find_moment
from bot.understanding.entities import find_shift


def together(old: str, new: str, now: datetime) -> str:
    """Two wishes told one after the other, as one: 'dinsdag' and then 'om twee uur'. What is said last counts."""
    before, said = find_moment(old, now), find_moment(new, now)
    day, hour = said.date or before.date, said.time or before.time
    if said.is_empty() or before.is_empty() or not (day and hour):
        return new if not said.is_empty() else old
    return f"{day:%d-%m-%Y} {hour:%H:%M} uur"


def wish_in(scene: Scene, waiting: Waiting, text: str) -> Moment:
    """The wish that a text holds; "een half uur later" counts from the moment that was chosen, or from the old appointment."""
    shift = find_shift(text)
    slot = offers.slot_of(scene, waiting, waiting.data.get("slot", ""))
    old = agenda.find(scene.db, waiting.data.get("moving", ""))
    begin = slot.begin if slot else old.begin if old else None
    if shift is None or begin is None:
        return find_moment(text, scene.now)
    wished = local(begin).replace(tzinfo=None) + shift  # by the clock on the wall, also across a change of the clocks
    return Moment(date=wished.date(), time=wished.time())
