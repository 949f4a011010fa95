"""Start, stop, outages, and a second poller: over the real Application and HTTP."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from telegram.error import NetworkError

from bot.app.assistant import Reception, Snapshot
from bot.channels.telegram.channel import Service, TokenRefused
from bot.config import Secret, Settings, TelegramSettings
from bot.gateway.process_lock import AlreadyRunning, Lock, running
from bot.privacy.masking import pseudonym
from bot.storage import inbox, operations, people
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, QUICK, Clock, Run
from tests.channels.telegram.walks import to_summary
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

QUESTION, ANSWER = "waar zitten jullie", "Plein 1"
SORRY = "Sorry voor het wachten"


async def until(there: Callable[[], bool], seconds: float = 30.0) -> None:
    """Until something is so in the database, which tells nobody."""
    ends = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < ends, "it never became so"
        await asyncio.sleep(0.01)


def beats(storage: Storage) -> set[str]:
    with storage.transaction() as db:
        return set(operations.all_beats(db))


async def test_updates_are_asked_for_by_name_and_what_waited_is_not_thrown_away(run: Run, anna: FakeUser, api: FakeApi) -> None:
    await anna.send(QUESTION)
    async with run():
        await anna.expect(ANSWER)
    assert api.updates.allowed == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert str(api.called("deleteWebhook")[0].params.get("drop_pending_updates", "false")).lower() == "false"


async def test_what_was_fetched_is_answered_before_we_stop(run: Run, api: FakeApi, storage: Storage) -> None:
    users = [api.user() for _ in range(20)]
    async with run():
        for user in users:
            await user.send(QUESTION)
        await until(lambda: _fetched(storage) == len(users))
    assert [len(user.texts) for user in users] == [1] * 20


async def test_a_start_without_network_waits_for_it(reception: Reception, anna: FakeUser, api: FakeApi, clock: Clock) -> None:
    channel = Service(reception, KEY, Secret(api.token), Settings(telegram=TelegramSettings(api.base_url)), clock, limits=QUICK)
    await api.down()
    starting = asyncio.ensure_future(channel.start())
    await asyncio.sleep(0.1)
    assert not starting.done()
    await api.up()
    await starting
    await anna.send(QUESTION)
    await anna.expect(ANSWER)
    await channel.stop()


async def test_a_token_that_telegram_does_not_know_is_said_at_once_and_noted_until_a_start_succeeds(
    run: Run, reception: Reception, api: FakeApi, clock: Clock, storage: Storage, reopened: Callable[[], Reception]
) -> None:
    settings = Settings(telegram=TelegramSettings(api.base_url))
    channel = Service(reception, KEY, Secret("123456789:" + "x" * 35), settings, clock, limits=QUICK)
    with pytest.raises(TokenRefused):
        await channel.start()
    assert "token-geweigerd" in beats(storage)
    async with run(through=reopened()):
        await until(lambda: "token-geweigerd" not in beats(storage))


async def test_polling_goes_on_after_a_bad_gateway_and_after_silence(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run(poll=0.2):
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        api.fail("getUpdates", 502, "Bad Gateway")
        api.lose("getUpdates", delivered=False, hang=True)
        await anna.send(QUESTION)
        await anna.expect(ANSWER)


async def test_a_second_poller_is_noticed_and_forgotten_some_minutes_after_it_is_gone(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run(poll=0.3) as channel:
        await until(lambda: "opgehaald" in beats(storage))
        api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        await until(lambda: "tweede-poller" in beats(storage))
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        await channel._beat()
        assert "tweede-poller" in beats(storage)
        clock.forward(minutes=6)
        await until(lambda: "tweede-poller" not in beats(storage))


async def test_two_programs_that_ask_in_turn_are_noticed_between_two_looks(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage
) -> None:
    async with run(poll=0.3, heartbeat=60.0) as channel:
        api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        await until(lambda: channel.bot.polls.conflict)
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        await channel._beat()
        assert "tweede-poller" in beats(storage)


async def test_a_token_that_is_taken_back_is_noticed_and_asking_goes_on(run: Run, anna: FakeUser, api: FakeApi, storage: Storage) -> None:
    async with run(poll=0.3):
        await until(lambda: "opgehaald" in beats(storage))
        api.fail("getUpdates", 401, "Unauthorized")
        await until(lambda: "token-geweigerd" in beats(storage))
        await anna.send(QUESTION)
        await anna.expect(ANSWER)


async def test_while_telegram_tells_us_to_wait_we_do_not_ask_and_are_not_stuck(run: Run, api: FakeApi) -> None:
    api.fail("getUpdates", 429, "Too Many Requests", retry_after=600)
    async with run(poll=0.2) as channel:
        await until(lambda: len(api.called("getUpdates")) == 1)
        refused = channel.bot.polls.last_try
        await until(lambda: channel.bot.polls.last_try > refused)
        assert (channel.asks, len(api.called("getUpdates"))) == (True, 1)


async def test_after_the_wait_that_telegram_asked_for_we_ask_again(run: Run, anna: FakeUser, api: FakeApi) -> None:
    api.fail("getUpdates", 429, "Too Many Requests", retry_after=1)
    async with run(poll=0.2):
        await anna.send(QUESTION)
        answered = await anna.expect(ANSWER)
    first, second = api.called("getUpdates")[:2]
    assert second.at - first.at >= 1 <= answered.at - first.at


async def test_when_nothing_at_all_can_be_kept_we_ask_again_after_a_pause_and_call_it_no_success(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage
) -> None:
    """The library pauses, longer each time, after a NetworkError only; after anything else it asks again at once, without end.

    Not even the number of the update can be set aside here: going on would lose it. Our health shows that nothing comes in.
    """
    async with run(poll=0.2) as channel:
        with storage.transaction() as db:
            db.execute("CREATE TRIGGER trap BEFORE INSERT ON inbox BEGIN SELECT raise(ABORT, 'trap'); END")
        await anna.send(QUESTION)
        await anna.expect("Er ging iets mis")
        last_good = channel.bot.polls.last_good
        with pytest.raises(NetworkError, match="cannot be kept"):
            await channel.bot.get_updates(timeout=0)
        assert channel.bot.polls.last_good == last_good
        with storage.transaction() as db:
            db.execute("DROP TRIGGER trap")
        await anna.expect(ANSWER)


async def test_only_one_process_serves_a_database(storage: Storage) -> None:
    first = Lock(storage.path)
    with pytest.raises(AlreadyRunning):
        Lock(storage.path)
    assert running(storage.path)
    first.release()
    assert not running(storage.path)
    Lock(storage.path).release()


async def test_after_an_outage_the_first_answer_begins_with_an_apology_and_the_next_does_not(
    run: Run, anna: FakeUser, bram: FakeUser, clock: Clock
) -> None:
    await anna.send("/privacy")
    await anna.send("/help")
    await bram.send(QUESTION)
    clock.forward(minutes=20)
    async with run():
        await anna.expect("zo weinig als kan")
        await anna.expect("over werk")
        await bram.expect(ANSWER)
    assert [SORRY in text for text in anna.texts] == [True, False]
    assert SORRY in bram.texts[0]


async def test_a_press_from_before_an_outage_changes_nothing_and_shows_what_can_be_chosen_now(
    run: Run, anna: FakeUser, clock: Clock, storage: Storage, reopened: Callable[[], Reception]
) -> None:
    async with run():
        await to_summary(anna)
    await anna.press("Bevestig afspraak")
    clock.forward(minutes=20)
    async with run(through=reopened()):
        answer = await anna.expect("niet meer geldig")
    assert SORRY in answer.text
    assert "Bevestig afspraak" in answer.buttons
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


async def test_a_press_from_before_an_outage_of_the_network_and_a_restart_changes_nothing(
    run: Run, anna: FakeUser, api: FakeApi, clock: Clock, storage: Storage, reopened: Callable[[], Reception]
) -> None:
    """While the network is gone we stay awake, and say so: that is not hearing Telegram."""
    async with run(poll=0.3) as channel:
        await to_summary(anna)
        await until(lambda: "opgehaald" in beats(storage))
        await api.down()
        await anna.press("Bevestig afspraak")
        clock.forward(minutes=20)
        channel.bot.polls.last_good -= 20 * 60
        await until(lambda: _age(storage, "wakker", clock) < 60)
    await api.up()
    async with run(through=reopened()):
        await anna.expect("niet meer geldig")
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


def _age(storage: Storage, name: str, clock: Clock) -> float:
    """How many seconds ago a sign of life was noted."""
    with storage.transaction() as db:
        return (clock() - operations.all_beats(db)[name].at).total_seconds()


async def test_a_press_from_before_an_outage_that_only_tells_is_obeyed(
    run: Run, anna: FakeUser, clock: Clock, reopened: Callable[[], Reception]
) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("Waar kunnen wij")
    await anna.press("Ik kom langs")
    clock.forward(minutes=20)
    async with run(through=reopened()):
        await anna.expect(SORRY, ANSWER)


async def test_an_old_button_never_acts_on_a_newer_booking(run: Run, anna: FakeUser, storage: Storage) -> None:
    async with run():
        summary = await to_summary(anna)
        await anna.send("stop")
        await anna.expect("Wij stoppen")
        await to_summary(anna, days_ahead=True)
        await anna.press("Bevestig afspraak", summary)
        answer = await anna.expect("niet meer geldig")
        await anna.expect_change(summary)
    assert "Bevestig afspraak" in answer.buttons
    assert (summary.buttons, "Uw keuze: Bevestig" in summary.text) == ([], False)
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


async def test_a_pause_keeps_messages_and_says_so_once_and_afterwards_everyone_is_answered(
    run: Run, anna: FakeUser, storage: Storage, clock: Clock
) -> None:
    with storage.transaction() as db:
        operations.turn_on(db, operations.PAUSE, clock())
    async with run():
        await anna.send("/privacy")
        await anna.expect("even niet antwoorden")
        await anna.send("/help")
        await until(lambda: _open_rows(storage) == 2)
        with storage.transaction() as db:
            operations.turn_off(db, operations.PAUSE)
        await anna.expect("zo weinig als kan")
        await anna.expect("over werk")
    assert sum("even niet antwoorden" in text for text in anna.texts) == 1


async def test_who_is_in_danger_is_answered_in_a_pause_too(run: Run, anna: FakeUser, storage: Storage, clock: Clock) -> None:
    with storage.transaction() as db:
        operations.turn_on(db, operations.PAUSE, clock())
    async with run():
        await anna.send("ik wil niet meer leven")
        await anna.expect("113")


def _fetched(storage: Storage) -> int:
    with storage.transaction() as db:
        return int(db["inbox"].count)


def _open_rows(storage: Storage) -> int:
    with storage.transaction() as db:
        return len(inbox.waiting(db, "telegram"))


async def test_a_message_that_cannot_be_handled_is_given_up_after_three_tries_and_the_person_knows(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage
) -> None:
    with storage.transaction() as db:
        db.execute("CREATE TRIGGER trap BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'trap'); END")
    async with run():
        await anna.send("/privacy")
        await anna.expect("Er ging iets mis bij ons")
        with storage.transaction() as db:
            db.execute("DROP TRIGGER trap")
        await bram.send(QUESTION)
        await bram.expect(ANSWER)
    with storage.transaction() as db:
        assert db.execute("SELECT dead, tries, body FROM inbox ORDER BY id").fetchall() == [(1, 3, ""), (0, 0, "")]


async def test_a_later_failure_has_its_own_apology_though_the_numbers_of_rows_began_again(
    run: Run, anna: FakeUser, storage: Storage
) -> None:
    with storage.transaction() as db:
        db.execute("CREATE TRIGGER trap BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'trap'); END")
    async with run():
        for _ in range(2):
            await anna.send("/privacy")
            await anna.expect("Er ging iets mis bij ons")
            with storage.transaction() as db:
                db.execute("DELETE FROM inbox")  # as after some quiet days


async def test_a_message_that_sqlite_cannot_handle_is_given_up_and_holds_up_nobody(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage
) -> None:
    async with run():
        with storage.transaction() as db:
            db.execute("CREATE TRIGGER trap BEFORE INSERT ON events BEGIN SELECT json('no json'); END")
        await anna.send("/privacy")
        await anna.expect("Er ging iets mis bij ons")
        with storage.transaction() as db:
            db.execute("DROP TRIGGER trap")
        for person in (anna, bram):
            await person.send(QUESTION)
            await person.expect(ANSWER)
    with storage.transaction() as db:
        assert db.execute("SELECT dead FROM inbox ORDER BY id").fetchall() == [(1,), (0,), (0,)]


async def test_a_message_that_killed_us_three_times_is_given_up(
    run: Run, anna: FakeUser, storage: Storage, reopened: Callable[[], Reception]
) -> None:
    with storage.transaction() as db:
        db.execute("CREATE TRIGGER trap BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'trap'); END")
        row = inbox.accept(db, "telegram", 1, "p", "{}", Clock()())
        db.execute("UPDATE inbox SET tries = 2")
    Path(f"{storage.path}.telegram.bezig").write_text(f"{row}\n", encoding="ascii")
    async with run():
        pass
    with storage.transaction() as db:
        assert db.execute("SELECT dead, tries FROM inbox").fetchall() == [(1, 3)]


async def test_a_story_that_killed_us_three_times_has_one_apology(run: Run, anna: FakeUser, bram: FakeUser, storage: Storage) -> None:
    with storage.transaction() as db:
        found = []
        for number, user in enumerate((anna, anna, anna, bram), start=1):
            person = pseudonym("telegram", str(user.id), KEY)
            people.remember_address(db, person, "telegram", str(user.id))
            found.append(inbox.accept(db, "telegram", number, person, "{}", Clock()()))
        db.execute("UPDATE inbox SET tries = 2")
    Path(f"{storage.path}.telegram.bezig").write_text(" ".join(map(str, found)) + "\n", encoding="ascii")
    async with run():
        for person in (anna, bram):
            await person.expect("Er ging iets mis bij ons")
            await person.send(QUESTION)
            await person.expect(ANSWER)
    assert [sum("Er ging iets mis" in text for text in person.texts) for person in (anna, bram)] == [1, 1]


async def test_the_menu_is_set_when_it_changed_and_only_then(run: Run, api: FakeApi, reopened: Callable[[], Reception]) -> None:
    async with run():
        await until(lambda: bool(api.called("setMyShortDescription")))
    names = [one["command"] for one in api.settings["commands:all_private_chats:"]]
    assert names == ["start", "afspraak", "mijnafspraak", "medewerker", "privacy", "help", "stop"]
    async with run(through=reopened()):
        await until(lambda: len(api.called("getMyShortDescription")) == 2)
    assert [len(api.called(name)) for name in ("setMyCommands", "setMyDescription", "setMyShortDescription")] == [1, 1, 1]


async def test_the_numbers_of_updates_are_forgotten_when_telegram_may_use_them_again(
    run: Run, anna: FakeUser, storage: Storage, clock: Clock
) -> None:
    async with run() as channel:
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        clock.forward(days=4)
        await channel.gateway.forget(Settings().retention)
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL").fetchone() == (0,)


async def test_a_duty_that_fails_once_is_done_again(run: Run, reception: Reception, api: FakeApi, clock: Clock) -> None:
    times = []

    async def duty() -> None:
        times.append(1)
        raise ValueError("once")

    settings = Settings(telegram=TelegramSettings(api.base_url))
    channel = Service(reception, KEY, Secret(api.token), settings, clock, limits=replace(QUICK))
    channel.gateway.also_every(0.01, duty)
    await channel.start()
    await until(lambda: len(times) > 2)
    await channel.stop()


async def test_no_log_of_a_whole_run_names_the_token_a_person_or_their_words(
    run: Run, api: FakeApi, caplog: pytest.LogCaptureFixture
) -> None:
    user = api.user("Hildegonda")
    with caplog.at_level(logging.INFO, "bot"):
        async with run():
            api.fail("sendMessage", 400, "Bad Request: can't parse entities: Hildegonda", chat=user.id)
            api.fail("getUpdates", 502)
            await user.send("waar zitten jullie, bel 0612345678")
            await user.expect(ANSWER)
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "bare text" in said
    for secret in (api.token, "Hildegonda", "0612345678", "zitten", str(user.id)):
        assert secret not in said


async def test_a_stop_on_a_full_disk_does_every_step(
    reception: Reception, api: FakeApi, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    channel = Service(reception, KEY, Secret(api.token), Settings(telegram=TelegramSettings(base_url=api.base_url)), clock, limits=QUICK)
    await channel.start()
    await channel.gateway.database.outside(lambda db: db.execute("PRAGMA query_only = ON"))
    await channel.stop()
    assert not channel.updater.running
    assert "a step of starting or stopping failed" in caplog.text
    reception.storage.db.execute("PRAGMA query_only = OFF")


async def test_a_start_on_a_full_disk_goes_on_and_says_so_to_whoever_writes(
    storage: Storage, reception: Reception, small: Snapshot, anna: FakeUser, api: FakeApi, clock: Clock
) -> None:
    own = Storage(storage.path)
    own.db.execute("PRAGMA query_only = ON")
    again = Reception(own, small, Settings())  # as after a restart: nothing is to be migrated, nothing to be brought up to date
    channel = Service(again, KEY, Secret(api.token), Settings(telegram=TelegramSettings(base_url=api.base_url)), clock, limits=QUICK)
    await channel.start()
    await anna.send("waar zitten jullie")
    await anna.expect("Er ging iets mis")
    await channel.stop()
    own.close()
