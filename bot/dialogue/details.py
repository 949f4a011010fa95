"""What somebody tells of himself, or of whom it is about: taken in with a few words of its own, and the step fits; the subject stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.content.entries import Audience, Entry, StepKind
from bot.content.schema_signal_words import WordList
from bot.content.schema_traits import NO, Effect, Trait, TraitKind
from bot.dialogue import answering, booking_fields, callback, consent, follow_up, forms, objection, offers
from bot.dialogue.actions import Action, action_of
from bot.dialogue.context import State, TurnContext, TurnResult, prefixed, reply_with
from bot.dialogue.memory import Memory, Remembered
from bot.domain import formatting
from bot.domain.facets import Person, answer_for
from bot.domain.messages import Button, Kind, Reply
from bot.privacy.word_lists import has_any
from bot.understanding.clauses import asks_back
from bot.understanding.dialogue_acts import Act
from bot.understanding.pipeline import Decision
from bot.understanding.signal_words import listed
from bot.understanding.text import words
from bot.understanding.traits import Told

_STAFF = "werknemer"
FEW_WORDS = 7
"""A message of so few words that says who is asking asks nothing beside."""
FEWEST_WORDS = 3
"""Fewer tell nothing by themselves, when nothing that we know of stands in them."""
LIKELY = 0.2
"""Least chance of a topic to stand on a button beside what was told."""
PROBABLY = 0.4
"""Least chance of a topic to be told to who says something of himself before anything was spoken of: "ik zoek werk in de techniek"."""
MOST_WAYS = 3
"""Buttons beside [Medewerker]."""
MOST_HEARD = 2
"""Sentences that show that we read it; more is a form read aloud."""


def noticed(context: TurnContext) -> TurnContext:
    """The context with what the message tells in its memory; nothing once the alarm went."""
    if context.reading is None or context.state.crisis:
        return context
    found = {one.trait: one for one in context.reading.traits if one.trait in context.knowledge.traits}
    about = context.listener.finder.about(context.message.text) if context.listener else ""
    if not found and not about:
        return context
    kept = {name: _kept(context, one) for name, one in found.items()}
    memory = replace(context.memory.told(kept), about=about or context.memory.about)
    if about == _STAFF and not context.state.audience:  # who speaks of "mijn medewerker" is an employer
        context = replace(context, state=replace(context.state, audience=Audience.EMPLOYER.value))
    return replace(context, state=_effects(context, replace(context.state, memory=memory), found.values()))


def _kept(context: TurnContext, told: Told) -> Remembered:
    return Remembered(told.value, context.state.turn, context.knowledge.traits[told.trait].sensitive)


def _effects(context: TurnContext, state: State, told: Iterable[Told]) -> State:
    """What a detail changes at once: short messages, and who is talking."""
    for one in told:
        effect = context.knowledge.traits[one.trait].effect
        if effect is Effect.SHORT:
            state = replace(state, short=one.value != NO)
        if effect is Effect.OWN_WORK and not state.audience and state.memory.about != _STAFF:
            state = replace(state, audience=Audience.INHABITANT.value)
        if effect is Effect.ROLE:
            state = replace(state, audience=one.value if one.value in tuple(Audience) else "")
    return state


def decided_before(context: TurnContext) -> TurnResult | None:
    """Something that must be signed or decided before a day; None for any other message."""
    if context.reading is None or (context.state.crisis and not context.state.taken_back) or insulted(context):
        return None
    deadline = next((trait for trait in _new(context) if trait.effect is Effect.BEFORE), None)
    return _before(context, deadline) if deadline else None


def told(context: TurnContext) -> TurnResult | None:
    """A message that tells something; None when it does something else, or only stands beside a question that we can answer."""
    reading = context.reading
    if reading is None or (context.state.crisis and not context.state.taken_back) or insulted(context):
        return None
    new = tuple(_new(context))
    if (answer := _for_who_asks(context, new) or _for_employers(context, new)) is not None:
        return answer
    if any(trait.effect is Effect.NO_CALLS for trait in new) and reading.act in _TELLING and not forms.open_one(context):
        return _without_a_call(context)
    if reading.act != Act.TELLS or reading.decision is Decision.NONE or forms.open_one(context):
        return None
    if context.meaning.decision is Decision.ANSWER and not (context.memory.focus in context.knowledge.entries and reading.traits):
        return None  # a topic that is sure wins from what is told, but for a detail of what was spoken of
    if not new and len(context.message.text.split()) < FEWEST_WORDS:
        return None
    if _subject(context) is None and (likely := _likely(context, PROBABLY)):
        return answering.entry_answer(context, likely)
    return _step_that_fits(context)


def _for_who_asks(context: TurnContext, new: Sequence[Trait]) -> TurnResult | None:
    """The subject once more, as it is for who turns out to ask ("dat is voor mijn bedrijf"); None when that is the same."""
    entry = _subject(context)
    if entry is None or forms.open_one(context) or not any(trait.effect is Effect.ROLE for trait in new):
        return None
    asks_more = context.meaning.decision is Decision.ANSWER and context.meaning.topic != entry.id
    if asks_more and len(context.message.text.split()) > FEW_WORDS:
        return None
    if answer_for(answering.for_role(context, entry), context.about).answer == answer_for(entry, Person()).answer:
        return None
    return answering.entry_answer(replace(context, state=replace(context.state, told="")), entry)


def completed(context: TurnContext) -> TurnResult | None:
    """'31 december' right after 'mijn contract loopt af': the day belongs to what was told, and is no wish to come then."""
    line, text = context.memory.line, context.message.text
    if context.listener is None or not line or context.state.crisis or forms.open_one(context) or len(text.split()) > LONGEST_FRAGMENT:
        return None
    alone = {one.trait for one in context.listener.finder.find(text, context.now)}
    traits = context.knowledge.traits
    found = {one.trait: one for one in context.listener.finder.find(f"{line} {text}", context.now) if one.trait in traits}
    dated = {name: one for name, one in found.items() if traits[name].kind is TraitKind.DATE and name not in alone}
    if not dated or not _subject(context):
        return None
    memory = context.memory.told({name: _kept(context, one) for name, one in dated.items()})
    context = replace(context, state=replace(context.state, memory=memory))
    deadline = next((traits[name] for name in dated if traits[name].effect is Effect.BEFORE), None)
    return (deadline and _before(context, deadline)) or _step_that_fits(context)


def _for_employers(context: TurnContext, new: Sequence[Trait]) -> TurnResult | None:
    """What we do for employers, for who opens with being one and says nothing else that we know."""
    opens = context.state.audience == Audience.EMPLOYER and any(trait.effect is Effect.ROLE for trait in new)
    entry = context.knowledge.entries.get(context.roles.employer)
    if not opens or entry is None or _subject(context) or forms.open_one(context) or context.meaning.decision is Decision.ANSWER:
        return None
    return None if _likely(context, LIKELY) else answering.entry_answer(context, entry)


_TELLING = frozenset({Act.TELLS, Act.NO, Act.CORRECTION})


def _without_a_call(context: TurnContext) -> TurnResult:
    """Who cannot or will not telephone hears how it goes here."""
    text = f"{heard(context)} {context.say('gesprek.zonder-bellen')}"
    refused = callback.not_called(context)
    return replace(refused, replies=(replace(refused.reply, text=text),))


def _new(context: TurnContext) -> Iterator[Trait]:
    """What was told in this message and holds: "ik heb geen auto" is told, "ik heb een auto" changes nothing."""
    for name, one in context.memory.traits.items():
        trait = context.knowledge.traits.get(name)
        if trait and one.turn == context.state.turn and one.value != NO:
            yield trait


def insulted(context: TurnContext) -> bool:
    """Whether an insult stands in the message: that is answered calmly, and tells nothing."""
    return has_any(context.message.text, context.knowledge.word_lists.insults)


def heard(context: TurnContext) -> str:
    """A few words by which we show that we read it, in the words of staff where they have some."""
    own = [trait.heard for trait in _new(context) if trait.heard]
    if own:
        return " ".join(dict.fromkeys(own[:MOST_HEARD]))
    return context.say("gesprek.gehoord-weer" if context.memory.has_said("gesprek.gehoord") else "gesprek.gehoord")


def _subject(context: TurnContext) -> Entry | None:
    """The subject that a detail goes with: what was spoken of last, unless that was the centre itself (its address, its hours)."""
    focus = context.memory.focus
    return None if focus in context.roles.about_us else context.knowledge.entries.get(focus)


def _step_that_fits(context: TurnContext) -> TurnResult:
    """What was heard, and the steps of what was spoken of: not the answer again. A question beside it is not thanked for."""
    entry = _subject(context)
    if asks_back(context.message.text) and not any(trait.heard for trait in _new(context)):
        return follow_up.not_placed(context, entry)
    text = f"{heard(context)} {_further(context, entry)}"
    if context.memory.has_said(text):
        text = context.say("gesprek.neem-mee")
    memory = context.memory.having_said("gesprek.gehoord", text)
    if entry is None and (likely := _likely(context, LIKELY)):
        memory = memory.spoke_of(likely.id, context.state.turn)  # it stands on a button: what is asked next is about that
    buttons = [*(follow_up.steps(context, entry) if entry else _ways(context)), context.human]
    if beside := _help_beside(context):
        text = f"{text} {context.say('gesprek.hulp-erbij', knop=beside.label)}"
        buttons = [answering.topic_button(beside), *buttons[: MOST_WAYS - 1], context.human]
    state = replace(context.state, memory=memory, unsure=0)
    topic = entry.id if entry else ""
    return reply_with(context, text, buttons, state=state, topic=topic, secret=bool(entry and entry.sensitive) or _is_sensitive(context))


def _help_beside(context: TurnContext) -> Entry | None:
    """The help that staff offer for what was told, beside the subject; None when that is the subject itself, or was told before."""
    helping = (context.knowledge.entries.get(trait.help) for trait in _new(context) if trait.help)
    return next((entry for entry in helping if entry and entry.id not in (context.memory.focus, *context.memory.told_entries)), None)


def _is_sensitive(context: TurnContext) -> bool:
    return any(trait.sensitive for trait in _new(context)) or consent.is_sensitive(context)


def _whom(context: TurnContext) -> str:
    """Of whom it is told, as we call them: "uw kind"."""
    return context.say(f"gesprek.over-{context.memory.about}")


def _further(context: TurnContext, entry: Entry | None) -> str:
    if context.memory.about:
        return context.say("gesprek.verder-samen", wie=_whom(context))
    return context.say("gesprek.verder", over=entry.called) if entry and entry.called else context.say("gesprek.verder-zo")


def _ways(context: TurnContext) -> list[Button]:
    talk = context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT)
    about = _likely(context, LIKELY)
    ways = [*([] if context.state.crisis else [talk]), context.come, context.call]
    return [answering.topic_button(about), *ways[:2]] if about else ways


def _likely(context: TurnContext, least: float) -> Entry | None:
    """The topic that the words are most probably about."""
    likely = next((one.topic for one in context.meaning.candidates if one.score >= least), "")
    return context.knowledge.entries.get(likely)


def _before(context: TurnContext, trait: Trait) -> TurnResult | None:
    """Something must be signed or decided before a day: what we say of that, and one line with moments before it; walking in when there are none."""
    told = context.memory.traits[trait.id].value
    if not told or told <= context.now.date().isoformat() or forms.open_one(context):
        return None
    day = context.now.date().fromisoformat(told)
    service = booking_fields.service_of_topic(context) or context.roles.neutral_service
    moments = [] if context.state.crisis else offers.before(context, service, day)
    line = context.say("gesprek.momenten-voor" if moments else "gesprek.niets-voor", dag=formatting.day(day, year_of=context.now.date()))
    sure = context.knowledge.entries.get(context.meaning.topic or "") if context.meaning.decision is Decision.ANSWER else None
    if sure and sure.id not in (*context.memory.told_entries, *context.roles.about_us):
        answer = answering.entry_answer(context, sure)
        others = [one for one in answer.reply.buttons if one.step != StepKind.APPOINTMENT]
        ways = [*moments, *others[: MOST_WAYS - len(moments)], context.human]
        return _last(answer, replace(answer.reply, text=f"{answer.reply.text}\n\n{line}", buttons=tuple(dict.fromkeys(ways))))
    entry = _subject(context)
    text = f"{heard(context)} {context.say('gesprek.geen-recht')}\n\n{line}"
    topic, secret = (entry.id, entry.sensitive) if entry else ("", False)
    return reply_with(context, text, [*moments, context.come, context.human], topic=topic, secret=secret or _is_sensitive(context))


# What every answer gets by what was told: the ways to us that fit.


def fitted(context: TurnContext, result: TurnResult) -> TurnResult:
    """Who cannot telephone is offered no call but a question here; who lives far, a call first."""
    if result.erased or context.message.kind is Kind.START:
        return result
    effects = {trait.effect for trait in holding(result.state.memory, context)}
    if Effect.NO_CALLS in effects:
        return _last(result, _without_calls(context, result.reply))
    if Effect.BY_PHONE in effects and not result.reply.numbered and result.state.waiting is None and not result.state.crisis:
        return _last(result, _call_first(context, result.reply))
    return result


def holding(memory: Memory, context: TurnContext) -> Iterator[Trait]:
    """What was told in this contact and still holds."""
    for name, one in memory.traits.items():
        trait = context.knowledge.traits.get(name)
        if trait and one.value != NO:
            yield trait


def _last(result: TurnResult, reply: Reply) -> TurnResult:
    return replace(result, replies=(*result.replies[:-1], reply))


def _without_calls(context: TurnContext, reply: Reply) -> Reply:
    rather = context.knowledge.phrases.label("liever-bellen")
    kept = [one for one in reply.buttons if not _calls(one) and one.label != rather]
    if len(kept) == len(reply.buttons) or any(action_of(one.action) is Action.WRITE for one in kept):
        return replace(reply, buttons=tuple(kept))
    return replace(reply, buttons=(*kept[:-1], context.button("antwoord-hier", Action.WRITE), *kept[-1:]))


def _calls(button: Button) -> bool:
    """Whether a button leads to a telephone call: ours, or a step of an entry."""
    return action_of(button.action) is Action.CALL or button.step == StepKind.CALL_BACK


def _call_first(context: TurnContext, reply: Reply) -> Reply:
    if not any(one.step for one in reply.buttons):
        return reply
    others = [one for one in reply.buttons if action_of(one.action) is not Action.CALL]
    return replace(reply, buttons=(context.call, *others))


def acknowledged(context: TurnContext, result: TurnResult) -> TurnResult:
    """An answer to a question beside which something was told begins with the words of staff for it."""
    if context.message.kind is not Kind.TEXT or context.state.audience == Audience.EMPLOYER:
        return result
    asks = asks_back(context.message.text)  # "mag dat zomaar" is answered first
    own = [trait.heard for trait in _new(context) if trait.heard and (trait.effect or (trait.sensitive and not asks))]
    if (
        not own
        or result.topic not in context.knowledge.entries
        or result.state.crisis
        or result.erased
        or result.replies[0].text.startswith(own[0])
    ):
        return result
    if any(one.text.startswith(tuple(own)) for one in result.replies) or result.state.waiting is not None:
        return result
    return prefixed(result, own[0])


def spoken_for(context: TurnContext, result: TurnResult) -> TurnResult:
    """An answer to who asks for another, and not for himself too, says once whom "u" means."""
    memory, text = result.state.memory, context.message.text
    told = result.topic in context.knowledge.entries and result.state.waiting is None and not result.state.crisis
    if context.message.kind is not Kind.TEXT or not told or context.memory.about in ("", _STAFF) or memory.has_said("gesprek.geldt-voor"):
        return result
    who = _whom(context)
    said = [word for one in result.replies for word in words(one.text)]
    fits_already = any(who in one.text for one in result.replies) or "u" not in said or "ander" in said
    if fits_already or not listed(WordList.SPEAKS_OF_HIMSELF).isdisjoint(words(text)):
        return result
    state = replace(result.state, memory=memory.having_said("gesprek.geldt-voor"))
    return replace(prefixed(result, context.say("gesprek.geldt-voor", wie=who)), state=state)


# What we remember, forgotten.


def forgotten(context: TurnContext) -> TurnResult:
    """'Vergeet dat': what was told goes at once; what was spoken of stays."""
    memory = replace(context.memory, traits={}, about="")
    state = replace(context.state, memory=memory, municipality="", question="")
    return reply_with(
        context, context.say("gesprek.vergeten"), [context.come, context.button("menu", Action.MENU), context.human], state=state
    )


LONGEST_FRAGMENT = 4  # words


def continued(context: TurnContext) -> TurnResult | None:
    """A fragment right after another line: read joined to it. None when that is no surer."""
    joined = context.joined
    if joined is None or context.meaning.decision is Decision.ANSWER or joined.decision is not Decision.ANSWER or not joined.topic:
        return None
    if len(context.message.text.split()) > LONGEST_FRAGMENT or not any(map(str.isalpha, context.message.text)):
        return None
    if joined.topic == context.memory.focus:
        return _step_that_fits(context)
    entry = context.knowledge.entries.get(joined.topic)
    return answering.entry_answer(replace(context, meaning=joined), entry) if entry else None


def unsure(context: TurnContext) -> TurnResult | None:
    """Who tells of himself gets no list of guesses: that we are not sure, and the ways to a person."""
    reading = context.reading
    long_enough = len(context.message.text.split()) >= FEWEST_WORDS
    tells = reading is not None and ((reading.act in (Act.TELLS, Act.FEELING) and long_enough) or bool(reading.traits))
    if not tells or context.meaning.decision is Decision.ANSWER or forms.open_one(context):
        return None
    if reading is not None and reading.act == Act.FEELING:
        return objection.felt(context)
    if likely := _likely(context, PROBABLY):
        return answering.entry_answer(context, likely)  # `acknowledged` says that it was heard
    if reading is not None and (reading.act == Act.TELLS or any(_new(context))):
        return _step_that_fits(context)
    entry = context.knowledge.entries.get(context.memory.focus)
    buttons = [*(follow_up.steps(context, entry) if entry else _ways(context)), context.human]
    key = "gesprek.neem-mee" if context.memory.has_said("gesprek.weet-niet-zeker") else "gesprek.weet-niet-zeker"
    memory = context.memory.having_said("gesprek.weet-niet-zeker")
    state = replace(context.state, memory=memory, unsure=context.state.unsure + 1)
    text = follow_up.uncertain(context, entry) if entry and key == "gesprek.weet-niet-zeker" else context.say(key)
    return reply_with(context, text, buttons, state=state, topic=entry.id if entry else "", secret=_is_sensitive(context))
