"""What the command line says, out of berichten.yaml: texts by their code, and numbers with what they count.

`desk` is what the commands of the desk say, `staff` all other commands with their help, `operator` what runs the assistant, and
`config` what is wrong in config.toml.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.config import ConfigInvalid, Remedy
from bot.content.catalogue import Catalogue
from bot.domain.health import Condition, Sign
from bot.domain.time import local

catalogue = Catalogue("bot.cli", "berichten.yaml")
say = catalogue.say


def visits(count: int) -> str:
    """`1 afspraak`, `3 afspraken`."""
    return say("desk.visits", count=count)


def calls(count: int) -> str:
    """`1 belmoment`, `3 belmomenten`."""
    return say("desk.calls", count=count)


def people(count: int) -> str:
    """`niemand`, `1 persoon`, `3 mensen`."""
    return say("desk.people", count=count) if count else say("desk.nobody")


def errors_and_warnings(errors: int, warnings: int) -> str:
    """`3 fouten, 1 keer let op.`"""
    return say("staff.counted", errors=say("staff.errors", count=errors), warnings=say("staff.warnings", count=warnings))


def config_told(error: ConfigInvalid) -> str:
    """Every mistake in a config file, each with its line and below it what to do."""
    told = [
        (say(f"config.{one.code}", path=error.path, line=one.line, key=one.key, value=one.value), _remedy_told(one.remedy))
        for one in error.mistakes
    ]
    return "\n".join(f"{wrong}\n    → {remedy}" for wrong, remedy in told)


def _remedy_told(remedy: Remedy) -> str:
    least, most = (f"{limit:g}".replace(".", ",") for limit in (remedy.least, remedy.most))
    return say(f"config-remedies.{remedy.code}", names=", ".join(remedy.names), least=least, most=most)


# The health of the assistant as its operator reads it: what is wrong and what to do, and the figures behind it.


def when(moment: datetime | None) -> str:
    """`23-11-2026 om 9.05 uur`, for the operator."""
    return f"{local(moment):%d-%m-%Y om %H.%M.%S uur}" if moment else say("operator.never")


def condition_told(condition: Condition, signs: Sequence[Sign]) -> str:
    """The whole report on the assistant's health."""
    lines = [say("operator.unwell"), *(f"- {say(f'operator.signs.{sign.value}')}" for sign in signs)] if signs else [say("operator.well")]
    figures = say(
        "operator.figures",
        awake=when(condition.awake),
        polled=when(condition.polled),
        unanswered=condition.unanswered,
        oldest_unanswered=when(condition.oldest_unanswered),
        unsent=condition.unsent,
        oldest_unsent=when(condition.oldest_unsent),
        given_up=condition.given_up,
        refused=condition.refused,
        uncertain=condition.uncertain,
        lost=condition.lost,
        unreachable=condition.unreachable,
        paused=when(condition.paused_since) if condition.paused_since else say("operator.off"),
        version=condition.version or say("operator.never"),
    )
    return "\n".join([*lines, "", figures])
