"""How a conversation opens and closes: greeting, menu, thanks, a link, another language."""

from __future__ import annotations

import secrets
from dataclasses import replace
from urllib.parse import quote_plus

from bot.content.entries import Audience, StepKind
from bot.content.model import Knowledge, Language, Occasion
from bot.content.phrases import REQUIRED
from bot.dialogue import employer, safety
from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.answering import topic_button
from bot.dialogue.context import State, TurnContext, TurnResult, prefixed, reply_with
from bot.domain import formatting, places
from bot.domain.messages import Button, Kind, Reply
from bot.storage.appointment_rows import CODE_LENGTH, CODE_SIGNS
from bot.storage.events import Event
from bot.understanding.dates.find_moment import only_says_when
from bot.understanding.entities import greets_in_dialect
from bot.understanding.languages import find_language, moment_in_dutch
from bot.understanding.pipeline import COURTESY, Decision


def menu_buttons(context: TurnContext) -> list[Button]:
    """The questions of the menu that fit who is talking, then a conversation and walking in."""
    entry = context.knowledge.entries.get(context.roles.menu)  # its `verwant` list is the menu, so that the menu is content
    topics = [context.knowledge.entries[one] for one in entry.related if one in context.knowledge.entries] if entry else []
    fitting = [one for one in topics if not context.state.audience or one.audience in (Audience.BOTH, context.state.audience)]
    booking = [] if context.state.crisis else [context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT)]
    prepare = employer.entry_point(context)
    return [*prepare, *(topic_button(one) for one in fitting[:4]), *(booking if not prepare else []), context.come, context.human]


def menu(context: TurnContext) -> TurnResult:
    """What one can ask; also the way back from anywhere."""
    return reply_with(
        context,
        context.say("welkom.menu"),
        menu_buttons(context),
        state=replace(context.state, waiting=None, unsure=0),
        topic=context.roles.menu,
    )


def start(context: TurnContext) -> TurnResult:
    """/start, also in the middle of something: a clean beginning. The open question goes, the contact and its safety stay."""
    kept = State(
        turn=context.state.turn,
        introduced_at=context.state.introduced_at,
        contact=context.state.contact,
        last_at=context.state.last_at,
        source=context.state.source,
        municipality=context.state.municipality,
        short=context.state.short,
        crisis=context.state.crisis,
        crisis_kind=context.state.crisis_kind,
        alarm_turn=context.state.alarm_turn,
        taken_back=context.state.taken_back,
        suspected=context.state.suspected,
        suspected_turn=context.state.suspected_turn,
        secret=context.state.secret,
    )
    context = replace(context, state=kept)
    return reply_with(context, context.say("welkom.groet", groet=context.say("welkom.goedendag")), menu_buttons(context))


def hello(context: TurnContext) -> TurnResult:
    """A greeting gets a greeting; 'moi' gets 'Moi'."""
    groet = "Moi" if greets_in_dialect(context.message.text) else context.say("welkom.goedendag")
    return reply_with(
        context, context.say("welkom.groet", groet=groet), menu_buttons(context), state=replace(context.state, unsure=0), topic="groet"
    )


def _closing(context: TurnContext, key: str, topic: str) -> TurnResult:
    """Thanks and goodbye: the chosen step once more and nothing new; without one, a step is offered."""
    said = context.say(key)
    state = replace(context.state, unsure=0)
    if context.state.chosen:
        return reply_with(context, f"{said} {context.say('antwoord.gekozen', stap=context.state.chosen)}", [], state=state, topic=topic)
    if context.state.crisis:
        return reply_with(context, said, [context.human], state=state, topic=topic)
    return reply_with(
        context,
        said,
        [context.come, context.call, context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT), context.human],
        state=state,
        topic=topic,
    )


def thanks(context: TurnContext) -> TurnResult:
    """'Bedankt'; a duty that somebody thinks is done with it is not thanked away."""
    if "?" in context.message.text and context.state.topic:
        buttons = [context.call, context.come, context.human]
        return reply_with(context, context.say("gesprek.niet-geregeld"), buttons, topic=context.state.topic)
    return _closing(context, "antwoord.graag-gedaan", "bedankt")


def goodbye(context: TurnContext) -> TurnResult:
    """'Doei': an open question of ours is let go."""
    context = replace(context, state=replace(context.state, waiting=None))
    return _closing(context, "antwoord.tot-ziens", "afscheid")


_NOT_TEXT = {
    Kind.VOICE: "alleen-tekst",
    Kind.MEDIA: "alleen-tekst",
    Kind.LOCATION: "alleen-tekst",
    Kind.EDITED: "gewijzigd",
}


def other_than_text(context: TurnContext) -> TurnResult | None:
    """Voice, photo, file, location: one kind answer with a call and a visit at once."""
    key = _NOT_TEXT.get(context.message.kind)
    return reply_with(context, context.say(f"algemeen.{key}"), [context.call, context.come, context.human]) if key else None


def late(context: TurnContext, result: TurnResult) -> TurnResult:
    """An answer that comes late says so."""
    return prefixed(result, context.say("welkom.te-laat")) if context.message.late else result


def introduced(context: TurnContext, result: TurnResult) -> TurnResult:
    """The first answer says what we are, in the same message, with the rest behind [Privacy] (AI Act art. 50). Not in a crisis."""
    if result.state.crisis or result.topic == safety.TAKEN_BACK or not context.state.must_introduce(context.message.at):
        return result
    told = context.say("welkom.voorstellen")
    if context.trial:
        told = f"{told} {context.say('welkom.proef')}"
    first, *others = result.replies
    privacy = context.button("privacy", Action.TOPIC, context.roles.privacy)
    buttons = first.buttons if any(button.label == privacy.label for button in first.buttons) else (*first.buttons, privacy)
    opened = replace(first, text=f"{told}\n\n{first.text}", buttons=buttons)
    state = replace(result.state, introduced_at=context.message.at.isoformat(), cautioned=context.trial)
    return replace(result, replies=(opened, *others), state=state)


THANKED = "bedankt"
"""What a second message in another language is about when it only thanks."""
EVENT, LOCATION = "evenement-", "locatie-"
MOST_SERVICES = 3


def payloads(known: Knowledge) -> dict[str, str]:
    """What may stand in a link, with the name it stands for; the same for `werkbot qr` and for who comes by it."""
    events = {f"{EVENT}{one.id}": one.name for one in known.occasions}
    return events | {f"{LOCATION}{one.id}": one.name for one in known.calendar.locations.values()}


def arrived(context: TurnContext) -> TurnResult | None:
    """/start: with the welcome of the event or location in the link, else the usual one."""
    if context.message.kind is not Kind.START:
        return None
    started, payload = start(context), context.message.payload
    name = payloads(context.knowledge).get(payload)
    if name is None:
        return started
    occasion = next((one for one in context.knowledge.occasions if payload == f"{EVENT}{one.id}"), None)
    text = context.say("welkom.locatie", naam=name) if occasion is None else _welcome(context, occasion)
    reply = Reply(text, tuple(_services(context, occasion)) + _others(context, started) if occasion else started.reply.buttons)
    return replace(started, replies=(reply,), events=(*started.events, Event("source", detail=payload)))


def _welcome(context: TurnContext, occasion: Occasion) -> str:
    if occasion.is_over(context.now.date()):
        return context.say("evenement.voorbij", naam=occasion.name)
    return context.answers.fill(occasion.welcome)


def _services(context: TurnContext, occasion: Occasion) -> list[Button]:
    """A conversation begins with its moments: moment, confirm, and it is booked."""
    services = [context.calendar.services[one] for one in occasion.services if one in context.calendar.services]
    return [Button(one.name, encode(Action.BOOK, one.id), StepKind.APPOINTMENT.value) for one in services[:MOST_SERVICES]]


def _others(context: TurnContext, started: TurnResult) -> tuple[Button, ...]:
    """Being called, walking in, and the rest of the menu without its booking."""
    topics = tuple(button for button in started.reply.buttons if action_of(button.action) is Action.TOPIC)
    return (context.call, context.come, *topics[:2], context.human)


def _readable(context: TurnContext, language: Language) -> str:
    """What we say in a language: its message when someone who speaks it has read it, else name, address, days and hours in figures."""
    days = places.open_days(context.calendar)
    if language.checked:
        named = " ".join(language.days[day] for day in days if day < len(language.days))
        return context.answers.fill(language.message, {"dagen": named or formatting.short_weekdays(days)})
    place, hours = places.addresses(context.calendar), places.short_hours(context.calendar)
    return context.say("talen.cijfers", dagen=formatting.short_weekdays(days), uren=hours, plek=place, zoek=quote_plus(place))


def _said_on(context: TurnContext, language: Language) -> TurnResult | None:
    """A second message in that language: what its words ask for; None when they ask for nothing that we have."""
    said = {word.strip(".,!?؟¿¡") for word in context.message.text.casefold().split()}
    asked = max(language.replies, key=lambda one: len(said.intersection(one.words)), default=None)
    if asked is None or not said.intersection(asked.words) or not (language.checked or asked.about):
        return None
    text = context.answers.fill(asked.text) if language.checked else _in_figures(context, language, asked.about)
    return reply_with(context, text, _foreign_ways(context, language), topic=context.roles.language, events=(_signal(context),))


def _in_figures(context: TurnContext, language: Language, about: str) -> str:
    """The same while nobody who speaks it has read it: figures and short Dutch, with what states nothing in the language itself."""
    place, days = places.addresses(context.calendar), formatting.short_weekdays(places.open_days(context.calendar))
    slots = {"plek": place, "zoek": quote_plus(place), "dagen": days, "uren": places.short_hours(context.calendar)}
    key = f"talen.over-{about}"
    told = context.say(key, **{name: value for name, value in slots.items() if name in REQUIRED[key]}).strip()
    own = language.welcome if about == THANKED else language.only_dutch
    return f"{told}\n\n{own}" if own else told


def _foreign_ways(context: TurnContext, language: Language) -> tuple[Button, ...]:
    return (
        Button(language.come_label, encode(Action.WALK_IN), StepKind.WALK_IN.value),
        Button(language.call_label, encode(Action.CALL), StepKind.CALL_BACK.value),
        context.human,
    )


def _signal(context: TurnContext) -> Event:
    return Event("signal", label=context.roles.signals.get(context.roles.language, ""))


def _asked_in_dutch(context: TurnContext) -> bool:
    """Whether a message that may be Dutch is surely a question of ours: "open" is a word of both."""
    return context.meaning.decision is Decision.ANSWER and context.meaning.topic not in COURTESY


def said_when(context: TurnContext) -> str:
    """When, in Dutch, as somebody who writes in another language answers a question of ours that is open; empty for anything else."""
    if context.message.kind is not Kind.TEXT or context.state.awaited(context.message.at) is None:
        return ""
    spoken = next((one for one in context.knowledge.languages if one.code == context.memory.language), None)
    told = moment_in_dutch(context.message.text, spoken) if spoken else ""
    return told if told and only_says_when(told, context.now) else ""


def in_dutch(context: TurnContext) -> TurnContext:
    """The context with such an answer in Dutch, as our forms read it."""
    told = said_when(context)
    return replace(context, message=replace(context.message, text=told)) if told else context


def in_another_language(context: TurnContext) -> TurnResult | None:
    """The message in that language with its two buttons, and the card; None for Dutch. The language is kept for the contact.

    A word that we know in Dutch is no other language.
    """
    if context.meaning.command or not context.message.text or context.message.text.startswith("/") or said_when(context):
        return None
    code = find_language(context.message.text, context.knowledge.languages)
    language = next((one for one in context.knowledge.languages if one.code == code), None)
    known = next((one for one in context.knowledge.languages if one.code == context.memory.language), None)
    if known and (code == known.code or (code is None and not _asked_in_dutch(context))) and (again := _said_on(context, known)):
        return again
    if language is None:
        return None
    ways = _foreign_ways(context, language)
    if context.state.card:  # the card was given in this contact: the same code still counts
        told = context.say("talen.weer", zin=language.only_dutch or context.say("talen.weer-zin"))
        return reply_with(context, told, ways, topic=context.roles.language, events=(_signal(context),))
    number = "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))
    card = context.say("talen.kaart", zin=language.card, code=number)
    replies = (Reply(_readable(context, language)), Reply(card, ways))
    return TurnResult(
        replies,
        replace(context.state, card=True, memory=replace(context.memory, language=language.code)),
        topic=context.roles.language,
        events=(
            Event("card", context.roles.language, detail=number),
            _signal(context),
        ),
    )
