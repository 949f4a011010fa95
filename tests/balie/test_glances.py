"""A look that finds nothing new costs next to nothing, and keeps nobody in who should be out."""

from __future__ import annotations

import re

import pytest

from bot.channels.desk.workplace import Workplace
from bot.storage import requests
from bot.storage.requests import Request
from tests.balie.conftest import PASSWORD, Clock, Staff, colleague


def glance_of(staff: Staff) -> str:
    """The address that a page of theirs asks by itself."""
    [address] = re.findall(r'hx-get="([^"]+)"', staff.get("/").content.decode())
    return str(address).replace("&amp;", "&")


def look(staff: Staff, address: str) -> tuple[int, str]:
    """What the page gets, and where it is sent."""
    answer = staff.get(address, headers={"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/"})
    return answer.status_code, answer.get("HX-Redirect", "")


@pytest.fixture
def address(kim: Staff) -> str:
    """Looked at once, the whole way."""
    found = glance_of(kim)
    assert look(kim, found) == (204, "")
    return found


def test_it_asks_neither_accounts_nor_rows(kim: Staff, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connection  # noqa: PLC0415 - Django must be set up first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    read: list[object] = []
    monkeypatch.setattr("bot.channels.desk.day.agenda", lambda *told: read.append(told))
    with CaptureQueriesContext(connection) as queries:
        assert look(kim, address) == (204, "")
    assert (len(queries), read) == (0, [])


def test_what_changed_is_seen_at_the_next_look(desk: Workplace, kim: Staff, address: str) -> None:
    with desk.storage().transaction() as db:
        requests.ask(db, Request("q", "p", "c", "antwoord", question="Kan het?"), desk.now)
    assert look(kim, address) == (200, "")


def test_a_moment_that_passes_is_a_change_too(desk: Workplace, kim: Staff, clock: Clock) -> None:
    with desk.storage().transaction() as db:
        requests.ask(db, Request("b", "p", "c", "bellen", "", "2026-11-23T10:00", "2026-11-23T11:06"), desk.now)
    address = glance_of(kim)
    assert [look(kim, address), look(kim, address)] == [(204, "")] * 2
    clock.later(minutes=1)
    assert look(kim, address) == (200, "")


def test_a_screen_that_is_left_alone_still_locks(kim: Staff, address: str, clock: Clock) -> None:
    for _ in range(30):
        clock.later(seconds=31)
        seen = look(kim, address)
    assert seen == (200, "/slot/?naar=/")


@pytest.mark.parametrize(("act", "door"), [("/slot/dicht/", "/slot/?naar=/"), ("/uitloggen/", "/inloggen/?naar=/")])
def test_who_locks_the_screen_or_signs_out_is_out_at_the_next_look(kim: Staff, address: str, act: str, door: str) -> None:
    session = kim.client.cookies["balie"].value
    kim.client.post(act)
    kim.client.cookies["balie"] = session
    assert look(kim, address) == (200, door)


def test_a_colleague_who_left_is_out_within_half_a_minute_and_sees_no_row_until_then(
    desk: Workplace, kim: Staff, address: str, clock: Clock
) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    Colleague.objects.update(is_active=False)
    assert look(kim, address) == (204, "")
    assert look(kim, "/?gezien=anders") == (200, "/inloggen/?naar=/")
    assert look(kim, address) == (200, "/inloggen/?naar=/")


def test_who_may_not_see_the_day_gets_no_answer_from_it_with_the_mark_of_another(desk: Workplace, kim: Staff, address: str) -> None:
    stranger = Staff("nobody@voorbeeld.invalid", None)
    elsewhere = colleague("medewerker", "uwv")
    assert elsewhere.sign_in(password=PASSWORD).status_code == 302
    assert [look(one, address) for one in (stranger, elsewhere)] == [(200, "/inloggen/?naar=/"), (403, "")]


def test_the_answer_forbids_keeping_it(kim: Staff, address: str) -> None:
    answer = kim.get(address, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Cache-Control"], answer.content) == (204, "no-store", b"")
