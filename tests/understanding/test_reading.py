"""One decision about what a message does and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import pytest

from bot.content.entries import Entry, Facet
from bot.domain.time import ZONE
from bot.understanding.dialogue_acts import Act, ActModel, Open, label_of
from bot.understanding.pipeline import Candidate, Decision, Meaning
from bot.understanding.reading import VALUE, Listener, OpenQuestion, Reading, ReadingThresholds, Spoken, asked_facet, read
from bot.understanding.traits import Told

NOW = datetime(2026, 11, 30, 12, tzinfo=ZONE)
EVEN = ReadingThresholds(follow_up=1.0)


def entry(entry_id: str, **more: Any) -> Entry:
    return Entry(entry_id, f"Wat is {entry_id}?", "Dat.", ("eigen beleid",), (), **more)


TOPICS = {
    "bbl": entry("bbl", facets={"duur": Facet("duur", "Een jaar."), "wat": Facet("wat", "Werk."), "kosten": Facet("kosten", unknown=True)}),
    "bbl-diploma": entry("bbl-diploma", belongs_to="bbl"),
    "ww": entry("ww"),
}


@dataclass(frozen=True)
class Chances:
    """An act model that says what it is told to say."""

    given: Mapping[str, float] = field(default_factory=dict)

    def chances(self, *_: object) -> Mapping[str, float]:
        return self.given


def reading(
    acts: Mapping[str, float],
    topics: Mapping[str, float] | None = None,
    *,
    spoken: Spoken | None = None,
    question: OpenQuestion | None = None,
    told: tuple[Told, ...] = (),
    limits: ReadingThresholds = EVEN,
) -> Reading:
    candidates = tuple(Candidate(topic, score) for topic, score in (topics or {}).items())
    meaning = Meaning("iets", Decision.CLARIFY, None, 0.0, candidates)
    return read("iets", spoken or Spoken(), question, meaning, cast(ActModel, Chances(acts)), TOPICS, told, limits)


def scores(one: Reading) -> dict[str, float]:
    best = {one.key: one.score}
    return best | {other.key: other.score for other in one.others}


BBL = Spoken(("bbl",))


def test_a_new_question_weighs_its_act_and_its_topic() -> None:
    one = reading({Act.QUESTION: 0.8, Act.TELLS: 0.2}, {"bbl": 0.5, "ww": 0.25})
    assert (one.act, one.topic, one.decision) == (Act.QUESTION, "bbl", Decision.CLARIFY)
    assert scores(one) == pytest.approx(
        {"vraag:bbl": 0.4 / 0.9, "vraag:ww": 0.2 / 0.9, "vraag": 0.2 / 0.9, "over-mij": 0.1 / 0.9}, abs=1e-3
    )


def test_a_follow_up_is_most_likely_about_the_newest_subject() -> None:
    one = reading({label_of("duur"): 1.0}, spoken=Spoken(("bbl", "ww")))
    assert (one.act, one.topic, one.facet) == (Act.FOLLOW_UP, "bbl", "duur")
    assert scores(one)["vervolg:ww#duur"] == pytest.approx(0.1 / 0.95, abs=1e-3)


def test_another_topic_that_is_sure_takes_a_follow_up_away() -> None:
    acts = {label_of("duur"): 0.6, Act.QUESTION: 0.4}
    assert reading(acts, {"ww": 0.9}, spoken=BBL).key == "vraag:ww"
    assert reading(acts, {"ww": 0.6}, spoken=BBL).key == "vervolg:bbl#duur"  # not sure
    assert reading(acts, {"bbl-diploma": 0.9}, spoken=BBL).key == "vervolg:bbl#duur"  # of the same family


def test_what_is_told_of_oneself_counts_for_half_when_nothing_was_read_in_it() -> None:
    acts = {Act.TELLS: 0.6, Act.QUESTION: 0.4}
    assert reading(acts, {"ww": 1.0}).act == Act.QUESTION
    assert reading(acts, {"ww": 1.0}, told=(Told("leeftijd", "58", "ik ben 58"),)).act == Act.TELLS


def test_traits_and_values_are_taken_in_whatever_the_reading() -> None:
    told, values = (Told("leeftijd", "58", "ik ben 58"),), {"uren": 20}
    one = reading({Act.QUESTION: 1.0}, {"ww": 1.0}, told=told, question=OpenQuestion(Open.VALUE, values, share=0.1))
    assert (one.act, one.traits, one.values) == (Act.QUESTION, told, values)


def test_a_value_for_the_open_form_wins_when_its_fields_read_most_of_the_words() -> None:
    one = reading({Act.QUESTION: 1.0}, {"ww": 0.3}, question=OpenQuestion(Open.VALUE, {"uren": 20}, share=1.0))
    assert one.act == VALUE


@pytest.mark.parametrize(("takes", "act"), [(Open.YES_NO, Act.YES), (Open.CHOICE, Act.YES), (Open.VALUE, Act.FEELING), (None, Act.FEELING)])
def test_yes_is_heard_only_where_a_question_takes_it(takes: Open | None, act: Act) -> None:
    one = reading({Act.YES: 0.9, Act.FEELING: 0.1}, question=OpenQuestion(takes) if takes else None)
    assert one.act == act


def test_what_was_refused_is_never_chosen_again() -> None:
    acts = {label_of("duur"): 0.6, Act.QUESTION: 0.4}
    refused = reading(acts, {"ww": 0.6}, spoken=BBL).key
    again = reading(acts, {"ww": 0.6}, spoken=Spoken(("bbl",), frozenset({refused})))
    assert again.key == "vraag:ww"
    assert refused not in scores(again)


def test_a_greeting_that_the_topics_know_is_a_greeting() -> None:
    assert reading({Act.QUESTION: 1.0}, {"groet": 0.9, "ww": 0.1}).key == "groet"


def test_what_is_not_ours_is_never_sure() -> None:
    one = reading({Act.QUESTION: 1.0}, {})
    assert (one.topic, one.decision) == ("", Decision.NONE)


@pytest.mark.parametrize(
    ("chances", "facet"),
    [
        ({label_of("duur"): 0.2}, "duur"),
        ({label_of("duur"): 0.1, label_of("loon"): 0.1}, ""),  # torn
        ({label_of("duur"): 0.01}, ""),  # no follow-up at all
        ({label_of("kosten"): 0.2}, ""),  # nobody knows
        ({label_of("wat"): 0.2}, ""),  # the answer tells
        ({label_of("loon"): 0.2}, ""),  # not told by the entry
    ],
)
def test_a_new_question_may_ask_a_facet_that_its_entry_tells(chances: Mapping[str, float], facet: str) -> None:
    assert asked_facet(chances, TOPICS["bbl"]) == facet
    assert reading({Act.QUESTION: 1.0, **chances}, {"bbl": 1.0}).facet == facet


def hear(listener: Listener, text: str, topic: str = "", takes: Open | None = None) -> Reading:
    return listener.hear(text, Spoken((topic,) if topic else ()), OpenQuestion(takes) if takes else None, NOW)


@pytest.mark.parametrize(
    ("text", "topic", "takes", "key"),
    [
        ("hoe lang duurt dat", "bbl-praktijkleren", None, "vervolg:bbl-praktijkleren#duur"),
        ("en wie betaalt dat dan", "scholing", None, "vervolg:scholing#kosten"),
        ("wat zijn jullie openingstijden", "scholing", None, "vraag:openingstijden"),
        ("ja graag", "scholing", Open.YES_NO, "ja"),
        ("nee hoor", "", Open.YES_NO, "nee"),
        ("geen idee", "", Open.VALUE, "weet-niet"),
        ("dat bedoel ik niet", "scholing", None, "correctie"),
        ("ik ben 58 jaar", "scholing", None, "over-mij"),
        ("moi", "", None, "groet"),
    ],
)
def test_messages_as_people_type_them(shipped_listener: Listener, text: str, topic: str, takes: Open | None, key: str) -> None:
    assert hear(shipped_listener, text, topic, takes).key == key


def test_without_words_there_is_nothing_to_read(shipped_listener: Listener) -> None:
    assert hear(shipped_listener, "", "scholing").decision is not Decision.ANSWER
