"""A person on Telegram, from the first word to an appointment in the calendar."""

from __future__ import annotations

from bot.app.assistant import Reception
from bot.storage import appointments
from tests.channels.telegram.conftest import Clock, Run
from tests.channels.telegram.walks import to_appointment
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi


async def test_somebody_books_by_tapping_and_gets_the_appointment_as_a_file(
    run: Run, anna: FakeUser, reception: Reception, clock: Clock
) -> None:
    async with run():
        confirmed = await to_appointment(anna)
        assert confirmed.file is not None
        assert confirmed.file[0] == "afspraak.ics"
        assert confirmed.file[1].startswith(b"BEGIN:VCALENDAR")
    with reception.storage.transaction() as db:
        assert len(appointments.agenda(db, clock(), clock().replace(year=2027))) == 1


async def test_a_tapped_message_then_reads_as_a_record_of_the_choice(run: Run, anna: FakeUser) -> None:
    async with run():
        await anna.send("/start")
        menu = await anna.expect("computerprogramma")
        await anna.press("Ik kom langs")
        await anna.expect_change(menu)
        assert menu.text.endswith("Uw keuze: Ik kom langs")
        assert menu.buttons == []


async def test_every_press_stops_its_spinner(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("computerprogramma")
        await anna.press("Ik kom langs")
        await anna.expect("Plein 1")
    assert (len(api.answered), api.queries) == (1, set())
