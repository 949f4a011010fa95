"""Content is tried out in a process of its own, and held against a floor and against how it went before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import content_trial
from bot.app.content_trial import main, read_folder, shortfalls, thresholds_of, try_out, verdict_of
from bot.config import UnderstandingSettings
from bot.content.folder import version_of
from bot.understanding.evaluation import Outcome, Proof, Tried
from bot.understanding.pipeline import Thresholds
from tests.content.small_folder import change, small_folder

SURE = Thresholds(sure=0.3, ask=0.05)


def proof(right: int, wrong: int) -> Proof:
    """So many questions that went right, and so many wrong."""
    outcomes = [Outcome.RIGHT] * right + [Outcome.WRONG] * wrong
    return Proof(tuple(Tried(f"vraag {number}", "kosten", outcome) for number, outcome in enumerate(outcomes)))


def test_mistakes_between_questions_and_acts_are_found(tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    change(root / "vragen" / "werkcentrum.yaml", "      - is het gratis\n", "      - dank u wel\n")
    assert [str(problem.place) for problem in read_folder(root).errors] == ["knowledge/vragen/werkcentrum.yaml, regel 57"]
    assert try_out(root, None, SURE).understanding is None


def test_what_another_process_prints_is_its_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_folder(tmp_path)
    main([str(root), str(tmp_path / "cache"), "0.3", "0.05", "0.5"])
    verdict = verdict_of(capsys.readouterr().out)
    assert (verdict.version, verdict.errors) == (version_of(root), ())
    assert verdict.proof.tried[0].sentence == "hoe laat gaan jullie open"
    with pytest.raises(ValueError, match=r".*"):
        verdict_of("")


def test_the_floor_is_held_against_every_share() -> None:
    floor = UnderstandingSettings(floor_right=0.75, floor_found=0.92, floor_wrong=0.04)
    assert shortfalls(proof(97, 3), floor) == ()
    assert [(one.name, one.share) for one in shortfalls(proof(70, 30), floor)] == [("right", 0.7), ("found", 0.7), ("wrong", 0.3)]
    assert shortfalls(proof(0, 29), floor) == ()


def test_thresholds_come_from_the_config_when_it_has_them() -> None:
    assert thresholds_of(UnderstandingSettings()) == Thresholds()
    assert thresholds_of(UnderstandingSettings(sure=0.7, ask=0.2)) == replace(Thresholds(), sure=0.7, ask=0.2)


@pytest.mark.parametrize("given", [{"sure": 0.8}, {"ask": 0.2}, {"temperature": 0.5}, {"sure": 0.8, "ask": 0.2, "temperature": 0.5}])
def test_a_threshold_that_the_config_leaves_out_is_the_calibrated_one(given: dict[str, float]) -> None:
    assert thresholds_of(UnderstandingSettings(**given)) == replace(Thresholds(), **given)


def test_an_outcome_is_kept_per_folder_and_forgotten_with_other_thresholds(tmp_path: Path) -> None:
    path = content_trial.path_of(tmp_path / "a", tmp_path)
    assert path != content_trial.path_of(tmp_path / "b", tmp_path)
    content_trial.keep(path, SURE, proof(1, 1), 71.24)
    kept = content_trial.last(path, SURE)
    assert (kept.outcomes, kept.readability) == ({"kosten": {"vraag 0": "goed", "vraag 1": "fout"}}, 71.2)
    assert content_trial.last(path, Thresholds(sure=0.9)) == content_trial.Kept()


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"program": 1})])
def test_a_kept_outcome_that_is_damaged_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    assert content_trial.last(tmp_path / "x.json", SURE) == content_trial.Kept()
