"""Files that only their owner may read, whatever the umask, and no link is followed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ops import private_files


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The umask of whoever starts us."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return path.stat().st_mode & 0o777


@pytest.mark.usefixtures("umask")
def test_a_file_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "geheim"
    private_files.written(path, b"een")
    assert (path.read_bytes(), mode(path)) == (b"een", 0o600)


def test_a_file_that_stands_there_is_written_anew_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "geheim"
    path.write_bytes(b"veel langer")
    path.chmod(0o664)
    private_files.written(path, b"twee")
    assert (path.read_bytes(), mode(path)) == (b"twee", 0o600)


def test_a_mode_that_is_narrower_stays(tmp_path: Path) -> None:
    path = tmp_path / "geheim"
    path.touch()
    path.chmod(0o400)
    private_files.mended(path)
    assert mode(path) == 0o400


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "doel", tmp_path / "link"
    target.write_bytes(b"blijft")
    link.symlink_to(target)
    with pytest.raises(OSError, match="link") as refused:
        private_files.written(link, b"weg")
    assert (refused.value.errno, target.read_bytes()) == (errno.ELOOP, b"blijft")


@pytest.mark.parametrize(("given", "open_to_others"), [(0o600, False), (0o640, True), (0o604, True), (0o622, False)])
def test_a_secret_that_others_can_read_is_seen_and_mended(tmp_path: Path, given: int, open_to_others: bool) -> None:
    path = tmp_path / "geheim"
    path.touch()
    path.chmod(given)
    assert private_files.readable_by_others(path) is open_to_others
    private_files.mended(path)
    assert (private_files.readable_by_others(path), mode(path)) == (False, 0o600)


def test_what_is_gone_is_nobodys_trouble(tmp_path: Path) -> None:
    private_files.mended(tmp_path / "weg")
    assert not private_files.readable_by_others(tmp_path / "weg")
