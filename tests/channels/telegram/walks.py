"""The way to an appointment, tap by tap."""

from __future__ import annotations

from tests.telegram_api.chats import Sent
from tests.telegram_api.people import FakeUser


async def to_summary(person: FakeUser, *, days_ahead: bool = False) -> Sent:
    """From the start to the summary of the first moment (or one days ahead): the message with [Bevestig afspraak]."""
    await person.send("/start")
    await person.expect("Waar kunnen wij u mee helpen?")
    await person.press("Afspraak maken")
    await person.expect("Waar wilt u over praten")
    await person.press("Gesprek over werk")
    moments = await person.expect("Kies een moment")
    if days_ahead:
        await person.press("Later")
        moments = await person.expect("Kies een moment")
    await person.press(moments.buttons[0], moments)
    return await person.expect("Klopt het?")


async def to_appointment(person: FakeUser, *, days_ahead: bool = False) -> Sent:
    """All the way: the confirmation."""
    await to_summary(person, days_ahead=days_ahead)
    await person.press("Bevestig afspraak")
    return await person.expect("Uw afspraak staat vast")
