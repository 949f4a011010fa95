"""`werkbot chat`, `herken`, `moment`, `vraag`: talking with the assistant and seeing how it understands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from bot import staff_texts
from bot.channels import jsonl
from bot.channels.terminal import LEAVE, Terminal
from bot.commands import wiring
from bot.commands.output import utf8_lines


def chat(options: argparse.Namespace) -> int:
    """In the terminal, or with --json line by line."""
    reception, key = wiring.reception_of(options)
    if options.json:
        jsonl.serve(utf8_lines(), sys.stdout, jsonl.Talk(reception, key, wiring.clock).answer)
        return 0
    if unconfirmed := reception.snapshot.knowledge.calendar.unconfirmed():
        print(staff_texts.UNCONFIRMED.format(what=", ".join(unconfirmed)))
    print(staff_texts.WELCOME)
    terminal = Terminal(reception, key, wiring.clock, sys.stdout)
    terminal.open()
    for line in _typed():
        if line.strip() in LEAVE:
            break
        terminal.type(line)
    return 0


def recognise(options: argparse.Namespace) -> int:
    """`herken --json`."""
    _, understanding = wiring.understanding_of(options, wiring.settings_of(options))
    jsonl.serve(utf8_lines(), sys.stdout, jsonl.recognised(understanding))
    return 0


def moment(options: argparse.Namespace) -> int:
    """`moment --json`."""
    del options
    jsonl.serve(utf8_lines(), sys.stdout, jsonl.dated)
    return 0


def _typed() -> Iterator[str]:
    while True:
        try:
            yield input("\n> ")
        except EOFError:
            return
