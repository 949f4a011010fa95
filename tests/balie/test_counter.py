"""Agenda, Dicht and Persoon: done for who stands at the counter, by the same rules, with word to whom it hits."""

from __future__ import annotations

import re

import pytest

from bot.channels.desk import example
from bot.channels.desk.filters import mark
from bot.channels.desk.workplace import Workplace
from bot.domain.appointment import Appointment
from bot.storage import appointment_rows, people, personal_data
from bot.storage.requests import Request
from tests.balie.conftest import Clock, Staff, colleague
from tests.balie.page import Page
from tests.balie.test_acts import asked, booked, found, outgoing, reread

TUESDAY = "2026-11-24"
PHONE = "0600000042"


def made_at_the_desk(desk: Workplace) -> Appointment:
    rows = desk.storage().db.execute("SELECT id FROM appointments WHERE channel = 'balie'").fetchall()
    with desk.storage().reading() as db:
        one = appointment_rows.find(db, rows[-1][0])
    assert one is not None
    return one


def moments(page: Page) -> list[str]:
    """The free moments that can be chosen."""
    return re.findall(r'name="moment" value="([^"]+)"', page.source)


def test_an_appointment_is_made_in_four_clicks(desk: Workplace, kim: Staff) -> None:
    shown = Page(kim.get(f"/agenda/?dienst=werkgesprek&plek=balie&dag={TUESDAY}").content.decode())
    first = moments(shown)[0]
    done = Page(kim.post("/agenda/boek/", dienst="werkgesprek", plek="balie", dag=TUESDAY, moment=first, naam="Jan").content.decode())
    one = made_at_the_desk(desk)
    assert (one.wall, one.name, one.person) == (first, "Jan", "")
    assert done.notices == [f"Geboekt: dinsdag 24 november, 10.00 uur. De code is {one.code}."]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Kies een moment."),
        ({"moment": "2026-11-24T10:07"}, "Dit moment kan niet volgens de regels."),
        ({"moment": "2026-11-24T03:00"}, "Dit moment kan niet volgens de regels."),
        ({"moment": "2026-11-23T10:00"}, "Dit moment kan niet volgens de regels."),
        ({"moment": "2026-11-24T10:00", "plek": "telefoon"}, "Vul het telefoonnummer in"),
        ({"moment": "2026-11-24T10:00", "tegen": "1"}, "Schrijf waarom u van de regels afwijkt."),
        ({"moment": "morgen"}, "Kies een moment."),
    ],
)
def test_what_cannot_be_booked_is_told_and_nothing_is(desk: Workplace, kim: Staff, fields: dict[str, str], told: str) -> None:
    refused = kim.client.post("/agenda/boek/", {"dienst": "werkgesprek", "plek": "balie", "dag": TUESDAY, **fields})
    assert (refused.status_code, told in refused.content.decode()) == (400, True)
    assert desk.storage().db.execute("SELECT count(*) FROM appointments").fetchone() == (0,)


def test_a_moment_that_the_rules_refuse_is_overruled_with_a_reason_that_is_kept(desk: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Deed  # noqa: PLC0415 - Django must be set up first

    soon = {"dienst": "werkgesprek", "plek": "balie", "dag": "2026-11-23", "moment": "2026-11-23T12:00"}
    assert kim.client.post("/agenda/boek/", soon).status_code == 400
    kim.post("/agenda/boek/", **soon, tegen="1", reden="staat aan de balie")
    assert made_at_the_desk(desk).wall == "2026-11-23T12:00"
    assert [(deed.act, deed.reason) for deed in Deed.objects.all()] == [("overrule", "staat aan de balie")]
    shut = {**soon, "moment": "2026-11-23T20:00", "tegen": "1", "reden": "toch"}
    assert kim.client.post("/agenda/boek/", shut).status_code == 400


def test_it_is_moved_and_its_person_hears_it_after_a_minute(desk: Workplace, kim: Staff) -> None:
    made = booked(desk)
    with desk.storage().transaction() as db:
        people.remember_address(db, "p2", "json", "p2", desk.now)
    done = Page(kim.post(f"/agenda/{made.id}/verzet/", zag=mark(made), moment=f"{TUESDAY}T10:00").content.decode())
    assert done.notices == ["Verzet naar dinsdag 24 november, 10.00 uur. De persoon hoort het over een minuut."]
    assert (reread(desk, made).wall, [(person, seconds) for person, _, seconds in outgoing(desk)]) == (f"{TUESDAY}T10:00", [("p2", 60.0)])


@pytest.mark.parametrize(("act", "state"), [("afgezegd", "afgezegd"), ("wij-niet", "vervallen")])
def test_it_is_called_off_by_us_or_by_its_person(desk: Workplace, kim: Staff, act: str, state: str) -> None:
    made = booked(desk)
    done = Page(kim.post(f"/agenda/{made.id}/{act}/", zag=mark(made)).content.decode())
    assert done.notices == ["De afspraak van maandag 23 november, 13.00 uur is afgezegd. Zeg of bel het zelf."]
    assert (reread(desk, made).state, kim.get(f"/agenda/{made.id}/").status_code) == (state, 404 if act == "afgezegd" else 200)


@pytest.fixture
def closed_for_jan(desk: Workplace, kim: Staff) -> Appointment:
    """Booked at the counter for Tuesday; then we closed that day."""
    kim.post("/agenda/boek/", dienst="werkgesprek", plek="balie", dag=TUESDAY, moment=f"{TUESDAY}T10:00", naam="Jan", telefoon=PHONE)
    done = Page(kim.post("/dicht/sluit/", **closing(TUESDAY, doe="sluit")).content.decode())
    assert done.notices[0].endswith("1 daarvan kan geen bericht krijgen: bel zelf, zie ‘Heeft nog geen nieuw moment’ op Vandaag.")
    return made_at_the_desk(desk)


def lost_row(kim: Staff) -> list[str]:
    return [row for row in Page(kim.get("/").content.decode()).rows if "Jan" in row]


def test_who_has_no_chat_and_lost_a_moment_stands_there_until_a_colleague_called(
    desk: Workplace, kim: Staff, closed_for_jan: Appointment
) -> None:
    [row] = lost_row(kim)
    assert f"Wij kunnen deze persoon geen bericht sturen. Bel zelf: {PHONE}. Kies een nieuw moment" in row
    shown = kim.get(f"/agenda/{closed_for_jan.id}/?dag=2026-11-25").content.decode()
    assert "Deze afspraak zegden wij af. Er is nog geen nieuw moment." in shown
    done = Page(kim.post(f"/agenda/{closed_for_jan.id}/verzet/", zag=mark(closed_for_jan), moment=moments(Page(shown))[0]).content.decode())
    assert done.notices == [f"Verzet naar woensdag 25 november, 10.00 uur. Zeg of bel het zelf: {PHONE}."]
    assert (lost_row(kim), made_at_the_desk(desk).state) == ([], "afgesproken")


def test_who_wants_no_new_moment_is_in_no_list_any_more(kim: Staff, closed_for_jan: Appointment) -> None:
    done = Page(kim.post(f"/agenda/{closed_for_jan.id}/hoeft-niet/", zag=mark(closed_for_jan)).content.decode())
    assert (done.notices, lost_row(kim)) == (["Genoteerd: er hoeft geen nieuw moment te komen."], [])
    gone = Page(kim.post(f"/agenda/{closed_for_jan.id}/hoeft-niet/", zag=mark(closed_for_jan)).content.decode())
    assert gone.notices == ["Dit staat er niet meer: Kim deed er net iets mee. Er is niets veranderd."]


def test_another_appointment_by_the_same_number_is_a_new_moment(kim: Staff, closed_for_jan: Appointment) -> None:
    asked = {"dienst": "werkgesprek", "plek": "balie", "dag": "2026-11-25", "moment": "2026-11-25T10:00"}
    kim.post("/agenda/boek/", **asked, telefoon="0612345670")
    assert len(lost_row(kim)) == 1
    kim.post("/agenda/boek/", **{**asked, "moment": "2026-11-25T11:00"}, telefoon=PHONE)
    assert lost_row(kim) == []


def test_who_cannot_be_written_to_is_called_when_we_are_open_after_all(kim: Staff, closed_for_jan: Appointment) -> None:
    [number] = re.findall(r"/dicht/(\d+)/open/", kim.get("/dicht/").content.decode())
    done = Page(kim.post(f"/dicht/{number}/open/").content.decode())
    assert done.notices == ["Toch open. 1 persoon kan geen bericht krijgen: bel zelf, zie ‘Heeft nog geen nieuw moment’ op Vandaag."]


@pytest.mark.parametrize("address", ["/agenda/anders/", "/agenda/../etc/", "/persoon/anders/", "/agenda/%2e%2e/"])
def test_what_is_not_there_says_so(desk: Workplace, kim: Staff, address: str) -> None:
    assert kim.get(address).status_code == 404


def test_an_appointment_that_somebody_changed_meanwhile_is_left_alone(desk: Workplace, kim: Staff) -> None:
    made = booked(desk)
    kim.post(f"/agenda/{made.id}/afgezegd/", zag="0" * 12)
    assert reread(desk, made) == made


def closing(days: str, **more: str) -> dict[str, str]:
    return {"plek": "groningen", "dagen": days, "reden": "storm", **more}


def test_a_closing_is_seen_first_and_done_with_the_second_click(desk: Workplace, kim: Staff) -> None:
    example.fill(desk.storage(), desk.known, desk.now)
    looked = kim.client.post("/dicht/sluit/", closing("vandaag")).content.decode()
    words = ("3 afspraken vallen weg", "Dit lezen mensen met een afspraak", "Wij zijn op", "Maandag 23 november is het Werkcentrum dicht.")
    assert [one for one in words if one not in looked] == []
    before = outgoing(desk)
    done = Page(kim.post("/dicht/sluit/", **closing("vandaag", doe="sluit")).content.decode())
    assert done.notices[0].startswith("Gesloten.")
    told = [one for one in outgoing(desk) if one not in before]
    assert ({seconds for _, _, seconds in told}, len(told) > 1) == ({60.0}, True)


def test_a_closing_is_taken_back_and_its_people_are_asked_again(desk: Workplace, kim: Staff, clock: Clock) -> None:
    example.fill(desk.storage(), desk.known, desk.now)
    [number] = re.findall(r"/dicht/(\d+)/open/", kim.get("/dicht/").content.decode())
    done = Page(kim.post(f"/dicht/{number}/open/").content.decode())
    assert done.notices == ["Toch open. 1 persoon krijgt de afspraak weer aangeboden."]
    assert done.empty[0].startswith("Er staat geen sluiting klaar")
    assert Page(kim.post(f"/dicht/{number}/open/").content.decode()).notices == ["Dit staat er niet meer. Er is niets veranderd."]


@pytest.mark.parametrize(
    ("days", "mistake"),
    [
        ("", "Dit lezen wij niet als hele dagen. Schrijf bijvoorbeeld: 24 december t/m 3 januari."),
        ("20 november", "Deze dag is al voorbij."),
        ("24 december t/m 23 december", "De laatste dag ligt voor de eerste."),
        ("24 december t/m 24 december 2027", "Dat is langer dan 62 dagen. Zet zo'n sluiting in afspraken.yaml."),
        ("31 februari t/m 1 maart", "Dit lezen wij niet als hele dagen. Schrijf bijvoorbeeld: 24 december t/m 3 januari."),
    ],
)
def test_a_closing_that_cannot_be_is_told_beside_its_field(desk: Workplace, kim: Staff, days: str, mistake: str) -> None:
    refused = kim.client.post("/dicht/sluit/", closing(days, doe="sluit"))
    assert (refused.status_code, mistake in Page(refused.content.decode()).mistakes) == (400, True)


def test_what_a_closing_does_goes_from_the_page_when_its_days_are_typed_over(desk: Workplace, kim: Staff) -> None:
    typed = [kim.client.post("/dicht/sluit/", closing(days), headers={"HX-Request": "true"}) for days in ("morgen", "morg")]
    assert [(one.status_code, b'id="proef"' in one.content) for one in typed] == [(200, True), (200, False)]


def test_the_days_that_were_looked_at_are_closed_also_after_midnight(desk: Workplace, kim: Staff, clock: Clock) -> None:
    looked = Page(kim.client.post("/dicht/sluit/", closing("vandaag")).content.decode())
    assert looked.form("/dicht/sluit/").fields["dagen"] == "2026-11-23 t/m 2026-11-23"


def test_everything_of_a_person_is_shown_with_when_it_goes_and_the_look_is_noted(desk: Workplace, kim: Staff) -> None:
    from bot.channels.desk.models import Deed  # noqa: PLC0415 - Django must be set up first

    asked(desk, Request("bel", "p2", "c", "bellen", "0600000001", subject="Werk zoeken"))
    booked(desk)
    shown = Page(kim.get("/persoon/bel/").content.decode())
    assert shown.headings[1:] == ["Afspraken 1", "Open verzoeken 1", "Wanneer het weggaat", "Alles wissen"]
    assert "Al het andere" in shown.source
    assert [(deed.act, deed.object) for deed in Deed.objects.all()] == [("see-person", "bel")]
    assert kim.post("/persoon/bel/wis/", code="0600000001").status_code == 403


def test_a_beheerder_erases_someone_who_says_their_number_or_code(desk: Workplace) -> None:
    ada = colleague("beheerder", name="Ada")
    ada.sign_in()
    asked(desk, Request("bel", "p2", "c", "bellen", "0600000001"))
    made = booked(desk)
    wrong = ada.client.post("/persoon/bel/wis/", {"code": "XXXX"}, follow=True)
    assert Page(wrong.content.decode()).mistakes == ["Dit hoort niet bij deze persoon. Er is niets gewist."]
    assert found(desk, "bel").person == "p2"
    done = Page(ada.post("/persoon/bel/wis/", code=made.code.lower()).content.decode())
    assert done.notices == ["Alles van deze persoon is gewist. De persoon krijgt daar bericht van."]
    with desk.storage().reading() as db:
        left = personal_data.export(db, "p2")
        assert set(left) <= {"addresses", "outbox"}
    assert ada.get("/persoon/bel/").status_code == 404
    noted = personal_data.beside(str(desk.database))
    assert noted is not None
    assert [one.person for one in personal_data.recorded(noted)] == ["p2"]


def code_read(desk: Workplace) -> str:
    """The figures that stand in the chat."""
    [(_, text, _)] = outgoing(desk, "antwoord")
    [code] = re.findall(r"\b\d{6}\b", text)
    return str(code)


def test_a_code_in_the_chat_proves_who_stands_at_the_counter_and_erases_all(desk: Workplace, kim: Staff) -> None:
    asked(desk, Request("vraag", "p2", "c", "antwoord", question="?"))
    sent = Page(kim.post("/persoon/vraag/code/").content.decode())
    assert sent.notices == ["De code staat in de chat van deze persoon. Vraag welke cijfers er staan."]
    done = Page(kim.post("/persoon/vraag/wis-met-code/", code=f" {code_read(desk)[:3]} {code_read(desk)[3:]}").content.decode())
    assert done.notices == ["Alles van deze persoon is gewist. De persoon krijgt daar bericht van."]
    assert kim.get("/persoon/vraag/").status_code == 404


def test_who_asks_it_in_the_middle_of_their_appointment_is_erased_too(desk: Workplace, kim: Staff, clock: Clock) -> None:
    made = booked(desk)
    with desk.storage().transaction() as db:
        people.remember_address(db, "p2", "json", "p2", desk.now)
    clock.later(hours=2)
    kim.sign_in()
    kim.post(f"/persoon/{made.id}/code/")
    done = Page(kim.post(f"/persoon/{made.id}/wis-met-code/", code=code_read(desk)).content.decode())
    assert done.notices == ["Alles van deze persoon is gewist. De persoon krijgt daar bericht van."]


def test_a_code_counts_for_its_person_for_ten_minutes_and_three_tries(desk: Workplace, kim: Staff, clock: Clock) -> None:
    for number, person in (("vraag", "p2"), ("ander", "p3")):
        asked(desk, Request(number, person, "c", "antwoord", question="?"))
    kim.post("/persoon/vraag/code/")
    code = code_read(desk)
    wrong = Page(kim.post("/persoon/ander/wis-met-code/", code=code).content.decode())
    assert wrong.mistakes == ["Deze code klopt niet of is te oud. Er is niets gewist. Stuur een nieuwe code."]
    for _ in range(3):
        kim.post("/persoon/vraag/wis-met-code/", code="x")
    kim.post("/persoon/vraag/wis-met-code/", code=code)
    assert (found(desk, "vraag").person, found(desk, "ander").person) == ("p2", "p3")
    kim.post("/persoon/ander/code/")
    clock.later(minutes=11)
    kim.post("/persoon/ander/wis-met-code/", code=re.findall(r"\b\d{6}\b", outgoing(desk, "antwoord")[-1][1])[0])
    assert found(desk, "ander").person == "p3"


def test_who_cannot_be_written_to_gets_no_code(desk: Workplace, kim: Staff) -> None:
    asked(desk, Request("vraag", "p2", "c", "antwoord", question="?"))
    with desk.storage().transaction() as db:
        people.mark_unreachable(db, "p2", desk.now)
    told = Page(kim.post("/persoon/vraag/code/").content.decode())
    assert (told.notices, outgoing(desk, "antwoord")) == (["Wij kunnen deze persoon geen bericht sturen. Er is niets verstuurd."], [])


def test_who_is_away_says_so_until_they_are_back_or_sign_in_again(desk: Workplace, kim: Staff) -> None:
    asked(desk, Request("vraag", "p2", "c", "antwoord", question="?"))
    kim.post("/aanwezig/", ik="weg")
    assert "Kim, even weg</option>" in kim.get("/").content.decode()
    kim.sign_in()
    assert "Kim, even weg</option>" not in kim.get("/").content.decode()
    assert Page(kim.post("/aanwezig/", ik="er", naar="//elders.invalid").content.decode()).notices == ["U bent er weer."]
