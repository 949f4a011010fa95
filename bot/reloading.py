"""Changed content taken over by a running assistant: tried in a process of its own, swapped between two messages.

A bad change never replaces the last good content; staff hear of it once. The message of the day waits for nothing:
not for a trial that runs, and not for other files that were refused.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from bot import content_texts, kept_proof
from bot.attempts import TRIAL_SECONDS, Attempt, attempt
from bot.content.expiry import reaching
from bot.content.folder import NOTICE, files_in, version_of, version_of_files
from bot.content.loader import examine_notice
from bot.content.model import Knowledge
from bot.content.plain_language import score
from bot.domain.messages import Reply, to_body
from bot.domain.time import local
from bot.reception import Reception
from bot.snapshot import Snapshot
from bot.storage import content, outbox
from bot.storage.database import Database, StorageTrouble
from bot.trial import thresholds_of
from bot.understanding.evaluation import Proof, Tried
from bot.watching import Signature, Stamp, signature

log = logging.getLogger(__name__)
SETTLE = timedelta(seconds=2)
"""So long nothing may change before a change counts: several files saved together are one change."""
NOTICE_SETTLE = timedelta(seconds=1)
STAFF, KIND = "personeel", "personeel"


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
            content.keep(db, version, files, now)

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
            raw = (self.root / NOTICE).read_bytes() if stamp else None
            self._go_live(replace(self.reception.snapshot.knowledge, notice=notice), _with_notice(self._files, raw), now)
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
                content.keep(db, knowledge.version, files, now)
            self.reception.take(replace(snapshot, knowledge=knowledge))
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
                self._refuse(outcome.seen, content_texts.LEARNING_FAILED, now)
        elif outcome.problems:
            self._refuse(outcome.seen, outcome.problems, now)

    def _swap(self, seen: Signature, snapshot: Snapshot, files: dict[str, bytes], proof: Proof | None, now: datetime) -> None:
        """From the next message on people are answered from the new content."""
        found, notice = _apart(seen)
        if _apart(signature(self.root))[1] != notice:  # changed meanwhile: keep the one that is live, until it is looked at
            files = _with_notice(files, (self._files or {}).get(NOTICE)) or {}
            knowledge = replace(snapshot.knowledge, notice=self.reception.snapshot.knowledge.notice, version=version_of_files(files))
            snapshot, notice = replace(snapshot, knowledge=knowledge), self._notice
        knowledge = snapshot.knowledge
        with self.reception.storage.transaction() as db:
            content.keep(db, knowledge.version, files, now)
            if proof and (worse := self._worse(proof, knowledge)):
                problems = "\n".join(map(content_texts.worse, worse))
                _tell(db, content_texts.WORSE.format(problems=problems), f"slechter:{knowledge.version}", now)
            self.reception.take(snapshot)
        self._files, self._live, self._notice = files, found, notice
        self._refused, self._refused_for_notice, self._seen = None, False, None

    def _worse(self, proof: Proof, knowledge: Knowledge) -> tuple[Tried, ...]:
        """The test questions that went better before; this outcome is what the next is held against."""
        path = kept_proof.path_of(self.root, self.cache_dir)
        before = kept_proof.last(path, self.thresholds)
        kept_proof.keep(path, self.thresholds, proof, score(entry.answer for entry in knowledge.entries.values()))
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
            _tell(db, content_texts.REFUSED.format(problems=problems), f"geweigerd:{digest}", now)

    def _tell_due(self, now: datetime) -> None:
        """Once a day: what its owners must look at in 30, 7 or 0 days."""
        today = local(now).date()
        if self._day == today:
            return
        if listed := reaching(self.reception.snapshot.knowledge, today):
            with self.reception.storage.transaction() as db:
                _tell(db, content_texts.due_list(listed, 0), f"inhoud:{today.isoformat()}", now)
        self._day = today  # only now: what a full disk did not take is told when it takes it


def _apart(seen: Signature) -> tuple[Signature, Stamp | None]:
    """Everything but the message of the day, and that message."""
    return {name: stamp for name, stamp in seen.items() if name != NOTICE}, seen.get(NOTICE)


def _with_notice(files: Mapping[str, bytes] | None, raw: bytes | None) -> dict[str, bytes] | None:
    """The same files with another message of the day, or none."""
    if files is None:
        return None
    others = {name: kept for name, kept in files.items() if name != NOTICE}
    return others if raw is None else {**others, NOTICE: raw}


def _tell(db: Database, text: str, key: str, now: datetime) -> None:
    """One notice to staff, whatever the number of processes that see the same."""
    outbox.put(db, STAFF, outbox.NOTICES, KIND, to_body(Reply(text)), now, now=now, key=key)
