"""The rules of the ledger: what one contact came to, derived from its events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.content.entries import StepKind

BINDING = (
    StepKind.NONE,
    StepKind.SELF,
    StepKind.WALK_IN,
    StepKind.REFERRAL,
    StepKind.REGISTRATION,
    StepKind.CALL_BACK,
    StepKind.APPOINTMENT,
    StepKind.EMERGENCY,
)
"""From the least to the most binding: a contact counts for the most binding step that was chosen in it, once."""

RANK = {kind.value: rank for rank, kind in enumerate(BINDING)}


class Contact(NamedTuple):
    """One contact as it is counted. `when` begins a UTC stamp, to the minute (`2026-11-24T09:30`); an empty `person` was sensitive or erased."""

    id: str
    when: str
    person: str
    audience: str
    topic: str
    municipality: str
    rank: int
    odd: bool = False
    """Something in it lies before its beginning: a clock jumped."""

    @property
    def outcome(self) -> StepKind:
        """The one outcome of the contact; `geen` is someone who left without choosing."""
        return BINDING[self.rank]


def outcome_of(chosen: Iterable[str]) -> StepKind:
    """The outcome of a contact in which these steps were chosen."""
    return BINDING[max((RANK.get(step, 0) for step in chosen), default=0)]
