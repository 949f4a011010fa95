"""What a person may ask about their data: how it is kept, what it is, to be erased, and silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.content.entries import StepKind
from bot.dialogue import answering
from bot.dialogue.context import Outcome, Scene, outcome
from bot.domain import formatting
from bot.domain.messages import Attachment, Button
from bot.domain.time import local, moment
from bot.storage import appointment_rows, appointments, people, personal_data, requests
from bot.storage.events import Event

TOPIC = "privacy"
CONTROLLER = "verantwoordelijke"
"""The id in feiten.yaml under which the centre names the controller, once it has decided who that is."""
KEEPING = frozenset({"telegram"})
"""Channels that keep the chat themselves, beyond our reach."""
MOST_TOLD = 6  # lines about oneself in a message; the file has everything


def privacy(scene: Scene) -> Outcome:
    """/privacy: what we do with data, with everything else about it one tap away."""
    entry = scene.knowledge.entries.get(TOPIC)
    told = answering.entry_answer(scene, entry) if entry else outcome(scene, _terms(scene), topic=TOPIC)
    return replace(told, replies=(*told.replies[:-1], replace(told.reply, buttons=_buttons(scene))))


def _buttons(scene: Scene, without: str = "") -> tuple[Button, ...]:
    named = {
        "mijn-gegevens": scene.button("mijn-gegevens", "gegevens", StepKind.SELF),
        "wis-alles": scene.button("wis-alles", "wis", StepKind.SELF),
        "wie": scene.button("wie-verantwoordelijk", "pr:wie"),
        "telegram": scene.button("rol-telegram", "pr:telegram"),
        "termijnen": scene.button("hoe-lang", "pr:termijnen"),
    }
    return (*(button for name, button in named.items() if name != without), scene.come, scene.human)


def about(scene: Scene, what: str) -> Outcome | None:
    """One side of it: who is responsible, what Telegram does, how long we keep what."""
    texts = {"wie": _controller, "telegram": _telegram, "termijnen": _terms}
    return outcome(scene, texts[what](scene), _buttons(scene, without=what), topic=TOPIC) if what in texts else None


def _controller(scene: Scene) -> str:
    known = scene.knowledge.facts.get(CONTROLLER)
    if known:
        return scene.say("rechten.verantwoordelijk", naam=known.value)
    return scene.answers.fill(scene.knowledge.phrases["rechten.verantwoordelijk-onbekend"])


def _telegram(scene: Scene) -> str:
    return scene.say("rechten.telegram")


def _terms(scene: Scene) -> str:
    kept = scene.settings.retention
    days = {"tekst": kept.text_days, "afspraak": kept.appointment_days, "adres": kept.person_days, "kopie": kept.backup_days}
    return scene.say("rechten.termijnen", **days)


def my_data(scene: Scene) -> Outcome:
    """/mijngegevens: what we have, in words, and everything in a file."""
    lines = [scene.say("rechten.gegevens"), *list(_told(scene))[:MOST_TOLD], scene.say("rechten.gegevens-bestand")]
    buttons = [scene.button("wis-alles", "wis", StepKind.SELF), scene.button("hoe-lang", "pr:termijnen"), scene.come, scene.human]
    file = Attachment("mijn-gegevens.json", f"export:{scene.person}")
    return outcome(scene, "\n".join(lines), buttons, topic=TOPIC, file=file, events=(Event("privacy", label="inzage"),))


def _told(scene: Scene) -> Iterator[str]:
    found = personal_data.export(scene.db, scene.person)
    yield scene.say("rechten.gegevens-adres")
    for made in appointment_rows.upcoming(scene.db, scene.person, scene.now):
        yield scene.say("rechten.gegevens-afspraak", moment=formatting.moment(made.begin, scene.now))
    for row in found.get("appointments", ()):
        if row["name"]:
            yield scene.say("rechten.gegevens-naam", naam=row["name"])
    for request in requests.of_person(scene.db, scene.person):
        yield scene.say("rechten.gegevens-verzoek", dag=_day(scene, moment(request.asked_at)))
    for number in sorted({row["phone"] for table in ("appointments", "requests") for row in found.get(table, ()) if row["phone"]}):
        yield scene.say("rechten.gegevens-telefoon", nummer=number)
    yield scene.say("rechten.gegevens-gesprek")
    if counted := len(found.get("events", ())):
        yield scene.say("rechten.gegevens-telling", aantal=counted)


def _day(scene: Scene, at: datetime) -> str:
    return formatting.day(local(at).date(), year_of=scene.now.date())


def ask_erasure(scene: Scene) -> Outcome:
    """/verwijder: one clear question, with what goes along."""
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
    lines = [scene.say("rechten.zeker")]
    if len(mine) == 1:
        lines.append(scene.say("rechten.zeker-afspraak", moment=formatting.moment(mine[0].begin, scene.now)))
    elif mine:
        lines.append(scene.say("rechten.zeker-afspraken", aantal=len(mine)))
    if requests.of_person(scene.db, scene.person):
        lines.append(scene.say("rechten.zeker-verzoek"))
    buttons = [
        scene.button("ja-wis", f"wisj:{scene.state.turn}", StepKind.SELF),
        scene.button("nee-wis-niet", "wisn"),
        scene.button("mijn-gegevens", "gegevens", StepKind.SELF),
        scene.human,
    ]
    return outcome(scene, "\n".join(lines), buttons, state=replace(scene.state, waiting=None), topic=TOPIC)


def erased(scene: Scene, turn: str) -> Outcome | None:
    """'Ja, wis alles': at once. None when the question was not the last thing we said."""
    if turn != str(scene.state.turn - 1):
        return None
    mine = appointment_rows.upcoming(scene.db, scene.person, scene.now)
    for made in mine:
        appointments.cancel(scene.db, scene.person, made.id, scene.now)
    # Noted before it is certain: should this be undone, a backup that is put back forgets someone who asked for it and was told to
    # ask again. Noted afterwards, a kill in between would bring back someone who was told that all is gone.
    if (path := personal_data.file_of(scene.db)) is not None:
        personal_data.record(path, scene.person, scene.now)
    personal_data.erase(scene.db, scene.person)
    lines = [scene.say("rechten.gewist"), *([scene.say("rechten.gewist-afspraken")] if mine else [])]
    if scene.message.channel in KEEPING:
        lines.append(scene.say("rechten.gewist-telegram"))
    lines.append(scene.say("rechten.gewist-kopie", dagen=scene.settings.retention.backup_days))
    event = Event("privacy", label="gewist")
    buttons = [scene.come, scene.button("menu", "menu")]
    return outcome(scene, "\n".join(lines), buttons, topic=TOPIC, events=(event,), secret=True, erased=True)


def not_erased(scene: Scene) -> Outcome:
    """'Nee, bewaar'."""
    return outcome(scene, scene.say("rechten.niet-gewist"), [scene.come, scene.button("menu", "menu"), scene.human], topic=TOPIC)


def silence(scene: Scene, result: Outcome) -> Outcome:
    """/stop: whatever we were in ends, and nothing unasked comes any more."""
    people.stop_messages(scene.db, scene.person, scene.now)
    last = replace(result.reply, text=f"{result.reply.text} {scene.say('rechten.gestopt')}")
    return replace(result, replies=(*result.replies[:-1], last), events=(*result.events, Event("privacy", label="gestopt")))
