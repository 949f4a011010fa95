"""One run of all dialogues on the shipped content: every request that it makes is one that Telegram takes.

Every third entry is asked about; with WERKBOT_SOAK=1 each one. With WERKBOT_RECORDING=PATH the requests are written there, one JSON object per line, to check them against the published Bot API.
"""

from __future__ import annotations

import asyncio
import os
import random
from datetime import timedelta
from pathlib import Path

from bot.app.assistant import Reception, Snapshot
from bot.app.desk import closed_days
from bot.config import Settings
from bot.content.services import Closure
from bot.storage import appointments
from bot.storage.database import Storage
from tests.channels.telegram.conftest import Clock, Run
from tests.soak import times
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi

KNOWN = {
    "getMe": set(),
    "deleteWebhook": {"drop_pending_updates"},
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "sendMessage": {"chat_id", "text", "parse_mode", "reply_markup", "link_preview_options"},
    "sendDocument": {"chat_id", "document", "caption", "parse_mode", "reply_markup"},
    "editMessageText": {"chat_id", "message_id", "text", "parse_mode", "link_preview_options"},
    "editMessageReplyMarkup": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id"},
    "deleteMessage": {"chat_id", "message_id"},
    "leaveChat": {"chat_id"},
    "getMyCommands": {"scope", "language_code"},
    "setMyCommands": {"scope", "commands"},
    "getMyDescription": {"language_code"},
    "setMyDescription": {"description"},
    "getMyShortDescription": {"language_code"},
    "setMyShortDescription": {"short_description"},
}
"""The methods that we use, with the parameters that we give."""
SHARE = times(3, 1)
FILE = {"file_id": "f", "file_unique_id": "f"}
BEGINNINGS = (
    "/start", "/menu", "/afspraak", "/medewerker", "/mijnstap", "/mijngegevens",
    "ik zoek personeel", "wat kost een afspraakbaan", "ik woon in Emmen", "I need a job", "kort graag", "wat moet ik nog doen",
    "ik heb een klacht", "ik ben ontslagen en ik ben boos", "ik wil mijn gegevens wissen",
)  # fmt: skip
"""The first words of people who then tap whatever is there."""


async def say(user: FakeUser, text: str) -> None:
    await user.send(text)
    await user.expect()


async def press_each(user: FakeUser, *labels: str) -> None:
    """Tap a button of the last message that begins with each label, as far as there is one."""
    for label in labels:
        shown = user.chat.sent[-1]
        found = next((one for one in [*shown.buttons, *shown.keys] if label in one), None)
        if found in shown.keys:
            await say(user, str(found))
        elif found:
            await user.press_data(shown, shown.data(found))
            await user.expect()


async def wander(user: FakeUser, dice: random.Random, words: str) -> None:
    """Say something, then tap ten times what a hurried thumb would."""
    await say(user, words)
    for _ in range(10):
        shown = user.chat.sent[-1]
        if not (shown.buttons or shown.keys):
            return
        await press_each(user, dice.choice([*shown.buttons, *shown.keys]))


async def lose_an_appointment(user: FakeUser, storage: Storage, snapshot: Snapshot, clock: Clock) -> None:
    """An appointment, its reminder, and then a door that is closed: one tap to another moment."""
    await say(user, "/afspraak")
    await press_each(user, "Gesprek over werk", "Later", " uur", "Bevestig")
    clock.forward(days=1)
    with storage.transaction() as db:
        last = appointments.agenda(db, clock(), clock() + timedelta(weeks=8))[-1]
        closure = Closure(last.begin - timedelta(hours=1), last.begin + timedelta(hours=1), reason="storing")
        closed_days.close(db, snapshot.knowledge, last.location, closure, clock())
    await user.expect("onverwacht dicht")
    await press_each(user, " uur")


async def test_every_request_of_all_dialogues_is_one_that_telegram_takes(
    run: Run, api: FakeApi, storage: Storage, snapshot: Snapshot, clock: Clock, tmp_path: Path
) -> None:
    reception = Reception(Storage(storage.path), snapshot, Settings())
    entries = list(snapshot.knowledge.entries.values())[::SHARE]
    users = [api.user(f"P{number}") for number in range(12)]

    async def ask_everything(user: FakeUser, number: int) -> None:
        for entry in entries[number :: len(users)]:
            await say(user, entry.question)
            await press_each(user, *[step.label for step in entry.steps if step.label][:1])

    async with run(through=reception, read_timeout=30.0, poll_slack=30.0):  # a busy machine is no lost answer
        await asyncio.gather(*(ask_everything(user, number) for number, user in enumerate(users)))
        anna, bram, cor = (api.user(name) for name in ("Anna", "Bram", "Cor"))
        await say(anna, "/start locatie-desk")
        for words in ("/afspraak", "/mijnafspraak", "/medewerker", "/privacy", "/help", "/stop", "/mijngegevens", "asdf qwer"):
            await say(anna, words)
        await say(bram, "/start")
        await press_each(bram, "Afspraak maken", "Gesprek over werk", " uur", "Bevestig", "Afspraak verzetten", "Later", " uur", "Bevestig")
        await press_each(bram, "Afspraak afzeggen", "Ja, zeg af")
        await say(cor, "ik wil een mens spreken")
        await press_each(cor, "Bel mij")
        await cor.share_contact("31612345678")
        await cor.expect_that(lambda sent: bool(sent.buttons))
        await press_each(cor, " uur")
        await say(cor, "ik wil dood")
        await cor.send_other(voice={**FILE, "duration": 1})
        await cor.expect()
        dice = random.Random(19)
        await asyncio.gather(
            *(wander(api.user(f"W{turn}-{number}"), dice, words) for turn in range(2) for number, words in enumerate(BEGINNINGS))
        )
        await lose_an_appointment(api.user("Dora"), storage, snapshot, clock)
    reception.storage.close()
    recording = Path(os.environ.get("WERKBOT_RECORDING") or tmp_path / "recorded.jsonl")
    api.record(recording)
    assert {call.method for call in api.calls} <= set(KNOWN)
    strange = {(call.method, name) for call in api.calls for name in set(call.params) - KNOWN[call.method]}
    assert strange == set()
    assert [(call.method, call.status) for call in api.calls if call.status not in (0, 200)] == []
    assert api.called("sendDocument")
    assert len(recording.read_text(encoding="utf-8").splitlines()) == len(api.calls)
