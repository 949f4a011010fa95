"""A week at the desk with eighty contacts, by the commands alone: nothing is lost, and nothing is late unseen."""

from __future__ import annotations

import random
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.app.assistant import Reception
from bot.channels.immediate import drain
from bot.cli import setup
from bot.content.services import PlaceKind
from bot.domain.appointment import Booking
from bot.domain.callback_slots import call_windows
from bot.domain.time import ZONE, wall
from bot.storage import appointment_rows, appointments, capacity, outbox, people, requests
from bot.storage.requests import Request
from bot.understanding.dates.find_moment import Moment

SATURDAY = datetime(2026, 11, 28, 9, 0, tzinfo=ZONE)
DAYS = tuple(date(2026, 11, 30) + timedelta(days=ahead) for ahead in range(8))
HOURS = (time(8, 45), time(10, 30), time(12, 5), time(14, 20), time(16, 5))
VISITS, CALLS, QUESTIONS = 40, 24, 16
SNOW = ("sluit", "--dicht-van", "2026-12-02", "--dicht-tot", "2026-12-02", "--reden", "sneeuw", "--echt")
NUMBER = re.compile(r"^  \[(\S+)\] ", re.MULTILINE)
CODE = re.compile(r"\bcode (\S+)")


class Week:
    """The database of the desk, its commands, and what the week has in store."""

    def __init__(self, reception: Reception, capsys: pytest.CaptureFixture[str]) -> None:
        self.reception, self.storage, self.known = reception, reception.storage, reception.snapshot.knowledge
        self.capsys, self.chance, self.now = capsys, random.Random(80), SATURDAY
        self.people = [f"person-{number}" for number in range(VISITS + CALLS + QUESTIONS)]
        with self.storage.transaction() as db:
            capacity.sync_roster(db, self.known.calendar)
            for person in self.people:
                people.remember_address(db, person, "json", person)
        for person in self.people[:VISITS]:
            self.book(person)
        windows = call_windows(self.known.calendar, SATURDAY, Moment(), limit=12)
        for number, person in enumerate(self.people[VISITS : VISITS + CALLS]):
            window = windows[number % len(windows)]
            self.ask(Request(f"b{number}", person, "", "bellen", "", wall(window.begin), wall(window.end), "scholing"))
        for number, person in enumerate(self.people[VISITS + CALLS :]):
            self.ask(Request(f"v{number}", person, "", "antwoord", question="Mag ik blijven leren?"))

    def book(self, person: str) -> None:
        with self.storage.transaction() as db:
            free = capacity.free(db, self.known.calendar, capacity.Sought(person, "werkgesprek", PlaceKind.DESK), self.now, None, 90)
            wanted = Booking(person, "werkgesprek", self.chance.choice(free), "json", trial=False)
            appointments.book(db, self.known.calendar, wanted, self.now)

    def ask(self, request: Request) -> None:
        with self.storage.transaction() as db:
            requests.ask(db, request, self.now)

    def does(self, *words: str) -> str:
        status = main([*words, "--nu", self.now.isoformat(timespec="minutes")])
        out, err = self.capsys.readouterr()
        assert (status, err) == (0, ""), (words, err)
        return str(out)

    def goes_on_to(self, moment: datetime) -> None:
        """What is due leaves, as the sender would have done meanwhile."""
        self.now = moment
        with self.storage.reading() as db:
            waiting = {row.person for row in outbox.due(db, "json", moment, limit=1000)}
        for person in sorted(waiting):
            drain(self.reception, "json", person, moment)

    def open_requests(self) -> list[Request]:
        with self.storage.reading() as db:
            return requests.unfinished(db)


def section(printed: str, heading: str) -> str:
    return printed.partition(f"\n{heading}")[2].split("\n\n")[0]


def at_the_desk(week: Week) -> None:
    """One look at the list, and some of the work that it shows."""
    printed = week.does("agenda")
    late, to_do = (set(NUMBER.findall(section(printed, heading))) for heading in ("TE LAAT", "TE DOEN"))
    owed = {one.id: one for one in week.open_requests()}
    assert late | to_do == owed.keys() and not late & to_do
    assert late == {key for key, one in owed.items() if one.missed or (one.call_until and one.call_until <= wall(week.now))}
    for number in [*sorted(late), *sorted(to_do)][:6]:
        work = week.chance.choice(("klaar", "niet bereikt", "niet bereikt", "later"))
        if owed[number].kind == "antwoord":
            week.does("beantwoord", number, "Ja, dat mag.", "--echt")
        elif work != "later":
            week.does("beantwoord", number, work)
    for code in CODE.findall(section(printed, "VANDAAG")):
        if f"werkbot kwam {code}" in printed and week.chance.random() < 0.8:
            week.does("kwam", code, week.chance.choice(("ja", "ja", "nee")))


def test_after_a_week_every_contact_is_settled_or_in_the_list(
    reception: Reception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    week = Week(reception, capsys)
    monkeypatch.setattr(setup, "contents", lambda _options: (week.known, None))
    for day in DAYS:
        for hour in HOURS:
            week.goes_on_to(datetime.combine(day, hour, ZONE))
            at_the_desk(week)
            if (day.weekday(), hour) == (1, HOURS[2]):
                told = week.does(*SNOW)
                touched = told.splitlines()[1:-1]
                assert touched and told.endswith(f"Gesloten. Een nieuw moment aangeboden: {len(touched)} mensen.\n")
            if (day.weekday(), hour) == (3, HOURS[0]):
                lost = CODE.findall(section(week.does("agenda"), "HEEFT NOG GEEN NIEUW MOMENT"))
                with week.storage.reading() as db:
                    who = [one for one in appointment_rows.lost(db, SATURDAY) if one.code in lost]
                assert {one.code for one in who} == set(lost) != set()
                for one in who[: len(who) // 2]:
                    week.book(one.person)
    printed = week.does("agenda", "30 november t/m 31 december")
    with week.storage.reading() as db:
        made = [one for one in appointment_rows.between(db, SATURDAY, SATURDAY + timedelta(days=60))]
        lost_still = {one.code for one in appointment_rows.lost(db, SATURDAY)}
        settled = {str(key) for (key,) in db.execute("SELECT id FROM requests WHERE done_at NOT NULL")}
    assert {one.code for one in made} <= set(CODE.findall(printed))
    assert lost_still == set(CODE.findall(section(printed, "HEEFT NOG GEEN NIEUW MOMENT")))
    assert settled | set(NUMBER.findall(printed)) == {*(f"b{n}" for n in range(CALLS)), *(f"v{n}" for n in range(QUESTIONS))}
    unknown = [one for one in made if one.end < week.now and not one.outcome.value]
    assert all(f"werkbot kwam {one.code}" in printed for one in unknown)
