"""Telegram: the only package that knows `telegram`, and the only one that knows `aiohttp`."""
