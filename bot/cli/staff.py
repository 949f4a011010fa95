"""`agenda`, `kwam`, `beantwoord`, `sluit`: the work at the desk."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from bot.app.desk import correspondence, outcomes, promises
from bot.cli import setup
from bot.cli.output import Refused
from bot.cli.texts import say
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.domain.appointment import Outcome
from bot.domain.formatting import capital, moment
from bot.storage.database import Storage

# `werkbot kwam`: whether someone came, taken back, and the step after it.

CAME = {"ja": Outcome.SHOWN_UP, "nee": Outcome.NOT_SHOWN_UP, "onbekend": Outcome.UNKNOWN}
BACK = "terug"
YES = ("ja", "j")
DONE, NOT_REACHED, TAKE, GIVEN_UP = "klaar", "niet bereikt", "oppakken", "opgeven"
"""The words of `beantwoord` that are no answer."""


def came(options: argparse.Namespace) -> int:
    """Note the outcome of an appointment, or take it back; with --stap the step that was agreed on."""
    word, now = options.uitkomst.strip().lower(), setup.now_of(options)
    if word not in (*CAME, BACK):
        raise Refused(say("desk.no-came", text=options.uitkomst))
    step = _step(options, word)
    storage = setup.writing_storage(options)
    try:
        noted = outcomes.undo(storage, options.code, now) if word == BACK else outcomes.note(storage, options.code, CAME[word], now)
        if step:
            known, _ = setup.contents(options)
            outcomes.step(storage, options.code, step, options.naar or "", known.version, now)
    except outcomes.NoSuchCode as error:
        raise Refused(say("desk.no-such-code", code=options.code)) from error
    except outcomes.NotYet as error:
        later = moment(error.appointment.begin, now)
        raise Refused(say("desk.not-yet", code=error.appointment.code, moment=later)) from error
    except outcomes.NothingNoted as error:
        raise Refused(say("desk.nothing-noted", code=options.code)) from error
    for line in _came(noted, word, step, options.naar or "", now):
        print(line)
    return 0


def _step(options: argparse.Namespace, word: str) -> StepKind | None:
    """The step that was named. Raises Refused when there is none of that name, or nobody it belongs to."""
    known = [kind.value for kind in outcomes.STEPS]
    if not options.stap:
        return None
    if options.stap not in known:
        raise Refused(say("desk.no-step", step=options.stap, steps=", ".join(known)))
    if word != "ja":
        raise Refused(say("desk.step-alone", code=options.code, step=options.stap))
    return StepKind(options.stap)


def _came(noted: outcomes.Noted, word: str, step: StepKind | None, to: str, now: datetime) -> list[str]:
    made = noted.appointment
    when, name = capital(moment(made.begin, now)), made.name or say("desk.someone")
    outcome = say(f"desk.came-words.{made.outcome or 'leeg'}")
    lines = [say("desk.came", moment=when, code=made.code, name=name, outcome=outcome)]
    if step:
        lines.append(say("desk.step-noted", step=step.value, to=f" ({to})" if to else ""))
    elif word == "ja":
        lines.append(say("desk.step-asked", code=made.code, steps=", ".join(kind.value for kind in outcomes.STEPS)))
    return lines if word == BACK else [*lines, say("desk.came-how-undo", code=made.code)]


# `werkbot beantwoord`: the answer to a question, and what became of a call.


def answer(options: argparse.Namespace) -> int:
    """Show or send an answer, or note by a word of its own what became of a request: klaar, niet bereikt, oppakken, opgegeven, terug."""
    text, now = " ".join(options.tekst).strip(), setup.now_of(options)
    storage = setup.writing_storage(options)
    known, _ = setup.contents(options)
    if not text:
        raise Refused(say("desk.no-answer", id=options.id))
    word = text.casefold().rstrip(".!")
    try:
        lines = _settled(storage, known, options, word, now) or _answered(storage, known, options, text, now)
    except promises.NoSuchRequest as error:
        raise Refused(say("desk.no-such-request", id=options.id)) from error
    except correspondence.TooLateToUndo as error:
        raise Refused(say("desk.too-late-to-undo", id=options.id)) from error
    for line in lines:
        print(line)
    return 0


def _settled(storage: Storage, known: Knowledge, options: argparse.Namespace, word: str, now: datetime) -> list[str]:
    """What was done by a word of its own, as lines; empty when it is none."""
    number, undo = options.id, say("desk.how-undo", id=options.id)
    if word == DONE:
        promises.done(storage, number, now)
        return [say("desk.request-done", id=number), undo]
    if word == NOT_REACHED:
        kept = promises.not_reached(storage, known, number, now)
        return [say("desk.tried-out" if kept.request.done_at else "desk.tried", id=number, times=kept.request.tries), _heard(kept.told)]
    if word == GIVEN_UP:
        kept = promises.give_up(storage, known, number, now)
        return [say("desk.request-given-up", id=number), _heard(kept.told), undo]
    if word == BACK:
        undone = correspondence.undo(storage, number, now)
        left = [say("desk.unsent")] if undone.unsent else [say("desk.already-sent", id=number)] if undone.read else []
        return [say("desk.reopened", id=number), *left]
    if word == TAKE:
        promises.take(storage, number, options.door or say("desk.somebody"))
        return [say("desk.taken", id=number, who=options.door or say("desk.somebody"))]
    return []


def _answered(storage: Storage, known: Knowledge, options: argparse.Namespace, text: str, now: datetime) -> list[str]:
    """The answer as its person reads it, and sent: after a yes at a terminal, at once in a script or with --echt, never with --voorbeeld."""
    shown = correspondence.preview(storage, known, options.id, text)
    if not shown.told:
        raise Refused(say("desk.cannot-write", phone=shown.request.phone or say("desk.no-phone")))
    preview = [say("desk.preview"), "", *_bubble(shown), ""]
    if options.voorbeeld:
        return [*preview, say("desk.send-it")]
    if sys.stdin.isatty() and not options.echt:
        print("\n".join(preview))
        preview = []
        if input(say("desk.send-now")).strip().lower() not in YES:
            return [say("desk.send-it")]
    correspondence.send(storage, known, options.id, text, now)
    return [*preview, say("desk.answer-sent"), say("desk.how-undo", id=options.id)]


def _bubble(shown: promises.Kept) -> list[str]:
    buttons = "  ".join(f"[{button.label}]" for button in shown.reply.buttons)
    return [f"  {line}" for line in [*shown.reply.text.splitlines(), buttons]]


def _heard(told: bool) -> str:
    return say("desk.person-told") if told else say("desk.person-not-told")
