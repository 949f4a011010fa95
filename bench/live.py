"""`python -m bench live`: how long a change that staff save takes to reach a citizen, in the real process on Telegram.

A new example sentence (the model is learned anew in another process), a changed answer, and an urgent message.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path

from bench.tables import table
from bench.telegram import PATIENCE, Assistant
from bot.domain.time import ZONE
from tests.telegram_api.server import FakeApi

HERE = Path(__file__).parents[1]
GOAL, GOAL_NOTICE = 15, 5  # seconds: longer, and staff think that it was not saved
SENTENCE = "doen jullie ook iets met zeewier plukken"
MEANT = "openingstijden"


async def until_said(api: FakeApi, question: str, wanted: str) -> float:
    """Ask until the answer holds these words, each time as somebody new: the seconds it took."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        user = api.user()
        await user.send(question)
        await user.expect(seconds=PATIENCE)
        if wanted in user.chat.sent[0].text:
            return time.monotonic() - began
        await asyncio.sleep(0.5)
    raise SystemExit(f"{wanted!r} was never said")


async def measured(folder: Path) -> list[tuple[str, str, str]]:
    """Each change with what it took and its goal."""
    knowledge = folder / "knowledge"
    for name in ("knowledge", "intents"):
        shutil.copytree(HERE / name, folder / name)
    async with FakeApi() as api:
        assistant = Assistant(api, folder)
        assistant.command[assistant.command.index("--kennis") + 1] = str(knowledge)
        await assistant.start()
        anna = api.user()
        await anna.send("/start")
        await anna.expect(seconds=PATIENCE)
        try:
            rows, today = [], datetime.now(ZONE).date()
            with (folder / "intents" / "voorbeelden" / f"{MEANT}.txt").open("a", encoding="utf-8") as file:
                file.write(f"{SENTENCE}\n")
            rows.append(("a new example sentence", await until_said(api, SENTENCE, "Werkcentrum is open op"), GOAL))
            answers = knowledge / "vragen" / "werkcentrum.yaml"
            answers.write_text(
                answers.read_text(encoding="utf-8").replace("U hoeft geen afspraak te maken.", "Een afspraak hoeft niet."), encoding="utf-8"
            )
            rows.append(("a changed answer", await until_said(api, "hoe laat gaan jullie open", "Een afspraak hoeft niet."), GOAL))
            (knowledge / "mededeling.yaml").write_text(f"tekst: Het sneeuwt.\nvan: {today}\ntot: {today}\n", encoding="utf-8")
            rows.append(("an urgent message", await until_said(api, "hoe laat gaan jullie open", "Het sneeuwt."), GOAL_NOTICE))
        finally:  # a process that is left behind would keep whoever reads our output waiting
            await assistant.stop()
    return [(what, f"{seconds:.1f} s", f"{goal} s") for what, seconds, goal in rows]


def main() -> None:
    """A line per kind of change."""
    with tempfile.TemporaryDirectory() as name:
        print(table(("what staff save", "live after", "goal"), asyncio.run(measured(Path(name)))))


if __name__ == "__main__":
    main()
