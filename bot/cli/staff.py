"""`agenda`, `kwam`, `beantwoord`, `sluit`: the work at the desk."""

from __future__ import annotations

import argparse
from datetime import datetime

from bot.app.desk import closed_days, outcomes
from bot.cli import desk_texts, setup
from bot.cli.output import Refused
from bot.content.entries import StepKind
from bot.content.services import Closure
from bot.domain.appointment import Outcome
from bot.domain.formatting import capital, moment
from bot.domain.messages import Reply, to_body
from bot.domain.time import local
from bot.storage import appointments, capacity, outbox, people, requests

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


# `werkbot beantwoord`: the answer to a question.


def answer(options: argparse.Namespace) -> int:
    """Send a person the answer to a question from the agenda, or only mark the request as done."""
    now = setup.now_of(options)
    storage = setup.writing_storage(options)
    with storage.transaction() as db:
        request = requests.find(db, options.id)
        if request is None or not requests.finish(db, options.id, now):
            raise Refused(desk_texts.NO_SUCH_REQUEST.format(id=options.id))
        text = " ".join(options.tekst).strip()
        channel = people.channel_of(db, request.person) if request.person else None
        if text and channel:
            outbox.put(db, request.person, channel, "bericht", to_body(Reply(text)), now, now=now, key=f"antwoord:{request.id}")
            print(desk_texts.ANSWER_SENT)
    print(desk_texts.REQUEST_DONE.format(id=options.id))
    return 0


# `werkbot sluit`: close a location for a time, and tell everyone who has an appointment then.


def close(options: argparse.Namespace) -> int:
    """List who is affected; with --echt close and write to them."""
    known, _ = setup.contents(options)
    closure = Closure(_moment(options.dicht_van or ""), _moment(options.dicht_tot or ""), options.reden or "")
    location = options.locatie or next(iter(known.calendar.locations))
    if location not in known.calendar.locations or closure.end <= closure.begin:
        raise Refused(desk_texts.CANNOT_CLOSE.format(locations=", ".join(known.calendar.locations)))
    now = local(setup.now_of(options))
    storage = setup.writing_storage(options)
    with storage.transaction() as db:
        capacity.sync_roster(db, known.calendar)
        if options.echt:
            lost = closed_days.close(db, known, location, closure, now)
        else:
            lost = [(one, True) for one in appointments.affected_by(db, known.calendar, location, closure, now)]
    for one, written in lost:
        line = " · ".join(part for part in (capital(moment(one.begin, now)), one.name, one.phone, f"code {one.code}") if part)
        print(line if written else f"{line} · {desk_texts.CALL_YOURSELF}")
    print((desk_texts.CLOSED if options.echt else desk_texts.WOULD_CLOSE).format(count=len(lost)))
    return 0


def _moment(text: str) -> datetime:
    """`2026-12-24 12.00`, local wall clock."""
    try:
        return datetime.strptime(text, "%Y-%m-%d %H.%M")  # noqa: DTZ007 - the wall clock, as in afspraken.yaml
    except ValueError as error:
        raise Refused(desk_texts.NOT_A_MOMENT.format(text=text)) from error
