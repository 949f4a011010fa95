"""The command line `werkbot`: which commands there are, and errors as one clear sentence."""

from __future__ import annotations

import importlib
import signal
import sys
from collections.abc import Sequence

from bot.cli.command_line import WrongUsage, read
from bot.cli.output import Refused, utf8
from bot.cli.texts import config_told, say
from bot.config import ConfigInvalid
from bot.content.problems import KnowledgeInvalid
from bot.storage.database import StorageUnusable

COMMANDS = {
    "chat": ("bot.cli.conversation", "chat", ("json", "nieuw")),
    "herken": ("bot.cli.conversation", "recognise", ("json",)),
    "moment": ("bot.cli.conversation", "moment", ("json",)),
    "vraag": ("bot.cli.conversation", "explain", ("zin",)),
    "agenda": ("bot.cli.day_list", "show", ("dagen", "bestand", "--zoek", "--nu")),
    "kwam": ("bot.cli.staff", "came", ("code", "uitkomst", "--stap", "--naar", "--nu")),
    "afspraak": ("bot.cli.visits_by_staff", "act", ("code", "daad", "woorden", "--dienst", "--naam", "--telefoon", "echt", "--nu")),
    "beantwoord": ("bot.cli.staff", "answer", ("id", "tekst", "--door", "voorbeeld", "echt", "--nu")),
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
    "balie": ("bot.cli.web_desk", "serve", ("voorbeeld", "ochtendmail", "--beheerder", "--naam")),
    "qr": ("bot.cli.content", "draw", ("waarvoor", "bot", "map")),
    "telegram": ("bot.cli.telegram", "telegram", ("nieuw",)),
    "gezond": ("bot.cli.operator", "health", ("voor-start", "meld")),
    "pauze": ("bot.cli.operator", "pause", ("stand",)),
    "backup": ("bot.cli.operator", "backup", ("naar",)),
    "rapport": ("bot.cli.reports", "report", ("rapporten", "--van", "--tot", "--vorm", "--doel", "--uit", "--nu")),
    "invoer": ("bot.cli.figures", "enter", ("wat", "--programma", "--gemeente", "--kwartaal", "--aantal", "--doel", "--door", "--nu")),
    "beoordeel": ("bot.cli.figures", "judge", ("--week", "--nu")),
    "opruimen": ("bot.cli.operator", "tidy", ()),
    "herstel": ("bot.cli.operator", "restore", ("van", "echt")),
}
"""Per command the module and function that run it, and its own options. A module is only loaded when it is asked for:
`werkbot moment` needs no Telegram."""

OPTIONS = {name: options for name, (_, _, options) in COMMANDS.items()}
"""Per command its own options; each has its help in berichten.yaml."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is well, 1 is a mistake that is told, 2 is a wrong option."""
    utf8()
    try:
        options = read(OPTIONS, sys.argv[1:] if arguments is None else arguments)
    except WrongUsage as error:
        print(error, file=sys.stderr)
        return 2
    if options is None:
        return 0
    module, function, _ = COMMANDS[options.command]
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `werkbot agenda | head` ends quietly
    try:
        return int(getattr(importlib.import_module(module), function)(options))
    except (Refused, StorageUnusable) as error:
        print(error, file=sys.stderr)
    except ConfigInvalid as error:
        print(config_told(error), file=sys.stderr)
    except KnowledgeInvalid as error:
        print(f"{error}\n\n{say('staff.invalid')}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
