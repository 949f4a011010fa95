"""What understanding costs: time per message, learning, start, memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.questions import Bench
from bench.tables import table
from bot.understanding.classifier import Model
from bot.understanding.pipeline import assembled, prepare

_MEMORY = """
import sys
from pathlib import Path
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.understanding.pipeline import prepare
from bot.understanding.sentences import read_sentences
root = SHIPPED
prepare(load(root, REQUIRED), read_sentences(root), Path(sys.argv[1])).understand("hallo")
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) // 1024)
"""
"""A process that only understands, started from the cache; it prints the most memory it held, in megabytes (Linux).

Not by getrusage: that begins with what the parent held.
"""


def report(bench: Bench) -> None:
    """Milliseconds per message (first seen, and again), learning, start from the cache, memory."""
    first, again = [], []
    model = bench.understanding.model
    assert isinstance(model, Model)
    model.forget()
    fresh = assembled(model, bench.knowledge, bench.sentences)
    for spent in (first, again):
        for one in bench.questions:
            begun = time.thread_time()  # not the clock on the wall: other work on the machine is not ours
            fresh.understand(one.text)
            spent.append((time.thread_time() - begun) * 1000)
    with tempfile.TemporaryDirectory() as name:
        begun = time.perf_counter()
        prepare(bench.knowledge, bench.sentences, Path(name))
        learning = time.perf_counter() - begun
        begun = time.perf_counter()
        prepare(bench.knowledge, bench.sentences, Path(name))
        from_cache = time.perf_counter() - begun
        memory = subprocess.run([sys.executable, "-c", _MEMORY, name], capture_output=True, text=True, check=True).stdout.strip()
        size = sum(path.stat().st_size for path in Path(name).iterdir())
    rows = [
        (f"a message seen for the first time: median, p99, most ({len(first)})", *(f"{value:.2f} ms" for value in spread(first))),
        ("the same message again", *(f"{value:.2f} ms" for value in spread(again))),
        ("learning in a process of its own", f"{learning:.1f} s", "", ""),
        ("model from the cache", f"{from_cache:.2f} s", f"{size / 1e6:.0f} MB file", ""),
        ("memory of a process that understands", f"{memory} MB", "", ""),
    ]
    print(table(("what", "", "", ""), rows))


def spread(spent: Sequence[float]) -> tuple[float, float, float]:
    """Median, 99th percentile and highest."""
    return statistics.median(spent), statistics.quantiles(spent, n=100)[98], max(spent)
