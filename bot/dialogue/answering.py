"""Answers from the content: an entry, its short form, what we do not know, the hours of the days asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.content.entries import Audience, Entry, Step, StepKind, Word
from bot.content.services import Location
from bot.dialogue import cost_calculation, employer
from bot.dialogue.context import Chosen, Outcome, Scene, outcome, prefixed
from bot.domain import formatting, opening_hours
from bot.domain.messages import Button, Kind, Reply
from bot.domain.time import at, local
from bot.storage.events import Event
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.pipeline import Meaning
from bot.understanding.text import words

# When we are open, said of the days someone asks about: now, a day, or a few days such as Christmas.

HOURS_TOPICS = frozenset({"openingstijden", "inloop"})
MOST_DAYS = 4  # of a span that is told day by day: Christmas is two, a school holiday is no list to read
_NOW = frozenset({"nu", "nou", "now", "momenteel", "direct", "meteen"})


def days_asked(scene: Scene) -> list[date]:
    """The days that a message names, at most a few; none when it names none, or too many to tell one by one."""
    moment = find_moment(scene.message.text, scene.now) if scene.message.text else None
    if moment is None:
        return []
    if moment.date:
        return [moment.date, *moment.alternatives][:MOST_DAYS]
    if moment.span is None or (moment.span[1] - moment.span[0]).days >= MOST_DAYS:
        return []
    return [moment.span[0] + timedelta(days=ahead) for ahead in range((moment.span[1] - moment.span[0]).days + 1)]


def told(scene: Scene) -> str:
    """The hours of what someone asks about: 'Vrijdag 27 november is het Werkcentrum dicht.' Empty when no day was named."""
    moment = find_moment(scene.message.text, scene.now)
    if moment.impossible:
        return scene.say("afspraak.bestaat-niet", wens=moment.impossible)
    days = days_asked(scene)
    if not days and _holds_uncertain(scene, moment.span):
        return f"{scene.say('antwoord.dagen-onzeker')} {look_there(scene)}"
    if not days and _NOW.intersection(words(scene.message.text)):
        return _now(scene)
    return days_told(scene, days) if days else ""


def _holds_uncertain(scene: Scene, span: tuple[date, date] | None) -> bool:
    """Whether nobody knows of some day in a long span whether we are open, as of a school holiday."""
    if span is None:
        return False
    days = [span[0] + timedelta(days=ahead) for ahead in range((span[1] - span[0]).days + 1)]
    return any(opening_hours.is_uncertain(location, day) for day in days for location in scene.opened.locations.values())


def day_told(scene: Scene, day: date) -> str:
    """What we know of one day: a holiday, open when, or closed and when the next walk-in is."""
    return days_told(scene, [day])


def days_told(scene: Scene, days: Sequence[date]) -> str:
    """The same of several days: each on its own, what we assume and when one can walk in once."""
    location = next(iter(scene.opened.locations.values()), None)
    if location is None:
        return ""
    said = [_day(scene, location, day) for day in days]
    uncertain = [day for day in days if opening_hours.is_uncertain(location, day)]
    if any(opening_hours.holiday_name(day) for day in days if day not in uncertain) and not location.confirmed:
        said.append(scene.say("antwoord.dag-aanname"))
    if uncertain:
        said.append(look_there(scene))
    if not any(opening_hours.openings(location, day) for day in days):
        said.append(_next_walk_in(scene, max(scene.now, at(days[-1], time(0)))))
    return " ".join(part for part in said if part)


def _day(scene: Scene, location: Location, day: date) -> str:
    name = formatting.capital(formatting.day(day, year_of=scene.now.date()))
    said = []
    if holiday := opening_hours.holiday_name(day):
        said.append(scene.say("antwoord.dag-feestdag", dag=name, feestdag=holiday))
        name = scene.say("antwoord.dan")
    if opening_hours.is_uncertain(location, day):
        said.append(scene.say("antwoord.dag-onzeker", dag=name[:1].lower() + name[1:]))
    elif hours := opening_hours.openings(location, day):
        said.append(
            scene.say("antwoord.dag-open", dag=name, uren=formatting.listed([formatting.hours(one.begin, one.end) for one in hours]))
        )
    else:
        said.append(scene.say("antwoord.dag-dicht", dag=name))
    return " ".join(said)


def _now(scene: Scene) -> str:
    location = next(iter(scene.opened.locations.values()), None)
    if location and (hours := opening_hours.current(location, scene.now)):
        return scene.say("antwoord.nu-open", tot=formatting.clock(hours.end))
    if location and opening_hours.is_uncertain(location, scene.now.date()):
        said = [scene.say("antwoord.nu-onzeker"), look_there(scene)]
    else:
        said = [scene.say("antwoord.nu-dicht")]
    return " ".join(part for part in (*said, _next_walk_in(scene, scene.now)) if part)


def look_there(scene: Scene) -> str:
    """Where it will stand once it is known."""
    return scene.say("antwoord.kijk-op-website", website=scene.answers.fill("{website}"))


def perhaps_earlier(scene: Scene) -> str:
    """That we may be open before the walk-in that was told."""
    return f"{scene.say('antwoord.eerder-onzeker')} {look_there(scene)}"


def _next_walk_in(scene: Scene, after: datetime) -> str:
    found = opening_hours.next_walk_in(scene.opened, after)
    if found is None:
        return ""
    begin = local(found.begin)
    key = "antwoord.volgende-zeker" if found.perhaps_earlier else "antwoord.volgende-inloop"
    return scene.say(key, dag=formatting.day(begin.date(), year_of=scene.now.date()), uren=formatting.hours(begin, local(found.end)))


# Answers to questions: an entry with its steps, a word explained, a shorter version, "Bedoelt u …?" and "dat weet ik niet".

MOST_STEPS, MOST_RELATED, MOST_OPTIONS = 3, 2, 3
MOST_WORDS = 25  # of a message to someone who reads with difficulty
SHORT_TOPIC = "lezen-lastig"  # from then on at most 25 words per message (story 3)
UNSURE_UNTIL_HUMAN = 2  # after so many misses in a row a person is offered, not another question


def entry_answer(scene: Scene, entry: Entry) -> Outcome:
    """The answer to an entry, with its steps as buttons."""
    short = scene.state.short or entry.id == SHORT_TOPIC
    state = replace(scene.state, topic=entry.id, audience=_audience(scene, entry), unsure=0, explained=0, short=short, told=entry.id)
    text = scene.answers.short(entry) if state.short else scene.answers.full(entry)
    if _told_just_now(scene, entry):
        text = f"{scene.say('antwoord.nog-eens')}\n\n{scene.answers.short(entry)}"
    if entry.id in HOURS_TOPICS and (about := told(scene)):
        text = f"{about}\n\n{scene.answers.short(entry)}"  # the days themselves are told; the rest in short
    if notice := scene.knowledge.notice_on(scene.now.date(), entry.id):
        text = f"{notice}\n\n{text}"
    second = _second(scene, entry)
    if second:
        text = f"{text}\n\n{scene.say('antwoord.tweede-vraag')}"
    buttons = [*second, *entry_buttons(replace(scene, state=state), entry), scene.human]
    events = (Event("answered", entry.id), *_signal(entry))
    return outcome(scene, text, _once(buttons), state=state, topic=entry.id, events=events, secret=entry.sensitive)


def _told_just_now(scene: Scene, entry: Entry) -> bool:
    """Whether the same was told just before in this contact: who types on wants to know more, not the same block again."""
    return scene.message.kind is Kind.TEXT and scene.state.told == entry.id and not scene.state.short


def entry_buttons(scene: Scene, entry: Entry) -> list[Button]:
    """The steps of an entry and the questions that come next; after a crisis no booking is offered (issue B.3)."""
    steps = [step_button(scene, entry, number) for number, step in enumerate(entry.steps) if _fits(scene, step)]
    allowed = [button for button in steps if not (scene.state.crisis and button.step == StepKind.APPOINTMENT)]
    ways_on = [*cost_calculation.entry_point(scene, entry), *employer.entry_point(scene, entry)]
    first, *others = (allowed or [scene.come])[: max(MOST_STEPS + 1 - len(ways_on), 1) if ways_on else MOST_STEPS]
    related = [topic_button(one) for one in _related(scene, entry)]
    return [first, *ways_on, *others, *related[:MOST_RELATED]]


def _fits(scene: Scene, step: Step) -> bool:
    """Whether a step is for who is talking: an employer is not offered a conversation for jobseekers."""
    service, audience = scene.calendar.services.get(step.service), scene.state.audience
    return service is None or not audience or service.audience in (Audience.BOTH, audience)


def _related(scene: Scene, entry: Entry) -> list[Entry]:
    """The questions that come next, without those of another audience: an employer walks on among employers' questions."""
    found = [scene.knowledge.entries[one] for one in entry.related if one in scene.knowledge.entries]
    audience = scene.state.audience
    return [one for one in found if not audience or one.audience in (Audience.BOTH, audience)] or found


def step_button(scene: Scene, entry: Entry, number: int) -> Button:
    """How a step of an entry reads on a button; walking in is for the day that was asked about."""
    step = entry.steps[number]
    usual = {StepKind.WALK_IN: "kom-langs", StepKind.CALL_BACK: "bel-mij", StepKind.APPOINTMENT: "afspraak"}
    label = step.label or scene.knowledge.phrases.label(usual.get(step.kind, "menu"))
    days = days_asked(scene) if step.kind is StepKind.WALK_IN and entry.id in HOURS_TOPICS else []
    return Button(label, f"kom:{days[0].isoformat()}" if days else f"s:{entry.id}:{number}", step.kind.value)


def topic_button(entry: Entry) -> Button:
    """A button that answers another question."""
    return Button(entry.label, f"t:{entry.id}")


def step_told(scene: Scene, entry: Entry, step: Step) -> Outcome:
    """A referral, a registration or something one does alone: said in full, and recorded as the step chosen."""
    parts = [scene.answers.fill(step.text), step.url or scene.answers.link(step.text)]
    text = "\n".join([scene.knowledge.phrases["stap.genoteerd"], *(part for part in parts if part)])
    label = step.to or step.label
    state = replace(scene.state, topic=entry.id, chosen="" if entry.sensitive else scene.answers.fill(step.text))
    others = [button for button in entry_buttons(scene, entry) if button.label != step.label]
    buttons = _once([*others[:MOST_STEPS], scene.come, scene.human])
    return outcome(scene, text, buttons, state=state, topic=entry.id, step=Chosen(step.kind, label), secret=entry.sensitive)


def word_explained(scene: Scene, word: Word) -> Outcome:
    """A word of the glossary, with the question it belongs to."""
    text = scene.knowledge.phrases.say("antwoord.woord", woord=word.word, uitleg=word.explanation)
    entry = scene.knowledge.entries.get(word.topic)
    buttons = [topic_button(entry), *entry_buttons(scene, entry)[:1]] if entry else []
    state = replace(scene.state, topic=word.topic or scene.state.topic, unsure=0)
    return outcome(scene, text, _once([*buttons, scene.come, scene.human]), state=state, topic=word.topic)


def shorter(scene: Scene) -> Outcome:
    """'Ik snap het niet': the short answer with its hard words explained; the second time a person."""
    entry = scene.knowledge.entries.get(scene.state.topic)
    short = scene.state.short or scene.state.audience != Audience.EMPLOYER  # an employer who asks what a question means can read
    state = replace(scene.state, short=short, explained=scene.state.explained + 1)
    if entry is None or scene.state.explained:
        text = f"{scene.say('antwoord.kort-nog-niet')} {scene.say('algemeen.alleen-tekst') if entry is None else ''}".strip()
        return outcome(scene, text, [scene.come, scene.call, scene.human], state=state, topic=scene.state.topic)
    buttons = _once([*entry_buttons(scene, entry)[:2], scene.come, scene.call, scene.human])
    told = f"{scene.say('antwoord.kort-inleiding')}\n{scene.answers.short(entry)}"
    words = _explained(scene, entry)
    if not words:
        return outcome(scene, told, buttons, state=state, topic=entry.id, secret=entry.sensitive)
    return Outcome((Reply(told), Reply(words, buttons)), state, topic=entry.id, secret=entry.sensitive)


def _explained(scene: Scene, entry: Entry) -> str:
    """The hard words of the short answer with their meaning, as many as fit in a short message."""
    lines: list[str] = []
    for one in scene.answers.hard_words(entry):
        line = scene.knowledge.phrases.say("antwoord.woord", woord=one.word, uitleg=one.explanation)
        if len(" ".join([*lines, line]).split()) <= MOST_WORDS:
            lines.append(line)
    return "\n".join(lines)


def clarify(scene: Scene, meaning: Meaning) -> Outcome:
    """'Bedoelt u …?' with at most three questions; asked once, then a person."""
    if scene.state.unsure >= UNSURE_UNTIL_HUMAN:
        return unknown(scene, meaning)
    options = [button for button in (option(scene, one.topic) for one in meaning.candidates[:MOST_OPTIONS]) if button]
    if not options:
        return unknown(scene, meaning)
    buttons = _once([*options, scene.button("iets-anders", "anders"), scene.come, scene.human])
    state = replace(scene.state, unsure=scene.state.unsure + 1)
    text = scene.say("twijfel.bedoelt-u")
    return outcome(
        scene,
        text,
        buttons,
        state=state,
        numbered=True,
        events=(Event("clarified", detail=" ".join(one.topic for one in meaning.candidates[:3])),),
    )


def option(scene: Scene, topic: str) -> Button | None:
    """A topic as it reads among the options; acts carry labels of their own."""
    if entry := scene.knowledge.entries.get(topic):
        return topic_button(entry)
    key = {"afspraak-maken": "afspraak", "afspraak-verzetten": "verzetten", "afspraak-afzeggen": "afzeggen"}.get(topic)
    key = key or {"afspraak-bekijken": "mijn-afspraak", "medewerker-spreken": "medewerker"}.get(topic)
    return scene.button(key, f"t:{topic}") if key else None


def unknown(scene: Scene, meaning: Meaning) -> Outcome:
    """Not ours, or not understood: said so, with a person and a place."""
    again = scene.state.unsure > 0
    text = scene.say("twijfel.weet-niet-weer" if again else "twijfel.weet-niet")
    state = replace(scene.state, unsure=scene.state.unsure + 1)
    buttons = [scene.come, scene.call, scene.button("menu", "menu"), scene.human]
    return outcome(
        scene, text, buttons, state=state, events=(Event("unknown", detail=meaning.candidates[0].topic if meaning.candidates else ""),)
    )


def something_else(scene: Scene) -> Outcome:
    """None of the options was meant."""
    state = replace(scene.state, waiting=None)
    return outcome(
        scene, scene.say("twijfel.iets-anders"), [scene.come, scene.call, scene.button("menu", "menu"), scene.human], state=state
    )


def _audience(scene: Scene, entry: Entry) -> str:
    """Who is talking, learnt from the first question that tells; what they read later does not make them another."""
    return scene.state.audience or ("" if entry.audience is Audience.BOTH else entry.audience.value)


def _signal(entry: Entry) -> tuple[Event, ...]:
    """Topics that are a signal for the region (report R8)."""
    signals = {"vervoer-kinderopvang": "vervoer of kinderopvang", "taal-tolk": "taal", "taaleis-taalles": "taal"}
    return (Event("signal", entry.id, label=signals[entry.id]),) if entry.id in signals else ()


def _second(scene: Scene, entry: Entry) -> list[Button]:
    """The other question in the same message, as a button."""
    second = scene.meaning.second if scene.meaning.topic == entry.id else ""
    button = option(scene, second) if second else None
    return [button] if button else []


def _once(buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Each label once, in order."""
    return tuple({button.label: button for button in reversed(buttons)}.values())[::-1]


__all__ = [
    "clarify",
    "entry_answer",
    "entry_buttons",
    "option",
    "prefixed",
    "shorter",
    "something_else",
    "step_told",
    "unknown",
    "word_explained",
]
