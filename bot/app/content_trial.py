"""A folder of content tried in a process of its own before it goes live, against the proof of the last one."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.config import UnderstandingSettings
from bot.content import language_problems
from bot.content.folder import intents_of, version_of
from bot.content.loader import examine
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.content.problems import Problem, nearest
from bot.content.schema_signal_words import examine_signal_words
from bot.domain.opening_hours import known_holidays
from bot.understanding import evaluation
from bot.understanding.dialogue_acts import examine_acts
from bot.understanding.evaluation import Outcome, Proof, Tried, prove
from bot.understanding.pipeline import Thresholds, Understanding, prepare
from bot.understanding.sentences import Sentences, examine_sentences, sentences_file
from bot.understanding.silence import examine_sayings

# A folder of content tried out before anyone sees it: read, learned, and put to its own test questions.
#
# `python -m bot.app.content_trial FOLDER CACHE SURE ASK TEMPERATURE` does so in a process of its own and prints one JSON object: the
# running assistant must not spend its own seconds on it.

LEAST_QUESTIONS = 30
"""Fewer test questions say nothing about a share of all messages, so no floor is held against them."""


@dataclass(frozen=True)
class Read:
    """What a folder holds; knowledge and sentences are None when there is an error in them."""

    knowledge: Knowledge | None
    sentences: Sentences | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stops the content from going live."""
        return tuple(problem for problem in self.problems if not problem.warning)


@dataclass(frozen=True)
class Trial:
    """What was learned of a folder and how it did on its test questions."""

    read: Read
    understanding: Understanding | None = None
    proof: Proof = field(default_factory=lambda: Proof(()))


def read_folder(root: Path) -> Read:
    """Everything of a folder with all its problems, those between questions and acts too."""
    sentences, about_sentences = examine_sentences(sentences_file(root))
    knowledge, found = examine(root, REQUIRED, sentences.acts.values() if sentences else None)
    holidays = tuple(_unknown_holidays(knowledge)) if knowledge else ()
    _, about_acts = examine_acts(intents_of(root))
    _, about_words = examine_signal_words()
    return Read(knowledge, sentences, tuple(sorted((*found, *about_sentences, *about_acts, *examine_sayings(), *about_words, *holidays))))


def _unknown_holidays(knowledge: Knowledge) -> Iterator[Problem]:
    """A choice for a holiday that does not exist is a choice that is missing elsewhere."""
    for location in knowledge.calendar.locations.values():
        for name in location.holidays:
            if name not in known_holidays():
                words = language_problems.unknown_holiday(name, nearest(name, known_holidays()))
                yield Problem(location.holiday_lines.of(name), *words)


def try_out(root: Path, cache_dir: Path | None, thresholds: Thresholds) -> Trial:
    """Read, learn and prove; when there are errors nothing is learned."""
    read = read_folder(root)
    if read.knowledge is None or read.sentences is None or read.errors:
        return Trial(read)
    understanding = prepare(read.knowledge, read.sentences, cache_dir, thresholds)
    return Trial(read, understanding, prove(understanding, read.knowledge, read.sentences))


def thresholds_of(settings: UnderstandingSettings) -> Thresholds:
    """The thresholds of the config; each that it leaves out is the calibrated one."""
    usual = Thresholds()
    return Thresholds(settings.sure or usual.sure, settings.ask or usual.ask, settings.temperature or usual.temperature)


@dataclass(frozen=True)
class Shortfall:
    """A share of the test questions that lies on the wrong side of its floor."""

    name: str
    share: float
    floor: float


def shortfalls(proof: Proof, settings: UnderstandingSettings) -> tuple[Shortfall, ...]:
    """Where the test questions fall short; none when there are too few to tell."""
    if len(proof.tried) < LEAST_QUESTIONS:
        return ()
    measured = (
        Shortfall("right", proof.right, settings.floor_right),
        Shortfall("found", proof.found, settings.floor_found),
    )
    low = [one for one in measured if one.share < one.floor]
    if proof.wrong > settings.floor_wrong:
        low.append(Shortfall("wrong", proof.wrong, settings.floor_wrong))
    return tuple(low)


def main(arguments: Sequence[str]) -> None:
    """Try a folder out and print what came of it."""
    folder, cache, sure, ask, temperature = arguments
    version = version_of(Path(folder))
    trial = try_out(Path(folder), Path(cache), Thresholds(float(sure), float(ask), float(temperature)))
    tried = [(one.sentence, one.topic, one.outcome.value, one.found, one.nearest) for one in trial.proof.tried]
    json.dump({"version": version, "errors": [str(error) for error in trial.read.errors], "tried": tried}, sys.stdout)


@dataclass(frozen=True)
class Verdict:
    """What another process found out about a folder: which content it saw, its errors in words, its test questions."""

    version: str
    errors: tuple[str, ...]
    proof: Proof


def verdict_of(printed: str) -> Verdict:
    """The verdict that `main` printed. Raises ValueError or KeyError."""
    raw = json.loads(printed)
    tried = (Tried(sentence, topic, Outcome(outcome), found, nearest) for sentence, topic, outcome, found, nearest in raw["tried"])
    return Verdict(str(raw["version"]), tuple(raw["errors"]), Proof(tuple(tried)))


if __name__ == "__main__":
    main(sys.argv[1:])


# How the test questions went the last time, kept beside the model, so that a change can be held against it.


@dataclass(frozen=True)
class Kept:
    """The outcome per topic and test question, and how readable the answers were (Flesch-Douma)."""

    outcomes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    readability: float | None = None


def path_of(root: Path, cache_dir: Path) -> Path:
    """The file for one folder of content: two folders on one machine have nothing to do with each other."""
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:12]
    return cache_dir / f"testvragen-{name}.json"


def last(path: Path, thresholds: Thresholds) -> Kept:
    """What was kept; nothing when it was measured with another program or other thresholds, for then the content is not to blame."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["program"] != _program(thresholds):
            return Kept()
        return Kept(raw["outcomes"], float(raw["readability"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()


def keep(path: Path, thresholds: Thresholds, proof: Proof, readability: float) -> None:
    """Keep this outcome as the one to hold the next change against."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = {"program": _program(thresholds), "readability": round(readability, 1), "outcomes": proof.outcomes()}
    beside = path.with_suffix(".nieuw")
    beside.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


@cache
def _program(thresholds: Thresholds) -> str:
    digest = hashlib.sha256(repr(thresholds).encode())
    for source in sorted(Path(evaluation.__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
