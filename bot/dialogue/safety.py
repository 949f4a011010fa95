"""A crisis, a formal act, an insult: told before anything else, with help and nothing to sell."""

from __future__ import annotations

from dataclasses import replace

from bot.content.entries import DANGER, Entry, Risk, StepKind
from bot.content.schema_signal_words import WordList
from bot.dialogue.actions import Action, action_of
from bot.dialogue.answering import entry_answer, entry_buttons
from bot.dialogue.booking_fields import wants_to_come
from bot.dialogue.callback import CALL
from bot.dialogue.context import Chosen, State, TurnContext, TurnResult, prefixed, reply_with
from bot.domain.messages import Button, Kind
from bot.domain.opening_hours import next_walk_in
from bot.privacy.word_lists import has_any
from bot.storage.events import Event
from bot.understanding.clauses import asks_back
from bot.understanding.dates.find_moment import find_moment, only_says_when
from bot.understanding.denial import about_boss, means_work, more_than_work, takes_back
from bot.understanding.entities import phone_in
from bot.understanding.pipeline import Decision
from bot.understanding.risk import DESPAIRING, FEW, Danger, danger_in, faint_danger, find_formal_act
from bot.understanding.signal_words import listed
from bot.understanding.text import words

HELP_LINES = {
    "zelfdoding": ("hulp-113", "hulp-112"),
    "geweld-thuis": ("hulp-112", "hulp-veilig-thuis"),
    "dwang-thuis": ("hulp-veilig-thuis", "hulp-112"),
    "uitbuiting": ("hulp-112",),
    "acuut-gevaar": ("hulp-112",),
    "dreiging": (),
}
"""The help lines per kind of crisis; a threat gets a calm boundary and no line."""
THREAT, COERCED = "dreiging", "dwang-thuis"
EXPLOITED = "uitbuiting"
"""Held or beaten by the one someone works for."""
WATCHED = frozenset({"geweld-thuis", "dwang-thuis", EXPLOITED})
"""Somebody may look along: nothing stays in sight, and we do not just ring."""
TAKEN_BACK, ASKED = "crisis-ontkend", "crisis-vraag"
"""What an answer is about: a cry for help that was not meant so, and our question whether someone is well."""
COMFORTED = "crisis-warm"
"""What is said to who was low before and speaks of himself again."""
SHOW, NOT_WELL, WORK = "nu", "niet-goed", "werk"
"""Buttons beside the help lines: the help once more, and the two answers to our question."""
_UNANSWERED = frozenset({"unknown", "clarified"})


# A cry for help that is certain.


def alarm(context: TurnContext) -> TurnResult | None:
    """A cry for help, or the second message of a contact that may be one. A command of ours ("zeg het nog een keer") is none."""
    danger = None if context.meaning.command or context.message.is_command else _danger(context)
    if danger is None or not (danger.certain or context.state.suspected):
        return None
    return _exploited(context) if danger.kind == EXPLOITED else _crisis(context, danger.kind)


def _danger(context: TurnContext) -> Danger | None:
    """What a message sounds like; None for one that only says when."""
    danger = _in_text(context) if context.message.text else None
    return None if danger and _names_a_moment(context) else danger


def _in_text(context: TurnContext) -> Danger | None:
    """The danger in the words; "hij zegt dat ik thuis moet blijven zonder geld" is said of the boss who was spoken of, and is none at home."""
    return _not_of_boss(context, danger_in(context.message.text))


def _not_of_boss(context: TurnContext, danger: Danger | None) -> Danger | None:
    of_boss = danger and danger.kind == COERCED and not context.memory.about and about_boss(f"{context.memory.line} {context.message.text}")
    return None if of_boss else danger


def _names_a_moment(context: TurnContext) -> bool:
    """A day or an hour and nothing else: "zet mij maar op de 22e om kwart voor elf", whether or not we asked for it."""
    moment = find_moment(context.message.text, context.now)
    return (moment.date is not None or moment.time is not None) and only_says_when(context.message.text, context.now)


def _exploited(context: TurnContext) -> TurnResult:
    """What is known for who is exploited, with the number for danger above it."""
    entry = context.knowledge.entries.get(context.roles.exploitation)
    if entry is None:
        return _crisis(context, EXPLOITED)
    told = prefixed(entry_answer(context, entry), context.say("crisis.nummers-uitbuiting"))
    return replace(told, state=replace(told.state, crisis_kind=EXPLOITED, waiting=None, suspected=""), secret=True)


def _crisis(context: TurnContext, kind: str) -> TurnResult:
    """The text of the crisis with its help lines. Where the conversation was is kept, for who takes it back; the message is not."""
    before = context.state
    state = replace(before, crisis=True, crisis_kind=kind, waiting=None, unsure=0, topic="", chosen="", suspected="", asked_turn=-1)
    if not before.just_alarmed():
        state = replace(state, interrupted=before.awaited(context.message.at), interrupted_topic=before.topic)
    state = replace(state, alarm_turn=state.turn, taken_back=False)
    buttons = [*_lines(context, kind), *_erasure(context, kind), context.human]
    step = Chosen(StepKind.EMERGENCY, kind)
    return reply_with(
        context, _told(context, kind, context.say(f"crisis.{kind}")), buttons, state=state, topic=DANGER, step=step, secret=True
    )


def _told(context: TurnContext, kind: str, said: str) -> str:
    """The numbers first, in figures, then what is said."""
    numbers = context.say(f"crisis.nummers-{kind}") if HELP_LINES.get(kind) else ""
    return "\n\n".join(part for part in (numbers, said) if part)


def _lines(context: TurnContext, kind: str) -> list[Button]:
    return [context.button(line, Action.HELP_LINE, line, step=StepKind.EMERGENCY) for line in HELP_LINES.get(kind, ())]


def _erasure(context: TurnContext, kind: str) -> list[Button]:
    """For whom somebody looks along with."""
    return [context.button("wis-alles", Action.ERASE, step=StepKind.SELF)] if kind in WATCHED else []


def help_line(context: TurnContext, line: str) -> TurnResult:
    """A help line was tapped: its number once more (Telegram cannot dial from a button); or one of the buttons beside it."""
    kind = context.state.crisis_kind or context.state.suspected or next(iter(HELP_LINES))
    if line in (SHOW, NOT_WELL):
        return _crisis(context, kind)
    if line == WORK:
        return _about_work(context)
    if line not in {one for lines in HELP_LINES.values() for one in lines}:
        line = "hulp-112"
    text = f"{context.say(f'crisis.{line}')} {context.say('crisis.blijf')}"
    return reply_with(
        context,
        text,
        [context.button(line, Action.HELP_LINE, line, step=StepKind.EMERGENCY), context.human],
        topic=DANGER,
        step=Chosen(StepKind.EMERGENCY, line),
        secret=True,
    )


# The way back.


def alarm_denied(context: TurnContext) -> TurnResult | None:
    """Right after an alarm, or our question, someone says that it was not meant so: believed with one kind sentence, and back to where we were.

    At home, what is played down may still be true, so there the sentence leaves room.
    """
    state = context.state
    if not context.message.text or not (state.just_alarmed() or state.just_asked()) or not takes_back(context.message.text):
        return None
    return _restored(context, "crisis.ontkend-geweld-thuis" if state.crisis_kind in WATCHED else "crisis.ontkend")


def _restored(context: TurnContext, key: str) -> TurnResult:
    """The conversation as it was before the alarm; the help stays behind one button."""
    before = context.state
    topic = before.interrupted_topic or before.topic
    state = replace(before, crisis=False, taken_back=True, unsure=0, waiting=before.interrupted or before.waiting, topic=topic)
    state = replace(state, interrupted=None, interrupted_topic="", asked_turn=-1)
    entry = context.knowledge.entries.get(topic)
    ways = entry_buttons(replace(context, state=state), entry)[:3] if entry else [context.button("menu", Action.MENU), context.come]
    return reply_with(context, context.say(key), [*ways, context.human], state=state, topic=TAKEN_BACK, secret=True)


# What may be a cry for help: one warm line beside the answer, or one question.


def answer_heard(context: TurnContext) -> TurnResult | None:
    """What is typed after our question: a clear "mijn werk" goes on with work, anything else gets the help text.

    Who asks for something that we understand is answered, with the help beside it. Who was told where to talk when low may say "mijn werk" too.
    """
    text, asked = context.message.text, context.state.just_asked()
    if text and means_work(text) and (asked or _was_low(context)):
        return _about_work(context)
    if not text or not asked or _asks_something(context):
        return None
    return _crisis(context, context.state.suspected or next(iter(HELP_LINES)))


LISTENED = 2
"""Turns after a suspicion in which every message is heard as a whole."""


def is_listened_to(context: TurnContext) -> bool:
    """Whether something that may be a cry for help was said just now: what follows is taken as a whole, and no part of it for an answer."""
    state = context.state
    return bool(state.suspected) and 0 <= state.turn - state.suspected_turn <= LISTENED


def _asks_something(context: TurnContext) -> bool:
    """Whether a message is a question of its own, and nothing in it sounds like danger."""
    entry = context.knowledge.entries.get(context.meaning.topic or "")  # an appointment is understood too, and has no entry
    known = context.meaning.decision is Decision.ANSWER and (entry is None or entry.belongs_to != DANGER)
    return (known or wants_to_come(context)) and len(words(context.message.text)) >= FEW and faint_danger(context.message.text) is None


def _was_low(context: TurnContext) -> bool:
    """Whether somebody was just told with whom to talk, and asks no other question now."""
    entry = context.knowledge.entries.get(context.state.topic)
    return bool(entry and entry.belongs_to == DANGER) and context.meaning.decision is not Decision.ANSWER


def _about_work(context: TurnContext) -> TurnResult:
    """Back to work: where we were, or to the first choices when that was how somebody feels."""
    low, state = context.state.topic if _was_low(context) else "", context.state
    if low:
        spoken = tuple(one for one in state.memory.subjects if one.entry != low)
        state = replace(state, topic="", memory=replace(state.memory, subjects=spoken))
    return _restored(replace(context, state=state), "crisis.over-werk")


LIKELY = 0.6
"""Least chance of a topic for the words of somebody who was low to be about that."""


def is_low(context: TurnContext) -> bool:
    """Whether somebody was told in this contact with whom to talk when low."""
    spoken_of = (context.knowledge.entries.get(one) for one in context.memory.entries)
    return any(entry is not None and entry.belongs_to == DANGER for entry in spoken_of)


def comforted(context: TurnContext) -> TurnResult | None:
    """Who was low or alarmed us, and goes on about himself: a warm word and with whom to talk, never who may visit us or a list of guesses.

    What is most probably about work gets that answer.
    """
    state, text = context.state, context.message.text
    if not (state.crisis or is_low(context)) or (state.crisis_kind or state.suspected) in WATCHED or state.crisis_kind == THREAT:
        return None
    practical = {context.roles.walk_in, *context.roles.hours, *context.roles.contact}
    aimless = context.meaning.decision is not Decision.ANSWER or context.meaning.topic in set(context.roles.about_us) - practical
    aimless = more_than_work(text) or (aimless and _about_work_likely(context) is None)
    of_oneself = not listed(WordList.OF_MYSELF).isdisjoint(words(text))
    if not aimless or context.meaning.command or not of_oneself or "?" in text or state.awaited(context.message.at):
        return None
    near = context.button("hulp-113", Action.HELP_LINE, "hulp-113", step=StepKind.EMERGENCY)
    return reply_with(
        context, context.say("crisis.bij-wie"), [near, context.call, context.come, context.human], topic=COMFORTED, secret=True
    )


def _about_work_likely(context: TurnContext) -> Entry | None:
    """What a message is most probably about, when that is no danger and not ourselves: "wat kan ik nog op mijn leeftijd" asks after work."""
    if faint_danger(context.message.text):
        return None
    about_us = context.roles.about_us
    likely = next((one for one in context.meaning.candidates if one.score >= LIKELY and one.topic not in about_us), None)
    entry = context.knowledge.entries.get(likely.topic) if likely else None
    return entry if entry and entry.belongs_to != DANGER else None


def warmed(context: TurnContext, result: TurnResult) -> TurnResult:
    """A message that may be a cry for help: a warm line below what was asked, or our question when nothing else was."""
    danger = _suspected(context, result) if context.message.text and not _names_a_moment(context) else None
    told = {DANGER, TAKEN_BACK, ASKED, COMFORTED, context.roles.exploitation}
    if danger is None or not HELP_LINES[danger.kind] or result.topic in told or result.state.crisis:
        return result
    state = replace(result.state, suspected=danger.kind, suspected_turn=context.state.turn)
    if _is_unasked(context, result) and not context.state.just_asked():
        asked = replace(state, asked_turn=context.state.turn)
        return _exploited(context) if danger.kind == EXPLOITED else _are_you_well(context, asked, result.topic or ASKED)
    last = result.reply
    text = f"{last.text}\n\n{context.say(f'crisis.zacht-{danger.kind}')}"
    return replace(result, replies=(*result.replies[:-1], replace(last, text=text)), state=state, secret=True)


def _suspected(context: TurnContext, result: TurnResult) -> Danger | None:
    """The danger that a message may be; what was not understood is listened to more closely, for a cry for help gets no menu."""
    text = context.message.text
    if context.state.just_asked():
        return danger_in(text) or Danger(context.state.suspected or DESPAIRING, certain=False)
    return _in_text(context) or (_not_of_boss(context, faint_danger(text)) if _is_unanswered(result) and len(words(text)) > FEW else None)


def _is_unasked(context: TurnContext, result: TurnResult) -> bool:
    """Whether nothing else was asked: not understood, no subject, or only the subject of feeling low."""
    entry = context.knowledge.entries.get(result.topic)
    return _is_unanswered(result) or (not result.topic and result.state.waiting is None) or bool(entry and entry.belongs_to == DANGER)


def _is_unanswered(result: TurnResult) -> bool:
    return any(event.kind in _UNANSWERED for event in result.events)


def _are_you_well(context: TurnContext, state: State, topic: str) -> TurnResult:
    buttons = [context.button(key, Action.HELP_LINE, line) for key, line in (("niet-goed", NOT_WELL), ("mijn-werk", WORK))]
    text = _told(context, state.suspected, context.say("crisis.vraag"))
    ways = [] if state.suspected in WATCHED else [context.come, context.call]  # somebody may look along
    return reply_with(context, text, [*buttons, *ways, context.human], state=state, topic=topic, secret=True)


# For the rest of the contact.


def kept_near(context: TurnContext, result: TurnResult) -> TurnResult:
    """After an alarm the help stays behind one button of what is said next, above the way to a human.

    Not after violence or coercion: somebody may look along. Not after a threat: it has no help line.
    """
    state = result.state
    kind = state.crisis_kind or state.suspected
    if result.topic in (DANGER, ASKED) or kind in WATCHED or not HELP_LINES.get(kind) or result.erased:
        return result
    last = result.reply
    others = [button for button in last.buttons if action_of(button.action) is not Action.HUMAN]
    near = context.button("hulp-nu", Action.HELP_LINE, SHOW, step=StepKind.EMERGENCY)
    return replace(result, replies=(*result.replies[:-1], replace(last, buttons=(*others, near, context.human))))


def nobody_reads(context: TurnContext, result: TurnResult) -> TurnResult:
    """[Medewerker] in a crisis while we are closed: said so, with the help that is there now, and no way to a closed door."""
    kind = context.state.crisis_kind
    if not context.state.crisis or result.topic != "medewerker-spreken" or result.state.waiting is not None:
        return result
    walk_in = next_walk_in(context.opened, context.now)
    if walk_in and walk_in.now_open:
        return result
    numbers = context.say(f"crisis.nummers-{kind}") if HELP_LINES.get(kind) else ""
    text = "\n\n".join(part for part in (context.say("crisis.niemand-leest"), numbers) if part)
    buttons = [*_lines(context, kind), context.button("antwoord-hier", Action.WRITE), context.call]
    return replace(result, replies=(replace(result.reply, text=text, buttons=tuple(buttons)),))


def called_safely(context: TurnContext, result: TurnResult) -> TurnResult:
    """Who is in danger at home is not just rung: asked when it is safe, and staff are told; walking in stands first."""
    waiting = result.state.waiting
    begins = waiting is not None and waiting.dialogue == CALL and not (context.state.waiting and context.state.waiting.dialogue == CALL)
    if waiting is None or not begins or (result.state.crisis_kind or result.state.suspected) not in WATCHED:
        return result
    told = waiting.having(details=context.say("crisis.veilig-bellen-medewerker"))
    first, *others = prefixed(result, context.say("crisis.veilig-bellen")).replies
    buttons = tuple({button.label: button for button in (context.come, *first.buttons)}.values())
    return replace(result, replies=(replace(first, buttons=buttons), *others), state=replace(result.state, waiting=told))


# A formal act, an insult.


FEWEST_OF_CHANGE = 3
"""Words: "ik heb werk"."""
CHANGE = "wijziging"
"""What is told in everyday words ("ik heb werk"), and may then be about something else."""


def formal_act(context: TurnContext) -> TurnResult | None:
    """An objection, a complaint, a request under a law; None for a command of ours."""
    kind = find_formal_act(context.message.text) if context.message.text and context.message.kind is Kind.TEXT else ""
    if not kind or context.meaning.command or _names_a_moment(context) or (kind == CHANGE and _is_no_change(context)):
        return None  # "verwijder mijn gegevens" we do ourselves, at once
    return _formal(context, kind)


def _is_no_change(context: TurnContext) -> bool:
    """Whether what sounds like a change to pass on is a question, the answer to ours, a telephone number or a bare place name."""
    text = context.message.text
    about_us = bool(phone_in(text)) or context.knowledge.appeals.kind_of(words(text)) is not None
    return (
        "?" in text
        or _is_about_a_right(context)
        or context.state.awaited(context.message.at) is not None
        or about_us
        or len(words(text)) < FEWEST_OF_CHANGE
    )


def _is_about_a_right(context: TurnContext) -> bool:
    """Whether it is surely a question in which a right is at stake: "ze willen dat ik maandag teken, wat nu"."""
    entry = context.knowledge.entries.get(context.meaning.topic or "")
    return context.meaning.decision is Decision.ANSWER and entry is not None and entry.risk is Risk.LAW


def _formal(context: TurnContext, kind: str) -> TurnResult:
    """A formal act does not count here: told where it does, with the date to look for."""
    text = context.say(f"formeel.{kind}")
    counts = {"klacht": context.roles.complaint, "avg": context.roles.privacy}
    entry = context.knowledge.entries.get(counts.get(kind, ""))
    ways = entry_buttons(context, entry)[:3] if entry else [context.come, context.call]
    buttons = [*ways, context.human]
    state = replace(context.state, unsure=0, waiting=None, topic=entry.id if entry else context.state.topic)
    return reply_with(
        context, text, buttons, state=state, topic="formeel-bericht", events=(Event("answered", "formeel-bericht", label=kind),)
    )


MOST_WORDS = 4
"""A message of so few words with an insult in it is an insult; in a longer one a question may stand, and that goes first."""


def calmed(context: TurnContext) -> TurnResult | None:
    """One calm sentence, when this is an insult and the first of the contact; None otherwise."""
    text = context.message.text
    of_us = {*context.roles.about_us, *context.roles.contact, *context.roles.hours, context.roles.walk_in}
    question = context.meaning.decision is Decision.ANSWER and len(text.split()) > MOST_WORDS
    question = question and (context.meaning.topic not in of_us or asks_back(text))  # "idioten aan die balie" asks no address
    if context.state.calmed or question or not has_any(text, context.knowledge.word_lists.insults):
        return None
    buttons = [context.come, context.call, context.button("menu", Action.MENU), context.human]
    return reply_with(context, context.say("twijfel.scheldwoord"), buttons, state=replace(context.state, calmed=True))
