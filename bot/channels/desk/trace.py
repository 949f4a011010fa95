"""The trace: which colleague did what and when, kept for as long as a question about it may come; and what an undo needs."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from bot.channels.desk.models import Colleague, Deed
from bot.channels.desk.rights import Act
from bot.channels.desk.workplace import here
from bot.domain.time import at
from bot.privacy.masking import mask

KEPT = timedelta(days=365)
TRIES_KEPT = timedelta(days=1)
LONGEST_REASON = 120


def note(request: HttpRequest, act: Act, of: str = "", *, reason: str = "", before: dict[str, Any] | None = None) -> None:
    """Note an act of who is signed in; what looks like personal data is masked in its reason."""
    noted(request.user, act, here().now, of, reason=reason, before=before)


def noted(who: Colleague | None, act: Act, now: datetime, of: str = "", *, reason: str = "", before: dict[str, Any] | None = None) -> None:
    """The same for a colleague without a request."""
    Deed.objects.create(
        at=now,
        who=who,
        act=act.value,
        object=of[:60],
        reason=mask(reason).text[:LONGEST_REASON] if reason else "",
        before=json.dumps(before) if before else "",
    )


def last_of(object_id: str, now: datetime) -> Deed | None:
    """The last act of today with this object that can be taken back."""
    today = at(now.date(), time(0))
    return Deed.objects.select_related("who").filter(object=object_id, at__gte=today).exclude(before="").first()


def who_last(object_id: str) -> str:
    """The colleague who did something with this object last; empty when nobody did, or they are gone."""
    deed = Deed.objects.select_related("who").filter(object=object_id).first()
    return str(deed.who.name) if deed and deed.who else ""


def before(deed: Deed) -> dict[str, Any]:
    """What held before an act."""
    told: dict[str, Any] = json.loads(deed.before)
    return told


def taken_back(deed: Deed) -> None:
    """It holds no more, and is not taken back twice."""
    deed.before = ""
    deed.save(update_fields=["before"])


def forget(now: datetime) -> None:
    """Erase what is older than it may be: acts, tries at the door, sessions that ended, and colleagues who left so long ago."""
    Deed.objects.filter(at__lt=now - KEPT).delete()
    for tried in (AccessAttempt, AccessFailureLog, AccessLog):
        tried.objects.filter(attempt_time__lt=now - TRIES_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    Colleague.objects.filter(is_active=False, last_login__lt=now - KEPT).delete()


def newest(number: int = 200) -> list[Deed]:
    """The newest acts, with who did them."""
    return list(Deed.objects.select_related("who")[:number])
