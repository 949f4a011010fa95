"""`werkbot pauze`: answers stop with one honest sentence, messages are kept."""

from __future__ import annotations

import argparse

from bot.commands import operator_texts, wiring
from bot.storage import operations


def pause(options: argparse.Namespace) -> int:
    """Switch the pause, or tell how it stands; a running assistant follows within a second."""
    storage = wiring.storage_of(options)
    try:
        with storage.transaction() as db:
            if options.stand == "aan":
                operations.turn_on(db, operations.PAUSE, wiring.clock())
            elif options.stand == "uit":
                operations.turn_off(db, operations.PAUSE)
            since = operations.on_since(db, operations.PAUSE)
    finally:
        storage.close()
    print(operator_texts.PAUSE_ON.format(since=operator_texts.when(since)) if since else operator_texts.PAUSE_OFF)
    return 0
