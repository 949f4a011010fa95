"""Where tests keep what they learned: one folder per checkout, so that the next run, and every worker of a run, finds it.

`python -m tests.models` tells where the models of the shipped content are, so that a check before the tests learns for them.
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from bot.content.folder import DOES, intents_of
from bot.content.model import Knowledge
from bot.understanding.classifier import learned
from bot.understanding.dialogue_acts import WEIGHING, gathered_acts, read_acts
from bot.understanding.pipeline import gathered
from bot.understanding.sentences import Sentences

_CHECKOUT = hashlib.sha256(str(Path(__file__).resolve().parent).encode()).hexdigest()[:12]


def model_cache(name: str) -> Path:
    """A folder for the models of this name; a model has its examples and its code in its file name, so an old one is never taken for a new one."""
    return Path(tempfile.gettempdir()) / f"werkbot-models-{getpass.getuser()}" / _CHECKOUT / name


@contextmanager
def learned_once(cache: Path) -> Iterator[Path]:
    """The folder, with the others waiting: of workers that begin together one learns, and the rest read."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield cache


def learn_together(known: Knowledge, sentences: Sentences, root: Path, cache: Path) -> None:
    """The models of topics and of acts of a folder into the cache, each in a process, at the same time: every worker waits for them.

    Not measured, for that doubles what they take: how one learns is tested on a few sentences.
    """
    topics = gathered(known, sentences)
    acts = gathered_acts(read_acts(intents_of(root)), topics, sentences, known.traits)
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with mock.patch.dict(os.environ, unmeasured, clear=True), ThreadPoolExecutor() as both:
        tasks = [both.submit(learned, topics, cache), both.submit(learned, acts, cache / DOES, WEIGHING)]
        for task in tasks:
            task.result()


if __name__ == "__main__":
    sys.stdout.write(f"{model_cache('shipped')}\n")
