"""Signals: what is shipped was learned from what is shipped, a long story hides nothing, and reading costs little."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.understanding import risk
from bot.understanding.risk import crisis_signals, formal_signals
from bot.understanding.risk_learner import KINDS, own_sentences, source_of
from bot.understanding.text import words

SETS = Path(__file__).parent / "veiligheid"
STORY = "ik heb jaren in de bouw gewerkt en daarna in een winkel gestaan en ik vind het leuk om met mensen te praten"


@pytest.mark.sweep
@pytest.mark.parametrize("name", KINDS)
def test_the_shipped_weights_were_learned_from_the_shipped_sentences_and_groups(name: str) -> None:
    """Fails after a change in the sentences or groups: run `python -m bot.understanding.risk_learner`."""
    assert risk.source_in(risk.WEIGHTS / f"{name}.npz") == source_of(name)


@pytest.mark.parametrize("name", KINDS)
def test_no_sentence_to_learn_from_stands_in_a_set_to_judge_by(name: str) -> None:
    judged = {" ".join(words(json.loads(line)["text"])) for path in SETS.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()}
    learned = {" ".join(words(line)) for lines in own_sentences(name).values() for line in lines}
    assert learned & judged == set()


def test_there_are_sentences_enough_to_learn_from() -> None:
    own = own_sentences("crisis")
    assert len(own["gewoon"]) >= 800
    assert sum(len(own[kind]) for kind in KINDS["crisis"]) >= 600


def test_the_chances_are_those_of_all_kinds_together() -> None:
    shipped = crisis_signals()
    chances = shipped.chances("ik zoek werk")
    assert shipped.kinds == ("gewoon", *KINDS["crisis"])
    assert chances.shape == (len(shipped.kinds),)
    assert np.isclose(chances.sum(), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", "...", "🙂", "\n\n", "a"])
def test_a_text_without_words_is_ordinary(text: str) -> None:
    assert crisis_signals().chances(text).argmax() == 0
    assert formal_signals().chances(text).argmax() == 0


@pytest.mark.parametrize("place", ["{} {} {}", "{}. {}. {}", "{}, {}\n{}"])
def test_a_long_story_around_it_does_not_hide_what_is_said(place: str) -> None:
    chances = crisis_signals().chances(place.format(STORY, "ik wil niet meer leven", STORY))
    assert chances.argmax() == 1


def test_a_long_text_is_weighed_in_stretches_that_overlap_and_sentence_by_sentence() -> None:
    text = " ".join(str(number) for number in range(20))
    assert [len(stretch) for stretch in risk.stretches(text)] == [16, 12]
    first, second = ["een", "twee", "drie"], ["vier", "vijf", "zes"]
    assert risk.stretches("een twee drie. vier vijf zes") == [first, second, first + second]


def test_no_stretch_goes_over_the_border_of_a_long_sentence() -> None:
    long = " ".join(str(number) for number in range(20))
    assert [stretch[0] for stretch in risk.stretches(f"{long}. een twee drie")] == ["0", "8", "een"]


def test_weights_come_back_from_a_file_as_they_were(tmp_path: Path) -> None:
    shipped = crisis_signals()
    path = tmp_path / "again.npz"
    risk.save(shipped, {"oepn"}, "bron", path)
    again = risk.load(path, risk.patterns_file("crisis"))
    assert again.kinds == shipped.kinds
    assert np.array_equal(again.weights, shipped.weights)
    assert risk.source_in(path) == "bron"


def test_the_same_text_gives_the_same_chances() -> None:
    first, second = (crisis_signals().chances("ik sla je in elkaar") for _ in range(2))
    assert np.array_equal(first, second)
