"""`werkbot rapport`, `invoer` and `beoordeel` as someone types them."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli import setup
from bot.content.model import Knowledge
from bot.domain.time import ZONE
from bot.storage import statistics
from bot.storage.database import Storage
from tests.reports.histories import Talk, write

YEAR = ("--van", "2024-01-01", "--tot", "31-12-2024")
MARCH = datetime(2024, 3, 5, 11, tzinfo=ZONE)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with nine contacts in March 2024."""
    monkeypatch.chdir(tmp_path)
    storage = Storage(tmp_path / "werkbot.db")
    with storage.transaction() as db:
        write(db, *(Talk(f"a{n}", MARCH, f"p{n}", chosen=("inloop",)) for n in range(9)))
        for number in range(3):
            statistics.offer_sample(db, f"vraag {number}", "antwoord", "uwv", "v", MARCH, 200)
    storage.close()
    return tmp_path / "werkbot.db"


def test_a_report_on_the_screen(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rapport", "R1", *YEAR]) == 0
    out = capsys.readouterr().out
    assert out.startswith("RAPPORT VAN DE ASSISTENT, 1 JANUARI 2024 TOT EN MET 31 DECEMBER 2024\n\nBEREIKEN\n\nR1 Contactmomenten\n")
    assert "2024, kwartaal 1        9          0         0\n" in out


@pytest.mark.parametrize(
    ("form", "begins"), [("csv", '\ufeff"Rapport'), ("html", "<!doctype html>"), ("blad", "<!doctype html>"), ("scherm", "RAPPORT")]
)
def test_a_report_in_a_file(database: Path, capsys: pytest.CaptureFixture[str], form: str, begins: str) -> None:
    target = database.with_name("rapport.uit")
    assert main(["rapport", *YEAR, "--vorm", form, "--uit", str(target)]) == 0
    assert capsys.readouterr().out == f"Het rapport staat in {target}.\n"
    assert target.read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rapport", "R9"), "'R9' is geen rapport. Kies uit R1, R2, R3, R4, R5, R6, R7, R8."),
        (("rapport", "--vorm", "pdf"), "'pdf' is geen vorm. Kies uit scherm, csv, html, blad."),
        (("rapport", "R1", "--doel", "veel"), "'veel' bij --doel is geen aantal. Schrijf een heel getal, 0 of meer."),
        (("rapport", "R7", "--doel", "3"), "Bij R7 hoort geen doel. Kies R1, R2, R3 of R5."),
        (("rapport", "--gegevens", "niets.db"), "Hier is geen niets.db. Bedoelt u "),
        (("rapport", *YEAR, "--uit", "weg/rapport"), "Het bestand weg/rapport kan niet gemaakt worden"),
        (("invoer", "stap"), "Noem ook --programma en --kwartaal en --aantal."),
        (("invoer", "baan", "--programma", "x"), "'baan' kan niet. Kies stap, plaatsing of lijst."),
        (("invoer", "stap", "--programma", "x", "--kwartaal", "2024-5", "--aantal", "1"), "'2024-5' is geen kwartaal."),
        (
            ("invoer", "stap", "--programma", "x", "--kwartaal", "2099-3", "--aantal", "1"),
            "Kwartaal 2099-3 is nog niet begonnen of bestaat niet. Kies een kwartaal van 2020-1 tot en met ",
        ),
        (
            ("invoer", "stap", "--programma", "x", "--kwartaal", "2024-1", "--aantal", "9" * 20),
            "'99999999999999999999' bij --aantal is te groot. Schrijf een getal tot en met 9.999.999.",
        ),
        (
            ("invoer", "stap", "--programma", "x", "--kwartaal", "2024-1", "--aantal", "1", "--gegevens", "niets.db"),
            "Hier is geen niets.db. Bedoelt u ",
        ),
        (("rapport", "--van", "0001-01-01"), "'0001-01-01' is geen datum."),
        (
            ("rapport", "--van", "2024-07-01", "--tot", "2024-07-06"),
            "Een rapport gaat over een hele week, maand of jaar, of een heel kwartaal.",
        ),
        (("beoordeel", "--week", "vorige"), "'vorige' is geen week. Schrijf bijvoorbeeld 2026-W47."),
    ],
)
def test_what_cannot_be_is_one_clear_sentence(
    database: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert main(list(words)) == 1
    assert capsys.readouterr().err.startswith(told)


def test_a_database_that_is_not_there_is_not_made(database: Path) -> None:
    assert main(["invoer", "stap", "--programma", "x", "--kwartaal", "2024-1", "--aantal", "1", "--gegevens", "niets.db"]) == 1
    assert not database.with_name("niets.db").exists()


def test_a_programme_is_one_however_it_is_typed(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for programme, quarter, count in (("Afeer", "2024-1", "30"), ("afeer", "2024-2", "40"), (" AFEER\n\x1b", "2024-2", "50")):
        assert main(["invoer", "plaatsing", "--programma", programme, "--kwartaal", quarter, "--aantal", count]) == 0
    capsys.readouterr()
    assert main(["rapport", "R5", *YEAR]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [row for row in rows if row and row[0].casefold() == "afeer,"] == [["Afeer,", "onbekend", "30", "50"]]


def test_figures_that_contradict_each_other_give_no_report(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storage = Storage(database)
    with storage.transaction() as db:
        write(db, Talk("a0", MARCH))
    storage.close()
    assert main(["rapport", *YEAR]) == 1
    told = "Dit rapport is niet gemaakt: de cijfers kloppen niet met elkaar. R1 Contactmomenten: totaal: 9 is geen 10."
    assert capsys.readouterr().err.startswith(told)


def test_what_staff_enter_stands_in_the_report(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entered = ["--programma", "Leerwerkloket", "--gemeente", "groningen", "--kwartaal", "2024k1", "--aantal", "800", "--doel", "750"]
    assert main(["invoer", "stap", *entered]) == 0
    assert main(["rapport", "R2", *YEAR]) == 0
    out = capsys.readouterr().out
    assert "Ingevoerd: 800 keer stap, Leerwerkloket, Groningen, kwartaal 2024-1." in out
    rows = [line.split() for line in out.splitlines()]
    assert ["Leerwerkloket,", "Groningen", "800"] in rows and ["Leerwerkloket,", "Groningen", "750", "800", "50"] in rows


def test_a_figure_is_listed_corrected_and_taken_away_and_what_it_was_is_named(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> str:
        main(["invoer", *words])
        out, err = capsys.readouterr()
        return out + err

    one = ["plaatsing", "--programma", "Afeer", "--kwartaal", "2024-1"]
    assert told("lijst") == "Er is nog niets ingevoerd.\n"
    told(*one, "--aantal", "12", "--doel", "20")
    assert told(*one, "--aantal", "5") == "Verbeterd: van 12 naar 5 keer plaatsing, Afeer, onbekend, kwartaal 2024-1.\n"
    assert told("lijst").splitlines()[0] == "5 keer plaatsing, Afeer, onbekend, kwartaal 2024-1 (doel 20)"
    told(*one, "--aantal", "6", "--door", "Wietske")
    assert told("lijst").splitlines()[0] == "6 keer plaatsing, Afeer, onbekend, kwartaal 2024-1 (doel 20), ingevoerd door Wietske"
    told(*one, "--aantal", "5")
    assert told("lijst").splitlines()[0] == "5 keer plaatsing, Afeer, onbekend, kwartaal 2024-1 (doel 20)"
    assert told(*one, "--aantal", "weg") == "Weggehaald: 5 keer plaatsing, Afeer, onbekend, kwartaal 2024-1.\n"
    assert told(*one, "--aantal", "weg").startswith("Dit is niet ingevoerd: plaatsing, Afeer, onbekend, kwartaal 2024-1.")
    assert told("lijst") == "Er is nog niets ingevoerd.\n"


def test_who_judges_reads_the_answer_too(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shipped_knowledge: Knowledge
) -> None:
    monkeypatch.setattr(setup, "contents", lambda _options: (shipped_knowledge, None))
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    entry = next(one for one in shipped_knowledge.entries.values() if "{" not in one.answer)
    with Storage(database).transaction() as db:
        statistics.offer_sample(db, "hoe zit dat", "antwoord", entry.id, "v", MARCH + timedelta(days=14), 200)
    main(["beoordeel", "--week", "2024-W12"])
    printed = capsys.readouterr().out
    assert f"   | {entry.answer.splitlines()[0]}" in printed
    assert "(Dit is het antwoord van nu. Wat er toen stond, is niet bewaard.)" in printed


def test_judging_keeps_each_judgement_at_once(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("g\nx\nd\n"))
    assert main(["beoordeel", "--week", "2024-W10"]) == 0
    assert capsys.readouterr().out.endswith("Beoordeeld: 1 goed, 1 deels, 0 fout.\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert main(["beoordeel", "--week", "2024-W10"]) == 0
    assert "Week 2024-W10: nog 1 te beoordelen." in capsys.readouterr().out
    assert main(["beoordeel", "--week", "2024-W11"]) == 0
    assert capsys.readouterr().out == "Van week 2024-W11 is er niets meer te beoordelen.\n"


def test_a_database_of_an_earlier_version_is_brought_up_to_date_first(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    storage = Storage(database)
    with storage.transaction() as db:
        for name in ("events_told", "events_steps", "events_kind"):
            db.execute(f"DROP INDEX {name}")
        db.execute("CREATE INDEX events_at ON events (at)")
        db.execute("DROP TABLE issued_reports")
        db.execute("DROP TABLE entered_figures")
        db.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m011_reports', 'm017_entered_by')")
    storage.close()
    assert main(["rapport", "R1", *YEAR]) == 0
    assert "2024, kwartaal 1        9" in capsys.readouterr().out
    assert Path(f"{database}.voor-migratie-m011").exists()
