"""A wrong answer recalled: how often the old words were given, since when, and who has an appointment about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.app.content_report import say
from bot.content.entries import Entry
from bot.content.model import Knowledge
from bot.domain.answers import MUST_BE_REVIEWED, Answers
from bot.domain.formatting import clock, plain_day
from bot.domain.time import local
from bot.storage import appointment_rows, content_versions, events, requests
from bot.storage.database import Database

MOST_VERSIONS = 40  # of the versions that were kept, looked through from the newest for when the words began
_MARKS = str.maketrans({"'": None, '"': None, "\\": None})


@dataclass(frozen=True)
class Recalled:
    """One answer that changed or went: how often the old one was given since it was live, and what stands open about it."""

    question: str
    since: datetime
    times: int
    open: tuple[str, ...]
    """The codes of appointments to come and the ids of requests, so that a colleague can write to them."""


def recalled(db: Database, before: Knowledge, after: Knowledge, now: datetime) -> tuple[Recalled, ...]:
    """The answers about money, law or care of `before` that `after` no longer gives, with who heard them."""
    today = local(now).date()
    touched = [entry for entry in before.entries.values() if entry.risk in MUST_BE_REVIEWED and _differs(entry, before, after, today)]
    kept = _kept(db) if touched else []
    return tuple(_recalled(db, entry, _since(entry, after, kept) or now, now) for entry in touched)


def told(listed: Sequence[Recalled]) -> str:
    """The same in words for staff, one answer per paragraph; empty when there is none."""
    return "\n".join(
        say(
            "recalled" if one.open else "recalled-none-open",
            question=one.question,
            times=one.times,
            when=f"{plain_day(local(one.since).date())}, {clock(local(one.since))}",
            open=", ".join(one.open),
        )
        for one in listed
    )


def _recalled(db: Database, entry: Entry, since: datetime, now: datetime) -> Recalled:
    visits = tuple(one.code for one in appointment_rows.future(db, now) if one.subject == entry.id)
    waiting = tuple(one.id for one in requests.unfinished(db) if one.subject == entry.id)
    return Recalled(entry.question, since, events.answered_since(db, entry.id, since), (*visits, *waiting))


def _differs(entry: Entry, before: Knowledge, after: Knowledge, today: date) -> bool:
    """Whether somebody would read something else today, in the answer, a step or one facet."""
    then, now = Answers(before, today), Answers(after, today)
    other = after.entries.get(entry.id)
    return other is None or [then.fill(text) for text in _texts(entry)] != [now.fill(text) for text in _texts(other)]


def _texts(entry: Entry) -> Iterator[str]:
    """All that is said of an entry."""
    yield entry.answer
    yield from (one.answer for one in entry.variants)
    yield from (step.text for step in entry.steps if step.text)
    for facet in entry.facets.values():
        yield facet.answer
        yield from (one.answer for one in facet.variants)


def _kept(db: Database) -> list[tuple[datetime, str]]:
    """When each kept version went live, and its words, the newest first."""
    listed = content_versions.versions(db)[:MOST_VERSIONS]
    return [(one.saved_at, _words_of(content_versions.files_of(db, one.name))) for one in listed]


def _words_of(files: Mapping[str, bytes]) -> str:
    return _flat("\n".join(raw.decode("utf-8", "replace") for name, raw in sorted(files.items()) if name.endswith(".yaml")))


def _flat(text: str) -> str:
    """Words with one space between them, so that it does not matter how a text was laid out or quoted in its file."""
    return " ".join(text.translate(_MARKS).split())


def _since(entry: Entry, after: Knowledge, kept: Sequence[tuple[datetime, str]]) -> datetime | None:
    """When the words that are gone went live: the oldest of the versions in a row that hold them; None when none does."""
    other = after.entries.get(entry.id)
    left = set(_texts(other)) if other else set()
    gone = [_flat(text) for text in _texts(entry) if text not in left] or [_flat(entry.answer)]
    found = None
    for saved_at, words in kept:
        if any(text in words for text in gone):
            found = saved_at
        elif found is not None:
            break
    return found
