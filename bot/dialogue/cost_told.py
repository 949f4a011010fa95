"""The costs of an afspraakbaan as a small table and sentences, with the date and source of every parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.content.entries import AmountValue
from bot.dialogue.scene import Scene
from bot.domain import costs, formatting
from bot.domain.answers import source_name
from bot.domain.costs import Costs, Job, Parameter, Parameters


def told(scene: Scene, job: Job, known: Parameters, labels: Mapping[str, str]) -> str:
    """All that is said about the costs; `labels` is how the person's own values read, by question."""
    found = costs.costs(job, known)
    # The questions and these slots share their names, so that a text can use any of them.
    parts = [
        scene.knowledge.phrases.say("kosten.situatie", **labels),
        "\n".join(_table(scene, found)),
        " ".join(_sentences(scene, job, known, found)),
        "\n".join(_parameter(scene, one) for one in known),
    ]
    return "\n\n".join(part for part in parts if part)


def _table(scene: Scene, found: Costs) -> Iterator[str]:
    """A row per amount that is known, per month."""
    rows = (("loon", found.gross), ("subsidie", found.subsidy), ("lkv", found.credit), ("over", found.remains))
    shown = [(name, value) for name, value in rows if value is not None]
    if shown:
        yield scene.say("kosten.kop")
    for name, value in shown:
        yield scene.say(f"kosten.rij-{name}", bedrag=_money(value))


def _sentences(scene: Scene, job: Job, known: Parameters, found: Costs) -> Iterator[str]:
    if found.share is not None:
        yield scene.say("kosten.deel", deel=formatting.quantity(found.share * costs.HUNDRED, "procent"))
    if found.subsidy_hour is not None:
        yield scene.say("kosten.per-uur", bedrag=_money(found.subsidy_hour))
    else:
        yield scene.say("kosten.onbekend")
        if last := _last_subsidy(scene, job, known, found):
            yield last
    if found.credit is not None and known.credit_year.value is not None:
        yield scene.say("kosten.lkv", meest=formatting.euro(known.credit_year.value))
    else:
        yield scene.say("kosten.lkv-onbekend")
    yield scene.say("kosten.lasten")
    if found.charges is not None:
        yield scene.say("kosten.vergoeding", bedrag=_money(found.charges))
    yield scene.say("kosten.geen-besluit")


def _last_subsidy(scene: Scene, job: Job, known: Parameters, found: Costs) -> str:
    """What the subsidy was when we last knew the minimum wage: never said as an amount of now."""
    last, holiday = known.wage.last, known.holiday.part
    if last is None or last.valid_until is None or found.share is None or holiday is None:
        return ""
    month = costs.per_month(costs.subsidy_per_hour(last.value, found.share, holiday), job.hours)
    return scene.say("kosten.laatst", bedrag=_money(month), loon=formatting.euro(last.value), tot=formatting.plain_day(last.valid_until))


def _parameter(scene: Scene, one: Parameter) -> str:
    """What it is, its value, for which days, and where it comes from."""
    what, unit = one.amount.what, one.amount.unit
    if one.now:
        return _valid(scene, what, formatting.quantity(one.now.value, unit), one.now)
    if one.last and one.last.valid_until:
        value, until = formatting.quantity(one.last.value, unit), formatting.plain_day(one.last.valid_until)
        return scene.say("kosten.bron-laatst", wat=what, waarde=value, tot=until, bron=source_name(one.last.source))
    return scene.say("kosten.bron-onbekend", wat=what)


def _valid(scene: Scene, what: str, value: str, now: AmountValue) -> str:
    slots = {"wat": what, "waarde": value, "bron": source_name(now.source)}
    if now.valid_from and now.valid_until:
        return scene.say(
            "kosten.bron-van-tot", van=formatting.plain_day(now.valid_from), tot=formatting.plain_day(now.valid_until), **slots
        )
    if now.valid_from:
        return scene.say("kosten.bron-van", van=formatting.plain_day(now.valid_from), **slots)
    return scene.say("kosten.bron", **slots)


def _money(value: Decimal) -> str:
    """Rounded here and only here, always with cents so that the rows stand in line."""
    return formatting.euro_cents(costs.cents(value))
