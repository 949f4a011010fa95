"""Commands and their options read by click, with help and mistakes in Dutch; the only module that knows click.

A command is built when it is asked for, so that one command does not pay for the help of all others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import click
from click.types import OptionHelpExtra

from bot.cli.texts import say

PROGRAM = "werkbot"
HELP = ["-h", "--help"]
Options = tuple[str, ...]

FLAGS = frozenset(
    {
        "gevolg",
        "json",
        "voor-start",
        "meld",
        "echt",
        "nieuw",
        "snel",
        "alles",
        "bewaar",
        "stuur",
        "bevestigen",
        "lijst",
        "akkoord",
        "toch",
        "voorbeeld",
    }
)
"""Options without a value."""
METAVARS = {
    "config": "BESTAND", "gegevens": "BESTAND", "kennis": "MAP", "op": "DATUM", "bestand": "BESTAND", "weg": "NUMMER", "bot": "NAAM", "map": "MAP",
    "van": "DATUM", "tot": "DATUM", "vorm": "VORM", "doel": "AANTAL", "uit": "BESTAND", "kwartaal": "JAAR-K", "aantal": "AANTAL", "week": "WEEK",
    "nu": "MOMENT", "stap": "SOORT", "door": "NAAM", "naam": "NAAM", "telefoon": "NUMMER", "dienst": "DIENST", "open": "NUMMER", "beheerder": "MAILADRES",
}  # fmt: skip
"""How the value of an option is called in the help; TEKST when it is not here."""
NAMED = frozenset({"op", "bestand", "weg", "bot", "map"})
"""Options with one value that stand in the table of commands without dashes."""
MANY = frozenset({"zin", "tekst", "rapporten", "dagen", "woorden"})
"""What may be none, one or several words."""


class WrongUsage(Exception):
    """A command that cannot be given like this; the message (Dutch) is the whole of what is printed."""


class Command(click.Command):
    """One command, with its help in Dutch."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """`Gebruik: werkbot kwam [OPTIES] CODE UITKOMST`."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=f"{say('staff.usage.usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """First what a command is given, then its options."""
        given = [(one.make_metavar(ctx), str(getattr(one, "described", ""))) for one in self.params if isinstance(one, click.Argument)]
        options = [record for one in self.get_params(ctx) if isinstance(one, click.Option) and (record := one.get_help_record(ctx))]
        for heading, rows in ((say("staff.usage.given"), given), (say("staff.usage.options"), options)):
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, told in Dutch."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("staff.usage.help")
        return option


class Option(click.Option):
    """One option, with what click adds to its help in Dutch."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        """`[verplicht]` behind what must be there."""
        extra = super().get_help_extra(ctx)
        return {**extra, "required": say("staff.usage.required")} if "required" in extra else extra


def command(name: str, options: Options) -> Command:
    """One command: its own options and those of all."""
    params = [_parameter(one) for one in options]
    shared = [
        click.Option([f"--{one}"], metavar=METAVARS[one], help=say(f"staff.everyone.{one}")) for one in ("config", "gegevens", "kennis")
    ]
    return Command(name, params=[*params, *shared], help=say(f"staff.commands.{name}"), options_metavar=say("staff.usage.metavar"))


def _parameter(name: str) -> click.Parameter:
    described, bare = say(f"staff.options.{name}"), name.removeprefix("--")
    if name in FLAGS:
        return click.Option([f"--{name}"], is_flag=True, help=described)
    if name == "zet":
        return click.Option(["--zet"], nargs=2, metavar=say("staff.usage.set"), help=described)
    if name.startswith("--") or name in NAMED:
        option = Option([f"--{bare}"], metavar=METAVARS.get(bare, "TEKST"), required=name == "bot", help=described)
        option.default = "." if name == "map" else option.default
        return option
    if name == "stand":
        made = click.Argument([name], required=False, type=click.Choice(("aan", "uit")), metavar="[aan|uit]")
    elif name in MANY:
        made = click.Argument([name], nargs=-1, metavar=f"[{name.upper()} …]")
    else:
        made = click.Argument([name], required=name != "versie", metavar=name.upper() if name != "versie" else "[VERSIE]")
    made.described = described  # type: ignore[attr-defined]  # click has no help for what stands without dashes
    return made


def overview(table: Iterable[str]) -> str:
    """All commands with what they do, in the order of the table; none is built for it."""
    formatter = click.HelpFormatter()
    formatter.write_usage(PROGRAM, say("staff.usage.pieces"), prefix=f"{say('staff.usage.usage')} ")
    formatter.write_paragraph()
    formatter.write_text(say("staff.description"))
    with formatter.section(say("staff.usage.commands")):
        formatter.write_dl([(name, say(f"staff.commands.{name}")) for name in table])
    return formatter.getvalue()


def read(table: Mapping[str, Options], arguments: Sequence[str]) -> argparse.Namespace | None:
    """What was typed, as options of one command; None when help was asked for, and printed. Raises WrongUsage."""
    name, rest = next(iter(arguments), ""), list(arguments[1:])
    if name in HELP:
        click.echo(overview(table), nl=False)
        return None
    if name not in table:
        raise WrongUsage(f"{_no_command(name, table)}\n{say('staff.usage.more', path=PROGRAM)}" if name else overview(table).rstrip())
    chosen = command(name, table[name])
    context = click.Context(chosen, info_name=f"{PROGRAM} {name}", help_option_names=HELP)
    try:
        with context:
            chosen.parse_args(context, rest)
    except click.exceptions.Exit:
        return None
    except click.UsageError as error:
        lines = (chosen.get_usage(context), _wrong(error), say("staff.usage.more", path=context.command_path))
        raise WrongUsage("\n".join(lines)) from None
    return argparse.Namespace(command=name, **{key: list(one) if isinstance(one, tuple) else one for key, one in context.params.items()})


def _no_command(name: str, table: Iterable[str]) -> str:
    meant = get_close_matches(name, list(table), n=1)
    return say("staff.usage.no-command-meant", name=name, meant=meant[0]) if meant else say("staff.usage.no-command", name=name)


def _wrong(error: click.UsageError) -> str:
    """What is wrong, in one sentence."""
    if isinstance(error, click.NoSuchOption):
        meant = error.possibilities or []
        name = error.option_name
        return say("staff.usage.no-option-meant", name=name, meant=meant[0]) if meant else say("staff.usage.no-option", name=name)
    if isinstance(error, click.BadOptionUsage):
        return say("staff.usage.no-value", name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param.name).upper()
        return say("staff.usage.missing", name=name, help=_help(error.param))
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        return say("staff.usage.no-choice", name=error.param.name, choices=", ".join(error.param.type.choices))
    return say("staff.usage.too-many", what=error.message.rpartition("(")[2].removesuffix(")").removesuffix(")."))


def _help(parameter: click.Parameter) -> str:
    return str(getattr(parameter, "described", None) or getattr(parameter, "help", ""))
