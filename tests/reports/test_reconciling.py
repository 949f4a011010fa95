"""Every total is counted a second time, another way: where the two differ there is no report, and the cell is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from bot.content.model import Knowledge
from bot.domain.time import ZONE, stamp
from bot.reports import report_texts
from bot.reports.period import Period
from bot.reports.tables import Listing, Mismatch
from bot.storage import events
from bot.storage import events as counts
from bot.storage import events as durations
from bot.storage.database import Database, Storage
from bot.storage.events import Event
from tests.reports.histories import AUTUMN, MONDAY, NOW, SOON, Talk, cells, listing, made, shown, table, write

SUMMER = Period(date(2026, 7, 1), date(2026, 9, 30))


def appointment(db: Database, number: int, begin: str, *, service: str = "werkgesprek", contact: str = "", **more: str) -> None:
    """One row of the agenda, as booking writes it; an hour, at the desk."""
    row = {
        "id": f"v{number}", "code": f"C{number}", "service": service, "pool": "adviseurs", "location": "groningen", "place": "balie",
        "begin": begin, "ends": f"{begin[:-2]}30", "minutes": "30", "state": "afgesproken", "trial": "0", "channel": "json",
        "contact": contact, "booked_at": stamp(MONDAY), "changed_at": stamp(MONDAY), **more,
    }  # fmt: skip
    db.execute(f"INSERT INTO appointments ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


def test_appointments_of_the_period_stand_in_their_states(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Six came and five did not on 12 October; seven of 30 September belong to another quarter."""
    with storage.transaction() as db:
        for number in range(18):
            day, outcome = (
                ("2026-10-12", "verschenen" if number < 6 else "niet verschenen") if number < 11 else ("2026-09-30", "verschenen")
            )
            appointment(db, number, f"{day}T10:00", outcome=outcome)
    found = table(made(storage, shipped_knowledge, "R3"), report_texts.R3)
    assert [dict(zip(found.columns, row, strict=True)) for row in cells(found).values()] == [
        dict.fromkeys(report_texts.R3_STATES, 0) | {"verschenen": 6, "niet verschenen": 5}
    ]
    goal = made(storage, shipped_knowledge, "R3", goal=10)[1]
    assert isinstance(goal, Listing) and goal.rows[0][1] == ("10", "6", "-4")
    summer = table(made(storage, shipped_knowledge, "R3", period=SUMMER), report_texts.R3)
    assert summer.totals() == (0, 0, 0, 0, 7, 0, 0)


def test_few_who_came_are_hidden_beside_a_goal_too(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        for number in range(23):
            appointment(db, number, "2026-10-12T10:00", outcome="verschenen" if number < 3 else "niet verschenen")
    goal = made(storage, shipped_knowledge, "R3", goal=10)[1]
    assert isinstance(goal, Listing) and goal.rows[0][1] == ("10", "<5", "–")


def test_trials_are_told_unless_few_were_none(storage: Storage, shipped_knowledge: Knowledge) -> None:
    for trials, told in ((3, "<5"), (12, "12"), (18, "–"), (20, "20")):
        with storage.transaction() as db:
            db.execute("DELETE FROM appointments")
            for number in range(20):
                appointment(db, number, "2026-10-12T10:00", outcome="verschenen", trial=str(int(number < trials)))
        assert table(made(storage, shipped_knowledge, "R3"), report_texts.R3).note == report_texts.say("trials", count=told)


def test_the_wait_for_an_appointment_is_told_from_five_on(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Asked on Monday at 11.00, seen on Tuesday at 10.00: five hours of Monday. The one who cancelled and the one of summer do not count."""
    with storage.transaction() as db:
        write(db, *(Talk(f"t{n}") for n in range(6)))
        for number in range(4):
            appointment(db, number, "2026-10-06T10:00", contact=f"t{number}")
        appointment(db, 8, "2026-10-08T10:00", contact="t4", state="afgezegd")
        appointment(db, 9, "2026-09-08T10:00", contact="t5")
    told = dict(listing(made(storage, shipped_knowledge, "R4"), report_texts.R4).rows)
    assert told[report_texts.TO_APPOINTMENT] == ("–", "–")
    with storage.transaction() as db:
        appointment(db, 4, "2026-10-07T10:00", contact="t4")
    told = dict(listing(made(storage, shipped_knowledge, "R4"), report_texts.R4).rows)
    assert told[report_texts.TO_APPOINTMENT] == ("5", "11")


def test_calls_that_were_made_and_those_that_were_not_add_up(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        for number in range(20):
            done = stamp(MONDAY + timedelta(hours=1)) if number < 12 else None
            kind = "antwoord" if number == 19 else "bellen"
            values = (f"r{number}", "c", kind, stamp(MONDAY), done, "niet bereikt" if number < 5 else "klaar" if done else "")
            db.execute("INSERT INTO requests (id, contact, kind, asked_at, done_at, result) VALUES (?, ?, ?, ?, ?, ?)", values)
    assert cells(table(made(storage, shipped_knowledge, "R4"), report_texts.R4_CALLS)) == {
        report_texts.CALLED: (7,),
        report_texts.NOT_REACHED: (5,),
        report_texts.NOT_CALLED: (7,),
    }


def test_what_employers_asked_is_counted_apart_from_what_inhabitants_did(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, Talk("e", audience="werkgever"), Talk("i"))
        for number in range(7):
            appointment(db, number, "2026-10-12T10:00", service="werkgeversgesprek")
            appointment(db, 10 + number, "2026-10-12T10:00")
        asked = [("bellen", "e", "")] * 6 + [("bezoek", "e", "klaar")] * 5 + [("antwoord", "e", "")] * 8
        asked += [("bellen", "e", "ingetrokken"), ("bellen", "i", ""), ("bellen", "", "")]
        for number, (kind, contact, result) in enumerate(asked):
            values = (f"r{number}", contact, kind, stamp(MONDAY), result)
            db.execute("INSERT INTO requests (id, contact, kind, asked_at, result) VALUES (?, ?, ?, ?, ?)", values)
    items = made(storage, shipped_knowledge)
    assert cells(table(items, report_texts.R5_ASKED)) == {
        "afspraken": (7,),
        "terugbelverzoeken": (6,),
        "bezoeken aan het bedrijf": (5,),
        "geschreven vragen": (8,),
    }


def test_the_few_calls_of_inhabitants_cannot_be_worked_out_from_those_of_employers(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Eight calls, of which six of employers: who reads both knows that two inhabitants asked one."""
    with storage.transaction() as db:
        write(db, Talk("e", audience="werkgever"), Talk("i"))
        for number in range(8):
            values = (f"r{number}", "e" if number < 6 else "i", stamp(MONDAY))
            db.execute("INSERT INTO requests (id, contact, kind, asked_at) VALUES (?, ?, 'bellen', ?)", values)
    items = made(storage, shipped_knowledge)
    calls, employers = shown(table(items, report_texts.R4_CALLS)), shown(table(items, report_texts.R5_ASKED))
    assert not (isinstance(calls[report_texts.TOTAL][0], int) and isinstance(employers["terugbelverzoeken"][0], int))


def busy(db: Database) -> None:
    """Something of everything."""
    more = (Event("signal", label="taal"), Event("unknown", detail="uwv"), Event("prepared", label="personeel", detail="zorg"))
    write(db, *(Talk(f"a{n}", offered=("inloop",), chosen=("inloop",), more=more) for n in range(6)))
    appointment(db, 1, "2026-10-12T10:00")
    db.execute("INSERT INTO requests (id, contact, kind, asked_at) VALUES ('r', 'c', 'bellen', ?)", (stamp(MONDAY),))


def one_more(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The same rows, the first with one more where it is a count, else twice."""
    *first, last = rows[0]
    return [(*first, last + 1), *rows[1:]] if isinstance(last, int) else [rows[0], *rows]


@pytest.mark.parametrize(
    ("where", "name", "title"),
    [
        (counts, "steps", report_texts.R2_KIND),
        (counts, "signals", report_texts.R8),
        (counts, "unanswered", report_texts.R7_UNANSWERED),
        (counts, "prepared", report_texts.R5),
        (durations, "calls", report_texts.R4_CALLS),
    ],
)
def test_one_too_many_stops_the_report(
    storage: Storage, shipped_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, where: object, name: str, title: str
) -> None:
    with storage.transaction() as db:
        busy(db)
    made(storage, shipped_knowledge)
    count: Callable[..., list[tuple[object, ...]]] = getattr(where, name)
    monkeypatch.setattr(where, name, lambda *given: one_more(count(*given)))
    with pytest.raises(Mismatch) as error:
        made(storage, shipped_knowledge)
    assert error.value.table == title


def test_a_visit_too_many_stops_the_report(storage: Storage, shipped_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    with storage.transaction() as db:
        busy(db)
    visits = events.visits
    monkeypatch.setattr(durations, "visits", lambda *given: visits(*given) * 2)
    with pytest.raises(Mismatch) as error:
        made(storage, shipped_knowledge)
    assert error.value.cells == ((report_texts.TOTAL, 2, 1),)


def test_more_outcomes_than_choices_stop_the_report(
    storage: Storage, shipped_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six contacts ended in a walk-in that only five chose."""
    with storage.transaction() as db:
        busy(db)
    steps, apart = events.steps, events.number_of_steps
    monkeypatch.setattr(counts, "steps", lambda *given: [(*row[:3], row[3] - (row[0] == "chosen")) for row in steps(*given)])
    monkeypatch.setattr(counts, "number_of_steps", lambda *given: apart(*given) | {"chosen": 5})
    with pytest.raises(Mismatch) as error:
        made(storage, shipped_knowledge)
    assert str(error.value) == "stappen: gekozen inloop: 5 is geen 6"


def test_who_is_no_longer_known_is_not_counted_as_nobody(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Twenty people of summer come back in November. A report of summer made in January no longer knows who they were."""
    with storage.transaction() as db:
        write(db, *(Talk(f"s{n}", datetime(2026, 7, 7, 11, tzinfo=ZONE), f"p{n}") for n in range(20)))
        write(db, *(Talk(f"n{n}", datetime(2026, 11, 9, 11, tzinfo=ZONE), f"p{n}") for n in range(20)))
        db.execute("UPDATE events SET person = NULL WHERE at < ?", (stamp(SOON - timedelta(days=100)),))
    for period, now in ((SUMMER, SOON), (AUTUMN, NOW)):
        items = made(storage, shipped_knowledge, "R1", period=period, now=now)
        assert dict(listing(items, report_texts.R1_PERSONS).rows) == dict.fromkeys(
            ("uniek", report_texts.NEW, report_texts.KNOWN), ("niet bekend",)
        )
        assert dict(listing(items, report_texts.R1_WITHOUT).rows) == dict.fromkeys(
            (report_texts.WITH_PERSON, report_texts.WITHOUT_PERSON), ("niet bekend",)
        )
    soon = made(storage, shipped_knowledge, "R1", now=SOON)
    assert shown(table(soon, report_texts.R1_PERSONS)) == {"uniek": (20,), report_texts.TOTAL: (20,)}
    assert table(soon, report_texts.R1_PERSONS).note == "Nieuw en eerder geweest: niet bekend. Wie eerder kwam, bewaren wij maar kort."
    assert shown(table(soon, report_texts.R1_WITHOUT))[report_texts.WITH_PERSON] == (20,)


def test_new_is_told_of_the_days_that_we_still_know(storage: Storage, shipped_knowledge: Knowledge) -> None:
    """Who came in July is forgotten by the end of November; who came in October is not."""
    now = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    with storage.transaction() as db:
        write(db, *(Talk(f"s{n}", datetime(2026, 7, 7, 11, tzinfo=ZONE), f"p{n}") for n in range(8)))
        write(db, *(Talk(f"o{n}", datetime(2026, 10, 7, 11, tzinfo=ZONE), f"p{n}") for n in range(8)))
        write(db, *(Talk(f"n{n}", datetime(2026, 11, 17, 11, tzinfo=ZONE), f"p{n}") for n in range(20)))
        db.execute("UPDATE events SET person = NULL WHERE at < ?", (stamp(now - timedelta(days=100)),))
    week = Period(date(2026, 11, 16), date(2026, 11, 22))
    persons = table(made(storage, shipped_knowledge, "R1", period=week, now=now), report_texts.R1_PERSONS)
    assert shown(persons) == {report_texts.NEW: (12,), report_texts.KNOWN: (8,), report_texts.TOTAL: (20,)}
    assert persons.note.endswith("Wie langer geleden kwam, bewaren wij niet.")


def test_who_came_is_known_while_everyone_still_is(storage: Storage, shipped_knowledge: Knowledge) -> None:
    with storage.transaction() as db:
        write(db, *(Talk(f"s{n}", datetime(2026, 9, 29, 11, tzinfo=ZONE), f"p{n}") for n in range(8)))
        write(db, *(Talk(f"n{n}", datetime(2026, 11, 9, 11, tzinfo=ZONE), f"p{n}") for n in range(20)))
    assert shown(table(made(storage, shipped_knowledge, "R1", now=SOON), report_texts.R1_PERSONS)) == {
        report_texts.NEW: (12,), report_texts.KNOWN: (8,), report_texts.TOTAL: (20,),
    }  # fmt: skip
