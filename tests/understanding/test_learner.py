"""A model is learned from example sentences."""

from __future__ import annotations

import numpy as np

from bot.understanding.classifier import Model
from bot.understanding.learner import train

EXAMPLES = {
    "open": ["hoe laat zijn jullie open", "openingstijden", "wanneer gaan jullie dicht", "zaterdag open"],
    "werk": ["ik zoek werk", "heb je een baan", "vacature in de bouw", "werk gezocht"],
    "geen": ["mijn paspoort is kwijt", "wordt het mooi weer", "vertel een mop", "pizza bestellen", "hoe laat gaat de trein"],
}


def best(model: Model, text: str) -> str:
    return model.labels[int(np.argmax(model.points(text.split())))]


def test_the_examples_themselves_are_known_again() -> None:
    model = train(EXAMPLES)
    assert {text: best(model, text) for texts in EXAMPLES.values() for text in texts} == {
        text: topic for topic, texts in EXAMPLES.items() for text in texts
    }


def test_new_sentences_go_to_the_topic_they_resemble() -> None:
    model = train(EXAMPLES)
    assert [best(model, text) for text in ("open op zaterdag", "baan in de bouw", "paspoort verlopen")] == ["open", "werk", "geen"]


def test_the_same_examples_give_the_same_model() -> None:
    first, again = train(EXAMPLES), train(dict(reversed(EXAMPLES.items())))
    assert first.labels == again.labels
    assert np.array_equal(first.weights, again.weights)
    assert np.array_equal(first.bias, again.bias)


def test_the_vocabulary_counts_the_words_of_the_examples() -> None:
    vocabulary = train(EXAMPLES).vocabulary
    assert (vocabulary["werk"], vocabulary["laat"]) == (2, 2)


def test_sentences_without_words_are_left_out() -> None:
    assert train({**EXAMPLES, "leeg": ["?!"]}).labels == ("geen", "leeg", "open", "werk")


def test_a_topic_with_many_sentences_does_not_swallow_the_others() -> None:
    many = [f"zin {number} over iets heel anders" for number in range(300)]
    model = train({**EXAMPLES, "geen": [*EXAMPLES["geen"], *many]})
    assert best(model, "ik zoek een baan") == "werk"
