"""QR codes for posters: the link they hold, and files that other programs can open."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
import segno

from bot.__main__ import main
from bot.app import exports

ADDRESS = "https://t.me/werkcentrum_bot?start=evenement-startfest"


@pytest.mark.parametrize("bot", ["werkcentrum_bot", "@werkcentrum_bot"])
def test_the_link_opens_the_assistant_with_its_payload(bot: str) -> None:
    assert exports.link(bot, "evenement-startfest") == ADDRESS


@pytest.mark.parametrize("bot", ["", "bot", "een bot", "x" * 40, "werk/centrum", "wérkcentrum"])
def test_what_is_no_name_of_a_bot_is_refused(bot: str) -> None:
    with pytest.raises(exports.NoBotName):
        exports.link(bot, "evenement-startfest")


def test_the_svg_is_well_formed_and_names_its_address() -> None:
    root = ElementTree.fromstring(exports.svg(ADDRESS))
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert title is not None and title.text == ADDRESS


def test_the_png_has_white_around_it_and_pixels_enough_to_print() -> None:
    picture = exports.png(ADDRESS)
    wide, high = struct.unpack(">II", picture[16:24])
    modules = segno.make(ADDRESS, error="q", micro=False).symbol_size(border=0)[0]
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert wide == high == (modules + 2 * exports.BORDER) * exports.PIXELS


def test_the_same_address_gives_the_same_files() -> None:
    assert (exports.svg(ADDRESS), exports.png(ADDRESS)) == (exports.svg(ADDRESS), exports.png(ADDRESS))


def test_the_command_writes_both_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", "evenement-startfest", "--bot", "werkcentrum_bot", "--map", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["qr-evenement-startfest.png", "qr-evenement-startfest.svg"]
    assert f"Deze code opent de assistent voor StartFest: {ADDRESS}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["evenement-kermis", "--bot", "werkcentrum_bot"],
            "'evenement-kermis' kennen wij niet. Kies uit: evenement-startfest, locatie-groningen.",
        ),
        (["evenement-startfest", "--bot", "x"], "'x' is geen naam van een bot."),
        (["evenement-startfest", "--bot", "werkcentrum_bot", "--map", "/bestaat/niet"], "is niet te schrijven"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", *arguments]) == 1
    assert said in capsys.readouterr().err
