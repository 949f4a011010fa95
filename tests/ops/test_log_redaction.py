"""Logs that tell what went wrong and never to whom, with which words, or under which token."""

from __future__ import annotations

import logging
import subprocess
import sys

from bot.ops.log_redaction import QuietFormatter, redacted

TOKEN = "1234567890:" + "A" * 35


def written(name: str, message: str, *values: object, error: BaseException | None = None) -> str:
    """The line that a log call becomes."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, "file.py", 1, message, values, info)
    return QuietFormatter().format(record)


def test_our_own_line_is_written_with_its_values() -> None:
    assert written("bot.adapters.telegram.sending", "row %s cannot be sent", 17).endswith("sending: row 17 cannot be sent")


def test_of_another_library_only_the_fixed_words_are_written() -> None:
    assert "Anna" not in written("telegram.ext.Updater", "Received data was %r", {"first_name": "Anna"})


def test_of_another_library_only_the_first_line_is_written() -> None:
    line = written("asyncio", "Task exception was never retrieved\nfuture: <Task exception=ValueError('Anna')>")
    assert line.endswith("asyncio: Task exception was never retrieved")


def test_a_token_in_an_address_is_cut() -> None:
    assert TOKEN not in written("httpx", f"HTTP Request: POST https://api.telegram.org/bot{TOKEN}/getMe")


def test_numbers_and_addresses_of_people_are_cut() -> None:
    assert redacted("bel 06-12345678 of a@b.nl, chat 4711471147, rij 123456") == "bel [nummer] of [adres] chat [nummer], rij 123456"


def test_the_last_words_of_a_process_are_quiet_too() -> None:
    program = "from bot.ops import log_redaction; log_redaction.to_stderr(); raise ValueError('Anna schreef: help')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ("ended by an error" in done.stderr, "ValueError" in done.stderr, "Anna" in done.stderr) == (True, True, False)


def test_a_traceback_names_places_and_kinds_but_not_what_was_said() -> None:
    try:
        try:
            raise KeyError("Anna schreef: help")
        except KeyError as first:
            raise ValueError(f"token {TOKEN}") from first
    except ValueError as error:
        text = written("bot.x", "a duty failed", error=error)
    assert ("builtins.ValueError" in text, "builtins.KeyError" in text) == (True, True)
    assert "test_log_redaction.py" in text
    assert ("Anna" in text, TOKEN in text, "help" in text) == (False, False, False)
