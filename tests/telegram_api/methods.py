"""The methods of the Bot API that the assistant uses, with Telegram's effects and refusals."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from tests.telegram_api.chats import Chat, Sent
from tests.telegram_api.rules import (
    LONGEST_ANSWER,
    LONGEST_CAPTION,
    LONGEST_TEXT,
    Refused,
    bad,
    check_commands,
    keyboard_of,
    text_of,
    units,
)
from tests.telegram_api.waiting import WEBHOOK_ACTIVE

if TYPE_CHECKING:
    from tests.telegram_api.server import FakeApi

Params = dict[str, Any]
Files = dict[str, tuple[str, bytes]]
Method = Callable[["FakeApi", Params, Files], Awaitable[Any]]
METHODS: dict[str, Method] = {}
NOT_MODIFIED = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"


def method(function: Method) -> Method:
    """Register a method under its own name, `send_message` as `sendMessage`."""
    first, *rest = function.__name__.split("_")
    METHODS[first + "".join(word.capitalize() for word in rest)] = function
    return function


@method
async def get_me(api: FakeApi, params: Params, files: Files) -> Any:
    """Who the bot is."""
    return {**api.me(), "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


@method
async def get_updates(api: FakeApi, params: Params, files: Files) -> Any:
    """Long poll."""
    if api.webhook:
        raise Refused(409, WEBHOOK_ACTIVE)
    if "allowed_updates" in params:
        api.updates.allowed = json.loads(params["allowed_updates"])
    return await api.updates.get(int(params.get("offset", 0)), int(params.get("limit", 100)), float(params.get("timeout", 0)))


@method
async def set_webhook(api: FakeApi, params: Params, files: Files) -> Any:
    """Post updates from now on."""
    if params.get("url") and not str(params["url"]).startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    api.webhook = dict(params) if params.get("url") else {}
    api.post_to(params.get("url", ""), params.get("secret_token", ""))
    return True


@method
async def get_webhook_info(api: FakeApi, params: Params, files: Files) -> Any:
    """Which address is set, and what waits for it."""
    waiting = len(api.updates.waiting) + len(api.updates.repeats)
    return {"url": api.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": waiting}


@method
async def delete_webhook(api: FakeApi, params: Params, files: Files) -> Any:
    """Wait to be asked again."""
    api.webhook = {}
    api.post_to("", "")
    if str(params.get("drop_pending_updates", "")).lower() == "true":
        api.updates.waiting.clear()
    return True


def _reachable(api: FakeApi, params: Params) -> Chat:
    chat = api.chats.get(int(params["chat_id"]))
    if chat is None:
        raise bad("chat not found")
    if chat.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if chat.left:
        raise Refused(403, "Forbidden: bot is not a member of the supergroup chat")
    return chat


def _as_json(api: FakeApi, chat: Chat, sent: Sent) -> dict[str, Any]:
    body = {"message_id": sent.id, "date": int(api.clock()), "chat": chat.as_json(), "from": api.me()}
    body |= {"caption": sent.text, "document": {"file_id": "f", "file_unique_id": "f"}} if sent.file else {"text": sent.text}
    if sent.markup and "inline_keyboard" in sent.markup:
        body["reply_markup"] = sent.markup
    return body


async def _post(api: FakeApi, chat: Chat, sent: Sent) -> dict[str, Any]:
    chat.sent.append(sent)
    await chat.tell()
    return _as_json(api, chat, sent)


@method
async def send_message(api: FakeApi, params: Params, files: Files) -> Any:
    """A text."""
    chat = _reachable(api, params)
    text = text_of(params, "text", LONGEST_TEXT)
    return await _post(api, chat, Sent(api.next_message_id(), chat.id, text, keyboard_of(params)))


@method
async def send_document(api: FakeApi, params: Params, files: Files) -> Any:
    """A file with a caption."""
    chat = _reachable(api, params)
    text = text_of(params, "caption", LONGEST_CAPTION)
    file = files.get("document") or files.get(str(params.get("document", "")).removeprefix("attach://"))
    if file is None:
        raise bad("there is no document in the request")
    if not file[1]:
        raise bad("file must be non-empty")
    return await _post(api, chat, Sent(api.next_message_id(), chat.id, text, keyboard_of(params), file))


def _to_edit(api: FakeApi, params: Params) -> tuple[Chat, Sent]:
    chat = _reachable(api, params)
    sent = chat.find(int(params["message_id"]))
    if sent is None:
        raise bad("message to edit not found")
    if sent.markup and "inline_keyboard" not in sent.markup:
        raise bad("message can't be edited")
    return chat, sent


async def _changed(api: FakeApi, chat: Chat, sent: Sent, text: str, markup: dict[str, Any] | None) -> dict[str, Any]:
    if (sent.text, sent.markup or None) == (text, markup or None):
        raise bad(NOT_MODIFIED)
    sent.text, sent.markup = text, markup
    sent.edited += 1
    await chat.tell()
    return _as_json(api, chat, sent)


@method
async def edit_message_text(api: FakeApi, params: Params, files: Files) -> Any:
    """Another text; the keyboard goes unless it is given again."""
    chat, sent = _to_edit(api, params)
    if sent.file:
        raise bad("there is no text in the message to edit")
    return await _changed(api, chat, sent, text_of(params, "text", LONGEST_TEXT), keyboard_of(params))


@method
async def edit_message_caption(api: FakeApi, params: Params, files: Files) -> Any:
    """Another caption."""
    chat, sent = _to_edit(api, params)
    return await _changed(api, chat, sent, text_of(params, "caption", LONGEST_CAPTION), keyboard_of(params))


@method
async def edit_message_reply_markup(api: FakeApi, params: Params, files: Files) -> Any:
    """Another keyboard, or none."""
    chat, sent = _to_edit(api, params)
    return await _changed(api, chat, sent, sent.text, keyboard_of(params))


@method
async def delete_message(api: FakeApi, params: Params, files: Files) -> Any:
    """Take a message away."""
    chat = _reachable(api, params)
    sent = chat.find(int(params["message_id"]))
    if sent is None:
        raise bad("message to delete not found")
    sent.deleted = True
    await chat.tell()
    return True


@method
async def answer_callback_query(api: FakeApi, params: Params, files: Files) -> Any:
    """Stop the spinner on a button."""
    query = str(params["callback_query_id"])
    if units(str(params.get("text", ""))) > LONGEST_ANSWER:
        raise bad("MESSAGE_TOO_LONG")
    if query not in api.queries:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    api.queries.discard(query)
    api.answered.append(query)
    return True


@method
async def leave_chat(api: FakeApi, params: Params, files: Files) -> Any:
    """Leave a group."""
    _reachable(api, params).left = True
    return True


def _setting(name: str) -> None:
    key = "commands" if name == "commands" else name

    async def get(api: FakeApi, params: Params, files: Files) -> Any:
        value = api.settings.get(_place(key, params), [] if key == "commands" else "")
        return value if key == "commands" else {key: value}

    async def put(api: FakeApi, params: Params, files: Files) -> Any:
        longest = {"description": 512, "short_description": 120}
        if key != "commands" and units(params.get(key, "")) > longest[key]:
            raise bad(f"{key} is too long")
        api.settings[_place(key, params)] = check_commands(params) if key == "commands" else params.get(key, "")
        return True

    get.__name__, put.__name__ = f"get_my_{name}", f"set_my_{name}"
    method(get)
    method(put)


def _place(key: str, params: Params) -> str:
    scope = json.loads(params.get("scope", "{}")) if isinstance(params.get("scope", "{}"), str) else params["scope"]
    return f"{key}:{scope.get('type', 'default')}:{params.get('language_code', '')}"


for _name in ("commands", "description", "short_description"):
    _setting(_name)
