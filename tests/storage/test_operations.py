"""The condition of an assistant, read from its database; and since when it is unwell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.storage import inbox, operations, outbox
from bot.storage.database import Storage
from bot.storage.operations import UNREACHABLE, Beat

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEN = timedelta(minutes=10)


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def test_everything_that_waits_or_went_wrong_is_counted(storage: Storage) -> None:
    with storage.transaction() as db:
        operations.beat(db, "wakker", ago(seconds=3), "v1")
        operations.beat(db, "opgehaald", ago(seconds=9))
        operations.beat(db, "tweede-poller", NOW)
        operations.turn_on(db, operations.PAUSE, ago(hours=1))
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
        tried = outbox.put(db, "personeel", "mail", "personeel", "{}", ago(minutes=30), now=NOW)
        outbox.mark(db, tried, "sending", ago(minutes=29))
        outbox.put(db, "personeel", "mail", "personeel", "{}", NOW + timedelta(minutes=1), now=NOW)
        found = operations.read(db, "telegram", NOW)
    assert (found.awake, found.polled, found.version) == (ago(seconds=3), ago(seconds=9), "v1")
    assert (found.second_poller, found.token_refused, found.paused_since) == (True, False, ago(hours=1))
    assert (found.unanswered, found.oldest_unanswered, found.given_up) == (2, ago(minutes=18), 1)
    assert (found.unsent, found.oldest_unsent) == (2, ago(minutes=4))
    assert (found.notices, found.oldest_notice, found.most_tries_of_a_notice) == (1, ago(minutes=30), 1)
    assert (found.refused, found.unreachable, found.uncertain, found.lost) == (1, 1, 0, 1)


def test_only_what_no_copy_follows_is_lost(storage: Storage) -> None:
    doubted = (("bevestiging", ""), ("herinnering", ""), ("bevestiging", "zekerheid:1"), ("antwoord", ""), ("bericht", "k"))
    with storage.transaction() as db:
        for kind, key in doubted:
            outbox.mark(db, outbox.put(db, "p", "telegram", kind, "{}", NOW, now=NOW, key=key), "uncertain", NOW)
        found = operations.read(db, "telegram", NOW)
    assert (found.uncertain, found.lost) == (2, 3)


def test_what_went_wrong_longer_than_a_day_ago_is_no_longer_trouble(storage: Storage) -> None:
    with storage.transaction() as db:
        row = inbox.accept(db, "telegram", 1, "p", "{}", ago(hours=25)) or 0
        inbox.give_up(db, row)
        outbox.mark(db, outbox.put(db, "p", "telegram", "bericht", "{}", ago(hours=25), now=NOW), "dead", ago(hours=25))
        found = operations.read(db, "telegram", NOW)
    assert (found.given_up, found.refused) == (0, 0)


def test_a_sign_of_life_is_written_over_the_one_before_and_taken_away(storage: Storage) -> None:
    with storage.transaction() as db:
        operations.beat(db, "wakker", ago(minutes=1))
        operations.beat(db, "wakker", NOW, "v2")
        assert operations.all_beats(db) == {"wakker": Beat(NOW, "v2")}
        operations.forget(db, "wakker")
        assert operations.all_beats(db) == {}


def test_a_switch_keeps_the_moment_at_which_it_went_on(storage: Storage) -> None:
    with storage.transaction() as db:
        operations.turn_on(db, operations.PAUSE, ago(minutes=5))
        operations.turn_on(db, operations.PAUSE, NOW)
        assert operations.on_since(db, operations.PAUSE) == ago(minutes=5)
        operations.turn_off(db, operations.PAUSE)
        assert operations.on_since(db, operations.PAUSE) is None


Look = tuple[str, float]
"""What is wrong, in words, and in which minute."""


def said(storage: Storage, *looks: Look) -> list[str]:
    """What the operator is told at each look."""
    with storage.transaction() as db:
        return [operations.judge(db, signs.split(), NOW + timedelta(minutes=minute), TEN).value for signs, minute in looks]


def test_the_operator_hears_once_that_it_is_wrong_for_long_and_once_that_it_is_over(storage: Storage) -> None:
    heard = said(storage, ("a", 0), ("a", 9), ("a", 10), ("a", 30), ("", 31), ("", 32), ("a", 33))
    assert heard == ["niets", "niets", "rood", "niets", "groen", "niets", "niets"]


def test_trouble_that_is_over_within_ten_minutes_is_not_reported(storage: Storage) -> None:
    assert said(storage, ("a", 0), ("", 5), ("a", 6), ("a", 15)) == ["niets"] * 4


def test_new_trouble_beside_what_was_told_is_told_too(storage: Storage) -> None:
    heard = said(storage, ("a", 0), ("a", 10), ("a b", 60), ("a b", 65), ("a b", 70), ("a b", 80), ("a", 90), ("", 91))
    assert heard == ["niets", "rood", "niets", "niets", "rood", "niets", "niets", "groen"]


def test_what_was_over_for_a_while_and_comes_back_is_told_again(storage: Storage) -> None:
    heard = said(storage, ("a b", 0), ("a b", 10), ("a", 20), ("a b", 30), ("a b", 39), ("a b", 40))
    assert heard == ["niets", "rood", "niets", "niets", "niets", "rood"]


def test_what_an_earlier_version_noted_counts(storage: Storage) -> None:
    with storage.transaction() as db:
        operations.beat(db, operations.RED, ago(minutes=10))
    assert said(storage, ("a", 0)) == ["rood"]


def test_a_notice_that_did_not_get_through_is_given_again(storage: Storage) -> None:
    assert said(storage, ("a", 0), ("a", 10)) == ["niets", "rood"]
    with storage.transaction() as db:
        operations.not_told(db)
    assert said(storage, ("a", 10)) == ["rood"]


def test_the_number_of_a_day_moves_with_every_row_that_it_shows_and_with_no_other(storage: Storage) -> None:
    def version() -> int:
        return operations.day_version(storage.db)

    def moved(*statements: str) -> list[bool]:
        told = []
        for statement in statements:
            before = version()
            with storage.transaction() as db:
                db.execute(statement)
            told.append(version() != before)
        return told

    outgoing = "INSERT INTO outbox (person, channel, kind, body, due_at, changed_at) VALUES ('p', 'json', 'bericht', '{}', '', '')"
    assert moved(
        "INSERT INTO requests (id, contact, kind, asked_at) VALUES ('r', 'c', 'bellen', '')",
        "UPDATE requests SET taken_by = 'Kim'",
        "DELETE FROM requests",
        outgoing,
        "UPDATE outbox SET state = 'uncertain'",
        "UPDATE outbox SET state = 'sent'",
        "UPDATE outbox SET tries = 3",
        "INSERT INTO events (at, contact, kind, step) VALUES ('', 'c', 'chosen', 'inloop')",
        "INSERT INTO events (at, contact, kind, step) VALUES ('', 'c', 'chosen', 'zelf')",
        "DELETE FROM events WHERE step = 'zelf'",
        "DELETE FROM events",
    ) == [True, True, True, False, True, True, False, True, False, False, True]
