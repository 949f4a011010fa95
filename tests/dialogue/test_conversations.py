"""Whole conversations as people have them: `tests/gesprekken/*.yaml`, each line with what its answer must be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.app.assistant import Reception
from tests.conftest import Citizen

FOLDER = Path(__file__).parents[1] / "gesprekken"
MONDAY = datetime.fromisoformat("2026-11-30T09:00:00+01:00")
TALKS: list[Mapping[str, Any]] = [
    talk for path in sorted(FOLDER.glob("*.yaml")) for talk in yaml.safe_load(path.read_text(encoding="utf-8"))
]
KEYS = {"onderwerp", "facet", "bevat", "bevat_niet", "knop", "geen_knop", "knoppen", "stap", "hooguit_knoppen", "niet_herhaald"}


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["id"])
def test_a_conversation_goes_as_it_should(reception: Reception, talk: Mapping[str, Any]) -> None:
    citizen = Citizen(reception, now=MONDAY)
    earlier: list[str] = []
    wrong = []
    for line in talk["regels"]:
        if "later" in line:
            citizen.later(minutes=line["later"])
        said = citizen.taps(line["drukt"]) if "drukt" in line else citizen.says(line["zegt"])
        assert said, f"nothing is said to {line}"
        wrong += [
            f"{line.get('zegt') or line['drukt']}: {fault}\n  {citizen.text}\n  {citizen.labels}"
            for fault in faults(citizen, line, earlier)
        ]
        earlier.append(citizen.text)
    assert wrong == []


def faults(citizen: Citizen, line: Mapping[str, Any], earlier: list[str]) -> list[str]:
    """What does not hold of the answer just given."""
    expected: Mapping[str, Any] = line.get("verwacht", {})
    assert expected.keys() <= KEYS, f"unknown: {expected.keys() - KEYS}"
    assert citizen.handled is not None
    result, text, labels = citizen.handled.result, citizen.text, citizen.labels
    holds = {
        "onderwerp": lambda value: result.topic in listed(value),
        "facet": lambda value: result.facet == value,
        "bevat": lambda value: all(one in text for one in listed(value)),
        "bevat_niet": lambda value: not any(one in text for one in listed(value)),
        "knop": lambda value: all(one in labels for one in listed(value)),
        "geen_knop": lambda value: not any(one in labels for one in listed(value)),
        "knoppen": lambda value: labels == value,
        "stap": lambda value: (result.step.kind.value if result.step else None) == value,
        "hooguit_knoppen": lambda value: len(labels) <= value,
        "niet_herhaald": lambda value: not any(text in old for old in earlier),
    }
    return [f"{key} {value!r}, was {result.topic!r} {result.facet!r}" for key, value in expected.items() if not holds[key](value)]


def listed(value: object) -> list[str]:
    """One text or several."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
