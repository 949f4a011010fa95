"""Who may what: one table, for every role and organisation. What does not stand in it may nobody."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a colleague is here for."""

    STAFF = "medewerker"
    EDITOR = "redacteur"
    ADMIN = "beheerder"


class Organisation(StrEnum):
    """For whom a colleague works; `HOME` is the desk itself."""

    HOME = "werkcentrum"
    MUNICIPALITY = "gemeente"
    UWV = "uwv"
    SBB = "sbb"
    UNION = "vakbond"


class Act(StrEnum):
    """What can be done at the desk; also its name in the trace."""

    SEE_DAY = "see-day"
    SEARCH = "search"
    NOTE_OUTCOME = "outcome"
    HANDLE_CALL = "call"
    ANSWER = "answer"
    PASS_ON = "pass-on"
    BOOK = "book"
    OVERRULE = "overrule"
    SEE_PERSON = "see-person"
    ERASE = "erase"
    ERASE_PROVEN = "erase-proven"
    """Erasure for who reads the code that we sent to their chat."""
    VISITOR = "visitor"
    SEE_PASSED = "see-passed"
    TAKE_PASSED = "take-passed"
    SEE_CLOSURES = "see-closures"
    CLOSE = "close"
    SEE_FIGURES = "see-figures"
    ENTER_FIGURES = "enter-figures"
    COLLEAGUES = "colleagues"
    SEE_TRACE = "see-trace"
    SELF = "self"


_DAY = frozenset(
    {
        *(Act.SEE_DAY, Act.SEARCH, Act.NOTE_OUTCOME, Act.HANDLE_CALL, Act.ANSWER, Act.PASS_ON),
        *(Act.BOOK, Act.SEE_PERSON, Act.ERASE_PROVEN, Act.VISITOR),
    }
)
_EVERYONE = frozenset({Act.SELF, Act.SEE_CLOSURES})
_PASSED = frozenset({Act.SEE_PASSED, Act.TAKE_PASSED})
_FIGURES = frozenset({Act.SEE_FIGURES, Act.ENTER_FIGURES})

MAY: dict[Role, frozenset[Act]] = {
    Role.STAFF: _EVERYONE | _DAY | {Act.OVERRULE, Act.CLOSE, Act.SEE_FIGURES},
    Role.EDITOR: _EVERYONE | _FIGURES | {Act.CLOSE},
    Role.ADMIN: _EVERYONE | _DAY | _FIGURES | {Act.OVERRULE, Act.CLOSE, Act.ERASE, Act.COLLEAGUES, Act.SEE_TRACE},
}
"""An editor works on what we say and on figures, and sees no inhabitant."""

ELSEWHERE: dict[Role, frozenset[Act]] = {
    Role.STAFF: _EVERYONE | _PASSED,
    Role.EDITOR: _EVERYONE,
    Role.ADMIN: _EVERYONE | _PASSED,
}
"""What colleagues of another organisation may: people have said yes to us, and to them only about what was passed on."""


def may(role: str, organisation: str, act: Act) -> bool:
    """Whether someone of this role and organisation may do this; names that are not known may nothing."""
    if role not in set(Role) or organisation not in set(Organisation):
        return False
    table = MAY if organisation == Organisation.HOME else ELSEWHERE
    return act in table[Role(role)]
