"""Accounts of before colleagues could say that they are away: they come in as before, and are not away."""

from __future__ import annotations

from bot.channels.desk.workplace import Workplace
from tests.balie.conftest import colleague


def test_accounts_of_an_earlier_version_still_come_in(desk: Workplace) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    staff = colleague()
    call_command("migrate", "desk", "0001", verbosity=0)
    call_command("migrate", verbosity=0, interactive=False)
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    assert (staff.sign_in().status_code, Colleague.objects.get().away) == (302, False)
