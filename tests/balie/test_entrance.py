"""The door: a password and a code, a screen that locks itself, and nobody who gets in by trying."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.desk import project
from bot.channels.desk.workplace import Workplace
from bot.config import DeskSettings, Settings
from bot.ops.private_files import readable_by_others
from tests.balie.conftest import PASSWORD, Clock, Staff, colleague
from tests.balie.page import Page

NEW = "nog veel langer wachtwoord"


def title(response: object) -> str:
    return Page(response.content.decode()).title.partition(" · ")[0]  # type: ignore[attr-defined]


def test_who_is_not_signed_in_sees_the_door_and_comes_back_where_they_wanted(desk: Workplace) -> None:
    staff = colleague()
    asked = staff.get("/?dag=2026-11-24")
    assert (asked.status_code, asked["Location"]) == (302, "/inloggen/?naar=/%3Fdag%3D2026-11-24")
    done = staff.sign_in(naar="/?dag=2026-11-24")
    assert (done.status_code, done["Location"]) == (302, "/?dag=2026-11-24")


@pytest.mark.parametrize("wrong", [{"email": "nobody@voorbeeld.invalid"}, {"password": "fout"}, {"code": "000000"}])
def test_a_wrong_address_password_or_code_get_the_same_answer(desk: Workplace, wrong: dict[str, str]) -> None:
    staff = colleague()
    refused = staff.sign_in(**wrong)
    page = Page(refused.content.decode())
    assert (refused.status_code, page.mistakes) == (400, [])
    assert "Het e-mailadres, het wachtwoord of de code klopt niet." in page.source
    assert staff.get("/").status_code == 302


def test_what_is_not_filled_in_is_told_beside_the_field(desk: Workplace) -> None:
    page = Page(colleague().sign_in(email="kim", password="", code="").content.decode())
    assert page.mistakes == [
        "Schrijf uw e-mailadres, bijvoorbeeld naam@organisatie.nl.",
        "Vul uw wachtwoord in.",
        "Vul de code van 6 cijfers in.",
    ]


def test_five_mistakes_shut_the_door_for_a_minute_and_ten_for_longer(desk: Workplace) -> None:
    from axes.models import AccessAttempt  # noqa: PLC0415 - Django must be set up first

    staff = colleague()
    for _ in range(5):
        staff.sign_in(password="fout")
    shut = staff.sign_in()
    assert (shut.status_code, title(shut), "over 1 minuut" in shut.content.decode()) == (429, "Even wachten", True)
    AccessAttempt.objects.all().delete()  # the minute is over
    for _ in range(5):
        staff.sign_in(password="fout")
    shut = staff.sign_in()
    assert (shut.status_code, "over 4 minuten" in shut.content.decode()) == (429, True)


def test_large_letters_make_no_other_name(desk: Workplace) -> None:
    staff = colleague()
    for number in range(5):
        staff.sign_in(password="fout", email=staff.email[:number].upper() + staff.email[number:])
    assert staff.sign_in().status_code == 429


def test_the_lock_of_the_screen_is_no_way_around_the_door(kim: Staff) -> None:
    kim.post("/slot/dicht/")
    tried = [kim.client.post("/slot/", {"password": "fout"}).status_code for _ in range(5)]
    assert (tried[0], tried[-1], kim.client.post("/slot/", {"password": PASSWORD}).status_code) == (400, 429, 429)


def test_a_wrong_code_counts_as_a_mistake_too(desk: Workplace) -> None:
    staff = colleague()
    for _ in range(5):
        staff.sign_in(code="123")
    assert staff.sign_in().status_code == 429


def test_a_code_counts_once(desk: Workplace) -> None:
    staff = colleague()
    staff.sign_in()
    again = staff.client.post("/inloggen/", {"email": staff.email, "password": PASSWORD, "code": staff.key.code})
    assert again.status_code == 400


def test_a_session_from_before_signing_in_is_worth_nothing(desk: Workplace) -> None:
    staff = colleague()
    staff.client.get("/inloggen/")
    staff.client.cookies["balie"] = "a-session-that-somebody-else-chose"
    staff.sign_in()
    assert staff.client.cookies["balie"].value != "a-session-that-somebody-else-chose"


def test_the_way_on_leads_to_no_other_site(desk: Workplace) -> None:
    places = ["https://elders.invalid/", "//elders.invalid", "javascript:alert(1)", "/\\elders.invalid"]
    assert [colleague(name=f"k{number}").sign_in(naar=place)["Location"] for number, place in enumerate(places)] == ["/"] * 4


def test_a_form_without_its_token_is_refused(desk: Workplace) -> None:
    from django.test import Client  # noqa: PLC0415 - Django must be set up first

    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    refused = strict.post("/inloggen/", {"email": "a@b.invalid", "password": "x", "code": "1"})
    assert (refused.status_code, title(refused)) == (403, "Dit formulier is te oud")


def test_a_screen_that_nobody_touches_locks_itself_and_opens_with_the_password(kim: Staff, clock: Clock) -> None:
    clock.later(minutes=14)
    assert kim.get("/").status_code == 200
    clock.later(minutes=15)
    locked = kim.get("/zoek/")
    assert (locked.status_code, locked["Location"]) == (302, "/slot/?naar=/zoek/")
    wrong = kim.client.post("/slot/", {"password": "fout", "naar": "/zoek/"})
    assert (wrong.status_code, Page(wrong.content.decode()).mistakes) == (400, ["Dit wachtwoord klopt niet."])
    opened = kim.client.post("/slot/", {"password": PASSWORD, "naar": "/zoek/"})
    assert (opened.status_code, opened["Location"], kim.get("/").status_code) == (302, "/zoek/", 200)


def test_a_page_that_asks_by_itself_keeps_no_screen_open(kim: Staff, clock: Clock) -> None:
    for _ in range(4):
        clock.later(minutes=4)
        asked = kim.get("/", headers={"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/"})
    assert (asked.status_code, asked["HX-Redirect"]) == (200, "/slot/?naar=/")


def test_a_screen_is_locked_by_hand_and_somebody_else_signs_out(kim: Staff) -> None:
    kim.post("/slot/dicht/")
    assert kim.get("/")["Location"].startswith("/slot/")
    kim.post("/uitloggen/")
    assert kim.get("/")["Location"].startswith("/inloggen/")


def test_signing_out_everywhere_ends_the_other_machine_too(kim: Staff) -> None:
    other = Staff(kim.email, kim.key)
    other.sign_in()
    assert other.get("/").status_code == 200
    kim.post("/uitloggen/overal/")
    assert (other.get("/").status_code, kim.get("/").status_code) == (302, 302)


def test_a_password_of_somebody_else_is_changed_first(desk: Workplace) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    staff = colleague()
    Colleague.objects.update(must_change=True)
    staff.sign_in()
    assert staff.get("/")["Location"] == "/wachtwoord/"
    mistaken = staff.client.post("/wachtwoord/", {"old": "fout", "new": "kort", "again": "anders"})
    assert len(Page(mistaken.content.decode()).mistakes) == 3
    done = staff.post("/wachtwoord/", old=PASSWORD, new=NEW, again=NEW)
    assert Page(done.content.decode()).notices == ["Uw wachtwoord is veranderd. Op andere computers bent u uitgelogd."]
    assert Staff(staff.email, staff.key, NEW).sign_in().status_code == 302


def test_a_colleague_who_left_is_out_at_once(kim: Staff) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    Colleague.objects.update(is_active=False)
    assert (kim.get("/").status_code, kim.sign_in().status_code) == (302, 400)


def test_every_answer_forbids_what_a_page_has_no_need_of(kim: Staff) -> None:
    answer = kim.get("/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        **{f"{kind}-src": "'self'" for kind in ("script", "style", "img", "connect")},
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert {name: answer[name] for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control")} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    source = answer.content.decode()
    assert re.findall(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=|(?:src|href|action)=\"(?:https?:)?//", source) == []


def test_the_database_of_accounts_is_its_owners_alone(desk: Workplace, project_started: None) -> None:
    from django.conf import settings  # noqa: PLC0415 - Django must be set up first
    from django.db import connection  # noqa: PLC0415

    path = settings.DATABASES["default"]["NAME"]
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    assert (mode, readable_by_others(Path(path))) == ("wal", False)


def test_a_password_is_kept_as_argon2(kim: Staff) -> None:
    from bot.channels.desk.models import Colleague  # noqa: PLC0415 - Django must be set up first

    kept = Colleague.objects.get().password
    assert (kept.startswith("argon2$argon2id$"), PASSWORD in kept) == (True, False)


def test_a_public_desk_is_for_one_name_and_only_over_tls(desk: Workplace) -> None:
    public = replace(desk, settings=Settings(desk=DeskSettings(url="https://balie.voorbeeld.invalid/")))
    told = project.values(public)
    assert [told[name] for name in ("ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG")] == [
        ["balie.voorbeeld.invalid"],
        True,
        True,
        False,
    ]
    assert told["SECURE_HSTS_SECONDS"] > 0
