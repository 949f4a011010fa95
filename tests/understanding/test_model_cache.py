"""The learned model on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.classifier import TrainingFailed, learned

EXAMPLES = {"open": ["hoe laat open", "zaterdag open"], "werk": ["ik zoek werk", "een baan"]}


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_learned_is_found_again(tmp_path: Path) -> None:
    first = learned(EXAMPLES, tmp_path / "cache")
    made = [(path.name, path.stat().st_mtime_ns) for path in (tmp_path / "cache").iterdir()]
    again = learned(dict(reversed(EXAMPLES.items())), tmp_path / "cache")
    assert [(path.name, path.stat().st_mtime_ns) for path in (tmp_path / "cache").iterdir()] == made
    assert np.array_equal(first.weights, again.weights)


def test_a_damaged_model_is_learned_again(tmp_path: Path) -> None:
    learned(EXAMPLES, tmp_path)
    [path] = tmp_path.iterdir()
    path.write_bytes(b"PK\x03\x04 not any more")
    assert learned(EXAMPLES, tmp_path).labels == ("open", "werk")
    assert files(tmp_path) == [path.name]


def test_other_content_gets_another_model_and_three_are_kept(tmp_path: Path) -> None:
    for number in range(5):
        learned({**EXAMPLES, "geen": [f"iets anders {number}"]}, tmp_path)
    assert len(files(tmp_path)) == 3


def test_without_a_folder_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert learned(EXAMPLES, None).labels == ("open", "werk")
    assert files(tmp_path) == []


def test_a_failure_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailed, match="NothingToLearn"):
        learned({"leeg": []}, tmp_path)
    assert files(tmp_path) == []
