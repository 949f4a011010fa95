"""The project's own Telegram: a fake Bot API over HTTP on loopback, with people who type, tap and block."""

from tests.telegram_api.people import FakeUser
from tests.telegram_api.server import TOKEN, FakeApi

__all__ = ["TOKEN", "FakeApi", "FakeUser"]
