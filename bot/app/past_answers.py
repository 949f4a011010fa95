"""What was said at the time: the answer to a question of the sample, from the content that it was given from."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.content.problems import KnowledgeInvalid
from bot.domain.answers import Answers
from bot.storage import content_versions
from bot.storage.database import Storage
from bot.storage.statistics import Sample

FOLDER = "knowledge"
"""Where the files of a kept version say that the content stands."""


@dataclass(frozen=True)
class Said:
    """An answer with the labels of its steps; `as_then` is whether the content of then was still there to read it from."""

    text: str
    steps: tuple[str, ...]
    as_then: bool


class PastAnswers:
    """Reads each version of the content at most once: that takes seconds."""

    def __init__(self, storage: Storage, known: Knowledge) -> None:
        self._storage, self._known = storage, known
        self._read: dict[str, Knowledge | None] = {known.version: known}

    def of(self, sample: Sample) -> Said | None:
        """What the question was answered with in its week; None when it was not answered, or when the topic is gone."""
        then = self._of_version(sample.version)
        entry = (then or self._known).entries.get(sample.topic) if sample.decision == "antwoord" else None
        if entry is None:
            return None
        monday = date.fromisocalendar(int(sample.week[:4]), int(sample.week[-2:]), 1)
        text = Answers(then or self._known, monday).full(entry)
        return Said(text, tuple(step.label for step in entry.steps), then is not None)

    def _of_version(self, version: str) -> Knowledge | None:
        if version not in self._read:
            with self._storage.reading() as db:
                files = content_versions.files_of(db, version)
            self._read[version] = _loaded(files) if files else None
        return self._read[version]


def _loaded(files: dict[str, bytes]) -> Knowledge | None:
    """The content of these files; None when the program can no longer read it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        try:
            return load(Path(folder, FOLDER), REQUIRED)
        except KnowledgeInvalid:
            return None
