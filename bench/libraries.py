"""What the service brings along, with versions and licences: `python -m bench.libraries` writes the table of SECURITY.md anew."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- libraries: python -m bench.libraries -->", "<!-- end of libraries -->"
LONGEST = 40
"""Signs of a licence by its name; what is longer is the licence itself."""


def needed(requirements: Iterable[str]) -> dict[str, bool]:
    """The names of everything that these requirements bring along, and whether we ask for it ourselves."""
    asked = [Requirement(one) for one in requirements]
    found: dict[str, bool] = {}
    waiting = list(asked)
    while waiting:
        wanted = waiting.pop(0)
        name = canonicalize_name(wanted.name)
        if name in found or not (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            continue
        found[name] = wanted in asked
        waiting += map(Requirement, importlib.metadata.distribution(name).requires or ())
    return found


def licence(name: str) -> str:
    """The licence that a distribution tells of itself: its expression, its name, else its classifiers."""
    told = importlib.metadata.metadata(name)
    named = str(told.get("License") or "").strip()
    classes = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    short = named if named and len(named) <= LONGEST and "\n" not in named and "©" not in named and "(c)" not in named else ""
    return str(told.get("License-Expression") or "") or (" or ".join(classes) if classes else short)


def pinned() -> dict[str, str]:
    """The versions of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def table() -> str:
    """Every library that runs in the service, with the desk."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = pinned()
    rows = [
        f"| {name} | {versions.get(name, 'not pinned')} | {licence(name)} | {'we' if ours else 'another library'} |"
        for name, ours in sorted(needed([*project["dependencies"], *project["optional-dependencies"]["balie"]]).items())
    ]
    return "\n".join(["| library | version | licence | asked for by |", "|---|---|---|---|", *rows])


def written(text: str) -> str:
    """A paper with the table of today between its marks."""
    return re.sub(f"(?s){re.escape(BEGIN)}.*{re.escape(END)}", lambda _: f"{BEGIN}\n{table()}\n{END}", text)


if __name__ == "__main__":
    paper = ROOT / "SECURITY.md"
    paper.write_text(written(paper.read_text(encoding="utf-8")), encoding="utf-8")
