"""A running assistant takes over a valid change by itself, loses nothing, and keeps the last good content after a bad one."""

from __future__ import annotations

import argparse
import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import live_content
from bot.app.assistant import Reception, Snapshot
from bot.app.content_trial import Verdict, thresholds_of, try_out
from bot.app.live_content import Reloader
from bot.cli import setup
from bot.config import Settings, UnderstandingSettings
from bot.content.folder import files_in, version_of
from bot.content.services import PlaceKind
from bot.domain.appointment import Booking
from bot.domain.availability import Slot
from bot.domain.time import ZONE
from bot.storage import appointments, content_versions
from bot.storage.capacity import sync_roster
from bot.storage.database import Storage, StorageTrouble
from bot.understanding.pipeline import Thresholds
from tests.conftest import Citizen
from tests.content.small_folder import change, few_acts, small_folder

SURE = Thresholds(sure=0.3, ask=0.05)
EASY = UnderstandingSettings(sure=SURE.sure, ask=SURE.ask, floor_right=0.0, floor_found=0.0, floor_wrong=1.0)
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
GRATIS, NIETS = "Hulp van het Werkcentrum is gratis.", "Hulp van het Werkcentrum kost niets."
LIFT = (
    "vragen:\n  - id: lift\n    vraag: Is er een lift?\n    antwoord: Er is een lift.\n    bron: eigen beleid\n"
    "    anders_gezegd: [kan ik met de lift, is er een trap, rolstoel mee, lift aanwezig, kom ik boven]\n"
    "    vervolgstappen: [{soort: inloop}]\n"
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models that were learned once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own_process() -> None:
    """The trial of a change runs in a process of its own, as it does for citizens."""


@pytest.fixture(autouse=True)
def tried_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without that the same trial runs in the thread that waits for it: to start and read all anew takes three seconds each time."""
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(live_content, "_verdict", verdict_here)


def verdict_here(root: Path, cache_dir: Path, settings: UnderstandingSettings) -> Verdict:
    """What the other process would tell."""
    version, trial = version_of(root), try_out(root, cache_dir, thresholds_of(settings))
    return Verdict(version, tuple(map(str, trial.read.errors)), trial.proof)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The content that is live."""
    root = small_folder(tmp_path)
    few_acts(root)
    return root


@pytest.fixture
def running(folder: Path, cache: Path, storage: Storage) -> Iterator[Reloader]:
    """A reception that speaks from the folder, and who watches it."""
    trial = try_out(folder, cache, SURE)
    assert trial.read.knowledge and trial.understanding, trial.read.errors
    reception = Reception(storage, Snapshot(trial.read.knowledge, trial.understanding), Settings(understanding=EASY))
    reloader = Reloader(reception, folder, cache)
    reloader.check(MONDAY)
    yield reloader
    reloader.wait()


def pass_time(reloader: Reloader, begin: datetime = MONDAY, seconds: int = 15) -> datetime:
    """A second at a time, as an adapter does; who learns meanwhile is waited for."""
    now = begin
    for second in range(1, seconds + 1):
        now = begin + timedelta(seconds=second)
        reloader.check(now)
        reloader.wait()
    return now


def notices(storage: Storage) -> list[str]:
    """What staff were told."""
    rows = storage.db.execute("SELECT body FROM outbox WHERE channel = 'mail' AND kind = 'personeel' ORDER BY id").fetchall()
    return [str(json.loads(str(body))["text"]) for (body,) in rows]


@pytest.mark.usefixtures("own_process")
def test_a_valid_change_is_live_within_fifteen_seconds(running: Reloader, folder: Path) -> None:
    before = running.reception.snapshot.knowledge.version
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    pass_time(running)
    knowledge = running.reception.snapshot.knowledge
    assert knowledge.entries["kosten"].answer == NIETS
    kept = [one.name for one in content_versions.versions(running.reception.storage.db)]
    assert kept == [knowledge.version, before]
    assert notices(running.reception.storage) == []


def test_a_change_in_how_people_say_it_is_live_too(running: Reloader, folder: Path) -> None:
    path = folder.parent / "intents" / "voorbeelden" / "openingstijden.txt"
    change(path, "open met kerst\n", "open met kerst\nis de deur van slot\n")
    pass_time(running)
    snapshot = running.reception.snapshot
    assert snapshot.knowledge.examples["openingstijden"][-1] == "is de deur van slot"
    assert snapshot.knowledge.version == version_of(folder)


@pytest.mark.parametrize("given", [{"sure": 0.8}, {"ask": 0.2}, {"temperature": 0.5}])
def test_the_thresholds_after_a_change_are_those_of_the_start(
    given: dict[str, float], folder: Path, cache: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setup.CACHE_VARIABLE, str(cache))
    settings = Settings(understanding=UnderstandingSettings(**given, floor_right=0.0, floor_found=0.0, floor_wrong=1.0))
    start = setup.snapshot_of(argparse.Namespace(kennis=str(folder), config=None), settings)
    assert start.understanding.thresholds == replace(Thresholds(), **given)
    reloader = Reloader(Reception(storage, start, settings), folder, cache)
    reloader.check(MONDAY)
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    pass_time(reloader)
    after = reloader.reception.snapshot
    assert after.knowledge.entries["kosten"].answer == NIETS
    assert after.understanding.thresholds == start.understanding.thresholds


def test_what_falls_due_today_is_told_once_the_disk_takes_it(running: Reloader, folder: Path, storage: Storage) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    knowledge = running.reception.snapshot.knowledge
    entry = replace(knowledge.entries["kosten"], valid_until=tomorrow.date())
    running.reception.take(
        replace(running.reception.snapshot, knowledge=replace(knowledge, entries={**knowledge.entries, "kosten": entry}))
    )
    other = sqlite3.connect(storage.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    storage.db.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(StorageTrouble):
        running.check(tomorrow)
    other.rollback()
    other.close()
    assert notices(storage) == []
    running.check(tomorrow)
    assert len(notices(storage)) == 1


def test_several_files_saved_one_after_the_other_are_one_change(running: Reloader, folder: Path) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", "      - adres-route\n", "      - adres-route\n      - lift\n")
    running.check(MONDAY + timedelta(seconds=1))
    running.check(MONDAY + timedelta(seconds=3))
    (folder / "vragen" / "lift.yaml").write_text(LIFT)
    pass_time(running, MONDAY + timedelta(seconds=4))
    assert "lift" in running.reception.snapshot.knowledge.entries
    assert notices(running.reception.storage) == []


@pytest.mark.usefixtures("own_process")
def test_a_bad_change_keeps_the_last_good_content_and_staff_are_told_once(running: Reloader, folder: Path) -> None:
    good = running.reception.snapshot
    change(folder / "vragen" / "werkcentrum.yaml", "    knop: Kosten\n", "    knop: Kosten\n    prijs: 0\n")
    now = pass_time(running)
    pass_time(running, now)
    assert running.reception.snapshot is good
    assert [text.splitlines()[2] for text in notices(running.reception.storage)] == [
        "knowledge/vragen/werkcentrum.yaml, regel 54: 'prijs' is geen bekend veld."
    ]
    change(folder / "vragen" / "werkcentrum.yaml", "    prijs: 0\n", "")
    pass_time(running, now + timedelta(minutes=1))
    assert running.reception.snapshot.knowledge.version == good.knowledge.version


def test_content_that_sinks_the_test_questions_below_the_floor_is_a_bad_change(folder: Path, cache: Path, storage: Storage) -> None:
    trial = try_out(folder, cache, SURE)
    assert trial.read.knowledge and trial.understanding
    strict = UnderstandingSettings(sure=SURE.sure, ask=SURE.ask, floor_right=1.0, floor_found=1.0, floor_wrong=0.0)
    reception = Reception(storage, Snapshot(trial.read.knowledge, trial.understanding), Settings(understanding=strict))
    reloader = Reloader(reception, folder, cache)
    reloader.check(MONDAY)
    change(folder / "vragen" / "werkcentrum.yaml", "      - moet ik betalen\n", "      - kan ik een afspraak verzetten of afzeggen\n")
    pass_time(reloader)
    assert reception.snapshot.knowledge is trial.read.knowledge
    assert "de ondergrens is 100,0 %" in notices(storage)[0]


def test_the_message_of_the_day_is_live_within_five_seconds_and_goes_by_itself(running: Reloader, folder: Path, storage: Storage) -> None:
    model = running.reception.snapshot.understanding
    (folder / "mededeling.yaml").write_text("tekst: Vandaag zijn wij dicht door de sneeuw.\nvan: 2026-11-23\ntot: 2026-11-23\n")
    now = pass_time(running, seconds=5)
    assert running.reception.snapshot.understanding is model
    anna = Citizen(running.reception, now=now)
    anna.says("wat kost het")
    assert "Vandaag zijn wij dicht door de sneeuw." in anna.text
    anna.later(days=1)
    anna.says("wat kost het")
    assert "sneeuw" not in anna.text
    (folder / "mededeling.yaml").write_text("tekst: Dicht.\ntoot: 2026-11-23\n")
    pass_time(running, now + timedelta(minutes=1), seconds=5)
    notice = running.reception.snapshot.knowledge.notice
    assert notice and notice.text == "Vandaag zijn wij dicht door de sneeuw."
    assert "'toot' is geen bekend veld" in notices(storage)[-1]


def notice_of(reloader: Reloader) -> str:
    """The message of the day that is live."""
    return reloader.reception.snapshot.knowledge.notice_on(MONDAY.date())


def test_the_message_of_the_day_does_not_wait_for_a_file_that_was_refused(running: Reloader, folder: Path, storage: Storage) -> None:
    path = folder / "vragen" / "werkcentrum.yaml"
    change(path, f"{GRATIS}\n", f"{NIETS}\n    prijs: 0\n")
    now = pass_time(running)
    (folder / "mededeling.yaml").write_text("tekst: Vandaag zijn wij dicht door de sneeuw.\ntot: 2026-11-23\n")
    now = pass_time(running, now, seconds=5)
    knowledge = running.reception.snapshot.knowledge
    assert (notice_of(running), knowledge.entries["kosten"].answer) == ("Vandaag zijn wij dicht door de sneeuw.", GRATIS)
    kept = content_versions.files_of(storage.db, knowledge.version)
    assert sorted(kept) == sorted(files_in(folder))
    assert GRATIS in kept["knowledge/vragen/werkcentrum.yaml"].decode() and b"sneeuw" in kept["knowledge/mededeling.yaml"]
    assert len(notices(storage)) == 1
    change(path, "    prijs: 0\n", "")
    pass_time(running, now)
    knowledge = running.reception.snapshot.knowledge
    assert (notice_of(running), knowledge.entries["kosten"].answer) == ("Vandaag zijn wij dicht door de sneeuw.", NIETS)
    assert knowledge.version == version_of(folder) and len(notices(storage)) == 1


def test_the_message_of_the_day_does_not_wait_for_a_trial(running: Reloader, folder: Path) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    for second in range(1, 4):
        running.check(MONDAY + timedelta(seconds=second))
    (folder / "mededeling.yaml").write_text("tekst: Vandaag zijn wij dicht door de sneeuw.\ntot: 2026-11-23\n")
    for second in range(4, 7):
        running.check(MONDAY + timedelta(seconds=second))
    assert notice_of(running) == "Vandaag zijn wij dicht door de sneeuw."
    for second in range(1, 16):
        pass_time(running, MONDAY + timedelta(seconds=6 + second), seconds=1)
        assert notice_of(running) == "Vandaag zijn wij dicht door de sneeuw."
    assert running.reception.snapshot.knowledge.entries["kosten"].answer == NIETS
    assert running.reception.snapshot.knowledge.version == version_of(folder)


def test_a_message_of_the_day_and_a_mistake_saved_together_are_taken_and_refused(running: Reloader, folder: Path, storage: Storage) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", "    knop: Kosten\n", "    knop: Kosten\n    prijs: 0\n")
    (folder / "mededeling.yaml").write_text("tekst: Vandaag zijn wij dicht door de sneeuw.\ntot: 2026-11-23\n")
    now = pass_time(running, seconds=5)
    assert notice_of(running) == "Vandaag zijn wij dicht door de sneeuw."
    (folder / "mededeling.yaml").write_text("tekst: Wij zijn weer open.\ntoot: 2026-11-23\n")
    now = pass_time(running, now)
    assert notice_of(running) == "Vandaag zijn wij dicht door de sneeuw."
    (folder / "mededeling.yaml").unlink()
    pass_time(running, now, seconds=5)
    assert notice_of(running) == ""
    assert [text.splitlines()[2].partition(": ")[2] for text in notices(storage)] == [
        "'prijs' is geen bekend veld.",
        "'toot' is geen bekend veld.",
    ]


def test_a_message_of_the_day_that_closes_writes_to_whom_it_touches(running: Reloader, folder: Path, storage: Storage) -> None:
    anna, calendar = Citizen(running.reception, now=MONDAY), running.reception.snapshot.knowledge.calendar
    anna.says("hallo")
    tuesday = Slot("groningen", PlaceKind.DESK, datetime(2026, 11, 24, 10, tzinfo=ZONE), 30)
    with storage.transaction() as db:
        sync_roster(db, calendar)
        appointments.book(db, calendar, Booking(anna.person, "werkgesprek", tuesday, "json", trial=True), MONDAY)
    (folder / "mededeling.yaml").write_text("tekst: Dicht door de sneeuw.\nvan: 2026-11-24\ntot: 2026-11-24\ndicht: ja\n")
    pass_time(running, anna.now, seconds=5)
    anna.later(seconds=10)
    assert anna.text.startswith("Wij zijn op dinsdag 24 november om 10.00 uur onverwacht dicht.")


def test_a_message_of_the_day_about_a_new_question_waits_for_that_question(running: Reloader, folder: Path, storage: Storage) -> None:
    (folder / "mededeling.yaml").write_text("tekst: De lift is stuk.\ntot: 2026-11-23\nonderwerpen: [lift]\n")
    (folder / "vragen" / "lift.yaml").write_text(LIFT)
    pass_time(running)
    assert running.reception.snapshot.knowledge.notice_on(MONDAY.date(), "lift") == "De lift is stuk."
    assert notices(storage) == []


def test_a_change_that_was_refused_for_the_message_of_the_day_goes_live_when_that_is_mended(
    running: Reloader, folder: Path, storage: Storage
) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    (folder / "mededeling.yaml").write_text("tekst: Dicht.\ntoot: 2026-11-23\n")
    now = pass_time(running)
    assert running.reception.snapshot.knowledge.entries["kosten"].answer == GRATIS
    (folder / "mededeling.yaml").write_text("tekst: Dicht.\ntot: 2026-11-23\n")
    pass_time(running, now)
    assert (notice_of(running), running.reception.snapshot.knowledge.entries["kosten"].answer) == ("Dicht.", NIETS)
    assert len(notices(storage)) == 1


def test_files_that_nobody_made_by_hand_stop_nothing(running: Reloader, folder: Path, storage: Storage) -> None:
    """Locks and notes of Office, Mac, Emacs and git, and a folder that is called as a file."""
    for name in ("~$werkcentrum.yaml", "._werkcentrum.yaml", ".#werkcentrum.yaml"):
        (folder / "vragen" / name).write_bytes(b"\x05Jan\0\0")
    (folder / ".git").mkdir()
    (folder / ".git" / "oud.yaml").write_text("a: b\n")
    (folder / "vragen" / "oud.yaml").mkdir()
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    pass_time(running)
    assert running.reception.snapshot.knowledge.entries["kosten"].answer == NIETS
    assert notices(storage) == []


def test_a_file_that_cannot_be_read_is_told_once_and_does_not_stop_the_message_of_the_day(
    running: Reloader, folder: Path, storage: Storage
) -> None:
    loop = folder / "vragen" / "lus.yaml"
    loop.symlink_to(loop)
    now = pass_time(running)
    now = pass_time(running, now)
    assert [text.splitlines()[2:4] for text in notices(storage)] == [
        [
            "knowledge/vragen/lus.yaml, regel 1: het bestand kan niet gelezen worden (Too many levels of symbolic links).",
            "    → Vraag de beheerder om te kijken of u dit bestand mag lezen.",
        ]
    ]
    (folder / "mededeling.yaml").write_text("tekst: Vandaag zijn wij dicht door de sneeuw.\ntot: 2026-11-23\n")
    now = pass_time(running, now, seconds=5)
    assert notice_of(running) == "Vandaag zijn wij dicht door de sneeuw."
    loop.unlink()
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    pass_time(running, now)
    assert running.reception.snapshot.knowledge.entries["kosten"].answer == NIETS


def test_a_file_of_nobody_that_cannot_be_read_is_told_too(running: Reloader, folder: Path, storage: Storage) -> None:
    loop = folder / "notities.txt"
    loop.symlink_to(loop)
    pass_time(running)
    assert [text.splitlines()[2] for text in notices(storage)] == [
        "knowledge/notities.txt, regel 1: het bestand kan niet gelezen worden (Too many levels of symbolic links)."
    ]


@pytest.mark.usefixtures("own_process")
def test_under_traffic_no_answer_is_wrong_or_lost(running: Reloader, folder: Path, storage: Storage) -> None:
    """People keep asking while the new content is learned; each gets the old answer or the new one, with its own version."""
    old = running.reception.snapshot.knowledge.version
    people = [Citizen(running.reception, name, now=MONDAY) for name in ("anna", "bram", "chris")]
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    change(folder / "vragen" / "werkcentrum.yaml", "      - is het gratis\n", "      - is het gratis\n      - kost een cursus wat\n")
    asked = answered = afterwards = 0
    ended = time.monotonic() + 60
    while afterwards < 9:
        assert time.monotonic() < ended
        afterwards += running.reception.snapshot.knowledge.version != old
        person = people[asked % 3]
        live = running.reception.snapshot.knowledge
        person.says("wat kost het")
        asked += 1
        said = [text for text in (GRATIS, NIETS) if text in person.text]
        answered += said == [live.entries["kosten"].answer]
        running.check(person.now)
    assert answered >= asked - 3 * len(people)  # who asks the same again is told up to three times that it was said
    versions = storage.db.execute("SELECT version, count(*) FROM events WHERE kind = 'asked' GROUP BY version").fetchall()
    assert {str(name) for name, _ in versions} == {old, running.reception.snapshot.knowledge.version}
    assert sum(int(count) for _, count in versions) == asked


def test_who_is_in_the_middle_of_something_goes_on_with_what_was_shown(running: Reloader, folder: Path) -> None:
    anna = Citizen(running.reception, now=MONDAY)
    anna.says("hoe laat zijn jullie open")
    anna.taps("Gesprek over werk")
    moment = next(label for label in anna.labels if "november" in label)
    change(folder / "vragen" / "werkcentrum.yaml", "knop: Gesprek over werk", "knop: Praten over werk")
    pass_time(running, anna.now)
    anna.taps(moment)
    assert any(label.startswith("Bevestig") for label in anna.labels)


def test_what_falls_due_is_told_once_on_its_day(running: Reloader, storage: Storage) -> None:
    for hour in (9, 12, 15):
        running.check(datetime(2026, 12, 24, hour, tzinfo=ZONE))
    assert [text for text in notices(storage) if "Vergoeding voor reizen" in text] == [
        "redactie:\n"
        "  2026-12-31  knowledge/bedragen.yaml, regel 11: het bedrag 'Vergoeding voor reizen' geldt tot en met 2026-12-31 (over 7 dagen).\n"
        "              → Zoek op wat daarna geldt, en pas de tekst en 'geldig_tot' aan."
    ]


def test_content_that_changed_while_the_assistant_started_is_tried(folder: Path, cache: Path, storage: Storage) -> None:
    trial = try_out(folder, cache, SURE)
    assert trial.read.knowledge and trial.understanding
    reception = Reception(storage, Snapshot(trial.read.knowledge, trial.understanding), Settings(understanding=EASY))
    change(folder / "vragen" / "werkcentrum.yaml", GRATIS, NIETS)
    reloader = Reloader(reception, folder, cache)
    pass_time(reloader)
    assert reception.snapshot.knowledge.entries["kosten"].answer == NIETS
