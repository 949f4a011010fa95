"""What may no longer be kept goes, class by class, and what is still needed stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from bot.config import RetentionSettings
from bot.dialogue.context import from_json
from bot.storage import appointment_rows, inbox, outbox, people, personal_data, retention, statistics
from bot.storage.database import Database, Storage
from bot.storage.retention import Destroyed, housekeeping
from tests import histories, planted
from tests.conftest import SUNDAY_EVENING, Citizen

KEPT = RetentionSettings()


def counts(report: retention.DestructionReport) -> dict[str, int]:
    return {line.kind: line.count for line in report.lines if line.count}


def tidied(storage: Storage, now: datetime) -> dict[str, int]:
    with storage.transaction() as db:
        return counts(housekeeping(db, now, KEPT))


def texts(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM misunderstood").fetchone()[0])


def booked(citizen: Citizen, *, later: bool = False) -> str:
    """An appointment by telephone, with a first name; with `later` far enough ahead for a reminder. Its id."""
    citizen.says("ik wil een afspraak")
    citizen.taps("Gesprek over werk")
    citizen.taps("Liever bellen")
    if later:
        citizen.taps("Later")
    citizen.taps(citizen.labels[0])
    citizen.says(planted.PHONE)
    citizen.taps("Voornaam erbij")
    citizen.says(histories.NAME)
    citizen.taps("Bevestig afspraak")
    return appointment_rows.upcoming(citizen.reception.storage.db, citizen.person, citizen.now)[0].id


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_a_sentence_that_was_not_understood_never_lies_longer_than_28_days(storage: Storage, hour: int) -> None:
    asked = SUNDAY_EVENING.replace(hour=hour)
    with storage.transaction() as db:
        statistics.keep(db, "een zin", "", "v1", asked)
        days = 0
        while texts(db):
            assert timedelta(days=days) <= timedelta(days=28)
            days += 1
            housekeeping(db, asked + timedelta(days=days), KEPT)
        assert days >= 26


def test_a_sentence_that_was_not_understood_has_the_day_and_no_moment(storage: Storage) -> None:
    with storage.transaction() as db:
        for minute in range(20):
            statistics.keep(db, f"zin {minute}", "", "v1", SUNDAY_EVENING + timedelta(minutes=minute))
        rows = db.execute("SELECT id, at FROM misunderstood ORDER BY id").fetchall()
    assert {at for _, at in rows} == {"2026-11-21T23:00:00.000Z"}  # midnight in the Netherlands
    assert [number for number, _ in rows] != list(range(rows[0][0], rows[0][0] + 20))


def test_a_draw_of_the_week_is_never_larger_than_it_may_be_and_every_question_has_a_chance(storage: Storage) -> None:
    with storage.transaction() as db:
        for number in range(300):
            statistics.offer_sample(db, f"vraag {number}", "antwoord", "ww", "v1", SUNDAY_EVENING, 20)
        kept = {one.text for one in statistics.unjudged(db, "2026-W47")}
    assert len(kept) == 20
    assert any(int(text.split()[1]) >= 20 for text in kept)


def test_a_judged_sample_keeps_its_judgement_and_loses_its_text(storage: Storage) -> None:
    with storage.transaction() as db:
        statistics.offer_sample(db, "een vraag", "antwoord", "ww", "v1", SUNDAY_EVENING, 200)
        statistics.offer_sample(db, "nog een vraag", "antwoord", "ww", "v1", SUNDAY_EVENING, 200)
        one, _ = statistics.unjudged(db, "2026-W47")
        assert statistics.judge(db, one.id, "goed")
    assert tidied(storage, SUNDAY_EVENING + timedelta(days=28)) == {"steekproef": 1, "steekproef, beoordeeld": 1}
    assert statistics.counted(storage.db, "2026-W47") == {"goed": 1}


def test_what_was_said_is_wiped_a_day_after_the_talk_closed(citizen: Citizen) -> None:
    storage = citizen.reception.storage
    citizen.says("ik ben me baan kwijt wat nu")
    closed = citizen.now + timedelta(minutes=31)
    assert tidied(storage, closed + timedelta(hours=23)) == {}
    assert tidied(storage, closed + timedelta(hours=24)) == {"gesprek": 1}
    kept = from_json(people.read_state(storage.db, citizen.person))
    assert (kept.topic, kept.offered, kept.question, kept.turn) == ("", (), "", 1)
    assert not kept.must_introduce(closed + timedelta(days=1))


def test_a_talk_with_a_question_of_ours_open_is_closed_a_day_later(citizen: Citizen) -> None:
    storage = citizen.reception.storage
    citizen.says("medewerker")
    citizen.taps("Bel mij")
    assert from_json(people.read_state(storage.db, citizen.person)).waiting is not None
    assert tidied(storage, citizen.now + timedelta(hours=47)) == {}
    assert tidied(storage, citizen.now + timedelta(hours=49)) == {"gesprek": 1}


def test_a_future_appointment_and_its_buttons_outlive_everything_else(citizen: Citizen) -> None:
    storage = citizen.reception.storage
    made = booked(citizen)
    begin = appointment_rows.find(storage.db, made).begin  # type: ignore[union-attr]
    tidied(storage, begin - timedelta(minutes=1))
    stands = appointment_rows.find(storage.db, made)
    assert stands is not None and (stands.person, stands.phone, stands.name) == (citizen.person, planted.PHONE, histories.NAME)
    assert people.address_of(storage.db, citizen.person) == citizen.person
    citizen.now = begin - timedelta(hours=5)
    citizen.says("/mijnafspraak")
    citizen.taps("Afspraak afzeggen")
    citizen.taps("Ja, zeg af")
    assert citizen.text.startswith("Uw afspraak van ")


def test_thirty_days_after_an_appointment_nobody_knows_whose_it_was(citizen: Citizen) -> None:
    storage = citizen.reception.storage
    made = booked(citizen)
    end = appointment_rows.find(storage.db, made).end  # type: ignore[union-attr]
    tidied(storage, end + timedelta(days=29, hours=23))
    assert appointment_rows.find(storage.db, made).name == histories.NAME  # type: ignore[union-attr]
    assert tidied(storage, end + timedelta(days=30, minutes=1)) == {"afspraak: persoonsgegevens": 1}
    left = appointment_rows.find(storage.db, made)
    assert left is not None
    assert (left.person, left.name, left.phone, left.subject, left.contact, left.source) == ("", "", "", "", "", "")
    assert storage.db.execute("SELECT count(*) FROM events WHERE detail = ?", (made,)).fetchone() == (0,)


def test_a_call_back_loses_its_number_a_day_after_the_call(citizen: Citizen) -> None:
    storage, db = citizen.reception.storage, citizen.reception.storage.db
    citizen.says("medewerker")
    citizen.taps("Bel mij")
    citizen.says(planted.PHONE)
    citizen.taps(citizen.labels[0])
    (row,) = db.execute("SELECT id, phone FROM requests").fetchall()
    assert row[1] == planted.PHONE
    with storage.transaction():
        db.execute("UPDATE requests SET done_at = '2026-11-23T10:00:00.000Z' WHERE id = ?", (row[0],))
    tidied(storage, datetime.fromisoformat("2026-11-24T09:59:00+00:00"))
    assert db.execute("SELECT phone FROM requests").fetchone() == (planted.PHONE,)
    assert tidied(storage, datetime.fromisoformat("2026-11-24T10:01:00+00:00"))["verzoek, afgehandeld"] == 1
    assert db.execute("SELECT person, contact, phone, question FROM requests").fetchone() == (None, "", "", "")


def test_queues_keep_no_text_once_it_left_and_no_row_after_28_days(storage: Storage) -> None:
    with storage.transaction() as db:
        row = inbox.accept(db, "telegram", 1, "p", "tekst", SUNDAY_EVENING)
        assert row is not None
        inbox.finish(db, [row], SUNDAY_EVENING)
        assert db.execute("SELECT person, body FROM inbox").fetchone() == ("", "")
        for state in ("sent", "uncertain", "due"):
            outbox.mark(db, outbox.put(db, "p", "telegram", "antwoord", "tekst", SUNDAY_EVENING, now=SUNDAY_EVENING), state, SUNDAY_EVENING)
        assert counts(housekeeping(db, SUNDAY_EVENING + timedelta(days=2), KEPT)) == {"bezorging: tekst": 1}
        assert db.execute("SELECT state, body FROM outbox ORDER BY id").fetchall() == [("sent", ""), ("uncertain", ""), ("due", "tekst")]
        assert counts(housekeeping(db, SUNDAY_EVENING + timedelta(days=29), KEPT)) == {"bezorging": 2, "ontvangst": 1}


def test_who_was_silent_for_long_is_forgotten_and_the_counts_stay(citizen: Citizen) -> None:
    storage = citizen.reception.storage
    citizen.says("ik ben me baan kwijt wat nu")
    counted = storage.db.execute("SELECT count(*) FROM events").fetchone()
    tidied(storage, citizen.now + timedelta(days=101))
    assert personal_data.export(storage.db, citizen.person) == {}
    assert storage.db.execute("SELECT count(*) FROM events").fetchone() == counted


@pytest.mark.parametrize("seed", range(4))
def test_a_second_round_destroys_nothing_more_and_no_round_touches_a_future_appointment(citizen: Citizen, seed: int) -> None:
    storage = citizen.reception.storage
    histories.live(citizen, Random(seed), turns=20)
    coming = appointment_rows.upcoming(storage.db, citizen.person, citizen.now)
    for days in (0, 1, 3):
        now = citizen.now + timedelta(days=days)
        tidied(storage, now)
        assert tidied(storage, now) == {}
        assert appointment_rows.upcoming(storage.db, citizen.person, now) == [one for one in coming if one.end > now]


def test_every_round_is_written_down_and_a_round_a_day_is_enough(storage: Storage) -> None:
    with storage.transaction() as db:
        statistics.keep(db, "een zin", "", "v1", SUNDAY_EVENING)
        later = SUNDAY_EVENING + timedelta(days=28)
        assert retention.daily(db, later, KEPT) is not None
        assert retention.daily(db, later + timedelta(hours=23), KEPT) is None
        assert retention.daily(db, later + timedelta(hours=24), KEPT) is not None
        told = [(line.kind, line.count) for _, line in retention.reports(db, SUNDAY_EVENING)]
    assert told == [("niet begrepen tekst", 1), ("niets", 0)]
    assert isinstance(retention.reports(storage.db, SUNDAY_EVENING)[0][1], Destroyed)
