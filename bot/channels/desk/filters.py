"""Moments and numbers as Dutch, for the templates; the words themselves stand there."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django import template

from bot.channels.desk.workplace import here
from bot.domain import formatting
from bot.domain.appointment import Appointment
from bot.domain.time import local
from bot.storage.requests import Request

register = template.Library()


@register.filter
def mark(one: Request | Appointment) -> str:
    """A row as it is seen: an act on what changed since then is not done."""
    return hashlib.sha256(repr(one).encode()).hexdigest()[:12]


@register.filter
def clock(value: datetime | str) -> str:
    """`10.00`, of a moment or of our wall clock."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{(local(moment) if moment.tzinfo else moment):%H.%M}"


@register.filter
def dutch_day(value: date | datetime | str) -> str:
    """`dinsdag 24 november`, with the year when it is another one."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if isinstance(moment, datetime):
        moment = (local(moment) if moment.tzinfo else moment).date()
    return formatting.day(moment, year_of=here().now.date())


@register.filter
def plain_day(value: date | datetime) -> str:
    """`21 november 2026`."""
    return formatting.plain_day(local(value).date() if isinstance(value, datetime) else value)


@register.filter
def capital(text: str) -> str:
    """With its first letter large."""
    return formatting.capital(text)


@register.filter
def minutes_since(begin: datetime, now: datetime) -> int:
    """Whole minutes that passed."""
    return max(0, int((now - begin).total_seconds() // 60))


@register.filter
def wall_days_ahead(told: str, now: datetime) -> int:
    """Days from today to a moment on our wall clock; negative when it was."""
    return (datetime.fromisoformat(told).date() - local(now).date()).days


@register.filter
def days_since(begin: datetime, now: datetime) -> int:
    """Days of the calendar that passed: 0 is today, 1 is yesterday."""
    return (local(now).date() - local(begin).date()).days
