"""What a person may ask about their data: how it is kept, what it is, to be erased, and silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.content.entries import StepKind
from bot.dialogue import answering
from bot.dialogue.actions import Action
from bot.dialogue.context import TurnContext, TurnResult, prefixed, reply_with
from bot.domain import formatting
from bot.domain.messages import Attachment, Button
from bot.domain.time import local, moment
from bot.storage import appointment_rows, appointments, people, personal_data, requests
from bot.storage.events import Event

CONTROLLER = "verantwoordelijke"
"""The id in feiten.yaml under which the centre names the controller, once it has decided who that is."""
MOST_TOLD = 6  # lines about oneself in a message; the file has everything


def privacy(context: TurnContext) -> TurnResult:
    """/privacy: what we do with data, with everything else about it one tap away."""
    entry = context.knowledge.entries.get(context.roles.privacy)
    told = answering.entry_answer(context, entry) if entry else reply_with(context, _terms(context), topic=context.roles.privacy)
    return replace(told, replies=(*told.replies[:-1], replace(told.reply, buttons=_buttons(context))))


def _buttons(context: TurnContext, without: str = "") -> tuple[Button, ...]:
    named = {
        "mijn-gegevens": context.button("mijn-gegevens", Action.MY_DATA, step=StepKind.SELF),
        "wis-alles": context.button("wis-alles", Action.ERASE, step=StepKind.SELF),
        "wie": context.button("wie-verantwoordelijk", Action.PRIVACY, "wie"),
        "telegram": context.button("rol-telegram", Action.PRIVACY, "telegram"),
        "termijnen": context.button("hoe-lang", Action.PRIVACY, "termijnen"),
    }
    return (*(button for name, button in named.items() if name != without), context.come, context.human)


def about(context: TurnContext, what: str) -> TurnResult | None:
    """One side of it: who is responsible, what Telegram does, how long we keep what."""
    texts = {"wie": _controller, "telegram": _telegram, "termijnen": _terms}
    return (
        reply_with(context, texts[what](context), _buttons(context, without=what), topic=context.roles.privacy) if what in texts else None
    )


def _controller(context: TurnContext) -> str:
    known = context.knowledge.facts.get(CONTROLLER)
    if known:
        return context.say("rechten.verantwoordelijk", naam=known.value)
    return context.say("rechten.verantwoordelijk-onbekend", adres=context.answers.address)


def _telegram(context: TurnContext) -> str:
    return context.say("rechten.telegram")


def _terms(context: TurnContext) -> str:
    kept = context.settings.retention
    days = {"tekst": kept.text_days, "afspraak": kept.appointment_days, "adres": kept.person_days, "kopie": kept.backup_days}
    return context.say("rechten.termijnen", **days)


def my_data(context: TurnContext) -> TurnResult:
    """/mijngegevens: what we have, in words, and everything in a file."""
    lines = [context.say("rechten.gegevens"), *list(_told(context))[:MOST_TOLD], context.say("rechten.gegevens-bestand")]
    buttons = [
        context.button("wis-alles", Action.ERASE, step=StepKind.SELF),
        context.button("hoe-lang", Action.PRIVACY, "termijnen"),
        context.come,
        context.human,
    ]
    file = Attachment("mijn-gegevens.json", f"export:{context.person}")
    return reply_with(
        context, "\n".join(lines), buttons, topic=context.roles.privacy, file=file, events=(Event("privacy", label="inzage"),)
    )


def _told(context: TurnContext) -> Iterator[str]:
    found = personal_data.export(context.db, context.person)
    yield context.say("rechten.gegevens-adres")
    if people.is_invited(context.db, context.person):
        yield context.say("rechten.gegevens-uitnodiging")
    for made in appointment_rows.upcoming(context.db, context.person, context.now):
        yield context.say("rechten.gegevens-afspraak", moment=formatting.moment(made.begin, context.now))
    for row in found.get("appointments", ()):
        if row["name"]:
            yield context.say("rechten.gegevens-naam", naam=row["name"])
    for request in requests.of_person(context.db, context.person):
        yield context.say("rechten.gegevens-verzoek", dag=_day(context, moment(request.asked_at)))
    for number in sorted({row["phone"] for table in ("appointments", "requests") for row in found.get(table, ()) if row["phone"]}):
        yield context.say("rechten.gegevens-telefoon", nummer=number)
    if known := context.memory.in_words():
        yield context.say("gesprek.onthouden", wat=formatting.listed(known))
    yield context.say("rechten.gegevens-gesprek")
    if counted := len(found.get("events", ())):
        yield context.say("rechten.gegevens-telling", aantal=counted)


def _day(context: TurnContext, at: datetime) -> str:
    return formatting.day(local(at).date(), year_of=context.now.date())


def ask_erasure(context: TurnContext) -> TurnResult:
    """/verwijder: one clear question, with what goes along."""
    mine = appointment_rows.upcoming(context.db, context.person, context.now)
    lines = [context.say("rechten.zeker")]
    if len(mine) == 1:
        lines.append(context.say("rechten.zeker-afspraak", moment=formatting.moment(mine[0].begin, context.now)))
    elif mine:
        lines.append(context.say("rechten.zeker-afspraken", aantal=len(mine)))
    if requests.of_person(context.db, context.person):
        lines.append(context.say("rechten.zeker-verzoek"))
    buttons = [
        context.button("ja-wis", Action.ERASE_YES, str(context.state.turn), step=StepKind.SELF),
        context.button("nee-wis-niet", Action.ERASE_NO),
        context.button("mijn-gegevens", Action.MY_DATA, step=StepKind.SELF),
        context.human,
    ]
    return reply_with(context, "\n".join(lines), buttons, state=replace(context.state, waiting=None), topic=context.roles.privacy)


def erased(context: TurnContext, turn: str) -> TurnResult | None:
    """'Ja, wis alles': at once. None when the question was not the last thing we said."""
    if turn != str(context.state.turn - 1):
        return None
    mine = appointments.call_off_all(context.db, context.person, context.now)
    # Noted before it is certain: should this be undone, a backup that is put back forgets someone who asked for it and was told to
    # ask again. Noted afterwards, a kill in between would bring back someone who was told that all is gone.
    if (path := personal_data.file_of(context.db)) is not None:
        personal_data.record(path, context.person, context.now)
    personal_data.erase(context.db, context.person)
    lines = [context.say("rechten.gewist"), *([context.say("rechten.gewist-afspraken")] if mine else [])]
    if context.message.facts.keeps_history:
        lines.append(context.say("rechten.gewist-telegram"))
    lines.append(context.say("rechten.gewist-kopie", dagen=context.settings.retention.backup_days))
    event = Event("privacy", label="gewist")
    buttons = [context.come, context.button("menu", Action.MENU)]
    return reply_with(context, "\n".join(lines), buttons, topic=context.roles.privacy, events=(event,), secret=True, erased=True)


def not_erased(context: TurnContext) -> TurnResult:
    """'Nee, bewaar'."""
    return reply_with(
        context,
        context.say("rechten.niet-gewist"),
        [context.come, context.button("menu", Action.MENU), context.human],
        topic=context.roles.privacy,
    )


def number_not_kept(context: TurnContext, result: TurnResult) -> TurnResult:
    """A number that we may not keep was in the message: said so, also that the message goes where we can take it out of the chat."""
    if not context.message.masked:
        return result
    told = context.say("algemeen.nummer-gewist")
    if context.message.facts.can_delete:
        told = f"{told} {context.say('rechten.bericht-weg')}"
    return prefixed(result, told)


def silence(context: TurnContext, result: TurnResult) -> TurnResult:
    """/stop: whatever we were in ends, and nothing unasked comes any more."""
    people.stop_messages(context.db, context.person, context.now)
    last = replace(result.reply, text=f"{result.reply.text} {context.say('rechten.gestopt')}")
    return replace(result, replies=(*result.replies[:-1], last), events=(*result.events, Event("privacy", label="gestopt")))
