"""The commands for those who keep the content: what they print, what they return, and what they leave alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.content.folder import files_in, version_of
from bot.content.loader import load
from bot.content.phrases import REQUIRED
from bot.content.services import PlaceKind
from bot.domain.appointment import Booking
from bot.domain.availability import Slot
from bot.domain.time import ZONE
from bot.storage import appointments, content_versions, requests, statistics
from bot.storage.capacity import sync_roster
from bot.storage.database import Storage
from bot.storage.requests import Request
from tests.content.small_folder import change, small_folder

CONFIG = "[understanding]\nsure = 0.3\nask = 0.05\nfloor_right = 0.0\nfloor_found = 0.0\nfloor_wrong = 1.0\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The content."""
    return small_folder(tmp_path)


@pytest.fixture
def run(
    folder: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run `werkbot` in a folder of its own: exit status, what it printed and what went wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WERKBOT_CACHE", str(tmp_path_factory.getbasetemp() / "commands-cache"))
    (tmp_path / "config.toml").write_text(CONFIG)

    def werkbot(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--kennis", str(folder)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return werkbot


def keep(database: Path, *texts: str) -> None:
    """People asked these in vain."""
    storage = Storage(database)
    with storage.transaction() as db:
        for text in texts:
            statistics.keep(db, text, "kosten", "v", datetime(2026, 11, 21, tzinfo=ZONE))
    storage.close()


def test_the_checker_tells_errors_and_warnings_apart(run: Run, folder: Path) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", "    gevoelig: nee\n", "    gevoelig: yes\n")
    (folder.parent / "intents" / "voorbeelden" / "kosten.txt").write_text("wat zijn de kosten\nwat zijn de kosten?\n")
    status, printed, _ = run("controleer", "--op", "2026-11-21")
    assert status == 1
    assert printed.startswith(
        "FOUT\nknowledge/vragen/werkcentrum.yaml, regel 54: 'yes' bij 'gevoelig' is geen ja of nee.\n    → Schrijf ja.\nLET OP\n"
    )
    assert (
        "intents/voorbeelden/kosten.txt, regel 2: 'wat zijn de kosten?' staat twee keer bij dezelfde vraag "
        "(intents/voorbeelden/kosten.txt, regel 1).\n    → Haal een van beide weg.\n"
    ) in printed
    assert printed.splitlines()[-1].startswith("1 fout, ")


def test_the_checker_tells_how_many_promises_the_hours_break_before_they_are_live(run: Run, folder: Path, tmp_path: Path) -> None:
    storage, known = Storage(tmp_path / "werkbot.db"), load(folder, REQUIRED)
    slot = Slot("groningen", PlaceKind.DESK, datetime(2026, 11, 24, 10, tzinfo=ZONE), 30)
    with storage.transaction() as db:
        sync_roster(db, known.calendar)
        now = datetime(2026, 11, 21, 9, tzinfo=ZONE)
        appointments.book(db, known.calendar, Booking("anna", "werkgesprek", slot, "json", trial=True), now)
        call = Request("r1", "bram", "c", "bellen", "06" + "12345678", "2026-11-24T10:00", "2026-11-24T12:00")
        requests.ask(db, call, now)
    storage.close()
    assert "passen niet" not in run("controleer", "--snel", "--op", "2026-11-21")[1]
    (folder / "mededeling.yaml").write_text("tekst: Dicht door de sneeuw.\nvan: 2026-11-24\ntot: 2026-11-24\ndicht: ja\n")
    told = "Bij deze uren passen niet meer: 1 afspraak en 1 belmoment. Wie dat zijn, zegt 'werkbot sluit --gevolg'."
    assert told in run("controleer", "--snel", "--op", "2026-11-21")[1]


def test_a_message_of_the_day_that_closes_must_say_on_which_days(run: Run, folder: Path) -> None:
    (folder / "mededeling.yaml").write_text("tekst: Dicht door de sneeuw.\ntot: 2026-11-24\ndicht: ja\n")
    status, printed, _ = run("controleer", "--snel", "--op", "2026-11-21")
    assert (status, "regel 3: deze mededeling zegt 'dicht: ja', maar niet op welke dagen." in printed) == (1, True)


def test_what_has_expired_on_the_day_is_a_warning(run: Run) -> None:
    status, printed, _ = run("controleer", "--snel", "--op", "2027-01-01")
    assert status == 0
    assert "regel 11: het bedrag 'Vergoeding voor reizen' geldt tot en met 2026-12-31 (gisteren)." in printed
    assert run("controleer", "--snel", "--op", "1-1-2027")[0::2] == (
        1,
        "'1-1-2027' is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21.\n",
    )


def test_a_holiday_without_a_choice_is_a_warning_and_one_that_does_not_exist_an_error(run: Run, folder: Path) -> None:
    change(folder / "afspraken.yaml", "      koningsdag: onzeker\n", "")
    status, printed, _ = run("controleer", "--snel", "--op", "2026-11-21")
    assert status == 0
    assert "is voor 2027 nog niet gekozen wat er gebeurt op: koningsdag. Tot dan geldt: dicht." in printed
    change(folder / "afspraken.yaml", "      bevrijdingsdag: onzeker\n", "      koninginnendag: dicht\n")
    status, printed, _ = run("controleer", "--snel", "--op", "2026-11-21")
    assert status == 1
    assert "de feestdag 'koninginnendag' kennen wij niet.\n    → Bedoelt u 'koningsdag'?" in printed


def test_the_checker_names_what_a_change_made_worse_with_both_texts(run: Run, folder: Path) -> None:
    path = folder / "vragen" / "werkcentrum.yaml"
    assert run("controleer", "--op", "2026-11-21")[0] == 0
    change(
        path,
        "      - woar mout ik wezen\n",
        "      - woar mout ik wezen\n      - hoe laat gaan jullie daar open\n      - hoe laat gaan ze open\n",
    )
    for _ in range(2):
        status, printed, _ = run("controleer", "--op", "2026-11-21")
        assert status == 0
        assert "SLECHTER DAN DE VORIGE KEER\n'hoe laat gaan jullie open' (openingstijden): " in printed
        assert "→ Deze twee vragen lijken te veel op elkaar: 'hoe laat gaan jullie open' (openingstijden) en 'hoe laat gaan " in printed
    run("controleer", "--op", "2026-11-21", "--bewaar")
    assert "SLECHTER" not in run("controleer", "--op", "2026-11-21")[1]


def test_the_checker_holds_the_floor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG.replace("floor_found = 0.0", "floor_found = 1.0"))
    status, printed, _ = run("controleer", "--op", "2026-11-21")
    assert status == 1
    assert "FOUT\nVan de testvragen komt " in printed and "de ondergrens is 100,0 %" in printed


def test_owners_get_their_list_on_screen_in_a_file_or_by_post(run: Run, tmp_path: Path) -> None:
    assert run("inhoud", "--op", "2026-11-21")[1] == "Niets. Er hoeft de komende 30 dagen niets te worden nagekeken.\n"
    _, printed, _ = run("inhoud", "--op", "2026-12-01")
    assert printed.startswith("redactie:\n  2026-12-31  knowledge/bedragen.yaml, regel 11: het bedrag 'Vergoeding voor reizen' geldt")
    run("inhoud", "--op", "2026-12-01", "--bestand", "lijst.txt")
    assert (tmp_path / "lijst.txt").read_text() == printed
    Storage(tmp_path / "werkbot.db").close()
    for _ in range(2):
        run("inhoud", "--op", "2026-12-01", "--stuur")
    rows = Storage(tmp_path / "werkbot.db").db.execute("SELECT channel, kind, body FROM outbox").fetchall()
    assert [(channel, kind, json.loads(body)["text"]) for channel, kind, body in rows] == [("mail", "personeel", printed.strip())]


def test_what_only_the_centre_can_tell_is_listed_and_told_facets_are_counted(run: Run, tmp_path: Path) -> None:
    assert run("inhoud", "--bevestigen")[1] == "Niets. Er staat nergens 'onbekend' bij een facet.\n"
    knop = "    knop: Kosten\n"
    change(
        tmp_path / "knowledge/vragen/werkcentrum.yaml",
        knop,
        f"{knop}    noemen: hulp\n    facetten:\n      duur: onbekend\n      waar: Bij ons.\n",
    )
    assert (
        run("inhoud", "--bevestigen")[1] == "knowledge/vragen/werkcentrum.yaml, regel 56: duur van 'Wat kost hulp van het Werkcentrum?'\n"
    )
    (tmp_path / "knowledge/bevestigen.yaml").write_text(
        "bevestigen:\n  - vraag: Wat kost hulp?\n    antwoorden: [kosten, 'kosten#duur', 'kosten#waar']\n"
    )
    assert run("inhoud", "--bevestigen")[1].split("\n")[:4] == [
        "VRAGEN AAN HET WERKCENTRUM, en wat de assistent tot dan zegt",
        "1. Wat kost hulp? (knowledge/bevestigen.yaml, regel 2)",
        "   kosten: Hulp van het Werkcentrum is gratis.",
        "   kosten#duur: de eerlijke zin van dit facet",
    ]
    assert "VERVOLGVRAGEN PER ONDERWERP\nkosten: 1 van 22 verteld, 0 bij een ander onderwerp, 1 onbekend\n" in run("controleer")[1]


def test_the_list_of_all_answers_is_a_page(run: Run, tmp_path: Path) -> None:
    run("lijst", "--op", "2026-11-21", "--bestand", "antwoorden.html")
    assert (tmp_path / "antwoorden.html").read_text().startswith("<!DOCTYPE html>")
    assert run("lijst", "--bestand", "er/is/geen/map.html")[0] == 1


def test_a_sentence_is_put_under_a_topic_with_two_actions(run: Run, folder: Path, tmp_path: Path) -> None:
    keep(tmp_path / "werkbot.db", "is deze hulp hier ook gratis", "is die hulp hier ook gratis", "qwertz plopsa frumm")
    before = (folder / "vragen" / "werkcentrum.yaml").read_text()
    listed = [json.loads(line) for line in run("onbegrepen", "--json")[1].splitlines()]
    assert [(one["count"], one["best"]) for one in listed] == [(2, "kosten"), (1, "kosten")]
    number = str(listed[0]["id"])
    refused = run("onbegrepen", "--zet", number, "kosten")
    assert refused[0] == 1 and "--akkoord" in refused[2]
    status, printed, _ = run("onbegrepen", "--zet", number, "kosten", "--akkoord")
    assert status == 0, printed
    assert printed.startswith(f"'{listed[0]['sentence']}' komt bij 'kosten' in knowledge/vragen/werkcentrum.yaml.\n")
    line = "      - kost een gesprek iets\n"
    assert (folder / "vragen" / "werkcentrum.yaml").read_text() == before.replace(line, f"{line}      - {listed[0]['sentence']}\n")
    assert [json.loads(line)["count"] for line in run("onbegrepen", "--json")[1].splitlines()] == [1]
    assert run("terug")[0] == 0
    assert (folder / "vragen" / "werkcentrum.yaml").read_text() == before


def test_a_sentence_that_takes_questions_from_another_topic_is_kept_only_when_that_is_meant(run: Run, folder: Path, tmp_path: Path) -> None:
    change(folder / "vragen" / "werkcentrum.yaml", "      - hoe laat gaan jullie open\n", "      - wanneer gaat de deur open voor bezoek\n")
    keep(tmp_path / "werkbot.db", "wanneer gaat de deur open voor bezoek dan")
    number = str(json.loads(run("onbegrepen", "--json")[1])["id"])
    before = files_in(folder)
    status, printed, _ = run("onbegrepen", "--zet", number, "adres-route", "--akkoord")
    assert status == 1
    assert "Deze testvragen gaan daardoor slechter:\n'wanneer gaat de deur open voor bezoek' (openingstijden): " in printed
    assert printed.endswith("Er is niets veranderd. Wilt u de zin er toch bij? Geef --toch.\n")
    assert files_in(folder) == before
    assert [json.loads(line)["id"] for line in run("onbegrepen", "--json")[1].splitlines()] == [int(number)]
    assert run("onbegrepen", "--zet", number, "adres-route", "--akkoord", "--toch")[0] == 0
    assert b"      - wanneer gaat de deur open voor bezoek dan\n" in files_in(folder)["knowledge/vragen/werkcentrum.yaml"]


def test_a_sentence_can_be_thrown_away(run: Run, tmp_path: Path) -> None:
    keep(tmp_path / "werkbot.db", "mag mijn hond mee", "kan mijn hond mee")
    number = str(json.loads(run("onbegrepen", "--json")[1])["id"])
    assert run("onbegrepen", "--weg", number)[1] == "2 zinnen zijn weggegooid.\n"
    assert run("onbegrepen")[1] == "Niets. De assistent begreep alle vragen van de laatste vier weken.\n"
    assert run("onbegrepen", "--weg", number)[0] == 1


def test_what_cannot_be_put_leaves_the_folder_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    keep(tmp_path / "werkbot.db", "mag mijn hond mee")
    number = str(json.loads(run("onbegrepen", "--json")[1])["id"])
    before = files_in(folder)
    assert run("onbegrepen", "--zet", number, "kostn", "--akkoord")[2] == "Het onderwerp 'kostn' bestaat niet. Bedoelt u 'kosten'?\n"
    assert run("onbegrepen", "--zet", "1", "kosten", "--akkoord")[0] == 1
    assert files_in(folder) == before


def test_an_old_folder_is_moved_after_it_was_shown(run: Run, folder: Path) -> None:
    beside = folder.parent / "intents"
    beside.rename(folder / "aside")
    for path in sorted((folder / "aside").iterdir()):
        path.rename(folder / path.name)
    (folder / "aside").rmdir()
    status, printed, _ = run("controleer", "--snel")
    assert status == 1 and "Typ 'werkbot verhuis' om te zien wat waarheen gaat." in printed
    listed = (
        "Dit gaat van 'knowledge' naar de map 'intents' ernaast:\n"
        "  knowledge/voorbeelden/geen.txt → intents/voorbeelden/geen.txt\n"
        "  knowledge/voorbeelden/openingstijden.txt → intents/voorbeelden/openingstijden.txt\n"
    )
    dry = f"{listed}Er is nog niets veranderd. Klopt het? Typ dan 'werkbot verhuis --echt'.\n"
    assert run("verhuis") == (0, dry, "")
    assert not beside.exists()
    assert run("verhuis", "--echt") == (0, f"{listed}Verhuisd. Kijk nu met 'werkbot controleer' of alles klopt.\n", "")
    assert run("controleer", "--snel")[0] == 0
    assert run("verhuis") == (0, "Er is niets te verhuizen: in 'knowledge' staat niets dat in de map 'intents' hoort.\n", "")


def test_nothing_moves_while_two_files_differ(run: Run, folder: Path) -> None:
    beside = folder.parent / "intents"
    (folder / "synoniemen.yaml").write_text("synoniemen: []\n")
    (beside / "synoniemen.yaml").write_text("synoniemen:\n  - betekenis: niet\n    woorden: [nait]\n")
    (folder / "voorbeelden").mkdir()
    (folder / "voorbeelden" / "geen.txt").write_text("hoe maak ik pannenkoeken\nwie wint de koers\n")
    (folder / "voorbeelden" / "openingstijden.txt").write_bytes((beside / "voorbeelden" / "openingstijden.txt").read_bytes())
    status, printed, refused = run("verhuis", "--echt")
    assert (status, printed) == (
        1,
        "Dit gaat van 'knowledge' naar de map 'intents' ernaast:\n"
        "  knowledge/synoniemen.yaml → intents/synoniemen.yaml (staat daar al en is anders)\n"
        "  knowledge/voorbeelden/geen.txt → intents/voorbeelden/geen.txt (bestaat al; 1 zin komt erbij)\n"
        "  knowledge/voorbeelden/openingstijden.txt → intents/voorbeelden/openingstijden.txt (staat daar al, precies zo)\n",
    )
    assert refused == (
        "Er is niets verhuisd. Kies bij elk bestand dat anders is welke blijft, haal de andere weg en typ opnieuw 'werkbot verhuis'.\n"
    )
    assert (folder / "voorbeelden" / "geen.txt").exists()
    (beside / "synoniemen.yaml").unlink()
    assert run("verhuis", "--echt")[0] == 0
    assert (beside / "voorbeelden" / "geen.txt").read_text().endswith("hoe maak ik pannenkoeken\nwie wint de koers\n")


def test_going_back_without_an_earlier_version_is_told(run: Run, tmp_path: Path) -> None:
    Storage(tmp_path / "werkbot.db").close()
    assert run("terug")[0::2] == (
        1,
        "Er is geen eerdere versie bewaard. Versies worden bewaard zodra de assistent met nieuwe inhoud heeft gedraaid.\n",
    )
    assert run("terug", "abc")[2] == "Versie 'abc' is niet bewaard. Kies uit de lijst van 'werkbot terug --lijst'.\n"


def test_going_back_past_a_folder_that_is_called_as_a_file_and_not_past_what_cannot_be_read(run: Run, folder: Path, tmp_path: Path) -> None:
    storage = Storage(tmp_path / "werkbot.db")
    with storage.transaction() as db:
        content_versions.keep(db, version_of(folder), files_in(folder), datetime(2026, 11, 21, tzinfo=ZONE))
    storage.close()
    before = files_in(folder)
    change(folder / "vragen" / "werkcentrum.yaml", "    knop: Kosten\n", "    knop: Prijs\n")
    (folder / "vragen" / "oud.yaml").mkdir()
    loop = folder / "vragen" / "lus.yaml"
    loop.symlink_to(loop)
    assert run("terug")[0::2] == (
        1,
        f"'{loop}' kan niet gelezen of vervangen worden (Too many levels of symbolic links). "
        "Haal het weg of vraag de beheerder om te kijken. Geef dan nog eens 'werkbot terug'.\n",
    )
    loop.unlink()
    assert run("terug")[0] == 0
    assert files_in(folder) == before


@pytest.mark.parametrize(("command", "shown"), [("agenda", "TE DOEN"), ("onbegrepen", "is er een speelhoek")])
def test_what_is_only_read_waits_for_nobody_who_writes(run: Run, tmp_path: Path, command: str, shown: str) -> None:
    database = tmp_path / "werkbot.db"
    keep(database, "is er een speelhoek")
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        status, printed, _ = run(command)
    assert (status, printed.count(shown)) == (0, 1)


def test_calibration_tells_its_figures_with_what_may_be_true_as_well_and_that_the_set_is_too_small(run: Run, tmp_path: Path) -> None:
    rows = [{"text": "wat kost een gesprek", "topic": "kosten"}, {"text": "vertel een mop", "topic": "none"}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    status, printed, _ = run("ijk", "--vragen", "set.jsonl")
    lines = printed.splitlines()
    assert (status, lines[0]) == (1, "[understanding]")
    assert "Van 1 zinnen van ons (tussen haakjes: wat het ook kan zijn):" in lines
    assert any("% (0,0 tot" in line for line in lines)
    assert any(line.startswith("Deze set is te klein") and "189 zinnen van ons en 73 van buiten" in line for line in lines)


def test_calibration_without_a_readable_set_says_what_to_do(run: Run) -> None:
    status, printed, told = run("ijk", "--vragen", "weg.jsonl")
    assert (status, printed) == (1, "")
    assert told.startswith("De zinnen om op te ijken kunnen niet worden gelezen: weg.jsonl. Wijs met --vragen een bestand aan")
