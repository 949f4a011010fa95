"""The key of the pseudonyms: made once, whole, and never taken when it is not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.storage.database import StorageUnusable
from bot.storage.keys import key_path, pseudonym_key


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "werkbot.db")


def test_a_key_is_made_once_and_only_its_owner_can_read_it(database: str, tmp_path: Path) -> None:
    key = pseudonym_key(database)
    assert (len(key), pseudonym_key(database)) == (32, key)
    assert [(one.name, one.stat().st_mode & 0o777) for one in tmp_path.iterdir()] == [("werkbot.db.key", 0o600)]


def test_two_processes_that_start_together_have_the_same_key(database: str) -> None:
    with ThreadPoolExecutor(8) as at_once:
        assert len(set(at_once.map(pseudonym_key, [database] * 32))) == 1


@pytest.mark.parametrize("content", ["", "ab" * 31, "ab" * 33, "geen sleutel", "é" * 64])
def test_a_key_that_is_not_whole_is_refused_with_a_remedy_and_left_as_it_is(database: str, content: str) -> None:
    path = key_path(database)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StorageUnusable, match="Zet de sleutel uit uw reservekopie terug") as refused:
        pseudonym_key(database)
    assert str(path) in str(refused.value)
    assert path.read_text(encoding="utf-8") == content


def test_a_database_in_memory_has_a_key_of_its_own() -> None:
    assert pseudonym_key(":memory:") != pseudonym_key(":memory:")
