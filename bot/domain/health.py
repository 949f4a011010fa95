"""Whether the assistant is well: facts of a running assistant in, what is wrong out. Pure rules, no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ASLEEP_AFTER = timedelta(minutes=2)  # it notes every ten seconds that it is awake
SILENT_AFTER = timedelta(minutes=3)  # a poll lasts half a minute at most, and a webhook is looked at every minute
UNANSWERED_AFTER = timedelta(minutes=5)
UNSENT_AFTER = timedelta(minutes=10)
MANY_TRIES = 10
MANY_TRIES_OF_A_NOTICE = 3  # with a quarter of an hour between them: two went wrong
LEAST_DISK = 200 * 2**20  # bytes; a backup of a year must fit


class Sign(StrEnum):
    """What can be wrong."""

    DATABASE = "database"
    CLOCK_BACK = "klok-terug"
    ASLEEP = "slaapt"
    HOOK_GONE = "webhook-weg"
    SILENT = "stil"
    SECOND_POLLER = "tweede-poller"
    TOKEN_REFUSED = "token-geweigerd"
    UNANSWERED = "onbeantwoord"
    UNSENT = "onverzonden"
    NOTICES = "post-onverzonden"
    GIVEN_UP = "opgegeven"
    REFUSED = "geweigerd"
    LOST = "niet-aangekomen"
    DISK = "schijf"


AWAKE, POLLED = "wakker", "opgehaald"
"""What a running channel notes when it is well, under these names; what is wrong it notes as the value of a Sign."""


@dataclass(frozen=True)
class Condition:
    """How a running assistant is doing. Moments are aware; None is never."""

    awake: datetime | None = None
    polled: datetime | None = None
    """When messages were last fetched; behind a webhook when we last knew that they arrive."""
    second_poller: bool = False
    token_refused: bool = False
    hook_gone: bool = False
    """Whether Telegram no longer knows the address where it should post."""
    oldest_unanswered: datetime | None = None
    unanswered: int = 0
    oldest_unsent: datetime | None = None
    unsent: int = 0
    most_tries: int = 0
    notices: int = 0
    """Messages to staff that wait."""
    oldest_notice: datetime | None = None
    most_tries_of_a_notice: int = 0
    given_up: int = 0
    """Messages set aside in the last day, after three tries or because Telegram sent something unreadable."""
    refused: int = 0
    """Answers of the last day that Telegram did not take."""
    uncertain: int = 0
    """Confirmations and reminders of the last day that may not have arrived; each was followed by one that says so."""
    lost: int = 0
    """Answers given up in the last day, after a day in which nobody knew whether they arrived."""
    unreachable: int = 0
    paused_since: datetime | None = None
    version: str = ""
    """Of the content."""
    free_bytes: int = LEAST_DISK
    clock_back: bool = False
    """Whether the clock was set back, so that what is planned by it may come too late."""
    database_answers: bool = True


def findings(condition: Condition, now: datetime) -> tuple[Sign, ...]:
    """What is wrong, the worst first; empty when all is well."""

    def older(moment: datetime | None, than: timedelta) -> bool:
        return moment is not None and now - moment > than

    if not condition.database_answers:  # then nothing else is known
        return (Sign.DATABASE,)
    wrong = {
        Sign.CLOCK_BACK: condition.clock_back,
        Sign.ASLEEP: condition.awake is None or older(condition.awake, ASLEEP_AFTER),
        Sign.TOKEN_REFUSED: condition.token_refused,
        Sign.SECOND_POLLER: condition.second_poller,
        Sign.HOOK_GONE: condition.hook_gone,
        Sign.SILENT: condition.polled is None or older(condition.polled, SILENT_AFTER),
        Sign.DISK: condition.free_bytes < LEAST_DISK,
        Sign.UNANSWERED: condition.paused_since is None and older(condition.oldest_unanswered, UNANSWERED_AFTER),
        Sign.UNSENT: older(condition.oldest_unsent, UNSENT_AFTER) or condition.most_tries >= MANY_TRIES,
        Sign.NOTICES: older(condition.oldest_notice, UNSENT_AFTER) or condition.most_tries_of_a_notice >= MANY_TRIES_OF_A_NOTICE,
        Sign.GIVEN_UP: condition.given_up > 0,
        Sign.REFUSED: condition.refused > 0,
        Sign.LOST: condition.lost > 0,
    }
    return tuple(sign for sign, there in wrong.items() if there)
