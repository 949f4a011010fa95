"""Nothing that Telegram gave us is lost, and nothing is done twice."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from random import Random

import pytest
from telegram import Update

from bot.app.assistant import Reception
from bot.channels.telegram.updates import Reader, arrival
from bot.gateway.arrivals import Arrival
from bot.gateway.database_thread import DatabaseThread
from bot.gateway.extras import Extras
from bot.gateway.inbox_queue import Inbox
from bot.privacy.masking import pseudonym
from bot.storage import inbox, people
from bot.storage.database import Database, Storage
from tests.channels.telegram.conftest import KEY, QUICK, Clock, Run
from tests.channels.telegram.test_channel import until
from tests.channels.telegram.walks import to_summary
from tests.privacy.numbers import bsn
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi


def rows(storage: Storage, sql: str) -> list[tuple[object, ...]]:
    """What stands in the file, seen from outside."""
    with sqlite3.connect(storage.path) as connection:
        found = connection.execute(sql).fetchall()
    connection.close()
    return found


async def test_the_same_update_five_times_gives_one_answer(run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi) -> None:
    async with run():
        update = await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
        for _ in range(4):
            await api.repeat(update)
        await bram.send("waar zitten jullie")
        await bram.expect("Plein 1")
    assert len(anna.texts) == 1


async def test_an_update_of_before_a_restart_is_known_after_it(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, reopened: Callable[[], Reception]
) -> None:
    async with run():
        update = await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    await api.repeat(update)
    async with run(through=reopened()):
        await bram.send("waar zitten jullie")
        await bram.expect("Plein 1")
    assert len(anna.texts) == 1


async def test_updates_of_two_people_mixed_up_and_repeated_give_each_one_booking(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, reception: Reception
) -> None:
    async with run():
        for person in (anna, bram):
            await to_summary(person)
        updates = [await person.press("Bevestig afspraak") for person in (anna, bram)]
        for update in itertools.chain(updates, reversed(updates), updates):
            await api.repeat(update)
        for person in (anna, bram):
            await person.expect("Uw afspraak staat vast")
            await person.send("waar zitten jullie")
            await person.expect("Plein 1")
    found = rows(reception.storage, "SELECT person, count(*) FROM appointments GROUP BY person")
    assert [count for _, count in found] == [1, 1]
    assert [sum("staat vast" in text for text in person.texts) for person in (anna, bram)] == [1, 1]


async def test_what_was_kept_and_not_handled_is_answered_after_the_start(run: Run, anna: FakeUser, storage: Storage, clock: Clock) -> None:
    person = pseudonym("telegram", str(anna.id), KEY)
    with storage.transaction() as db:
        people.remember_address(db, person, "telegram", str(anna.id))
        inbox.accept(db, "telegram", 1, person, json.dumps({"text": "waar zitten jullie", "kind": "text", "chat": anna.id}), clock())
    async with run():
        await anna.expect("Plein 1")


async def test_a_secret_number_is_taken_out_of_the_chat_though_we_were_killed_in_between(
    database: DatabaseThread, anna: FakeUser, clock: Clock
) -> None:
    update = update_of(clock, anna, 1, f"mijn bsn is {bsn(Random(3))}")
    killed, after = Witness(), Witness()
    await Inbox("telegram", database, killed, clock, QUICK).keep_all([update])
    line = Inbox("telegram", database, after, clock, QUICK)
    for _ in range(2):  # a row that fails for the moment comes again every second
        await line.sweep()
        line.finished(list(line.in_memory))
    assert (killed.taken_away, after.taken_away) == ([], [1001])


async def test_a_kept_row_that_cannot_be_read_stops_no_other(run: Run, anna: FakeUser, storage: Storage, clock: Clock) -> None:
    with storage.transaction() as db:
        spoilt = inbox.accept(db, "telegram", 1, "iemand", "{", clock())
        whole = json.dumps({"kind": "text", "chat": anna.id, "text": "waar zitten jullie"})
        inbox.accept(db, "telegram", 2, pseudonym("telegram", str(anna.id), KEY), whole, clock())
        people.remember_address(db, pseudonym("telegram", str(anna.id), KEY), "telegram", str(anna.id))
    async with run():
        await anna.expect("Plein 1")
    assert rows(storage, "SELECT id FROM inbox WHERE dead = 1") == [(spoilt,)]


async def test_the_words_are_wiped_when_they_are_handled_and_the_number_stays(run: Run, anna: FakeUser, storage: Storage) -> None:
    async with run():
        update = await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    assert rows(storage, "SELECT update_id, body, handled_at IS NOT NULL FROM inbox") == [(update["update_id"], "", 1)]


async def test_the_language_of_a_phone_is_written_nowhere(run: Run, anna: FakeUser, storage: Storage) -> None:
    with sqlite3.connect(storage.path) as connection:
        connection.execute("CREATE TABLE spied (body TEXT)")
        connection.execute("CREATE TRIGGER spy AFTER INSERT ON inbox BEGIN INSERT INTO spied VALUES (NEW.body); END")
    connection.close()
    async with run():
        await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    seen = [str(body) for (body,) in rows(storage, "SELECT body FROM spied")]
    assert seen == [json.dumps({"text": "waar zitten jullie", "kind": "text", "chat": str(anna.id), "sent": 1001})]


async def test_an_update_that_cannot_be_read_stops_nobody_and_its_person_is_told(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, storage: Storage
) -> None:
    async with run():
        broken = bram.message(text="hallo")
        broken["from"] = {"id": "no number", "is_bot": "perhaps"}
        del broken["date"]
        await api.deliver(message=broken)
        await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
        await bram.expect("Er ging iets mis")
    assert rows(storage, "SELECT dead, body FROM inbox ORDER BY update_id") == [(1, ""), (0, "")]
    assert len(api.called("getUpdates")) < 20


async def test_an_update_that_cannot_be_kept_stops_nobody_beside_or_after_it_and_its_person_is_told(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, storage: Storage
) -> None:
    await anna.send("hallo \ud83d")  # half a sign: no text that can be written
    await bram.send("waar zitten jullie")
    async with run(poll=0.2):
        await bram.expect("Plein 1")
        await anna.expect("Er ging iets mis")
        await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    assert rows(storage, "SELECT dead, body FROM inbox ORDER BY update_id") == [(1, ""), (0, ""), (0, "")]
    assert not api.updates.waiting


@pytest.mark.parametrize("unblocks", [False, True])
async def test_who_was_known_under_the_pseudonym_of_a_lost_key_is_known_anew_and_stops_nobody(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage, unblocks: bool
) -> None:
    with storage.transaction() as db:
        people.remember_address(db, pseudonym("telegram", str(anna.id), b"the key of before"), "telegram", str(anna.id))
    async with run(poll=0.2):
        if unblocks:
            await anna.unblock()
        await anna.send("waar zitten jullie")
        await bram.send("waar zitten jullie")
        await bram.expect("Plein 1")
        await anna.expect("Plein 1")
    known = [pseudonym("telegram", str(one.id), KEY) for one in (anna, bram)]
    assert rows(storage, "SELECT person FROM addresses ORDER BY address") == [(person,) for person in known]


async def test_a_change_of_reachability_that_cannot_be_kept_stops_nobody(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage
) -> None:
    with storage.transaction() as db:
        people.remember_address(db, pseudonym("telegram", str(anna.id), KEY), "telegram", str(anna.id))
        db.execute("CREATE TRIGGER trap BEFORE UPDATE ON addresses BEGIN SELECT raise(ABORT, 'trap'); END")
    async with run(poll=0.2):
        await anna.block()
        await bram.send("waar zitten jullie")
        await bram.expect("Plein 1")
    assert rows(storage, "SELECT dead FROM inbox ORDER BY update_id") == [(1,), (0,)]


async def test_a_full_disk_keeps_the_message_at_telegram_and_the_person_is_told(
    run: Run, anna: FakeUser, api: FakeApi, reception: Reception
) -> None:
    async with run() as channel:
        await channel.gateway.database.outside(fill)
        await anna.send("waar zitten jullie? " * 204)  # too long for a page of its table
        await anna.expect("Er ging iets mis")
        assert rows(reception.storage, "SELECT count(*) FROM inbox") == [(0,)]
        await channel.gateway.database.outside(make_room)
        await anna.expect("Plein 1")
    assert rows(reception.storage, "SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL") == [(1,)]


class Witness(Extras):
    """Remembers which messages were taken out of the chat."""

    def __init__(self) -> None:
        self.taken_away: list[int] = []

    def take_away(self, address: str, message: int) -> None:
        self.taken_away.append(message)


@pytest.fixture
async def database(storage: Storage) -> AsyncIterator[DatabaseThread]:
    thread = DatabaseThread(storage)
    yield thread
    await thread.close()


def update_of(clock: Clock, user: FakeUser, number: int, text: str = "waar zitten jullie") -> Arrival:
    update = Update.de_json({"update_id": number, "message": user.message(text=text)}, None)
    return arrival(update, Reader(KEY, clock, lambda _: ""))


@pytest.mark.parametrize("first", ["put", "sweep"])
async def test_what_a_sweep_and_an_update_both_bring_takes_one_place(
    database: DatabaseThread, anna: FakeUser, bram: FakeUser, clock: Clock, first: str
) -> None:
    one, others = update_of(clock, anna, 1), [update_of(clock, bram, 2), update_of(clock, bram, 3)]
    line = Inbox("telegram", database, Extras(), clock, replace(QUICK, kept_in_memory=2))
    await line.keep_all([one])
    sweeping = asyncio.ensure_future(line.sweep())
    if first == "put":
        looked = threading.Event()
        after = asyncio.ensure_future(database.outside(lambda _: looked.set()))
        await asyncio.sleep(0)
        assert looked.wait(5)  # the sweep has seen the row, and goes on when we let the loop go on
        await line.go_on(one.update)
        await after
    await sweeping
    if first == "sweep":
        await line.go_on(one.update)
    taken = line.get_nowait()
    assert line.empty()
    line.finished([taken.row])
    await line.keep_all(others)
    for other in others:
        await asyncio.wait_for(line.go_on(other.update), 5)  # for ever, when a place was not given back
    assert set(line.in_memory) == {taken.row + 1, taken.row + 2}


async def test_a_chat_with_more_than_its_places_leaves_room_for_others_and_loses_nothing(
    database: DatabaseThread, storage: Storage, anna: FakeUser, bram: FakeUser, clock: Clock
) -> None:
    line = Inbox("telegram", database, Extras(), clock, replace(QUICK, kept_in_memory=8, kept_per_chat=3))
    batch = [*(update_of(clock, anna, number) for number in range(1, 11)), update_of(clock, bram, 11)]
    await line.keep_all(batch)
    for one in batch:
        await asyncio.wait_for(line.go_on(one.update), 5)
    assert lined_up(line) == [1, 2, 3, 11]
    for expected in ([4, 5, 6], [7, 8, 9], [10], []):
        with storage.transaction() as db:
            inbox.finish(db, list(line.in_memory), clock())
        line.finished(list(line.in_memory))
        await line.sweep()
        assert lined_up(line) == expected


def lined_up(line: Inbox) -> list[int]:
    """The updates that were put since the last look."""
    found = []
    while not line.empty():
        one = line.get_nowait()
        found.append(one.update)
    return found


async def test_while_the_disk_is_full_everyone_who_writes_is_told_once_and_we_go_on_asking(
    run: Run, anna: FakeUser, bram: FakeUser, api: FakeApi, reception: Reception
) -> None:
    async with run(poll=0.2) as channel:
        await channel.gateway.database.outside(refuse)
        await anna.send("waar zitten jullie")
        await anna.expect("Er ging iets mis")
        await bram.send("waar zitten jullie")
        await bram.expect("Er ging iets mis")  # of the next batch: nobody is hidden behind the first
        tried = channel.bot.polls.last_try
        await until(lambda: channel.bot.polls.last_try > tried)
        assert channel.asks
        assert rows(reception.storage, "SELECT count(*) FROM inbox") == [(0,)]
        await channel.gateway.database.outside(allow)
        for person in (anna, bram):
            await person.expect("Plein 1")
    assert [len(person.texts) for person in (anna, bram)] == [2, 2]


def refuse(db: Database) -> None:
    """Let nothing be written any more: a disk that is full to the last byte."""
    db.execute("PRAGMA query_only = ON")


def allow(db: Database) -> None:
    """Let it be written again."""
    db.execute("PRAGMA query_only = OFF")


def fill(db: Database) -> None:
    """Let the file grow no more, and use up what room is left in it."""
    db.execute("CREATE TABLE ballast (x)")
    for _ in range(20):  # deep enough that one more leaf is one more page
        db.execute("INSERT INTO ballast VALUES (zeroblob(3000))")
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    for size in (3000, 300, 30):
        with contextlib.suppress(sqlite3.OperationalError):
            while True:
                db.execute("INSERT INTO ballast VALUES (zeroblob(?))", (size,))


def make_room(db: Database) -> None:
    """Let it grow again."""
    db.execute("PRAGMA max_page_count = 1000000").fetchall()
