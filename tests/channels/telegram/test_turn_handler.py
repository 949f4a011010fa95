"""What is answered of things that came together; and who is in danger is always heard."""

from __future__ import annotations

import pytest

from bot.channels.telegram.updates import CHANNEL
from bot.domain.messages import Kind, Message
from bot.gateway.arrivals import Received
from bot.gateway.turn_handler import read_together
from tests.channels.telegram.conftest import MONDAY_MORNING, Run
from tests.telegram_api.people import FakeUser

CRY = "ik wil niet meer leven"
STICKER = {"file_id": "f", "file_unique_id": "f", "type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}


def done(*things: str | Kind) -> list[Received]:
    """Texts, and things that are no text."""
    messages = [
        Message("p", MONDAY_MORNING, kind=one, channel=CHANNEL)
        if isinstance(one, Kind)
        else Message("p", MONDAY_MORNING, one, channel=CHANNEL)
        for one in things
    ]
    return [Received(number, "1", message) for number, message in enumerate(messages)]


@pytest.mark.parametrize("flood", [False, True])
def test_a_story_in_pieces_is_one_text(flood: bool) -> None:
    assert read_together(done("waar", "zitten", "jullie"), flood=flood).message.text == "waar\nzitten\njullie"


def test_of_a_flood_that_ends_in_something_else_that_is_answered() -> None:
    assert read_together(done("hallo", "hallo", Kind.MEDIA), flood=True).message.kind is Kind.MEDIA


@pytest.mark.parametrize("after", [Kind.MEDIA, Kind.BUTTON, Kind.VOICE, "hallo"])
def test_who_is_in_danger_is_heard_whatever_came_after_it(after: str | Kind) -> None:
    assert read_together(done("hallo", CRY, after), flood=True).message.text == CRY


@pytest.mark.parametrize("flood", [False, True])
def test_no_length_of_what_is_told_cuts_a_cry_off(flood: bool) -> None:
    assert read_together(done(*["hallo " * 50] * 30, CRY), flood=flood).message.text == CRY


def test_a_short_story_is_judged_as_a_whole() -> None:
    """A piece of it alone says too little: "mijn man" sounds like trouble at home."""
    assert read_together(done("mijn man", "zoekt werk"), flood=False).message.text == "mijn man\nzoekt werk"


def test_what_is_said_below_a_picture_of_an_album_is_heard() -> None:
    first, second = done(Kind.MEDIA, CRY)
    assert read_together([first, second], flood=False).message.text == CRY


async def test_a_cry_in_a_flood_that_ends_in_a_sticker_is_answered_with_help(run: Run, anna: FakeUser) -> None:
    for number in range(21):
        await anna.send(f"hallo {number}")
    await anna.send(CRY)
    await anna.send_other(sticker=STICKER)
    async with run():
        await anna.expect("113")
