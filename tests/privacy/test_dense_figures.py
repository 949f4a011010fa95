"""Four thousand figures are looked through by sums and ends; what is found is what the plain rules find, one stretch after the other."""

from __future__ import annotations

from hypothesis import find, given, settings
from hypothesis import strategies as st

from bot.privacy.digit_groups import Group, groups, plain
from bot.privacy.identifiers import bank_accounts
from bot.privacy.number_detection import Row, _exact

DIGITS = st.text("0123456789", min_size=1, max_size=5)
CHAINS = st.lists(DIGITS, min_size=1, max_size=24)
PIECES = st.lists(
    st.sampled_from(
        [
            "nl",
            "91",
            "abna",
            "0417164300",
            "nl91abna0417164300",
            "be68",
            "il",
            "o",
            "l",
            "1",
            "539007547034",
            " ",
            "-",
            ", ",
            " en ",
            "é",
            "²",
        ]
    ),
    max_size=24,
)


def chain_of(parts: list[str]) -> list[Group]:
    """Groups with a space between."""
    found, at = [], 0
    for part in parts:
        found.append(Group(at, at + len(part), part, " " if at else ""))
        at += len(part) + 1
    return found


@settings(derandomize=True, deadline=None, max_examples=400)
@given(CHAINS, st.sampled_from([8, 9]))
def test_stretches_of_one_length_are_those_that_counting_finds(parts: list[str], size: int) -> None:
    naive = [
        (first, end) for first in range(len(parts)) for end in range(first + 1, len(parts) + 1) if len("".join(parts[first:end])) == size
    ]
    assert list(_exact(Row(chain_of(parts)), size)) == naive


def test_the_pieces_make_accounts() -> None:
    """Else what follows looks at nothing."""
    made = find(
        PIECES, lambda parts: list(bank_accounts(plain("".join(parts)).text)) != [], settings=settings(derandomize=True, deadline=None)
    )
    assert [one.begin for one in bank_accounts(plain("".join(made)).text)] == [0]


@settings(derandomize=True, deadline=None, max_examples=400)
@given(PIECES)
def test_an_account_is_found_wherever_it_stands_alone(parts: list[str]) -> None:
    """What is found in a text is found in the stretch by itself: nothing before or after decides."""
    text = plain("".join(parts)).text
    for span in bank_accounts(text):
        stretch = text[span.begin : span.end]
        assert [(one.begin, one.end) for one in bank_accounts(stretch)][:1] == [(0, len(stretch))]


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(["1", "22", "een", "twee", "o", "l", " ", " en ", "-", "ik "]), max_size=30))
def test_every_gap_is_what_stands_between(parts: list[str]) -> None:
    text = plain("".join(parts)).text
    found = groups(text)
    ends = [0, *(one.end for one in found)]
    assert [one.gap for one in found] == [text[end : one.begin] for end, one in zip(ends, found, strict=False)]
