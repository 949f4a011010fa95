"""Changed content taken over by a running assistant: tried in a process of its own, swapped between two messages.

A bad change never replaces the last good content; staff hear of it once.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot import content_texts, kept_proof
from bot.local_time import local
from bot.messages import Reply
from bot.reception import Reception
from bot.replies import to_body
from bot.snapshot import Snapshot
from bot.storage import content, outbox
from bot.storage.database import Database, StorageTrouble
from bot.trial import Shortfall, Verdict, shortfalls, thresholds_of, verdict_of
from bot.watching import Signature, changed, signature
from intents.proving import Proof, Tried
from intents.sentences import read_sentences
from intents.understanding import prepare
from knowledge.contents import Knowledge
from knowledge.expiry import reaching
from knowledge.folder import NOTICE, files_in, version_of_files
from knowledge.loading import examine_notice, load
from knowledge.phrase_keys import REQUIRED
from knowledge.problems import KnowledgeInvalid
from knowledge.readability import score

log = logging.getLogger(__name__)
SETTLE = timedelta(seconds=2)
"""So long nothing may change before a change counts: several files saved together are one change."""
NOTICE_SETTLE = timedelta(seconds=1)
STAFF, CHANNEL, KIND = "personeel", "mail", "personeel"
TRIAL_SECONDS = 120.0  # learning takes some ten; a trial that hangs must not keep the next from being tried


@dataclass(frozen=True)
class _Outcome:
    """What came of a trial: new content, or in words why not."""

    seen: Signature
    version: str = ""
    snapshot: Snapshot | None = None
    files: dict[str, bytes] | None = None
    proof: Proof | None = None
    problems: str = ""


class Reloader:
    """Watches the folder of the content that a reception speaks from.

    `check` is called every second or so, from the thread that owns the database. It never learns by itself and never
    waits for who does; after a change it takes one transaction.
    """

    def __init__(self, reception: Reception, root: Path, cache_dir: Path) -> None:
        self.reception = reception
        self.root = root
        self.cache_dir = cache_dir
        self.thresholds = thresholds_of(reception.settings.understanding)
        self._live: Signature = signature(root)
        self._refused: Signature | None = None
        self._seen: tuple[Signature, datetime] | None = None
        self._work: threading.Thread | None = None
        self._outcome: _Outcome | None = None
        self._day: date | None = None
        self._begun = False

    def check(self, now: datetime) -> None:
        """Take over what is ready, begin to try what has changed, and tell staff what falls due today."""
        try:
            self._check(now)
        except OSError:
            log.warning("the folder of the content changed while it was read", exc_info=True)

    def _check(self, now: datetime) -> None:
        if not self._begun:
            self._begin(now)
        self._tell_due(now)
        if self._work is not None:
            if self._work.is_alive():
                return
            self._work = None
            self._finish(now)
        self._look(now)

    def wait(self, seconds: float = TRIAL_SECONDS) -> None:
        """Until the trial that runs has ended; for tests and for stopping in an orderly way."""
        if self._work is not None:
            self._work.join(seconds)

    def _begin(self, now: datetime) -> None:
        """Keep the version that is live, so that it can be put back."""
        self._begun = True
        files = files_in(self.root)
        version = self.reception.snapshot.knowledge.version
        if version_of_files(files) != version:
            self._live = {}  # changed between loading and now: try it
            return
        with self.reception.storage.transaction() as db:
            content.keep(db, version, files, now)

    def _look(self, now: datetime) -> None:
        found = signature(self.root)
        if found in (self._live, self._refused):
            self._seen = None
            return
        if self._seen is None or self._seen[0] != found:
            self._seen = (found, now)
        stable = now - self._seen[1]
        if changed(found, self._live) == {NOTICE}:
            if stable >= NOTICE_SETTLE:
                self._take_notice(found, now)
        elif stable >= SETTLE:
            self._seen = None
            self._outcome = None
            self._work = threading.Thread(target=self._try, args=(found,), name="content", daemon=True)
            self._work.start()

    def _take_notice(self, found: Signature, now: datetime) -> None:
        """The message of the day alone: nothing has to be learned for it."""
        snapshot = self.reception.snapshot
        notice, problems = examine_notice(self.root, snapshot.understanding.examples)
        if errors := [str(problem) for problem in problems if not problem.warning]:
            self._refuse(found, "\n".join(errors), now)
            return
        files = files_in(self.root)
        knowledge = replace(snapshot.knowledge, notice=notice, version=version_of_files(files))
        self._swap(_Outcome(found, knowledge.version, replace(snapshot, knowledge=knowledge), files), now)

    def _try(self, seen: Signature) -> None:
        """In a thread of its own: everything that takes time."""
        try:
            self._outcome = self._tried(seen)
        except KnowledgeInvalid as error:
            self._outcome = _Outcome(seen, problems=str(error))
        except Exception:  # whatever it is: the last good content goes on, and staff are told
            log.exception("the new content could not be tried")
            self._outcome = _Outcome(seen, problems=content_texts.LEARNING_FAILED)

    def _tried(self, seen: Signature) -> _Outcome:
        files = files_in(self.root)
        verdict = self._verdict()
        if verdict.errors:
            return _Outcome(seen, problems="\n".join(verdict.errors))
        if short := shortfalls(verdict.proof, self.reception.settings.understanding):
            return _Outcome(seen, problems=_short(short, verdict.proof))
        sentences = read_sentences(self.root)
        knowledge = load(self.root, REQUIRED, sentences.acts.values())
        if not knowledge.version == verdict.version == version_of_files(files):
            return _Outcome({})  # changed meanwhile: the next look tries again
        understanding = prepare(knowledge, sentences, self.cache_dir, self.thresholds)
        return _Outcome(seen, knowledge.version, Snapshot(knowledge, understanding), files, verdict.proof)

    def _verdict(self) -> Verdict:
        numbers = (self.thresholds.sure, self.thresholds.ask, self.thresholds.temperature)
        command = [sys.executable, "-m", "bot.trial", str(self.root), str(self.cache_dir), *map(str, numbers)]
        paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=TRIAL_SECONDS, check=False)
        if done.returncode:
            log.error("trying the content ended with: %s", done.stderr[-2000:])
        return verdict_of(done.stdout)

    def _finish(self, now: datetime) -> None:
        outcome, self._outcome = self._outcome, None
        if outcome is None or (not outcome.seen and not outcome.problems):
            return
        if outcome.snapshot is None:
            self._refuse(outcome.seen, outcome.problems, now)
            return
        try:
            self._swap(outcome, now)
        except StorageTrouble:
            log.exception("the new content could not be taken over")
            self._refuse(outcome.seen, content_texts.LEARNING_FAILED, now)

    def _swap(self, outcome: _Outcome, now: datetime) -> None:
        """From the next message on people are answered from the new content."""
        if outcome.snapshot is None or outcome.files is None:
            return
        knowledge = outcome.snapshot.knowledge
        with self.reception.storage.transaction() as db:
            content.keep(db, outcome.version, outcome.files, now)
            if outcome.proof and (worse := self._worse(outcome.proof, knowledge)):
                problems = "\n".join(map(content_texts.worse, worse))
                _tell(db, content_texts.WORSE.format(problems=problems), f"slechter:{outcome.version}", now)
            self.reception.take(outcome.snapshot)
        self._live, self._refused, self._seen = outcome.seen, None, None

    def _worse(self, proof: Proof, knowledge: Knowledge) -> tuple[Tried, ...]:
        """The test questions that went better before; this outcome is what the next is held against."""
        path = kept_proof.path_of(self.root, self.cache_dir)
        before = kept_proof.last(path, self.thresholds)
        kept_proof.keep(path, self.thresholds, proof, score(entry.answer for entry in knowledge.entries.values()))
        return proof.worse_than(before.outcomes)

    def _refuse(self, seen: Signature, problems: str, now: datetime) -> None:
        self._refused, self._seen = seen, None
        key = f"geweigerd:{version_of_files(files_in(self.root))}"
        with self.reception.storage.transaction() as db:
            _tell(db, content_texts.REFUSED.format(problems=problems), key, now)

    def _tell_due(self, now: datetime) -> None:
        """Once a day: what its owners must look at in 30, 7 or 0 days."""
        today = local(now).date()
        if self._day == today:
            return
        self._day = today
        if listed := reaching(self.reception.snapshot.knowledge, today):
            with self.reception.storage.transaction() as db:
                _tell(db, content_texts.due_list(listed, 0), f"inhoud:{today.isoformat()}", now)


def _short(short: tuple[Shortfall, ...], proof: Proof) -> str:
    wrong = [content_texts.tried(one) for one in proof.tried if one.found != one.topic]
    return "\n".join([*map(content_texts.shortfall, short), *wrong[:10]])


def _tell(db: Database, text: str, key: str, now: datetime) -> None:
    """One notice to staff, whatever the number of processes that see the same."""
    outbox.put(db, STAFF, CHANNEL, KIND, to_body(Reply(text)), now, now=now, key=key)
