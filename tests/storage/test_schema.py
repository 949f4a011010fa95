"""The tables and how they came to be: steps in the order of their numbers, and a file of any earlier version ends where a new one does."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from bot.storage.schema import migrations

NAMES = [step.name for step in migrations.pending(Database(memory=True))]


def described(db: Database) -> dict[str, str]:
    """Every table and index by its name, as SQLite was told to make it; without what notes the steps themselves."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {str(name): str(sql) for name, sql in rows if not str(name).startswith(("_", "sqlite_"))}


def test_the_steps_are_numbered_in_the_order_in_which_they_shipped() -> None:
    assert len(NAMES) >= 16
    assert [name.split("_")[0] for name in NAMES] == [f"m{number:03d}" for number in range(1, len(NAMES) + 1)]


def test_a_step_is_taken_once() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    whole = described(db)
    assert migrations.pending(db) == []
    migrations.apply(db)
    assert (described(db), len(whole) > 20) == (whole, True)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_an_earlier_version_ends_where_a_new_one_does(name: str) -> None:
    new, old = Database(memory=True), Database(memory=True)
    migrations.apply(new)
    migrations.apply(old, stop_before=name)
    assert [step.name for step in migrations.pending(old)] == NAMES[NAMES.index(name) :]
    migrations.apply(old)
    assert described(old) == described(new)
