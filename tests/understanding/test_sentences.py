"""zinnen.yaml: what people can do and the commands that always work."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.problems import KnowledgeInvalid
from bot.understanding.sentences import ACT_IDS, COMMAND_IDS, OWN_FILE, examine_sentences, read_sentences


def changed(folder: Path, before: str, after: str) -> Path:
    source = OWN_FILE.read_text(encoding="utf-8")
    assert before in source
    path = folder / "intents" / OWN_FILE.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(source.replace(before, after, 1), encoding="utf-8")
    return path


def test_our_own_file_has_every_act_with_ten_sentences_and_five_test_questions() -> None:
    acts = read_sentences().acts
    assert {act: (len(acts[act].examples), len(acts[act].test_questions)) for act in acts} == dict.fromkeys(ACT_IDS, (10, 5))


def test_our_own_file_has_twenty_phrases_or_more_for_every_command() -> None:
    commands = read_sentences().commands
    assert [command for command in COMMAND_IDS if len(set(commands[command])) < 20] == []


def test_no_test_question_is_an_example() -> None:
    acts = read_sentences().acts.values()
    assert acts
    for act in acts:
        assert set(act.examples) & set(act.test_questions) == set()


def test_a_folder_without_the_file_gets_our_own(tmp_path: Path) -> None:
    assert read_sentences(tmp_path / "knowledge") == read_sentences()


def test_a_folder_with_the_file_beside_it_overrides_ours(tmp_path: Path) -> None:
    changed(tmp_path, "- stop maar\n", "- basta\n")
    assert "basta" in read_sentences(tmp_path / "knowledge").commands["stop"]


def test_the_former_name_of_the_list_is_read_and_told(tmp_path: Path) -> None:
    path = changed(tmp_path, "\ntaken:\n", "\nhandelingen:\n")
    sentences, problems = examine_sentences(path)
    assert sentences == read_sentences() == read_sentences(tmp_path / "knowledge")
    assert [str(problem) for problem in problems] == [
        "intents/zinnen.yaml, regel 5: 'handelingen' heet nu 'taken'; de oude naam wordt nog gelezen.\n"
        "    → Schrijf taken: in plaats van handelingen:"
    ]
    assert not any(not problem.warning for problem in problems)


def test_both_names_of_the_list_in_one_file_is_a_problem(tmp_path: Path) -> None:
    path = changed(tmp_path, "\ntaken:\n", "\nhandelingen: []\ntaken:\n")
    _, problems = examine_sentences(path)
    assert [(problem.place.line, problem.message) for problem in problems] == [(5, "'handelingen' is geen bekend veld.")]


def test_a_missing_act_is_named(tmp_path: Path) -> None:
    path = changed(tmp_path, "- id: afscheid", "- id: afscheidje")
    sentences, problems = examine_sentences(path)
    assert sentences is None
    assert [problem.message for problem in problems] == ["de taak 'afscheid' bestaat niet."]
    assert "afscheidje" in problems[0].remedy


def test_an_unknown_command_is_named_with_its_line(tmp_path: Path) -> None:
    path = changed(tmp_path, "  te-ver-weg:\n", "  te-ver:\n")
    _, problems = examine_sentences(path)
    assert "'te-ver' is geen bekend veld." in [problem.message for problem in problems]


def test_a_phrase_under_two_commands_is_a_problem(tmp_path: Path) -> None:
    path = changed(tmp_path, "    - terug graag\n", "    - stop ermee\n")
    _, problems = examine_sentences(path)
    assert len(problems) == 1
    assert "'stop ermee' staat ook bij 'stop'" in problems[0].message


def test_a_sentence_under_two_acts_is_a_problem(tmp_path: Path) -> None:
    path = changed(tmp_path, "      - houdoe\n", "      - goedemorgen\n")
    _, problems = examine_sentences(path)
    assert len(problems) == 1
    assert "'goedemorgen' staat ook bij 'groet'" in problems[0].message


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, "    - terug graag\n", "    - stop ermee\n")
    path.write_text(path.read_text(encoding="utf-8").replace("      - houdoe\n", "      - goedemorgen\n"), encoding="utf-8")
    with pytest.raises(KnowledgeInvalid) as caught:
        read_sentences(tmp_path / "knowledge")
    assert len(caught.value.problems) == 2


def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents" / OWN_FILE.name).write_text("taken: [", encoding="utf-8")
    with pytest.raises(KnowledgeInvalid):
        read_sentences(tmp_path / "knowledge")
