"""The papers for the officer keep up with the program: every table, every column, every term, every version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from bot.config import RetentionSettings
from bot.storage import personal_data
from bot.storage.database import Storage

ROOT = Path(__file__).parents[1]
PAPERS = ROOT / "deploy" / "papieren"
NAMES = ("verwerkingsregister", "algoritmeregister", "dpia", "privacyverklaring", "toegankelijkheidsverklaring")


def paper(name: str) -> str:
    return (PAPERS / f"{name}.md").read_text("utf-8")


def registered() -> dict[str, list[str]]:
    """Per table of the register its columns."""
    tables: dict[str, list[str]] = {}
    current = ""
    for line in paper("verwerkingsregister").splitlines():
        if heading := re.match(r"#{2,3} (.*)", line):
            name = re.match(r"`([a-z_]+)`", heading[1])
            current = name[1] if name else ""
            if current:
                tables[current] = []
        elif current and (row := re.match(r"\| `([a-z_]+)` \| \S", line)):
            tables[current].append(row[1])
    return tables


def test_the_register_names_every_table_and_column_that_exists_and_no_other(storage: Storage) -> None:
    existing = {table: personal_data.columns(storage.db, table) for table in personal_data.tables(storage.db)}
    assert {table: sorted(names) for table, names in registered().items()} == {table: sorted(names) for table, names in existing.items()}


def test_every_paper_is_there_and_is_of_this_release() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert [name for name in NAMES if len(paper(name)) < 1500] == []
    assert [
        name for name in ("verwerkingsregister", "algoritmeregister", "dpia", "toegankelijkheidsverklaring") if version not in paper(name)
    ] == []


def test_the_terms_in_the_papers_are_those_of_the_settings() -> None:
    kept = RetentionSettings()
    notice = paper("privacyverklaring")
    for row in (
        f"| zinnen die wij niet begrijpen, zonder uw naam | hoogstens {kept.text_days} dagen |",
        f"| uw afspraak | tot {kept.appointment_days} dagen daarna |",
        f"| uw chatnummer | tot {kept.person_days} dagen na uw laatste bericht |",
        f"| een reservekopie | hoogstens {kept.backup_days} dagen |",
    ):
        assert row in notice
    assert f"Hoogstens {kept.sample_per_week} gemaskeerde vragen per week" in paper("verwerkingsregister")


def test_the_officer_finds_what_is_still_open() -> None:
    open_points = paper("dpia").split("## 5. Open")[1].split("## 6.")[0]
    assert len(re.findall(r"^\d+\. ", open_points, re.MULTILINE)) >= 8
