"""What a job with an afspraakbaan costs, told as a sum: a table, what was assumed, and where each amount comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.content.entries import Amount, AmountValue
from bot.dialogue.context import TurnContext
from bot.domain import costs, formatting
from bot.domain.answers import source_name
from bot.domain.costs import Costs, Job, Parameters

WORTHS = ("40", "60", "80")
"""The degrees of loonwaarde that are shown to who does not know it yet."""


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


def credit(context: TurnContext, hours: Decimal) -> str:
    """The tax credit of these hours per week: it depends on nothing else. Empty when we do not know its amounts."""
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, context.now.date(), costs.GROWN_UP)
    hourly, most = known.credit_hour.now, known.credit_year.now
    if hourly is None or most is None:
        return ""
    month = costs.credit_per_month(hourly.value, most.value, hours)
    slots = {"uren": formatting.quantity(hours, "uur"), "jaar": _money(month * costs.MONTHS), "maand": _money(month)}
    sums = f"{context.say('kosten.lkv-som', **slots)} {context.say('kosten.lkv', meest=formatting.euro(most.value))}"
    sources = (_valid(context, known.credit_hour.amount, hourly), _valid(context, known.credit_year.amount, most))
    return "\n\n".join((sums, "\n".join(sources)))


def for_three_worths(context: TurnContext, hours: Decimal, age: int) -> str:
    """The subsidy for three degrees of loonwaarde, for who does not know it yet."""
    known = costs.parameters(context.knowledge.amounts, context.roles.amounts, context.now.date(), age)
    lines = [_row(context, known, Decimal(worth), hours) for worth in WORTHS]
    return "\n\n".join((context.say("kosten.loonwaarde-onbekend"), "\n".join(lines), context.say("kosten.geen-besluit")))


def _row(context: TurnContext, known: Parameters, worth: Decimal, hours: Decimal) -> str:
    found = costs.costs(costs.Job(hours, worth / costs.HUNDRED), known)
    share = formatting.quantity((found.share or Decimal(0)) * costs.HUNDRED, "procent")
    row = context.say("kosten.rij-loonwaarde", loonwaarde=formatting.quantity(worth, "procent"), deel=share)
    return f"{row} {context.say('kosten.rij-bedrag', bedrag=_money(found.subsidy))}" if found.subsidy is not None else row


def too_low(context: TurnContext, wage: costs.Parameter) -> str:
    """That a wage is below the minimum, with the minimum of now, or the last that we knew."""
    if wage.now:
        return context.say("kosten.te-laag", minimum=formatting.euro(wage.now.value))
    last = wage.last
    tot = formatting.plain_day(last.valid_until) if last and last.valid_until else ""
    return context.say("kosten.te-laag-laatst", minimum=formatting.euro(last.value) if last else "", tot=tot)
