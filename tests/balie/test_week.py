"""A week at the desk, played by dice: two colleagues with pages of various ages, people who ask, time that passes.

After each act nobody else's row has changed and nobody else is written to, and no promise is late without standing under 'Te laat'.
One short week runs always; with WERKBOT_SOAK=1 twenty of twice its acts.
"""

from __future__ import annotations

import random
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.desk.workplace import Workplace
from bot.config import DeskSettings, Settings
from bot.domain.time import wall
from bot.storage import outbox, people, requests
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.soak import times

ACTS = ("pak", "geef", "klaar", "niet-bereikt", "weg", "notitie", "terug", "antwoord")
PLAYED, WEEKS = times(80, 160), times(1, 20)
PEOPLE = 14
Row = tuple[Any, ...]


@dataclass
class Week:
    """The desk, its two colleagues, what each last saw, and the dice."""

    desk: Workplace
    staff: list[Staff]
    dice: random.Random
    seen: dict[int, str] = field(default_factory=dict)
    asked: int = 0
    refused: int = 0
    """Acts on a row that had changed since it was seen."""

    def rows(self) -> dict[str, Row]:
        """Every request as it stands."""
        with closing(sqlite3.connect(self.desk.database)) as connection:
            return {str(row[0]): row for row in connection.execute("SELECT * FROM requests").fetchall()}

    def letters(self) -> dict[int, str]:
        """Every message that was put ready, with whom it is for."""
        with closing(sqlite3.connect(self.desk.database)) as connection:
            return dict(connection.execute("SELECT id, person FROM outbox").fetchall())

    def someone_asks(self) -> None:
        """A call for later this day or the next, or a question."""
        self.asked += 1
        person, now = f"p{self.asked % PEOPLE}", self.desk.now
        begin = now + timedelta(hours=self.dice.choice([1, 2, 20]))
        call = {"phone": f"06{self.asked:08d}", "call_from": wall(begin), "call_until": wall(begin + timedelta(hours=2))}
        kind = self.dice.choice(["bellen", "antwoord"])
        with self.desk.storage().transaction() as db:
            people.remember_address(db, person, "json", person, now)
            told: dict[str, str] = call if kind == "bellen" else {"question": f"vraag {self.asked}?"}
            requests.ask(db, Request(f"r{self.asked}", person, f"c{self.asked}", kind, **told), now)

    def leaves(self) -> None:
        """What is due goes out."""
        with self.desk.storage().transaction() as db:
            for row in outbox.due(db, "json", self.desk.now):
                outbox.mark(db, row.id, "sent", self.desk.now)

    def somebody_acts(self) -> str:
        """One colleague does something with a row as they saw it, perhaps long ago; which row it was."""
        who = self.dice.randrange(2)
        if who not in self.seen or self.dice.random() < 0.6:
            self.seen[who] = self.staff[who].get("/").content.decode()
        shown = re.findall(r'id="r-(\w+)".*?</article>', self.seen[who], re.DOTALL)
        if not shown:
            return ""
        number = str(self.dice.choice(shown))
        [source] = re.findall(rf'<article[^>]* id="r-{number}".*?</article>', self.seen[who], re.DOTALL)
        act, mark = self.dice.choice(ACTS), (re.findall(r'name="zag" value="(\w+)"', source) or [""])[0]
        later = (self.desk.now + timedelta(days=self.dice.randrange(4))).date().isoformat()
        fields = {"zag": mark, "wie": "1", "tot": later, "notitie": "belt liever later", "tekst": "Ja, dat kan.", "doe": "verstuur"}
        address = f"/vraag/{number}/" if act == "antwoord" else f"/verzoek/{number}/{act}/"
        if "deed hier net iets mee" in self.staff[who].post(address, **fields).content.decode():
            self.refused += 1
        return number

    def late_unseen(self) -> set[str]:
        """Calls that are late by now and do not stand under 'Te laat'."""
        now = wall(self.desk.now)
        with self.desk.storage().reading() as db:
            late = {one.id for one in requests.unfinished(db) if one.call_until and one.call_until <= now}
        page = self.staff[0].get("/").content.decode()
        part = page.partition('id="te-laat"')[2].partition("</section>")[0]
        return late - set(re.findall(r'id="r-(\w+)"', part))


@pytest.mark.parametrize("seed", range(1, 1 + WEEKS))
def test_in_a_week_of_work_nobody_elses_row_is_touched_and_no_late_promise_goes_unseen(desk: Workplace, clock: Clock, seed: int) -> None:
    desk.settings = Settings(desk=DeskSettings(lock_after_minutes=10**6))  # the lock of the screen is another test
    staff = [colleague(name=name) for name in ("Kim", "Roelof")]
    for one in staff:
        one.sign_in()
    week = Week(desk, staff, random.Random(seed))
    acted = 0
    for _ in range(PLAYED):
        clock.later(minutes=week.dice.choice([0, 0, 1, 5, 40, 300]) * (7 * 24 * 60 / (PLAYED * 58)))
        week.leaves()
        if week.dice.random() < 0.35:
            week.someone_asks()
        rows, letters = week.rows(), week.letters()
        number = week.somebody_acts()
        after = week.rows()
        changed = {one for one in after if after[one] != rows.get(one)}
        written = {person for one, person in week.letters().items() if one not in letters}
        acted += bool(changed)
        assert changed <= {number}
        assert written <= ({str(rows[number][1])} if number else set())
        assert week.late_unseen() == set()
    assert (acted > PLAYED / 4, week.refused > 3, week.asked > PLAYED / 5) == (True, True, True)
