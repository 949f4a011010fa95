"""Files that are kept to be found again: whole or not there, and never more than were asked for."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.ops.kept_files import forget_old, replacing


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "model-1.npz"
    with replacing(path) as unfinished:
        unfinished.write_text("whole", encoding="utf-8")
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_what_was_not_finished_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "model-1.npz"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="half"), replacing(path) as unfinished:
        unfinished.write_text("half", encoding="utf-8")
        raise ValueError("half")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("most", "left"), [(1, {"5"}), (2, {"5", "4"}), (3, {"5", "4", "3"}), (9, {"5", "4", "3", "2", "1"})])
def test_the_newest_are_kept_and_what_does_not_fit_stays(most: int, left: set[str], tmp_path: Path) -> None:
    for number in range(1, 6):
        path = tmp_path / f"model-{number}.npz"
        path.touch()
        os.utime(path, (number, number))
    (tmp_path / "other.npz").touch()
    forget_old(tmp_path / "model-5.npz", "model-*.npz", most)
    assert {one.stem for one in tmp_path.iterdir()} == {f"model-{number}" for number in left} | {"other"}
