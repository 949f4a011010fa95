"""The command line `werkbot`: which commands there are, and errors as one clear sentence."""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
from collections.abc import Sequence

from bot.cli import staff_texts
from bot.cli.output import Refused, utf8
from bot.config import ConfigInvalid
from bot.content.problems import KnowledgeInvalid
from bot.storage.database import StorageUnusable

COMMANDS = {
    "chat": ("bot.cli.conversation", "chat", ("json", "nieuw")),
    "herken": ("bot.cli.conversation", "recognise", ("json",)),
    "moment": ("bot.cli.conversation", "moment", ("json",)),
    "vraag": ("bot.cli.conversation", "explain", ("zin",)),
    "agenda": ("bot.cli.day_list", "show", ("dagen", "--zoek", "--nu")),
    "kwam": ("bot.cli.staff", "came", ("code", "uitkomst", "--stap", "--naar", "--nu")),
    "afspraak": ("bot.cli.visits_by_staff", "act", ("code", "daad", "woorden", "--dienst", "--naam", "--telefoon", "echt", "--nu")),
    "beantwoord": ("bot.cli.staff", "answer", ("id", "tekst", "--door", "echt", "--nu")),
    "controleer": ("bot.cli.content", "check", ("op", "snel", "alles", "bewaar")),
    "inhoud": ("bot.cli.content", "ageing", ("op", "bestand", "stuur", "bevestigen")),
    "verhuis": ("bot.cli.content", "relocate", ("echt",)),
    "terug": ("bot.cli.content", "back", ("versie", "lijst")),
    "lijst": ("bot.cli.content", "printed", ("op", "bestand")),
    "onbegrepen": ("bot.cli.content", "unanswered", ("json", "zet", "akkoord", "toch", "weg")),
    "ijk": ("bot.cli.conversation", "calibrated", ("--vragen",)),
    "sluit": (
        "bot.cli.closing_days",
        "close",
        ("lijst", "--open", "gevolg", "--dicht-van", "--dicht-tot", "--locatie", "--reden", "echt", "--nu"),
    ),
    "qr": ("bot.cli.content", "draw", ("waarvoor", "bot", "map")),
    "telegram": ("bot.cli.telegram", "telegram", ("nieuw",)),
    "gezond": ("bot.cli.operator", "health", ("voor-start", "meld")),
    "pauze": ("bot.cli.operator", "pause", ("stand",)),
    "backup": ("bot.cli.operator", "backup", ("naar",)),
    "rapport": ("bot.cli.reports", "report", ("rapporten", "--van", "--tot", "--vorm", "--doel", "--uit", "--nu")),
    "invoer": ("bot.cli.figures", "enter", ("wat", "--programma", "--gemeente", "--kwartaal", "--aantal", "--doel", "--nu")),
    "beoordeel": ("bot.cli.figures", "judge", ("--week", "--nu")),
    "opruimen": ("bot.cli.operator", "tidy", ()),
    "herstel": ("bot.cli.operator", "restore", ("van", "echt")),
}
"""Per command the module and function that run it, and its own options. A module is only loaded when it is asked for:
`werkbot moment` needs no Telegram."""

FLAGS = frozenset(
    {"gevolg", "json", "voor-start", "meld", "echt", "nieuw", "snel", "alles", "bewaar", "stuur", "bevestigen", "lijst", "akkoord", "toch"}
)

NAMED = {"op": "DATUM", "bestand": "BESTAND", "weg": "NUMMER"}
"""Options with one value, and how the value is called in the help."""
METAVARS = {
    "--van": "DATUM", "--tot": "DATUM", "--vorm": "VORM", "--doel": "AANTAL", "--uit": "BESTAND",
    "--kwartaal": "JAAR-K", "--aantal": "AANTAL", "--week": "WEEK", "--nu": "MOMENT", "--stap": "SOORT", "--door": "NAAM", "--naam": "NAAM", "--telefoon": "NUMMER", "--dienst": "DIENST", "--open": "NUMMER", "--vragen": "BESTAND",
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The options of every command; reading them needs no content and no config."""
    everyone = argparse.ArgumentParser(add_help=False)
    everyone.add_argument("--config", metavar="BESTAND", help=staff_texts.CONFIG_HELP)
    everyone.add_argument("--gegevens", metavar="BESTAND", help=staff_texts.DATA_HELP)
    everyone.add_argument("--kennis", metavar="MAP", help=staff_texts.KNOWLEDGE_HELP)
    root = argparse.ArgumentParser("werkbot", description=staff_texts.DESCRIPTION)
    commands = root.add_subparsers(dest="command", required=True, metavar="opdracht")
    for name, (_, _, options) in COMMANDS.items():
        one = commands.add_parser(name, parents=[everyone], help=staff_texts.COMMANDS[name], description=staff_texts.COMMANDS[name])
        for option in options:
            _add_option(one, option)
    return root


def _add_option(command: argparse.ArgumentParser, name: str) -> None:
    described = staff_texts.OPTIONS[name]
    if name in FLAGS:
        command.add_argument(f"--{name}", action="store_true", help=described)
    elif name == "stand":
        command.add_argument(name, nargs="?", choices=("aan", "uit"), help=described)
    elif name in NAMED:
        command.add_argument(f"--{name}", metavar=NAMED[name], help=described)
    elif name == "zet":
        command.add_argument("--zet", nargs=2, metavar=("NUMMER", "ONDERWERP"), help=described)
    elif name == "versie":
        command.add_argument(name, nargs="?", help=described)
    elif name == "bot":
        command.add_argument("--bot", metavar="NAAM", required=True, help=described)
    elif name == "map":
        command.add_argument("--map", metavar="MAP", default=".", help=described)
    elif name.startswith("--"):
        command.add_argument(name, metavar=METAVARS.get(name, "TEKST"), help=described.replace("%", "%%"))
    elif name in ("zin", "tekst", "rapporten", "dagen", "woorden"):
        command.add_argument(name, nargs="*", help=described)
    else:
        command.add_argument(name, help=described)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is well, 1 is a mistake that is told, 2 is a wrong option."""
    utf8()
    options = parser().parse_args(arguments)
    module, function, _ = COMMANDS[options.command]
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `werkbot agenda | head` ends quietly
    try:
        return int(getattr(importlib.import_module(module), function)(options))
    except (Refused, ConfigInvalid, StorageUnusable) as error:
        print(error, file=sys.stderr)
    except KnowledgeInvalid as error:
        print(f"{error}\n\n{staff_texts.INVALID}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
