"""Several processes book on one file, updates come twice, processes die: never over capacity, nothing lost.

The short form runs always; with WERKBOT_SOAK=1 there are 100,000 attempts.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.appointment import State
from bot.storage import appointments, capacity
from bot.storage.database import Storage
from tests.storage import racing

SOAK = os.environ.get("WERKBOT_SOAK") == "1"
ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 4 if SOAK else 2
CLIENTS = 2000 if SOAK else 200
ATTEMPTS = 100_000 if SOAK else 1500
DAYS = 40 if SOAK else 4
KILLS = 200 if SOAK else 4
KILLED_ATTEMPTS = 10_000 if SOAK else 600


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """A process of its own."""
    command = [sys.executable, "-m", "tests.storage.racing", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def fresh(path: Path, days: int = DAYS) -> None:
    """A file with the roster in it."""
    storage = Storage(path)
    with storage.transaction() as db:
        capacity.sync_roster(db, racing.roster(days))
    racing.visited(storage)
    storage.close()


def finished(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process; it must not have failed, and nobody may have seen 'database is locked'."""
    _, errors = process.communicate(timeout=3600 if SOAK else 120)
    assert (process.returncode, errors.decode()) == (0, "")


def check(path: Path, updates: int) -> Counter[str]:
    """Everything that must hold whatever happened; how often each answer was given."""
    storage = Storage(path)
    db = storage.db
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (
        db.execute("SELECT pool, location, cell FROM cells GROUP BY pool, location, cell HAVING count(*) > ?", (racing.SEATS,)).fetchall()
        == []
    )
    _check_cells(storage)
    answers = db.execute("SELECT key, body FROM outbox WHERE kind = 'antwoord'").fetchall()
    assert sorted(int(str(key).split(":")[1]) for key, _ in answers) == list(range(updates))
    assert db.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone() == (0,)
    _check_confirmations(storage, [str(body) for _, body in answers])
    _check_closures(storage, [str(body) for _, body in answers])
    _check_promises(storage, [str(body) for _, body in answers])
    _check_outcomes(storage, [str(body) for _, body in answers])
    storage.close()
    return Counter(str(body).split()[0] for _, body in answers)


def _check_cells(storage: Storage) -> None:
    """Each appointment that stands has exactly its own cells, and no other has any."""
    rows = storage.db.execute(
        """SELECT a.id, a.state, a.minutes, count(c.cell), min(c.cell), a.begin FROM appointments a
           LEFT JOIN cells c ON c.appointment = a.id GROUP BY a.id"""
    )
    for id_, state, minutes, count, first, begin in rows.fetchall():
        buffer = next(one.buffer_minutes for one in racing.SERVICES if one.minutes == minutes)
        expected = ((minutes + buffer) // 5, begin) if state == State.BOOKED else (0, None)
        assert (id_, (count, first)) == (id_, expected)


def _check_confirmations(storage: Storage, answers: list[str]) -> None:
    """Who was told so has it, and who has it was told so; at most one stands per person."""
    told: dict[str, Counter[str]] = {}
    for answer in answers:
        word, *ids = answer.split()
        if word in ("booked", "moved", "cancelled", "closed"):
            for id_ in ids:
                told.setdefault(id_, Counter())[word] += 1
    rows = storage.db.execute("SELECT id, person, state, sequence FROM appointments WHERE person NOT LIKE 'visitor%'").fetchall()
    assert {str(row[0]) for row in rows} == set(told)
    for id_, _, state, _ in rows:
        assert (id_, state == State.CANCELLED) == (id_, told[id_]["cancelled"] == 1)
    standing = Counter(person for _, person, state, _ in rows if state == State.BOOKED)
    assert max(standing.values()) == 1
    reminded = storage.db.execute("SELECT count(*) FROM outbox WHERE kind = 'herinnering' AND state = 'due'").fetchone()
    with_reminder = storage.db.execute("SELECT count(*) FROM appointments WHERE reminder <> '' AND state = 'afgesproken'").fetchone()
    assert reminded == with_reminder


def _check_closures(storage: Storage, answers: list[str]) -> None:
    """Nobody has an appointment in a time that was closed, and who lost one was told so once."""
    within = "SELECT a.id FROM appointments AS a JOIN closures AS c ON a.begin < c.ends AND a.ends > c.begin WHERE a.state = 'afgesproken'"
    assert storage.db.execute(within).fetchall() == []
    told = Counter(one for answer in answers for one in answer.split()[1:] if answer.startswith("closed"))
    void = [str(row[0]) for row in storage.db.execute("SELECT id FROM appointments WHERE state = 'vervallen'").fetchall()]
    lost = [str(row[0]) for row in storage.db.execute("SELECT appointment FROM appointment_changes WHERE change = 'vervallen'").fetchall()]
    assert (set(void) <= set(lost), Counter(lost)) == (True, told)


def _check_promises(storage: Storage, answers: list[str]) -> None:
    """What was promised stands once; it is settled once, and only when somebody was told so."""
    promised = [answer.split()[1] for answer in answers if answer.startswith("promised")]
    settled = [answer.split()[1] for answer in answers if answer.startswith("settled")]
    rows = dict(storage.db.execute("SELECT id, done_at IS NOT NULL FROM requests").fetchall())
    assert set(rows) <= set(promised) and len(set(promised)) == len(promised)
    assert len(set(settled)) == len(settled)
    assert {key for key, done in rows.items() if done} == set(settled) & rows.keys()
    pushed_out = set(promised) - rows.keys()  # of one person only the newest stand
    assert not pushed_out & set(settled)


def _check_outcomes(storage: Storage, answers: list[str]) -> None:
    """Every note at the desk follows the one before it, none is lost or doubled, and the last one stands."""
    steps = [tuple(answer.removeprefix("noted ").split("/")) for answer in answers if answer.startswith("noted")]
    rows = storage.db.execute("SELECT appointment, detail FROM appointment_changes WHERE change = 'uitkomst' ORDER BY rowid").fetchall()
    written, stands = [], {}
    for id_, detail in rows:
        now = "" if detail == appointments.TAKEN_BACK else str(detail)
        written.append((str(id_), stands.get(id_, ""), now))
        stands[id_] = now
    assert Counter(steps) == Counter(written)
    shown = dict(storage.db.execute("SELECT id, outcome FROM appointments WHERE outcome <> ''").fetchall())
    assert shown == {id_: outcome for id_, outcome in stands.items() if outcome}


def test_processes_that_race_for_the_last_seats_never_overbook_and_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "werkbot.db"
    fresh(file)
    racers = [start("run", file, seed, ATTEMPTS, CLIENTS, DAYS, 0) for seed in range(PROCESSES)]
    for racer in racers:
        finished(racer)
    answers = check(file, ATTEMPTS)
    assert min(answers[word] for word in ("booked", "moved", "cancelled", "taken", "hold", "noted")) > 0


def test_processes_that_are_killed_and_started_again_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "werkbot.db"
    fresh(file)
    chance = random.Random(7)
    survivor = start("run", file, 99, KILLED_ATTEMPTS, CLIENTS, DAYS, 0)
    for kill in range(KILLS):
        victim = start("run", file, kill, KILLED_ATTEMPTS, CLIENTS, DAYS, chance.randrange(2, 2000))
        victim.communicate(timeout=120)
        assert victim.returncode == -signal.SIGKILL
    finished(survivor)
    finished(start("run", file, 1000, KILLED_ATTEMPTS, CLIENTS, DAYS, 0))
    check(file, KILLED_ATTEMPTS)


@pytest.mark.parametrize("act", list(racing.WALKED))
def test_a_process_killed_at_any_statement_leaves_all_or_nothing(tmp_path: Path, act: str) -> None:
    finished(start("walk", tmp_path, act, 1 if SOAK else 4))
