"""A desk of its own for each test: a database of citizens, accounts, a clock that stands still, and colleagues who sign in by the door."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.desk import project, workplace
from bot.channels.desk.workplace import Workplace
from bot.config import Settings
from bot.content.model import Knowledge
from bot.domain.time import ZONE

MONDAY = datetime(2026, 11, 23, 11, 5, tzinfo=ZONE)
PASSWORD = "een lang genoeg wachtwoord"


@dataclass
class Clock:
    """The moment at the desk; a test moves it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        """As the desk asks it."""
        return self.now

    def later(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    """Monday, five past eleven."""
    return Clock()


@pytest.fixture(scope="session")
def project_started(tmp_path_factory: pytest.TempPathFactory, shipped_knowledge: Knowledge) -> Iterator[None]:
    """Django, set up once for this process."""
    from django.db import connections  # noqa: PLC0415 - Django must be set up before anything of it is asked for

    first = Workplace(tmp_path_factory.mktemp("balie") / "werkbot.db", shipped_knowledge, Settings(), Clock())
    project.start(first)
    _quick_to_hash()
    yield
    connections.close_all()


def _quick_to_hash() -> None:
    """Passwords by the same function at its least cost: with its own some hundred colleagues would sign in for minutes."""
    from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: PLC0415 - as above

    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


@pytest.fixture
def desk(project_started: None, empty_database: Path, tmp_path: Path, shipped_knowledge: Knowledge, clock: Clock) -> Iterator[Workplace]:
    """A desk on a new database, with no accounts yet."""
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog  # noqa: PLC0415 - as above
    from django.contrib.sessions.models import Session  # noqa: PLC0415

    from bot.channels.desk.models import Colleague, Deed  # noqa: PLC0415

    for model in (Deed, Session, AccessAttempt, AccessFailureLog, AccessLog, Colleague):
        model.objects.all().delete()
    shutil.copy(empty_database, tmp_path / "werkbot.db")
    place = Workplace(tmp_path / "werkbot.db", shipped_knowledge, Settings(), clock)
    workplace.settle(place)
    yield place
    for storage in place.opened:
        storage.close()


@dataclass
class Staff:
    """A colleague with a browser of their own."""

    email: str
    key: Any
    password: str = PASSWORD
    client: Any = field(default_factory=lambda: _browser())

    def sign_in(self, **instead: str) -> Any:
        """By the door: address, password, code."""
        _forget_codes(self.email)
        told = {"email": self.email, "password": self.password, "code": self.key.code, **instead}
        return self.client.post("/inloggen/", told)

    def get(self, address: str, **more: Any) -> Any:
        """The page at an address."""
        return self.client.get(address, **more)

    def post(self, address: str, **fields: Any) -> Any:
        """A form sent, and the page after it."""
        return self.client.post(address, fields, follow=True)


def _browser() -> Any:
    from django.test import Client  # noqa: PLC0415 - as above

    return Client(SERVER_NAME="127.0.0.1")


def _forget_codes(email: str) -> None:
    """A code counts once and a wrong one makes wait; a test does not wait half a minute for the next."""
    from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415 - as above

    TOTPDevice.objects.filter(user__email=email).update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)


def colleague(role: str = "medewerker", organisation: str = "werkcentrum", name: str = "Kim") -> Staff:
    """A colleague of this role, with an app for the codes."""
    from bot.channels.desk import server  # noqa: PLC0415 - as above
    from bot.channels.desk.rights import Organisation, Role  # noqa: PLC0415

    email = f"{name.lower()}.{role}.{organisation}@voorbeeld.invalid"
    key = server.account(email, name, Role(role), Organisation(organisation), password=PASSWORD, must_change=False)
    return Staff(email, key)


@pytest.fixture
def kim(desk: Workplace) -> Staff:
    """A colleague who is signed in."""
    staff = colleague()
    assert staff.sign_in().status_code == 302
    return staff
