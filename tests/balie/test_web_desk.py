"""`werkbot balie`: the first account, the morning mail, and a day to look at that is always one on which we are open."""

from __future__ import annotations

import argparse
import json
import re
from datetime import date

import pytest

from bot.channels.desk import example
from bot.channels.desk.workplace import Workplace
from bot.cli import setup, web_desk
from bot.storage import outbox
from tests.balie.conftest import Staff


@pytest.fixture
def options(desk: Workplace, monkeypatch: pytest.MonkeyPatch) -> argparse.Namespace:
    """The options of the command on this desk, at its moment."""
    monkeypatch.setattr(setup, "clock", desk.clock)
    monkeypatch.setattr(setup, "contents", lambda _: (desk.known, None))
    return argparse.Namespace(
        gegevens=str(desk.database), config=None, kennis=None, voorbeeld=False, ochtendmail=False, beheerder=None, naam=None
    )


def test_the_morning_mail_says_how_much_and_nothing_of_anybody(desk: Workplace, options: argparse.Namespace) -> None:
    example.fill(desk.storage(), desk.known, desk.now)
    options.ochtendmail = True
    assert [web_desk.serve(options), web_desk.serve(options)] == [0, 0]
    with desk.storage().reading() as db:
        rows = [row for row in outbox.due(db, outbox.NOTICES, desk.now) if row.key == "ochtend:2026-11-23"]
    text = json.loads(rows[0].body)["text"]
    assert (len(rows), text.splitlines()) == (
        1,
        [
            "Balie, maandag 23 november",
            "Te laat: 1",
            "Bellen en antwoorden: 3",
            "Afspraken vandaag: 6",
            "Nog zonder nieuw moment: 1",
            "Niet bezorgd: 1",
            "Kijk op de balie in uw browser",
        ],
    )
    assert [name for name in example.NAMES if name in text] == []


def test_the_first_beheerder_is_made_on_the_machine_and_comes_in(options: argparse.Namespace, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.channels.desk.server import Key  # noqa: PLC0415 - Django must be set up first

    options.beheerder, options.naam = "Ada@voorbeeld.invalid", "Ada"
    assert web_desk.serve(options) == 0
    told = capsys.readouterr().out
    password, secret = re.findall(r": (\S+)$", told, re.MULTILINE)
    staff = Staff("ada@voorbeeld.invalid", Key("", "", secret, ""), password)
    assert (staff.sign_in().status_code, staff.get("/")["Location"]) == (302, "/wachtwoord/")


@pytest.mark.parametrize(("today", "shown"), [("2026-11-23", "2026-11-23"), ("2026-11-28", "2026-11-30")])
def test_the_example_is_of_a_day_on_which_we_are_open(desk: Workplace, today: str, shown: str) -> None:
    assert example.workday(desk.known, date.fromisoformat(today)).isoformat() == f"{shown}T11:05:00+01:00"
