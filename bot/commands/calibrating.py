"""`werkbot ijk`: from which chance on the assistant is sure enough, on the test questions."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot import staff_texts
from bot.commands import wiring
from bot.content.loader import BACKGROUND
from bot.understanding.evaluation import Question, calibrate, own_questions
from bot.understanding.pipeline import prepare


def calibrated(options: argparse.Namespace) -> int:
    """Print the thresholds found, as they go into the config, and what they give."""
    known, sentences = wiring.contents(options)
    understanding = prepare(known, sentences, wiring.cache_dir())
    questions = [*own_questions(known, sentences), *_strangers(wiring.knowledge_dir(options))]
    found = calibrate(understanding, questions)
    print(staff_texts.calibrated(found))
    return 0 if found.met else 1


def _strangers(root: Path) -> list[Question]:
    """Test questions that are not ours: `testvragen/geen.txt`, one per line."""
    path = root / "testvragen" / f"{BACKGROUND}.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Question(line.strip(), BACKGROUND) for line in lines if line.strip()]
