"""Work passed on: what goes along, of whom it is asked, and what the other organisation may do with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.desk import referrals
from bot.app.desk.promises import AlreadyTold
from bot.content.model import Knowledge
from bot.domain.time import from_wall
from bot.storage import outbox, people, referral_rows, requests
from bot.storage.database import Storage
from bot.storage.referral_rows import Consent, Partner
from bot.storage.requests import Request

NOON = from_wall("2026-11-24T12:00")
MINUTE = timedelta(minutes=1)
HERS = Request("v1", "anna", "c1", "antwoord", phone="0600000001", subject="Scholing", question="wat kost een cursus lassen")


@pytest.fixture
def waiting(storage: Storage) -> Storage:
    """Anna asked something, and can be reached."""
    with storage.transaction() as db:
        people.remember_address(db, "anna", "telegram", "17", NOON)
        requests.ask(db, HERS, NOON)
    return storage


def test_nothing_is_asked_by_looking(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    shown = referrals.question(waiting, shipped_knowledge, "v1", NOON)
    assert shown.told.splitlines() == ["- Onderwerp: Scholing", "- Uw vraag: 'wat kost een cursus lassen'", "- Telefoonnummer: 0600000001"]
    assert (shown.reachable, shown.before, list(shown.replies)) == (True, (), list(Partner))
    assert all(shown.told in reply.text for reply in shown.replies.values())
    assert outbox.due(waiting.db, "telegram", NOON + MINUTE) == []


def test_it_is_asked_after_a_while_and_can_be_left_until_then(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    one = referrals.ask(waiting, shipped_knowledge, "v1", Partner.UNION, NOON, after=MINUTE)
    assert [len(outbox.due(waiting.db, "telegram", NOON + MINUTE * after)) for after in (0, 1)] == [0, 1]
    assert referrals.unask(waiting, one.id, NOON) == one or referral_rows.find(waiting.db, one.id) is None
    assert outbox.due(waiting.db, "telegram", NOON + MINUTE) == []
    with pytest.raises(referrals.NothingToPassOn):
        referrals.unask(waiting, one.id, NOON)


def test_a_question_that_left_stays(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    one = referrals.ask(waiting, shipped_knowledge, "v1", Partner.SBB, NOON)
    with waiting.transaction() as db:
        [row] = outbox.due(db, "telegram", NOON)
        outbox.mark(db, row.id, "sent", NOON)
    with pytest.raises(AlreadyTold):
        referrals.unask(waiting, one.id, NOON)


@pytest.mark.parametrize("consent", [Consent.NO, Consent.TAKEN_BACK])
def test_a_no_is_not_asked_again(waiting: Storage, shipped_knowledge: Knowledge, consent: Consent) -> None:
    one = referrals.ask(waiting, shipped_knowledge, "v1", Partner.UWV, NOON)
    with waiting.transaction() as db:
        referral_rows.answer(db, one.id, consent, NOON)
    with pytest.raises(referrals.AskedBefore):
        referrals.ask(waiting, shipped_knowledge, "v1", Partner.UWV, NOON)


def test_who_cannot_be_asked_is_not(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    with waiting.transaction() as db:
        db.execute("DELETE FROM addresses")
    with pytest.raises(referrals.OutOfReach):
        referrals.ask(waiting, shipped_knowledge, "v1", Partner.UWV, NOON)
    with waiting.transaction() as db:
        requests.finish(db, "v1", NOON)
    with pytest.raises(referrals.NothingToPassOn):
        referrals.ask(waiting, shipped_knowledge, "v1", Partner.UWV, NOON)


def test_only_the_organisation_that_got_a_yes_takes_it_up(waiting: Storage, shipped_knowledge: Knowledge) -> None:
    one = referrals.ask(waiting, shipped_knowledge, "v1", Partner.UWV, NOON)
    with waiting.transaction() as db:
        referral_rows.answer(db, one.id, Consent.YES, NOON)
    with pytest.raises(referrals.NotYours):
        referrals.take_up(waiting, Partner.MUNICIPALITY, one.id, NOON)
    referrals.take_up(waiting, Partner.UWV, one.id, NOON)
    assert [bool(found.taken_at) for found in referrals.passed_on(waiting, Partner.UWV)] == [True]
    referrals.take_up(waiting, Partner.UWV, one.id, NOON, back=True)
    assert [bool(found.taken_at) for found in referrals.passed_on(waiting, Partner.UWV)] == [False]
