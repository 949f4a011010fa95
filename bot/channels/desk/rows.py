"""The rows of a day, each drawn once for all who see the same: fifty screens ask for the list when one row changes."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from bot.app.desk import outcomes, promises
from bot.app.desk.agenda import Task, Visit
from bot.channels.desk.models import Colleague
from bot.channels.desk.rights import Act, Organisation
from bot.channels.desk.workplace import here
from bot.domain.callback_slots import Window
from bot.storage.requests import Request

Kept = TypeVar("Kept")
TOKEN = secrets.token_hex(16)
"""Stands in a row for the token of the form, which is another one for each session."""
MOST_SHOWN = 200
"""Rows of each part on the page, as its template says too: ten thousand would show nobody anything."""
MOST_KINDS, MOST_DRAWN = 8, 2000
"""Of so many kinds of colleagues rows are kept, and of each so many rows: some busy days."""
EXACT = timedelta(hours=1)
"""So long a row says by the minute how long ago something was asked."""

_making = threading.Lock()
_drawn: dict[Hashable, dict[Hashable, str]] = {}


def once(kept: dict[Hashable, Kept], key: Hashable, most: int, make: Callable[[], Kept]) -> Kept:
    """What is kept under a key, made by the first who asks: who asks meanwhile waits for that instead of making the same."""
    found = kept.get(key)
    if found is not None:
        return found
    with _making:
        found = kept.get(key)
        if found is None:
            found = make()
            if len(kept) >= most:
                kept.clear()
            kept[key] = found
        return found


class Rows:
    """Draws rows for one colleague, at one moment."""

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        who = request.user
        self.request, self.now, self.name = request, now, who.name
        self.colleagues, self.windows = tuple(colleagues()), windows()
        others = tuple((one.pk, one.name, one.away) for one in self.colleagues)
        kind = (now.date(), who.role, who.organisation, others, self.windows)
        self.drawn = once(_drawn, kind, MOST_KINDS, dict)
        """What was drawn for who sees the same: on the rest a row does not depend."""

    def of_tasks(self, tasks: Iterable[Task]) -> SafeString:
        """What was promised to people."""
        return _joined(self._once("verzoek", task, self._is_mine(task), self._age(task), task=task) for task in tasks)

    def of_visits(self, visits: Iterable[Visit], *, lost: bool = False) -> SafeString:
        """Appointments; of another day with their day."""
        return _joined(self._once("bezoek", one, lost, one.appointment.begin > self.now, visit=one, lost=lost) for one in visits)

    def of_settled(self, requests: Iterable[Request]) -> SafeString:
        """What was brought to an end today."""
        return _joined(self._once("gedaan", one, one=one) for one in requests)

    def _is_mine(self, task: Task) -> bool:
        return bool(task.request.taken_by == self.name)

    def _age(self, task: Task) -> int:
        """Minutes, as long as they are told."""
        past = self.now - task.asked
        return past // timedelta(minutes=1) if past < EXACT else -1

    def _once(self, template: str, *key: Hashable, **told: Any) -> str:
        return once(self.drawn, (template, *key), MOST_DRAWN, lambda: self._draw(template, told))

    def _draw(self, template: str, told: dict[str, Any]) -> str:
        around = {"now": self.now, "colleagues": self.colleagues, "windows": self.windows, "steps": outcomes.STEPS, "csrf_token": TOKEN}
        return render_to_string(f"balie/{template}.html", {**told, **around}, self.request)


def with_token(request: HttpRequest, drawn: str) -> SafeString:
    """A list as this colleague can send its forms."""
    return mark_safe(drawn.replace(TOKEN, get_token(request)))


def colleagues() -> list[Colleague]:
    """Whom work can be handed to."""
    found = Colleague.objects.filter(is_active=True, organisation=Organisation.HOME).order_by("name")
    return [one for one in found if one.may(Act.HANDLE_CALL)]


def windows() -> tuple[Window, ...]:
    """When somebody who was not reached can be called again."""
    place = here()
    return promises.windows(place.storage(), place.known, place.now)


def _joined(drawn: Iterable[str]) -> SafeString:
    """As many as a page shows; the others are not drawn."""
    return mark_safe("".join(islice(drawn, MOST_SHOWN)))
