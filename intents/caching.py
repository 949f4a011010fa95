"""The learned model kept on disk, found again by what it was learned from; learning happens in a process of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from intents.model import Model, ModelUnreadable, read

_KEPT = 3  # models: now, the one before, and one of a second process with other content
_LEARNING_MODULES = ("normalising.py", "features.py", "model.py", "training.py")
_LEARNING_LIBRARIES = ("numpy", "scipy")


class TrainingFailed(Exception):
    """The process that learns the model ended with an error; the message holds what it said."""


def learned(examples: Mapping[str, Sequence[str]], cache_dir: Path | None) -> Model:
    """The model of these examples: from the cache when it is there and whole, else learned and put there. Raises TrainingFailed."""
    source = json.dumps(examples, ensure_ascii=False, sort_keys=True)
    if cache_dir is None:
        with tempfile.TemporaryDirectory() as folder:
            return _learn(source, Path(folder) / "model.npz")
    path = cache_dir / f"model-{_key(source)}.npz"
    try:
        return read(path)
    except (OSError, ModelUnreadable):
        cache_dir.mkdir(parents=True, exist_ok=True)
        model = _learn(source, path)
        _forget_old(cache_dir, path)
        return model


def _learn(source: str, path: Path) -> Model:
    """Learn in a new process, into a file beside `path` that takes its place when it is whole."""
    handle, name = tempfile.mkstemp(suffix=".npz.new", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    root = Path(__file__).parents[1]
    paths = os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "intents.training", name]
    try:
        done = subprocess.run(command, input=source, encoding="utf-8", capture_output=True, check=False, env=environment)
        if done.returncode:
            raise TrainingFailed(done.stderr[-2000:])
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return read(path)


def _key(source: str) -> str:
    digest = hashlib.sha256(source.encode())
    for name in _LEARNING_MODULES:
        digest.update(Path(__file__).with_name(name).read_bytes())
    for library in _LEARNING_LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(f"{sys.version_info.major}.{sys.version_info.minor} {sys.byteorder}".encode())
    return digest.hexdigest()[:20]


def _forget_old(cache_dir: Path, newest: Path) -> None:
    others = sorted((path for path in cache_dir.glob("model-*.npz") if path != newest), key=_changed)
    for path in others[: 1 - _KEPT]:
        path.unlink(missing_ok=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process has just taken it away
        return 0.0
