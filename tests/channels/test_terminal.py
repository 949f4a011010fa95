"""The terminal: buttons have numbers, and what is typed is said."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from bot.app.assistant import Reception
from bot.channels.terminal import Terminal
from bot.domain.time import ZONE


def terminal(reception: Reception) -> tuple[Terminal, io.StringIO]:
    out = io.StringIO()
    return Terminal(reception, b"key", lambda: datetime(2026, 11, 22, 21, 40, tzinfo=ZONE), out), out


def test_opening_greets_and_shows_buttons_with_numbers(reception: Reception) -> None:
    opened, out = terminal(reception)
    opened.open()
    assert "U praat met een computerprogramma van het Werkcentrum." in out.getvalue()
    assert "  #1 [" in out.getvalue()


def test_a_button_is_pressed_by_its_number(reception: Reception) -> None:
    opened, out = terminal(reception)
    opened.type("ik ben me baan kwijt wat nu")
    out.truncate(0)
    opened.type("#2")
    assert "Het duurt 30 minuten." in out.getvalue()


@pytest.mark.parametrize("line", ["#²", "#٣", "#0", "#-1", "#99", "#" + "9" * 5000])
def test_what_is_no_number_of_a_button_is_said(reception: Reception, line: str) -> None:
    opened, out = terminal(reception)
    opened.type("ik ben me baan kwijt wat nu")
    out.truncate(0)
    opened.type(line)
    assert "Dat weet ik niet" in out.getvalue()


def test_options_that_carry_numbers_are_picked_by_a_bare_number(reception: Reception) -> None:
    opened, out = terminal(reception)
    opened.type("ik wil een afspraak")
    assert "  1. Gesprek over werk" in out.getvalue()
    out.truncate(0)
    opened.type("1")
    assert "Gesprek over werk. Het duurt 30 minuten." in out.getvalue()
