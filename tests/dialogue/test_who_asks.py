"""A question that an inhabitant and an employer may ask alike: we ask which of both, and remember it for the contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import log
from unittest import mock

import numpy as np
import pytest

from bot.understanding.classifier import Model, Numbers
from tests.conftest import Citizen

TORN = {"afspraakbaan-inwoner": 0.5, "afspraakbaan-aanbieden": 0.45}
TEXT = "hoe werkt dat met zo'n baan"


@pytest.fixture
def torn(citizen: Citizen) -> Iterator[Citizen]:
    """A citizen whose words fit an inhabitant and an employer alike."""
    understanding = citizen.reception.snapshot.understanding

    def points(model: Model, words: Sequence[str]) -> Numbers:
        left = (1 - sum(TORN.values())) / (len(model.labels) - len(TORN))
        chances: Mapping[str, float] = {label: TORN.get(label, left) for label in model.labels}
        return np.array([understanding.thresholds.temperature * log(chances[label]) for label in model.labels], np.float32)

    with mock.patch.object(Model, "points", points):
        yield citizen


def test_we_ask_who_asks_and_the_answer_is_for_that_side(torn: Citizen) -> None:
    torn.says(TEXT)
    assert "Gaat het over uw eigen werk, of bent u werkgever?" in torn.text
    assert torn.labels[:2] == ["Mijn eigen werk", "Ik ben werkgever"]
    torn.taps("Mijn eigen werk")
    assert torn.handled is not None
    assert (torn.handled.result.topic, torn.handled.state.audience) == ("afspraakbaan-inwoner", "inwoner")


def test_the_answer_may_be_typed(torn: Citizen) -> None:
    torn.says(TEXT)
    torn.says("ik ben werkgever")
    assert torn.handled is not None
    assert (torn.handled.result.topic, torn.handled.state.audience) == ("afspraakbaan-aanbieden", "werkgever")


def test_who_said_it_once_is_not_asked_again(torn: Citizen) -> None:
    torn.says(TEXT)
    torn.taps("Ik ben werkgever")
    torn.says("en hoe zit dat dan met zo'n baan in de praktijk bij ons")
    assert torn.handled is not None
    assert torn.handled.result.topic == "afspraakbaan-aanbieden"
    assert "of bent u werkgever?" not in torn.text
