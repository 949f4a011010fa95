"""One run of all dialogues on the shipped content: every request that it makes is one that Telegram takes.

With WERKBOT_RECORDING=PATH the requests are written there, one JSON object per line, to check them against the published Bot API.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from bot.config import Settings
from bot.reception import Reception
from bot.snapshot import Snapshot
from bot.storage.database import Storage
from tests.bot.adapters.telegram.conftest import Run
from tests.telegram_api import FakeApi, FakeUser

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
FILE = {"file_id": "f", "file_unique_id": "f"}


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


async def test_every_request_of_all_dialogues_is_one_that_telegram_takes(
    run: Run, api: FakeApi, storage: Storage, snapshot: Snapshot, tmp_path: Path
) -> None:
    reception = Reception(storage, snapshot, Settings())
    entries = list(snapshot.knowledge.entries.values())
    users = [api.user(f"P{number}") for number in range(12)]

    async def ask_everything(user: FakeUser, number: int) -> None:
        for entry in entries[number :: len(users)]:
            await say(user, entry.question)
            await press_each(user, *[step.label for step in entry.steps if step.label][:1])

    async with run(through=reception):
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
    recording = Path(os.environ.get("WERKBOT_RECORDING") or tmp_path / "recorded.jsonl")
    api.record(recording)
    assert {call.method for call in api.calls} <= set(KNOWN)
    strange = {(call.method, name) for call in api.calls for name in set(call.params) - KNOWN[call.method]}
    assert strange == set()
    assert [(call.method, call.status) for call in api.calls if call.status not in (0, 200)] == []
    assert api.called("sendDocument")
    assert len(recording.read_text(encoding="utf-8").splitlines()) == len(api.calls)
