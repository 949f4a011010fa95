"""The trace: which colleague did what and when, kept for as long as a question about it may come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from bot.channels.desk.models import Colleague, Deed
from bot.channels.desk.rights import Act
from bot.channels.desk.workplace import here
from bot.privacy.masking import mask

KEPT = timedelta(days=365)
LONGEST_REASON = 120


def note(request: HttpRequest, act: Act, of: str = "", reason: str = "") -> None:
    """Note an act of who is signed in; what looks like personal data is masked in its reason."""
    noted(request.user, act, here().now, of, reason)


def noted(who: Colleague | None, act: Act, now: datetime, of: str = "", reason: str = "") -> None:
    """The same for a colleague without a request."""
    Deed.objects.create(at=now, who=who, act=act.value, object=of[:60], reason=mask(reason).text[:LONGEST_REASON] if reason else "")


def forget(now: datetime) -> int:
    """Erase what is older than it may be; how many lines went."""
    count, _ = Deed.objects.filter(at__lt=now - KEPT).delete()
    return int(count)


def last(number: int = 200) -> list[Deed]:
    """The newest acts, with who did them."""
    return list(Deed.objects.select_related("who")[:number])


def of(object_id: str) -> list[Deed]:
    """What was done with one object, the newest first."""
    return list(Deed.objects.select_related("who").filter(object=object_id))
