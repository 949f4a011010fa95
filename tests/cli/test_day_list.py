"""The day at the desk as staff type it: the agenda from midnight on, who came, and no empty day in a wrong folder."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli import setup
from bot.content.model import Knowledge
from bot.content.services import PlaceKind
from bot.domain.appointment import Booking
from bot.domain.availability import Slot
from bot.domain.messages import from_body
from bot.domain.time import ZONE, wall
from bot.storage import appointments, operations, outbox, people, requests
from bot.storage.capacity import sync_roster
from bot.storage.database import Storage
from bot.storage.requests import Request

SUNDAY = datetime(2026, 11, 22, 21, tzinfo=ZONE)
MONDAY = datetime(2026, 11, 23, 10, 5, tzinfo=ZONE)
PHONE = "06" + "12345678"


class Desk:
    """A database in the working folder, and the commands of the desk on it."""

    def __init__(self, storage: Storage, known: Knowledge, capsys: pytest.CaptureFixture[str]) -> None:
        self.storage, self.known, self.capsys = storage, known, capsys

    def booked(self, begin: str, person: str = "fatima", **more: str) -> str:
        """The code of a new appointment at the desk."""
        slot = Slot("groningen", PlaceKind.DESK, datetime.fromisoformat(begin).replace(tzinfo=ZONE), 30)
        with self.storage.transaction() as db:
            sync_roster(db, self.known.calendar)
            people.remember_address(db, person, "json", person)
            wanted = Booking(person, "werkgesprek", slot, "json", trial=False, name=person.capitalize(), **more)
            made = appointments.book(db, self.known.calendar, wanted, SUNDAY)
        return made.code

    def promised(self, begin: datetime, **more: str) -> str:
        """The number of a new request to be called in the two hours from `begin`."""
        asked = Request("r1", "anna", "c", "bellen", PHONE, wall(begin), wall(begin + timedelta(hours=2)), **more)
        with self.storage.transaction() as db:
            requests.ask(db, asked, SUNDAY)
        return asked.id

    def does(self, *words: str, now: str = "2026-11-23T10:05") -> str:
        """What a command prints, on both streams."""
        main([*words, "--nu", now])
        out, err = self.capsys.readouterr()
        return out + err


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped_knowledge: Knowledge, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(setup, "contents", lambda _options: (shipped_knowledge, None))  # read once: that it can be read is tested elsewhere
    return Desk(Storage(tmp_path / "werkbot.db"), shipped_knowledge, capsys)


def part(printed: str, heading: str) -> list[str]:
    """The lines below a heading."""
    below = printed.partition(f"\n{heading}\n")[2].split("\n\n")[0]
    return [line.strip() for line in below.splitlines()]


def test_who_comes_now_still_stands_in_the_list_of_today_with_what_to_note(desk: Desk) -> None:
    early, now, later = desk.booked("2026-11-23T10:00"), desk.booked("2026-11-23T10:30", "omar"), desk.booked("2026-11-25T10:00", "els")
    printed = desk.does("agenda", now="2026-11-23T10:05")
    assert [line.split(" · ")[0::3] for line in part(printed, "VANDAAG")] == [
        ["Maandag 23 november 2026, 10.00–10.30 uur", "Fatima"],
        ["Maandag 23 november 2026, 10.30–11.00 uur", "Omar"],
    ]
    assert f"kwam iemand? werkbot kwam {early} ja|nee" in printed
    assert f"werkbot kwam {now}" not in printed
    assert [later in line for line in part(printed, "DEZE WEEK")] == [True]


def test_an_outcome_is_noted_shown_and_taken_back(desk: Desk) -> None:
    code = desk.booked("2026-11-23T10:00")
    assert desk.does("kwam", code.lower(), "nee").splitlines()[0] == f"Maandag 23 november om 10.00 uur, code {code}: Fatima kwam niet."
    assert "kwam niet" in part(desk.does("agenda"), "VANDAAG")[0]
    assert "Fatima kwam." in desk.does("kwam", code, "ja")
    assert "Fatima kwam niet." in desk.does("kwam", code, "terug")
    assert desk.does("kwam", "ZZZZ", "ja").startswith("Er is geen afspraak met code 'ZZZZ'.")
    assert desk.does("kwam", code, "misschien") == "'misschien' kan niet. Kies ja, nee of terug.\n"


def test_of_an_appointment_to_come_nobody_can_say_it_was_kept(desk: Desk) -> None:
    code = desk.booked("2026-11-25T10:00")
    assert desk.does("kwam", code, "ja").startswith(f"De afspraak met code {code} is pas op woensdag 25 november om 10.00 uur.")
    assert desk.does("kwam", desk.booked("2026-11-23T10:00", "omar"), "terug").endswith("er is niets om terug te zetten.\n")


def test_the_step_after_an_appointment_is_counted_in_the_contact_that_led_to_it(desk: Desk) -> None:
    code = desk.booked("2026-11-23T10:00", contact="c1", subject="scholing")
    assert "Volgende stap: doorverwijzing (Biblionet)." in desk.does("kwam", code, "ja", "--stap", "doorverwijzing", "--naar", "Biblionet")
    with desk.storage.reading() as db:
        rows = db.execute("SELECT contact, topic, step, label FROM events WHERE kind = 'chosen'").fetchall()
    assert rows == [("c1", "scholing", "doorverwijzing", "Biblionet")]
    assert desk.does("kwam", code, "ja", "--stap", "koffie").startswith("'koffie' is geen stap. Kies uit: afspraak, terugbellen")
    assert desk.does("kwam", code, "nee", "--stap", "zelf").startswith("Een stap hoort bij wie kwam")


def test_a_call_that_was_not_made_in_time_stands_first_and_late(desk: Desk) -> None:
    desk.promised(datetime(2026, 11, 23, 8, tzinfo=ZONE), subject="Ontslag en WW")
    assert desk.does("agenda", now="2026-11-23T09:59").startswith("\nTE DOEN")
    printed = desk.does("agenda", now="2026-11-23T10:00")
    assert printed.startswith("\nTE LAAT: beloofd en nog niet gedaan\n  [r1] bel terug · Maandag 23 november 2026, 8.00 uur – 10.00 uur")
    assert "over: Ontslag en WW" in printed


@pytest.mark.parametrize(
    ("days", "headings"),
    [
        (("2026-12-17",), ["Donderdag 17 december"]),
        (("morgen",), ["Dinsdag 24 november"]),
        (("gisteren",), ["Zondag 22 november"]),
        (("1-12-2026", "t/m", "2-12-2026"), ["Dinsdag 1 december", "Woensdag 2 december"]),
        (("donderdag 17 december",), ["Donderdag 17 december"]),
    ],
)
def test_any_day_and_any_stretch_can_be_seen(desk: Desk, days: tuple[str, ...], headings: list[str]) -> None:
    printed = desk.does("agenda", *days)
    assert [line for line in printed.splitlines() if line.endswith(("november", "december"))] == headings


def test_what_lies_outside_the_view_is_told(desk: Desk) -> None:
    desk.booked("2026-12-08T10:00")
    desk.booked("2026-12-09T10:00")
    assert "Later: 2 afspraken." in desk.does("agenda")
    assert "Van 2 afspraken van eerder weten wij niet of iemand kwam." in desk.does("agenda", now="2026-12-15T09:00")
    assert desk.does("agenda", "ooit") == (
        "'ooit' is geen dag. Schrijf bijvoorbeeld morgen, 2026-12-17, volgende week, of 1 december t/m 5 december.\n"
    )


def test_the_day_on_paper_has_the_numbers_only_of_who_is_called_that_day(desk: Desk, tmp_path: Path) -> None:
    desk.booked("2026-11-23T10:00", phone="06" + "11111111")
    desk.booked("2026-11-25T10:00", "omar", phone="06" + "22222222")
    desk.promised(MONDAY.replace(hour=12))
    paper = tmp_path / "dag.html"
    assert desk.does("agenda", "--bestand", str(paper)).startswith("De agenda staat in ")
    assert paper.stat().st_mode & 0o077 == 0
    printed = paper.read_text(encoding="utf-8")
    assert all(one in printed for one in ("<h1>Agenda van maandag 23 november", "<h2>VANDAAG</h2>", "Fatima", "Omar", PHONE))
    assert "11111111" not in printed and "22222222" not in printed
    later = desk.does("agenda", "25 november", "--bestand", str(paper)) and paper.read_text(encoding="utf-8")
    assert "Omar" in later and "<h2>Woensdag 25 november</h2>" in later


def test_a_search_finds_by_code_and_whole_number_and_by_name_only_who_comes_today(desk: Desk) -> None:
    today, later = desk.booked("2026-11-23T11:00", phone=PHONE), desk.booked("2026-12-08T10:00", "omar")
    assert len(part(desk.does("agenda", "--zoek", later), "GEVONDEN")) == 1
    assert len(part(desk.does("agenda", "--zoek", "06-12345678"), "GEVONDEN")) == 1
    assert today in part(desk.does("agenda", "--zoek", "fatima"), "GEVONDEN")[0]
    assert desk.does("agenda", "--zoek", "Omar").startswith("Niets gevonden.")


def test_who_cancelled_today_and_who_lost_a_moment_are_in_the_list(desk: Desk) -> None:
    desk.booked("2026-11-24T10:00", "omar")
    desk.booked("2026-11-25T10:00", "els")
    with desk.storage.transaction() as db:
        [mine] = appointments.appointment_rows.upcoming(db, "omar", MONDAY)
        appointments.cancel(db, "omar", mine.id, MONDAY)
    desk.does("sluit", "--dicht-van", "2026-11-25 0.00", "--dicht-tot", "2026-11-26 0.00", "--echt")
    printed = desk.does("agenda")
    assert [line.split(" · ")[3] for line in part(printed, "HEEFT NOG GEEN NIEUW MOMENT")] == ["Els"]
    assert [line.split(" · ")[3] for line in part(printed, "VANDAAG AFGEZEGD")] == ["Omar", "Els"]


def test_reading_makes_no_database_and_names_the_one_that_is_near(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "balie").mkdir()
    (tmp_path / "elders").mkdir()
    Storage(tmp_path / "balie" / "echt.db").close()
    (tmp_path / "elders" / "vreemd.db").write_text("geen database")
    monkeypatch.chdir(tmp_path)
    for command in ("agenda", "onbegrepen"):
        assert main([command]) == 1
        assert capsys.readouterr().err == f"Hier is geen werkbot.db. Bedoelt u {tmp_path}/balie/echt.db? Kies die met --gegevens.\n"
    assert not (tmp_path / "werkbot.db").exists()


def test_a_database_in_which_nobody_ever_wrote_is_told_as_that(desk: Desk) -> None:
    assert "hierin heeft nog nooit iemand geschreven" in desk.does("agenda")


@pytest.mark.parametrize("words", [("kwam", "BCDF", "ja"), ("beantwoord", "r1"), ("invoer", "stap")])
def test_a_rehearsal_writes_nothing_in_a_database_that_reached_people(desk: Desk, words: tuple[str, ...]) -> None:
    with desk.storage.transaction() as db:
        operations.beat(db, "wakker", SUNDAY)
    options = ["--programma", "x", "--kwartaal", "2026-4", "--aantal", "1"] if words[0] == "invoer" else []
    assert desk.does(*words, *options).startswith("Met --nu verandert er niets in werkbot.db")
    assert "VANDAAG" in desk.does("agenda")


def test_a_moment_without_an_offset_is_on_the_clock_in_the_netherlands(desk: Desk) -> None:
    desk.booked("2026-11-23T10:00")
    assert "werkbot kwam" in desk.does("agenda", now="2026-11-23T10:00")
    assert "werkbot kwam" in desk.does("agenda", now="2026-11-23T09:00+00:00")
    assert "werkbot kwam" not in desk.does("agenda", now="2026-11-23T10:00+02:00")
    assert desk.does("agenda", now="straks") == "'straks' bij --nu is geen moment. Schrijf bijvoorbeeld 2026-12-24T12:00.\n"


def test_the_agenda_is_read_while_another_writes(desk: Desk, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "werkbot.db", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert "VANDAAG" in desk.does("agenda")


def test_an_answer_is_shown_before_it_is_sent_and_can_be_taken_back(desk: Desk) -> None:
    with desk.storage.transaction() as db:
        people.remember_address(db, "anna", "json", "anna")
        requests.ask(db, Request("r2", "anna", "c", "antwoord", question="mag mijn hond mee"), SUNDAY)
    shown = desk.does("beantwoord", "r2", "Ja,", "dat", "mag.", "--voorbeeld")
    assert "antwoordt op uw vraag 'mag mijn hond mee':\n  Ja, dat mag.\n  [Afspraak maken]" in shown
    assert shown.endswith("Er is nog niets verstuurd.\n")
    assert "[r2] beantwoord" in desk.does("agenda")
    sent = desk.does("beantwoord", "r2", "Ja, dat mag.")  # no terminal that could be asked: sent at once, and shown
    assert ("Ja, dat mag.\n  [Afspraak maken]" in sent, "Het antwoord staat klaar om te versturen." in sent) == (True, True)
    assert "[r2]" not in desk.does("agenda")
    assert (
        desk.does("beantwoord", "r2", "terug") == "Verzoek 'r2' staat weer open.\nHet antwoord was nog niet weg en wordt niet verstuurd.\n"
    )
    assert "[r2] beantwoord" in desk.does("agenda")


def test_an_answer_that_was_read_cannot_be_unsaid_and_staff_hear_so(desk: Desk) -> None:
    with desk.storage.transaction() as db:
        people.remember_address(db, "anna", "json", "anna")
        requests.ask(db, Request("r3", "anna", "c", "antwoord", question="mag mijn kat mee"), SUNDAY)
    desk.does("beantwoord", "r3", "Ja, dat mag.")
    with desk.storage.transaction() as db:
        db.execute("UPDATE outbox SET state = 'sent' WHERE person = 'anna'")
    told = "Het antwoord was al weg. Klopt het niet? Stuur een beter antwoord met 'werkbot beantwoord r3'."
    assert desk.does("beantwoord", "r3", "terug") == f"Verzoek 'r3' staat weer open.\n{told}\n"


def test_what_became_of_a_call_has_words_of_its_own(desk: Desk) -> None:
    with desk.storage.transaction() as db:
        people.remember_address(db, "anna", "json", "anna")
    desk.promised(datetime(2026, 11, 23, 10, tzinfo=ZONE))
    assert desk.does("beantwoord", "r1", "oppakken", "--door", "Joke") == "Verzoek 'r1' is opgepakt door Joke.\n"
    assert desk.does("beantwoord", "r1", "niet", "bereikt").startswith("Genoteerd: 1 keer gebeld en niet bereikt.")
    line = part(desk.does("agenda"), "TE DOEN: bellen en antwoorden")[0]
    assert ("opgepakt door Joke" in line, "1 keer niet bereikt" in line, "12.00 uur – 14.00 uur" in line) == (True, True, True)
    assert desk.does("beantwoord", "r1", "Klaar").startswith("Verzoek 'r1' staat op klaar.")
    assert desk.does("beantwoord", "r1", "klaar").startswith("Verzoek 'r1' bestaat niet of is al klaar.")
    assert desk.does("beantwoord", "r1").startswith("Wat is er met verzoek 'r1'?")


def test_who_cannot_be_written_to_is_to_be_called(desk: Desk) -> None:
    desk.promised(datetime(2026, 11, 23, 10, tzinfo=ZONE))
    assert desk.does("beantwoord", "r1", "Kom maar langs.", "--echt").endswith(f"Bel zelf: {PHONE}.\n")
    assert "[r1]" in desk.does("agenda")


def test_a_closure_of_whole_days_is_echoed_listed_and_taken_back(desk: Desk) -> None:
    code = desk.booked("2026-11-25T10:00", "els")
    days = ("sluit", "--dicht-van", "2026-11-25 t/m 2026-11-26", "--locatie", "Groningen", "--reden", "storm")
    shown = desk.does(*days)
    assert shown.splitlines()[0].endswith("dicht woensdag 25 november 2026 t/m donderdag 26 november 2026.")
    assert shown.endswith("Dan vallen weg: 1 afspraak en 0 belmomenten. Er is nog niets veranderd; sluit met --echt.\n")
    assert desk.does("sluit", "--lijst").startswith("Er komt geen sluiting")
    assert desk.does(*days, "--echt").endswith("Gesloten. Een nieuw moment aangeboden: 1 persoon.\n")
    assert desk.does("sluit", "--lijst").endswith("storm · nog zonder nieuw moment: 1 persoon\n")
    assert code in desk.does("sluit", "--open", "1")
    assert desk.does("sluit", "--open", "1", "--echt").endswith("Toch open. Hun afspraak weer aangeboden: 1 persoon.\n")
    assert desk.does("sluit", "--open", "1", "--echt") == "Sluiting '1' is er niet. Kijk met 'werkbot sluit --lijst'.\n"
    with desk.storage.transaction() as db:
        [offer] = [row.body for row in outbox.due(db, "json", MONDAY) if row.key.startswith("toch-open")]
    assert "Wij zijn op woensdag 25 november om 10.00 uur toch open." in offer


def test_a_closure_moves_the_calls_that_were_promised_then(desk: Desk) -> None:
    with desk.storage.transaction() as db:
        people.remember_address(db, "anna", "json", "anna")
    desk.promised(datetime(2026, 11, 25, 14, tzinfo=ZONE))
    printed = desk.does("sluit", "--dicht-van", "2026-11-25 12.00", "--dicht-tot", "2026-11-25 16.00", "--echt")
    assert "[r1] bel terug" in printed
    with desk.storage.transaction() as db:
        [moved] = requests.of_person(db, "anna")
        told = [row.body for row in outbox.due(db, "json", MONDAY)]
    assert (moved.call_from, moved.missed) == ("2026-11-26T10:00", 0)
    assert "Wij zijn dan dicht. Wij bellen u op donderdag 26 november van 10.00 tot 12.00 uur." in told[0]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--dicht-van", "morgen"), "'morgen' is geen moment."),
        (("--dicht-van", "2026-11-25", "--dicht-tot", "2026-11-24"), "Zo kan ik niet sluiten: het einde ligt voor het begin."),
        (("--dicht-van", "2026-11-20"), "Zo kan ik niet sluiten: vrijdag 20 november 2026 is al voorbij."),
        (("--dicht-van", "2026-11-25", "--locatie", "Emmen"), "Die locatie kennen wij niet. Kies uit: groningen"),
    ],
)
def test_what_cannot_be_closed_is_told(desk: Desk, options: tuple[str, ...], told: str) -> None:
    assert desk.does("sluit", *options).startswith(told)


def written(desk: Desk) -> list[str]:
    """What leaves for people, as it stands in the outbox."""
    with desk.storage.transaction() as db:
        return [from_body(row.body).text for row in outbox.due(db, "json", MONDAY) if row.kind == "bericht"]


def test_one_appointment_is_moved_by_the_rules_with_word_to_the_person(desk: Desk) -> None:
    code = desk.booked("2026-11-25T10:00", "els")
    shown = desk.does("afspraak", code, "verzet", "donderdag", "26", "november", "11.00")
    assert shown.endswith("is verzet naar donderdag 26 november om 11.00 uur. Er is nog niets veranderd; doe het met --echt.\n")
    assert desk.does("afspraak", code, "verzet", "zaterdag 28 november 11.00", "--echt") == "Dat kan niet: dan zijn wij dicht.\n"
    assert desk.does("afspraak", code, "verzet", "donderdag 26 november 11.00", "--echt").endswith("De persoon krijgt hierover bericht.\n")
    assert written(desk) == [
        "Wij hebben uw afspraak verzet. Hij was op woensdag 25 november om 10.00 uur. "
        "Hij is nu op donderdag 26 november om 11.00 uur. Past dat niet? Kies een ander moment."
    ]
    assert desk.does("afspraak", code, "verzet", "ooit").startswith("'ooit' is geen dag met een tijd.")


def test_one_appointment_that_we_cannot_keep_is_called_off_and_its_person_is_in_the_list(desk: Desk) -> None:
    code = desk.booked("2026-11-25T10:00", "els")
    desk.does("afspraak", code, "annuleer", "--echt")
    assert written(desk) == ["Uw afspraak van woensdag 25 november om 10.00 uur kan niet doorgaan. Dat spijt ons. Kies een nieuw moment."]
    assert "Els" in part(desk.does("agenda"), "HEEFT NOG GEEN NIEUW MOMENT")[0]
    assert desk.does("afspraak", code, "annuleer", "--echt").startswith(f"Er is geen afspraak met code '{code}'.")


def test_who_calls_to_say_that_they_do_not_come_or_must_know_something(desk: Desk) -> None:
    code = desk.booked("2026-11-25T10:00", "els")
    desk.does("afspraak", code, "bericht", "Neem", "uw", "brief", "mee.", "--echt")
    desk.does("afspraak", code, "afgezegd", "--echt")
    assert written(desk)[0].endswith("schrijft over uw afspraak van woensdag 25 november om 10.00 uur:\nNeem uw brief mee.")
    assert written(desk)[1].startswith("Uw afspraak van woensdag 25 november om 10.00 uur is afgezegd.")


def test_an_appointment_is_booked_for_who_calls_and_takes_a_seat_like_any_other(desk: Desk) -> None:
    words = ("afspraak", "nieuw", "boek", "woensdag 25 november 10.00 uur", "--naam", "Bram", "--telefoon", "06-12345678")
    assert desk.does(*words).endswith("Er is nog niets veranderd; boek met --echt.\n")
    printed = desk.does(*words, "--echt")
    code = printed.strip().rstrip(".").split()[-1]
    assert printed.startswith("Geboekt: Woensdag 25 november om 10.00 uur")
    assert f"code {code}" in part(desk.does("agenda", "--zoek", PHONE), "GEVONDEN")[0]
    assert written(desk) == []
    assert desk.does("afspraak", "nieuw", "boek", "zondag 29 november 10.00 uur", "--echt") == "Dat kan niet: dan zijn wij dicht.\n"
