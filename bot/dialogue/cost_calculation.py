"""What an employee with an afspraakbaan costs: hours, wage, age and loonwaarde asked one by one or told in one sentence, and then the sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from bot.content.entries import Audience, Entry, StepKind
from bot.dialogue import cost_sum
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, prefixed, reply_with
from bot.dialogue.form import Field, Form, Heard, without
from bot.domain import costs, formatting
from bot.domain.messages import Button, Kind
from bot.storage.events import Event
from bot.understanding import entities
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.text import plain, words

COSTS = "kosten"
MINIMUM = "minimum"  # as wage: what the law sets at least
HOURS, WAGE, AGE, WORTH = "uren", "loon", "leeftijd", "loonwaarde"
START = "begin"  # the first day of the work, when the question named one: amounts of today are not those of that day
HIGHEST_WAGE = Decimal(150)  # euros per hour; above it an amount is of a month
OLDEST = 99


def _hours(text: str, waiting: Waiting) -> str | None:
    del waiting
    bare = entities.number(text, "u", "uur", "uren")
    found = entities.hours_per_week(f"{bare} uur" if bare is not None else text)
    return str(found) if found is not None else None


def _wage(text: str, waiting: Waiting) -> str | None:
    """Euros per hour; an amount of a month is divided over the hours, exactly: only what is shown is rounded."""
    if "minimum" in plain(text):
        return MINIMUM
    found = entities.euros(text)
    if found is None:
        found = entities.number(text, "€", "eur", "euro")
    if found is None or found <= 0:
        return None
    if entities.per_month(text) or found > HIGHEST_WAGE:
        found = found * costs.MONTHS / (Decimal(waiting.data[HOURS]) * costs.WEEKS)
    return str(found) if found <= HIGHEST_WAGE else None


def _age(text: str, waiting: Waiting) -> str | None:
    del waiting
    bare = entities.number(text, "jaar")
    found = entities.age(text) or (int(bare) if bare is not None and bare == int(bare) else None)
    return str(found) if found is not None and costs.YOUNGEST <= found <= OLDEST else None


def _worth(text: str, waiting: Waiting) -> str | None:
    del waiting
    bare = entities.number(text, "%", "procent")
    found = entities.percentage(f"{bare} %" if bare is not None else text) or entities.part(text)
    return str(found) if found is not None else None


def _wage_label(context: TurnContext, value: str) -> str:
    if value == MINIMUM:
        return context.knowledge.phrases.label("minimumloon")
    return context.say("kosten.per-uur-loon", bedrag=formatting.euro(Decimal(value)))


def _hours_label(context: TurnContext, value: str) -> str:
    del context
    return formatting.quantity(Decimal(value), "uur")


def _worth_label(context: TurnContext, value: str) -> str:
    del context
    return formatting.quantity(Decimal(value), "procent")


def _age_label(context: TurnContext, value: str) -> str:
    return context.say("kosten.jaar-en-ouder" if value == str(costs.GROWN_UP) else "kosten.jaar", jaar=value)


SAID = {HOURS: _hours_label, WAGE: _wage_label, AGE: _age_label, WORTH: _worth_label}
TYPED: Mapping[str, Callable[[str, Waiting], str | None]] = {HOURS: _hours, WAGE: _wage, AGE: _age, WORTH: _worth}
"""How an answer to the question itself is read; None is what cannot be one."""
NAMED: Mapping[str, Callable[[str], Decimal | int | None]] = {
    HOURS: entities.hours_per_week,
    WAGE: entities.euros,
    AGE: entities.age,
    WORTH: entities.percentage,
}
"""How a value is recognised in any sentence: by its unit."""


def _read(name: str, context: TurnContext, found: Heard) -> Heard:
    """A value with its unit in whatever sentence ("32 uur, 16 euro, 25 jaar"), or the bare answer to what was asked."""
    text, waiting = context.message.text, found.waiting
    named = NAMED[name](text)
    value = None
    if name == WAGE:
        value = _wage(text, waiting) if named is not None and HOURS in waiting.data else None
    elif named is not None:
        value = TYPED[name](str(named), waiting)
    if not value and waiting.step == name:
        value = TYPED[name](text, waiting)
    return found.having(**{name: value}) if value else found


USUAL = {
    HOURS: ("12", "24", "32", "36", "40"),
    WAGE: (MINIMUM, "15", "16", "18", "20"),
    AGE: (str(costs.GROWN_UP), "20", "19", "18", "17", "16"),
    WORTH: ("30", "40", "50", "60", "70", "80"),
}
"""The values that one can tap; another is typed."""


def entry_point(context: TurnContext, entry: Entry) -> list[Button]:
    """[Reken met mijn uren] below the answers about costs."""
    return [context.button("reken", Action.RECKON)] if entry.id in context.roles.costs else []


def begin(context: TurnContext) -> TurnResult:
    """[Reken met mijn uren]: what was said in the own question is not asked again."""
    return FORM.next(context, _begun(context, context.state.question))


def begin_again(context: TurnContext) -> TurnResult:
    """[Opnieuw rekenen]: everything is asked."""
    return FORM.next(context, _begun(context, ""))


def chosen(context: TurnContext, token: str, name: str, value: str) -> TurnResult | None:
    """A value was tapped. None when the button belongs to an earlier reckoning."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != COSTS or waiting.data.get("token") != token:
        return None
    return FORM.next(context, waiting.having(**{name: value})) if value in USUAL.get(name, ()) else None


def _begun(context: TurnContext, question: str) -> Waiting:
    """What someone said in their question is not asked again."""
    waiting = context.waiting(COSTS, "", token=str(context.state.turn))
    read = FORM.heard(replace(context, message=replace(context.message, text=question)), waiting).waiting
    return read.having(HOURS, **_start(context, question))


LEAST_FIGURES = 2
"""Of hours, wage, age and loonwaarde: so many in one sentence ask for a sum."""
ASSUMED = {HOURS: "24", WAGE: MINIMUM, AGE: str(costs.GROWN_UP)}
"""What we reckon with when someone does not tell it: it is said with the sum."""


def reckoned_at_once(context: TurnContext) -> TurnResult | None:
    """A sum from one sentence about costs; None when the sentence has no figures, or is about something else."""
    if context.message.kind is not Kind.TEXT or context.state.crisis or not _about_costs(context):
        return None
    waiting = _begun(context, context.message.text)
    told = waiting.data.keys() & USUAL.keys()
    if HOURS in told and WORTH not in told and _asks_credit(context):
        return _credited(context, waiting)
    if HOURS in told and WORTH in told:
        return _reckoned(context, waiting.having(**{name: value for name, value in ASSUMED.items() if name not in told}))
    return FORM.next(context, waiting) if len(told) >= LEAST_FIGURES else None


def _about_costs(context: TurnContext) -> bool:
    """Whether the sentence is about what a sum can be made of: by its topic, or by a word that we explain there."""
    likely = {context.meaning.topic or "", *(one.topic for one in context.meaning.candidates[:1])}
    return bool((likely | _topics_named(context)) & set(context.roles.costs))


def _topics_named(context: TurnContext) -> set[str]:
    """The topics of the words of our glossary that the sentence names."""
    said = f" {' '.join(words(context.message.text))} "
    listed = ((one.topic, form) for one in context.knowledge.words for form in (one.word, *one.forms))
    return {topic for topic, form in listed if f" {' '.join(words(form))} " in said}


def _asks_credit(context: TurnContext) -> bool:
    """Whether it is about the tax credit and not about the subsidy."""
    credit = context.roles.credit_topic
    named = _topics_named(context) & set(context.roles.costs)
    about_it = context.meaning.topic == credit and (credit in named or not named)  # "LKV bij een afspraakbaan" names the job too
    return bool(credit) and (named == {credit} or about_it)


def _credited(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The tax credit of these hours; None when we do not know its amounts."""
    text = cost_sum.credit(context, Decimal(waiting.data[HOURS]))
    topic = context.roles.credit_topic
    state = replace(context.state, topic=topic, audience=Audience.EMPLOYER.value, unsure=0)
    buttons = [context.button("reken", Action.RECKON), *_ways_on(context)]
    events = (Event("answered", topic), Event("calculated", topic))
    return reply_with(context, text, buttons, state=state, topic=topic, events=events) if text else None


def _told(context: TurnContext, text: str, *ways_on: Button) -> TurnResult:
    """A sum, and the ways on after it."""
    topic = context.roles.cost_topic
    state = replace(context.state, waiting=None, topic=topic)
    return reply_with(context, text, ways_on, state=state, topic=topic, events=(Event("calculated", topic),))


def _ways_on(context: TurnContext) -> list[Button]:
    service = context.roles.cost_service
    return [
        context.button("gesprek-kosten", Action.BOOK, service if service in context.calendar.services else "", step=StepKind.APPOINTMENT),
        context.button("opnieuw-rekenen", Action.RECKON_AGAIN),
        context.call,
        context.human,
    ]


def _start(context: TurnContext, question: str) -> dict[str, str]:
    """The day on which the work starts, as far as the question tells one that is still to come."""
    moment = find_moment(question, context.now) if question else None
    first = moment and (moment.date or moment.date_from or (moment.span[0] if moment.span else None))
    return {START: first.isoformat()} if first and first > context.now.date() else {}


def _ask(name: str, context: TurnContext, waiting: Waiting, above: str = "") -> TurnResult:
    """One question with its usual values."""
    say = SAID[name]
    buttons = [Button(say(context, value), encode(Action.RECKON_WITH, waiting.data["token"], name, value)) for value in USUAL[name]]
    state = replace(context.state, waiting=waiting.having(name))
    asked = reply_with(context, context.say(f"kosten.{name}"), [*buttons, context.call, context.button("stop", Action.STOP)], state=state)
    return prefixed(asked, above) if above else asked


def _unread(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """A number that cannot be one is asked again; other text is none of ours."""
    if entities.number(context.message.text) is None:
        return None
    return _ask(waiting.step, context, waiting, context.say("kosten.kan-niet"))


def _assumed(name: str, context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know it: on with what we assume, and that is said with the sum."""
    return FORM.next(context, waiting.having(**{name: ASSUMED[name]}))


def _worth_unknown(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """Who does not know the loonwaarde gets the subsidy for three degrees of it."""
    data = waiting.data
    labels = {name: SAID[name](context, data[name]) for name in (HOURS, AGE)}
    return _told(context, cost_sum.for_three_worths(context, Decimal(data[HOURS]), int(data[AGE]), labels), *_ways_on(context))


def _reckoned(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The costs as a small table; a wage below the minimum is asked again."""
    data = waiting.data
    age = int(data[AGE])
    day = date.fromisoformat(data[START]) if START in data else context.now.date()
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, day, age)
    wage = None if data[WAGE] == MINIMUM else Decimal(data[WAGE])
    least = known.wage.now or known.wage.last
    if wage is not None and least is not None and costs.cents(wage) < least.value:
        return _ask(WAGE, context, without(waiting, WAGE), cost_sum.too_low(context, known.wage))
    job = costs.Job(Decimal(data[HOURS]), Decimal(data[WORTH]) / costs.HUNDRED, wage)
    labels = {field.id: field.say(context, data[field.id]) for field in FORM.fields}
    conversation, again, call, human = _ways_on(context)
    return _told(context, cost_sum.told(context, job, known, labels), conversation, again, call, context.come, human)


FORM = Form(
    COSTS,
    fields=(
        Field(HOURS, ask=partial(_ask, HOURS), read=partial(_read, HOURS), say=_hours_label, unknown=partial(_assumed, HOURS)),
        Field(WAGE, ask=partial(_ask, WAGE), read=partial(_read, WAGE), say=_wage_label, unknown=partial(_assumed, WAGE)),
        Field(AGE, ask=partial(_ask, AGE), read=partial(_read, AGE), say=_age_label, unknown=partial(_assumed, AGE)),
        Field(WORTH, ask=partial(_ask, WORTH), read=partial(_read, WORTH), say=_worth_label, unknown=_worth_unknown),
    ),
    complete=_reckoned,
    unread=_unread,
    first=True,
    insists=False,
)
