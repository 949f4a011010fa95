"""How time, memory and accuracy grow with topics and examples, up to 300 topics of 100 examples.

There are no 300 topics to be had; so each topic is split at random into made-up ones, or doubled with its letters shifted (a language
of its own, with the same distances). That says what it costs; the accuracy says how well the engine keeps apart what is apart.
"""

from __future__ import annotations

import json
import random
import string
import subprocess
import sys
from collections.abc import Mapping, Sequence

from bench.tables import table

PER_TOPIC = 100
SIZES = (25, 50, 79, 150, 300)
_PROGRAM = """
import json, sys, time
from pathlib import Path
import numpy as np
from bot.understanding.learner import train
from bot.understanding.text import words
given = json.load(sys.stdin)
begun = time.process_time()
model = train(given["examples"])
spent = time.process_time() - begun
status = dict(line.split(':', 1) for line in Path('/proc/self/status').read_text().splitlines())
peak = int(status['VmHWM'].split()[0]) // 1024
right, times = 0, []
for topic, text in given["tests"]:
    start = time.perf_counter()
    right += model.labels[int(np.argmax(model.points(words(text))))] == topic
    times.append(time.perf_counter() - start)
times.sort()
print(json.dumps([spent, peak, model.weights.nbytes / 1e6, 100 * right / len(times), 1000 * times[len(times) // 2], 1000 * times[-len(times) // 100]]))
"""


def report(examples: Mapping[str, Sequence[str]]) -> None:
    """A row per size."""
    rows = []
    for topics in SIZES:
        learned, tests = _made_up(examples, topics)
        given = json.dumps({"examples": learned, "tests": tests})
        done = subprocess.run([sys.executable, "-c", _PROGRAM], input=given, capture_output=True, text=True, check=True)
        spent, peak, size, right, median, worst = json.loads(done.stdout)
        count = sum(map(len, learned.values()))
        rows.append((topics, count, f"{spent:.1f}", peak, f"{size:.0f}", f"{right:.1f}", f"{median:.2f}", f"{worst:.2f}"))
    print(table(("topics", "examples", "learning, CPU s", "peak MB", "weights MB", "top 1 on held out", "ms median", "ms p99"), rows))


def _made_up(examples: Mapping[str, Sequence[str]], topics: int) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """So many topics of at most 100 examples, and one in ten of their sentences held out."""
    chance = random.Random(topics)
    learned: dict[str, list[str]] = {}
    tests = []
    names = [name for name in sorted(examples) if name != "geen"]
    for number in range(topics):
        name, shift = names[number % len(names)], number // len(names)
        said = [_shifted(sentence, shift) for sentence in examples[name]]
        chance.shuffle(said)
        held = max(1, len(said) // 10)
        learned[f"{name}-{shift}"] = said[held : held + PER_TOPIC]
        tests += [(f"{name}-{shift}", sentence) for sentence in said[:held]]
    return learned, tests


def _shifted(sentence: str, shift: int) -> str:
    letters = string.ascii_lowercase
    return sentence.lower().translate(str.maketrans(letters, letters[shift:] + letters[:shift]))
