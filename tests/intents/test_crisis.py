"""Safety first: a cry for help is heard however it is written, and ordinary talk is not taken for one."""

from __future__ import annotations

import pytest

from intents.crisis import find_crisis
from knowledge.contents import Knowledge
from tests.intents.sets import lines, share


def test_at_least_99_in_100_cries_are_heard() -> None:
    assert share("crisis", find_crisis) >= 0.99


def test_at_most_2_in_100_lines_of_ordinary_talk_alarm() -> None:
    assert share("gewoon", find_crisis) <= 0.02
    assert share("niet-formeel", find_crisis) <= 0.02


def test_what_is_heard_gets_the_help_lines_of_its_own_kind() -> None:
    heard = [(row["kind"], find_crisis(row["text"])) for row in lines("crisis") if find_crisis(row["text"])]
    assert sum(kind == found for kind, found in heard) / len(heard) >= 0.97


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ik zie het leven niet meer zitten", "zelfdoding"),
        ("me man slaat me ik wil werk en weg hier", "geweld-thuis"),
        ("mijn collega ligt bewusteloos op de grond", "acuut-gevaar"),
        ("ik kom jullie allemaal kapot schieten", "dreiging"),
    ],
)
def test_each_kind_by_name(text: str, kind: str) -> None:
    assert find_crisis(text) == kind


@pytest.mark.parametrize(
    "text", ["ik kom langs", "de laatste", "tot mijn spijt ben ik verhinderd", "mijn man zoekt werk", "ik ga weg bij mijn baas"]
)
def test_short_ordinary_talk_does_not_alarm(text: str) -> None:
    assert find_crisis(text) is None


def test_no_words_on_a_button_of_ours_alarm(shipped_knowledge: Knowledge) -> None:
    labels = [text for key, text in shipped_knowledge.phrases.items() if key.startswith("knoppen.") and "hulp" not in key]
    labels += [label for entry in shipped_knowledge.entries.values() for label in (entry.label, *(step.label for step in entry.steps))]
    assert [label for label in labels if label and find_crisis(label)] == []


def test_a_message_of_any_size_takes_bounded_work() -> None:
    assert find_crisis("werk " * 50_000) is None
