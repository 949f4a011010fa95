"""A folder of another centre answers, books and reports: nothing of ours stands in code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.content.folder import SHIPPED
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.reports.build import REPORTS
from bot.understanding.sentences import read_sentences
from tests.models import learned_once, model_cache

HERE = Path(__file__).parent
FOLDER = HERE / "knowledge"
ROOT = HERE.parents[1]
WEEK = ("--van", "2026-11-23", "--tot", "2026-11-29")
OURS = ("Werkcentrum", "Groningen", "Harm Buiterplein", "werkcentrumgroningen")


def werkbot(tmp_path: Path, *arguments: str, said: str = "") -> str:
    """What a command prints, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WERKBOT_CACHE": str(model_cache("foreign"))}
    command = [sys.executable, "-m", "bot", *arguments, "--kennis", str(FOLDER), "--gegevens", str(tmp_path / "werkbot.db")]
    with learned_once(model_cache("foreign")):
        done = subprocess.run(
            command, input=said, capture_output=True, encoding="utf-8", env=environment, cwd=tmp_path, timeout=240, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@dataclass(frozen=True)
class Here:
    """Commands in the process of the test: reports are many, and a start of each takes seconds."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def prints(self, *arguments: str) -> str:
        """What a command prints."""
        assert main([*arguments, "--kennis", str(FOLDER), "--gegevens", str(self.folder / "werkbot.db")]) == 0
        printed, told = self.capsys.readouterr()
        assert told == ""
        return printed


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """In an empty folder, with the models of this centre."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WERKBOT_CACHE", str(model_cache("foreign")))
    return Here(tmp_path, capsys)


def talk(tmp_path: Path, *lines: tuple[str, str]) -> list[dict[str, Any]]:
    """The answers to what people (name, text) say on a Monday morning, a minute apart; `#` before a text presses that button."""
    said = [
        {"chat": name, "now": f"2026-11-23T09:{minute:02d}:00+01:00", ("button" if text[0] == "#" else "text"): text.removeprefix("#")}
        for minute, (name, text) in enumerate(lines)
    ]
    return [json.loads(line) for line in werkbot(tmp_path, "chat", "--json", said="\n".join(map(json.dumps, said))).splitlines()]


def text_of(answer: dict[str, Any]) -> str:
    return "\n".join(message["text"] for message in answer["messages"])


def test_it_answers_and_books_from_its_own_hours_and_places(tmp_path: Path) -> None:
    hours, moments, summary, booked = talk(
        tmp_path,
        ("anna", "zijn jullie vrijdag open"),
        ("anna", "#Afspraak maken"),
        ("anna", "vrijdag om 15.20 uur"),
        ("anna", "#Bevestig afspraak"),
    )
    assert (hours["topic"], "Vrijdag 27 november is de Werkwinkel open van 13.00 tot 20.00 uur." in text_of(hours)) == (
        "wanneer-open",
        True,
    )
    assert moments["messages"][-1]["buttons"][0] == "Vrijdag 27 november, 13.00 uur"
    assert "Uw keuze: vrijdag 27 november om 15.20 uur. Praatje over werk." in text_of(summary)
    assert (booked["next_step"]["type"], "Havenkade 3 in Wierum aan Zee" in text_of(booked)) == ("afspraak", True)
    assert [name for answer in (hours, moments, summary, booked) for name in OURS if name in text_of(answer)] == []


def test_its_own_entries_play_the_parts(tmp_path: Path) -> None:
    menu, privacy, formal, human, walk_in = talk(
        tmp_path,
        ("bram", "/help"),
        ("bram", "/privacy"),
        ("bram", "ik dien hierbij een officiële klacht in tegen het besluit"),
        ("bram", "medewerker"),
        ("bram", "#Ik kom langs"),
    )
    assert [menu["topic"], privacy["topic"], formal["topic"]] == ["startpunt", "uw-spullen", "formeel-bericht"]
    assert "De Werkwinkel zit bij de gemeente Wierum." in text_of(formal) and "0800-7777" in text_of(formal)
    assert "Het adres is Havenkade 3 in Wierum aan Zee." in text_of(human)
    assert (walk_in["next_step"]["type"], "Havenkade 3" in text_of(walk_in)) == ("inloop", True)
    assert [name for answer in (menu, privacy, formal, human, walk_in) for name in OURS if name in text_of(answer)] == []


def test_it_reports_its_own_signals(tmp_path: Path, here: Here) -> None:
    talk(tmp_path, *[(name, "de veerboot vaart niet") for name in ("anna", "bram", "chris", "dirk", "emma", "fatma")])
    report = here.prints("rapport", "R8", "--van", "2026-11-23", "--tot", "2026-11-29", "--vorm", "csv")
    assert [line for line in report.splitlines() if "de veerboot" in line and "6" in line] != []
    assert [name for name in ("vervoer of kinderopvang", "Groningen") if name in report] == []


def test_every_report_is_made_of_it_and_names_nothing_of_ours(tmp_path: Path, here: Here) -> None:
    talk(
        tmp_path,
        ("anna", "zijn jullie vrijdag open"),
        ("anna", "#Afspraak maken"),
        ("anna", "vrijdag om 15.20 uur"),
        ("anna", "#Bevestig afspraak"),
    )
    reports = {name: here.prints("rapport", name, *WEEK, "--vorm", "csv") for name in REPORTS}
    reports["blad"] = here.prints("rapport", *WEEK, "--vorm", "blad")
    assert {name for name, report in reports.items() if not report.strip()} == set()
    assert [(name, one) for name, report in reports.items() for one in OURS if one in report] == []


def test_it_runs_beside_ours_each_on_its_own_file(tmp_path: Path) -> None:
    """Two processes at once from one installation: neither sees anything of the other."""
    (tmp_path / "hier").mkdir()
    (tmp_path / "daar").mkdir()
    line = json.dumps({"chat": "anna", "now": "2026-11-23T09:00:00+01:00", "text": "zijn jullie vrijdag open"}) + "\n"
    both = {"hier": SHIPPED, "daar": FOLDER}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "WERKBOT_CACHE": str(model_cache("shipped"))}
    running = {
        name: subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--json", "--kennis", str(folder), "--gegevens", str(tmp_path / name / "werkbot.db")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path,
        )
        for name, folder in both.items()
    }  # fmt: skip
    said = {name: one.communicate(line, timeout=240)[0] for name, one in running.items()}
    assert ("Werkcentrum" in said["hier"], "Werkwinkel" in said["hier"]) == (True, False)
    assert ("Werkcentrum" in said["daar"], "Werkwinkel" in said["daar"]) == (False, True)


def test_its_parts_are_its_own() -> None:
    known = load(FOLDER, REQUIRED, read_sentences(FOLDER).acts.values())
    roles = known.roles
    assert (roles.name, roles.menu, roles.hours, roles.neutral_service) == ("de Werkwinkel", "startpunt", ("wanneer-open",), "praatje")
    assert (roles.signals, roles.employer, roles.costs) == ({"veerboot": "de veerboot"}, "", ())
