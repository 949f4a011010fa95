"""What stands around every page: who is here, what they may do, and the line that says how the assistant is doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from bot.channels.desk.rights import Act
from bot.channels.desk.workplace import CoreGone, here
from bot.domain.health import findings
from bot.storage import operations
from bot.storage.database import StorageTrouble

CHANNEL = "telegram"
LOCKED = "locked"
"""The mark of a session whose screen is locked: nothing of the page is shown around it."""
PAGES = (
    ("day", "/", Act.SEE_DAY),
    ("passed", "/doorgegeven/", Act.SEE_PASSED),
    ("agenda", "/agenda/", Act.BOOK),
    ("closed", "/dicht/", Act.SEE_CLOSURES),
    ("figures", "/cijfers/", Act.SEE_FIGURES),
    ("admin", "/beheer/", Act.COLLEAGUES),
)


def first_page(may: Callable[[Act], bool]) -> str:
    """Where a colleague begins: the first page of the menu that is theirs."""
    return next(address for _, address, act in PAGES if may(act))


@dataclass(frozen=True)
class Condition:
    """How the assistant is doing, for one line."""

    readable: bool
    works: bool = False
    ran: bool = False
    """Whether it ever answered people; a database to practise with never did."""
    paused: bool = False
    heard: datetime | None = None
    """When messages were last fetched."""
    unconfirmed: int = 0
    trial: bool = False


def condition() -> Condition:
    """The condition now; never raises, for it stands on every page."""
    place = here()
    try:
        with place.storage().reading() as db:
            found, ran = operations.read(db, CHANNEL, place.now), operations.served(db)
    except (CoreGone, StorageTrouble):
        return Condition(readable=False)
    open_questions = len(place.known.calendar.unconfirmed())
    return Condition(
        readable=True,
        works=not findings(found, place.now),
        ran=ran,
        paused=found.paused_since is not None,
        heard=found.polled,
        unconfirmed=open_questions,
        trial=place.settings.trial or open_questions > 0,
    )


def of(request: HttpRequest) -> dict[str, Any]:
    """For the templates; what is not used is not worked out."""
    who: Any = getattr(request, "user", None)
    inside = bool(who and who.is_authenticated and who.is_verified() and not request.session.get(LOCKED))
    return {
        "inside": inside,
        "pages": [(name, address) for name, address, act in PAGES if inside and who.may(act)],
        "can": {act.name.lower(): inside and who.may(act) for act in Act},
        "said": lambda: taken(request),
        "condition": condition,
        "now": here().now,
    }


# What is said on the next page about what was just done; the words stand in the templates.

SAID = "said"
MOST = 5


def say(request: HttpRequest, key: str, **slots: Any) -> None:
    """Say this once, on the next page. `undo` among the slots is the address that takes it back."""
    told = [*request.session.get(SAID, ()), {"key": key, **slots}]
    request.session[SAID] = told[-MOST:]


def taken(request: HttpRequest) -> list[dict[str, Any]]:
    """What is to be said now; it is not said again."""
    return list(request.session.pop(SAID, ()))
