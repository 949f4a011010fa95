"""Each chat in order, chats side by side, and a flood is the flooder's own trouble."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.messages import Kind
from bot.gateway.chat_scheduler import ChatOrder, together
from bot.gateway.limits import Limits
from bot.gateway.queued_update import QueuedUpdate
from bot.storage.database import Storage
from tests.channels.telegram.conftest import QUICK, Run
from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import FakeApi


def item(number: int, person: str = "anna", **more: object) -> QueuedUpdate:
    """Something that waits for its turn; not a text to be joined unless said so."""
    return replace(QueuedUpdate(number, number, person, "1", time.monotonic(), Kind.TEXT), **more)  # type: ignore[arg-type]


class Line:
    """The processor with a handler that takes some time, and what was handled in which order."""

    def __init__(self, limits: Limits = QUICK, seconds: float = 0.0) -> None:
        self.order = ChatOrder(limits)
        self.seconds = seconds
        self.turns: list[list[int]] = []
        self.at: dict[str, float] = {}
        self.silent: list[int] = []
        self.busy = self.most = 0
        """How many are handled now, and were at most."""

    async def handle(self, kept: QueuedUpdate) -> None:
        self.busy += 1
        self.most = max(self.most, self.busy)
        await asyncio.sleep(self.seconds)
        self.busy -= 1
        self.turns.append([one.row for one in kept.turn])
        self.at.setdefault(kept.person, time.monotonic())
        if kept.silent:
            self.silent.append(kept.row)

    async def give(self, *items: QueuedUpdate) -> None:
        await asyncio.gather(*(self.order.in_turn(one, self.handle) for one in items))


async def test_one_chat_is_handled_in_order_and_another_beside_it() -> None:
    line = Line(seconds=0.01)
    await line.give(*(item(number, person) for number in range(5) for person in ("anna", "bram")))
    assert line.turns[::2] == [[0], [1], [2], [3], [4]]
    assert line.most == 2


async def test_updates_that_come_in_the_wrong_order_are_handled_in_their_own() -> None:
    line = Line(seconds=0.01)
    await line.give(item(0), *(item(number) for number in (3, 1, 2)))
    assert line.turns == [[0], [1], [2], [3]]


async def test_a_story_told_in_pieces_is_read_as_one() -> None:
    line = Line(seconds=0.01)
    await line.give(*(item(number, joins=True) for number in range(4)))
    assert line.turns == [[0, 1, 2, 3]] or line.turns == [[0], [1, 2, 3]]


async def test_a_command_between_two_texts_is_not_swallowed_by_them() -> None:
    line = Line(seconds=0.01)
    await line.give(item(0), item(1, joins=True), item(2), item(3, joins=True))
    assert line.turns == [[0], [1], [2], [3]]


async def test_a_double_tap_is_one_choice() -> None:
    line = Line()
    await line.give(item(0, press="7/kom"), item(1, press="7/kom"))
    await line.give(item(2, press="7/kom"))
    await line.give(item(3, press="8/kom"))
    assert (line.turns, line.silent) == ([[0, 1], [2], [3]], [2])


async def test_the_same_button_pressed_later_is_a_choice_again() -> None:
    line = Line()
    now = time.monotonic()
    await line.give(item(0, press="7/kom", arrived=now))
    await line.give(item(1, press="7/kom", arrived=now + 5))
    assert line.silent == []


async def test_an_album_is_answered_once() -> None:
    line = Line()
    await line.give(*(item(number, album="a") for number in range(3)))
    await line.give(item(3, album="a"))
    assert (line.turns, line.silent) == ([[0, 1, 2], [3]], [3])


async def test_more_chats_than_permits_take_turns() -> None:
    line = Line(replace(QUICK, chats_at_once=2), seconds=0.01)
    await line.give(*(item(number, str(number)) for number in range(6)))
    assert (line.most, len(line.turns)) == (2, 6)


async def test_a_flood_is_answered_once_and_later() -> None:
    line = Line()
    began = time.monotonic()
    await line.give(*(item(number) for number in range(60)))
    assert sorted(row for turn in line.turns for row in turn) == list(range(60))
    assert len(line.turns) == 1
    assert line.at["anna"] - began >= 0.2


async def test_a_flood_that_does_not_end_is_answered_now_and_then() -> None:
    line = Line(replace(QUICK, flood_quiet=0.05, flood_most=0.1))

    tasks: list[asyncio.Future[None]] = []
    while len(line.turns) < 24:  # the first twenty are no flood
        tasks.append(asyncio.ensure_future(line.give(item(len(tasks)))))
        await asyncio.sleep(0.002)
    await asyncio.gather(*tasks)
    assert [row for turn in line.turns for row in turn] == list(range(len(tasks)))
    assert any(len(turn) > 1 for turn in line.turns)


async def test_a_flood_holds_no_permit_so_others_do_not_wait_for_it() -> None:
    line = Line(replace(QUICK, chats_at_once=1, flood_quiet=1.0, flood_most=2.0))
    flood = asyncio.ensure_future(line.give(*(item(number) for number in range(60))))
    await asyncio.sleep(0)
    await line.give(item(100, "bram"))
    await flood
    assert line.turns == [[100], list(range(60))]


async def test_quiet_chats_are_forgotten_when_there_are_many() -> None:
    line = Line(replace(QUICK, kept_in_memory=10, flood_window=0.0))
    await line.give(*(item(number, str(number)) for number in range(50)))
    await line.give(item(51, "last"))
    assert len(line.order._chats) <= 12


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(["text", "command", "press a", "press b", "album"]), min_size=1, max_size=12))
def test_what_is_read_together_is_a_beginning_of_one_kind(kinds: list[str]) -> None:
    fields: dict[str, dict[str, object]] = {
        "text": {"joins": True},
        "command": {},
        "press a": {"press": "a"},
        "press b": {"press": "b"},
        "album": {"album": "x"},
    }
    waiting = [item(number, **fields[kind]) for number, kind in enumerate(kinds)]
    taken = together(waiting)
    assert [one.row for one in taken] == list(range(len(taken)))
    assert len(set(kinds[: len(taken)])) == 1
    assert len(taken) == 1 or kinds[0] != "command"


async def test_many_people_at_once_each_get_their_answers_in_order(run: Run, api: FakeApi) -> None:
    users = [api.user() for _ in range(25)]
    questions = ["/privacy", "waar zitten jullie", "/help", "kost dit geld"]
    answers = ["zo weinig als kan", "Plein 1", "over werk", "gratis"]
    dice = random.Random(1)
    async with run():
        for question in questions:
            for user in dice.sample(users, len(users)):
                await user.send(question)
        for user in users:
            for answer in answers:
                await user.expect(answer)


async def test_hundred_messages_at_once_are_answered_once_and_nobody_else_waits(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage
) -> None:
    for _ in range(100):
        await anna.send("waar zitten jullie")
    await bram.send("waar zitten jullie")
    async with run(flood_quiet=1.0, flood_most=2.0):
        answered = await bram.expect("Plein 1")
        flooded = await anna.expect("Plein 1")
        await _all_handled(storage)
    assert answered.at < flooded.at
    assert len(anna.texts) <= 3


async def test_a_flood_larger_than_what_we_keep_in_memory_holds_up_nobody_and_is_answered_to_its_end(
    run: Run, anna: FakeUser, bram: FakeUser, storage: Storage
) -> None:
    for _ in range(90):
        await anna.send("waar zitten jullie")
    await bram.send("waar zitten jullie")
    async with run(kept_in_memory=40, kept_per_chat=30, flood_quiet=1.0, flood_most=2.0):
        answered = await bram.expect("Plein 1")
        flooded = await anna.expect("Plein 1")
        await _all_handled(storage)
    assert answered.at < flooded.at


async def _all_handled(storage: Storage) -> None:
    ends = time.monotonic() + 30
    while True:
        with storage.transaction() as db:
            (left,) = db.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone()
        if not left:
            return
        assert time.monotonic() < ends
        await asyncio.sleep(0.01)


async def test_short_messages_sent_in_one_go_get_one_answer(run: Run, anna: FakeUser, api: FakeApi) -> None:
    for text in ("hallo", "waar", "zitten", "jullie"):
        await anna.send(text)
    async with run():
        await anna.expect("Plein 1")
    assert len(anna.texts) == 1
