"""What a message does: the sentences of staff, what is learned from them, and the chances that come out."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from bot.content.entries import FACETS
from bot.content.folder import SHIPPED_INTENTS
from bot.content.problems import KnowledgeInvalid
from bot.content.schema_traits import read_traits
from bot.understanding.dialogue_acts import (
    SITUATIONS,
    Act,
    Open,
    Situation,
    can_occur,
    examine_acts,
    gathered_acts,
    label_of,
    read_acts,
)
from bot.understanding.reading import Listener
from bot.understanding.sentences import Sentences
from bot.understanding.text import words

NOTHING_OPEN, ASKED, FOLLOWING = Situation(), Situation(Open.YES_NO), Situation(subject=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("handelingen", "vervolg"):
        shutil.copytree(SHIPPED_INTENTS / name, tmp_path / name)
    return tmp_path


def test_our_own_files_hold_every_act_and_facet_and_no_mistake() -> None:
    said, problems = examine_acts()
    assert problems == ()
    assert said is not None
    assert set(said) == {*(act for act in Act if act not in (Act.QUESTION, Act.FOLLOW_UP)), *map(label_of, FACETS)}
    assert [label for label, sentences in said.items() if len(sentences) < 80] == []


def test_a_sentence_does_one_thing(folder: Path) -> None:
    path = folder / "vervolg" / "duur.txt"
    path.write_text(path.read_text(encoding="utf-8") + "wat kost dat\n", encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    with pytest.raises(KnowledgeInvalid) as caught:
        read_acts(folder)
    [problem] = caught.value.problems
    assert (problem.place.file, problem.place.line) == ("intents/vervolg/duur.txt", last)
    assert "'wat kost dat' staat ook bij 'vervolg:kosten'" in problem.message


def test_a_file_of_no_act_or_facet_is_told_of(folder: Path) -> None:
    (folder / "vervolg" / "prijs.txt").write_text("wat kost dat nou\n", encoding="utf-8")
    said, [problem] = examine_acts(folder)
    assert said is not None
    assert (problem.place.file, problem.warning) == (f"{folder.name}/vervolg/prijs.txt", True)


def test_what_a_folder_lacks_is_read_from_ours(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert read_acts(tmp_path_factory.mktemp("leeg")) == read_acts()
    (folder / "handelingen" / "groet.txt").write_text("aloha\n", encoding="utf-8")
    assert read_acts(folder) == {**read_acts(), Act.GREETING: ("aloha",)}


@pytest.mark.parametrize(
    ("label", "situation", "can"),
    [
        (Act.YES, NOTHING_OPEN, False),
        (Act.YES, ASKED, True),
        (Act.DONT_KNOW, NOTHING_OPEN, False),
        (label_of("duur"), NOTHING_OPEN, False),
        (label_of("duur"), FOLLOWING, True),
        (Act.QUESTION, ASKED, True),
        (Act.FEELING, NOTHING_OPEN, True),
    ],
)
def test_assent_needs_a_question_and_a_follow_up_a_subject(label: str, situation: Situation, can: bool) -> None:
    assert can_occur(label, situation) is can


def test_every_sentence_is_learned_in_each_situation_where_it_can_be_said() -> None:
    acts = {Act.YES: ("top",), Act.THANKS: ("top",), Act.FEELING: ("ik ben bang",), label_of("duur"): ("hoe lang",)}
    learned = gathered_acts(acts, {"scholing": ("welke opleiding",)}, Sentences({}, {}), {})
    assert {label: len(said) for label, said in learned.items()} == {
        Act.YES: sum(can_occur(Act.YES, situation) for situation in SITUATIONS),
        Act.THANKS: sum(situation.open is Open.NOTHING for situation in SITUATIONS),  # "top" assents where something is open
        Act.FEELING: len(SITUATIONS),
        label_of("duur"): sum(situation.subject for situation in SITUATIONS),
        Act.NO: 0,
        Act.TELLS: 0,
        Act.QUESTION: 1,
    }
    assert all("top" in words(sentence) for sentence in learned[Act.YES])


def test_questions_are_drawn_evenly_over_topics() -> None:
    topics = {"veel": tuple(f"vraag nummer {number}" for number in range(9000)), "weinig": ("een vraag", "nog een vraag")}
    learned = gathered_acts({}, topics, Sentences({}, {}), {})
    assert Counter("nummer" in sentence for sentence in learned[Act.QUESTION]) == {True: 3998, False: 2}


def test_greetings_of_zinnen_yaml_and_words_of_traits_are_learned_too(shipped_sentences: Sentences) -> None:
    learned = gathered_acts(read_acts(), {}, shipped_sentences, read_traits())

    def knows(label: str, sentence: str) -> bool:
        return any(words(sentence) == words(one)[1:-2] for one in learned[label])

    assert knows(Act.GREETING, shipped_sentences.acts["groet"].examples[0])
    assert knows(Act.YES, "oké prima") or knows(Act.YES, shipped_sentences.commands["ja"][0])
    assert knows(Act.TELLS, "mijn werkgever is failliet")


def test_chances_are_of_what_can_occur_and_add_up_to_one(shipped_listener: Listener) -> None:
    for situation in SITUATIONS:
        chances = shipped_listener.acts.chances(words("ja hoe lang duurt dat"), situation)
        assert sum(chances.values()) == pytest.approx(1)
        assert [label for label, chance in chances.items() if chance and not can_occur(label, situation)] == []


def test_the_same_word_means_something_else_elsewhere(shipped_listener: Listener) -> None:
    def best(text: str, situation: Situation) -> str:
        chances = shipped_listener.acts.chances(words(text), situation)
        return max(chances, key=lambda label: chances[label])

    assert (best("top", ASKED), best("top", NOTHING_OPEN)) == (Act.YES, Act.THANKS)
    assert best("hoe lang duurt dat", FOLLOWING) == label_of("duur")
    assert best("hoe lang duurt dat", NOTHING_OPEN) == Act.QUESTION


def test_signs_that_are_typed_change_nothing(shipped_listener: Listener) -> None:
    typed = shipped_listener.acts.chances(words("ja ᚠ ᛒ graag"), ASKED)
    assert typed == shipped_listener.acts.chances(words("ja graag"), ASKED)
