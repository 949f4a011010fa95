"""What may be passed on: asked once per organisation, seen after a yes alone, gone after four weeks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.config import RetentionSettings
from bot.storage import operations, referral_rows, retention
from bot.storage.database import Storage
from bot.storage.referral_rows import Consent, Partner, Referral

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HERS = Referral("r1", "v1", "anna", Partner.UWV, "- Onderwerp: WW")


def test_one_organisation_is_asked_about_once(storage: Storage) -> None:
    with storage.transaction() as db:
        assert [referral_rows.ask(db, one, NOW) for one in (HERS, Referral("r2", "v1", "anna", Partner.UWV, ""))] == [True, False]
        referral_rows.unask(db, "r1")
        assert referral_rows.find(db, "r1") is None
        assert referral_rows.ask(db, HERS, NOW)


def test_only_a_yes_is_seen_and_only_by_its_organisation(storage: Storage) -> None:
    with storage.transaction() as db:
        referral_rows.ask(db, HERS, NOW)
        seen = []
        for consent in Consent:
            referral_rows.answer(db, "r1", consent, NOW)
            seen.append([len(referral_rows.shown_to(db, one)) for one in Partner])
    assert seen == [[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_only_who_sees_it_takes_it_up(storage: Storage) -> None:
    with storage.transaction() as db:
        referral_rows.ask(db, HERS, NOW)
        before = referral_rows.take_up(db, "r1", Partner.UWV, "2026-11-23")
        referral_rows.answer(db, "r1", Consent.YES, NOW)
        assert (before, *(referral_rows.take_up(db, "r1", one, "2026-11-23") for one in (Partner.SBB, Partner.UWV))) == (False, False, True)


def test_the_day_moves_with_it_and_four_weeks_later_it_is_gone(storage: Storage) -> None:
    seen = [operations.day_version(storage.db)]
    with storage.transaction() as db:
        referral_rows.ask(db, HERS, NOW)
        seen.append(operations.day_version(db))
        referral_rows.answer(db, "r1", Consent.YES, NOW + timedelta(days=2))
        seen.append(operations.day_version(db))
    assert len(set(seen)) == 3
    kept = []
    for days in (28, 30):
        with storage.transaction() as db:
            retention.housekeeping(db, NOW + timedelta(days=days), RetentionSettings())
            kept.append(referral_rows.of_person(db, "anna") != [])
    assert kept == [True, False]
