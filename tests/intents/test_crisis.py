"""Safety first: a cry for help is heard however it is written, and ordinary talk is not taken for one."""

from __future__ import annotations

import pytest

from intents.crisis import find_crisis
from knowledge.contents import Knowledge
from tests.intents.sets import lines, share


def test_at_least_99_in_100_cries_are_heard() -> None:
    assert share("crisis", find_crisis) >= 0.99


def test_at_most_1_in_100_lines_of_ordinary_talk_alarms() -> None:
    assert share("gewoon", find_crisis) <= 0.01
    assert share("niet-formeel", find_crisis) <= 0.01


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


@pytest.mark.parametrize(
    "text",
    [
        "hij is werkloos",
        "hij is autistisch",
        "hij is 58",
        "hij is lasser",
        "hij is doof",
        "hij is blind",
        "hij is syrisch",
        "hij heeft een beperking",
        "hij heeft geen diploma",
        "hij heeft adhd",
        "hij heeft schulden",
        "hij heeft een strafblad",
        "zij is zwanger",
        "hij heeft rugklachten",
        "hij heeft autisme",
        "mijn man zit thuis",
        "hij drinkt",
        "ik zit op een dood spoor",
        "ik trek het niet meer",
    ],
)
def test_what_someone_is_or_has_and_being_worn_out_are_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hij is bewusteloos", "acuut-gevaar"),
        ("ze heeft pillen geslikt", "acuut-gevaar"),
        ("hij drinkt en slaat mij", "geweld-thuis"),
        ("waar doe ik het nog voor niemand zou me missen", "zelfdoding"),
        ("ik ben iedereen tot last", "zelfdoding"),
        ("ik heb nergens meer zin in wat heeft het voor zin", "zelfdoding"),
        ("no quiero vivir", "zelfdoding"),
        ("je veux mourir", "zelfdoding"),
        ("мій чоловік б'є мене", "geweld-thuis"),
    ],
)
def test_danger_to_another_quiet_despair_and_other_languages_are_heard(text: str, kind: str) -> None:
    assert find_crisis(text) == kind


def test_no_words_on_a_button_of_ours_alarm(shipped_knowledge: Knowledge) -> None:
    labels = [text for key, text in shipped_knowledge.phrases.items() if key.startswith("knoppen.") and "hulp" not in key]
    labels += [label for entry in shipped_knowledge.entries.values() for label in (entry.label, *(step.label for step in entry.steps))]
    assert [label for label in labels if label and find_crisis(label)] == []


def test_a_message_of_any_size_takes_bounded_work() -> None:
    assert find_crisis("werk " * 50_000) is None
