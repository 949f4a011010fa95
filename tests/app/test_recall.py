"""An answer about money, law or care that was wrong: how often it was given, since when, and who is still to come about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.recall import Recalled, recalled, told
from bot.content.folder import files_in
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.content.services import PlaceKind
from bot.domain.appointment import Booking
from bot.domain.availability import Slot
from bot.domain.time import ZONE
from bot.storage import appointments, content_versions, events
from bot.storage.capacity import sync_roster
from bot.storage.database import Storage
from bot.storage.events import Event
from tests.content.small_folder import change, small_folder

NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE)
HOUR = timedelta(hours=1)
QUESTION = "Wat kost hulp van het Werkcentrum?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content with one answer about money."""
    root = small_folder(tmp_path)
    change(root / "vragen" / "werkcentrum.yaml", "    gevoelig: nee\n", "    risico: geld\n")
    change(root / "vragen" / "werkcentrum.yaml", "is gratis.", "kost {reiskosten}.")
    return root


def goes_live(storage: Storage, folder: Path, when: datetime) -> Knowledge:
    """What stands in the folder is what people are answered from."""
    known = load(folder, REQUIRED)
    with storage.transaction() as db:
        content_versions.keep(db, known.version, files_in(folder), when)
    return known


def answered(storage: Storage, known: Knowledge, topic: str, *when: datetime) -> None:
    """Somebody read the answer."""
    with storage.transaction() as db:
        for at in when:
            events.note(db, at, f"contact-{at}", "", "inwoner", known.version, Event("answered", topic))


def test_it_is_told_how_often_the_old_words_were_given_since_they_were_live(storage: Storage, folder: Path) -> None:
    first = goes_live(storage, folder, NOON)
    answered(storage, first, "kosten", NOON - HOUR)
    change(folder / "vragen" / "werkcentrum.yaml", "Hulp van het Werkcentrum kost {reiskosten}.", "Hulp kost niets, of {reiskosten}.")
    wrong = goes_live(storage, folder, NOON + HOUR)
    answered(storage, wrong, "kosten", NOON + HOUR, NOON + 2 * HOUR)
    answered(storage, wrong, "adres-route", NOON + 2 * HOUR)
    change(folder / "vragen" / "werkcentrum.yaml", "- is het gratis", "- is het gratis of niet")
    same_words = goes_live(storage, folder, NOON + 2 * HOUR)
    answered(storage, same_words, "kosten", NOON + 3 * HOUR)
    change(folder / "vragen" / "werkcentrum.yaml", "Hulp kost niets, of {reiskosten}.", "Hulp kost {reiskosten}.")
    right = goes_live(storage, folder, NOON + 4 * HOUR)
    assert recalled(storage.db, same_words, right, NOON + 4 * HOUR) == (Recalled(QUESTION, NOON + HOUR, 3, ()),)


def test_an_amount_that_changes_takes_back_the_answer_that_says_it(storage: Storage, folder: Path) -> None:
    before = goes_live(storage, folder, NOON)
    answered(storage, before, "kosten", NOON + HOUR)
    change(folder / "bedragen.yaml", "waarde: 12.50", "waarde: 14.50")
    after = load(folder, REQUIRED)
    assert [(one.question, one.times) for one in recalled(storage.db, before, after, NOON + 2 * HOUR)] == [(QUESTION, 1)]


def test_who_is_still_to_come_about_it_is_named_by_code(storage: Storage, folder: Path) -> None:
    before = goes_live(storage, folder, NOON)
    tuesday = Slot("groningen", PlaceKind.DESK, datetime(2026, 11, 24, 10, tzinfo=ZONE), 30)
    with storage.transaction() as db:
        sync_roster(db, before.calendar)
        booking = Booking("anna", "werkgesprek", tuesday, "json", trial=False, subject="kosten")
        made = appointments.book(db, before.calendar, booking, NOON)
    change(folder / "vragen" / "werkcentrum.yaml", "kost {reiskosten}.", "kost niets.")
    listed = recalled(storage.db, before, load(folder, REQUIRED), NOON + HOUR)
    assert listed == (Recalled(QUESTION, NOON, 0, (made.code,)),)
    assert told(listed) == (
        f"'{QUESTION}' is veranderd. Zo vaak is het oude antwoord gegeven sinds 23 november 2026, 12.00 uur: 0. "
        f"Open afspraken en vragen hierover: {made.code}."
    )


def test_a_change_that_nobody_would_read_and_an_answer_of_low_risk_are_not_told(storage: Storage, folder: Path) -> None:
    before = goes_live(storage, folder, NOON)
    change(folder / "vragen" / "werkcentrum.yaml", "- is het gratis", "- is het gratis of niet")
    change(folder / "vragen" / "werkcentrum.yaml", "zit op {adres}", "staat op {adres}")
    assert recalled(storage.db, before, load(folder, REQUIRED), NOON + HOUR) == ()
