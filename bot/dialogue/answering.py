"""Answers from the content: an entry, its short form, what we do not know, the hours of the days asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.content.entries import DANGER, Audience, Entry, Step, StepKind, Word
from bot.content.services import Location
from bot.dialogue import cost_calculation, employer
from bot.dialogue.actions import Action, action_of, encode
from bot.dialogue.context import Chosen, TurnContext, TurnResult, reply_with
from bot.dialogue.memory import Mark, MarkKind
from bot.domain import formatting, opening_hours
from bot.domain.answers import MUST_BE_REVIEWED
from bot.domain.facets import answer_for, variant_for
from bot.domain.messages import Button, Kind, Reply
from bot.domain.time import at, local
from bot.storage.events import Event
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.entities import says_now, word_asked
from bot.understanding.pipeline import Meaning

MOST_DAYS = 4  # of a span that is told day by day: Christmas is two, a school holiday is no list to read


def days_asked(context: TurnContext) -> list[date]:
    """The days that a message names, at most a few; none when it names none, or too many to tell one by one."""
    moment = find_moment(context.message.text, context.now) if context.message.text else None
    if moment is None:
        return []
    if moment.date:
        return [moment.date, *moment.alternatives][:MOST_DAYS]
    if moment.span is None or (moment.span[1] - moment.span[0]).days >= MOST_DAYS:
        return []
    return [moment.span[0] + timedelta(days=ahead) for ahead in range((moment.span[1] - moment.span[0]).days + 1)]


def told(context: TurnContext) -> str:
    """The hours of what someone asks about: 'Vrijdag 27 november is het Werkcentrum dicht.' Empty when no day was named."""
    moment = find_moment(context.message.text, context.now)
    if moment.impossible:
        return context.say("afspraak.bestaat-niet", wens=moment.impossible)
    days = days_asked(context)
    if not days and _holds_uncertain(context, moment.span):
        return f"{context.say('antwoord.dagen-onzeker')} {look_there(context)}"
    if not days and says_now(context.message.text):
        return _now(context)
    return days_told(context, days) if days else ""


def _holds_uncertain(context: TurnContext, span: tuple[date, date] | None) -> bool:
    """Whether nobody knows of some day in a long span whether we are open, as of a school holiday."""
    if span is None:
        return False
    days = [span[0] + timedelta(days=ahead) for ahead in range((span[1] - span[0]).days + 1)]
    return any(opening_hours.is_uncertain(location, day) for day in days for location in context.opened.locations.values())


def days_told(context: TurnContext, days: Sequence[date]) -> str:
    """What we know of some days: each on its own, what we assume and when one can walk in once."""
    location = next(iter(context.opened.locations.values()), None)
    if location is None:
        return ""
    uncertain = [day for day in days if opening_hours.is_uncertain(location, day)]
    together = len(uncertain) == len(days) > 1  # one sentence for all of them, not the same one for each
    said = [_uncertain(context, days)] if together else [_day(context, location, day) for day in days]
    if any(opening_hours.holiday_name(day) for day in days if day not in uncertain) and not location.confirmed:
        said.append(context.say("antwoord.dag-aanname"))
    if uncertain:
        said.append(look_there(context))
    if not any(opening_hours.openings(one, day) for day in days for one in context.opened.locations.values()):
        said.append(_next_walk_in(context, max(context.now, at(days[-1], time(0)))))
    return " ".join(part for part in said if part)


def _uncertain(context: TurnContext, days: Sequence[date]) -> str:
    return context.say("antwoord.dag-onzeker", dag=formatting.listed([formatting.day(day, year_of=context.now.date()) for day in days]))


def _day(context: TurnContext, location: Location, day: date) -> str:
    name = formatting.capital(formatting.day(day, year_of=context.now.date()))
    said = []
    if holiday := opening_hours.holiday_name(day):
        said.append(context.say("antwoord.dag-feestdag", dag=name, feestdag=holiday))
        name = context.say("antwoord.dan")
    if opening_hours.is_uncertain(location, day):
        said.append(context.say("antwoord.dag-onzeker", dag=name[:1].lower() + name[1:]))
    elif opening_hours.openings(location, day):
        said.append(context.say("antwoord.dag-open", dag=name, uren=_hours(location, day)))
    else:
        said += [context.say("antwoord.dag-dicht", dag=name), *_elsewhere(context, location, day)]
    return " ".join(said)


def _elsewhere(context: TurnContext, location: Location, day: date) -> list[str]:
    """The places that are open on a day that the first of them is not."""
    others = (one for one in context.opened.locations.values() if one.id != location.id and opening_hours.openings(one, day))
    return [context.say("antwoord.dag-elders", plek=formatting.capital(one.name), uren=_hours(one, day)) for one in others]


def _hours(location: Location, day: date) -> str:
    return formatting.listed([formatting.hours(one.begin, one.end) for one in opening_hours.openings(location, day)])


def _now(context: TurnContext) -> str:
    location = next(iter(context.opened.locations.values()), None)
    if location and (hours := opening_hours.current(location, context.now)):
        return context.say("antwoord.nu-open", tot=formatting.clock(hours.end))
    if location and opening_hours.is_uncertain(location, context.now.date()):
        said = [context.say("antwoord.nu-onzeker"), look_there(context)]
    else:
        said = [context.say("antwoord.nu-dicht")]
    return " ".join(part for part in (*said, _next_walk_in(context, context.now)) if part)


def look_there(context: TurnContext) -> str:
    """Where it will stand once it is known."""
    return context.say("antwoord.kijk-op-website", website=context.answers.website)


def perhaps_earlier(context: TurnContext) -> str:
    """That we may be open before the walk-in that was told."""
    return f"{context.say('antwoord.eerder-onzeker')} {look_there(context)}"


def _next_walk_in(context: TurnContext, after: datetime) -> str:
    found = opening_hours.next_walk_in(context.opened, after)
    if found is None:
        return ""
    begin = local(found.begin)
    key = "antwoord.volgende-zeker" if found.perhaps_earlier else "antwoord.volgende-inloop"
    told = context.say(key, dag=formatting.day(begin.date(), year_of=context.now.date()), uren=formatting.hours(begin, local(found.end)))
    several = len(context.opened.locations) > 1
    return f"{told} {context.say('antwoord.volgende-plek', plek=found.location.address)}" if several else told


MOST_BUTTONS, MOST_OPTIONS = 3, 3
"""Beside [Medewerker]: of a reply that tells, and of topics when we ask which one is meant."""
MOST_WORDS = 25  # of a message to someone who reads with difficulty
UNSURE_UNTIL_HUMAN = 2  # after so many misses in a row a person is offered, not another question


def entry_answer(context: TurnContext, entry: Entry) -> TurnResult:
    """The answer to an entry, with its steps as buttons."""
    entry = answer_for(for_role(context, entry), context.about)
    told_before, came_back = _told_before(context, entry), Mark(MarkKind.SHORT, entry.id)
    if told_before and (other := _second_entry(context, entry)):
        return entry_answer(replace(context, meaning=replace(context.meaning, topic=other.id, second="")), other)
    comes_back = told_before and context.memory.focus not in ("", entry.id) and came_back not in context.memory.said
    if told_before and not comes_back:
        return further(context, entry)
    short = context.state.short or entry.id == context.roles.short
    memory = context.memory.marked(Mark.answer(entry.id, entry.answer), *([came_back] if comes_back else []))
    state = replace(context.state, topic=entry.id, audience=_audience(context, entry), unsure=0, explained=0, short=short, told=entry.id)
    state = replace(state, memory=memory)
    text = context.answers.short(entry) if state.short else context.answers.full(entry)
    if comes_back:
        text = f"{context.say('antwoord.kort-inleiding')} {context.answers.short(entry)}"
    if entry.id in context.roles.hours and (about := told(context)):
        text = f"{about}\n\n{context.answers.short(entry)}"  # the days themselves are told; the rest in short
    if notice := _of_today(context, entry):
        text = f"{notice}\n\n{text}"
    if context.trial and context.answers.cautious(entry) and not state.cautioned:
        state = replace(state, cautioned=True)
        if not context.state.must_introduce(context.message.at):  # who meets us now hears it there
            text = f"{context.say('welkom.proef')}\n\n{text}"
    second = _second(context, entry)
    if second:
        text = f"{text}\n\n{context.say('antwoord.tweede-vraag', knop=second[0].label)}"
    buttons = [*[*second, *entry_buttons(replace(context, state=state), entry)][:MOST_BUTTONS], context.human]
    events = (Event("answered", entry.id), *_signal(context, entry))
    return reply_with(context, text, _once(buttons), state=state, topic=entry.id, events=events, secret=entry.sensitive)


def _of_today(context: TurnContext, entry: Entry) -> str:
    """The message of the day, or that staff closed today at the desk: nobody sets out for a closed door."""
    today = context.now.date()
    if notice := context.knowledge.notice_on(today, entry.id):
        return notice
    planned, opened = (
        [one for one in calendar.locations.values() if opening_hours.openings(one, today)]
        for calendar in (context.knowledge.calendar, context.opened)
    )
    if opened or not planned or entry.id in context.roles.hours:
        return ""
    return context.say("antwoord.dag-dicht", dag=formatting.capital(formatting.day(today, year_of=today)))


def for_role(context: TurnContext, entry: Entry) -> Entry:
    """The entry for who is talking: an employer who types is not told what only inhabitants are, but what we do for employers."""
    employer_entry = context.knowledge.entries.get(context.roles.employer)
    strange = context.state.audience == Audience.EMPLOYER and entry.audience is Audience.INHABITANT
    if not strange or employer_entry is None or context.message.kind is not Kind.TEXT or variant_for(entry.variants, context.about):
        return entry
    beside = (context.knowledge.entries[one] for one in entry.related if one in context.knowledge.entries)
    return next((one for one in beside if one.audience is Audience.EMPLOYER), employer_entry)


def _told_before(context: TurnContext, entry: Entry) -> bool:
    """Whether this answer stood in this contact already: who types on wants to know more, not the same block again.

    The hours of a day that is named are another answer each time. Who asks the same in the same words did not see the answer, or lost it.
    """
    asks_more = (
        context.message.is_command or context.memory.repeats(context.message.text) or (entry.id in context.roles.hours and told(context))
    )
    typed = context.message.kind is Kind.TEXT and not context.state.short and not context.state.crisis
    return typed and not asks_more and Mark.answer(entry.id, entry.answer) in context.memory.said


def further(context: TurnContext, entry: Entry) -> TurnResult:
    """More than we know of a subject: said so, with its steps; the second time the ways to a person."""
    in_vain = Mark(MarkKind.IN_VAIN, entry.id)
    memory = context.memory.spoke_of(entry.id, context.state.turn).marked(in_vain)
    state = replace(context.state, memory=memory, topic=entry.id, unsure=0, told=entry.id)
    first = context.say("gesprek.meer-over", over=entry.called) if entry.called else context.say("gesprek.meer-hierover")
    text, ways = no_more(context, in_vain, first, entry_steps(context, entry))
    buttons = [*ways[:MOST_BUTTONS], context.human]
    events = (Event("answered", entry.id),)
    return reply_with(context, text, _once(buttons), state=state, topic=entry.id, events=events, secret=entry.sensitive)


def no_more(context: TurnContext, asked: Mark, first: str, own: Sequence[Button]) -> tuple[str, Sequence[Button]]:
    """What is said where we know no more, and the ways on: this sentence with these steps; asked in vain a second time, the ways to a person."""
    if asked in context.memory.said:
        return context.say("gesprek.meer-samen"), to_a_person(context)
    return first, own or to_a_person(context)


def word_meant(context: TurnContext) -> Word | None:
    """The word of our glossary whose meaning is asked: "wat is WW?"; None when another or none is."""
    asked = word_asked(context.message.text)
    return next((one for one in context.knowledge.words if asked and asked in (one.word.casefold(), *map(str.casefold, one.forms))), None)


def to_a_person(context: TurnContext) -> list[Button]:
    """A call, a conversation and walking in; after a crisis no booking."""
    talk = context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT)
    return [context.call, *([] if context.state.crisis else [talk]), context.come]


def entry_buttons(context: TurnContext, entry: Entry) -> list[Button]:
    """At most three: the steps of an entry, and the questions that come next where there is room.

    After a crisis no booking is offered: help comes first. Where one may act on it with money or law, the last says where it comes from;
    who is low needs somebody to talk to, not a source.
    """
    first, *others = entry_steps(context, entry) or [context.come]
    ways_on = [*cost_calculation.entry_point(context, entry), *employer.entry_point(context, entry)]
    related = [topic_button(one) for one in _related(context, entry)]
    sourced = entry.risk in MUST_BE_REVIEWED and entry.belongs_to != DANGER
    source = [context.button("waar-vandaan", Action.ORIGIN, entry.id)] if sourced else []
    room = MOST_BUTTONS - len(source)
    if len(ways_on) >= room and first.step == StepKind.APPOINTMENT:  # a conversation that is prepared is that conversation
        first, *ways_on = sorted(ways_on, key=lambda button: not button.step)
    return [*[first, *ways_on, *others, *related][:room], *source]


def origin(context: TurnContext, topic: str) -> TurnResult | None:
    """[Waar komt dit vandaan?]: the source of an answer and its date. None for an entry that is no more."""
    entry = context.knowledge.entries.get(topic)
    if entry is None:
        return None
    state = replace(context.state, topic=entry.id, waiting=None)
    buttons = [button for button in entry_buttons(context, entry) if action_of(button.action) is not Action.ORIGIN]
    told = context.answers.origin(entry)
    return reply_with(context, told, _once([*buttons, context.human]), state=state, topic=entry.id, secret=entry.sensitive)


def entry_steps(context: TurnContext, entry: Entry) -> list[Button]:
    """The steps of an entry for who is talking; after a crisis without a booking."""
    steps = [step_button(context, entry, number) for number, step in enumerate(entry.steps) if _fits(context, step)]
    return [button for button in steps if not (context.state.crisis and button.step == StepKind.APPOINTMENT)]


def _fits(context: TurnContext, step: Step) -> bool:
    """Whether a step is for who is talking: an employer is not offered a conversation for jobseekers."""
    service, audience = context.calendar.services.get(step.service), context.state.audience
    return service is None or not audience or service.audience in (Audience.BOTH, audience)


def _related(context: TurnContext, entry: Entry) -> list[Entry]:
    """The questions that come next, without those of another audience: an employer walks on among employers' questions."""
    found = [context.knowledge.entries[one] for one in entry.related if one in context.knowledge.entries]
    audience = context.state.audience
    return [one for one in found if not audience or one.audience in (Audience.BOTH, audience)] or found


def step_button(context: TurnContext, entry: Entry, number: int) -> Button:
    """How a step of an entry reads on a button; walking in is for the day that was asked about."""
    step = entry.steps[number]
    usual = {StepKind.WALK_IN: "kom-langs", StepKind.CALL_BACK: "bel-mij", StepKind.APPOINTMENT: "afspraak"}
    label = step.label or context.knowledge.phrases.label(usual.get(step.kind, "menu"))
    days = days_asked(context) if step.kind is StepKind.WALK_IN and entry.id in context.roles.hours else []
    action = encode(Action.WALK_IN, days[0].isoformat()) if days else encode(Action.STEP, entry.id, str(number))
    return Button(label, action, step.kind.value)


def topic_button(entry: Entry) -> Button:
    """A button that answers another question."""
    return Button(entry.label, encode(Action.TOPIC, entry.id))


def step_told(context: TurnContext, entry: Entry, step: Step) -> TurnResult:
    """A referral, a registration or something one does alone: said in full, and recorded as the step chosen."""
    parts = [context.answers.fill(step.text), step.url or context.answers.link(step.text)]
    heading = [] if step.label.endswith("?") else [context.knowledge.phrases["stap.genoteerd"]]  # what explains is no task
    text = "\n".join([*heading, *(part for part in parts if part)])
    label = step.to or step.label
    state = replace(context.state, topic=entry.id, chosen="" if entry.sensitive else context.answers.fill(step.text))
    others = [button for button in entry_buttons(context, entry) if button.label != step.label]
    buttons = _once([*others[: MOST_BUTTONS - 1], context.come, context.human])
    return reply_with(context, text, buttons, state=state, topic=entry.id, step=Chosen(step.kind, label), secret=entry.sensitive)


def word_explained(context: TurnContext, word: Word) -> TurnResult:
    """A word of the glossary, with the question it belongs to."""
    text = context.knowledge.phrases.say("antwoord.woord", woord=word.word, uitleg=word.explanation)
    entry = context.knowledge.entries.get(word.topic)
    buttons = [topic_button(entry), *entry_buttons(context, entry)[:1]] if entry else []
    state = replace(context.state, topic=word.topic or context.state.topic, unsure=0)
    return reply_with(context, text, _once([*buttons, context.come, context.human]), state=state, topic=word.topic)


def shorter(context: TurnContext) -> TurnResult:
    """'Ik snap het niet': the short answer with its hard words explained; the second time a person."""
    entry = context.knowledge.entries.get(context.state.topic)
    short = context.state.short or context.state.audience != Audience.EMPLOYER  # an employer who asks what a question means can read
    state = replace(context.state, short=short, explained=context.state.explained + 1)
    if entry is None or context.state.explained:
        text = f"{context.say('antwoord.kort-nog-niet')} {context.say('algemeen.alleen-tekst') if entry is None else ''}".strip()
        return reply_with(context, text, [context.come, context.call, context.human], state=state, topic=context.state.topic)
    buttons = _once([*entry_buttons(context, entry)[:1], context.come, context.call, context.human])
    told = f"{context.say('antwoord.kort-inleiding')}\n{context.answers.short(entry)}"
    words = _explained(context, entry)
    if not words:
        return reply_with(context, told, buttons, state=state, topic=entry.id, secret=entry.sensitive)
    return TurnResult((Reply(told), Reply(words, buttons)), state, topic=entry.id, secret=entry.sensitive)


def _explained(context: TurnContext, entry: Entry) -> str:
    """The hard words of the short answer with their meaning, as many as fit in a short message."""
    lines: list[str] = []
    for one in context.answers.hard_words(entry):
        line = context.knowledge.phrases.say("antwoord.woord", woord=one.word, uitleg=one.explanation)
        if len(" ".join([*lines, line]).split()) <= MOST_WORDS:
            lines.append(line)
    return "\n".join(lines)


def clarify(context: TurnContext, meaning: Meaning) -> TurnResult:
    """'Bedoelt u …?' with at most three questions; asked once, then a person."""
    if context.state.unsure >= UNSURE_UNTIL_HUMAN:
        return unknown(context, meaning)
    if sides := _sides(context, meaning):
        ways = (context.button("iets-anders", Action.SOMETHING_ELSE), context.come, context.human)
        return _asked_back(context, context.say("twijfel.wie-vraagt"), (*sides, *ways), meaning)
    fitting = [one.topic for one in meaning.candidates if _is_for(context, one.topic)]
    options = [button for button in (option(context, topic) for topic in fitting[:MOST_OPTIONS]) if button]
    if not options:
        return unknown(context, meaning)
    buttons = _once([*options, context.button("iets-anders", Action.SOMETHING_ELSE), context.come, context.human])
    return _asked_back(context, context.say("twijfel.bedoelt-u"), buttons, meaning)


def _is_for(context: TurnContext, topic: str) -> bool:
    """Whether a topic may be offered to who is talking: an employer gets no questions of jobseekers."""
    entry = context.knowledge.entries.get(topic)
    return entry is None or not context.state.audience or entry.audience in (Audience.BOTH, context.state.audience)


def _sides(context: TurnContext, meaning: Meaning) -> list[Button]:
    """A button for who asks for himself and one for an employer, when that decides; the choice is remembered as any topic of one audience is."""
    first, second = ([context.knowledge.entries.get(one.topic) for one in meaning.candidates[:2]] + [None, None])[:2]
    if not meaning.side_unsaid or first is None or second is None or first.audience is second.audience:
        return []
    own, employer = sorted((first, second), key=lambda entry: entry.audience is Audience.EMPLOYER)
    return [context.button("eigen-werk", Action.TOPIC, own.id), context.button("werkgever", Action.TOPIC, employer.id)]


def _asked_back(context: TurnContext, text: str, buttons: Sequence[Button], meaning: Meaning) -> TurnResult:
    return reply_with(
        context,
        text,
        buttons,
        state=replace(context.state, unsure=context.state.unsure + 1),
        numbered=True,
        events=(Event("clarified", detail=" ".join(one.topic for one in meaning.candidates[:3])),),
    )


def option(context: TurnContext, topic: str) -> Button | None:
    """A topic as it reads among the options; acts carry labels of their own."""
    if entry := context.knowledge.entries.get(topic):
        return topic_button(entry)
    key = {"afspraak-maken": "afspraak", "afspraak-verzetten": "verzetten", "afspraak-afzeggen": "afzeggen"}.get(topic)
    key = key or {"afspraak-bekijken": "mijn-afspraak", "medewerker-spreken": "medewerker"}.get(topic)
    return context.button(key, Action.TOPIC, topic) if key else None


def unknown(context: TurnContext, meaning: Meaning) -> TurnResult:
    """Not ours, or not understood: said so, with a person and a place."""
    again = context.state.unsure > 0
    text = context.say("twijfel.weet-niet-weer" if again else "twijfel.weet-niet")
    state = replace(context.state, unsure=context.state.unsure + 1)
    buttons = [context.come, context.call, context.button("menu", Action.MENU), context.human]
    return reply_with(
        context, text, buttons, state=state, events=(Event("unknown", detail=meaning.candidates[0].topic if meaning.candidates else ""),)
    )


def something_else(context: TurnContext) -> TurnResult:
    """None of the options was meant."""
    state = replace(context.state, waiting=None)
    return reply_with(
        context,
        context.say("twijfel.iets-anders"),
        [context.come, context.call, context.button("menu", Action.MENU), context.human],
        state=state,
    )


def _audience(context: TurnContext, entry: Entry) -> str:
    """Who is talking, learnt from the first question that tells; what they read later does not make them another."""
    return context.state.audience or ("" if entry.audience is Audience.BOTH else entry.audience.value)


def _signal(context: TurnContext, entry: Entry) -> tuple[Event, ...]:
    """Topics that are a signal for the region (report R8)."""
    signals = context.roles.signals
    return (Event("signal", entry.id, label=signals[entry.id]),) if entry.id in signals else ()


def _second(context: TurnContext, entry: Entry) -> list[Button]:
    """The other question in the same message, as a button."""
    second = context.meaning.second if context.meaning.topic == entry.id else ""
    button = option(context, second) if second else None
    return [button] if button else []


def _second_entry(context: TurnContext, entry: Entry) -> Entry | None:
    """The other question in the same message, when it has an answer."""
    return context.knowledge.entries.get(context.meaning.second) if context.meaning.topic == entry.id else None


def _once(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Each label once, in order."""
    return tuple({button.label: button for button in reversed(buttons)}.values())[::-1]
