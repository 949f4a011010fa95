"""`chat`, `herken`, `moment`, `vraag`, `ijk`: talking with the assistant and seeing how it understands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.channels import jsonl
from bot.channels.terminal import LEAVE, Terminal
from bot.cli import setup
from bot.cli.output import Refused, utf8_lines
from bot.cli.texts import say
from bot.content.entries import BACKGROUND
from bot.content.folder import SHIPPED
from bot.understanding.classifier import Explanation
from bot.understanding.evaluation import Calibration, calibrate, interval, own_questions, strangers, unseen
from bot.understanding.pipeline import Meaning, prepare
from bot.understanding.risk import find_crisis, find_formal_act

# `werkbot chat`, `herken`, `moment`, `vraag`: talking with the assistant and seeing how it understands.


def chat(options: argparse.Namespace) -> int:
    """In the terminal, or with --json line by line."""
    reception, key = setup.reception_of(options)
    if options.json:
        jsonl.serve(utf8_lines(), sys.stdout, jsonl.Talk(reception, key, setup.clock).answer)
        return 0
    if unconfirmed := reception.snapshot.knowledge.calendar.unconfirmed():
        print(say("staff.unconfirmed", what=", ".join(unconfirmed)))
    print(say("staff.welcome"))
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
        print(say("staff.explained-crisis", kind=kind))
        return 0
    if act := find_formal_act(text):
        print(say("staff.explained-formal", act=act))
        return 0
    understanding = setup.understanding_of(options, setup.settings_of(options))
    meaning, why = understanding.understand(text), understanding.explain(text)
    print(explained(meaning, why))
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
        raise Refused(say("staff.calibrated-no-set", path=path)) from error
    understanding = prepare(known, sentences, setup.cache_dir())
    questions = [one for one in questions if one.topic in understanding.topics or one.topic == BACKGROUND]
    if all(one.topic == BACKGROUND for one in questions):  # content with other topics: its own test questions are all there is
        questions = [*own_questions(known, sentences), *strangers(setup.knowledge_dir(options))]
    found = calibrate(understanding, questions)
    print(calibration(found))
    return 0 if found.met and found.enough else 1


# What `vraag` and `ijk` tell of how a sentence is understood.


def explained(meaning: Meaning, why: Explanation) -> str:
    """Why a sentence was understood as it was."""
    best = why.topic or say("staff.explained-nothing")
    lines = [say(f"staff.decisions.{meaning.decision.value}", topic=best, score=_percent(meaning.score))]
    if meaning.command:
        lines.append(say("staff.explained-command", command=meaning.command))
    if why.repairs:
        lines.append(say("staff.explained-repairs", repairs=", ".join(f"{one.typed} → {' '.join(one.meant)}" for one in why.repairs)))
    if why.nearest:
        lines.append(say("staff.explained-nearest", sentence=why.nearest, topic=best))
    if why.deciding:
        lines.append(say("staff.explained-words", words=", ".join(word for word, _ in why.deciding)))
    if others := [f"{one.topic} ({_percent(one.score)})" for one in meaning.candidates[1:]]:
        lines.append(say("staff.explained-others", others=", ".join(others)))
    if meaning.second:
        lines.append(say("staff.explained-second", topic=meaning.second))
    return "\n".join(lines)


def _percent(score: float) -> str:
    return f"{score:.0%}".replace("%", " %")


def calibration(found: Calibration) -> str:
    """The thresholds as they go into config.toml, what they give with what may be true as well, and what to do about it."""
    figures, thresholds = found.figures, found.thresholds
    ours, others = figures.ours, figures.others
    lines = [
        "[understanding]",
        f"sure = {thresholds.sure}",
        f"ask = {thresholds.ask}",
        f"temperature = {thresholds.temperature}",
        "",
        say(
            "staff.calibrated-ours",
            ours=ours,
            right=_share(figures.right, ours),
            found=_share(figures.right + figures.asked, ours),
            lost=_share(figures.lost, ours),
            wrong=_share(figures.wrong, ours),
        ),
        say(
            "staff.calibrated-others",
            others=others,
            let_in=_share(figures.let_in, others),
            asked=_share(figures.none_asked, others),
        ),
    ]
    if not found.enough:
        lines.append(say("staff.calibrated-too-few", ours=found.needed[0], others=found.needed[1]))
    return "\n".join(lines if found.met else [*lines, say("staff.calibrated-not-met")])


def _share(count: int, total: int) -> str:
    low, high = interval(count, total)
    told = [f"{100 * part:.1f}".replace(".", ",") for part in (count / max(1, total), low, high)]
    return say("staff.calibrated-share", share=told[0], low=told[1], high=told[2])
