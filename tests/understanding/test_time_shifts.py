"""Later or earlier than a moment that both of us know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.entities import find_shift


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("mag het een halfuurtje later?", 30),
        ("liever 2 uur eerder", -120),
        ("twee dagen later graag", 2880),
        ("iets vroeger gaat beter", -30),
        ("een week later is goed", 10080),
        ("anderhalf uur later", 90),
        ("'n kwartier eerder", -15),
        ("later", None),
        ("ik kom later", None),
        ("dinsdag om 3 uur", None),
        ("ik werk 24 uur", None),
    ],
)
def test_a_shift(text: str, minutes: int | None) -> None:
    assert find_shift(text) == (None if minutes is None else timedelta(minutes=minutes))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert find_shift(text) is None or find_shift(text) != timedelta(0)
