"""An old knowledge folder, in which how people say it stands inside, is moved to the two folders of now."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.old_layout import Move, carry_out, moves


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An old folder, with what may lie in it."""
    root = tmp_path / "knowledge"
    write(root / "vragen" / "werk.yaml", "vragen: []\n")
    write(root / "voorbeelden" / "kosten.txt", "wat kost het\n# duur\nis het gratis\n")
    write(root / "voorbeelden" / "oud" / "lift.txt", "is er een lift\n")
    write(root / "testvragen" / "geen.txt", "hoe laat is het\n")
    write(root / "synoniemen.yaml", "synoniemen: []\n")
    return root


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def planned(root: Path) -> list[tuple[str, str | None, bool, int]]:
    """What would move: where to, what stands there then, whether it is joined and how many sentences are added."""
    return [
        (move.target.relative_to(root.parent).as_posix(), None if move.text is None else move.text.decode(), move.joins, move.added)
        for move in moves(root)
    ]


def test_everything_goes_beside_the_folder_to_the_byte(root: Path) -> None:
    before = tree(root)
    carry_out(root, moves(root))
    assert tree(root.parent) == {
        "knowledge/vragen/werk.yaml": before["vragen/werk.yaml"],
        "intents/voorbeelden/kosten.txt": before["voorbeelden/kosten.txt"],
        "intents/voorbeelden/oud/lift.txt": before["voorbeelden/oud/lift.txt"],
        "intents/testvragen/geen.txt": before["testvragen/geen.txt"],
        "intents/synoniemen.yaml": before["synoniemen.yaml"],
    }
    assert sorted(path.name for path in root.iterdir()) == ["vragen"]
    assert moves(root) == ()


def test_nothing_is_done_before_it_is_meant(root: Path) -> None:
    before = tree(root.parent)
    assert [target for target, *_ in planned(root)] == [
        "intents/synoniemen.yaml",
        "intents/testvragen/geen.txt",
        "intents/voorbeelden/kosten.txt",
        "intents/voorbeelden/oud/lift.txt",
    ]
    assert tree(root.parent) == before


def test_a_file_that_stands_in_both_places_is_left_once(root: Path) -> None:
    write(root.parent / "intents" / "synoniemen.yaml", "synoniemen: []\n")
    assert planned(root)[0] == ("intents/synoniemen.yaml", "synoniemen: []\n", True, 0)
    carry_out(root, moves(root))
    assert not (root / "synoniemen.yaml").exists()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sentences_of_both_places_come_together_each_once(root: Path, end: str) -> None:
    there = root.parent / "intents" / "voorbeelden" / "kosten.txt"
    write(there, f"moet ik betalen{end}Wat kost het?")
    assert planned(root)[2] == (
        "intents/voorbeelden/kosten.txt",
        f"moet ik betalen{end}Wat kost het?{end}# duur{end}is het gratis{end}",
        True,
        1,
    )


def test_what_nobody_but_staff_can_choose_between_has_no_text(root: Path) -> None:
    write(root.parent / "intents" / "synoniemen.yaml", "synoniemen:\n  - betekenis: niet\n    woorden: [nait]\n")
    assert planned(root)[0] == ("intents/synoniemen.yaml", None, True, 0)


def test_sentences_in_another_encoding_are_not_joined(root: Path) -> None:
    (root / "voorbeelden" / "kosten.txt").write_bytes("één vraag\n".encode("cp1252"))
    write(root.parent / "intents" / "voorbeelden" / "kosten.txt", "wat kost het\n")
    assert planned(root)[2] == ("intents/voorbeelden/kosten.txt", None, True, 0)


def test_a_move_that_was_cut_off_half_way_is_taken_up_again(root: Path) -> None:
    for move in moves(root)[:2]:
        move.target.parent.mkdir(parents=True, exist_ok=True)
        move.target.write_bytes(move.source.read_bytes())
    carry_out(root, moves(root))
    assert moves(root) == ()
    assert len(tree(root.parent / "intents")) == 4


def test_a_folder_in_capitals_gets_its_own_name(tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    write(root / "Voorbeelden" / "kosten.txt", "wat kost het\n")
    assert moves(root) == (
        Move(root / "Voorbeelden" / "kosten.txt", tmp_path / "intents" / "voorbeelden" / "kosten.txt", b"wat kost het\n"),
    )


def test_hidden_files_stay_with_their_folder(root: Path) -> None:
    write(root / "voorbeelden" / ".kosten.txt.swp", "x")
    carry_out(root, moves(root))
    assert sorted(tree(root)) == ["voorbeelden/.kosten.txt.swp", "vragen/werk.yaml"]
