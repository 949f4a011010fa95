"""The trained model: points per topic, kept in a file that holds only arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.understanding.classifier import Model, ModelUnreadable, read, save
from bot.understanding.learner import train


@pytest.fixture(scope="module")
def model() -> Model:
    return train({"open": ["hoe laat open", "zaterdag open"], "werk": ["ik zoek werk", "een baan"]})


def test_letters_and_words_are_each_divided_by_their_own_length(model: Model) -> None:
    hoe, laat = model.word("hoe"), model.word("laat")
    pairs = model._pairs(["hoe", "laat"])
    letters = (hoe.letters.points + laat.letters.points) / (hoe.letters.length + laat.letters.length) ** 0.5
    said = (hoe.itself.points + laat.itself.points + pairs.points) / (hoe.itself.length + laat.itself.length + pairs.length) ** 0.5
    assert np.allclose(model.points(["hoe", "laat"]), letters + said + model.bias, atol=1e-4)


def test_an_unknown_word_is_strange_by_its_letters_alone(model: Model) -> None:
    strange = model.word("qwertz")
    assert (strange.letters.length > 0, strange.itself.length) == (True, 0)


def test_what_words_add_together_is_what_the_message_has_but_for_its_pairs(model: Model) -> None:
    gains = model.gains(["zaterdag", "laat"])
    unpaired = {word: part - model.gains([word])[word] for word, part in gains.items()}
    assert set(gains) == {"zaterdag", "laat"}
    assert all(np.abs(part).max() > 0 for part in unpaired.values())


def test_what_is_unknown_makes_a_message_less_sure(model: Model) -> None:
    sure = np.ptp(model.points(["zaterdag", "open"]))
    assert np.ptp(model.points(["zaterdag", "open", "xylofoon", "qwertz"])) < sure


def test_no_words_give_the_bias_alone(model: Model) -> None:
    assert np.array_equal(model.points([]), model.bias)


def test_a_model_survives_its_file(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model.npz")
    again = read(tmp_path / "model.npz")
    assert (again.labels, again.pieces, again.vocabulary, again.rarest) == (model.labels, model.pieces, model.vocabulary, model.rarest)
    assert np.allclose(again.points(["ik", "zoek"]), model.points(["ik", "zoek"]), atol=1e-2)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no model", b"\x80\x04pickle"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(content)
    with pytest.raises(ModelUnreadable):
        read(tmp_path / "model.npz")


def test_half_a_file_is_refused(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save(model, path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ModelUnreadable):
        read(path)


def test_a_file_without_one_of_its_arrays_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", labels=np.zeros(1, np.uint8))
    with pytest.raises(ModelUnreadable):
        read(tmp_path / "model.npz")
