"""Updates of Telegram as what people did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.updates import Reader
from bot.dialogue.actions import EXPIRED
from bot.domain.messages import Kind, Message
from bot.gateway.arrivals import Event, Group, Reachable, Received
from bot.privacy.masking import pseudonym
from tests.channels.telegram.conftest import KEY, MONDAY_MORNING
from tests.privacy.numbers import bsn

CHAT = {"id": 4711, "type": "private", "first_name": "Anna"}
ANNA = {"id": 4711, "is_bot": False, "first_name": "Anna", "language_code": "ar"}
NOW = int(MONDAY_MORNING.timestamp())
PAYLOADS = ("locatie-desk",)
MOMENT = datetime.fromtimestamp(NOW, UTC)


def kept_of(payload: str) -> str:
    """Of a link that is not ours nothing is kept."""
    return payload if payload in PAYLOADS else ""


def read(reader: Reader | None = None, **content: Any) -> Event:
    update = Update.de_json({"update_id": 9, **content}, None)
    assert update is not None
    return (reader or Reader(KEY, lambda: MONDAY_MORNING, kept_of)).read(update)


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": NOW, "chat": CHAT, "from": ANNA, **content}


def heard(**content: Any) -> Message:
    event = read(message=message(**content))
    assert isinstance(event, Received)
    return event.message


def test_a_text_becomes_a_message_under_a_pseudonym() -> None:
    assert heard(text="ik zoek werk") == Message(
        pseudonym("telegram", "4711", KEY), MONDAY_MORNING, "ik zoek werk", language="ar", channel="telegram"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/AFSPRAAK", "/afspraak"),
        ("/help@WerkcentrumBot", "/help"),
        ("/Privacy@werkcentrumbot nu graag", "/privacy nu graag"),
        ("kan ik /stop typen", "kan ik /stop typen"),
        ("/", "/"),
        ("//", "//"),
    ],
)
def test_a_command_is_known_with_capitals_and_with_our_name(text: str, expected: str) -> None:
    assert (heard(text=text).kind, heard(text=text).text) == (Kind.TEXT, expected)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("/start", ""),
        ("/start locatie-desk", "locatie-desk"),
        ("/START@WerkcentrumBot locatie-desk", "locatie-desk"),
        ("/start afspraak", ""),
        ("/start " + "x" * 65, ""),
        ("/start <b>", ""),
        ("/start a b", ""),
    ],
)
def test_start_takes_what_a_poster_may_carry_and_nothing_else(text: str, payload: str) -> None:
    assert (heard(text=text).kind, heard(text=text).payload) == (Kind.START, payload)


def test_a_bsn_is_masked_before_anything_is_kept() -> None:
    number = bsn(Random(1))
    seen = heard(text=f"mijn bsn is {number}")
    assert (number in seen.text, seen.masked) == (False, ("bsn",))


def test_the_own_number_is_taken_as_ten_digits() -> None:
    contact = {"phone_number": "31612345678", "first_name": "Anna", "user_id": 4711}
    assert (heard(contact=contact).kind, heard(contact=contact).phone) == (Kind.CONTACT, "0612345678")


@pytest.mark.parametrize("owner", [{"user_id": 4712}, {}])
def test_somebody_elses_number_is_not_taken(owner: dict[str, int]) -> None:
    contact = {"phone_number": "31612345678", "first_name": "Piet", **owner}
    assert (heard(contact=contact).kind, heard(contact=contact).phone) == (Kind.CONTACT, "")


FILE = {"file_id": "f", "file_unique_id": "f"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": {**FILE, "duration": 3}}, Kind.VOICE),
        ({"video_note": {**FILE, "duration": 3, "length": 2}}, Kind.VOICE),
        ({"photo": [{**FILE, "width": 1, "height": 1}]}, Kind.MEDIA),
        ({"document": FILE}, Kind.MEDIA),
        ({"sticker": {**FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}}, Kind.MEDIA),
        ({"dice": {"emoji": "🎲", "value": 1}}, Kind.MEDIA),
        ({"location": {"latitude": 53.2, "longitude": 6.5}}, Kind.LOCATION),
        ({"something_new_of_next_year": {"a": 1}}, Kind.MEDIA),
    ],
)
def test_what_is_no_text_is_known_by_its_kind(content: dict[str, Any], kind: Kind) -> None:
    assert heard(**content).kind is kind


def test_the_words_under_a_photo_are_read_for_they_may_ask_for_help() -> None:
    assert heard(photo=[{**FILE, "width": 1, "height": 1}], caption="help mij").text == "help mij"


def test_an_edited_text_is_known_but_not_read() -> None:
    event = read(edited_message=message(text="toch niet", edit_date=NOW))
    assert isinstance(event, Received)
    assert (event.message.kind, event.message.text) == (Kind.EDITED, "")


@pytest.mark.parametrize(
    "content",
    [
        {"message": message(pinned_message=message(text="x"))},
        {"message": message(message_auto_delete_timer_changed={"message_auto_delete_time": 60})},
        {"edited_message": message(location={"latitude": 53.2, "longitude": 6.5}, edit_date=NOW)},
        {"channel_post": {"message_id": 5, "date": NOW, "chat": {"id": -100, "type": "channel", "title": "k"}, "text": "x"}},
        {},
    ],
)
def test_telegrams_own_notes_ask_nothing_of_us(content: dict[str, Any]) -> None:
    assert read(**content) is None


def test_a_message_in_a_group_is_not_a_conversation() -> None:
    assert read(message=message(text="hoi", chat={"id": -7, "type": "group", "title": "Buren"})) == Group("-7")


def member(status: str) -> dict[str, Any]:
    more = {"until_date": 0} if status == "kicked" else {}
    return {"user": {"id": 1, "is_bot": True, "first_name": "Bot"}, "status": status, **more}


def changed(old: str, new: str, chat: dict[str, Any] = CHAT) -> Event:
    return read(my_chat_member={"chat": chat, "from": ANNA, "date": NOW, "old_chat_member": member(old), "new_chat_member": member(new)})


def test_blocking_and_unblocking_is_known_at_once() -> None:
    person = pseudonym("telegram", "4711", KEY)
    assert changed("member", "kicked") == Reachable("4711", person, False, MOMENT)
    assert changed("kicked", "member") == Reachable("4711", person, True, MOMENT)


def test_being_put_in_a_group_is_known_and_being_put_out_is_nothing() -> None:
    group = {"id": -7, "type": "supergroup", "title": "Buren"}
    assert (changed("left", "member", group), changed("member", "left", group)) == (Group("-7"), None)


def pressed(data: str, reader: Reader | None = None, **shown: Any) -> Received:
    buttons = {"inline_keyboard": [[{"text": "Privacy", "callback_data": data}]]}
    below = {"message_id": 3, "date": NOW, "chat": CHAT, "from": ANNA, "text": "Menu", "reply_markup": buttons, **shown}
    below = {name: value for name, value in below.items() if value is not None}
    event = read(reader, callback_query={"id": "q", "from": ANNA, "chat_instance": "1", "data": data, "message": below})
    assert isinstance(event, Received)
    return event


def test_a_press_tells_the_action_and_below_which_message_it_stood() -> None:
    event = pressed("1:t:privacy")
    assert (event.message.kind, event.message.action, event.query) == (Kind.BUTTON, "t:privacy", "q")
    assert event.tapped is not None
    assert (event.tapped.message, event.tapped.text, event.tapped.label) == (3, "Menu", "Privacy")


@pytest.mark.parametrize("data", ["t:privacy", "9:t:privacy"])
def test_a_button_of_another_version_is_expired(data: str) -> None:
    assert pressed(data).message.action == EXPIRED


def test_a_button_on_a_message_too_old_to_show_still_tells_its_action() -> None:
    event = pressed("1:menu", date=0, text=None, reply_markup=None)
    assert (event.message.action, event.tapped) == ("menu", None)


@pytest.mark.parametrize(("minutes", "late"), [(14, False), (16, True)])
def test_a_message_that_waited_longer_than_a_quarter_is_late(minutes: int, late: bool) -> None:
    reader = Reader(KEY, lambda: MONDAY_MORNING + timedelta(minutes=minutes), kept_of)
    event = read(reader, message=message(text="hallo"))
    assert isinstance(event, Received)
    assert event.message.late is late


def test_a_press_carries_no_moment_so_after_an_outage_it_counts_as_late() -> None:
    reader = Reader(KEY, lambda: MONDAY_MORNING, kept_of)
    reader.old_presses = True
    assert pressed("1:menu", reader).message.late is True
