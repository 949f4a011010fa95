"""What is masked at once, what only in text that is kept, and the name under which a person is known."""

from __future__ import annotations

from random import Random

import pytest

from bot.privacy.masking import Masked, mask, mask_rest, personal_kinds, pseudonym
from tests.privacy import numbers

BSN = numbers.bsn(Random(1))
PHONE = numbers.phone(Random(1))


@pytest.mark.parametrize(
    ("text", "at_once", "kept"),
    [
        ("ik zoek werk", Masked("ik zoek werk"), Masked("ik zoek werk")),
        (f"mijn bsn is {BSN}", Masked("mijn bsn is [bsn]", ("bsn",)), Masked("mijn bsn is [bsn]", ("bsn",))),
        (f"bel {PHONE} graag", Masked(f"bel {PHONE} graag"), Masked("bel [telefoon] graag", ("telefoon",))),
        (
            f"bsn {BSN}, bsn {BSN} en bel {PHONE}",
            Masked(f"bsn [bsn], bsn [bsn] en bel {PHONE}", ("bsn",)),
            Masked("bsn [bsn], bsn [bsn] en bel [telefoon]", ("bsn", "telefoon")),
        ),
    ],
)
def test_a_number_to_call_stays_until_the_text_is_kept(text: str, at_once: Masked, kept: Masked) -> None:
    assert (mask(text), mask_rest(text)) == (at_once, kept)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ik zoek werk", set()),
        (f"{BSN} en {PHONE}", {"bsn", "telefoon"}),
        ("bel 0800-1234 of 0900 1234", set()),
        ("bel 088 123 45 67", set()),
    ],
)
def test_the_number_of_an_organisation_is_nothing_personal(text: str, kinds: set[str]) -> None:
    assert personal_kinds(text) == kinds


def test_a_person_has_one_name_per_channel_address_and_key() -> None:
    names = {pseudonym(*of) for of in (("telegram", "17", b"k"), ("telegram", "18", b"k"), ("json", "17", b"k"), ("telegram", "17", b"l"))}
    assert len(names) == 4
    assert {len(name) for name in names} == {24}


def test_the_name_of_a_person_never_changes_or_nobody_would_be_known_any_more() -> None:
    assert pseudonym("telegram", "17", b"k") == "ef7cc6baf01db45e8dad0cb9"
