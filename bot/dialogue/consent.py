"""What somebody agrees to: own words passed on to staff, a message from us afterwards."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Audience, StepKind
from bot.dialogue.context import Outcome, Scene, State, outcome, prefixed
from bot.domain import formatting
from bot.domain.appointments import What, day_after
from bot.domain.messages import Button, Kind
from bot.privacy.masking import has_sensitive_subject, mask_rest
from bot.storage import appointment_rows, appointments, outbox, people, requests
from bot.storage.events import Event

# A person's own sentence: held for the length of the contact, and given to staff only after [Ja, geef door].

LONGEST = 300  # characters that staff get to read
FEWEST_WORDS = 4  # fewer is a button or a word, not a question
_ASKED = frozenset({"answered", "clarified"})


def held(scene: Scene, result: Outcome) -> State:
    """The state with the question just asked in it, masked; what is sensitive is not held.

    An employer's "en als hij ziek wordt?" is about nobody in particular, and may be held.
    """
    state = result.state
    if result.secret or state.crisis:
        return replace(state, question="")
    text = scene.message.text
    asked = scene.message.kind is Kind.TEXT and any(event.kind in _ASKED for event in result.events) and result.topic != "formeel-bericht"
    if not asked or text.startswith("/") or len(text.split()) < FEWEST_WORDS:
        return state
    if state.audience != Audience.EMPLOYER and has_sensitive_subject(text, scene.knowledge.word_lists.sensitive):
        return replace(state, question="")
    return replace(state, question=mask_rest(" ".join(text.split())).text[:LONGEST])


def asked_to_pass_on(scene: Scene, result: Outcome, request_id: str) -> Outcome:
    """The outcome of a request or a prepared appointment with the question below it whether staff may read the person's own sentence."""
    sentence = scene.state.question
    if not sentence:
        return result
    said = scene.say("medewerker.zin-doorgeven", zin=sentence)
    yes, no = scene.button("ja-geef-door", f"zinj:{request_id}"), scene.button("nee-niet-doorgeven", f"zinn:{request_id}")
    last = replace(result.reply, text=f"{result.reply.text}\n\n{said}", buttons=(yes, no, *result.reply.buttons))
    return replace(result, replies=(*result.replies[:-1], last))


def passed_on(scene: Scene, request_id: str) -> Outcome | None:
    """'Ja, geef door': the sentence goes to the request or the appointment. None when it is not theirs, or the sentence is gone."""
    if not scene.state.question:
        return None
    request, appointment = requests.find(scene.db, request_id), appointment_rows.find(scene.db, request_id)
    if request and request.person == scene.person:
        requests.add_question(scene.db, request_id, scene.state.question)
    elif appointment and appointment.person == scene.person:
        appointments.add_question(scene.db, request_id, scene.state.question, scene.now)
    else:
        return None
    return _done(scene, "medewerker.zin-door")


def kept_back(scene: Scene, request_id: str) -> Outcome:
    """'Nee, niet doorgeven': staff know the subject and nothing more."""
    del request_id
    return _done(scene, "medewerker.zin-niet-door")


def _done(scene: Scene, key: str) -> Outcome:
    said = scene.say(key)
    text = f"{said} {scene.say('antwoord.gekozen', stap=scene.state.chosen)}" if scene.state.chosen else said
    return outcome(scene, text, [scene.come, scene.button("menu", "menu")], state=replace(scene.state, question=""))


# The step after the step, for who says yes: a reminder, a question after an appointment, and silence when asked for.

AFTER_DAYS = {"1": "morgen", "3": "over-drie-dagen", "7": "over-een-week"}
REMINDED = (StepKind.WALK_IN, StepKind.REFERRAL, StepKind.REGISTRATION, StepKind.SELF)
"""Steps that someone takes alone: an appointment has a reminder of its own, and we call by ourselves."""


def heard(scene: Scene, result: Outcome) -> Outcome:
    """The outcome with what belongs to it here: a way to be reminded of a step, and 'stop' that stops our messages too."""
    if result.erased:
        return result
    if result.secret or result.state.crisis:
        outbox.forget(scene.db, scene.person, result.state.contact)
        return result
    if scene.meaning.command == "stop" and _has_messages(scene):
        people.stop_messages(scene.db, scene.person, scene.now)
        return prefixed(result, scene.say("vervolg.geen-berichten"))
    return _with_button(scene, result)


def _has_messages(scene: Scene) -> bool:
    """Whether there is something to stop: a message of ours that will come, or came of late. An open question is stopped along with it."""
    return outbox.waiting(scene.db, scene.person) or bool(outbox.near(scene.db, scene.person, scene.now))


def _with_button(scene: Scene, result: Outcome) -> Outcome:
    """The button stands behind the steps, before the way to a person; never where it could not be kept."""
    if result.step is None or not scene.settings.follow_up.on or not people.channel_of(scene.db, scene.person):
        return result
    reply = result.reply
    if result.step.kind is StepKind.APPOINTMENT and reply.confirms:
        button = scene.button("vraag-na-afloop", f"hg:{reply.confirms}")
    elif result.step.kind in REMINDED:
        button = scene.button("herinner-mij", "hm")
    else:
        return result
    last = [one for one in reply.buttons if one.action in ("mens", "menu")]
    others = [one for one in reply.buttons if one not in last]
    return replace(result, replies=(*result.replies[:-1], replace(reply, buttons=(*others, button, *last))))


def remind(scene: Scene, days: str) -> Outcome | None:
    """[Herinner mij]: first when, then noted. The message will not say what it is about."""
    if days not in (*AFTER_DAYS, "") or not _allowed(scene):
        return None
    if not days:
        buttons = [scene.button(key, f"hm:{number}") for number, key in AFTER_DAYS.items()]
        return outcome(scene, scene.say("vervolg.wanneer"), [*buttons, *_ways_on(scene)])
    due = day_after(scene.now, int(days))
    if outbox.near(scene.db, scene.person, due) >= scene.settings.follow_up.most_per_14_days:
        return outcome(scene, scene.say("vervolg.genoeg-berichten"), _ways_on(scene))
    _ask(scene, What.REMINDER, days=int(days))
    return outcome(scene, scene.say("vervolg.herinnering-komt", dag=formatting.day(due.date(), year_of=scene.now.date())), _ways_on(scene))


def ask_afterwards(scene: Scene, appointment: str) -> Outcome | None:
    """[Vraag mij na afloop]: the day after the appointment. None when it is not theirs or over."""
    made = next((one for one in appointment_rows.upcoming(scene.db, scene.person, scene.now) if one.id == appointment), None)
    if made is None or not _allowed(scene):
        return None
    due = day_after(made.end)
    if outbox.near(scene.db, scene.person, due) >= scene.settings.follow_up.most_per_14_days:
        return outcome(scene, scene.say("vervolg.genoeg-berichten"), _ways_on(scene))
    _ask(scene, What.SUCCEEDED, appointment=appointment)
    return outcome(scene, scene.say("vervolg.vraag-komt", dag=formatting.day(due.date(), year_of=scene.now.date())), _ways_on(scene))


def _ask(scene: Scene, what: What, *, days: int = 1, appointment: str = "") -> None:
    """A yes to this message is a yes to messages, also after an earlier 'stop'."""
    people.allow_messages(scene.db, scene.person)
    made = appointment_rows.find(scene.db, appointment) if appointment else None
    due = day_after(made.end) if made else day_after(scene.now, days)
    most, channel = scene.settings.follow_up.most_per_14_days, scene.message.channel
    contact = scene.state.contact
    outbox.ask(scene.db, scene.person, channel, what.value, contact, due, most, scene.now, appointment=appointment)


def succeeded(scene: Scene, appointment: str) -> Outcome | None:
    """'Ja, gelukt': what was agreed has happened."""
    made = appointment_rows.find(scene.db, appointment)
    if made is None or made.person != scene.person:
        return None
    event = Event("happened", made.subject, StepKind.APPOINTMENT.value, made.service)
    return outcome(scene, scene.say("vervolg.fijn"), _ways_on(scene), events=(event,))


def not_succeeded(scene: Scene, appointment: str) -> Outcome | None:
    """'Nee, nog niet': a new step, and no reproach."""
    made = appointment_rows.find(scene.db, appointment)
    if made is None or made.person != scene.person:
        return None
    again = scene.button("nieuw-moment", f"b:{made.service}", StepKind.APPOINTMENT)
    return outcome(scene, scene.say("vervolg.niet-gelukt"), [again, scene.come, scene.call, scene.human])


def silence(scene: Scene) -> Outcome:
    """[Geen berichten meer]."""
    people.stop_messages(scene.db, scene.person, scene.now)
    return outcome(scene, scene.say("vervolg.geen-berichten"), _ways_on(scene), events=(Event("privacy", label="gestopt"),))


def _allowed(scene: Scene) -> bool:
    """Not when it is switched off, and never in or after something sensitive."""
    return scene.settings.follow_up.on and not scene.state.secret and not scene.state.crisis


def _ways_on(scene: Scene) -> list[Button]:
    return [scene.come, scene.call, scene.button("mijn-stap", "stap"), scene.human]
