"""A message of which only a part is meant, or the last one asked from another side: what stands beside a no or thanks is read by itself."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Audience, Entry
from bot.content.schema_signal_words import WordList
from bot.content.schema_traits import Effect
from bot.dialogue import answering, callback, contact, follow_up, forms, objection, safety, topics, visit
from bot.dialogue.context import TurnContext, TurnResult, prefixed, reply_with
from bot.privacy.word_lists import has_any
from bot.storage.events import Event
from bot.understanding.clauses import Border, asks_back, parts_at
from bot.understanding.dialogue_acts import Act, Open, Situation
from bot.understanding.pipeline import COURTESY, Decision, points_back
from bot.understanding.reading import Possible
from bot.understanding.remainder import Parts, parts
from bot.understanding.signal_words import listed
from bot.understanding.text import words

CORRECTS = 0.5
"""Least chance of a clause to say only that we were wrong."""
LIKELY = 0.4
"""Least chance of a topic to be told to who corrected us: a list of guesses is no answer to "nee, ik bedoel …"."""
OF_THIS_SIDE = 0.2
"""The same, among the topics of the side that somebody turned out to be on."""


def answered(context: TurnContext) -> TurnResult | None:
    """What is meant beside a no or thanks, or by who turns out to be on another side; None for any other message."""
    if context.listener is None or context.reading is None or forms.open_one(context):
        return None
    if (context.state.crisis and not context.state.taken_back) or has_any(context.message.text, context.knowledge.word_lists.insults):
        return None
    if safety.is_low(context) or safety.is_listened_to(context):
        return None  # who may be in despair is heard as a whole
    return _other_side(context) or _of_own_side(context) or _beside(context) or _said_of_it(context)


def _beside(context: TurnContext) -> TurnResult | None:
    found = parts(context.message.text, context.listener.understanding.answers, lambda clause: _only_corrects(context, clause))  # type: ignore[union-attr]
    if not found.rest or found.rest == context.message.text:
        return None
    if found.thanks:
        return _after_thanks(context, found)
    return _meant_instead(context, found) if found.no and _rejects(context) else None


def _only_corrects(context: TurnContext, clause: str) -> bool:
    """Whether a clause says that we understood it wrong, and is about nothing."""
    assert context.listener is not None
    chances = context.listener.acts.chances(words(clause), Situation(Open.NOTHING, subject=True))
    sure = context.listener.understanding.understand(clause).decision is Decision.ANSWER
    return chances.get(Act.CORRECTION, 0.0) >= CORRECTS and not sure


def _after_thanks(context: TurnContext, found: Parts) -> TurnResult | None:
    """A question beside thanks: answered; when we cannot, said so. A wish is followed when it opens with "maar"; others are thanked."""
    likeliest = context.meaning.candidates[0].topic if context.meaning.candidates else ""
    thanked = likeliest in COURTESY or (context.reading is not None and context.reading.act in COURTESY)
    asks = asks_back(found.rest)
    if not thanked or not (asks or not listed(WordList.BUT).isdisjoint(words(found.rest)[:1])):
        return None
    alone = _alone(context, found.rest)
    return _read(alone) or (_honest(alone) if asks else None)


def _rejects(context: TurnContext) -> bool:
    """Whether a message that opens with a no rejects what was told: it says so, or is not surely about something else."""
    if context.memory.focus not in context.knowledge.entries or context.reading is None:
        return False
    meaning = context.meaning
    elsewhere = meaning.decision is Decision.ANSWER and meaning.topic not in (context.memory.focus, *_refused(context))
    return not elsewhere or context.reading.act == Act.CORRECTION


def _refused(context: TurnContext) -> set[str]:
    return {key.partition(":")[2] for key in context.memory.refused if key.startswith(f"{Act.QUESTION}:")}


def _meant_instead(context: TurnContext, found: Parts) -> TurnResult:
    """What a correction says: by itself, else together with what was asked before. What was rejected is not chosen again."""
    focus, memory = context.memory.focus, context.memory
    again = bool(memory.refused) and context.state.unsure > 0
    told_now = memory.subjects[0].turn == context.state.turn - 1  # else we told nothing that can be rejected
    kept = memory.rejected((memory.read, Possible(Act.QUESTION, focus).key)) if told_now else memory
    kept = replace(kept, subjects=tuple(one for one in kept.subjects if one.entry != focus or not told_now))
    context = replace(context, state=replace(context.state, memory=kept, topic="", unsure=context.state.unsure + 1))
    line = memory.line
    tries = [_alone(context, found.rest), *([_alone(context, f"{line} {found.rest}")] if line else [])]
    told = _last_asked(context, found.rest) or next((result for one in tries if (result := _read(one))), None)
    told = told or next((result for one in tries if (result := _likely(one, LIKELY))), None)
    if told is None and again:
        return prefixed(contact.human(replace(context, state=replace(context.state, unsure=0))), context.say("gesprek.weet-niet-zeker"))
    return told or _honest(tries[0])


def _last_asked(context: TurnContext, rest: str) -> TurnResult | None:
    """What the last of several sentences asks of what was spoken of, or of the talk itself: "mijn dochter. zij is 15. mag zij mee"."""
    *before, last = (part.said for part in parts_at(rest, Border.SENTENCE))
    if not before or not asks_back(last):
        return None
    alone = replace(context, state=replace(context.state, memory=replace(context.memory, subjects=())))
    return follow_up.asked(_alone(context, last)) or visit.asked(_alone(alone, last))


def _alone(context: TurnContext, text: str) -> TurnContext:
    """The context as if only this had been said, as no command and joined to nothing."""
    alone = context.as_if(text, topic=context.memory.focus)
    return replace(alone, meaning=replace(alone.meaning, command=""), joined=None)


def _read(context: TurnContext) -> TurnResult | None:
    """A wish to be called, something asked of what was spoken of, or a topic that is sure and was not rejected."""
    if told := callback.call_asked(context) or follow_up.asked(context):
        return told
    meaning = objection.not_refused(context)
    sure = meaning.decision is Decision.ANSWER and meaning.topic and meaning.topic not in COURTESY
    return topics.by_topic(context, meaning.topic or "") if sure else None


def _likely(context: TurnContext, least: float, side: str = "") -> TurnResult | None:
    """The likeliest entry that was not rejected, for who is on this side."""
    for one in objection.not_refused(context).candidates:
        entry = context.knowledge.entries.get(one.topic)
        if entry and one.score >= least and _fits(entry, side):
            return answering.entry_answer(context, entry)
    return None


def _fits(entry: Entry, side: str) -> bool:
    return not side or entry.audience.value in (Audience.BOTH.value, side)


def _honest(context: TurnContext) -> TurnResult:
    """That we are not sure, with the ways to a person."""
    state = replace(context.state, memory=context.memory.having_said("gesprek.weet-niet-zeker"))
    buttons = [*answering.to_a_person(context), context.human]
    return reply_with(context, context.say("gesprek.weet-niet-zeker"), buttons, state=state, events=(Event("unknown"),))


# The other side: "nee dat is voor werkgevers, ik ben de werknemer".


def _other_side(context: TurnContext) -> TurnResult | None:
    """The last question answered anew, for who was told what only the other side is; None when nothing of the kind was said."""
    entry, side = context.knowledge.entries.get(context.memory.focus), context.state.audience
    if entry is None or not _side_told(context):
        return None
    if _fits(entry, side):  # what was told was not for the other side, and what is said now must not lead there
        sounds_so = context.meaning.topic is not None and not _is_of(context, context.meaning.topic, side)
        return prefixed(_honest(context), context.say("gesprek.rol-begrepen")) if sounds_so else None
    memory = context.memory.rejected((context.memory.read, Possible(Act.QUESTION, entry.id).key))
    fitting = tuple(one for one in memory.subjects if _is_of(context, one.entry, side))
    context = replace(context, state=replace(context.state, memory=replace(memory, subjects=fitting), topic="", told=""))
    asked = [context.message.text, *([context.memory.line] if context.memory.line else [])]
    tries = [_on_side(_alone(context, text), side) for text in asked]
    told = next((result for one in tries if (result := _read(one) or _likely(one, OF_THIS_SIDE, side))), None)
    return prefixed(told or _honest(tries[0]), context.say("gesprek.rol-begrepen"))


def _side_told(context: TurnContext) -> bool:
    traits = context.knowledge.traits
    new = (name for name, one in context.memory.traits.items() if one.turn == context.state.turn and name in traits)
    return bool(context.state.audience) and any(traits[name].effect is Effect.ROLE for name in new)


def _is_of(context: TurnContext, topic: str, side: str) -> bool:
    entry = context.knowledge.entries.get(topic)
    return entry is None or _fits(entry, side)


def _on_side(context: TurnContext, side: str) -> TurnContext:
    """The same without the topics of the other side."""
    meaning = context.meaning
    left = tuple(one for one in meaning.candidates if _is_of(context, one.topic, side))
    if meaning.topic is None or _is_of(context, meaning.topic, side):
        return replace(context, meaning=replace(meaning, candidates=left))
    decision = Decision.CLARIFY if left else Decision.NONE
    return replace(context, meaning=replace(meaning, decision=decision, topic=None, candidates=left, second=""))


def _of_own_side(context: TurnContext) -> TurnResult | None:
    """What is asked of the subject ("mag dat zomaar", "hoe lang duurt dat"), though by itself it sounds like a question of the other side."""
    side, entry = context.state.audience, context.knowledge.entries.get(context.meaning.topic or "")
    subject = context.knowledge.entries.get(context.memory.focus)
    strange = entry is not None and context.meaning.decision is Decision.ANSWER and not _fits(entry, side)
    if not side or not strange or subject is None or not _fits(subject, side) or not points_back(context.message.text):
        return None
    own = _on_side(context, side)
    if (told := follow_up.asked(own)) or side == Audience.EMPLOYER:
        return told
    return _likely(own, OF_THIS_SIDE, side) or follow_up.not_placed(context, subject)


# "Hij zegt dat hij het niet kan betalen": of whom, only the line before it tells.


def _said_of_it(context: TurnContext) -> TurnResult | None:
    """What by itself sounds like another topic, and together with the line before it is about what was told just now."""
    subject, line, listener = context.knowledge.entries.get(context.memory.focus), context.memory.line, context.listener
    meaning, text = context.meaning, context.message.text
    sure_elsewhere = meaning.decision is Decision.ANSWER and subject is not None and meaning.topic in context.knowledge.entries
    if subject is None or listener is None or not line or not sure_elsewhere or meaning.topic == subject.id:
        return None
    if listed(WordList.DANGLING).isdisjoint(words(text)) or listener.finder.about(text) or meaning.second:
        return None
    told_now = context.memory.subjects[0].turn == context.state.turn - 1
    together = listener.understanding.understand(f"{line} {text}", audience=context.state.audience)
    if not told_now or together.decision is not Decision.ANSWER or together.topic != subject.id:
        return None
    of_it = replace(context, meaning=replace(meaning, decision=Decision.NONE, topic=None, candidates=()))
    known = of_it.reading is not None and of_it.reading.facet in subject.facets
    return (known and follow_up.asked(of_it)) or follow_up.not_placed(context, subject)
