"""The sweep over what tests write does find a secret: in a text, in a database, in a log beside it."""

from __future__ import annotations

from pathlib import Path

from bot.storage.database import Storage
from tests import planted
from tests.conftest import Citizen


def test_a_secret_in_a_file_is_found(tmp_path: Path) -> None:
    leak = tmp_path / "diep" / "logboek.txt"
    leak.parent.mkdir()
    leak.write_text(f"fout bij {planted.BSN}", encoding="utf-8")
    found = planted.found_in(tmp_path)
    leak.unlink()
    assert found == [f"{leak}: {planted.BSN}"]
    assert planted.found_in(tmp_path) == []


def test_a_number_that_may_be_kept_is_found_in_the_database_file(tmp_path: Path, storage: Storage, citizen: Citizen) -> None:
    citizen.says("medewerker")
    citizen.taps("Bel mij")
    citizen.says(planted.PHONE)
    citizen.taps(citizen.labels[0])
    storage.close()
    assert {Path(line.split(": ")[0]).name for line in planted.found_in(tmp_path, [planted.PHONE])} <= {"werkbot.db", "werkbot.db-wal"}
    assert planted.found_in(tmp_path, [planted.PHONE]) != []


def test_every_kind_of_secret_typed_into_every_dialogue_leaves_no_byte(tmp_path: Path, storage: Storage, citizen: Citizen) -> None:
    for secret in planted.NEVER_KEPT:
        citizen.says(f"mijn bsn of rekening of digid wachtwoord: {secret} en verder")
        citizen.says("medewerker")
        citizen.taps("Antwoord hier")
        citizen.says(f"wachtwoord: {secret}")
        citizen.says("stop")
        citizen.says("ik wil een afspraak")
        citizen.says("Gesprek over werk")
        citizen.says(f"dinsdag 10 uur bsn {secret} digid code {secret}")
        citizen.says("/stop")
    storage.close()
    assert planted.found_in(tmp_path) == []
