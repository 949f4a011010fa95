"""One process serves a database; when it ends, however it ends, another may."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import child_environment
from bot.gateway.process_lock import AlreadyRunning, Lock, running

HOLD = "import sys\nfrom bot.gateway.process_lock import Lock\nlock = Lock(sys.argv[1])\nprint('held', flush=True)\nsys.stdin.read()\n"


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Where a database would stand."""
    return str(tmp_path / "werkbot.db")


def test_a_second_one_is_refused_with_the_file_that_is_held(database: str) -> None:
    lock = Lock(database)
    with pytest.raises(AlreadyRunning) as refused:
        Lock(database)
    assert (refused.value.path, running(database)) == (Path(f"{database}.telegram.lock"), True)
    lock.release()
    assert not running(database)


def test_the_file_names_the_process_and_is_its_owners_alone(database: str) -> None:
    Path(f"{database}.telegram.lock").write_text("a longer line of another process\n")
    lock = Lock(database)
    assert lock.path.read_text() == f"{os.getpid()}\n"
    assert lock.path.stat().st_mode & 0o777 == 0o600
    lock.release()


def test_another_database_is_another_lock(database: str) -> None:
    lock = Lock(database)
    assert not running(f"{database}-tweede")
    lock.release()


def test_a_process_that_is_killed_lets_go(database: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=child_environment()
    ) as other:
        assert other.stdout is not None
        assert (other.stdout.readline(), running(database)) == ("held\n", True)
        other.kill()
        other.wait()
    assert not running(database)
