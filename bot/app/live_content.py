"""Content goes live while the assistant runs: watched, tried, swapped, told to staff."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.app import content_report, content_trial, recall
from bot.app.assistant import Reception, Snapshot
from bot.app.content_trial import Shortfall, Verdict, shortfalls, thresholds_of, verdict_of
from bot.app.desk import closed_days
from bot.config import UnderstandingSettings, child_environment
from bot.content.expiry import reaching
from bot.content.folder import NOTICE, NOTICE_NAME, content_files, files_in, path_of, unreadable, version_of, version_of_files
from bot.content.loader import examine_notice, load
from bot.content.model import Knowledge
from bot.content.phrases import REQUIRED
from bot.content.plain_language import score
from bot.content.problems import KnowledgeInvalid
from bot.domain.messages import Reply, to_body
from bot.domain.time import local
from bot.storage import content_versions, outbox
from bot.storage.database import Database, StorageTrouble
from bot.understanding.evaluation import Proof, Tried
from bot.understanding.pipeline import prepare
from bot.understanding.reading import prepare_listener
from bot.understanding.sentences import read_sentences

# What a folder of content looks like from outside, so that a change is seen without reading it.

Stamp = tuple[int, int, int]
"""When a file was changed, and when its rights or place were (nanoseconds), and its size (bytes)."""
Signature = Mapping[str, Stamp]
"""The stamp of every file by its name."""


def signature(root: Path) -> Signature:
    """The signature of the content now; a file that goes away meanwhile is left out."""
    found = {}
    for name, path in content_files(root).items():
        try:
            state = path.lstat() if path.is_symlink() and not path.exists() else path.stat()
        except OSError:
            continue
        found[name] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size)
    return found


# Changed content tried in a process of its own: what came of it is new content to speak from, or in words why not.

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
        return Attempt(seen, problems=content_report.say("learning-failed"))


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
    listener = prepare_listener(knowledge, sentences, understanding, root, cache_dir)
    return Attempt(seen, Snapshot(knowledge, understanding, listener), files, verdict.proof)


def _verdict(root: Path, cache_dir: Path, settings: UnderstandingSettings) -> Verdict:
    thresholds = thresholds_of(settings)
    numbers = (thresholds.sure, thresholds.ask, thresholds.temperature)
    command = [sys.executable, "-m", "bot.app.content_trial", str(root), str(cache_dir), *map(str, numbers)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=child_environment(), timeout=TRIAL_SECONDS, check=False)
    if done.returncode:
        log.error("trying the content ended with: %s", done.stderr[-2000:])
    return verdict_of(done.stdout)


def _short(short: tuple[Shortfall, ...], proof: Proof) -> str:
    wrong = [content_report.tried(one) for one in proof.tried if one.found != one.topic]
    return "\n".join([*map(content_report.shortfall, short), *wrong[:10]])


# Changed content taken over by a running assistant: tried in a process of its own, swapped between two messages.
#
# A bad change never replaces the last good content; staff hear of it once. The message of the day waits for nothing:
# not for a trial that runs, and not for other files that were refused.

SETTLE = timedelta(seconds=2)
"""So long nothing may change before a change counts: several files saved together are one change."""
NOTICE_SETTLE = timedelta(seconds=1)
STAFF, KIND = "personeel", "personeel"


class Reloader:
    """Watches both folders of the content that a reception speaks from.

    `check` is called every second or so, from the thread that owns the database. It never learns by itself and never
    waits for who does; after a change it takes one transaction.
    """

    def __init__(self, reception: Reception, root: Path, cache_dir: Path) -> None:
        self.reception = reception
        self.root = root
        self.cache_dir = cache_dir
        self.thresholds = thresholds_of(reception.settings.understanding)
        self._files: dict[str, bytes] | None = None
        """What is live, by path; None when it was never seen (it changed while the assistant started)."""
        self._live: Signature = {}
        self._refused: Signature | None = None
        self._refused_for_notice = False
        self._seen: tuple[Signature, datetime] | None = None
        self._notice: Stamp | None = None
        """The message of the day that was last taken or refused."""
        self._notice_seen: tuple[Stamp | None, datetime] | None = None
        self._work: threading.Thread | None = None
        self._outcome: Attempt | None = None
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
        found, notice = _apart(signature(self.root))
        self._look_at_notice(notice, found in (self._live, self._refused), now)
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
        found = signature(self.root)
        try:
            files = files_in(self.root)
        except OSError:
            return  # tried, and then told
        version = self.reception.snapshot.knowledge.version
        if version_of_files(files) != version:
            return  # changed between loading and now: try it
        self._files = files
        self._live, self._notice = _apart(found)
        with self.reception.storage.transaction() as db:
            content_versions.keep(db, version, files, now)

    def _look(self, now: datetime) -> None:
        """At everything but the message of the day."""
        seen = signature(self.root)
        found, _ = _apart(seen)
        if found in (self._live, self._refused):
            self._seen = None
            return
        if self._seen is None or self._seen[0] != found:
            self._seen = (found, now)
        if now - self._seen[1] >= SETTLE:
            self._seen = None
            self._outcome = None
            self._work = threading.Thread(target=self._try, args=(seen,), name="content", daemon=True)
            self._work.start()

    def _look_at_notice(self, stamp: Stamp | None, others_settled: bool, now: datetime) -> None:
        """Nothing has to be learned for it; with a mistake it waits for what is tried beside it, for that may mend it."""
        if stamp == self._notice:
            self._notice_seen = None
            return
        if self._notice_seen is None or self._notice_seen[0] != stamp:
            self._notice_seen = (stamp, now)
        if now - self._notice_seen[1] < NOTICE_SETTLE:
            return
        notice, problems = examine_notice(self.root, self.reception.snapshot.understanding.examples)
        if not (errors := [str(problem) for problem in problems if not problem.warning]):
            raw = path_of(self.root, NOTICE_NAME).read_bytes() if stamp else None
            self._go_live(self.reception.snapshot.knowledge.with_notice(notice), _with_notice(self._files, raw), now)
            if self._refused_for_notice:
                self._refused, self._refused_for_notice = None, False
            self._notice = stamp
        elif others_settled:
            self._notice = stamp
            self._tell_refused("\n".join(errors), now)

    def _go_live(self, knowledge: Knowledge, files: dict[str, bytes] | None, now: datetime) -> None:
        """The same content with another message of the day."""
        snapshot = self.reception.snapshot
        if files is not None:
            knowledge = replace(knowledge, version=version_of_files(files))
        with self.reception.storage.transaction() as db:
            if files is not None:
                content_versions.keep(db, knowledge.version, files, now)
            self.reception.take(replace(snapshot, knowledge=knowledge))
            self._settle(db, knowledge, now)
        self._files = files

    def _try(self, seen: Signature) -> None:
        """In a thread of its own: everything that takes time."""
        self._outcome = attempt(self.root, self.cache_dir, self.reception.settings.understanding, seen)

    def _finish(self, now: datetime) -> None:
        outcome, self._outcome = self._outcome, None
        if outcome is None:
            return
        if outcome.snapshot is not None and outcome.files is not None:
            try:
                self._swap(outcome.seen, outcome.snapshot, outcome.files, outcome.proof, now)
            except StorageTrouble:
                log.exception("the new content could not be taken over")
                self._refuse(outcome.seen, content_report.say("learning-failed"), now)
        elif outcome.problems:
            self._refuse(outcome.seen, outcome.problems, now)

    def _swap(self, seen: Signature, snapshot: Snapshot, files: dict[str, bytes], proof: Proof | None, now: datetime) -> None:
        """From the next message on people are answered from the new content."""
        found, notice = _apart(seen)
        if _apart(signature(self.root))[1] != notice:  # changed meanwhile: keep the one that is live, until it is looked at
            files = _with_notice(files, (self._files or {}).get(NOTICE_NAME)) or {}
            knowledge = replace(snapshot.knowledge.with_notice(self.reception.snapshot.knowledge.notice), version=version_of_files(files))
            snapshot, notice = replace(snapshot, knowledge=knowledge), self._notice
        knowledge = snapshot.knowledge
        with self.reception.storage.transaction() as db:
            content_versions.keep(db, knowledge.version, files, now)
            if proof and (worse := self._worse(proof, knowledge)):
                problems = "\n".join(map(content_report.worse, worse))
                _tell(db, content_report.say("worse", problems=problems), f"slechter:{knowledge.version}", now)
            self._recall(db, knowledge, now)
            self.reception.take(snapshot)
            self._settle(db, knowledge, now)
        self._files, self._live, self._notice = files, found, notice
        self._refused, self._refused_for_notice, self._seen = None, False, None

    def _recall(self, db: Database, knowledge: Knowledge, now: datetime) -> None:
        """Who heard what is no longer said about money, law or care: a colleague may want to write to them."""
        if said := recall.told(recall.recalled(db, self.reception.snapshot.knowledge, knowledge, now)):
            _tell(db, content_report.say("recalled-notice", answers=said), f"herroepen:{knowledge.version}", now)

    def _settle(self, db: Database, knowledge: Knowledge, now: datetime) -> None:
        """Whom the calendar touches gets new moments; when they are many, a colleague must say first that it was meant."""
        if waiting := closed_days.after_change(db, knowledge, now):
            _tell(db, content_report.say("waiting", count=waiting), f"agenda:{knowledge.version}", now)

    def _worse(self, proof: Proof, knowledge: Knowledge) -> tuple[Tried, ...]:
        """The test questions that went better before; this outcome is what the next is held against."""
        path = content_trial.path_of(self.root, self.cache_dir)
        before = content_trial.last(path, self.thresholds)
        content_trial.keep(path, self.thresholds, proof, score(entry.answer for entry in knowledge.entries.values()))
        return proof.worse_than(before.outcomes)

    def _refuse(self, seen: Signature, problems: str, now: datetime) -> None:
        self._refused, notice = _apart(seen)
        self._seen = None
        self._refused_for_notice = f"{NOTICE}, regel " in problems
        if self._refused_for_notice:
            self._notice = notice
        self._tell_refused(problems, now)

    def _tell_refused(self, problems: str, now: datetime) -> None:
        """Once for the same content with the same mistakes."""
        digest = hashlib.sha256(f"{version_of(self.root)} {problems}".encode()).hexdigest()[:12]
        with self.reception.storage.transaction() as db:
            _tell(db, content_report.say("refused", problems=problems), f"geweigerd:{digest}", now)

    def _tell_due(self, now: datetime) -> None:
        """Once a day: what its owners must look at in 30, 7 or 0 days."""
        today = local(now).date()
        if self._day == today:
            return
        if listed := reaching(self.reception.snapshot.knowledge, today):
            with self.reception.storage.transaction() as db:
                _tell(db, content_report.due_list(listed, 0), f"inhoud:{today.isoformat()}", now)
        self._day = today  # only now: what a full disk did not take is told when it takes it


def _apart(seen: Signature) -> tuple[Signature, Stamp | None]:
    """Everything but the message of the day, and that message."""
    return {name: stamp for name, stamp in seen.items() if name != NOTICE_NAME}, seen.get(NOTICE_NAME)


def _with_notice(files: Mapping[str, bytes] | None, raw: bytes | None) -> dict[str, bytes] | None:
    """The same files with another message of the day, or none."""
    if files is None:
        return None
    others = {name: kept for name, kept in files.items() if name != NOTICE_NAME}
    return others if raw is None else {**others, NOTICE_NAME: raw}


def _tell(db: Database, text: str, key: str, now: datetime) -> None:
    """One notice to staff, whatever the number of processes that see the same."""
    outbox.put(db, STAFF, outbox.NOTICES, KIND, to_body(Reply(text)), now, now=now, key=key)
