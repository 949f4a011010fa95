"""Secrets that tests type into the assistant, and the sweep that must find them nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random

from tests.privacy import numbers

_DRAW = Random("planted")
BSN, OTHER_BSN = numbers.bsn(_DRAW), numbers.bsn(_DRAW)
IBAN = numbers.iban(_DRAW)
CARD = numbers.card(_DRAW)
PASSWORD = "Zeegroen#8471"
PHONE = numbers.phone(_DRAW)
"""A number one may be called on: kept for the call-back, and gone after an erasure."""

NEVER_KEPT = (BSN, OTHER_BSN, IBAN, CARD, PASSWORD)


def found_in(folder: Path, secrets: Iterable[str] = NEVER_KEPT) -> list[str]:
    """Where a secret stands in a file below a folder, as `file: secret`."""
    wanted = [secret.encode() for secret in secrets]
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [f"{path}: {secret.decode()}" for secret in wanted if secret in content]
    return found
