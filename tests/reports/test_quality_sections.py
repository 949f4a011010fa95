"""The interval of a share, held against the one that scipy makes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bot.reports.quality_sections import wilson


@given(st.integers(1, 5000), st.data())
def test_the_interval_is_that_of_scipy(total: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, total))
    assert wilson(right, total) == pytest.approx(tuple(binomtest(right, total).proportion_ci(method="wilson")), abs=1e-12)


def test_nothing_seen_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
