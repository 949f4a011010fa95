"""An earlier version of the content back in its folders; a running assistant takes it over by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.editor import write_bytes
from bot.content.folder import files_in, path_of, present_name, version_of_files
from bot.storage import content_versions
from bot.storage.content_versions import Version
from bot.storage.database import Database


class NothingBefore(Exception):
    """No earlier version was kept."""


class UnknownVersion(Exception):
    """A version of this name was not kept."""


@dataclass(frozen=True)
class Restored:
    """The version that is back, and the one that stood there and is kept too."""

    version: Version
    put_aside: str


def restore(db: Database, root: Path, now: datetime, *, version: str = "") -> Restored:
    """Put back the version before (or the named one), inside a transaction; what stands in the folder is kept first.

    When the folder differs from what was last live (a change with mistakes, that was never taken over), the version
    before is what was last live. Raises NothingBefore or UnknownVersion; then nothing has changed.
    """
    here = files_in(root)
    current = version_of_files(here)
    target = _named(db, version) if version else _before(db, current)
    content_versions.keep(db, current, here, now, withdrawn=True)
    wanted = _files(db, target)
    for name, raw in wanted.items():
        if here.get(name) != raw:
            write_bytes(path_of(root, name), raw)
    for name in set(here) - set(wanted):
        path_of(root, name).unlink()
    content_versions.keep(db, version_of_files(wanted), wanted, now)
    return Restored(target, current)


def _files(db: Database, version: Version) -> dict[str, bytes]:
    """The files of a version as they are called now."""
    return {present_name(name): raw for name, raw in content_versions.files_of(db, version.name).items()}


def _named(db: Database, name: str) -> Version:
    found = next((one for one in content_versions.versions(db) if one.name == name), None)
    if found is None:
        raise UnknownVersion(name)
    return found


def _before(db: Database, current: str) -> Version:
    kept = (one for one in content_versions.versions(db) if not one.withdrawn)
    found = next((one for one in kept if version_of_files(_files(db, one)) != current), None)
    if found is None:
        raise NothingBefore
    return found
