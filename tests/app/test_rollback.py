"""An earlier version of the content comes back whole, and nothing that stood there is ever lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.rollback import NothingBefore, UnknownVersion, restore
from bot.content.folder import files_in, version_of
from bot.domain.time import ZONE
from bot.storage import content_versions
from bot.storage.database import Storage

NOON = datetime(2026, 11, 21, 12, tzinfo=ZONE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file."""
    root = tmp_path / "knowledge"
    (root / "vragen").mkdir(parents=True)
    (root / "vragen" / "a.yaml").write_bytes(b"een\r\n")
    return root


def goes_live(storage: Storage, folder: Path, minutes: int) -> str:
    """What stands in the folder is taken over by a running assistant."""
    version = version_of(folder)
    with storage.transaction() as db:
        content_versions.keep(db, version, files_in(folder), NOON + timedelta(minutes=minutes))
    return version


def test_the_version_before_comes_back_to_the_byte(storage: Storage, folder: Path) -> None:
    first = goes_live(storage, folder, 0)
    before = files_in(folder)
    (folder / "vragen" / "a.yaml").write_bytes(b"twee\n")
    (folder / "nieuw.yaml").write_bytes(b"drie\n")
    second = goes_live(storage, folder, 1)
    with storage.transaction() as db:
        done = restore(db, folder, NOON + timedelta(minutes=2))
    assert (done.version.name, done.put_aside) == (first, second)
    assert files_in(folder) == before


def test_how_people_say_it_comes_back_with_it(storage: Storage, folder: Path) -> None:
    sentences = folder.parent / "intents" / "voorbeelden" / "a.txt"
    sentences.parent.mkdir(parents=True)
    sentences.write_bytes(b"een\n")
    goes_live(storage, folder, 0)
    before = files_in(folder)
    sentences.write_bytes(b"twee\n")
    sentences.with_name("b.txt").write_bytes(b"drie\n")
    goes_live(storage, folder, 1)
    with storage.transaction() as db:
        restore(db, folder, NOON + timedelta(minutes=2))
    assert files_in(folder) == before
    assert sorted(before) == ["intents/voorbeelden/a.txt", "knowledge/vragen/a.yaml"]


def test_a_version_of_before_the_two_folders_comes_back_in_its_places_of_now(storage: Storage, folder: Path) -> None:
    with storage.transaction() as db:
        content_versions.keep(db, "older", {"vragen/a.yaml": b"nul\n", "voorbeelden/a.txt": b"nul\n"}, NOON)
        content_versions.keep(db, "old", {"vragen/a.yaml": b"een\n", "voorbeelden/a.txt": b"een\n"}, NOON + timedelta(minutes=1))
    goes_live(storage, folder, 2)
    for minute, version, text in ((3, "old", b"een\n"), (4, "older", b"nul\n")):
        with storage.transaction() as db:
            assert restore(db, folder, NOON + timedelta(minutes=minute)).version.name == version
        assert files_in(folder) == {"knowledge/vragen/a.yaml": text, "intents/voorbeelden/a.txt": text}


def test_a_change_with_mistakes_that_never_went_live_is_undone_first(storage: Storage, folder: Path) -> None:
    goes_live(storage, folder, 0)
    (folder / "vragen" / "a.yaml").write_bytes(b"twee\n")
    live = goes_live(storage, folder, 1)
    (folder / "vragen" / "a.yaml").write_bytes(b"kapot\n")
    with storage.transaction() as db:
        assert restore(db, folder, NOON + timedelta(minutes=2)).version.name == live


def test_going_back_twice_goes_further_back_and_never_round_in_a_circle(storage: Storage, folder: Path) -> None:
    versions = []
    for number in range(3):
        (folder / "vragen" / "a.yaml").write_text(f"{number}\n")
        versions.append(goes_live(storage, folder, number))
    for minute, expected in ((3, versions[1]), (4, versions[0])):
        with storage.transaction() as db:
            assert restore(db, folder, NOON + timedelta(minutes=minute)).version.name == expected
    with pytest.raises(NothingBefore), storage.transaction() as db:
        restore(db, folder, NOON + timedelta(minutes=5))
    assert version_of(folder) == versions[0]


def test_a_version_that_was_put_aside_can_be_named(storage: Storage, folder: Path) -> None:
    goes_live(storage, folder, 0)
    (folder / "vragen" / "a.yaml").write_bytes(b"half werk\n")
    with storage.transaction() as db:
        aside = restore(db, folder, NOON + timedelta(minutes=1)).put_aside
        restore(db, folder, NOON + timedelta(minutes=2), version=aside)
    assert (folder / "vragen" / "a.yaml").read_bytes() == b"half werk\n"
    with pytest.raises(UnknownVersion), storage.transaction() as db:
        restore(db, folder, NOON, version="bestaat niet")


def test_a_file_is_kept_once_for_all_versions(storage: Storage, folder: Path) -> None:
    (folder / "groot.yaml").write_bytes(b"x" * 10_000)
    for number in range(5):
        (folder / "vragen" / "a.yaml").write_text(f"{number}\n")
        goes_live(storage, folder, number)
    assert storage.db.execute("SELECT count(*) FROM content_files").fetchone()[0] == 6
