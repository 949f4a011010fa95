"""`werkbot qr`: a QR code for a poster or a stand, as SVG and as PNG."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot import staff_texts
from bot.app import exports
from bot.commands import wiring
from bot.commands.refusal import Refused
from bot.dialogue.small_talk import payloads


def draw(options: argparse.Namespace) -> int:
    """Write both files; only for what the content knows, so that no poster leads to nothing."""
    known, _ = wiring.contents(options)
    names = payloads(known)
    if options.waarvoor not in names:
        raise Refused(staff_texts.NO_SUCH_LINK.format(what=options.waarvoor, known=", ".join(sorted(names)) or staff_texts.NOTHING))
    try:
        address = exports.link(options.bot, options.waarvoor)
    except exports.NoBotName as error:
        raise Refused(staff_texts.NO_BOT_NAME.format(name=error.name)) from error
    folder = Path(options.map)
    for ending, made in ((".svg", exports.svg(address)), (".png", exports.png(address))):
        path = folder / f"qr-{options.waarvoor}{ending}"
        try:
            path.write_bytes(made)
        except OSError as error:
            raise Refused(staff_texts.NOT_WRITTEN.format(path=path, why=error.strerror or error)) from error
        print(path)
    print(staff_texts.QR_OPENS.format(name=names[options.waarvoor], address=address))
    return 0
