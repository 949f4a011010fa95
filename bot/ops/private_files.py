"""Files that only their owner may read, whatever the umask of who starts us; a link in their place is not followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MODE = 0o600


def opened(path: Path, flags: int) -> int:
    """The file descriptor of a file that is made, or mended, to be the owner's alone. Raises OSError, ELOOP for a link."""
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, MODE)
    try:
        if stat.S_IMODE(os.fstat(descriptor).st_mode) & ~MODE:
            os.fchmod(descriptor, MODE)
    except PermissionError:  # somebody else's file that we may write in: theirs to mend
        pass
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def written(path: Path, content: bytes) -> None:
    """Write a whole file. Raises OSError."""
    with os.fdopen(opened(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
        file.write(content)


def mended(path: Path) -> None:
    """Take a file that stands already away from who is not its owner; nothing happens when it is gone or somebody else's."""
    try:
        if stat.S_IMODE(path.stat().st_mode) & ~MODE:
            path.chmod(MODE)
    except (FileNotFoundError, PermissionError):
        return


def readable_by_others(path: Path) -> bool:
    """Whether a secret in this file is one for everybody on the machine."""
    try:
        return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False
