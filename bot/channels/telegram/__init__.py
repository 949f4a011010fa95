"""Telegram: the only package that knows `telegram`, and the only one that knows `aiohttp`."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # times of the library as timedelta; without it every 429 is a deprecation warning
