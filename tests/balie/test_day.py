"""Vandaag: what must be done first stands first, and what is empty says so."""

from __future__ import annotations

import pytest

from bot.channels.desk import example
from bot.channels.desk.workplace import Workplace
from bot.storage import people, requests
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.balie.page import Page


def page(staff: Staff, address: str = "/") -> Page:
    return Page(staff.get(address).content.decode())


@pytest.fixture
def filled(desk: Workplace, clock: Clock) -> Workplace:
    """The example, as `make balie` shows it."""
    example.fill(desk.storage(), desk.known, clock.now)
    return desk


def test_the_page_is_in_the_order_in_which_the_work_must_be_done(filled: Workplace, kim: Staff) -> None:
    assert page(kim).headings == [
        "Vandaag, maandag 23 november",
        "Wacht nu 2",
        "Te laat 1",
        "Bellen en langsgaan 1",
        "Afspraken 6",
        "Heeft nog geen nieuw moment 1",
        "Niet bezorgd 1",
    ]


def test_who_was_called_on_the_telephone_was_spoken_to_and_did_not_come(filled: Workplace, kim: Staff) -> None:
    rows = {name: next(row for row in page(kim).rows if f" {name} " in row) for name in ("Sofie", "Roelof")}
    assert [("Gesproken" in row, "Niet bereikt" in row, "Is er" in row) for row in rows.values()] == [
        (True, True, False),
        (False, False, True),
    ]


def test_an_empty_day_says_of_each_part_what_is_empty(kim: Staff) -> None:
    shown = page(kim)
    assert shown.empty == [
        "Niemand wacht op een antwoord van een medewerker.",
        "Er is niemand om te bellen.",
        "Op deze dag staat geen afspraak.",
        "Iedereen van wie wij een afspraak afzegden, heeft een nieuw moment.",
        "Alle berichten zijn aangekomen.",
    ]
    assert "Deze database kent nog geen enkel contact." in shown.source


def test_who_came_in_this_morning_still_stands_there(filled: Workplace, kim: Staff, clock: Clock) -> None:
    clock.later(hours=4)
    kim.sign_in()
    rows = [row for row in page(kim).rows if row.startswith("10.00")]
    assert len(rows) == 1
    assert "is er geweest" in rows[0]


def test_another_day_shows_its_appointments_alone(filled: Workplace, kim: Staff) -> None:
    assert page(kim, "/?dag=2026-11-24").headings == ["Dinsdag 24 november", "Afspraken 0"]
    assert [kim.get(f"/?dag={told}")["Location"] for told in ("morgen", "9999-12-31", "2026-02-31", "'; drop")] == ["/"] * 4


def test_the_list_that_renews_itself_answers_only_when_something_changed(filled: Workplace, kim: Staff) -> None:
    def asked(seen: str) -> tuple[int, bool]:
        answer = kim.get(f"/?dag=2026-11-23&gezien={seen}", headers={"HX-Request": "true"})
        return answer.status_code, b"<html" in answer.content

    address = page(kim).source.partition('hx-get="')[2].partition('"')[0]
    mark = address.rpartition("=")[2]
    assert (asked(mark), asked("old")) == ((204, False), (200, False))
    with filled.storage().transaction() as db:
        requests.finish(db, "bel1", filled.now)
    assert asked(mark) == (200, False)


@pytest.mark.parametrize("typed", ["wat", " "])
def test_a_search_that_finds_nothing_says_what_can_be_looked_for(filled: Workplace, kim: Staff, typed: str) -> None:
    shown = Page(kim.post("/zoek/", wat=typed).content.decode())
    assert (shown.rows, "telefoonnummer" in shown.source) == ([], True)


def test_a_code_a_number_and_a_first_name_of_today_are_found_and_each_look_is_noted(filled: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Deed  # noqa: PLC0415 - Django must be set up first

    made = filled.storage().db.execute("SELECT code, name, begin FROM appointments ORDER BY begin").fetchall()
    today = [row for row in made if row[2].startswith("2026-11-23")]
    later = [row for row in made if not row[2].startswith("2026-11-23")]
    found = [
        len(Page(kim.post("/zoek/", wat=typed).content.decode()).rows)
        for typed in (today[0][0], today[1][1].lower(), later[0][1], "0600000001")
    ]
    assert found == [1, 1, 0, 1]
    assert [(deed.act, deed.object, deed.who.name) for deed in Deed.objects.all()] == [("search", "", "Kim")] * 4


def test_html_in_what_people_wrote_is_text(desk: Workplace, kim: Staff) -> None:
    with desk.storage().transaction() as db:
        people.remember_address(db, "p", "json", "p", desk.now)
        question = '<script>alert(1)</script><img src=x onerror="alert(2)">'
        requests.ask(db, Request("q", "p", "c", "antwoord", subject="<b>vet</b>", question=question), desk.now)
    source = page(kim).source
    assert ("<script>alert" in source, "<img" in source, "<b>vet" in source, "&lt;script&gt;alert(1)" in source) == (
        False,
        False,
        False,
        True,
    )


def test_a_database_that_is_gone_or_locked_is_told_and_comes_back(desk: Workplace, kim: Staff) -> None:
    away = desk.database.with_name("elders.db")
    desk.database.rename(away)
    gone = kim.get("/")
    assert (gone.status_code, Page(gone.content.decode()).headings) == (503, ["De gegevens zijn nu niet te lezen"])
    assert not desk.database.exists()
    away.rename(desk.database)
    assert kim.get("/").status_code == 200


@pytest.mark.parametrize(
    ("role", "organisation", "status"), [("redacteur", "werkcentrum", 403), ("medewerker", "uwv", 403), ("beheerder", "werkcentrum", 200)]
)
def test_who_may_not_see_people_does_not(desk: Workplace, role: str, organisation: str, status: int) -> None:
    staff = colleague(role, organisation)
    staff.sign_in()
    assert (staff.get("/").status_code, staff.client.post("/zoek/", {"wat": "Anna"}).status_code) == (status, status)
