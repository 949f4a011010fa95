"""What an employee with an afspraakbaan costs: asked step by step, and told as a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.content.entries import Amount, AmountValue, Entry, StepKind
from bot.dialogue.actions import Action, encode
from bot.dialogue.context import TurnContext, TurnResult, Waiting, reply_with
from bot.domain import costs, formatting
from bot.domain.answers import source_name
from bot.domain.costs import Costs, Job, Parameters
from bot.domain.messages import Button
from bot.storage.events import Event
from bot.understanding import entities
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.text import plain


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
    said = {
        HOURS: entities.hours_per_week(question),
        AGE: entities.age(question),
        WORTH: entities.percentage(question),
    }
    read = {name: str(value) for name, value in said.items() if value is not None and QUESTIONS[name].read(str(value), waiting)}
    return waiting.having(**read, **_start(context, question))


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
    """A value that was typed; a number that cannot be one is asked again, other text is none of ours."""
    text = context.message.text
    if value := QUESTIONS[waiting.step].read(text, waiting):
        return _next(context, waiting.having(**{waiting.step: value}))
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
