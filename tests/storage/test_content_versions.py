"""Every version of the content that was live comes back byte for byte, each file kept once; what was taken back is marked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.storage import content_versions
from bot.storage.content_versions import Version
from bot.storage.database import Storage

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=1)
FIRST = {"knowledge/feiten.yaml": b"feiten: []\n", "knowledge/vragen/werk.yaml": "één\r\n".encode(), "leeg.txt": b""}
SECOND = {**FIRST, "knowledge/feiten.yaml": b"feiten: [a]\n"}


@pytest.fixture
def db() -> Iterator[Database]:
    """A database inside an open transaction."""
    storage = Storage(":memory:")
    with storage.transaction() as db:
        yield db
    storage.close()


def bodies(db: Database) -> int:
    """How many files are kept."""
    return int(db.execute("SELECT count(*) FROM content_files").fetchone()[0])


def test_a_version_comes_back_as_it_was_and_a_file_of_two_versions_is_kept_once(db: Database) -> None:
    content_versions.keep(db, "a", FIRST, MONDAY)
    content_versions.keep(db, "b", SECOND, LATER)
    assert (content_versions.files_of(db, "a"), content_versions.files_of(db, "b")) == (FIRST, SECOND)
    assert bodies(db) == len(FIRST) + 1


def test_the_newest_is_the_one_that_was_kept_last(db: Database) -> None:
    content_versions.keep(db, "a", FIRST, MONDAY)
    content_versions.keep(db, "b", SECOND, MONDAY)
    assert content_versions.versions(db) == (Version("b", MONDAY, False), Version("a", MONDAY, False))
    content_versions.keep(db, "a", FIRST, LATER)
    assert content_versions.versions(db) == (Version("a", LATER, False), Version("b", MONDAY, False))


def test_a_version_that_was_taken_back_is_marked_until_it_goes_live_again(db: Database) -> None:
    content_versions.keep(db, "a", FIRST, MONDAY)
    content_versions.withdraw(db, "a", LATER)
    assert content_versions.versions(db) == (Version("a", MONDAY, True),)
    content_versions.keep(db, "a", FIRST, LATER)
    assert content_versions.versions(db) == (Version("a", LATER, False),)
    content_versions.keep(db, "b", SECOND, LATER, withdrawn=True)
    assert content_versions.versions(db)[0] == Version("b", LATER, True)


def test_of_a_version_that_nobody_kept_there_are_no_files(db: Database) -> None:
    assert content_versions.files_of(db, "onbekend") == {}
