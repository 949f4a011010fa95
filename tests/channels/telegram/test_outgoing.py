"""Telegram's own trouble: each answer still arrives, once, and nobody waits for somebody else's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.channels.telegram.updates import CHANNEL
from bot.domain.messages import Button, Reply, to_body
from bot.domain.time import moment, stamp
from bot.gateway.limits import Limits
from bot.privacy.masking import pseudonym
from bot.storage import appointment_rows, appointments, outbox, people, personal_data
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, Clock, Run
from tests.channels.telegram.walks import to_appointment, to_summary
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

QUESTION, ANSWER = "waar zitten jullie", "Plein 1"
COPY_AFTER = Limits().copy_after  # seconds


def person_of(user: FakeUser) -> str:
    return pseudonym(CHANNEL, str(user.id), KEY)


def states(storage: Storage, user: FakeUser) -> list[str]:
    """The states of a person's rows in the outbox, in order."""
    with storage.transaction() as db:
        found = db.execute("SELECT state FROM outbox WHERE person = ? ORDER BY id", (person_of(user),)).fetchall()
    return [str(state) for (state,) in found]


def put(storage: Storage, user: FakeUser, reply: Reply, clock: Clock, *, kind: str = "antwoord") -> None:
    """A row that is due now, as another process may write it."""
    with storage.transaction() as db:
        people.remember_address(db, person_of(user), CHANNEL, str(user.id))
        outbox.put(db, person_of(user), CHANNEL, kind, to_body(reply), clock(), now=clock())


async def known(*users: FakeUser) -> None:
    """Let people introduce themselves, so that a later answer is the first thing on trial."""
    for user in users:
        await user.send(QUESTION)
        await user.expect(ANSWER)


async def test_a_429_makes_this_chat_wait_as_long_as_telegram_says_and_nobody_else(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi
) -> None:
    async with run():
        await known(anna, bram)
        api.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat=anna.id)
        began = time.monotonic()
        await anna.send(QUESTION)
        await bram.send(QUESTION)
        waited_bram = (await bram.expect(ANSWER)).at - began
        waited_anna = (await anna.expect(ANSWER)).at - began
    assert waited_bram < waited_anna
    assert waited_anna >= 1.0


async def test_after_a_429_nobody_waits_behind_what_nobody_asked_for(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    """150 reminders at ten a second would take fifteen seconds."""
    async with run(unasked_per_second=10.0):
        await known(anna)
        api.fail("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, chat=anna.id)
        users = [api.user() for _ in range(150)]
        for user in users:
            put(storage, user, Reply("bericht"), clock, kind="bericht")
        await _until(lambda: len(api.called("sendMessage")) > 1)
        await anna.send(QUESTION)
        await anna.expect_count(2)
        written = sum(bool(user.chat.sent) for user in users)
    assert written < 150


async def test_what_was_said_first_arrives_first_after_a_429(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        api.fail("sendMessage", 429, retry_after=1, chat=anna.id)
        for text in ("een", "twee", "drie"):
            put(storage, anna, Reply(text), clock)
        await anna.expect_count(3)
    assert anna.texts == ["een", "twee", "drie"]


async def test_who_blocked_us_is_marked_and_reminders_stop(run: Run, anna: FakeUser, storage: Storage, clock: Clock) -> None:
    async with run():
        await to_appointment(anna, days_ahead=True)
        anna.chat.blocked = True
        clock.forward(seconds=_until_reminder(storage, clock))
        await _until(lambda: "dead" in states(storage, anna))
    with storage.transaction() as db:
        assert people.address_of(db, person_of(anna)) is None
        (made,) = appointment_rows.upcoming(db, person_of(anna), clock())
        assert appointments.reminder_state_of(db, made) == "dead"


async def test_blocking_is_known_before_anything_is_sent_and_writing_again_undoes_it(run: Run, anna: FakeUser, storage: Storage) -> None:
    async with run():
        await known(anna)
        await anna.block()
        await _until(lambda: _address(storage, anna) is None)
        await anna.unblock()
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert _address(storage, anna) == str(anna.id)


@pytest.mark.parametrize("new_number", [False, True])
async def test_an_old_block_that_is_delivered_again_changes_nothing(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, storage: Storage, clock: Clock, new_number: bool
) -> None:
    """As posts that are tried again do, out of order; under a number of its own it is still older than what was heard last."""
    async with run():
        await known(anna)
        blocked = await anna.block()
        await _until(lambda: _address(storage, anna) is None)
        clock.forward(seconds=5)
        await anna.unblock()
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        await (api.deliver(my_chat_member=blocked["my_chat_member"]) if new_number else api.repeat(blocked))
        await known(bram)
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
        assert _address(storage, anna) == str(anna.id)
        assert "dropped" not in states(storage, anna)


async def test_what_was_said_before_a_block_does_not_undo_it(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage, clock: Clock
) -> None:
    async with run():
        await known(anna)
        said = clock.seconds()
        clock.forward(seconds=5)
        await anna.block()
        await _until(lambda: _address(storage, anna) is None)
        await anna.send(QUESTION, at=said)
        await known(bram)
    assert _address(storage, anna) is None


def _address(storage: Storage, user: FakeUser) -> str | None:
    with storage.transaction() as db:
        return people.address_of(db, person_of(user))


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
    ],
)
async def test_a_tapped_message_that_cannot_be_edited_is_left_as_it_is(run: Run, anna: FakeUser, api: FakeApi, description: str) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("Waar kunnen wij")
        api.fail("editMessageText", 400, description)
        await anna.press("Ik kom langs")
        await anna.expect("Plein 1")
        await known(anna)
    assert len(api.called("editMessageText")) == 1


async def test_a_query_that_is_too_old_is_swallowed_and_the_press_is_answered(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("Waar kunnen wij")
        api.fail("answerCallbackQuery", 400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        await anna.press("Ik kom langs")
        await anna.expect("Plein 1")


async def test_a_reply_that_telegram_refuses_is_sent_once_as_bare_text(run: Run, anna: FakeUser, api: FakeApi, storage: Storage) -> None:
    async with run():
        await known(anna)
        api.fail("sendMessage", 400, "Bad Request: can't parse entities: Unsupported start tag", chat=anna.id)
        await anna.send("/start")
        menu = await anna.expect("Waar kunnen wij")
    assert (menu.buttons, "- Ik kom langs" in menu.text) == ([], True)
    assert states(storage, anna) == ["sent", "sent"]


async def test_a_message_that_telegram_takes_in_no_form_is_set_aside_and_the_next_one_goes(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage
) -> None:
    async with run():
        await known(anna)
        api.fail("sendMessage", 400, "Bad Request: strange", chat=anna.id, times=2)
        await anna.send("/start")
        await _until(lambda: states(storage, anna)[-1] == "dead")
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert states(storage, anna) == ["sent", "dead", "sent"]


async def test_a_chat_that_does_not_exist_is_unreachable(run: Run, anna: FakeUser, api: FakeApi, storage: Storage) -> None:
    async with run():
        await known(anna)
        api.fail("sendMessage", 400, "Bad Request: chat not found", chat=anna.id)
        await anna.send(QUESTION)
        await _until(lambda: states(storage, anna) == ["sent", "dropped"])
    assert _address(storage, anna) is None


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_an_answer_survives_trouble_at_telegram(run: Run, anna: FakeUser, api: FakeApi, code: int) -> None:
    async with run():
        api.fail("sendMessage", code, "Internal Server Error", times=3)
        await anna.send(QUESTION)
        await anna.expect(ANSWER)
    assert len(anna.texts) == 1


async def test_an_hour_without_network_loses_nothing_and_doubles_nothing(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, clock: Clock, storage: Storage
) -> None:
    async with run():
        await known(anna, bram)
        await api.down()
        for user in (anna, bram):
            for text in ("een", "twee"):
                put(storage, user, Reply(text), clock)
        await _until(lambda: _tries(storage) >= 4)
        clock.forward(hours=1)
        await api.up()
        for user in (anna, bram):
            await user.expect_count(3)
    assert [user.texts[1:] for user in (anna, bram)] == [["een", "twee"], ["een", "twee"]]


async def test_an_hour_in_which_telegram_takes_everything_and_says_nothing_loses_nothing(
    run: Run, anna: FakeUser, api: FakeApi, clock: Clock, storage: Storage
) -> None:
    """Connections are made, and no answer comes: nobody knows what arrived."""
    async with run(read_timeout=0.1):
        await known(anna)
        for _ in range(9):
            api.lose("sendMessage", delivered=False, hang=True, chat=anna.id)
        before = len(api.called("sendMessage"))
        put(storage, anna, Reply("een"), clock)
        for tries in range(1, 10):
            await _until(lambda tries=tries: len(api.called("sendMessage")) == before + tries and states(storage, anna)[-1] == "due")
            clock.forward(minutes=15)
        await anna.expect("een")
    assert anna.texts[1:] == ["een"]


def _tries(storage: Storage) -> int:
    with storage.transaction() as db:
        return int(db.execute("SELECT max(tries) FROM outbox").fetchone()[0])


async def test_an_answer_that_may_have_arrived_is_sent_again(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run():
        await known(anna)
        api.lose("sendMessage", delivered=True, chat=anna.id)
        await anna.send(QUESTION)
        await anna.expect_count(3)
    assert anna.texts[1] == anna.texts[2]


@pytest.mark.parametrize("hang", [True, False])
@pytest.mark.parametrize("delivered", [True, False])
async def test_a_confirmation_that_may_have_arrived_is_followed_once_by_one_that_says_so(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock, hang: bool, delivered: bool
) -> None:
    async with run():
        await to_summary(anna)
        api.lose("sendDocument", delivered=delivered, hang=hang, chat=anna.id)
        await anna.press("Bevestig afspraak")
        await _until(lambda: "uncertain" in states(storage, anna))
        clock.forward(seconds=COPY_AFTER)
        again = await anna.expect("Voor de zekerheid:")
        clock.forward(hours=1)
        await known(anna)
    assert again.text.startswith("Voor de zekerheid: Uw afspraak staat vast")
    assert again.file is not None
    assert [text.startswith("Voor") for text in anna.texts if "staat vast" in text] == [False] * delivered + [True]


async def test_nothing_waits_for_the_copy_of_a_confirmation(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_summary(anna)
        api.lose("sendDocument", delivered=False, chat=anna.id)
        await anna.press("Bevestig afspraak")
        await _until(lambda: "uncertain" in states(storage, anna))
        await known(anna, bram)
        clock.forward(seconds=COPY_AFTER)
        await anna.expect("Voor de zekerheid:")


async def test_a_confirmation_surely_arrives_however_often_its_copy_is_in_doubt(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_summary(anna)
        for _ in range(4):
            api.lose("sendDocument", delivered=False, chat=anna.id)
        await anna.press("Bevestig afspraak")
        for lost in range(4):
            await _until(lambda lost=lost: _waits(storage, anna) and len(api.called("sendDocument")) == lost + 1)
            await known(anna)
            clock.forward(seconds=COPY_AFTER * 2**lost)
        await anna.expect("Voor de zekerheid:")
        clock.forward(hours=1)
        await known(anna)
    assert [text[:18] for text in anna.texts if "staat vast" in text] == ["Voor de zekerheid:"]


def _waits(storage: Storage, user: FakeUser) -> bool:
    """Whether a copy of a confirmation waits for its time."""
    with storage.transaction() as db:
        sql = "SELECT count(*) FROM outbox WHERE person = ? AND state = 'due' AND key LIKE 'zekerheid:%'"
        return bool(db.execute(sql, (person_of(user),)).fetchone() == (1,))


async def test_who_is_erased_while_a_confirmation_is_on_its_way_leaves_nothing_behind_and_is_told(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_summary(anna)
        api.lose("sendDocument", delivered=False, hang=True, chat=anna.id)
        await anna.press("Bevestig afspraak")
        await _until(lambda: states(storage, anna)[-1] == "sending" and len(api.called("sendDocument")) == 1)
        with storage.transaction() as db:
            personal_data.erase(db, person_of(anna))
            goodbye = to_body(Reply("Wij hebben alles gewist."))
            outbox.put(db, person_of(anna), CHANNEL, personal_data.ANSWERING, goodbye, clock(), now=clock())
        await anna.expect("alles gewist")
        await _until(lambda: "due" not in states(storage, anna) and "sending" not in states(storage, anna))
        clock.forward(hours=1)
        await known(anna)
    with storage.transaction() as db:
        assert db.execute("SELECT count(*) FROM outbox WHERE key LIKE 'zekerheid:%'").fetchone() == (0,)
    assert not any("staat vast" in text for text in anna.texts)


async def test_a_copy_of_a_confirmation_takes_no_keys_away_that_came_after_it(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_summary(anna)
        api.lose("sendDocument", delivered=False, chat=anna.id)
        await anna.press("Bevestig afspraak")
        await _until(lambda: "uncertain" in states(storage, anna))
        put(storage, anna, Reply("Uw nummer?", (Button("Deel mijn nummer", "deel", asks_contact=True),)), clock)
        await anna.expect("Uw nummer?")
        clock.forward(seconds=COPY_AFTER)
        await anna.expect("Voor de zekerheid:")
    assert not any("remove_keyboard" in str(call.params.get("reply_markup", "")) for call in api.calls)


async def test_a_reminder_that_may_have_arrived_is_followed_once_by_one_that_says_so(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_appointment(anna, days_ahead=True)
        api.lose("sendMessage", delivered=True, chat=anna.id)
        clock.forward(seconds=_until_reminder(storage, clock))
        await _until(lambda: "uncertain" in states(storage, anna))
        clock.forward(seconds=COPY_AFTER)
        again = await anna.expect("Voor de zekerheid:")
    assert again.text.startswith("Voor de zekerheid: ")
    assert sum("Herinnering" in text or "herinnering komt later" in text for text in anna.texts) == 2


async def test_a_copy_of_a_confirmation_that_waited_for_telegram_says_nothing_of_what_changed_meanwhile(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        await to_summary(anna, days_ahead=True)
        api.lose("sendDocument", delivered=False, chat=anna.id)
        await anna.press("Bevestig afspraak")
        await _until(lambda: _waits(storage, anna))
        api.fail("sendDocument", 429, "Too Many Requests: retry after 1", retry_after=1, chat=anna.id)
        clock.forward(seconds=COPY_AFTER)
        await _until(lambda: len(api.called("sendDocument")) == 2 and _waits(storage, anna))
        with storage.transaction() as db:
            db.execute("UPDATE appointments SET changed_at = ?", (stamp(clock()),))  # as when it is moved
            db.execute("UPDATE outbox SET due_at = ? WHERE key LIKE 'zekerheid:%'", (stamp(clock() + timedelta(milliseconds=1)),))
        await _until(lambda: states(storage, anna)[-1] == "dropped")
        await known(anna)
    assert not any("staat vast" in text for text in anna.texts)


async def test_a_doubtful_confirmation_of_an_appointment_that_is_off_again_is_not_repeated(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    async with run():
        confirmed = await to_appointment(anna)
        with storage.transaction() as db:
            (row_id,) = db.execute("SELECT id FROM outbox WHERE kind = 'bevestiging'").fetchone()
            (made,) = appointment_rows.upcoming(db, person_of(anna), clock())
            reply = Reply(confirmed.text, confirms=made.id)
            appointments.cancel(db, person_of(anna), made.id, clock())
            outbox.put(db, person_of(anna), CHANNEL, "bevestiging", to_body(reply), clock(), now=clock(), key=f"zekerheid:{row_id}")
        await _until(lambda: states(storage, anna)[-1] == "dropped")
    assert not any(text.startswith("Voor de zekerheid") for text in anna.texts)


@pytest.mark.parametrize("late", [0, 2 * 3600])
@pytest.mark.parametrize("stands", [True, False])
async def test_a_reminder_of_a_cancelled_appointment_is_never_sent(
    run: Run, anna: FakeUser, storage: Storage, clock: Clock, late: int, stands: bool
) -> None:
    """Not in time and not late; also when its row still stands, for what was on its way at that moment comes back."""
    async with run():
        await to_appointment(anna, days_ahead=True)
        wait = _until_reminder(storage, clock)
        with storage.transaction() as db:
            (made,) = appointment_rows.upcoming(db, person_of(anna), clock())
            (body,) = db.execute("SELECT body FROM outbox WHERE kind = 'herinnering'").fetchone()
            appointments.cancel(db, person_of(anna), made.id, clock())
            if stands:
                db.execute("UPDATE outbox SET state = 'due', body = ? WHERE kind = 'herinnering'", (body,))
        before = len(anna.texts)
        clock.forward(seconds=wait + late)
        await _until(lambda: _reminder_state(storage) == "dropped")
        await known(anna)
    assert len(anna.texts) == before + 1  # only what was asked just now


def _reminder_state(storage: Storage) -> str:
    with storage.transaction() as db:
        return str(db.execute("SELECT state FROM outbox WHERE kind = 'herinnering'").fetchone()[0])


async def test_a_text_longer_than_a_message_arrives_in_order_with_the_buttons_below_the_last_part(
    run: Run, anna: FakeUser, storage: Storage, clock: Clock
) -> None:
    paragraphs = [f"{number} " + "tekst <b> & 😀 " * 150 for number in range(5)]
    async with run():
        put(storage, anna, Reply("\n\n".join(paragraphs), (Button("Ja", "ja"),)), clock)
        await anna.expect("4 tekst")
    assert " ".join(anna.texts).split() == " ".join(paragraphs).split()
    assert [sent.buttons for sent in anna.chat.sent] == [[]] * (len(anna.texts) - 1) + [["Ja"]]


async def test_of_a_long_text_only_the_rest_is_sent_again(run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock) -> None:
    paragraphs = [f"{number} " + "tekst " * 500 for number in range(3)]
    async with run():
        second = Fault(429, "Too Many Requests", retry_after=1, fits=lambda params: str(params.get("text", "")).startswith("1 "))
        api.faults.planned["sendMessage"].append(second)
        put(storage, anna, Reply("\n\n".join(paragraphs)), clock)
        await anna.expect("2 tekst")
    assert " ".join(anna.texts).split() == " ".join(paragraphs).split()


async def test_of_a_long_bare_text_only_the_rest_is_sent_again(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage, clock: Clock
) -> None:
    paragraphs = [f"{number} " + "tekst " * 500 for number in range(3)]

    def bare(params: dict[str, object]) -> bool:
        return "parse_mode" not in params and str(params.get("text", "")).startswith("1 ")

    async with run():
        api.fail("sendMessage", 400, "Bad Request: strange", chat=anna.id)
        api.faults.planned["sendMessage"].append(Fault(429, "Too Many Requests", retry_after=1, fits=bare))
        put(storage, anna, Reply("\n\n".join(paragraphs), (Button("Ja", "ja"),)), clock)
        await anna.expect("2 tekst")
    assert " ".join(anna.texts).split() == " ".join([*paragraphs, "- Ja"]).split()
    assert all(sent.buttons == [] for sent in anna.chat.sent)


async def test_a_row_that_cannot_be_read_stops_no_other_row_of_this_person(
    run: Run, anna: FakeUser, storage: Storage, clock: Clock
) -> None:
    with storage.transaction() as db:
        people.remember_address(db, person_of(anna), CHANNEL, str(anna.id))
        outbox.put(db, person_of(anna), CHANNEL, "antwoord", "no json", clock(), now=clock())
    put(storage, anna, Reply("hallo"), clock)
    async with run():
        await anna.expect("hallo")
    assert states(storage, anna) == ["dead", "sent"]


async def test_what_was_on_its_way_at_a_kill_is_judged_at_the_next_start(run: Run, anna: FakeUser, storage: Storage, clock: Clock) -> None:
    put(storage, anna, Reply("een antwoord"), clock)
    put(storage, anna, Reply("bevestigd", confirms=""), clock, kind="bevestiging")
    with storage.transaction() as db:
        db.execute("UPDATE outbox SET state = 'sending'")
    async with run():
        await anna.expect("een antwoord")
        clock.forward(seconds=COPY_AFTER)
        await anna.expect("Voor de zekerheid: bevestigd")
    assert len(anna.texts) == 2


async def test_who_asked_for_nothing_is_written_to_at_a_measured_pace(run: Run, api: FakeApi, storage: Storage, clock: Clock) -> None:
    users = [api.user() for _ in range(20)]
    for user in users:
        put(storage, user, Reply("herinnering"), clock, kind="bericht")
    async with run(unasked_per_second=100.0):
        for user in users:
            await user.expect("herinnering")
    sent = sorted(user.chat.sent[0].at for user in users)
    assert sent[-1] - sent[0] >= 0.15


async def test_the_tapped_message_is_edited_after_the_answer_so_that_nobody_waits_for_it(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run():
        await anna.send("/start")
        menu = await anna.expect("Waar kunnen wij")
        await anna.press("Ik kom langs")
        await anna.expect_change(menu)
    methods = [call.method for call in api.calls if call.method in ("sendMessage", "editMessageText")]
    assert methods == ["sendMessage", "sendMessage", "editMessageText"]


def _until_reminder(storage: Storage, clock: Clock) -> float:
    """Seconds from now until the reminder is due."""
    with storage.transaction() as db:
        (due,) = db.execute("SELECT due_at FROM outbox WHERE kind = 'herinnering'").fetchone()
    return (moment(due) - clock()).total_seconds()


async def _until(there: Callable[[], bool], seconds: float = 30.0) -> None:
    """Until something is so in the database, which tells nobody."""
    ends = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < ends, "it never became so"
        await asyncio.sleep(0.01)
