"""What an employee with an afspraakbaan costs: asked step by step, and told as a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.content.entries import Amount, AmountValue, Audience, Entry, StepKind
from bot.content.schema_answers import Said
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.domain import costs, formatting
from bot.domain.answers import source_name
from bot.domain.costs import Costs, Job, Parameters
from bot.domain.messages import Button, Kind
from bot.storage.events import Event
from bot.understanding import entities
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.text import plain, words


def told(context: TurnContext, job: Job, known: Parameters, labels: Mapping[str, str]) -> str:
    """All that is said about the costs; `labels` is how the person's own values read, by question."""
    found = costs.costs(job, known)
    # The questions and these slots share their names, so that a text can use any of them.
    parts = [
        context.knowledge.phrases.say("kosten.situatie", **labels),
        "\n".join(_table(context, found)),
        " ".join(_sentences(context, job, known, found)),
        "\n".join(_valid(context, one.amount, one.now) for one in known if one.now),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(context: TurnContext, found: Costs) -> Iterator[str]:
    """A row per amount that is known, per month."""
    rows = (("loon", found.gross), ("subsidie", found.subsidy), ("lkv", found.credit), ("over", found.remains))
    shown = [(name, value) for name, value in rows if value is not None]
    if shown:
        yield context.say("kosten.kop")
    for name, value in shown:
        yield context.say(f"kosten.rij-{name}", bedrag=_money(value))


def _sentences(context: TurnContext, job: Job, known: Parameters, found: Costs) -> Iterator[str]:
    if found.share is not None:
        yield context.say("kosten.deel", deel=formatting.quantity(found.share * costs.HUNDRED, "procent"))
    if found.subsidy_hour is not None:
        yield context.say("kosten.per-uur", bedrag=_money(found.subsidy_hour))
    else:
        yield context.say("kosten.onbekend")
        if last := _last_subsidy(context, job, known, found):
            yield last
    if found.credit is not None and known.credit_year.value is not None:
        yield context.say("kosten.lkv", meest=formatting.euro(known.credit_year.value))
    else:
        yield context.say("kosten.lkv-onbekend")
    yield context.say("kosten.lasten")
    if found.charges is not None:
        yield context.say("kosten.vergoeding", bedrag=_money(found.charges))
    if until := known.until:
        yield context.say("kosten.geldt-tot", tot=formatting.plain_day(until))
    yield context.say("kosten.geen-besluit")


def _last_subsidy(context: TurnContext, job: Job, known: Parameters, found: Costs) -> str:
    """What the subsidy was when we last knew the minimum wage: never said as an amount of now."""
    last, holiday = known.wage.last, known.holiday.part
    if last is None or last.valid_until is None or found.share is None or holiday is None:
        return ""
    month = costs.per_month(costs.subsidy_per_hour(last.value, found.share, holiday), job.hours)
    return context.say("kosten.laatst", bedrag=_money(month), loon=formatting.euro(last.value), tot=formatting.plain_day(last.valid_until))


def _valid(context: TurnContext, amount: Amount, now: AmountValue) -> str:
    """What it is, its value, for which days, and where it comes from."""
    slots = {"wat": amount.what, "waarde": formatting.quantity(now.value, amount.unit), "bron": source_name(now.source)}
    if now.valid_from and now.valid_until:
        return context.say(
            "kosten.bron-van-tot", van=formatting.plain_day(now.valid_from), tot=formatting.plain_day(now.valid_until), **slots
        )
    if now.valid_from:
        return context.say("kosten.bron-van", van=formatting.plain_day(now.valid_from), **slots)
    return context.say("kosten.bron", **slots)


def _money(value: Decimal) -> str:
    """Rounded here and only here, always with cents so that the rows stand in line."""
    return formatting.euro_cents(costs.cents(value))


COSTS = "kosten"
MINIMUM = "minimum"  # as wage: what the law sets at least
HOURS, WAGE, AGE, WORTH = "uren", "loon", "leeftijd", "loonwaarde"
START = "begin"  # the first day of the work, when the question named one: amounts of today are not those of that day
HIGHEST_WAGE = Decimal(150)  # euros per hour; above it an amount is of a month
OLDEST = 99


@dataclass(frozen=True)
class Question:
    """What we ask, with the usual values and how a typed one is read (None: not understood)."""

    usual: tuple[str, ...]
    label: Callable[[TurnContext, str], str]
    read: Callable[[str, Waiting], str | None]


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


QUESTIONS: Mapping[str, Question] = {
    HOURS: Question(("12", "24", "32", "36", "40"), _hours_label, _hours),
    WAGE: Question((MINIMUM, "15", "16", "18", "20"), _wage_label, _wage),
    AGE: Question((str(costs.GROWN_UP), "20", "19", "18", "17", "16"), _age_label, _age),
    WORTH: Question(("30", "40", "50", "60", "70", "80"), _worth_label, _worth),
}


def entry_point(context: TurnContext, entry: Entry) -> list[Button]:
    """[Reken met mijn uren] below the answers about costs."""
    return [context.button("reken", Action.RECKON)] if entry.id in context.roles.costs else []


def begin(context: TurnContext) -> TurnResult:
    """[Reken met mijn uren]: what was said in the own question is not asked again."""
    return _next(context, _begun(context, context.state.question))


def begin_again(context: TurnContext) -> TurnResult:
    """[Opnieuw rekenen]: everything is asked."""
    return _next(context, _begun(context, ""))


def chosen(context: TurnContext, token: str, name: str, value: str) -> TurnResult | None:
    """A value was tapped. None when the button belongs to an earlier reckoning."""
    waiting = context.state.awaited(context.message.at)
    if waiting is None or waiting.dialogue != COSTS or waiting.data.get("token") != token:
        return None
    return _next(context, waiting.having(**{name: value})) if name in QUESTIONS and value in QUESTIONS[name].usual else None


def _begun(context: TurnContext, question: str) -> Waiting:
    """What someone said in their question is not asked again."""
    waiting = context.waiting(COSTS, HOURS, token=str(context.state.turn))
    return waiting.having(**_figures(question, waiting), **_start(context, question))


def _figures(text: str, waiting: Waiting) -> dict[str, str]:
    """Every value that a text names with its unit, in whatever order: "32 uur, 16 euro, loonwaarde 50 procent, 25 jaar"."""
    said = {HOURS: entities.hours_per_week(text), AGE: entities.age(text), WORTH: entities.percentage(text)}
    read = {name: str(value) for name, value in said.items() if value is not None and QUESTIONS[name].read(str(value), waiting)}
    knows_hours = HOURS in read or HOURS in waiting.data
    wage = _wage(text, waiting.having(**read)) if knows_hours and entities.euros(text) is not None else None
    return {**read, WAGE: wage} if wage else read


LEAST_FIGURES = 2
"""Of hours, wage, age and loonwaarde: so many in one sentence ask for a sum."""
ASSUMED = {WAGE: MINIMUM, AGE: str(costs.GROWN_UP)}
"""What we reckon with when someone does not tell it: it is said with the sum."""
WORTHS = ("40", "60", "80")
"""The degrees of loonwaarde that are shown to who does not know it yet."""


def reckoned_at_once(context: TurnContext) -> TurnResult | None:
    """A sum from one sentence about costs; None when the sentence has no figures, or is about something else."""
    if context.message.kind is not Kind.TEXT or context.state.crisis or not _about_costs(context):
        return None
    waiting = _begun(context, context.message.text)
    told = waiting.data.keys() & QUESTIONS.keys()
    if HOURS in told and WORTH not in told and _asks_credit(context):
        return _credited(context, waiting)
    if HOURS in told and WORTH in told:
        return _reckoned(context, waiting.having(**{name: value for name, value in ASSUMED.items() if name not in told}))
    return _next(context, waiting) if len(told) >= LEAST_FIGURES else None


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
    return bool(credit) and (named == {credit} or (not named and context.meaning.topic == credit))


def _credited(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The tax credit of these hours: it depends on nothing else. None when we do not know its amounts."""
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, context.now.date(), costs.GROWN_UP)
    hourly, most = known.credit_hour.now, known.credit_year.now
    if hourly is None or most is None:
        return None
    hours = Decimal(waiting.data[HOURS])
    month = costs.credit_per_month(hourly.value, most.value, hours)
    slots = {"uren": formatting.quantity(hours, "uur"), "jaar": _money(month * costs.MONTHS), "maand": _money(month)}
    sums = f"{context.say('kosten.lkv-som', **slots)} {context.say('kosten.lkv', meest=formatting.euro(most.value))}"
    sources = (_valid(context, known.credit_hour.amount, hourly), _valid(context, known.credit_year.amount, most))
    topic = context.roles.credit_topic
    state = replace(context.state, topic=topic, audience=Audience.EMPLOYER.value, unsure=0)
    buttons = [context.button("reken", Action.RECKON), *_ways_on(context)]
    events = (Event("answered", topic), Event("calculated", topic))
    return reply_with(context, "\n\n".join((sums, "\n".join(sources))), buttons, state=state, topic=topic, events=events)


def _three(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The subsidy for three degrees of loonwaarde, for who does not know it yet."""
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, context.now.date(), int(waiting.data[AGE]))
    lines = [_row(context, known, Decimal(worth), Decimal(waiting.data[HOURS])) for worth in WORTHS]
    told = [context.say("kosten.loonwaarde-onbekend"), "\n".join(lines), context.say("kosten.geen-besluit")]
    topic = context.roles.cost_topic
    state = replace(context.state, waiting=None, topic=topic)
    return reply_with(context, "\n\n".join(told), _ways_on(context), state=state, topic=topic, events=(Event("calculated", topic),))


def _row(context: TurnContext, known: Parameters, worth: Decimal, hours: Decimal) -> str:
    found = costs.costs(costs.Job(hours, worth / costs.HUNDRED), known)
    share = formatting.quantity((found.share or Decimal(0)) * costs.HUNDRED, "procent")
    row = context.say("kosten.rij-loonwaarde", loonwaarde=formatting.quantity(worth, "procent"), deel=share)
    return f"{row} {context.say('kosten.rij-bedrag', bedrag=_money(found.subsidy))}" if found.subsidy is not None else row


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


def _next(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The first thing we do not know is asked; when we know all, it is reckoned."""
    step = next((name for name in QUESTIONS if name not in waiting.data), "")
    return _ask(context, waiting.having(step)) if step else _reckoned(context, waiting)


def _ask(context: TurnContext, waiting: Waiting, above: str = "") -> TurnResult:
    name, token = waiting.step, waiting.data["token"]
    question = QUESTIONS[name]
    buttons = [Button(question.label(context, value), encode(Action.RECKON_WITH, token, name, value)) for value in question.usual]
    text = "\n\n".join(part for part in (above, context.say(f"kosten.{name}")) if part)
    return reply_with(
        context, text, [*buttons, context.call, context.button("stop", Action.STOP)], state=replace(context.state, waiting=waiting)
    )


def answered(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """The values that were typed, one or several; a number that cannot be one is asked again, other text is none of ours.

    Who does not know the loonwaarde gets the subsidy for three degrees of it.
    """
    text = context.message.text
    told = _figures(text, waiting)
    if waiting.step not in told and (value := QUESTIONS[waiting.step].read(text, waiting)):
        told[waiting.step] = value
    if told:
        return _next(context, waiting.having(**told))
    if Said.DONT_KNOW in context.meaning.answer.said and waiting.step in ASSUMED:
        return _next(context, waiting.having(**{waiting.step: ASSUMED[waiting.step]}))
    if Said.DONT_KNOW in context.meaning.answer.said and waiting.step == WORTH:
        return _three(context, waiting)
    return _ask(context, waiting, context.say("kosten.kan-niet")) if entities.number(text) is not None else None


def repeat(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The open question once more."""
    return _ask(context, waiting)


def back(context: TurnContext, waiting: Waiting) -> TurnResult | None:
    """'Terug': the value before this question is forgotten and asked again. None at the first question."""
    order = list(QUESTIONS)
    before = [name for name in order[: order.index(waiting.step)] if name in waiting.data]
    if not before:
        return None
    return _next(context, replace(waiting, data={name: value for name, value in waiting.data.items() if name != before[-1]}))


def _reckoned(context: TurnContext, waiting: Waiting) -> TurnResult:
    """The costs as a small table; a wage below the minimum is asked again."""
    data = waiting.data
    age = int(data[AGE])
    day = date.fromisoformat(data[START]) if START in data else context.now.date()
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, day, age)
    wage = None if data[WAGE] == MINIMUM else Decimal(data[WAGE])
    least = known.wage.now or known.wage.last
    if wage is not None and least is not None and costs.cents(wage) < least.value:
        again = replace(waiting, data={name: value for name, value in data.items() if name != WAGE}).having(WAGE)
        return _ask(context, again, _too_low(context, known.wage))
    job = costs.Job(Decimal(data[HOURS]), Decimal(data[WORTH]) / costs.HUNDRED, wage)
    service, topic = context.roles.cost_service, context.roles.cost_topic
    buttons = [
        context.button("gesprek-kosten", Action.BOOK, service if service in context.calendar.services else "", step=StepKind.APPOINTMENT),
        context.button("opnieuw-rekenen", Action.RECKON_AGAIN),
        context.call,
        context.come,
        context.human,
    ]
    labels = {name: question.label(context, data[name]) for name, question in QUESTIONS.items()}
    state = replace(context.state, waiting=None, topic=topic)
    return reply_with(context, told(context, job, known, labels), buttons, state=state, topic=topic, events=(Event("calculated", topic),))


def _too_low(context: TurnContext, wage: costs.Parameter) -> str:
    if wage.now:
        return context.say("kosten.te-laag", minimum=formatting.euro(wage.now.value))
    last = wage.last
    tot = formatting.plain_day(last.valid_until) if last and last.valid_until else ""
    return context.say("kosten.te-laag-laatst", minimum=formatting.euro(last.value) if last else "", tot=tot)
