"""What a person waits for: the first prompt, understanding one message, learning after an edit; and memory."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.tables import table
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.understanding.pipeline import prepare
from bot.understanding.sentences import read_sentences

WERKBOT = Path(sys.executable).with_name("werkbot")
ROUNDS = 5


def first_prompt(folder: Path, *, cached: bool) -> float:
    """Seconds from the command to the first greeting on the screen."""
    environment = {**os.environ, "WERKBOT_CACHE": str(folder / ("cache" if cached else f"cache-{time.monotonic_ns()}"))}
    command = [str(WERKBOT), "chat", "--json", "--gegevens", str(folder / "bench.db")]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps({"chat": "bench", "text": "/start"}) + "\n")
        process.stdin.flush()
        process.stdout.readline()
        passed = time.perf_counter() - begun
        process.stdin.close()
    return passed


def understanding_times(folder: Path) -> tuple[list[float], int]:
    """Milliseconds per message over the test questions (each seen for the first time), and megabytes of the process."""
    root = SHIPPED
    known, sentences = load(root, REQUIRED), read_sentences(root)
    understanding = prepare(known, sentences, folder / "cache")
    questions = [question for entry in known.entries.values() for question in (*entry.test_questions, entry.question)]
    spent = []
    for question in questions:
        begun = time.perf_counter()
        understanding.understand(question)
        spent.append((time.perf_counter() - begun) * 1000)
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold = first_prompt(folder, cached=False)
        first_prompt(folder, cached=True)
        warm = statistics.median(first_prompt(folder, cached=True) for _ in range(ROUNDS))
        spent, megabytes = understanding_times(folder)
    percentile = statistics.quantiles(spent, n=100)[98]
    rows = [
        ("start to first answer, model from the cache", f"{warm:.2f} s"),
        ("start to first answer, model learned anew", f"{cold:.2f} s"),
        ("of which learning (a process of its own)", f"{cold - warm:.2f} s"),
        ("understanding one message, median", f"{statistics.median(spent):.2f} ms"),
        ("understanding one message, p99", f"{percentile:.2f} ms"),
        ("memory of a process that understands", f"{megabytes} MB"),
    ]
    print(table(("what", f"measured ({len(spent)} messages)"), rows))


if __name__ == "__main__":
    main()
