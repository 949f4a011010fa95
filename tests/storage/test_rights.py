"""Seeing everything and being erased, over made-up visits: proven by looking in every column of every table."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlite_utils import Database

from bot.app.assistant import Reception, Snapshot
from bot.config import Settings
from bot.domain.messages import Kind, Message
from bot.storage import appointment_rows, outbox, people, personal_data, retention
from bot.storage.database import Storage
from tests import histories, planted
from tests.conftest import Citizen

HISTORIES = range(150 if os.environ.get("WERKBOT_SOAK") else 8)


def everything(db: Database) -> list[tuple[str, str, str]]:
    """Every value of every column of every table, as table, column, text."""
    return [
        (table, column, str(value))
        for table in db.table_names()
        for row in db.execute(f"SELECT * FROM {table}").fetchall()
        for column, value in zip(personal_data.columns(db, table), row, strict=True)
        if value not in (None, "")
    ]


def traces(db: Database, *secrets: str) -> list[tuple[str, str, str]]:
    """Where any of these stands."""
    return [(table, column, value) for table, column, value in everything(db) if any(secret in value for secret in secrets)]


def visited(reception: Reception, seed: int) -> tuple[Citizen, Citizen]:
    """Two people with a past, living at the same time."""
    anna, bram = Citizen(reception, f"anna{seed}"), Citizen(reception, f"bram{seed}")
    histories.live(anna, Random(seed))
    bram.now = anna.now
    histories.live(bram, Random(seed + 1000), turns=10)
    anna.now = bram.now
    return anna, bram


def erased(citizen: Citizen) -> None:
    citizen.says("/verwijder")
    citizen.taps("Ja, wis alles")


@pytest.fixture
def reception(snapshot: Snapshot) -> Iterator[Reception]:
    """The one door, on a database in memory: what counts here is what stands in the tables."""
    storage = Storage(":memory:")
    yield Reception(storage, snapshot, Settings())
    storage.close()


@pytest.mark.parametrize("seed", HISTORIES)
def test_an_export_has_every_row_of_the_person_and_after_an_erasure_nothing_is_left_but_counts(reception: Reception, seed: int) -> None:
    anna, bram = visited(reception, seed)
    db = reception.storage.db
    exported = personal_data.export(db, anna.person)
    for table in db.table_names():
        names = personal_data.columns(db, table)
        for row in db.execute(f"SELECT * FROM {table}").fetchall():
            if anna.person in row:
                assert dict(zip(names, row, strict=True)) in exported[table]
    mine = [row["id"] for row in exported.get("appointments", [])]
    assert bram.person not in json.dumps(exported)
    assert set(mine) >= {one.id for one in appointment_rows.upcoming(db, anna.person, anna.now)}

    counted = db.execute("SELECT count(*) FROM events").fetchone()[0]
    erased(anna)
    assert anna.text.startswith("Wij hebben uw gegevens gewist.")
    assert traces(db, anna.person, anna.name) == []
    assert [row for row in everything(db) if row[0] == "events" and row[2] in mine] == []
    assert db.execute("SELECT count(*) FROM events").fetchone()[0] > counted
    assert db.execute("SELECT count(*) FROM appointments WHERE person IS NULL AND (name <> '' OR phone <> '')").fetchone()[0] == 0


def test_the_histories_leave_traces_everywhere(reception: Reception) -> None:
    for seed in HISTORIES:
        visited(reception, seed)
    db = reception.storage.db
    filled = {table for table, _, _ in everything(db)}
    assert filled >= {"appointments", "cells", "conversations", "events", "misunderstood", "requests", "samples", "outbox", "addresses"}
    assert traces(db, *planted.NEVER_KEPT) == []
    assert {table for table, _, _ in traces(db, planted.PHONE)} <= {"appointments", "requests", "conversations"}


def test_erasing_one_person_leaves_everybody_else_as_they_were(reception: Reception) -> None:
    anna, bram = visited(reception, 1)
    before = personal_data.export(reception.storage.db, bram.person)
    erased(anna)
    assert personal_data.export(reception.storage.db, bram.person) == before


def test_after_an_erasure_the_files_have_no_byte_of_it_either(storage: Storage, snapshot: Snapshot, tmp_path: Path) -> None:
    reception = Reception(storage, snapshot, Settings())
    anna = Citizen(reception, "anna-in-bestanden")
    anna.says("ik wil een afspraak")
    anna.taps("Gesprek over werk")
    anna.taps("Liever bellen")
    anna.taps(anna.labels[0])
    anna.says(planted.PHONE)
    anna.taps("Voornaam erbij")
    anna.says(histories.NAME)
    anna.taps("Bevestig afspraak")
    assert planted.found_in(tmp_path, [planted.PHONE, histories.NAME, anna.person]) != []
    erased(anna)
    retention.scrub(storage.db)
    storage.close()
    assert planted.found_in(tmp_path, [planted.PHONE, histories.NAME]) == []
    # The pseudonym stands in one place: the list by which a backup that is put back erases it again.
    assert [line.split(": ")[0].endswith(".wissingen") for line in planted.found_in(tmp_path, [anna.person])] == [True]


def test_the_goodbye_can_be_delivered_and_takes_the_address_with_it(reception: Reception) -> None:
    anna = Citizen(reception)
    anna.says("hallo")
    db = reception.storage.db
    anna.says("/verwijder")
    action = anna.button("Ja, wis alles").action
    handled = reception.handle(_pressed(anna, action))
    (row,) = outbox.due(db, "json", anna.now)
    assert (row.kind, people.address_of(db, anna.person)) == (personal_data.ANSWERING, anna.person)
    assert handled.result.replies[0].text.startswith("Wij hebben uw gegevens gewist.")
    with reception.storage.transaction():
        outbox.mark(db, row.id, "sending", anna.now)
        outbox.mark(db, row.id, "sent", anna.now)
    assert traces(db, anna.person) == []


def test_who_writes_again_before_the_goodbye_is_sent_keeps_an_address(reception: Reception) -> None:
    anna = Citizen(reception)
    anna.says("hallo")
    anna.says("/verwijder")
    db = reception.storage.db
    reception.handle(_pressed(anna, anna.button("Ja, wis alles").action))
    with reception.storage.transaction():
        people.remember_address(db, anna.person, "json", anna.person)
        for row in outbox.due(db, "json", anna.now):
            outbox.mark(db, row.id, "sent", anna.now)
    assert people.address_of(db, anna.person) == anna.person


def test_the_file_that_is_sent_is_the_export_as_it_stands(reception: Reception) -> None:
    anna = Citizen(reception)
    anna.says("hallo")
    told = json.loads(personal_data.export_file(reception.storage.db, anna.person, anna.now))
    assert told["pseudoniem"] == anna.person
    assert told["gegevens"] == json.loads(json.dumps(personal_data.export(reception.storage.db, anna.person)))


def _pressed(citizen: Citizen, action: str) -> Message:
    return Message(citizen.person, citizen.now, action=action, kind=Kind.BUTTON, channel=citizen.channel)
