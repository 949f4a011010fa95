"""`werkbot onbegrepen`: what people asked in vain, and a sentence put under a topic with one choice."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.app import content_report, content_trial, training_feedback
from bot.app.content_trial import Read, Shortfall, shortfalls, thresholds_of, try_out
from bot.app.training_feedback import CannotWrite, Effect, Lesson, Missed, Personal, UnknownTopic, missed
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.content.folder import files_in, version_of_files
from bot.content.plain_language import score
from bot.storage import content_versions, statistics
from bot.storage.database import Storage

YES = ("ja", "j")


def unanswered(options: argparse.Namespace) -> int:
    """Show the list, or deal with one of it: by option, or in a conversation with who sits at the terminal."""
    storage = wiring.storage_of(options)
    with storage.reading() as db:
        found = missed(db)
    if options.zet:
        number, topic = options.zet
        if not options.akkoord:
            raise Refused(content_report.NO_TICK)
        return _put(options, storage, _named(found, number), topic, sure=options.toch)
    if options.weg:
        return _throw_away(storage, _named(found, options.weg))
    if options.json:
        for one in found:
            line = {"id": one.id, "count": one.count, "sentence": one.sentence, "others": one.others, "best": one.best or None}
            print(json.dumps(line, ensure_ascii=False), flush=True)
        return 0
    _show(found)
    return _ask(options, storage, found) if found and sys.stdin.isatty() else 0


def _named(found: tuple[Missed, ...], number: str) -> Missed:
    one = next((one for one in found if str(one.id) == number), None)
    if one is None:
        raise Refused(content_report.NO_SUCH_SENTENCE.format(id=number))
    return one


def _show(found: tuple[Missed, ...]) -> None:
    if not found:
        print(content_report.NOTHING_MISSED)
    for one in found:
        best = one.best or content_report.NO_BEST
        print(content_report.NOT_UNDERSTOOD.format(id=one.id, count=one.count, sentence=one.sentence, best=best))
        for other in one.others[:3]:
            print(content_report.ALSO_SAID.format(sentence=other))


def _ask(options: argparse.Namespace, storage: Storage, found: tuple[Missed, ...]) -> int:
    """Two actions per sentence: the tick and the topic."""
    chosen = input(content_report.CHOOSE).strip()
    if not chosen:
        return 0
    if chosen.startswith("weg "):
        return _throw_away(storage, _named(found, chosen.removeprefix("weg ").strip()))
    one = _named(found, chosen)
    if input(content_report.TICK).strip().lower() not in YES:
        raise Refused(content_report.NO_TICK)
    topic = input(content_report.CHOOSE_TOPIC.format(sentence=one.sentence)).strip()
    return _put(options, storage, one, topic, sure=None)


def _throw_away(storage: Storage, one: Missed) -> int:
    with storage.transaction() as db:
        statistics.forget(db, one.ids)
    print(content_report.THROWN_AWAY.format(count=one.count))
    return 0


def _put(options: argparse.Namespace, storage: Storage, one: Missed, topic: str, *, sure: bool | None) -> int:
    """Try, show, keep. `sure`: keep even when other test questions go worse; None: ask who sits at the terminal."""
    root = wiring.knowledge_dir(options)
    settings = wiring.settings_of(options).understanding
    thresholds = thresholds_of(settings)
    before = try_out(root, wiring.cache_dir(), thresholds)
    planned = _planned(root, before.read, one.sentence, topic)
    print(content_report.WOULD_WRITE.format(sentence=planned.sentence, topic=topic, path=f"{root.name}/{planned.name}"))
    shown = training_feedback.effect(root, planned, before.proof, wiring.cache_dir(), thresholds)
    if shown.read.errors:
        raise Refused("\n".join([content_report.LESSON_BROKEN, *map(str, shown.read.errors)]))
    _show_effect(shown)
    short = shortfalls(shown.after.proof, settings)
    if short:
        print("\n".join(map(content_report.shortfall, short)))
    if not _agreed(shown, sure, short):
        print(content_report.LESSON_DROPPED if sure is None else content_report.LESSON_REFUSED)
        return 0 if sure is None else 1
    _keep(storage, root, planned, one, shown)
    knowledge = shown.read.knowledge
    readable = score(entry.answer for entry in knowledge.entries.values()) if knowledge else 0.0
    content_trial.keep(content_trial.path_of(root, wiring.cache_dir()), thresholds, shown.after.proof, readable)
    return 0


def _planned(root: Path, read: Read, sentence: str, topic: str) -> Lesson:
    if read.errors:
        raise Refused(content_report.CONTENT_BROKEN)
    try:
        return training_feedback.lesson(root, read, sentence, topic)
    except UnknownTopic as error:
        meant = content_report.MEANT.format(topic=error.meant) if error.meant else ""
        raise Refused(content_report.NO_SUCH_TOPIC.format(topic=topic, meant=meant)) from error
    except Personal as error:
        raise Refused(content_report.PERSONAL.format(kind=error)) from error
    except CannotWrite as error:
        raise Refused(content_report.NOT_EDITABLE.format(why=error, path=f"{root.name}/{error.name}")) from error


def _show_effect(shown: Effect) -> None:
    if shown.worse:
        print("\n".join([content_report.LESSON_WORSE, *map(content_report.worse, shown.worse)]))
    if shown.better:
        print("\n".join([content_report.LESSON_BETTER, *map(content_report.tried, shown.better)]))
    print(content_report.LESSON_SAME)
    print(content_report.proof_line(shown.after.proof))


def _agreed(shown: Effect, sure: bool | None, short: tuple[Shortfall, ...]) -> bool:
    """Whether to keep it: without being asked, not when it takes questions from another topic or sinks below a floor."""
    if sure is None:
        return input(content_report.KEEP).strip().lower() in YES
    return sure or not (shown.confused or short)


def _keep(storage: Storage, root: Path, planned: Lesson, one: Missed, shown: Effect) -> None:
    """Write the file with the version before it kept, and take from the list what is understood now."""
    now = wiring.clock()
    learned = shown.after.understanding
    settled = training_feedback.understood(learned, one.sentences, planned.topic) if learned else frozenset()
    with storage.transaction() as db:
        before = files_in(root)
        content_versions.keep(db, version_of_files(before), before, now)
        rows = {row.id: row.text for row in statistics.listed(db)}
        gone = [row_id for row_id in one.ids if rows.get(row_id) in settled or row_id == one.id]
        training_feedback.write(root, planned)
        statistics.forget(db, gone)
    print(content_report.LESSON_KEPT_ONE if len(gone) == 1 else content_report.LESSON_KEPT.format(count=len(gone)))
    print(content_report.NEW_CONTENT)
