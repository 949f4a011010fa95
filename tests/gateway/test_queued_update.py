"""A row of the inbox: what a person did comes out as it went in, the language stays in memory, and what joins a story is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.messages import Kind, Message
from bot.gateway.arrivals import Received, Tapped
from bot.gateway.queued_update import LONGEST_SHORT, QueuedUpdate, from_body, kept, to_body

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TEXT = Received(7, "17", Message("p", AT, "ik zoek werk", language="ar", channel="telegram"))
PRESS = Received(
    8, "17", Message("p", AT, action="v1:menu", kind=Kind.BUTTON, channel="telegram"), Tapped(3, "Kies", "Menu"), query="q", sent=0
)
NUMBER = Received(9, "17", Message("p", AT, kind=Kind.CONTACT, phone="0600000000", masked=("bsn",), late=True, channel="telegram"), sent=12)
PHOTO = Received(10, "17", Message("p", AT, "kijk ✓", kind=Kind.MEDIA, channel="telegram"), album="a1", sent=13)


def without_language(received: Received) -> Received:
    """As it is once it stood in the inbox: what the channel waits for and the language are not stored."""
    return replace(received, message=replace(received.message, language=""), query="")


@pytest.mark.parametrize("received", [TEXT, PRESS, NUMBER, PHOTO], ids=["text", "press", "number", "photo"])
def test_what_was_done_comes_out_as_it_went_in(received: Received) -> None:
    assert from_body(to_body(received), received.update, "p", AT, "telegram") == without_language(received)


def test_a_row_holds_no_language_and_nothing_that_is_empty() -> None:
    assert json.loads(to_body(TEXT)) == {"text": "ik zoek werk", "kind": "text", "chat": "17"}


def test_the_place_in_the_queue_has_no_words() -> None:
    assert kept(1, TEXT, 2.5) == QueuedUpdate(1, 7, "p", "17", 2.5, joins=True, language="ar")
    assert kept(2, PRESS, 2.5) == QueuedUpdate(2, 8, "p", "17", 2.5, Kind.BUTTON, press="3/v1:menu")
    assert kept(3, PHOTO, 2.5) == QueuedUpdate(3, 10, "p", "17", 2.5, Kind.MEDIA, album="a1")


@pytest.mark.parametrize(
    ("text", "kind", "joins"),
    [
        ("a" * LONGEST_SHORT, Kind.TEXT, True),
        ("a" * (LONGEST_SHORT + 1), Kind.TEXT, False),
        ("/start", Kind.TEXT, False),
        ("moi", Kind.VOICE, False),
    ],
)
def test_a_short_text_that_is_no_command_may_be_part_of_a_story(text: str, kind: Kind, joins: bool) -> None:
    assert kept(1, replace(TEXT, message=replace(TEXT.message, text=text, kind=kind)), 0.0).joins is joins
