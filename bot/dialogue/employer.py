"""The guided path for employers: what they look for, branch, municipality, hours per week, and then a prepared conversation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.content.entries import Audience, Entry, StepKind
from bot.content.model import Branch, Employers, WeekHours, Wish
from bot.dialogue import booking, municipality
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.domain import formatting
from bot.domain.messages import Button
from bot.privacy.masking import mask_rest
from bot.storage.events import Event
from bot.understanding import entities
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
    return _next(context, waiting.having(**{name: value})) if waiting and value in _allowed(context, name) else None


def company_asked(context: TurnContext, token: str) -> TurnResult | None:
    """[Bedrijfsnaam]: the name is asked. None when the button belongs to an earlier path."""
    waiting = _walked(context, token)
    return _ask_company(context, waiting) if waiting else None


def company_skipped(context: TurnContext, token: str) -> TurnResult | None:
    """[Overslaan]: on without the name. None when the button belongs to an earlier path."""
    waiting = _walked(context, token)
    return _next(context, waiting) if waiting else None


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
    return prefixed(_next(context, waiting.having(**dict(_said(context, known)))), context.say("werkgever.begin"))


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


def _next(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The first thing we do not know is asked; when we know all, the moments for the conversation are shown."""
    step = next((name for name in STEPS if name not in waiting.data and _choices(context, waiting, name)), "")
    waiting = waiting.having(step or HOURS, details=details(context, waiting))
    return _ask(context, waiting) if step else _conversation(context, waiting)


def _ask(context: TurnContext, waiting: Waiting, key: str = "") -> TurnResult:
    """One question with its choices, and always [Bel mij]."""
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


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """What was typed as an answer to our question; None when it is something else."""
    text, known = context.message.text, context.knowledge.employers
    if waiting.step == PLACE and (place := municipality.answer(context.knowledge, text)):
        return _next(context, waiting.having(gemeente=place))
    if waiting.step == BRANCH and (found := _branch_in(known, text)) and len(words(text)) <= MOST_WORDS:
        return _next(context, waiting.having(branche=found.id))
    if waiting.step == COMPANY:
        return _named(context, waiting)
    return _typed_hours(context, waiting) if waiting.step == HOURS else None


def _named(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The name as it was typed, without numbers that we do not keep; a question is no name."""
    name = mask_rest(" ".join(context.message.text.split())).text
    if not name or len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS or name.endswith("?"):
        return None
    return _next(context, waiting.having(bedrijf=name))


def _typed_hours(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    text = context.message.text
    if len(words(text)) > MOST_WORDS:
        return None
    hours = entities.hours_per_week(text)
    if hours is None and (bare := entities.number(text, "u", "uur", "uren")) is not None:
        hours = entities.hours_per_week(f"{bare} uur")
        if hours is None:
            return _ask(context, waiting, "geen-uren")
    return _next(context, waiting.having(uren=str(hours))) if hours is not None else None


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    return _next(context, waiting)


def back(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """'Terug': the answer before this question is forgotten and asked again. None at the first question."""
    here = STEPS.index(waiting.step) if waiting.step in STEPS else len(STEPS)
    before = [name for name in STEPS[:here] if name in waiting.data]
    if not before:
        return None
    return _next(context, replace(waiting, data={name: value for name, value in waiting.data.items() if name != before[-1]}))


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
