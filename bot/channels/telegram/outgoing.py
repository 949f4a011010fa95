"""One parcel as Telegram takes it: its text, its buttons, its file, and what its answer means."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from telegram import Bot, InputFile, LinkPreviewOptions, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.client import CutOff, NotSent, seconds_of
from bot.channels.telegram.markup import Markup, beneath, escaped, keyboard, pieces, plain, units
from bot.content.phrases import Phrases
from bot.domain.messages import LONGEST_TEXT, Reply
from bot.gateway.extras import Record
from bot.gateway.parcel import Fate, File, Parcel, Posted

log = logging.getLogger(__name__)
LONGEST_CAPTION = 1024  # signs under a document (Bot API, sendDocument)
KEYS = "toetsen"
"""The reference of a message that put keys below the person's screen: the next one takes them away."""


NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
"""Words of a 400 that says that there is nobody."""


class _Progress:
    """How far the sending of one parcel has come, so that what was sent is not sent again."""

    def __init__(self, parcel: Parcel, longest: int) -> None:
        self.longest = longest
        self.pieces = pieces(parcel.reply.text, longest) or ["…"]
        self.sent = 0
        self.begun = False
        self.bare = False
        self.keys_cleared = False

    @property
    def left(self) -> str:
        """What is still to be sent, empty while that is everything."""
        return "\n\n".join(self.pieces[self.sent :]) if self.begun else ""

    def rest(self, reply: Reply) -> Reply | None:
        """What is left as a reply of its own; the words of buttons stand in a bare text already."""
        return replace(reply, text=self.left, buttons=() if self.bare else reply.buttons) if self.left else None

    def as_bare(self, parcel: Parcel) -> None:
        """What is left is sent as bare text from here on."""
        self.pieces, self.bare = pieces(plain(self.left or parcel.reply.text, parcel.reply.buttons), self.longest), True
        self.sent = 0

    def count(self) -> None:
        """One piece has arrived."""
        self.sent += 1
        self.begun = True


async def post(bot: Bot, parcel: Parcel, phrases: Phrases, longest: int = LONGEST_TEXT) -> Posted:
    """Send a parcel; in bare text once more when Telegram refuses its form."""
    if not parcel.address:
        return Posted(Fate.UNREACHABLE)
    progress = _Progress(parcel, longest)
    try:
        markup = keyboard(parcel.reply)
        try:
            await _post(bot, parcel, markup, phrases, progress)
        except BadRequest as error:
            if _fate(error).fate is not Fate.REFUSED:
                raise
            log.error("Telegram refuses the form of row %s (%s); sent as bare text", parcel.row.id, reason(error))
            await _bare(bot, parcel, progress)
            markup = None
    except TelegramError as error:
        return replace(_fate(error), rest=progress.rest(parcel.reply), references_gone=progress.keys_cleared)
    return Posted(Fate.SENT, reference=KEYS if isinstance(markup, ReplyKeyboardMarkup) else "")


async def _post(bot: Bot, parcel: Parcel, markup: Markup | None, phrases: Phrases, progress: _Progress) -> None:
    chat = int(parcel.address)
    if parcel.reference == KEYS and not isinstance(markup, ReplyKeyboardMarkup):
        await bot.send_message(chat, escaped(phrases["telegram.toetsen-weg"]), reply_markup=ReplyKeyboardRemove())
        progress.keys_cleared = True
    if parcel.file and units(parcel.reply.text) <= LONGEST_CAPTION:
        await _document(bot, chat, parcel.file, parcel.reply.text, markup)
        return
    *before, last = progress.pieces
    for piece in before:
        await _text(bot, chat, piece, None)
        progress.count()
    await _text(bot, chat, last, markup)
    if parcel.file:
        await _file_after(bot, chat, parcel.file)


async def _file_after(bot: Bot, chat: int, file: File) -> None:
    """A file below a long text. The text says it all, so a file that fails is not worth sending the text again."""
    try:
        await _document(bot, chat, file, "", None)
    except TelegramError as error:
        log.warning("a file did not arrive (%s)", reason(error))


async def _text(bot: Bot, chat: int, text: str, markup: Markup | None) -> Message:
    return await bot.send_message(chat, escaped(text), parse_mode=ParseMode.HTML, reply_markup=markup, link_preview_options=NO_PREVIEW)


async def _document(bot: Bot, chat: int, file: File, caption: str, markup: Markup | None) -> Message:
    document = InputFile(file.content, filename=file.name)
    return await bot.send_document(chat, document, caption=escaped(caption) or None, parse_mode=ParseMode.HTML, reply_markup=markup)


async def _bare(bot: Bot, parcel: Parcel, progress: _Progress) -> None:
    progress.as_bare(parcel)
    for piece in progress.pieces:
        await bot.send_message(int(parcel.address), piece)
        progress.count()


def _fate(error: TelegramError) -> Posted:
    """What an error of Telegram or of the network tells of one request. The order matters: TimedOut is a NetworkError, and so is BadRequest."""
    if isinstance(error, RetryAfter):
        return Posted(Fate.WAIT, _seconds(error))
    if isinstance(error, Forbidden | ChatMigrated):
        return Posted(Fate.UNREACHABLE)
    if isinstance(error, BadRequest):
        return Posted(Fate.UNREACHABLE if any(word in error.message.lower() for word in GONE) else Fate.REFUSED)
    if isinstance(error, NotSent | InvalidToken):
        return Posted(Fate.WAIT)
    if isinstance(error, TimedOut | CutOff):
        return Posted(Fate.UNSURE)
    if isinstance(error, NetworkError):
        return Posted(Fate.WAIT)  # a 5xx: Telegram itself says that it failed
    return Posted(Fate.UNSURE)  # an answer that cannot be read


def _seconds(error: RetryAfter) -> timedelta:
    return timedelta(seconds=seconds_of(error))


def reason(error: TelegramError) -> str:
    """What Telegram says is wrong, without what it quotes of ours."""
    return error.message.split(":")[0].split('"')[0][:80]


async def write_record(bot: Bot, chat: int, record: Record) -> timedelta | None:
    """Let a tapped message read as a record. Only for the eye, so every error is swallowed: not modified, deleted, too old.

    How long the chat must be left alone, None when it was done or never will be.
    """
    text = record.tapped.text
    try:
        if record.text and units(f"{text}\n\n{record.text}") <= LONGEST_TEXT:
            chosen = beneath(text, record.text)
            await bot.edit_message_text(chosen, chat, record.tapped.message, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
        else:
            await bot.edit_message_reply_markup(chat, record.tapped.message)
    except RetryAfter as error:
        return _seconds(error)
    except TelegramError as error:
        log.debug("a tapped message keeps its buttons (%s)", reason(error))
    return None
