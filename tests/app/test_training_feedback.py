"""What people asked in vain becomes work that takes minutes, and nothing is kept before its effect was seen."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from bot.app.content_trial import Trial, read_folder, try_out
from bot.app.training_feedback import CannotWrite, Lesson, Personal, UnknownTopic, effect, lesson, missed, understood, write
from bot.content.folder import SHIPPED, files_in, has_own_intents
from bot.domain.time import ZONE
from bot.storage import statistics
from bot.storage.database import Storage
from bot.understanding.pipeline import Thresholds
from tests.content.small_folder import change, small_folder

SURE = Thresholds(sure=0.3, ask=0.05)
DAY = datetime(2026, 11, 21, 12, tzinfo=ZONE)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models that were learned once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The content."""
    return small_folder(tmp_path)


def plan(folder: Path, sentence: str, topic: str) -> Lesson:
    """A lesson for the folder."""
    return lesson(folder, read_folder(folder), sentence, topic)


def test_the_same_question_is_counted_once_with_the_topic_that_came_near(storage: Storage) -> None:
    with storage.transaction() as db:
        for text, best in (("mag mijn hond mee", "adres-route"), ("kan mijn hond mee", "adres-route"), ("is er een lift", "")):
            statistics.keep(db, text, best, "v", DAY)
        found = missed(db)
    assert [(one.count, one.best, sorted(one.sentences)) for one in found] == [
        (2, "adres-route", ["kan mijn hond mee", "mag mijn hond mee"]),
        (1, "", ["is er een lift"]),
    ]


def test_a_sentence_that_was_dealt_with_is_gone(storage: Storage) -> None:
    with storage.transaction() as db:
        statistics.keep(db, "mag mijn hond mee", "", "v", DAY)
        statistics.forget(db, missed(db)[0].ids)
        assert missed(db) == ()


def test_a_lesson_goes_under_its_question_or_into_the_file_of_its_act(folder: Path) -> None:
    planned = plan(folder, "kost het  wat", "kosten")
    assert (planned.sentence, planned.name) == ("kost het wat", "knowledge/vragen/werkcentrum.yaml")
    assert "      - kost een gesprek iets\n      - kost het wat\n    antwoord" in planned.text
    assert plan(folder, "moi moi", "groet").name == "intents/voorbeelden/groet.txt"
    other = plan(folder, "verkopen jullie fietsen", "geen")
    assert (other.name, other.text.splitlines()[-1]) == ("intents/voorbeelden/geen.txt", "verkopen jullie fietsen")


def test_with_what_we_ship_a_lesson_for_an_act_first_makes_that_the_folders_own(folder: Path, cache: Path) -> None:
    shutil.rmtree(folder.parent / "intents")
    before, shipped = read_folder(folder), files_in(SHIPPED)
    assert before.knowledge and before.errors == ()
    planned = plan(folder, "verkopen jullie fietsen", "geen")
    shown = effect(folder, planned, Trial(before).proof, cache, SURE)
    assert (shown.read.errors, has_own_intents(folder)) == ((), False)
    write(folder, planned)
    after = read_folder(folder)
    assert after.knowledge and after.problems == before.problems and after.sentences == before.sentences
    assert after.knowledge.examples == {
        **before.knowledge.examples,
        "geen": (*before.knowledge.examples["geen"], "verkopen jullie fietsen"),
    }
    assert after.knowledge.synonyms == before.knowledge.synonyms
    assert files_in(SHIPPED) == shipped


def test_nothing_is_written_before_it_is_kept(folder: Path) -> None:
    before = (folder / "vragen" / "werkcentrum.yaml").read_bytes()
    planned = plan(folder, "kost het wat", "kosten")
    assert (folder / "vragen" / "werkcentrum.yaml").read_bytes() == before
    write(folder, planned)
    assert (folder / "vragen" / "werkcentrum.yaml").read_text() == planned.text


def test_what_may_not_be_written_is_refused_with_its_reason(folder: Path) -> None:
    with pytest.raises(UnknownTopic) as unknown:
        plan(folder, "kost het wat", "kostn")
    assert unknown.value.meant == "kosten"
    with pytest.raises(Personal, match="e-mailadres"):
        plan(folder, "mail mij op jan@voorbeeld.nl", "kosten")
    change(
        folder / "vragen" / "werkcentrum.yaml",
        "      - hoe laat zijn jullie open\n      - openingstijden\n",
        "      - |\n        hoe laat\n",
    )
    change(
        folder / "vragen" / "werkcentrum.yaml", "      - hou loat binnen joe open\n", "      - een\n      - twee\n      - |\n        drie\n"
    )
    with pytest.raises(CannotWrite, match="staat niet regel voor regel"):
        plan(folder, "zijn jullie open", "openingstijden")


def test_the_effect_names_what_goes_better_and_what_a_topic_takes_from_another(folder: Path, cache: Path) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", "      - hoe laat gaan jullie open\n", "      - wanneer gaat de deur open voor bezoek\n")
    before = try_out(folder, cache, SURE)
    good = effect(folder, plan(folder, "de deur open voor bezoek", "openingstijden"), before.proof, cache, SURE)
    bad = effect(folder, plan(folder, "wanneer gaat de deur open voor bezoek dan", "adres-route"), before.proof, cache, SURE)
    assert good.confused == () and not good.read.errors
    assert [one.sentence for one in bad.confused] == ["wanneer gaat de deur open voor bezoek"]
    assert (folder / "vragen" / "werkcentrum.yaml").read_text().count("bezoek") == 1


def test_a_lesson_that_breaks_the_content_is_told(folder: Path, cache: Path) -> None:
    broken = effect(folder, plan(folder, "is het gratis?", "openingstijden"), Trial(read_folder(folder)).proof, cache, SURE)
    assert [error.message.split(" staat ook")[0] for error in broken.read.errors] == ["'is het gratis'"]


def test_what_is_understood_now_leaves_the_list(folder: Path, cache: Path) -> None:
    learned = try_out(folder, cache, SURE).understanding
    assert learned
    asked = ["is het gratis", "wat kost het", "qwertz plopsa"]
    assert understood(learned, asked, "kosten") == {"is het gratis", "wat kost het"}
