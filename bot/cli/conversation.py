"""`chat`, `herken`, `moment`, `vraag`, `ijk`: talking with the assistant and seeing how it understands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.channels import jsonl
from bot.channels.terminal import LEAVE, Terminal
from bot.cli import setup, staff_texts
from bot.cli.output import Refused, utf8_lines
from bot.content.folder import SHIPPED
from bot.understanding.evaluation import calibrate, own_questions, strangers, unseen
from bot.understanding.pipeline import BACKGROUND, prepare
from bot.understanding.risk import find_crisis, find_formal_act

# `werkbot chat`, `herken`, `moment`, `vraag`: talking with the assistant and seeing how it understands.


def chat(options: argparse.Namespace) -> int:
    """In the terminal, or with --json line by line."""
    reception, key = setup.reception_of(options)
    if options.json:
        jsonl.serve(utf8_lines(), sys.stdout, jsonl.Talk(reception, key, setup.clock).answer)
        return 0
    if unconfirmed := reception.snapshot.knowledge.calendar.unconfirmed():
        print(staff_texts.UNCONFIRMED.format(what=", ".join(unconfirmed)))
    print(staff_texts.WELCOME)
    terminal = Terminal(reception, key, setup.clock, sys.stdout)
    terminal.open()
    for line in _typed():
        if line.strip() in LEAVE:
            break
        terminal.type(line)
    return 0


def recognise(options: argparse.Namespace) -> int:
    """`herken --json`."""
    listener = setup.listener_of(options, setup.settings_of(options))
    jsonl.serve(utf8_lines(), sys.stdout, jsonl.recognised(listener, setup.clock))
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


# `werkbot vraag`: how a sentence is understood, and why.


def explain(options: argparse.Namespace) -> int:
    """The repaired words, the nearest example, the words that decided and the runners-up."""
    text = " ".join(options.zin)
    if kind := find_crisis(text):
        print(staff_texts.EXPLAINED_CRISIS.format(kind=kind))
        return 0
    if act := find_formal_act(text):
        print(staff_texts.EXPLAINED_FORMAL.format(act=act))
        return 0
    _, understanding = setup.understanding_of(options, setup.settings_of(options))
    meaning, why = understanding.understand(text), understanding.explain(text)
    print(staff_texts.explained(meaning, why))
    return 0


# `werkbot ijk`: from which chance on the assistant is sure enough, on sentences that who wrote the examples never saw.

SET_APART = SHIPPED.parent / "tests" / "understanding" / "ijkset.jsonl"


def calibrated(options: argparse.Namespace) -> int:
    """Print the thresholds found, as they go into the config, what they give, and whether the set is large enough to say so."""
    known, sentences = setup.contents(options)
    path = Path(options.vragen) if options.vragen else SET_APART
    try:
        questions, _ = unseen(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(staff_texts.NO_SET_APART.format(path=path)) from error
    understanding = prepare(known, sentences, setup.cache_dir())
    questions = [one for one in questions if one.topic in understanding.topics or one.topic == BACKGROUND]
    if all(one.topic == BACKGROUND for one in questions):  # content with other topics: its own test questions are all there is
        questions = [*own_questions(known, sentences), *strangers(setup.knowledge_dir(options))]
    found = calibrate(understanding, questions)
    print(staff_texts.calibrated(found))
    return 0 if found.met and found.enough else 1
