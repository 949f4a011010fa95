"""From an update of Telegram to what someone did; numbers that we may not keep are masked here, before anything is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import telegram
from telegram import CallbackQuery, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.channels.telegram.markup import action_of
from bot.dialogue.actions import EXPIRED, Pressed, decode
from bot.domain.messages import Kind, Message
from bot.gateway.arrivals import Arrival, Event, Group, Reachable, Received, Tapped, Unreadable
from bot.gateway.limits import LATE_AFTER
from bot.privacy import masking
from bot.privacy.masking import pseudonym
from bot.understanding.entities import phone_in

CHANNEL = "telegram"
_MOMENTS = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?|\d\d:\d\d")
"""In the arguments of buttons; as figures in a row one of them could pass for a number of somebody."""
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?=\s|$)")


class Reader:
    """Reads updates; `old_presses` is set while presses may come from before an outage, for they carry no moment of their own."""

    def __init__(self, key: bytes, clock: Callable[[], datetime], kept: Callable[[str], str]) -> None:
        self._key = key
        self._clock = clock
        self._kept = kept
        """What may be kept of what a link carries: anybody can write one."""
        self.old_presses = False

    def read(self, update: Update) -> Event:
        """What an update tells, None when it asks nothing of us."""
        if update.my_chat_member:
            return self._membership(update.my_chat_member)
        chat = update.effective_chat
        if chat is None:
            return None
        if chat.type != ChatType.PRIVATE:
            return Group(str(chat.id)) if update.message else None
        if update.callback_query:
            return self._press(update.update_id, chat.id, update.callback_query)
        if update.edited_message:
            return self._edited(update.update_id, update.edited_message)
        return self._message(update, update.message) if update.message else None

    def _edited(self, update_id: int, message: telegram.Message) -> Event:
        """Only what someone changed in words, for a live location edits itself. The words are not read, but a secret number in them is seen."""
        text = message.text or message.caption
        if not text:
            return None
        received = self._received(update_id, message, Kind.EDITED, text)
        return replace(received, message=replace(received.message, text=""))

    def _membership(self, change: ChatMemberUpdated) -> Event:
        status = change.new_chat_member.status
        if change.chat.type != ChatType.PRIVATE:
            return None if status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED) else Group(str(change.chat.id))
        return Reachable(str(change.chat.id), self._person(change.chat.id), status == ChatMemberStatus.MEMBER, change.date)

    def _message(self, update: Update, message: telegram.Message) -> Event:
        if message.text:
            return self._text(update.update_id, message, message.text)
        if message.contact:
            own = message.from_user is not None and message.contact.user_id == message.from_user.id
            phone = phone_in("+" + re.sub(r"\D", "", message.contact.phone_number)) if own else ""
            kept = "" if masking.mask(phone).kinds else phone  # a client can send any number as its own
            return self._received(update.update_id, message, Kind.CONTACT, phone=kept)
        if filters.StatusUpdate.ALL.check_update(update):
            return None  # Telegram's own notes: a pinned message, another picture
        kind = Kind.MEDIA
        if message.voice or message.audio or message.video_note:
            kind = Kind.VOICE
        elif message.location or message.venue:
            kind = Kind.LOCATION
        return self._received(update.update_id, message, kind, message.caption or "")

    def _text(self, update_id: int, message: telegram.Message, text: str) -> Received:
        command = _COMMAND.match(text)
        if command is None:
            return self._received(update_id, message, Kind.TEXT, text)
        name, rest = command[1].lower(), text[command.end() :].strip()
        if name == "start":
            return self._received(update_id, message, Kind.START, payload=self._kept(rest))
        return self._received(update_id, message, Kind.TEXT, f"/{name} {rest}".strip())

    def _received(
        self, update_id: int, sent: telegram.Message, kind: Kind, text: str = "", *, phone: str = "", payload: str = ""
    ) -> Received:
        now, heard = self._clock(), sent.edit_date or sent.date
        masked = masking.mask(text)
        message = Message(
            person=self._person(sent.chat.id),
            at=now,
            text=masked.text,
            kind=kind,
            phone=phone,
            payload=payload,
            masked=masked.kinds,
            language=(sent.from_user.language_code if sent.from_user else None) or "",
            late=now - heard > LATE_AFTER,
            channel=CHANNEL,
        )
        return Received(update_id, str(sent.chat.id), message, album=sent.media_group_id or "", sent=sent.message_id, heard=heard)

    def _press(self, update_id: int, chat: int, query: CallbackQuery) -> Received:
        message = Message(
            person=self._person(chat),
            at=self._clock(),
            action=_made_by_us(action_of(query.data or "")),
            kind=Kind.BUTTON,
            language=query.from_user.language_code or "",
            late=self.old_presses,
            channel=CHANNEL,
        )
        return Received(update_id, str(chat), message, _tapped(query), query.id)

    def _person(self, chat: int) -> str:
        return pseudonym(CHANNEL, str(chat), self._key)


def _made_by_us(action: str) -> str:
    """An action that a button of ours can carry; any client may send words of its own instead, and those are not kept."""
    read = decode(action)
    if not isinstance(read, Pressed):
        return EXPIRED
    secret = any(masking.mask(_MOMENTS.sub(" ", argument)).kinds for argument in read.arguments)
    return EXPIRED if secret else action


def _tapped(query: CallbackQuery) -> Tapped | None:
    """The message below which the button stood; None when it has no text to write the choice under, or is too old to be shown to us."""
    shown = query.message
    if not isinstance(shown, telegram.Message) or not shown.text or not shown.reply_markup or masking.mask(shown.text).kinds:
        return None
    labels = (one.text for row in shown.reply_markup.inline_keyboard for one in row if one.callback_data == query.data)
    return Tapped(shown.message_id, shown.text, next(labels, ""))


def number_of(update: Update | Unreadable) -> int:
    """What Telegram numbers it by."""
    return update.update_id if isinstance(update, Update) else update.update


def arrival(update: Update | Unreadable, reader: Reader) -> Arrival:
    """An update as the gateway takes it in."""
    if isinstance(update, Unreadable):
        return Arrival(update.update, lambda: update)
    message, chat = update.effective_message, update.effective_chat
    length = len(getattr(message, "text", None) or "") + len(getattr(message, "caption", None) or "")
    address = str(chat.id) if chat and chat.type == ChatType.PRIVATE else ""
    return Arrival(update.update_id, lambda: reader.read(update), length, address)
