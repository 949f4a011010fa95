"""A message that does something to our answer or to the talk: rejects it, tells a feeling, asks for it once more."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import Entry, StepKind
from bot.dialogue import answering, consent, contact, follow_up, forms
from bot.dialogue.actions import Action
from bot.dialogue.context import TurnContext, TurnResult, prefixed, reply_with
from bot.dialogue.memory import Mark, MarkKind
from bot.domain.messages import Button
from bot.privacy.word_lists import has_any
from bot.understanding.dialogue_acts import Act
from bot.understanding.pipeline import Decision, Meaning
from bot.understanding.reading import Possible


def answered(context: TurnContext) -> TurnResult | None:
    """A correction or a feeling; None for any other message, and while a form of ours is open."""
    reading = context.reading
    if reading is None or reading.decision is Decision.NONE or forms.open_one(context):
        return None
    if (context.state.crisis and not context.state.taken_back) or has_any(context.message.text, context.knowledge.word_lists.insults):
        return None
    if (
        reading.act == Act.CORRECTION and context.memory.focus in context.knowledge.entries
    ):  # where nothing was told, nothing can be rejected
        return _corrected(context)
    topic = context.meaning.topic or ""  # "ik schaam me dat ik hier kom" sounds like who may come, and asks nothing
    sure_of_a_topic = context.meaning.decision is Decision.ANSWER and topic not in context.roles.about_us
    return felt(context) if reading.act == Act.FEELING and not sure_of_a_topic else None


def _corrected(context: TurnContext) -> TurnResult:
    """What was rejected is not chosen again; the second time a person helps."""
    rejected = (context.memory.read, Possible(Act.QUESTION, context.memory.focus).key if context.memory.focus else "")
    again = bool(context.memory.refused) and context.state.unsure > 0
    focus = context.memory.focus
    memory = replace(context.memory.rejected(rejected), subjects=tuple(one for one in context.memory.subjects if one.entry != focus))
    state = replace(context.state, memory=memory, topic="", unsure=context.state.unsure + 1, told="")
    if again:
        return prefixed(contact.human(replace(context, state=replace(state, unsure=0))), context.say("gesprek.weet-niet-zeker"))
    meant = _meant(context)
    if meant:
        return answering.entry_answer(replace(context, state=state), meant)
    buttons = [context.call, context.come, context.button("menu", Action.MENU), context.human]
    return reply_with(context, context.say("gesprek.verkeerd-begrepen"), buttons, state=state)


def _meant(context: TurnContext) -> Entry | None:
    """What a correction says instead ("nee, ik bedoel een bbl"): another subject than the one that was told, and surely."""
    meaning = not_refused(context)
    if meaning.decision is not Decision.ANSWER or not meaning.topic or meaning.topic in context.memory.entries:
        return None
    return context.knowledge.entries.get(meaning.topic)


def felt(context: TurnContext) -> TurnResult:
    """Recognition first, then one step to a person; what it may be about stands on a button."""
    again = context.memory.has_said("gesprek.gevoel")
    text = context.say("gesprek.gevoel-weer" if again else "gesprek.gevoel")
    about = _about(context)
    talk = context.button("afspraak", Action.BOOK, step=StepKind.APPOINTMENT)
    ways: list[Button] = [*([] if context.state.crisis else [talk]), context.come, context.call]
    buttons = [*([answering.topic_button(about)] if about else []), *ways[: 2 if about else 3], context.human]
    state = replace(context.state, memory=context.memory.having_said("gesprek.gevoel"), unsure=0)
    secret = consent.is_sensitive(context)
    return reply_with(context, text, buttons, state=state, topic=about.id if about else context.memory.focus, secret=secret)


def _about(context: TurnContext) -> Entry | None:
    """The subject that is spoken of, else a topic that the message is surely about."""
    sure = (
        context.meaning.topic if context.meaning.decision is Decision.ANSWER and context.meaning.topic not in context.roles.about_us else ""
    )
    return context.knowledge.entries.get(context.memory.focus or sure or "")


def not_refused(context: TurnContext) -> Meaning:
    """What the message means by itself, without the topic that was rejected in this contact."""
    meaning = context.meaning
    rejected = {key.partition(":")[2] for key in context.memory.refused if key.startswith(f"{Act.QUESTION}:")}
    left = tuple(one for one in meaning.candidates if one.topic not in rejected)
    if meaning.topic not in rejected:
        return replace(meaning, candidates=left)
    return replace(meaning, decision=Decision.CLARIFY if left else Decision.NONE, topic=None, candidates=left)


def once_more(context: TurnContext) -> TurnResult | None:
    """'Nog een keer': what was told last, in short. None when nothing was."""
    subject = next(iter(context.memory.subjects), None)
    entry = context.knowledge.entries.get(subject.entry) if subject else None
    if subject is None or entry is None:
        return None
    if subject.facets:
        told = Mark(MarkKind.FACET, entry.id, subject.facets[-1])
        said = tuple(mark for mark in context.memory.said if mark != told)
        fresh = replace(context, state=replace(context.state, memory=replace(context.memory, said=said)))
        return follow_up.facet_told(fresh, entry, subject.facets[-1])
    text = f"{context.say('antwoord.kort-inleiding')} {context.answers.short(entry)}"
    return reply_with(context, text, [*follow_up.steps(context, entry), context.human], topic=entry.id, secret=entry.sensitive)
