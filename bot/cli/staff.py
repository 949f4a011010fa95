"""`agenda`, `kwam`, `beantwoord`, `sluit`: the work at the desk."""

from __future__ import annotations

import argparse
from datetime import datetime

from bot.app.desk import correspondence, outcomes, promises
from bot.cli import desk_texts, setup
from bot.cli.output import Refused
from bot.content.entries import StepKind
from bot.content.model import Knowledge
from bot.domain.appointment import Outcome
from bot.domain.formatting import capital, moment
from bot.storage.database import Storage

# `werkbot kwam`: whether someone came, taken back, and the step after it.

CAME = {"ja": Outcome.SHOWN_UP, "nee": Outcome.NOT_SHOWN_UP, "onbekend": Outcome.UNKNOWN}
BACK = "terug"


def came(options: argparse.Namespace) -> int:
    """Note the outcome of an appointment, or take it back; with --stap the step that was agreed on."""
    word, now = options.uitkomst.strip().lower(), setup.now_of(options)
    if word not in (*CAME, BACK):
        raise Refused(desk_texts.NO_CAME.format(text=options.uitkomst))
    step = _step(options, word)
    storage = setup.writing_storage(options)
    try:
        noted = outcomes.undo(storage, options.code, now) if word == BACK else outcomes.note(storage, options.code, CAME[word], now)
        if step:
            known, _ = setup.contents(options)
            outcomes.step(storage, options.code, step, options.naar or "", known.version, now)
    except outcomes.NoSuchCode as error:
        raise Refused(desk_texts.NO_SUCH_CODE.format(code=options.code)) from error
    except outcomes.NotYet as error:
        later = moment(error.appointment.begin, now)
        raise Refused(desk_texts.NOT_YET.format(code=error.appointment.code, moment=later)) from error
    except outcomes.NothingNoted as error:
        raise Refused(desk_texts.NOTHING_NOTED.format(code=options.code)) from error
    for line in _came(noted, word, step, options.naar or "", now):
        print(line)
    return 0


def _step(options: argparse.Namespace, word: str) -> StepKind | None:
    """The step that was named. Raises Refused when there is none of that name, or nobody it belongs to."""
    known = [kind.value for kind in outcomes.STEPS]
    if not options.stap:
        return None
    if options.stap not in known:
        raise Refused(desk_texts.NO_STEP.format(step=options.stap, steps=", ".join(known)))
    if word != "ja":
        raise Refused(desk_texts.STEP_ALONE.format(code=options.code, step=options.stap))
    return StepKind(options.stap)


def _came(noted: outcomes.Noted, word: str, step: StepKind | None, to: str, now: datetime) -> list[str]:
    made = noted.appointment
    told = {"moment": capital(moment(made.begin, now)), "code": made.code, "name": made.name or desk_texts.SOMEONE}
    lines = [desk_texts.CAME.format(**told, outcome=desk_texts.CAME_WORDS[made.outcome])]
    if step:
        lines.append(desk_texts.STEP_NOTED.format(step=step.value, to=f" ({to})" if to else ""))
    elif word == "ja":
        lines.append(desk_texts.STEP_ASKED.format(code=made.code, steps=", ".join(kind.value for kind in outcomes.STEPS)))
    return lines if word == BACK else [*lines, desk_texts.CAME_HOW_UNDO.format(code=made.code)]


# `werkbot beantwoord`: the answer to a question, and what became of a call.


def answer(options: argparse.Namespace) -> int:
    """Show or send an answer, or note by a word of its own what became of a request: klaar, niet bereikt, oppakken, opgegeven, terug."""
    text, now = " ".join(options.tekst).strip(), setup.now_of(options)
    storage = setup.writing_storage(options)
    known, _ = setup.contents(options)
    if not text:
        raise Refused(desk_texts.NO_ANSWER.format(id=options.id))
    word = text.casefold().rstrip(".!")
    try:
        lines = _settled(storage, known, options, word, now) or _answered(storage, known, options, text, now)
    except promises.NoSuchRequest as error:
        raise Refused(desk_texts.NO_SUCH_REQUEST.format(id=options.id)) from error
    except correspondence.TooLateToUndo as error:
        raise Refused(desk_texts.TOO_LATE_TO_UNDO.format(id=options.id)) from error
    for line in lines:
        print(line)
    return 0


def _settled(storage: Storage, known: Knowledge, options: argparse.Namespace, word: str, now: datetime) -> list[str]:
    """What was done by a word of its own, as lines; empty when it is none."""
    number, undo = options.id, desk_texts.HOW_UNDO.format(id=options.id)
    if word == desk_texts.DONE:
        promises.done(storage, number, now)
        return [desk_texts.REQUEST_DONE.format(id=number), undo]
    if word == desk_texts.NOT_REACHED:
        kept = promises.not_reached(storage, known, number, now)
        text = desk_texts.TRIED_OUT if kept.request.done_at else desk_texts.TRIED
        return [text.format(id=number, times=kept.request.tries), _heard(kept.told)]
    if word == desk_texts.GIVEN_UP:
        kept = promises.give_up(storage, known, number, now)
        return [desk_texts.REQUEST_GIVEN_UP.format(id=number), _heard(kept.told), undo]
    if word == BACK:
        undone = correspondence.undo(storage, number, now)
        return [desk_texts.REOPENED.format(id=number), *([desk_texts.UNSENT] if undone.unsent else [])]
    if word == desk_texts.TAKE:
        promises.take(storage, number, options.door or desk_texts.SOMEBODY)
        return [desk_texts.TAKEN.format(id=number, who=options.door or desk_texts.SOMEBODY)]
    return []


def _answered(storage: Storage, known: Knowledge, options: argparse.Namespace, text: str, now: datetime) -> list[str]:
    """The answer as its person will read it; sent with --echt."""
    if not options.echt:
        shown = correspondence.preview(storage, known, options.id, text)
        end = desk_texts.SEND_IT if shown.told else desk_texts.CANNOT_WRITE
        return [desk_texts.PREVIEW, "", *_bubble(shown), "", end.format(phone=shown.request.phone or desk_texts.NO_PHONE)]
    sent = correspondence.send(storage, known, options.id, text, now)
    if not sent.told:
        raise Refused(desk_texts.CANNOT_WRITE.format(phone=sent.request.phone or desk_texts.NO_PHONE))
    return [desk_texts.ANSWER_SENT, desk_texts.HOW_UNDO.format(id=options.id)]


def _bubble(shown: promises.Kept) -> list[str]:
    buttons = "  ".join(f"[{button.label}]" for button in shown.reply.buttons)
    return [f"  {line}" for line in [*shown.reply.text.splitlines(), buttons]]


def _heard(told: bool) -> str:
    return desk_texts.PERSON_TOLD if told else desk_texts.PERSON_NOT_TOLD
