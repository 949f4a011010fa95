"""The condition of an assistant, read from its database; and since when it is unwell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.storage import alarm, condition, heartbeats, inbox, outbox, switches
from bot.storage.alarm import Alarm
from bot.storage.condition import UNREACHABLE
from bot.storage.database import Storage
from bot.storage.heartbeats import Beat

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEN = timedelta(minutes=10)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def test_everything_that_waits_or_went_wrong_is_counted(storage: Storage) -> None:
    with storage.transaction() as db:
        heartbeats.beat(db, "wakker", ago(seconds=3), "v1")
        heartbeats.beat(db, "opgehaald", ago(seconds=9))
        heartbeats.beat(db, "tweede-poller", NOW)
        switches.turn_on(db, switches.PAUSE, ago(hours=1))
        for number in range(4):
            inbox.accept(db, "telegram", number, "p", "{}", ago(minutes=20 - number))
        inbox.finish(db, [1], NOW)
        inbox.give_up(db, 2)
        for number, state in enumerate(("dead", "dead", "uncertain", "due", "due")):
            row = outbox.put(db, "p", "telegram", "bericht", "{}", ago(minutes=number), now=ago(minutes=30))
            if state != "due":
                outbox.mark(db, row, state, ago(minutes=1), reference=UNREACHABLE if number == 0 else "")
        outbox.put(db, "p", "telegram", "herinnering", "{}", NOW + timedelta(days=1), now=NOW)
        outbox.put(db, "p", "json", "antwoord", "{}", ago(hours=5), now=NOW)
        found = condition.read(db, "telegram", NOW)
    assert (found.awake, found.polled, found.version) == (ago(seconds=3), ago(seconds=9), "v1")
    assert (found.second_poller, found.token_refused, found.paused_since) == (True, False, ago(hours=1))
    assert (found.unanswered, found.oldest_unanswered, found.given_up) == (2, ago(minutes=18), 1)
    assert (found.unsent, found.oldest_unsent) == (2, ago(minutes=4))
    assert (found.refused, found.unreachable, found.uncertain, found.lost) == (1, 1, 0, 1)


def test_only_what_no_copy_follows_is_lost(storage: Storage) -> None:
    doubted = (("bevestiging", ""), ("herinnering", ""), ("bevestiging", "zekerheid:1"), ("antwoord", ""), ("bericht", "k"))
    with storage.transaction() as db:
        for kind, key in doubted:
            outbox.mark(db, outbox.put(db, "p", "telegram", kind, "{}", NOW, now=NOW, key=key), "uncertain", NOW)
        found = condition.read(db, "telegram", NOW)
    assert (found.uncertain, found.lost) == (2, 3)


def test_what_went_wrong_longer_than_a_day_ago_is_no_longer_trouble(storage: Storage) -> None:
    with storage.transaction() as db:
        row = inbox.accept(db, "telegram", 1, "p", "{}", ago(hours=25)) or 0
        inbox.give_up(db, row)
        outbox.mark(db, outbox.put(db, "p", "telegram", "bericht", "{}", ago(hours=25), now=NOW), "dead", ago(hours=25))
        found = condition.read(db, "telegram", NOW)
    assert (found.given_up, found.refused) == (0, 0)


def test_a_sign_of_life_is_written_over_the_one_before_and_taken_away(storage: Storage) -> None:
    with storage.transaction() as db:
        heartbeats.beat(db, "wakker", ago(minutes=1))
        heartbeats.beat(db, "wakker", NOW, "v2")
        assert heartbeats.beats(db) == {"wakker": Beat(NOW, "v2")}
        heartbeats.forget(db, "wakker")
        assert heartbeats.beats(db) == {}


def test_a_switch_keeps_the_moment_at_which_it_went_on(storage: Storage) -> None:
    with storage.transaction() as db:
        switches.turn_on(db, switches.PAUSE, ago(minutes=5))
        switches.turn_on(db, switches.PAUSE, NOW)
        assert switches.on_since(db, switches.PAUSE) == ago(minutes=5)
        switches.turn_off(db, switches.PAUSE)
        assert switches.on_since(db, switches.PAUSE) is None


def test_the_operator_hears_once_that_it_is_wrong_for_long_and_once_that_it_is_over(storage: Storage) -> None:
    looks = [(True, 0), (True, 9), (True, 10), (True, 30), (False, 31), (False, 32), (True, 33)]
    with storage.transaction() as db:
        said = [alarm.judge(db, unwell, NOW + timedelta(minutes=minute), TEN) for unwell, minute in looks]
    assert said == [Alarm.NOTHING, Alarm.NOTHING, Alarm.RED, Alarm.NOTHING, Alarm.GREEN, Alarm.NOTHING, Alarm.NOTHING]


def test_trouble_that_is_over_within_ten_minutes_is_not_reported(storage: Storage) -> None:
    with storage.transaction() as db:
        said = [
            alarm.judge(db, unwell, NOW + timedelta(minutes=minute), TEN)
            for unwell, minute in [(True, 0), (False, 5), (True, 6), (True, 15)]
        ]
    assert said == [Alarm.NOTHING] * 4


def test_a_notice_that_did_not_get_through_is_given_again(storage: Storage) -> None:
    with storage.transaction() as db:
        alarm.judge(db, True, NOW, TEN)
        assert alarm.judge(db, True, NOW + TEN, TEN) is Alarm.RED
        alarm.not_told(db)
        assert alarm.judge(db, True, NOW + TEN, TEN) is Alarm.RED
