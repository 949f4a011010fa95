"""`werkbot vraag`: how a sentence is understood, and why."""

from __future__ import annotations

import argparse

from bot import staff_texts
from bot.commands import wiring
from bot.understanding.risk import find_crisis, find_formal_act


def explain(options: argparse.Namespace) -> int:
    """The repaired words, the nearest example, the words that decided and the runners-up."""
    text = " ".join(options.zin)
    if kind := find_crisis(text):
        print(staff_texts.EXPLAINED_CRISIS.format(kind=kind))
        return 0
    if act := find_formal_act(text):
        print(staff_texts.EXPLAINED_FORMAL.format(act=act))
        return 0
    _, understanding = wiring.understanding_of(options, wiring.settings_of(options))
    meaning, why = understanding.understand(text), understanding.explain(text)
    print(staff_texts.explained(meaning, why))
    return 0
