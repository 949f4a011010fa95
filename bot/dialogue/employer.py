"""The guided path for employers: what they look for, branch, municipality, hours per week, and then a prepared conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from bot.content.entries import Audience, Entry, StepKind
from bot.content.model import Branch, Employers, WeekHours, Wish
from bot.content.schema_answers import Said
from bot.dialogue import booking, municipality
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.form import Field, Form, Heard
from bot.domain import formatting
from bot.domain.messages import Button
from bot.privacy.masking import mask_rest
from bot.storage.events import Event
from bot.understanding import entities
from bot.understanding.clauses import begins_question
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.text import words

EMPLOYER = "werkgever"
WISH, BRANCH, PLACE, HOURS = "zoekt", "branche", "gemeente", "uren"
STEPS = (WISH, BRANCH, PLACE, HOURS)
COMPANY = "bedrijf"
LONGEST_NAME, MOST_WORDS = 60, 6  # of a company: what is longer is a question
_FIELDS = {"z": WISH, "b": BRANCH, "g": PLACE, "u": HOURS}
_LETTERS = {name: letter for letter, name in _FIELDS.items()}
SKIPPED = municipality.ASKED


def entry_point(context: TurnContext, entry: Entry | None = None) -> list[Button]:
    """[Gesprek voorbereiden] on what is for employers; nothing where the folder knows no choices, and nothing after a crisis."""
    audience = entry.audience if entry and entry.audience is not Audience.BOTH else context.state.audience
    if audience != Audience.EMPLOYER or not context.knowledge.employers.wishes or context.state.crisis:
        return []
    visit = [context.button("bezoek", Action.VISIT, step=StepKind.CALL_BACK)] if entry and entry.id == context.roles.employer else []
    return [context.button("gesprek-voorbereiden", Action.PREPARE, step=StepKind.APPOINTMENT), *visit]


def chosen(context: TurnContext, token: str, letter: str, value: str) -> TurnResult | None:
    """A choice of the path was tapped. None when it belongs to an earlier path."""
    waiting, name = _walked(context, token), _FIELDS.get(letter, "")
    return FORM.next(context, waiting.having(**{name: value})) if waiting and value in _allowed(context, name) else None


def company_asked(context: TurnContext, token: str) -> TurnResult | None:
    """[Bedrijfsnaam]: the name is asked. None when the button belongs to an earlier path."""
    waiting = _walked(context, token)
    return _ask_company(context, waiting) if waiting else None


def company_skipped(context: TurnContext, token: str) -> TurnResult | None:
    """[Overslaan]: on without the name. None when the button belongs to an earlier path."""
    waiting = _walked(context, token)
    return FORM.next(context, waiting) if waiting else None


def _walked(context: TurnContext, token: str) -> Waiting | None:
    """The path that is walked now, when this button is of it."""
    waiting = context.state.awaited(context.message.at)
    return waiting if waiting and waiting.dialogue == EMPLOYER and waiting.data.get("token") == token else None


def begin(context: TurnContext) -> TurnResult | None:
    """The path from its beginning; what the person said already is not asked again."""
    known = context.knowledge.employers
    if not known.wishes:
        return None
    context = replace(context, state=replace(context.state, audience=Audience.EMPLOYER.value))
    waiting = context.waiting(EMPLOYER, WISH, token=str(context.state.turn), topic=context.state.topic)
    return prefixed(FORM.next(context, waiting.having(**dict(_said(context, known)))), context.say("werkgever.begin"))


def _said(context: TurnContext, known: Employers) -> Iterator[tuple[str, str]]:
    """What the topic and the own question tell already; where someone lives says nothing about where the work is."""
    question = context.state.question
    if wish := known.wish_of(context.state.topic):
        yield WISH, wish.id
    if branch := _branch_in(known, question):
        yield BRANCH, branch.id
    if place := municipality.within(context.knowledge, question):
        yield PLACE, place
    if (hours := entities.hours_per_week(question)) is not None:
        yield HOURS, str(hours)


def _branch_in(known: Employers, question: str) -> Branch | None:
    """The branch of a sentence, when its words name exactly one."""
    said = set(words(question))
    found = [one for one in known.branches if said.intersection(one.words)]
    return found[0] if len(found) == 1 else None


def _allowed(context: TurnContext, name: str) -> frozenset[str]:
    """The values that a button may give a field."""
    known = context.knowledge.employers
    values: dict[str, tuple[str, ...]] = {
        WISH: tuple(one.id for one in known.wishes),
        BRANCH: (SKIPPED, *(one.id for one in known.branches)),
        PLACE: (SKIPPED, *(one.name for one in context.knowledge.municipalities)),
        HOURS: (SKIPPED, *(one.id for one in known.hours)),
    }
    return frozenset(values.get(name, ()))


def _ask(context: TurnContext, waiting: Waiting, key: str = "") -> TurnResult:
    """One question with its choices, and always [Bel mij]."""
    waiting = waiting.having(details=details(context, waiting))
    buttons = _choices(context, waiting, waiting.step)
    if waiting.step == HOURS and COMPANY not in waiting.data:
        buttons.append(Button(context.knowledge.phrases.label("bedrijfsnaam"), encode(Action.COMPANY, waiting.data["token"])))
    if waiting.step != WISH:
        buttons.append(_choice(waiting, waiting.step, SKIPPED, context.knowledge.phrases.label("overslaan")))
    state = replace(context.state, waiting=waiting)
    text = context.say(f"werkgever.{key or waiting.step}")
    visit = [context.button("bezoek", Action.VISIT, step=StepKind.CALL_BACK)] if waiting.step == HOURS else []
    ways_out = [context.call, *visit, context.button("stop", Action.STOP)]
    numbered = waiting.step != HOURS  # there a bare number is an answer
    return reply_with(context, text, [*buttons, *ways_out], state=state, topic=waiting.data.get("topic", ""), numbered=numbered)


def _ask_company(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The name of the company: only for who wants to give it."""
    past = Button(context.knowledge.phrases.label("overslaan"), encode(Action.NO_COMPANY, waiting.data["token"]))
    state = replace(context.state, waiting=waiting.having(COMPANY))
    return reply_with(
        context, context.say("werkgever.bedrijfsnaam"), [past, context.call, context.button("stop", Action.STOP)], state=state
    )


def _choices(context: TurnContext, waiting: Waiting, name: str) -> list[Button]:
    known = context.knowledge.employers
    if name == PLACE:
        return [_choice(waiting, PLACE, one.name, one.name) for one in context.knowledge.municipalities]
    listed: Mapping[str, Sequence[Wish | Branch | WeekHours]] = {WISH: known.wishes, BRANCH: known.branches, HOURS: known.hours}
    return [_choice(waiting, name, one.id, one.label) for one in listed[name]]


def _choice(waiting: Waiting, name: str, value: str, label: str) -> Button:
    return Button(label, encode(Action.ANSWER, waiting.data["token"], _LETTERS[name], value))


def _read(name: str, context: TurnContext, found: Heard) -> Heard:
    """The answer to what was asked, and what else the same few words tell: 'bouw, in Assen, 24 uur'."""
    asked = found.waiting.step
    if name == asked:
        value = _typed(name, context)
    else:
        beside = COMPANY not in (name, asked) and (_typed(asked, context) or _tells(context))
        value = _named(name, context) if beside else ""
    return found.having(**{name: value}) if value else found


def _tells(context: TurnContext) -> bool:
    """Whether a message is a few words that ask nothing and name no day."""
    text = context.message.text
    said = words(text)
    return len(said) <= MOST_WORDS and "?" not in text and not begins_question(said) and find_moment(text, context.now).is_empty()


def _named(name: str, context: TurnContext) -> str:
    """A value that stands in a sentence, whatever it was an answer to."""
    text, known = context.message.text, context.knowledge.employers
    if name == BRANCH:
        branch = _branch_in(known, text)
        return branch.id if branch else ""
    if name == PLACE:
        return municipality.within(context.knowledge, text)
    hours = entities.hours_per_week(text) if name == HOURS else None
    return str(hours) if hours is not None else ""


def _typed(name: str, context: TurnContext) -> str:
    """The value that answers our question about it; empty when the message is something else."""
    text = context.message.text
    if name == PLACE:
        return municipality.answer(context.knowledge, text)
    if name == COMPANY:
        return "" if Said.DONT_KNOW in context.meaning.answer.said else _company(text)
    if len(words(text)) > MOST_WORDS:
        return ""
    if name == HOURS and (bare := entities.number(text, "u", "uur", "uren")) is not None:
        hours = entities.hours_per_week(f"{bare} uur")
        return str(hours) if hours is not None else ""
    return _named(name, context)


def _company(text: str) -> str:
    """The name as it was typed, without numbers that we do not keep; a question is no name."""
    name = mask_rest(" ".join(text.split())).text
    return name if len(name) <= LONGEST_NAME and len(name.split()) <= MOST_WORDS and not name.endswith("?") else ""


def _unread(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A number of hours that does not fit in a week is asked again."""
    text = context.message.text
    too_many = waiting.step == HOURS and len(words(text)) <= MOST_WORDS and entities.number(text, "u", "uur", "uren") is not None
    return _ask(context, waiting, "geen-uren") if too_many else None


def _left_out(name: str, context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know it speaks of it in the conversation; of the subject it is then the last, 'another question'."""
    value = context.knowledge.employers.wishes[-1].id if name == WISH else SKIPPED
    return FORM.next(context, waiting.having(**{name: value}))


def _company_left_out(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """On without the name."""
    return FORM.next(context, waiting)


def _has_choices(name: str, context: TurnContext, waiting: Waiting) -> bool:
    return bool(_choices(context, waiting, name))


def details(context: TurnContext, waiting: Waiting) -> str:
    """What staff get to know, in the words of the buttons; no names of people and nothing about anyone's health."""
    return " · ".join(_told(context, waiting))


def _told(context: TurnContext, waiting: Waiting) -> Iterator[str]:
    known, data = context.knowledge.employers, waiting.data
    yield from (one.label for one in known.wishes if one.id == data.get(WISH))
    yield from (one.label for one in known.branches if one.id == data.get(BRANCH))
    if (place := data.get(PLACE, SKIPPED)) != SKIPPED:
        yield place
    if (hours := data.get(HOURS, SKIPPED)) != SKIPPED:
        label = next((one.label for one in known.hours if one.id == hours), "")
        yield label or context.say("werkgever.uren-per-week", uren=formatting.number(Decimal(hours)))
    if company := data.get(COMPANY):
        yield company


def _conversation(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The service that fits and its first moments, by telephone unless they choose otherwise."""
    waiting = waiting.having(HOURS, details=details(context, waiting))
    wish = _wish(context, waiting)
    state = replace(context.state, waiting=None, topic=waiting.data.get("topic", ""))
    # What was typed here answered our question and is no wish for a moment: "24 uur" is no time of day.
    asking = replace(context, state=state, message=replace(context.message, text=""))
    result = booking.begin(asking, wish.service if wish else "", details=waiting.data["details"])
    told = context.say("werkgever.overzicht", overzicht=waiting.data["details"])
    return replace(prefixed(result, told), events=(*result.events, *counted(context, waiting)))


def counted(context: TurnContext, waiting: Waiting | None) -> tuple[Event, ...]:
    """What the ledger keeps of a prepared question: what for, the branch, the municipality (reports R1 and R5)."""
    if waiting is None or waiting.dialogue != EMPLOYER or (wish := _wish(context, waiting)) is None:
        return ()
    branch, place = waiting.data.get(BRANCH, SKIPPED), waiting.data.get(PLACE, SKIPPED)
    prepared = Event("prepared", waiting.data.get("topic", ""), label=wish.id, detail="" if branch == SKIPPED else branch)
    return (prepared,) if place == SKIPPED else (prepared, Event("municipality", detail=place))


def taken_along(context: TurnContext, result: TurnResult) -> TurnResult:
    """What was prepared on the path is counted when it ends in a call or a visit."""
    return replace(result, events=(*result.events, *counted(context, context.state.awaited(context.message.at))))


def _wish(context: TurnContext, waiting: Waiting) -> Wish | None:
    return next((one for one in context.knowledge.employers.wishes if one.id == waiting.data.get(WISH)), None)


def _asked(name: str) -> Field:
    """One of the fields that everybody is asked for whom there is something to choose."""
    return Field(name, ask=_ask, read=partial(_read, name), needed=partial(_has_choices, name), unknown=partial(_left_out, name))


FORM = Form(
    EMPLOYER,
    fields=(
        *(_asked(name) for name in STEPS),
        Field(COMPANY, ask=_ask_company, read=partial(_read, COMPANY), needed=lambda context, waiting: False, unknown=_company_left_out),
    ),
    complete=_conversation,
    unread=_unread,
    first=True,
    insists=False,
)
