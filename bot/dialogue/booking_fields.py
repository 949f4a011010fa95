"""What a typed message tells about an appointment, whatever was asked: number, name, subject, place, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.content.entries import Audience, Entry
from bot.content.schema_answers import Said
from bot.content.schema_signal_words import WordList
from bot.content.services import PlaceKind
from bot.dialogue import hindrance, offers
from bot.dialogue.context import TurnContext, Waiting
from bot.dialogue.form import Heard
from bot.domain import formatting
from bot.domain.messages import Kind
from bot.domain.opening_hours import openings
from bot.domain.time import local
from bot.domain.wish import Wish, to_text
from bot.domain.wish_phrase import narrowed, phrase_of
from bot.privacy.masking import mask_rest
from bot.storage import appointment_rows
from bot.understanding.clauses import begins_question, clauses
from bot.understanding.dates.find_moment import find_moment, only_says_when
from bot.understanding.entities import find_shift, name_in, phone_in, refuses_call, wants_another, without_phone, without_refused
from bot.understanding.signal_words import choice, listed
from bot.understanding.text import words

MOST_WORDS = 8  # a longer sentence with the word of another subject in it tells something
PLACES = {Said.DESK: PlaceKind.DESK, Said.PHONE: PlaceKind.PHONE}


"""Beside a day or a part of it: a wish, also as a question ("hebt u iets op vrijdagmiddag?")."""
BARE_MOMENT = 4  # words: 'alleen na drie uur' is a wish; a longer sentence is what it says
BARE_SUBJECT = 3  # words: 'over mijn loopbaan'
BARE_UNKNOWN = 6  # words: 'ik weet nog niet precies waarover'
CLAIMING = frozenset({Said.DESK, Said.PHONE, Said.CALL_ME, Said.VISIT, Said.ONLINE, Said.ANY, Said.SAME_TIME})
MOVING = frozenset({"dienst", "plek", "zoekt"})
"""What was told of these makes that another moment must be looked for."""
ONLINE = "online"
"""Told when someone asks to meet on the screen: it is no place of ours, and that is said."""


def _without_number(context: TurnContext) -> str:
    """The message without the telephone number in it."""
    text = context.message.text.strip()
    return without_phone(text)


def number_told(context: TurnContext) -> str:
    """The telephone number that was typed or shared; empty when there is none."""
    return context.message.phone if context.message.kind is Kind.CONTACT else phone_in(context.message.text.strip())


def number_heard(context: TurnContext, found: Heard) -> Heard:
    """The telephone number."""
    number = number_told(context)
    return found.having(telefoon=number) if number else found


def name_heard(context: TurnContext, found: Heard) -> Heard:
    """'Ik heet Fatima'."""
    name = _name(found.waiting, _without_number(context))
    return found.having(naam=name) if name else found


def service_heard(context: TurnContext, found: Heard) -> Heard:
    """What it is about."""
    service = _service(context, found.waiting, hindrance.as_wish(context, _without_number(context)))
    return found.having(dienst=service) if service else found


def moment_heard(context: TurnContext, found: Heard) -> Heard:
    """When and where: what was held before counts no more."""
    text, found = _without_number(context), _placed(context, found)
    # No numbers are shown beside moments, so a bare number is an hour.
    said = f"{text} uur" if text.isdecimal() and len(text) <= 2 else text
    if shut := _day_that_is_shut(context, found.waiting, text):
        said, found = shut[1], found.saying(context.say("afspraak.geweigerd-dicht", wens=shut[0]))
    wish = wished(context, found.waiting, "" if _name(found.waiting, text) else said)
    repeated = found.waiting.step == "moment" and "?" not in said and only_says_when(said, context.now)
    changed = repeated or wish != offers.wish_of(context, found.waiting) or Said.ANY in context.meaning.answer.said
    return found.having(zoekt=to_text(wish)) if changed else found


def wished(context: TurnContext, waiting: Waiting, text: str) -> Wish:
    """The wish with what a text adds to it; an hour without a day is of the day that was spoken of."""
    around = spoken_of(context, waiting)
    old = offers.wish_of(context, waiting)
    text = hindrance.as_wish(context, text)
    wish = narrowed(old, text, context.now, context.meaning.answer.said if text else (), around, offers.in_sight(context))
    if wish != old and wish.clocks and not wish.has_days and around:
        return Wish(days=(around.date(),), clocks=wish.clocks)
    return wish


def _day_that_is_shut(context: TurnContext, waiting: Waiting, text: str) -> tuple[str, str] | None:
    """Of 'vrijdag of volgende week' the day on which we are shut, and what is left of the text; None when it can be, or nothing else is named."""
    either = re.fullmatch(rf"(?P<first>.+?)\b{choice(WordList.OR_ELSE)}\b(?P<second>.+)", text.strip(), re.IGNORECASE)
    if either is None:
        return None
    around = spoken_of(context, waiting)
    first = narrowed(Wish(), either["first"], context.now, (), around, offers.in_sight(context))
    second = phrase_of(either["second"], context.now).wish
    if len(first.days) != 1 or not second.span or any(openings(place, first.days[0]) for place in context.opened.locations.values()):
        return None
    return formatting.capital(formatting.day(first.days[0], year_of=context.now.date())), either["second"]


def spoken_of(context: TurnContext, waiting: Waiting) -> datetime | None:
    """The moment that is held, else the one of the appointment that is moved."""
    slot = offers.slot_of(context, waiting, waiting.data.get("slot", ""))
    old = appointment_rows.find(context.db, waiting.data.get("moving", ""))
    begin = slot.begin if slot else old.begin if old else None
    return local(begin) if begin else None


def _name(waiting: Waiting, text: str) -> str:
    """'Ik heet Fatima'; while we ask for it, one or two words that are no number."""
    name = name_in(text)
    if not name and waiting.step == "naam" and 0 < len(text.split()) <= 2 and not any(map(str.isdecimal, text)):
        name = text[:30]
    return mask_rest(name).text


def _service(context: TurnContext, waiting: Waiting, text: str) -> str:
    """The subject, while it is asked; later only another one, in a few words that say so. Never while something is moved."""
    if waiting.step == "dienst":
        return subject(context)
    if waiting.data.get("moving") or waiting.data.get("details"):
        return ""
    named = service_in(context, text) if len(words(text)) <= MOST_WORDS else _said_about(context, text)
    return named if named != waiting.data.get("dienst") else ""


def _said_about(context: TurnContext, text: str) -> str:
    """The subject of 'nee over werk, niet over leren', whatever comes behind it; empty when it does not begin so."""
    begun = clauses(text)[:2]
    about = (
        one for one in begun if not listed(WordList.ABOUT).isdisjoint(words(one)) and len(words(one)) <= BARE_UNKNOWN and "?" not in one
    )
    return next((found for one in about if (found := service_in(context, one))), "")


def _placed(context: TurnContext, found: Heard) -> Heard:
    """The place that was named, as far as the subject can be spoken of there; what cannot be is said."""
    place, waiting = _place_named(context), found.waiting
    service = context.calendar.services.get(waiting.data.get("dienst", ""))
    if place is Said.ONLINE:
        return replace(found, told=found.told | {ONLINE}).saying(context.say("afspraak.niet-online"))
    wanted = PLACES[place].value if place in PLACES else ""
    if service and wanted and wanted not in service.places:
        wanted = ""
    if service and "dienst" in found.told and not wanted and waiting.data.get("plek") not in service.places:
        wanted = service.places[0].value
    return found.having(plek=wanted) if wanted and wanted != waiting.data.get("plek") else found


def _place_named(context: TurnContext) -> Said | None:
    """The place that is named; who asks us to call, while we make an appointment, means that one. A number beside it is a number."""
    answer, text = context.meaning.answer, context.message.text
    calls = Said.CALL_ME in answer.said and not refuses_call(text) and not phone_in(text)
    return answer.place or (Said.PHONE if calls and not answer.said & {Said.DESK, Said.VISIT, Said.ONLINE} else None)


# Which subject a text is about.


def subject(context: TurnContext) -> str:
    """The service that a short answer names: by one of its words, or by a topic that leads to it."""
    text = context.message.text
    asks = "?" in text or begins_question(words(text))
    return service_in(context, text) or ("" if asks else _of_topic(context, context.meaning.topic or ""))


def service_of_topic(context: TurnContext) -> str:
    """The service of what was just spoken of, for who is talking, so that 'ik wil een afspraak' needs no second question."""
    spoken = (found for entry in context.memory.entries if (found := _of_topic(context, entry)))
    return _of_topic(context, context.state.topic) or next(spoken, "")


def _of_topic(context: TurnContext, topic: str) -> str:
    entry: Entry | None = context.knowledge.entries.get(topic)
    services, audience = context.calendar.services, context.state.audience
    named = [services[step.service] for step in (entry.steps if entry else ()) if step.service in services]
    fitting = next((one.id for one in named if not audience or one.audience in (Audience.BOTH, audience)), "")
    quiet = fitting and entry and entry.sensitive and topic != context.state.topic  # what is spoken of now, booking makes neutral itself
    return context.roles.neutral_service if quiet else fitting


def service_in(context: TurnContext, text: str) -> str:
    """The service that a text asks for by one of its words, for who is talking: 'een afspraak over omscholing'. Empty when none or several do."""
    said, audience = set(words(without_refused(text))), context.state.audience
    fitting = [one for one in context.calendar.services.values() if not audience or one.audience in (Audience.BOTH, audience)]
    found = [one.id for one in fitting if said.intersection(one.words)]
    return found[0] if len(found) == 1 else ""


def claims(context: TurnContext) -> bool:
    """Whether a text is about the booking, whatever else it may mean: 'op vrijdag', 'kan het een uur later'."""
    text, waiting = context.message.text, context.state.awaited(context.message.at)
    if find_shift(text) is not None or wants_another(text) or name_in(text) or phone_in(text):
        return True
    if "?" not in text and only_says_when(text, context.now):
        return True
    if waiting and _said_about(context, text) not in ("", waiting.data.get("dienst")):
        return True
    said, turned = words(text), hindrance.as_wish(context, text)
    if "?" not in text and turned != text and not phrase_of(turned, context.now).is_empty():
        return True
    if Said.DONT_KNOW in context.meaning.answer.said and len(said) <= BARE_UNKNOWN and "?" not in text:
        return True
    if (
        context.meaning.answer.said & CLAIMING
        and len(said) <= MOST_WORDS
        and ("?" not in text or Said.CALL_ME in context.meaning.answer.said)
    ):
        return True
    if waiting and waiting.step == "dienst" and len(said) <= BARE_SUBJECT and "?" not in text and subject(context):
        return True
    if not listed(WordList.SOMETHING).isdisjoint(said) and len(said) <= MOST_WORDS and not phrase_of(text, context.now).is_empty():
        return True
    short = len(said) <= BARE_MOMENT and "?" not in text and listed(WordList.ABOUT_OUR_DOORS).isdisjoint(said)
    return short and not phrase_of(text, context.now).is_empty()


def wants_to_come(context: TurnContext) -> bool:
    """'Dat vroeg ik niet. Kan ik morgen iemand spreken, om 2 uur ofzo?': somebody wants to be spoken to, and says on what day."""
    said, moment = context.meaning.answer.said, find_moment(context.message.text, context.now)
    return Said.MEET in said and moment.date is not None and not said & {Said.NO, Said.IN_CASE, Said.MOVE, Said.CANCEL_IT}
