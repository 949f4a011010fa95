"""What a start keeps for the next: found only under exactly the same content and code, and never from somebody else."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import start_cache
from bot.cli.start_cache import KEPT, fingerprint, kept
from bot.content.folder import KNOWLEDGE, SHIPPED

FOREIGN = Path(__file__).parents[1] / "foreign" / KNOWLEDGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder that may be changed."""
    shutil.copytree(FOREIGN, tmp_path / KNOWLEDGE)
    return tmp_path / KNOWLEDGE


def counted(value: object) -> tuple[Callable[[], object], list[object]]:
    """A maker of a value, and what it made."""
    made: list[object] = []

    def make() -> object:
        made.append(value)
        return value

    return make, made


def test_what_was_made_once_is_found_again(tmp_path: Path) -> None:
    make, made = counted(("wie", {"weet": 3}))
    assert [kept(tmp_path, "start", "k", make) for _ in range(3)] == [("wie", {"weet": 3})] * 3
    assert len(made) == 1


def test_another_key_and_another_kind_are_made_anew(tmp_path: Path) -> None:
    make, made = counted(1)
    for kind, key in (("start", "a"), ("start", "b"), ("content", "a")):
        kept(tmp_path, kind, key, make)
    assert len(made) == 3


def test_only_our_account_may_read_what_is_kept(tmp_path: Path) -> None:
    kept(tmp_path, "start", "k", counted(1)[0])
    (path,) = tmp_path.iterdir()
    assert path.name == "start-k.pickle"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", [b"", b"\x80\x05broken", b"not a pickle at all", pickle.dumps(1)[:-2], b"cbot.cli.nowhere\nNobody\n."])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "start-k.pickle").write_bytes(damage)
    (tmp_path / "start-k.pickle").chmod(0o600)
    make, made = counted("new")
    assert [kept(tmp_path, "start", "k", make) for _ in range(2)] == ["new", "new"]
    assert len(made) == 1


def test_a_file_that_others_may_write_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "start-k.pickle"
    path.write_bytes(pickle.dumps("planted"))
    path.chmod(0o620)
    assert kept(tmp_path, "start", "k", counted("ours")[0]) == "ours"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(pickle.dumps("planted"))
    elsewhere.chmod(0o600)
    (tmp_path / "start-k.pickle").symlink_to(elsewhere)
    assert kept(tmp_path, "start", "k", counted("ours")[0]) == "ours"
    assert pickle.loads(elsewhere.read_bytes()) == "planted"


def test_a_folder_that_cannot_be_written_only_makes_the_next_start_slow(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder would be", encoding="ascii")
    assert kept(tmp_path / "cache", "start", "k", counted(1)[0]) == 1


def test_a_mistake_is_not_kept(tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("the content has mistakes")

    with pytest.raises(RuntimeError):
        kept(tmp_path, "start", "k", fail)
    assert list(tmp_path.iterdir()) == []


def test_what_is_older_goes(tmp_path: Path) -> None:
    for key in "abcd":
        kept(tmp_path, "start", key, counted(key)[0])
        kept(tmp_path, "content", key, counted(key)[0])
    names = {path.name for path in tmp_path.iterdir()}
    assert len(names) == 2 * KEPT
    assert {"start-d.pickle", "content-d.pickle"} <= names


def test_the_same_content_has_one_fingerprint_wherever_it_stands(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "elsewhere" / KNOWLEDGE)
    assert fingerprint(folder, 0.5) == fingerprint(tmp_path / "elsewhere" / KNOWLEDGE, 0.5)


def test_every_change_of_content_or_settings_is_another_fingerprint(folder: Path) -> None:
    seen = {fingerprint(folder), fingerprint(folder, 0.5), fingerprint(SHIPPED)}
    for number, path in enumerate(sorted(folder.rglob("*.yaml"))):
        path.write_bytes(path.read_bytes() + b"# more\n")
        seen.add(fingerprint(folder))
        assert len(seen) == number + 4
    assert len(seen) > 3


def test_a_change_of_the_code_is_another_fingerprint(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code" / "room").mkdir(parents=True)
    module = tmp_path / "code" / "room" / "rule.py"
    monkeypatch.setattr(start_cache, "_CODE", tmp_path / "code")
    seen = set()
    for text in ("LIMIT = 1\n", "LIMIT = 2\n"):
        module.write_text(text, encoding="ascii")
        seen.add(fingerprint(folder))
    assert len(seen) == 2
