"""How moments stand in the database: UTC with a fixed width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """`2026-11-24T09:30:00.000Z`; the moment must be aware."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a zone: {moment!r}")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def moment(text: str) -> datetime:
    """The aware moment (UTC) that a stamp stands for."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
