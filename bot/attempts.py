"""Changed content tried in a process of its own: what came of it is new content to speak from, or in words why not."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot import content_texts
from bot.config import UnderstandingSettings
from bot.content.folder import files_in, unreadable, version_of_files
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.content.problems import KnowledgeInvalid
from bot.snapshot import Snapshot
from bot.trial import Shortfall, Verdict, shortfalls, thresholds_of, verdict_of
from bot.understanding.evaluation import Proof
from bot.understanding.pipeline import prepare
from bot.understanding.sentences import read_sentences
from bot.watching import Signature

log = logging.getLogger(__name__)
TRIAL_SECONDS = 120.0  # learning takes some ten; a trial that hangs must not keep the next from being tried


@dataclass(frozen=True)
class Attempt:
    """What came of the content that looked like `seen`: a snapshot with its files and proof, or the problems in words.

    Neither: the content changed again while it was tried.
    """

    seen: Signature
    snapshot: Snapshot | None = None
    files: dict[str, bytes] | None = None
    proof: Proof | None = None
    problems: str = ""


def attempt(root: Path, cache_dir: Path, settings: UnderstandingSettings, seen: Signature) -> Attempt:
    """Try the content of a folder; for a thread of its own, because it takes some ten seconds."""
    try:
        return _tried(root, cache_dir, settings, seen)
    except KnowledgeInvalid as error:
        return Attempt(seen, problems=str(error))
    except OSError as error:
        return Attempt(seen, problems=str(unreadable(root, error)))
    except Exception:  # whatever it is: the last good content goes on, and staff are told
        log.exception("the new content could not be tried")
        return Attempt(seen, problems=content_texts.LEARNING_FAILED)


def _tried(root: Path, cache_dir: Path, settings: UnderstandingSettings, seen: Signature) -> Attempt:
    verdict = _verdict(root, cache_dir, settings)
    if verdict.errors:
        return Attempt(seen, problems="\n".join(verdict.errors))
    if short := shortfalls(verdict.proof, settings):
        return Attempt(seen, problems=_short(short, verdict.proof))
    sentences = read_sentences(root)
    knowledge = load(root, REQUIRED, sentences.acts.values())
    files = files_in(root)
    if not knowledge.version == verdict.version == version_of_files(files):
        return Attempt(seen)
    understanding = prepare(knowledge, sentences, cache_dir, thresholds_of(settings))
    return Attempt(seen, Snapshot(knowledge, understanding), files, verdict.proof)


def _verdict(root: Path, cache_dir: Path, settings: UnderstandingSettings) -> Verdict:
    thresholds = thresholds_of(settings)
    numbers = (thresholds.sure, thresholds.ask, thresholds.temperature)
    command = [sys.executable, "-m", "bot.trial", str(root), str(cache_dir), *map(str, numbers)]
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=TRIAL_SECONDS, check=False)
    if done.returncode:
        log.error("trying the content ended with: %s", done.stderr[-2000:])
    return verdict_of(done.stdout)


def _short(short: tuple[Shortfall, ...], proof: Proof) -> str:
    wrong = [content_texts.tried(one) for one in proof.tried if one.found != one.topic]
    return "\n".join([*map(content_texts.shortfall, short), *wrong[:10]])
