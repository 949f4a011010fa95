"""One reply as Telegram takes it: its text, its buttons, its file, and what became of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from telegram import Bot, InputFile, LinkPreviewOptions, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.app import delivery
from bot.app.assistant import Snapshot
from bot.app.exports import own_calendar
from bot.channels.telegram.client import CutOff, NotSent, seconds_of
from bot.channels.telegram.limits import LONGEST_CAPTION
from bot.channels.telegram.markup import Markup, escaped, keyboard, pieces, plain, units
from bot.channels.telegram.updates import CHANNEL, Tapped
from bot.content.phrases import Phrases
from bot.domain.messages import LONGEST_TEXT, Attachment, Reply
from bot.storage import appointment_rows, outbox, people, personal_data
from bot.storage.database import Database
from bot.storage.operations import UNREACHABLE
from bot.storage.outbox import Outgoing

# What leaves for one person next: the row claimed, judged, and made into the requests that Telegram wants.

log = logging.getLogger(__name__)
KEYS = "toetsen"
"""The reference of a message that put keys below the person's screen: the next one takes them away."""


@dataclass(frozen=True)
class File:
    """A document to send along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Parcel:
    """A claimed row with everything that sending it needs."""

    row: Outgoing
    chat: int
    reply: Reply
    file: File | None = None
    clear_keys: bool = False
    """Whether keys of ours stand below the person's screen, to be taken away first."""


@dataclass(frozen=True)
class Record:
    """A tapped message that is to read as a record: with the choice below it, or only without its buttons when the choice was not valid."""

    tapped: Tapped
    text: str


def next_parcel(db: Database, snapshot: Snapshot, person: str, now: datetime) -> Parcel | None:
    """The next row of this person that may leave, claimed; rows that make no sense any more go on the way. None when nothing is left."""
    while row := outbox.next_of(db, CHANNEL, person, now):
        address = people.address_of(db, person)
        if address is None:
            undeliverable(db, row, now)
        elif parcel := _claimed(db, snapshot, row, int(address), now):
            return parcel
    return None


def undeliverable(db: Database, row: Outgoing, now: datetime) -> None:
    """The person cannot be reached: staff see what should have arrived, an answer is simply gone."""
    outbox.mark(db, row.id, "dead" if row.kind in outbox.CONFIRMING else "dropped", now, reference=UNREACHABLE)


def _claimed(db: Database, snapshot: Snapshot, row: Outgoing, chat: int, now: datetime) -> Parcel | None:
    keys = outbox.last_reference(db, row.person) == KEYS and not outbox.is_copy(row)  # a copy comes in between, and changes nothing
    with db.atomic():
        try:
            reply = delivery.claim(db, snapshot, row, now)
            file = _file(db, snapshot, reply.file, row.person, now) if reply and reply.file else None
        except Exception as error:  # one row that cannot be read must not stop this person's other ones
            log.error("row %s of the outbox cannot be made into a message", row.id, exc_info=error)
            outbox.mark(db, row.id, "dead", now)
            return None
    return Parcel(row, chat, reply, file, keys) if reply else None


def _file(db: Database, snapshot: Snapshot, attachment: Attachment, person: str, now: datetime) -> File | None:
    """`ics:<appointment>` or `export:<person>` as it stands now; None when there is no such appointment any more, or it is somebody else's."""
    kind, _, name = attachment.source.partition(":")
    if kind == "export":
        return File(attachment.name, personal_data.export_file(db, person, now)) if name == person else None
    made = appointment_rows.find(db, name) if kind == "ics" else None
    content = own_calendar(snapshot.knowledge, made, now) if made else None
    return File(attachment.name, content) if content else None


# One parcel through the Bot API, and what its answer means.

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
"""Words of a 400 that says that there is nobody."""


class Fate(StrEnum):
    """What became of a parcel."""

    SENT = "sent"
    WAIT = "wait"
    """Not sent; it may be tried again later."""
    UNSURE = "unsure"
    """It may have arrived, or not."""
    UNREACHABLE = "unreachable"
    """The person blocked us, or is no longer there."""
    REFUSED = "refused"
    """Telegram does not take it in any form: our mistake."""


@dataclass(frozen=True)
class Posted:
    """The fate of a parcel; `wait` is how long Telegram asks us to wait, none when we choose."""

    fate: Fate
    wait: timedelta | None = None
    reference: str = ""
    left: str = ""
    """Of a long text that was cut: what has not been sent yet."""
    bare: bool = False
    """Whether what is left was being sent as bare text, with the words of its buttons in it."""
    keys_cleared: bool = False


class _Progress:
    """How far the sending of one parcel has come, so that what was sent is not sent again."""

    def __init__(self, parcel: Parcel) -> None:
        self.pieces = pieces(parcel.reply.text) or ["…"]
        self.sent = 0
        self.begun = False
        self.bare = False
        self.keys_cleared = False

    @property
    def left(self) -> str:
        """What is still to be sent, empty while that is everything."""
        return "\n\n".join(self.pieces[self.sent :]) if self.begun else ""

    def as_bare(self, parcel: Parcel) -> None:
        """What is left is sent as bare text from here on."""
        self.pieces, self.bare = pieces(plain(self.left or parcel.reply.text, parcel.reply.buttons)), True
        self.sent = 0

    def count(self) -> None:
        """One piece has arrived."""
        self.sent += 1
        self.begun = True


async def post(bot: Bot, parcel: Parcel, phrases: Phrases) -> Posted:
    """Send a parcel; in bare text once more when Telegram refuses its form."""
    progress = _Progress(parcel)
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
        return replace(_fate(error), left=progress.left, bare=progress.bare, keys_cleared=progress.keys_cleared)
    return Posted(Fate.SENT, reference=KEYS if isinstance(markup, ReplyKeyboardMarkup) else "")


async def _post(bot: Bot, parcel: Parcel, markup: Markup | None, phrases: Phrases, progress: _Progress) -> None:
    if parcel.clear_keys and not isinstance(markup, ReplyKeyboardMarkup):
        await bot.send_message(parcel.chat, escaped(phrases["telegram.toetsen-weg"]), reply_markup=ReplyKeyboardRemove())
        progress.keys_cleared = True
    if parcel.file and units(parcel.reply.text) <= LONGEST_CAPTION:
        await _document(bot, parcel.chat, parcel.file, parcel.reply.text, markup)
        return
    *before, last = progress.pieces
    for piece in before:
        await _text(bot, parcel.chat, piece, None)
        progress.count()
    await _text(bot, parcel.chat, last, markup)
    if parcel.file:
        await _file_after(bot, parcel.chat, parcel.file)


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
        await bot.send_message(parcel.chat, piece)
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
            chosen = f"{escaped(text)}\n\n<i>{escaped(record.text)}</i>"
            await bot.edit_message_text(chosen, chat, record.tapped.message, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
        else:
            await bot.edit_message_reply_markup(chat, record.tapped.message)
    except RetryAfter as error:
        return _seconds(error)
    except TelegramError as error:
        log.debug("a tapped message keeps its buttons (%s)", reason(error))
    return None
