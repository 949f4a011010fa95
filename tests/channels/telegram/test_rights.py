"""A person's rights, on Telegram: their data as a document, and after an erasure nothing in any table."""

from __future__ import annotations

import json
from types import SimpleNamespace

from bot.channels.telegram.channel import Telegram
from bot.domain.messages import ChannelFacts
from bot.privacy.masking import pseudonym
from bot.storage.database import Storage
from tests.channels.telegram.conftest import KEY, Run
from tests.channels.telegram.walks import to_appointment
from tests.conftest import FACTS
from tests.storage.test_rights import traces
from tests.telegram_api.people import FakeUser


async def test_my_data_comes_as_a_document_with_everything(run: Run, anna: FakeUser) -> None:
    async with run():
        await to_appointment(anna)
        await anna.send("/mijngegevens")
        sent = await anna.expect("Dit bewaren wij nu van u")
    assert sent.file is not None and sent.file[0] == "mijn-gegevens.json"
    told = json.loads(sent.file[1])
    assert told["gegevens"]["addresses"][0]["address"] == str(anna.id)
    assert len(told["gegevens"]["appointments"]) == 1


async def test_after_an_erasure_the_goodbye_arrives_and_no_table_knows_the_person(run: Run, anna: FakeUser, storage: Storage) -> None:
    async with run():
        await to_appointment(anna)
        await anna.send("/verwijder")
        await anna.expect("Wilt u dat wij al uw gegevens wissen?")
        await anna.press("Ja, wis alles")
        await anna.expect("Wij hebben uw gegevens gewist.", "Uw afspraken zijn afgezegd.")
    with storage.transaction() as db:
        assert traces(db, pseudonym("telegram", str(anna.id), KEY)) == []
        assert db.execute("SELECT count(*) FROM addresses").fetchone() == (0,)


def test_telegram_says_of_itself_what_it_can_do() -> None:
    telegram = Telegram(SimpleNamespace(username="WerkcentrumBot"), dict)  # type: ignore[arg-type]
    assert ChannelFacts(telegram.can_delete, telegram.keeps_history) == FACTS[telegram.name]
    assert (telegram.longest_text, telegram.deep_link("beurs")) == (4096, "https://t.me/WerkcentrumBot?start=beurs")
