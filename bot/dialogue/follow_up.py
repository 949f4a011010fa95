"""A message about one thing of what was spoken of: how long it takes, what it costs. That is told, never the whole answer again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.content.entries import Audience, Entry, Step, StepKind
from bot.dialogue import answering, booking, forms
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import State, TurnContext, TurnResult, prefixed, reply_with
from bot.dialogue.memory import VISIT, Mark, MarkKind, Memory
from bot.domain import formatting
from bot.domain.facets import FacetText, Meeting, answer_for, as_entry, facet_answer, variant_for
from bot.domain.messages import Button, Kind
from bot.privacy.masking import mask_rest
from bot.storage import appointment_rows
from bot.storage.events import Event
from bot.understanding.clauses import asks_back, clauses
from bot.understanding.dialogue_acts import Act, Open, Situation, label_of
from bot.understanding.pipeline import Decision, Meaning, points_back
from bot.understanding.reading import TOLD_BY_ANSWER, Possible, Reading
from bot.understanding.text import words

PLACE = "waar"
PROOF, WHAT = "bewijs", "wat"
"""Where it comes from is told of every subject; what it is, in short when it has no text of its own."""
MOST_STEPS = 3
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
MOST_DOUBTED, LEAST_DOUBTED = 2, 0.2
"""How many ways to read a message are asked about, and how likely each of them is at least."""
PERHAPS = 0.05
"""Least chance of a facet to be told instead of an answer that stood already."""
CLEARLY_ASKED = 0.3
"""The same for one clause of several."""
LONGEST_LINE = 200  # characters of what was typed just before


def asked(context: TurnContext) -> TurnResult | None:
    """A follow-up on what was spoken of, or a new question about one thing of a subject; None for any other message."""
    reading = context.reading
    if reading is None or (context.state.crisis and not context.state.taken_back):
        return None
    told = _told(context, reading)
    return forms.resumed(context, told) if told else None


def _told(context: TurnContext, reading: Reading) -> TurnResult | None:
    focus = context.knowledge.entries.get(context.memory.focus)
    if reading.act == Act.DISBELIEF and focus and not _asks_another(context, focus):
        return _proven(context, focus)
    entry = context.knowledge.entries.get(reading.topic)
    if entry is not None and reading.act == Act.QUESTION and (facet := _asked_of_told(context, entry)):
        return facet_told(context, entry, facet)
    if entry is None or not reading.facet:
        return None
    if reading.act == Act.FOLLOW_UP and (_asks_about_us(context) or _asks_beside(context, entry)):
        return None
    if reading.act == Act.FOLLOW_UP and reading.facet in TOLD_BY_ANSWER and _asks_another(context, entry):
        return None  # "en als hij vaak ziek is" asks what helps then
    if reading.act == Act.FOLLOW_UP and (named := _named_before(context, entry)):
        return facet_told(context, named, reading.facet) if reading.facet in named.facets else None
    if reading.act == Act.FOLLOW_UP:
        return facet_told(context, entry, reading.facet) if _sure(context, reading) else _doubted(context, reading)
    asks = reading.act == Act.QUESTION and reading.decision is Decision.ANSWER
    asks = asks and variant_for(entry.variants, context.about) is None  # an answer for this very person goes before one facet
    return facet_told(context, entry, reading.facet) if asks else None


def _asked_of_told(context: TurnContext, entry: Entry) -> str:
    """The facet that a question about a subject most probably asks, when its answer was told already and the facet was not; else empty."""
    if context.listener is None or entry.id not in context.memory.told_entries or context.reading is None or context.reading.facet:
        return ""
    ours = [
        facet
        for facet, known in entry.facets.items()
        if not known.unknown and Mark(MarkKind.FACET, entry.id, facet) not in context.memory.said
    ]
    return _likeliest(context, context.message.text, ours, PERHAPS) or _asked_apart(context, ours)


def _likeliest(context: TurnContext, text: str, facets: Sequence[str], least: float) -> str:
    """The facet that words ask, when it is at least so likely; else empty."""
    if context.listener is None:
        return ""
    chances = context.listener.acts.chances(words(text), Situation(Open.NOTHING, subject=True))
    best = max(facets, key=lambda facet: chances.get(label_of(facet), 0.0), default="")
    return best if best and chances.get(label_of(best), 0.0) >= least else ""


def _asked_apart(context: TurnContext, facets: Sequence[str]) -> str:
    """The facet that the last question of several sentences asks by itself: "ik heb niks getekend. wie bepaalt dat nou"."""
    asked = [clause for clause in clauses(context.message.text) if asks_back(clause)]
    if asked == [context.message.text]:
        return ""
    return next((found for clause in reversed(asked) if (found := _likeliest(context, clause, facets, CLEARLY_ASKED))), "")


def _asks_about_us(context: TurnContext) -> bool:
    """Whether what is asked is surely about the centre itself: in words that do not point back ("waar is dat"), or in the middle of a form of ours."""
    about_us = set(context.roles.about_us) - {context.roles.menu}  # "wat nu" after a subject is about that
    sure = context.meaning.decision is Decision.ANSWER and context.meaning.topic in about_us
    return sure and (not points_back(context.message.text) or forms.open_one(context) is not None)


def _asks_another(context: TurnContext, entry: Entry) -> bool:
    """Whether the words are surely about another topic than the subject, also one of its family."""
    topic = context.meaning.topic or ""
    return context.meaning.decision is Decision.ANSWER and topic not in (entry.id, *context.roles.about_us)


def _asks_beside(context: TurnContext, entry: Entry) -> bool:
    """Whether the words are surely about another of the subject's family; of any other topic the reading has weighed it."""
    other = context.knowledge.entries.get(context.meaning.topic or "")
    family = entry.belongs_to or entry.id
    return other is not None and family in (other.belongs_to, other.id) and _asks_another(context, entry)


def _named_before(context: TurnContext, entry: Entry) -> Entry | None:
    """The earlier subject that the words surely name ("en die bbl, wat kost die"), though another was spoken of last."""
    topic = context.meaning.topic if context.meaning.decision is Decision.ANSWER else ""
    return context.knowledge.entries.get(topic or "") if topic in context.memory.entries and topic != entry.id else None


def _sure(context: TurnContext, reading: Reading) -> bool:
    """Sure enough to answer; when a question of ours between two was not answered, the likelier of them will do."""
    return reading.decision is Decision.ANSWER or (reading.decision is Decision.CLARIFY and context.memory.doubted)


def facet_told(context: TurnContext, entry: Entry, facet: str) -> TurnResult:
    """The text of one facet with the steps that fit; what we cannot tell for the second time leads to a person."""
    found = _found(context, entry, facet)
    mark, asked_in_vain = Mark(MarkKind.FACET, entry.id, facet), Mark(MarkKind.IN_VAIN, entry.id)
    told_before = mark in context.memory.said and not context.memory.repeats(context.message.text)
    text = context.say("gesprek.al-gezegd") if told_before else _with_answer(context, entry, found, facet)
    text = _few_words(text) if context.state.short else text
    in_vain = told_before or not found.known
    memory = context.memory.spoke_of(entry.id, context.state.turn, facet).marked(mark, *([asked_in_vain] if in_vain else []))
    state = replace(context.state, memory=replace(memory, doubted=False), topic=entry.id, unsure=0)
    ways = _with_visit(context, entry, facet, steps(context, entry, found.step))
    if in_vain:
        _, ways = answering.no_more(context, mark if told_before else asked_in_vain, text, ways)
    events = (Event("answered", found.topic),)
    buttons = (*ways, context.human)
    return reply_with(context, text, buttons, state=state, topic=found.topic, facet=facet, events=events, secret=entry.sensitive)


def _with_answer(context: TurnContext, entry: Entry, found: FacetText, facet: str) -> str:
    """The honest sentence, below the short answer when that was not told yet: nobody looked at this facet, and perhaps it stands there."""
    looked_at = found.known or facet in (*entry.facets, PROOF, WHAT)
    return found.text if looked_at or entry.id in context.memory.told_entries else f"{_in_short(context, entry)}\n\n{found.text}"


def told_by_button(context: TurnContext, topic: str, facet: str) -> TurnResult | None:
    """A facet that was offered and chosen. None when the entry is gone."""
    entry = context.knowledge.entries.get(topic)
    return facet_told(context, entry, facet) if entry else None


def _found(context: TurnContext, entry: Entry, facet: str) -> FacetText:
    found = facet_answer(context.answers, entry, facet, context.about, meeting(context, entry.id))
    if found.known or facet not in (PROOF, WHAT) or (facet == WHAT and entry.id in context.memory.told_entries):
        return found
    return replace(found, text=context.answers.provenance(entry) if facet == PROOF else _in_short(context, entry))


def _proven(context: TurnContext, entry: Entry) -> TurnResult:
    """Who doubts it hears where it comes from: what was told last of the subject, a facet or the answer."""
    told = next((one.facets[-1] for one in context.memory.subjects if one.entry == entry.id and one.facets), "")
    facet = entry.facets.get(told)
    text = f"{context.answers.provenance(as_entry(entry, facet, facet.answer) if facet else entry)} {context.say('gesprek.twijfel')}"
    state = replace(context.state, memory=context.memory.spoke_of(entry.id, context.state.turn), unsure=0)
    buttons = (*steps(context, entry), context.human)
    events = (Event("answered", entry.id),)
    return reply_with(context, text, buttons, state=state, topic=entry.id, facet=PROOF, events=events, secret=entry.sensitive)


def _few_words(text: str) -> str:
    """As many whole sentences from the beginning as fit in a short message; the first always."""
    first, *others = _SENTENCE.split(text)
    for sentence in others:
        if len(f"{first} {sentence}".split()) > answering.MOST_WORDS:
            break
        first = f"{first} {sentence}"
    return first


def _in_short(context: TurnContext, entry: Entry) -> str:
    return f"{context.say('antwoord.kort-inleiding')} {context.answers.short(answer_for(entry, context.about))}"


def meeting(context: TurnContext, subject: str = "") -> Meeting | None:
    """The appointment that stands open, else the one that was made: about this subject, or about none in particular."""
    waiting = context.state.awaited(context.message.at)
    services, locations = context.calendar.services, context.calendar.locations
    location = next((one for one in locations.values() if one.closes_after is None), None)
    if waiting and waiting.dialogue == booking.BOOKING and (service := services.get(waiting.data.get("dienst", ""))):
        return Meeting(service, service.places[0], location)
    made = next(iter(appointment_rows.upcoming(context.db, context.person, context.now)), None)
    if made is None or made.service not in services or (subject and made.subject not in (subject, "")):
        return None
    return Meeting(services[made.service], made.place, locations.get(made.location) or location)


def steps(context: TurnContext, entry: Entry, first: Step | None = None) -> Sequence[Button]:
    """At most three steps: the one of the facet, then those of the entry."""
    own = _button(context, first) if first else None
    known = answering.entry_steps(context, entry)
    listed = [own, *known] if own else known
    return tuple({button.step or button.label: button for button in reversed(listed)}.values())[::-1][:MOST_STEPS]


def _with_visit(context: TurnContext, entry: Entry, facet: str, ways: Sequence[Button]) -> Sequence[Button]:
    """Where we talk, asked by an employer: the company itself is one of the places, and we call first."""
    if facet != PLACE or Audience.EMPLOYER not in (entry.audience, context.state.audience) or context.state.crisis:
        return ways
    visit = context.button("bezoek", Action.VISIT, step=StepKind.CALL_BACK)
    return (visit, *(one for one in ways if one.step != visit.step))[:MOST_STEPS]


def _button(context: TurnContext, step: Step) -> Button | None:
    """The button of a step that stands at a facet; one that is only told in words has none."""
    usual = {StepKind.APPOINTMENT: "afspraak", StepKind.CALL_BACK: "bel-mij", StepKind.WALK_IN: "kom-langs"}
    actions = {StepKind.APPOINTMENT: Action.BOOK, StepKind.CALL_BACK: Action.CALL, StepKind.WALK_IN: Action.WALK_IN}
    if step.kind not in actions:
        return None
    about = (step.service,) if step.kind is StepKind.APPOINTMENT else ()
    return Button(step.label or context.knowledge.phrases.label(usual[step.kind]), encode(actions[step.kind], *about), step.kind.value)


def _doubted(context: TurnContext, reading: Reading) -> TurnResult | None:
    """Doubt between two ways to read it is asked within the subject; a topic beside it is one of the choices."""
    if (
        reading.decision is not Decision.CLARIFY
        or context.memory.doubted
        or _asks_another(context, context.knowledge.entries[reading.topic])
    ):
        return None
    best = Possible(reading.act, reading.topic, reading.facet, reading.score)
    likely = [one for one in (best, *reading.others) if one.score >= LEAST_DOUBTED]
    options = [button for one in likely if (button := _option(context, one))][:MOST_DOUBTED]
    entry = context.knowledge.entries[reading.topic]
    if len(options) < MOST_DOUBTED or not entry.called:
        return None if context.meaning.decision is Decision.CLARIFY and _likely_another(context, entry) else _not_sure(context, entry)
    memory = replace(context.memory.spoke_of(entry.id, context.state.turn), doubted=True)
    buttons = [*options, context.button("iets-anders", Action.SOMETHING_ELSE), context.human]
    text = context.say("gesprek.vraagt-u", over=entry.called)
    state = replace(context.state, memory=memory)
    event = Event("clarified", detail=entry.id)
    return reply_with(context, text, buttons, state=state, topic=entry.id, numbered=True, events=(event,), secret=entry.sensitive)


CLEARLY, TWICE = 0.6, 2
"""Least chance of another topic to be told while a subject is spoken of, and how much likelier than the next it is."""
NEARLY = 0.2
"""Least chance of another topic to stand on a button beside what we do not know."""


def under_way(context: TurnContext, meaning: Meaning) -> TurnResult | None:
    """What we cannot place, while a subject is spoken of: no list of guesses but the topic that is clearly likeliest, else the honest sentence."""
    entry = spoken_of(context)
    if entry is None or meaning.side_unsaid or context.state.crisis:
        return None
    others = (one for one in meaning.candidates if one.topic not in context.roles.about_us)  # about the centre only when that is sure
    ours = [(context.knowledge.entries[one.topic], one.score) for one in others if one.topic in context.knowledge.entries]
    fitting = [(one, score) for one, score in ours if not context.state.audience or one.audience in (Audience.BOTH, context.state.audience)]
    best, score = fitting[0] if fitting else (entry, 0.0)
    if score >= CLEARLY and score >= TWICE * max((one.score for one in meaning.candidates if one.topic != best.id), default=0.0):
        return answering.entry_answer(context, best)
    if best.id == entry.id and score >= NEARLY and entry.id not in context.memory.told_entries:
        return answering.entry_answer(context, entry)  # it was only guessed until now
    return not_placed(context, entry, best if score >= NEARLY and best.id != entry.id else None)


def spoken_of(context: TurnContext) -> Entry | None:
    """The subject under way; none where the talk was of the centre itself."""
    focus = context.memory.focus
    return None if focus in context.roles.about_us else context.knowledge.entries.get(focus)


def not_placed(context: TurnContext, entry: Entry | None, beside: Entry | None = None) -> TurnResult:
    """That we are not sure, with the steps of the subject, or what it may be about on a button; the second time the ways to a person."""
    named = entry is not None and beside is None
    unsure = Mark(MarkKind.SENTENCE, "gesprek.weet-niet-zeker")
    first = uncertain(context, entry) if entry and named else context.say("gesprek.weet-niet-zeker")
    text, ways = answering.no_more(context, unsure, first, steps(context, entry) if entry else ())
    if beside:
        ways = [answering.topic_button(beside), *answering.to_a_person(context)[:2]]
    state = replace(context.state, memory=context.memory.marked(unsure), unsure=context.state.unsure + 1)
    events = (Event("unknown", detail=beside.id if beside else entry.id if entry else ""),)
    secret, topic = bool(entry and entry.sensitive), entry.id if entry and named else ""
    return reply_with(context, text, [*ways, context.human], state=state, topic=topic, events=events, secret=secret)


def _likely_another(context: TurnContext, entry: Entry) -> bool:
    """Whether some other topic is likely enough to be asked about."""
    return any(one.score >= LEAST_DOUBTED for one in context.meaning.candidates if one.topic != entry.id)


def _not_sure(context: TurnContext, entry: Entry) -> TurnResult:
    """A question about the subject that we cannot place: said so, with its steps and a person; no list of guesses."""
    memory = context.memory.spoke_of(entry.id, context.state.turn)
    state = replace(context.state, memory=memory, unsure=context.state.unsure + 1)
    buttons = (*steps(context, entry), context.human)
    return reply_with(context, uncertain(context, entry), buttons, state=state, topic=entry.id, secret=entry.sensitive)


def uncertain(context: TurnContext, entry: Entry) -> str:
    """That we do not know it, with the subject and its first step by name."""
    first = next(iter(steps(context, entry)), None)
    if first is None or not entry.called:
        return context.say("gesprek.weet-niet-zeker")
    return context.say("gesprek.weet-niet-over", over=entry.called, knop=first.label)


def _option(context: TurnContext, one: Possible) -> Button | None:
    words = context.knowledge.facet_words.get(one.facet)
    if one.act == Act.FOLLOW_UP and words:
        return Button(formatting.capital(words.heading), encode(Action.FACET, one.topic, one.facet))
    return answering.option(context, one.topic) if one.act == Act.QUESTION and one.topic else None


def _line(context: TurnContext, state: State, memory: Memory) -> str:
    """The line that the next may be joined to; none where a form of ours takes what comes."""
    if context.message.kind is not Kind.TEXT or state.waiting is not None or context.meaning.command:
        return ""
    understood = context.meaning.decision is Decision.ANSWER or context.joined is None
    text = context.message.text if understood else f"{memory.line} {context.message.text}"
    return mask_rest(" ".join(text.split())).text[-LONGEST_LINE:]


def not_twice(context: TurnContext, result: TurnResult) -> TurnResult:
    """The result without a text that was said before in this contact: said so, with a person who knows more."""
    told = result.topic in context.knowledge.entries and result.state.waiting is None and not result.state.crisis
    if context.message.kind is not Kind.TEXT or context.message.is_command or not told or result.reply.numbered:
        return result
    mark = Mark.text(result.replies[0].text)
    state = replace(result.state, memory=result.state.memory.marked(mark))
    said = prefixed(result, context.say("gesprek.net-gezegd")) if mark in context.memory.said else result
    return replace(said, state=state)


def _guessed(context: TurnContext, result: TurnResult) -> str:
    """The likeliest of the subjects between which we asked: what is told next is about that, until another is named."""
    asked = any(event.kind == "clarified" for event in result.events)
    return next((one.topic for one in context.meaning.candidates if one.topic in context.knowledge.entries), "") if asked else ""


def remembered(context: TurnContext, result: TurnResult) -> TurnResult:
    """The result with what was spoken of in its memory; after an alarm nothing new is remembered, and what was is gone."""
    state = result.state
    if state.crisis and not state.taken_back:
        return replace(result, state=replace(state, memory=Memory(language=state.memory.language)))
    told = result.topic in context.knowledge.entries and not any(event.kind in ("clarified", "unknown") for event in result.events)
    memory = state.memory
    if told and not result.facet:
        memory = memory.spoke_of(result.topic, state.turn).marked(Mark(MarkKind.ENTRY, result.topic))
    elif result.step and result.step.kind is StepKind.APPOINTMENT and state.waiting is None:
        memory = memory.spoke_of(VISIT, state.turn)
    elif not memory.focus and (guessed := _guessed(context, result)):
        memory = memory.spoke_of(guessed, state.turn)
    memory = replace(memory, line=_line(context, state, memory))
    read = context.reading.key if context.reading else ""
    doubted = memory.doubted and any(event.kind == "clarified" for event in result.events)
    return replace(result, state=replace(state, memory=replace(memory, read=read or memory.read, doubted=doubted)))
