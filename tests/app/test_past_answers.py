"""Who judges an answer reads what was sent: from the content of then, also after it was changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.app.past_answers import PastAnswers, Said
from bot.content.folder import files_in
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.domain.time import ZONE
from bot.storage import content_versions
from bot.storage.database import Storage
from bot.storage.statistics import Sample
from tests.content.small_folder import change, small_folder

NOW = datetime(2026, 11, 27, 9, tzinfo=ZONE)
OLD, NEW = "Hulp van het Werkcentrum is gratis.", "Hulp van het Werkcentrum kost niets."


def sample(version: str, topic: str = "kosten", decision: str = "antwoord") -> Sample:
    return Sample(1, "2026-W47", "wat kost het", decision, topic, version, "")


@pytest.fixture
def changed(tmp_path: Path, storage: Storage) -> tuple[Knowledge, Knowledge]:
    """The content of then, which was kept, and that of now."""
    folder = small_folder(tmp_path)
    then = load(folder, REQUIRED)
    with storage.transaction() as db:
        content_versions.keep(db, then.version, files_in(folder), NOW)
    change(folder / "vragen" / "werkcentrum.yaml", OLD, NEW)
    return then, load(folder, REQUIRED)


def test_the_answer_of_then_is_shown_with_its_steps(storage: Storage, changed: tuple[Knowledge, Knowledge]) -> None:
    then, now = changed
    said = PastAnswers(storage, now).of(sample(then.version))
    assert said is not None
    assert (OLD in said.text, NEW in said.text, said.as_then) == (True, False, True)
    assert said.steps == tuple(step.label for step in then.entries["kosten"].steps) != ()


def test_of_a_version_that_was_not_kept_the_answer_of_now_is_shown_and_that_is_said(
    storage: Storage, changed: tuple[Knowledge, Knowledge]
) -> None:
    said = PastAnswers(storage, changed[1]).of(sample("gone"))
    assert isinstance(said, Said) and NEW in said.text and not said.as_then


@pytest.mark.parametrize("one", [sample("gone", decision="geen"), sample("gone", topic="weg")])
def test_what_was_not_answered_has_no_answer(storage: Storage, changed: tuple[Knowledge, Knowledge], one: Sample) -> None:
    assert PastAnswers(storage, changed[1]).of(one) is None
