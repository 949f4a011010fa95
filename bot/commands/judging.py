"""`werkbot beoordeel`: a person judges a random sample of answers, one week at a time."""

from __future__ import annotations

import argparse
import re
from datetime import timedelta

from bot import staff_texts
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.commands.reporting import existing_storage
from bot.domain.time import local
from bot.storage import statistics
from bot.storage.database import Storage
from bot.storage.statistics import Sample

KEYS = {"g": "goed", "d": "deels", "f": "fout"}
SKIP, STOP = "o", "s"


def judge(options: argparse.Namespace) -> int:
    """Show the questions of a week that nobody judged, and keep each judgement at once: stopping loses nothing."""
    week = options.week or statistics.week_of((local(wiring.clock()) - timedelta(days=7)).date())
    if not re.fullmatch(r"\d{4}-W\d{2}", week):
        raise Refused(staff_texts.NO_WEEK.format(text=week))
    storage = existing_storage(options)
    with storage.reading() as db:
        waiting = statistics.unjudged(db, week)
    if not waiting:
        print(staff_texts.NOTHING_TO_JUDGE.format(week=week))
        return 0
    print(staff_texts.JUDGE_HOW.format(week=week, count=len(waiting)))
    for number, sample in enumerate(waiting, 1):
        print(staff_texts.JUDGE_ONE.format(number=number, text=sample.text, decision=sample.decision, topic=sample.topic or "geen"))
        if not _judged(storage, sample):
            break
    with storage.reading() as db:
        counts = statistics.counted(db, week)
    print(staff_texts.JUDGED.format(counts=", ".join(f"{counts.get(word, 0)} {word}" for word in statistics.JUDGEMENTS)))
    return 0


def _judged(storage: Storage, sample: Sample) -> bool:
    """One judgement, or none; False to stop."""
    while True:
        try:
            key = input(staff_texts.JUDGE_PROMPT).strip().lower()[:1]
        except EOFError:
            return False
        if key in KEYS:
            with storage.transaction() as db:
                statistics.judge(db, sample.id, KEYS[key])
            return True
        if key in (SKIP, STOP):
            return key == SKIP
        print(staff_texts.NOT_JUDGED)
