"""How the test questions went the last time, kept beside the model, so that a change can be held against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bot.understanding import evaluation
from bot.understanding.evaluation import Proof
from bot.understanding.pipeline import Thresholds


@dataclass(frozen=True)
class Kept:
    """The outcome per topic and test question, and how readable the answers were (Flesch-Douma)."""

    outcomes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    readability: float | None = None


def path_of(root: Path, cache_dir: Path) -> Path:
    """The file for one folder of content: two folders on one machine have nothing to do with each other."""
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:12]
    return cache_dir / f"testvragen-{name}.json"


def last(path: Path, thresholds: Thresholds) -> Kept:
    """What was kept; nothing when it was measured with another program or other thresholds, for then the content is not to blame."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["program"] != _program(thresholds):
            return Kept()
        return Kept(raw["outcomes"], float(raw["readability"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()


def keep(path: Path, thresholds: Thresholds, proof: Proof, readability: float) -> None:
    """Keep this outcome as the one to hold the next change against."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = {"program": _program(thresholds), "readability": round(readability, 1), "outcomes": proof.outcomes()}
    beside = path.with_suffix(".nieuw")
    beside.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


@cache
def _program(thresholds: Thresholds) -> str:
    digest = hashlib.sha256(repr(thresholds).encode())
    for source in sorted(Path(evaluation.__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]
