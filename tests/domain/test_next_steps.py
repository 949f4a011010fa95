"""What a contact came to: the most binding step that was chosen in it, once."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest

from bot.content.entries import StepKind
from bot.domain.next_steps import BINDING, RANK, Contact, outcome_of


def test_every_kind_of_step_has_its_place_and_none_comes_first() -> None:
    assert sorted(BINDING) == sorted(StepKind)
    assert BINDING[0] is StepKind.NONE
    assert [RANK[kind.value] for kind in BINDING] == list(range(len(StepKind)))


@pytest.mark.parametrize(
    ("chosen", "outcome"),
    [
        ([], StepKind.NONE),
        (["iets van vroeger"], StepKind.NONE),
        (["zelf", "inloop"], StepKind.WALK_IN),
        (["terugbellen", "afspraak", "zelf"], StepKind.APPOINTMENT),
        (["afspraak", "afspraak"], StepKind.APPOINTMENT),
    ],
)
def test_the_most_binding_step_counts(chosen: list[str], outcome: StepKind) -> None:
    for order in permutations(chosen):
        assert outcome_of(order) is outcome


def test_of_two_neighbours_the_later_binds_more() -> None:
    pairs = list(pairwise(BINDING))
    assert [outcome_of([more.value, less.value]) for less, more in pairs] == [more for _, more in pairs]


def test_a_contact_knows_its_outcome_by_its_rank() -> None:
    counted = [Contact("c", "2026-11-24T09:30", "p", "inwoner", "scholing", "Groningen", rank) for rank in range(len(BINDING))]
    assert [one.outcome for one in counted] == list(BINDING)
