"""What the command line prints: UTF-8, and a refusal as one clear sentence."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

# Standard input and output as UTF-8, whatever the locale of the machine.


def utf8() -> None:
    """Dutch and Arabic on every terminal and in every pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def utf8_lines() -> Iterator[str]:
    """The lines of standard input; bytes that are no UTF-8 become a mark, so that one bad line stops nothing."""
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", "replace")


# The error of a command that cannot run.


class Refused(Exception):
    """The command cannot run; the message (Dutch) says why and what to do."""
