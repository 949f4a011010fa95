"""What is no text: a voice, a photo, a shared number, a group, somebody who blocks; and keys that come and go."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.storage.database import Storage
from tests.channels.telegram.conftest import Run
from tests.privacy.numbers import bsn
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

FILE = {"file_id": "f", "file_unique_id": "f"}
PHOTO = [{**FILE, "width": 1, "height": 1}]


@pytest.mark.parametrize(
    "content",
    [{"voice": {**FILE, "duration": 3}}, {"photo": PHOTO}, {"document": FILE}, {"location": {"latitude": 53.2, "longitude": 6.5}}],
)
async def test_who_cannot_type_is_offered_a_call_and_a_visit_at_once(run: Run, anna: FakeUser, content: dict[str, Any]) -> None:
    async with run():
        await anna.send_other(**content)
        answer = await anna.expect("geschreven tekst")
    assert {"Bel mij", "Ik kom langs"} <= set(answer.buttons)


async def test_an_album_of_ten_photos_gets_one_answer(run: Run, anna: FakeUser) -> None:
    async with run():
        for _ in range(10):
            await anna.send_other(photo=PHOTO, media_group_id="77")
        await anna.expect("geschreven tekst")
        await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    assert len(anna.texts) == 2


async def test_an_edited_message_is_asked_for_anew(run: Run, anna: FakeUser) -> None:
    async with run():
        await anna.edit("waar zitten jullie dan")
        await anna.expect("alleen nieuwe berichten")


async def test_a_shared_number_is_taken_and_the_keys_go_away(run: Run, anna: FakeUser, api: FakeApi) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("Waar kunnen wij")
        await anna.send("ik wil een mens spreken")
        await anna.expect("bellen")
        await anna.press("Bel mij")
        asked = await anna.expect("Op welk nummer")
        assert asked.keys[0] == "Deel mijn nummer"
        await anna.share_contact("31612345678")
        gone = await anna.expect("Dank u wel")
        await anna.expect("Wanneer mogen wij u bellen")
    assert gone.markup == {"remove_keyboard": True}
    assert [one.markup for one in anna.chat.sent].count({"remove_keyboard": True}) == 1


async def test_somebody_elses_number_is_not_taken_and_the_keys_stay(run: Run, anna: FakeUser) -> None:
    async with run():
        await anna.send("/start")
        await anna.expect("Waar kunnen wij")
        await anna.send("ik wil een mens spreken")
        await anna.expect("bellen")
        await anna.press("Bel mij")
        await anna.expect("Op welk nummer")
        await anna.share_contact("31612345678", own=False)
        again = await anna.expect("niet uw eigen nummer")
    assert again.keys[0] == "Deel mijn nummer"
    assert "Dank u wel." not in anna.texts


async def test_a_key_may_be_tapped_or_typed(run: Run, anna: FakeUser) -> None:
    async with run():
        await anna.send("ik wil een mens spreken")
        await anna.expect("bellen")
        await anna.press("Bel mij")
        asked = await anna.expect("Op welk nummer")
        await anna.send(asked.keys[1])
        await anna.expect("Plein 1")


async def test_in_a_group_we_say_once_that_we_do_not_talk_there_and_leave(run: Run, anna: FakeUser, api: FakeApi) -> None:
    group = api.chat(-77, kind="group")
    async with run():
        for _ in range(3):
            await api.deliver(message={**anna.message(text="hoi bot"), "chat": group.as_json()})
        assert await group.until(lambda: bool(group.sent), 8)
        await anna.send("waar zitten jullie")
        await anna.expect("Plein 1")
    assert ([one.text.split(".")[0] for one in group.sent], group.left) == (["Wij praten alleen met één persoon tegelijk"], True)


async def test_a_message_with_a_bsn_is_taken_out_of_the_chat_and_written_nowhere(
    run: Run, anna: FakeUser, api: FakeApi, storage: Storage
) -> None:
    number = bsn(Random(3))
    async with run():
        await anna.send(f"mijn bsn is {number}, waar zitten jullie")
        await anna.expect("mogen dit nummer niet bewaren")
    assert [call.params["message_id"] for call in api.called("deleteMessage")] == ["1001"]
    storage.close()
    written = [path.read_bytes() for path in Path(storage.path).parent.iterdir() if path.is_file()]
    assert not any(number.encode() in content for content in written)


async def test_a_deep_link_of_a_poster_is_counted(run: Run, anna: FakeUser, storage: Storage) -> None:
    async with run():
        await anna.send("/start locatie-desk")
        await anna.expect("Waar kunnen wij")
    with storage.transaction() as db:
        found = db.execute("SELECT detail FROM events WHERE kind = 'contact'").fetchall()
    assert found == [("locatie-desk",)]


@pytest.mark.parametrize(
    "text",
    [
        "<b>niet vet & <script>",
        "'; DROP TABLE inbox; --",
        "😀" * 40,
        "مرحبا",
        "\x00\x01\x1b[31m",
        "x" * 4096,
        "*_[](~`>#+-=|{}.!",
        "/",
        "/onbekend",
    ],
)
async def test_strange_input_is_answered_kindly(run: Run, anna: FakeUser, text: str) -> None:
    async with run():
        await anna.send(text)
        (answer,) = await anna.expect_count(1)
    assert answer.text
