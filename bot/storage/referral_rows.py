"""What may be passed on to another organisation: asked of its person, word for word, and what they said. Without a yes nobody else sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from bot.domain.time import stamp


class Partner(StrEnum):
    """The organisations that something can be passed on to."""

    MUNICIPALITY = "gemeente"
    UWV = "uwv"
    SBB = "sbb"
    UNION = "vakbond"


class Consent(StrEnum):
    """What the person said; silence is `ASKED` for ever."""

    ASKED = "gevraagd"
    YES = "ja"
    NO = "nee"
    TAKEN_BACK = "ingetrokken"


@dataclass(frozen=True)
class Referral:
    """`object` is a request or an appointment; `told` is what is passed on, as the person read it, and nothing else."""

    id: str
    object: str
    person: str
    organisation: Partner
    told: str
    consent: Consent = Consent.ASKED
    asked_at: str = ""
    answered_at: str = ""
    taken_at: str = ""
    """When the other organisation took it up."""


_NAMES = tuple(one.name for one in fields(Referral))
COLUMNS = ", ".join(_NAMES)


def _referral(row: tuple[Any, ...]) -> Referral:
    values = dict(zip(_NAMES, row, strict=True))
    return Referral(**{**values, "organisation": Partner(values["organisation"]), "consent": Consent(values["consent"])})


def _found(db: Database, condition: str, *values: str) -> list[Referral]:
    return [_referral(row) for row in db.execute(f"SELECT {COLUMNS} FROM referrals {condition}", values).fetchall()]


def ask(db: Database, one: Referral, now: datetime) -> bool:
    """Note that it is asked; False when this organisation was asked about before: a no is not asked again."""
    values = (*astuple(one)[:6], stamp(now))
    row = db.execute(
        """INSERT INTO referrals (id, object, person, organisation, told, consent, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (object, organisation) DO NOTHING RETURNING id""",
        values,
    ).fetchone()
    return row is not None


def unask(db: Database, referral_id: str) -> None:
    """It was never asked after all."""
    db.execute("DELETE FROM referrals WHERE id = ?", (referral_id,))


def find(db: Database, referral_id: str) -> Referral | None:
    """One by its id."""
    return next(iter(_found(db, "WHERE id = ?", referral_id)), None)


def of_person(db: Database, person: str) -> list[Referral]:
    """Of one person what waits for an answer or got a yes, the newest first."""
    return _found(db, "WHERE person = ? AND consent IN ('gevraagd', 'ja') ORDER BY asked_at DESC, id", person)


def by_object(db: Database) -> dict[str, tuple[Referral, ...]]:
    """Per request or appointment to whom it was to be passed on, the oldest first."""
    found: dict[str, tuple[Referral, ...]] = {}
    for one in _found(db, "ORDER BY asked_at, id"):
        found[one.object] = (*found.get(one.object, ()), one)
    return found


def shown_to(db: Database, organisation: Partner) -> Sequence[Referral]:
    """What this organisation may see: what its person said yes to and did not take back, the oldest first."""
    return _found(db, "WHERE organisation = ? AND consent = 'ja' ORDER BY answered_at, id", organisation)


def answer(db: Database, referral_id: str, consent: Consent, now: datetime) -> None:
    """What the person says; the last word counts."""
    db.execute("UPDATE referrals SET consent = ?, answered_at = ? WHERE id = ?", (consent, stamp(now), referral_id))


def take_up(db: Database, referral_id: str, organisation: Partner, at: str) -> bool:
    """The other organisation takes it up (empty: not after all); False when it may not see it."""
    row = db.execute(
        "UPDATE referrals SET taken_at = ? WHERE id = ? AND organisation = ? AND consent = 'ja' RETURNING id",
        (at, referral_id, organisation),
    ).fetchone()
    return row is not None
