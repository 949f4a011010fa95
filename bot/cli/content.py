"""`controleer`, `inhoud`, `terug`, `lijst`, `onbegrepen`, `qr`: the work on the content."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from bot.app import content_report, content_trial, exports, recall, training_feedback
from bot.app.content_trial import Read, Shortfall, Trial, read_folder, shortfalls, thresholds_of, try_out
from bot.app.desk import closed_days
from bot.app.printed_page import page
from bot.app.rollback import NothingBefore, UnknownVersion, restore
from bot.app.training_feedback import CannotWrite, Effect, Lesson, Missed, Personal, UnknownTopic, missed
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import calls, errors_and_warnings, say, visits
from bot.config import UnderstandingSettings
from bot.content import language_problems, old_layout
from bot.content.answer_checks import unwise
from bot.content.checks import loose_facts
from bot.content.expiry import AHEAD, due, expired
from bot.content.facet_checks import to_confirm
from bot.content.folder import files_in, path_of, shown_name, version_of, version_of_files
from bot.content.loader import load
from bot.content.model import Knowledge
from bot.content.old_layout import Move
from bot.content.phrases import REQUIRED
from bot.content.plain_language import score
from bot.content.problems import KnowledgeInvalid, Problem
from bot.dialogue.small_talk import payloads
from bot.domain.formatting import clock, plain_day
from bot.domain.messages import Reply, to_body
from bot.domain.opening_hours import missing_holidays
from bot.domain.time import at, local
from bot.storage import content_versions, outbox, statistics
from bot.storage.database import Storage
from bot.understanding.evaluation import Outcome, near_pairs

# `werkbot controleer`: every mistake in the content at once, what will soon be one, and how the test questions go.


def check(options: argparse.Namespace) -> int:
    """Print errors and warnings apart; exit status 1 when there is an error or a floor is not held."""
    today = day_of(options)
    read = read_folder(setup.knowledge_dir(options))
    _print(read, today)
    if read.errors or read.knowledge is None:
        return 1
    _print_touched(options, read.knowledge, today)
    if options.snel:
        print(content_report.say("quick"))
        return _well(read.knowledge)
    if sys.stderr.isatty():
        print(content_report.say("learning"), file=sys.stderr)
    held = _proven(options)
    return _well(read.knowledge) if held else 1


def day_of(options: argparse.Namespace) -> date:
    """The day of --op, else today. Raises Refused."""
    if not options.op:
        return local(setup.clock()).date()
    try:
        return content_report.day_of(options.op)
    except ValueError:
        raise Refused(content_report.say("not-a-day", value=options.op)) from None


def of_the_day(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings that depend on the day: what has expired or rots unseen, and holidays without a choice."""
    return tuple(
        sorted({*expired(knowledge, today), *loose_facts(knowledge, today), *unwise(knowledge), *about_holidays(knowledge, today)})
    )


def _print(read: Read, today: date) -> None:
    warnings = {problem for problem in read.problems if problem.warning}
    if read.knowledge:
        warnings.update(of_the_day(read.knowledge, today))
    for heading, listed in ((say("staff.error-heading"), read.errors), (say("staff.warning-heading"), sorted(warnings))):
        if listed:
            print(heading)
            for problem in listed:
                print(problem)
    if read.errors or warnings:
        print(errors_and_warnings(len(read.errors), len(warnings)))


def _print_touched(options: argparse.Namespace, knowledge: Knowledge, today: date) -> None:
    """How many promises these hours break, before they are live; without a database nobody has one."""
    if not options.gegevens and not setup.database_path(options).exists():
        return
    now = at(today, time(0)) if options.op else local(setup.clock())
    hit = closed_days.unfitting(setup.existing_storage(options), knowledge, now)
    if hit.count:
        print(say("desk.touches", visits=visits(len(hit.visits)), calls=calls(len(hit.calls))))


def about_holidays(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings for holidays of this year and the next for which a location has not chosen what happens."""
    found = []
    for location in knowledge.calendar.locations.values():
        for year in (today.year, today.year + 1):
            if missing := missing_holidays(location, year):
                words = language_problems.missing_holidays(location.name, year, ", ".join(missing))
                found.append(Problem(location.lines.of("feestdagen"), *words, warning=True))
    return tuple(found)


def _proven(options: argparse.Namespace) -> bool:
    """Learn, put the test questions, and say what came of them; whether the floors are held."""
    settings = setup.settings_of(options).understanding
    root, cache, thresholds = setup.knowledge_dir(options), setup.cache_dir(), thresholds_of(settings)
    trial = try_out(root, cache, thresholds)
    if trial.understanding is None or trial.read.knowledge is None:
        return False
    _print_pairs(trial)
    path = content_trial.path_of(root, cache)
    before = content_trial.last(path, thresholds)
    worse = trial.proof.worse_than(before.outcomes)
    if worse:
        print(content_report.say("worse-heading"))
        _lines([content_report.worse(one) for one in worse])
        print(content_report.say("kept-remedy"))
    if options.alles and (missed := [one for one in trial.proof.tried if one.outcome is not Outcome.RIGHT]):
        print(content_report.say("all-heading"))
        _lines([content_report.tried(one) for one in missed])
    for line in content_report.facets(trial.read.knowledge.entries.values()):
        print(line)
    readable = score(entry.answer for entry in trial.read.knowledge.entries.values())
    print(content_report.readability(readable, before.readability))
    print(content_report.proof_line(trial.proof))
    held = _held(trial, settings)
    if held and (options.bewaar or not worse):
        content_trial.keep(path, thresholds, trial.proof, readable)
    return held


def _print_pairs(trial: Trial) -> None:
    if trial.understanding and (pairs := near_pairs(trial.understanding.examples)):
        print(say("staff.warning-heading"))
        _lines([content_report.pair(one) for one in pairs])


def _held(trial: Trial, settings: UnderstandingSettings) -> bool:
    short = shortfalls(trial.proof, settings)
    if short:
        print(say("staff.error-heading"))
        _lines([content_report.shortfall(one) for one in short])
    return not short


def _lines(listed: Sequence[str]) -> None:
    print("\n".join(listed))


def _well(knowledge: Knowledge) -> int:
    sentences = sum(len(entry.examples) for entry in knowledge.entries.values()) + sum(map(len, knowledge.examples.values()))
    print(say("staff.all-well", entries=len(knowledge.entries), sentences=sentences, phrases=len(knowledge.phrases)))
    return 0


# `werkbot verhuis`: what stood in the knowledge folder before there was a folder for how people say it, to that folder.


def relocate(options: argparse.Namespace) -> int:
    """Show what goes where; with --echt do it. Nothing moves while one file stands in both places and cannot be joined."""
    root = setup.knowledge_dir(options)
    try:
        moves = old_layout.moves(root)
        _show_moves(root, moves)
        if any(move.text is None for move in moves):
            raise Refused(content_report.say("move-choose"))
        if moves and options.echt:
            old_layout.carry_out(root, moves)
            print(content_report.say("moved"))
        elif moves:
            print(content_report.say("move-dry"))
    except OSError as error:
        raise Refused(content_report.say("in-the-way", path=error.filename, why=error.strerror)) from error
    return 0


def _show_moves(root: Path, moves: Sequence[Move]) -> None:
    print(content_report.say("moves", folder=root.name) if moves else content_report.say("nothing-moves", folder=root.name))
    for move in moves:
        what = content_report.move(move.text is None, move.joins, move.added)
        print(content_report.say("move-line", source=shown_name(root, move.source), target=shown_name(root, move.target), what=what))


# `werkbot inhoud`, `terug` and `lijst`: what must be looked at, an earlier version back, and all answers on paper.


def ageing(options: argparse.Namespace) -> int:
    """What falls due in the next 30 days and what has already, per owner; on paper with --naar, by mail with --stuur.

    With --bevestigen: what only the centre can tell.
    """
    today = day_of(options)
    knowledge, _ = setup.contents(options)
    if options.bevestigen:
        return _written(
            options, content_report.to_confirm(to_confirm(knowledge.entries.values()), knowledge.owner_questions, knowledge.entries)
        )
    text = content_report.due_list(due(knowledge, today), AHEAD[0])
    if options.stuur:
        storage, now = setup.existing_storage(options), setup.clock()
        with storage.transaction() as db:
            body = to_body(Reply(text))
            outbox.put(db, "personeel", outbox.NOTICES, "personeel", body, now, now=now, key=f"inhoud:{today.isoformat()}:lijst")
        print(content_report.say("posted"))
        return 0
    return _written(options, text)


def back(options: argparse.Namespace) -> int:
    """Put back the version before, or the one that is named; --lijst shows which there are."""
    root, storage, now = setup.knowledge_dir(options), setup.existing_storage(options), setup.clock()
    if options.lijst:
        _list_versions(root, storage)
        return 0
    before = _live(root)
    try:
        with storage.transaction() as db:
            done = restore(db, root, now, version=options.versie or "")
    except NothingBefore:
        raise Refused(content_report.say("nothing-before")) from None
    except UnknownVersion as error:
        raise Refused(content_report.say("no-such-version", version=error)) from None
    except OSError as error:
        raise Refused(content_report.say("in-the-way", path=error.filename, why=error.strerror)) from error
    here = local(done.version.saved_at)
    print(content_report.say("taken-back", version=done.version.name, when=f"{plain_day(here.date())}, {clock(here)}"))
    print(content_report.say("kept-first", version=done.put_aside))
    if before and (after := _live(root)):
        with storage.reading() as db:
            said = recall.told(recall.recalled(db, before, after, now))
        print(said, end="\n" if said else "")
    return 0


def _live(root: Path) -> Knowledge | None:
    """The content of the folder; None when it has mistakes, for then nobody was answered from it."""
    try:
        return load(root, REQUIRED)
    except KnowledgeInvalid:
        return None


def _list_versions(root: Path, storage: Storage) -> None:
    current = version_of(root)
    for one in content_versions.versions(storage.db):
        mark = (
            content_report.say("version-now") if one.name == current else content_report.say("version-withdrawn") if one.withdrawn else ""
        )
        print(content_report.say("version-line", when=f"{local(one.saved_at):%Y-%m-%d %H.%M}", version=one.name, mark=mark))


def printed(options: argparse.Namespace) -> int:
    """All answers as one page of HTML."""
    knowledge, _ = setup.contents(options)
    return _written(options, page(knowledge, day_of(options)))


def _written(options: argparse.Namespace, text: str) -> int:
    if options.bestand:
        path = Path(options.bestand)
        try:
            path.write_text(f"{text}\n", encoding="utf-8")
        except OSError as error:
            raise Refused(content_report.say("not-written", path=path, why=error.strerror)) from error
        print(content_report.say("written", path=path))
    else:
        print(text)
    return 0


# `werkbot onbegrepen`: what people asked in vain, and a sentence put under a topic with one choice.

YES = ("ja", "j")


def unanswered(options: argparse.Namespace) -> int:
    """Show the list, or deal with one of it: by option, or in a conversation with who sits at the terminal."""
    storage = setup.existing_storage(options)
    with storage.reading() as db:
        found = missed(db)
    if options.zet:
        number, topic = options.zet
        if not options.akkoord:
            raise Refused(content_report.say("no-tick"))
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
        raise Refused(content_report.say("no-such-sentence", id=number))
    return one


def _show(found: tuple[Missed, ...]) -> None:
    if not found:
        print(content_report.say("nothing-missed"))
    for one in found:
        best = one.best or content_report.say("no-best")
        print(content_report.say("not-understood", id=one.id, count=one.count, sentence=one.sentence, best=best))
        for other in one.others[:3]:
            print(content_report.say("also-said", sentence=other))


def _ask(options: argparse.Namespace, storage: Storage, found: tuple[Missed, ...]) -> int:
    """Two actions per sentence: the tick and the topic."""
    chosen = input(content_report.say("choose")).strip()
    if not chosen:
        return 0
    if chosen.startswith("weg "):
        return _throw_away(storage, _named(found, chosen.removeprefix("weg ").strip()))
    one = _named(found, chosen)
    if input(content_report.say("tick")).strip().lower() not in YES:
        raise Refused(content_report.say("no-tick"))
    topic = input(content_report.say("choose-topic", sentence=one.sentence)).strip()
    return _put(options, storage, one, topic, sure=None)


def _throw_away(storage: Storage, one: Missed) -> int:
    with storage.transaction() as db:
        statistics.forget(db, one.ids)
    print(content_report.say("thrown-away", count=one.count))
    return 0


def _put(options: argparse.Namespace, storage: Storage, one: Missed, topic: str, *, sure: bool | None) -> int:
    """Try, show, keep. `sure`: keep even when other test questions go worse; None: ask who sits at the terminal."""
    root = setup.knowledge_dir(options)
    settings = setup.settings_of(options).understanding
    thresholds = thresholds_of(settings)
    before = try_out(root, setup.cache_dir(), thresholds)
    planned = _planned(root, before.read, one.sentence, topic)
    path = shown_name(root, path_of(root, planned.name))
    print(content_report.say("would-write", sentence=planned.sentence, topic=topic, path=path))
    if planned.beside:
        print(content_report.say("copied"))
    shown = training_feedback.effect(root, planned, before.proof, setup.cache_dir(), thresholds)
    if shown.read.errors:
        raise Refused("\n".join([content_report.say("lesson-broken"), *map(str, shown.read.errors)]))
    _show_effect(shown)
    short = shortfalls(shown.after.proof, settings)
    if short:
        print("\n".join(map(content_report.shortfall, short)))
    if not _agreed(shown, sure, short):
        print(content_report.say("lesson-dropped") if sure is None else content_report.say("lesson-refused"))
        return 0 if sure is None else 1
    _keep(storage, root, planned, one, shown)
    knowledge = shown.read.knowledge
    readable = score(entry.answer for entry in knowledge.entries.values()) if knowledge else 0.0
    content_trial.keep(content_trial.path_of(root, setup.cache_dir()), thresholds, shown.after.proof, readable)
    return 0


def _planned(root: Path, read: Read, sentence: str, topic: str) -> Lesson:
    if read.errors:
        raise Refused(content_report.say("content-broken"))
    try:
        return training_feedback.lesson(root, read, sentence, topic)
    except UnknownTopic as error:
        meant = content_report.say("meant", topic=error.meant) if error.meant else ""
        raise Refused(content_report.say("no-such-topic", topic=topic, meant=meant)) from error
    except Personal as error:
        raise Refused(content_report.say("personal", kind=error)) from error
    except CannotWrite as error:
        raise Refused(content_report.say("not-editable", why=error, path=shown_name(root, path_of(root, error.name)))) from error


def _show_effect(shown: Effect) -> None:
    if shown.worse:
        print("\n".join([content_report.say("lesson-worse"), *map(content_report.worse, shown.worse)]))
    if shown.better:
        print("\n".join([content_report.say("lesson-better"), *map(content_report.tried, shown.better)]))
    print(content_report.say("lesson-same"))
    print(content_report.proof_line(shown.after.proof))


def _agreed(shown: Effect, sure: bool | None, short: tuple[Shortfall, ...]) -> bool:
    """Whether to keep it: without being asked, not when it takes questions from another topic or sinks below a floor."""
    if sure is None:
        return input(content_report.say("keep")).strip().lower() in YES
    return sure or not (shown.confused or short)


def _keep(storage: Storage, root: Path, planned: Lesson, one: Missed, shown: Effect) -> None:
    """Write the file with the version before it kept, and take from the list what is understood now."""
    now = setup.clock()
    learned = shown.after.understanding
    settled = training_feedback.understood(learned, one.sentences, planned.topic) if learned else frozenset()
    with storage.transaction() as db:
        before = files_in(root)
        content_versions.keep(db, version_of_files(before), before, now)
        rows = {row.id: row.text for row in statistics.listed(db)}
        gone = [row_id for row_id in one.ids if rows.get(row_id) in settled or row_id == one.id]
        training_feedback.write(root, planned)
        statistics.forget(db, gone)
    print(content_report.say("lesson-kept", count=len(gone)))
    print(content_report.say("new-content"))


# `werkbot qr`: a QR code for a poster or a stand, as SVG and as PNG.


def draw(options: argparse.Namespace) -> int:
    """Write both files; only for what the content knows, so that no poster leads to nothing."""
    known, _ = setup.contents(options)
    names = payloads(known)
    if options.waarvoor not in names:
        raise Refused(say("staff.no-such-link", what=options.waarvoor, known=", ".join(sorted(names)) or say("desk.nothing")))
    try:
        address = exports.link(options.bot, options.waarvoor)
    except exports.NoBotName as error:
        raise Refused(say("staff.no-bot-name", name=error.name)) from error
    folder = Path(options.map)
    for ending, made in ((".svg", exports.svg(address)), (".png", exports.png(address))):
        path = folder / f"qr-{options.waarvoor}{ending}"
        try:
            path.write_bytes(made)
        except OSError as error:
            raise Refused(say("staff.not-written", path=path, why=error.strerror or error)) from error
        print(path)
    print(say("staff.qr-opens", name=names[options.waarvoor], address=address))
    return 0
