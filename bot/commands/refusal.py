"""The error of a command that cannot run."""

from __future__ import annotations


class Refused(Exception):
    """The command cannot run; the message (Dutch) says why and what to do."""
