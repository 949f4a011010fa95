"""People with a phone: they type, tap what they see, share, block, and expect an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.telegram_api.chats import Chat, Sent

if TYPE_CHECKING:
    from tests.telegram_api.server import FakeApi

PATIENCE = 30.0  # seconds that a test waits for an answer at most, on a machine that does much else; never slept through


class FakeUser:
    """One person in a private chat with the bot."""

    def __init__(self, api: FakeApi, user_id: int, first_name: str = "Iemand") -> None:
        self.api, self.id, self.first_name = api, user_id, first_name
        self.chat: Chat = api.chat(user_id, first_name=first_name)
        self._seen = 0

    def as_json(self) -> dict[str, Any]:
        """The User object of the Bot API."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "nl"}

    def message(self, *, at: float | None = None, **content: Any) -> dict[str, Any]:
        """A message of this person, not delivered yet."""
        return {
            "message_id": self.api.next_message_id(),
            "date": int(self.api.clock() if at is None else at),
            "chat": self.chat.as_json(),
            "from": self.as_json(),
            **content,
        }

    async def send(self, text: str, *, at: float | None = None) -> dict[str, Any]:
        """Type a text."""
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
        return await self.api.deliver(message=self.message(at=at, text=text, entities=entities))

    async def send_other(self, **content: Any) -> dict[str, Any]:
        """Send something that is no text: `voice={…}`, `photo=[…]`, `location={…}`."""
        return await self.api.deliver(message=self.message(**content))

    async def edit(self, text: str) -> dict[str, Any]:
        """Change something typed before."""
        return await self.api.deliver(edited_message=self.message(text=text, edit_date=int(self.api.clock())))

    async def share_contact(self, phone: str, *, own: bool = True) -> dict[str, Any]:
        """Press the key that shares a number; `own=False` sends somebody else's card."""
        contact = {"phone_number": phone, "first_name": self.first_name, "user_id": self.id if own else self.id + 1}
        return await self.api.deliver(message=self.message(contact=contact))

    async def press(self, label: str, on: Sent | None = None) -> dict[str, Any]:
        """Tap the button with this label, on the last message that has it."""
        found = [(one, shown) for one in ([on] if on else reversed(self.chat.sent)) for shown in one.buttons if _reads(shown, label)]
        assert found, f"no button {label!r}; there are {[one.buttons for one in self.chat.sent]}"
        message, shown = found[0]
        return await self.press_data(message, message.data(shown))

    async def press_data(self, shown: Sent, data: str) -> dict[str, Any]:
        """Tap a button by its data, as an old client may."""
        content = {"caption": shown.text, "document": {"file_id": "f", "file_unique_id": "f"}} if shown.file else {"text": shown.text}
        message = {
            "message_id": shown.id,
            "date": int(self.api.clock()),
            "chat": self.chat.as_json(),
            "from": self.api.me(),
            **content,
            **({"reply_markup": shown.markup} if shown.markup and "inline_keyboard" in shown.markup else {}),
        }
        query = {"id": self.api.next_query(), "from": self.as_json(), "chat_instance": "1", "data": data, "message": message}
        return await self.api.deliver(callback_query=query)

    async def block(self) -> dict[str, Any]:
        """Block the bot."""
        self.chat.blocked = True
        return await self._membership("member", "kicked")

    async def unblock(self) -> dict[str, Any]:
        """Let the bot write again."""
        self.chat.blocked = False
        return await self._membership("kicked", "member")

    async def _membership(self, old: str, new: str) -> dict[str, Any]:
        def member(status: str) -> dict[str, Any]:
            return {"user": self.api.me(), "status": status, **({"until_date": 0} if status == "kicked" else {})}

        change = {
            "chat": self.chat.as_json(),
            "from": self.as_json(),
            "date": int(self.api.clock()),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return await self.api.deliver(my_chat_member=change)

    async def expect(self, *words: str, seconds: float = PATIENCE) -> Sent:
        """The next message (or edit of one) that holds all these words; earlier ones are passed over."""
        return await self.expect_that(lambda one: all(word in one.text for word in words), seconds=seconds, what=repr(words))

    async def expect_that(self, fits: Callable[[Sent], bool], *, seconds: float = PATIENCE, what: str = "") -> Sent:
        """The next message for which `fits` holds."""

        def index() -> int | None:
            return next((number for number in range(self._seen, len(self.chat.sent)) if fits(self.chat.sent[number])), None)

        await self.chat.until(lambda: index() is not None, seconds)
        number = index()
        assert number is not None, f"no message with {what}; after the last one: {[one.text for one in self.chat.sent[self._seen :]]}"
        self._seen = number + 1
        return self.chat.sent[number]

    async def expect_count(self, count: int, seconds: float = PATIENCE) -> list[Sent]:
        """All messages, once there are this many."""
        assert await self.chat.until(lambda: len(self.chat.sent) >= count, seconds), (
            f"{len(self.chat.sent)} messages, not {count}: {self.texts}"
        )
        return self.chat.sent

    async def expect_change(self, shown: Sent, seconds: float = PATIENCE) -> Sent:
        """A message once it was edited."""
        assert await self.chat.until(lambda: shown.edited > 0, seconds), f"never edited: {shown.text!r}"
        return shown

    @property
    def texts(self) -> list[str]:
        """Everything the bot said here, in order."""
        return [one.text for one in self.chat.sent if not one.deleted]


def _reads(shown: str, label: str) -> bool:
    """A button by its words, with or without the number before them."""
    return shown == label or shown.partition(". ")[2] == label
