"""`instellingen.yaml`: which entry plays which part, and what is said when it names something that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.loader import examine
from bot.content.model import Knowledge
from bot.content.problems import Problem
from tests.content.conftest import ACTS, NEEDED

ROLES = """naam: de Winkel
rollen:
  menu: kosten
  openingstijden: [openingstijden]
  privacy: adres-route
diensten:
  neutraal: werkgesprek
feiten:
  adres: adres
  website: website
bedragen:
  vakantiegeld: reiskosten
  minimumloon:
    21: reiskosten
signalen:
  - naam: geld
    vragen: [kosten]
"""
SETTINGS = "knowledge/instellingen.yaml"


def read(folder: Path, text: str) -> tuple[Knowledge | None, list[str]]:
    """The content with these settings, and what is said of them."""
    (folder / "instellingen.yaml").write_text(text, encoding="utf-8")
    known, problems = examine(folder, NEEDED, ACTS)
    return known, [str(one) for one in problems if one.place.file == SETTINGS]


def test_a_folder_says_which_entry_plays_which_part(folder: Path) -> None:
    known, told = read(folder, ROLES)
    assert (known is not None, told) == (True, [])
    roles = known.roles if known else None
    assert roles is not None
    assert (roles.name, roles.menu, roles.hours, roles.neutral_service) == ("de Winkel", "kosten", ("openingstijden",), "werkgesprek")
    assert (roles.amounts.holiday, roles.amounts.wages, roles.signals) == ("reiskosten", {21: "reiskosten"}, {"kosten": "geld"})
    assert (roles.walk_in, roles.costs, roles.cost_topic) == ("", (), "")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("menu: kosten", "menu: koste", 3, "de vraag 'koste' bestaat niet."),
        ("[openingstijden]", "[openingstijden, openingstijd]", 4, "de vraag 'openingstijd' bestaat niet."),
        ("neutraal: werkgesprek", "neutraal: werkgesprk", 7, "de dienst 'werkgesprk' bestaat niet."),
        ("  website: website", "  website: webstie", 10, "het feit 'webstie' bestaat niet."),
        ("21: reiskosten", "21: reiskost", 14, "het bedrag 'reiskost' bestaat niet."),
        ("vragen: [kosten]", "vragen: [kostn]", 17, "de vraag 'kostn' bestaat niet."),
        ("  privacy: adres-route\n", "", 3, "bij 'rollen' ontbreekt 'privacy'."),
        ("  website: website\n", "", 9, "bij 'feiten' ontbreekt 'website'."),
        ("    21: reiskosten", "    oud: reiskosten", 14, "'oud' bij 'minimumloon' is geen heel getal."),
    ],
)
def test_a_part_that_nobody_can_play_is_told_on_its_line(folder: Path, old: str, new: str, line: int, said: str) -> None:
    known, told = read(folder, ROLES.replace(old, new))
    assert known is None
    assert [one.split("\n")[0] for one in told] == [f"{SETTINGS}, regel {line}: {said}"]
    assert all("→" in one for one in told)


def test_without_the_file_our_parts_hold_and_nothing_is_told(folder: Path, problems: Callable[[], list[Problem]]) -> None:
    known, _ = examine(folder, NEEDED, ACTS)
    assert (known.roles.hours if known else (), problems()) == (("openingstijden", "inloop"), [])
