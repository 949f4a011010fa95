"""The commands of the operator: health, pause, backup and restore, on real files."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import TOKEN_VARIABLE
from bot.gateway.process_lock import Lock
from bot.storage import inbox, operations, people, personal_data
from bot.storage.database import Storage
from bot.storage.keys import pseudonym_key

NOW = datetime.now(UTC)  # these commands read the clock; what is measured is only how far back something lies
TOKEN = "1234567890:" + "A" * 35


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in which an assistant just noted that it is awake."""
    path = tmp_path / "werkbot.db"
    storage = Storage(path)
    with storage.transaction() as db:
        for name in ("wakker", "opgehaald"):
            operations.beat(db, name, datetime.now(UTC), "v1")
    storage.close()
    return path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, on both streams."""
    out, err = capsys.readouterr()
    return out + err


def change(database: Path, sql: str) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(sql)
    connection.close()


def test_an_assistant_that_works_is_green(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gezond", "--gegevens", str(database)]) == 0
    assert said(capsys).startswith("GROEN")


def test_an_assistant_that_stopped_is_red_and_says_what_to_do(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(database, "UPDATE heartbeats SET at = '2026-11-20T10:00:00.000Z'")
    assert main(["gezond", "--gegevens", str(database)]) == 1
    text = said(capsys)
    assert text.startswith("ROOD")
    assert "systemctl status werkbot-telegram" in text


def test_before_it_ever_ran_health_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gezond", "--gegevens", str(tmp_path / "geen.db")]) == 1
    assert "Start eerst" in said(capsys)
    assert list(tmp_path.iterdir()) == []


def test_after_ten_minutes_of_red_a_timer_leaves_the_operator_a_notice_once(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(database, "UPDATE heartbeats SET at = '2026-11-20T10:00:00.000Z'")
    change(database, "INSERT INTO heartbeats (name, at) VALUES ('rood', '2026-11-20T10:02:00.000Z')")
    for _ in range(2):
        assert main(["gezond", "--meld", "--gegevens", str(database)]) == 1
    post = database.with_name("werkbot.db.post").read_text(encoding="utf-8")
    assert post.count("Subject: Werkbot: er is iets mis") == 1
    assert "werkbot.db.post" in said(capsys)


def subjects(database: Path) -> list[str]:
    """What the operator was told, in order."""
    post = Path(f"{database}.post")
    lines = post.read_text(encoding="utf-8").splitlines() if post.exists() else []
    return [line.removeprefix("Subject: Werkbot: ") for line in lines if line.startswith("Subject")]


def garbage(path: Path) -> None:
    """A file that is no database any more."""
    path.write_bytes(b"\0" * 4096 + os.urandom(20_000))


def one_broken_page(path: Path) -> None:
    """A database in which no table can be read any more."""
    raw = bytearray(path.read_bytes())
    raw[4096 : 4096 * 40] = os.urandom(min(len(raw), 4096 * 40) - 4096)
    path.write_bytes(raw)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("ruin", [garbage, one_broken_page, gone])
def test_of_a_database_that_cannot_be_used_the_operator_hears_at_once_and_when_it_is_over(
    database: Path, capsys: pytest.CaptureFixture[str], ruin: Callable[[Path], None]
) -> None:
    good = database.read_bytes()
    ruin(database)
    for _ in range(2):
        assert main(["gezond", "--meld", "--gegevens", str(database)]) == 1
    assert subjects(database) == ["er is iets mis"]
    assert "database" in said(capsys)
    database.write_bytes(good)
    for _ in range(2):
        assert main(["gezond", "--meld", "--gegevens", str(database)]) == 0
    assert subjects(database) == ["er is iets mis", "het gaat weer goed"]


def test_the_operator_hears_again_the_next_day_that_the_database_is_broken(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    garbage(database)
    main(["gezond", "--meld", "--gegevens", str(database)])
    yesterday = (datetime.now(UTC) - timedelta(days=1, minutes=1)).timestamp()
    os.utime(f"{database}.gemeld", (yesterday, yesterday))
    main(["gezond", "--meld", "--gegevens", str(database)])
    assert subjects(database) == ["er is iets mis"] * 2


FULL = """import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from bot.__main__ import main
sys.exit(main(["gezond", "--meld", "--config", sys.argv[1], "--gegevens", sys.argv[2]]))
"""


def test_a_disk_that_takes_nothing_more_does_not_keep_the_notice_from_going(database: Path, tmp_path: Path) -> None:
    """No file may grow; nobody listens for mail here, so what is seen is that it was tried, and no traceback."""
    config = tmp_path / "config.toml"
    config.write_text('[mail]\nhost = "127.0.0.1"\nport = 9\noperator = "beheer@example.nl"\n', encoding="utf-8")
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # a measured process writes a file
    command = [sys.executable, "-c", FULL, str(config), str(database)]
    done = subprocess.run(command, env=unmeasured, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Het bericht aan de beheerder kon niet weg" in done.stdout


def test_the_pause_is_switched_on_and_off(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for stand, expected in (("aan", "staat aan"), ("", "staat aan"), ("uit", "staat uit"), ("", "staat uit")):
        assert main(["pauze", *filter(None, [stand]), "--gegevens", str(database)]) == 0
        assert expected in said(capsys)
    storage = Storage(database)
    with storage.transaction() as db:
        assert operations.on_since(db, operations.PAUSE) is None
    storage.close()


def test_before_a_start_every_trouble_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text("proef = 1\n", encoding="utf-8")
    (tmp_path / "kennis").mkdir()
    monkeypatch.setenv(TOKEN_VARIABLE, "no token")
    options = ["--config", str(tmp_path / "config.toml"), "--kennis", str(tmp_path / "kennis"), "--gegevens", str(tmp_path / "no" / "db")]
    assert main(["gezond", "--voor-start", *options]) == 1
    text = said(capsys)
    assert [line for line in text.splitlines() if line.endswith(("goed", "FOUT"))] == [
        "instellingen: FOUT",
        "token: FOUT",
        "klok: goed",
        "schijf: FOUT",
        "database: goed",
        "kennis: FOUT",
    ]


def test_a_disk_with_little_room_is_told_before_a_start_and_does_not_refuse_it(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    usage = shutil.disk_usage(database.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100 * 2**20))
    assert main(["gezond", "--voor-start", "--gegevens", str(database)]) == 0
    text = said(capsys)
    assert "schijf: let op\n  er is nog 100 MB vrij" in text


def test_a_clock_that_was_set_back_is_noticed_before_a_start(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(database, "INSERT INTO heartbeats (name, at) VALUES ('later', '2099-01-01T00:00:00.000Z')")
    assert main(["gezond", "--voor-start", "--gegevens", str(database)]) == 1
    assert "klok: FOUT" in said(capsys)


@pytest.mark.parametrize(("token", "words"), [("", "Er is geen token"), ("abc", "geen token van Telegram")])
def test_without_a_token_telegram_says_where_to_set_it(
    token: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, token)
    assert main(["telegram", "--gegevens", str(tmp_path / "db")]) == 1
    text = said(capsys)
    assert (words in text, TOKEN_VARIABLE in text) == (True, True)


def test_a_database_in_a_folder_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    assert main(["telegram", "--gegevens", str(tmp_path / "nergens" / "db")]) == 1
    assert str(tmp_path / "nergens") in said(capsys)


def test_a_token_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    monkeypatch.setenv(f"{TOKEN_VARIABLE}_FILE", str(tmp_path / "nergens"))
    assert main(["telegram", "--gegevens", str(tmp_path / "db")]) == 1
    assert "nergens" in said(capsys)


def test_a_copy_into_a_folder_gets_a_name_with_its_moment_and_old_ones_go(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kopieen"
    folder.mkdir()
    old = folder / "werkbot-20200101-000000.db"
    old.touch()
    os.utime(old, (0, 0))
    assert main(["backup", str(folder), "--gegevens", str(database)]) == 0
    (made,) = folder.iterdir()
    assert made.name.startswith("werkbot-2")
    text = said(capsys)
    assert ("gemaakt en nagekeken" in text, "werkbot.db.key" in text, "verwijderd: 1" in text) == (True, True, True)


def test_a_folder_for_copies_is_made_when_it_is_not_there(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "kopieen"
    assert main(["backup", str(folder), "--gegevens", str(database)]) == 0
    assert [path.suffix for path in folder.iterdir()] == [".db"]
    assert "gemaakt en nagekeken" in said(capsys)


def test_the_database_is_never_its_own_copy(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", str(database), "--gegevens", str(database)]) == 1
    assert "database zelf" in said(capsys)


def test_a_copy_that_cannot_be_written_says_so(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("brief.txt", "werkbot.db.key"):
        (tmp_path / name).write_text("van iemand anders")
        assert main(["backup", str(tmp_path / name), "--gegevens", str(database)]) == 1
        assert (tmp_path / name).read_text() == "van iemand anders"
    assert main(["backup", str(tmp_path / "nergens" / "kopie.db"), "--gegevens", str(database)]) == 1
    assert "lukt niet" in said(capsys)


def with_people(database: Path, *persons: str) -> None:
    storage = Storage(database)
    with storage.transaction() as db:
        for person in persons:
            people.remember_address(db, person, "json", person)
            inbox.accept(db, "json", hash(person) % 1000, person, "{}", NOW)
    storage.close()


def persons_in(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    found = [person for (person,) in connection.execute("SELECT person FROM addresses ORDER BY person")]
    connection.close()
    return found


def test_a_drill_brings_a_copy_back_erases_again_who_was_erased_and_changes_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_people(database, "anna", "bram")
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy), "--gegevens", str(database)])
    noted = personal_data.beside(str(database))
    assert noted is not None
    personal_data.record(noted, "anna", datetime.now(UTC))
    before = copy.read_bytes()
    assert main(["herstel", str(copy), "--gegevens", str(database)]) == 0
    text = said(capsys)
    assert ("Oefening gelukt" in text, "Latere verwijderingen, opnieuw uitgevoerd: 1." in text) == (True, True)
    assert copy.read_bytes() == before
    assert persons_in(database) == ["anna", "bram"]


def test_a_real_restore_puts_the_copy_in_place_and_the_old_file_aside(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_people(database, "anna", "bram")
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy), "--gegevens", str(database)])
    with_people(database, "cor")
    noted = personal_data.beside(str(database))
    assert noted is not None
    personal_data.record(noted, "anna", datetime.now(UTC))
    assert main(["herstel", str(copy), "--echt", "--gegevens", str(database)]) == 0
    assert "Teruggezet" in said(capsys)
    assert persons_in(database) == ["bram"]
    (old,) = tmp_path.glob("werkbot.db.oud-*")
    assert persons_in(old) == ["anna", "bram", "cor"]


@pytest.mark.parametrize("ruin", [garbage, one_broken_page, gone])
def test_a_database_that_cannot_be_used_is_replaced_and_put_aside_with_its_log(
    database: Path, tmp_path: Path, ruin: Callable[[Path], None]
) -> None:
    with_people(database, "anna")
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy), "--gegevens", str(database)])
    ruin(database)
    for rest in ("-wal", "-shm"):
        database.with_name(f"werkbot.db{rest}").write_bytes(b"what was left")
    assert main(["herstel", str(copy), "--echt", "--gegevens", str(database)]) == 0
    assert persons_in(database) == ["anna"]
    aside = {path.name.partition(".oud-")[2][15:] for path in tmp_path.glob("werkbot.db.oud-*")}
    assert ("" in aside) == (ruin is not gone)
    assert not [path for path in tmp_path.glob("werkbot.db-*") if path.read_bytes() == b"what was left"]
    assert main(["gezond", "--gegevens", str(database)]) == 0


def test_who_was_erased_before_the_copy_and_came_back_is_kept(database: Path, tmp_path: Path) -> None:
    noted = personal_data.beside(str(database))
    assert noted is not None
    personal_data.record(noted, "anna", datetime.now(UTC) - timedelta(days=2))
    with_people(database, "anna")
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy), "--gegevens", str(database)])
    main(["herstel", str(copy), "--echt", "--gegevens", str(database)])
    assert persons_in(database) == ["anna"]


def test_a_running_assistant_is_not_replaced_under_its_feet(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "kopie.db"
    main(["backup", str(copy), "--gegevens", str(database)])
    lock = Lock(str(database))
    assert main(["herstel", str(copy), "--echt", "--gegevens", str(database)]) == 1
    lock.release()
    assert "Stop hem eerst" in said(capsys)


def test_a_file_that_is_no_copy_of_ours_is_refused(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "ander.db"
    change(other, "CREATE TABLE something (x)")
    assert main(["herstel", str(other), "--gegevens", str(database)]) == 1
    assert "geen gave reservekopie" in said(capsys)


@pytest.mark.parametrize("command", [("agenda",), ("pauze", "aan"), ("opruimen",), ("inhoud", "--stuur"), ("onbegrepen",), ("beoordeel",)])
def test_a_command_that_reads_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    path = tmp_path / "verkeerd.db"
    assert main([*command, "--gegevens", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"Hier is geen {path}.")
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_gone_beside_its_key_is_not_made_anew_unless_one_means_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "werkbot.db"
    pseudonym_key(str(path))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["chat", "--json", "--gegevens", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"De database {path} is weg, maar de sleutel {path}.key staat er nog.")
    assert main(["gezond", "--voor-start", "--gegevens", str(path)]) == 1
    assert "database: FOUT" in capsys.readouterr().out
    assert not path.exists()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["chat", "--json", "--nieuw", "--gegevens", str(path)]) == 0
    assert path.exists()


def test_a_token_that_others_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN, encoding="ascii")
    token.chmod(0o644)
    monkeypatch.delenv("WERKBOT_TELEGRAM_TOKEN", raising=False)
    monkeypatch.setenv("WERKBOT_TELEGRAM_TOKEN_FILE", str(token))
    main(["gezond", "--voor-start", "--gegevens", str(tmp_path / "werkbot.db")])
    assert f"token: let op\n  iedereen op deze machine kan het token in {token} lezen." in capsys.readouterr().out
    token.chmod(0o600)
    main(["gezond", "--voor-start", "--gegevens", str(tmp_path / "werkbot.db")])
    assert "token: goed" in capsys.readouterr().out
