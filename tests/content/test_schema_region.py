"""The municipalities of the region: each with its places, what holds there, and the web address of what has one."""

from __future__ import annotations

import pytest

from bot.content.fields import Sheet
from bot.content.model import Municipality
from bot.content.schema_region import UNKNOWN, read_municipalities

FILE = f"""gemeenten:
  - naam: Voorbeeldstad
    plaatsen: [Dorp, Buurt]
    bevestigd: ja
    bijstand:
      tekst: Vraag bijstand aan op de site.
      adres: https://voorbeeld.nl/bijstand
      bron: https://voorbeeld.nl
    schuldhulp: {UNKNOWN}
    klacht:
      telefoon: 050-1234567
  - naam: Randstad
"""


def region(text: str) -> tuple[tuple[Municipality, ...], list[str]]:
    """What is read of a file, and its problems with their lines."""
    sheet = Sheet("gemeenten.yaml")
    root = sheet.parse(text)
    assert root is not None
    return read_municipalities(sheet, root), [f"{one.place.line}: {one.message}" for one in sheet.problems]


def test_a_municipality_has_its_places_and_what_holds_there() -> None:
    (first, second), problems = region(FILE)
    assert problems == []
    assert (first.name, first.places, first.confirmed) == ("Voorbeeldstad", ("Dorp", "Buurt"), True)
    assert dict(first.details) == {
        "bijstand": "Vraag bijstand aan op de site.",
        "schuldhulp": "",
        "klacht": "050-1234567",
        "sociaal_ontwikkelbedrijf": "",
    }
    assert dict(first.links) == {"bijstand": "https://voorbeeld.nl/bijstand"}
    assert (second.name, second.places, second.confirmed, set(second.details.values())) == ("Randstad", (), False, {""})


def test_a_mistake_in_a_text_is_looked_for_on_its_own_line() -> None:
    (first, _), _ = region(FILE)
    assert first.lines.part("bijstand", 0).line == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "names"),
    [
        ("  - naam: Randstad", "  - plaatsen: [Rand]", 12, ["Voorbeeldstad"]),
        ("    bevestigd: ja", "    bevestigd: misschien", 4, ["Voorbeeldstad", "Randstad"]),
        ("      telefoon: 050-1234567", "      fax: 050-1234567", 11, ["Voorbeeldstad", "Randstad"]),
        ("      adres: https://voorbeeld.nl/bijstand", "      adres: voorbeeld", 7, ["Voorbeeldstad", "Randstad"]),
    ],
)
def test_a_mistake_is_told_on_its_line_and_the_others_are_read(old: str, new: str, line: int, names: list[str]) -> None:
    read, problems = region(FILE.replace(old, new))
    assert [one.name for one in read] == names
    assert [problem.split(":")[0] for problem in problems] == [str(line)]
