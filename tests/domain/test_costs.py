"""What an afspraakbaan costs: the worked examples of the source to the cent, a table of our own, and the rules as properties."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.entries import Amount, AmountValue
from bot.content.model import Knowledge
from bot.content.roles import CostAmounts
from bot.domain.costs import Costs, Job, cents, costs, parameters, wage_id

quick = settings(derandomize=True, deadline=None, max_examples=150)


def amount(name: str, *values: tuple[str, str, str]) -> Amount:
    """An amount with (value, first day, last day); an empty day is open."""
    kept = [
        AmountValue(Decimal(value), date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
        for value, first, last in values
    ]
    return Amount(name, name, "euro", tuple(kept))


NAMES = CostAmounts(
    holiday="vakantie",
    cap="hoogste-deel",
    charges="lasten",
    credit_hour="voordeel-uur",
    credit_year="voordeel-jaar",
    wages={age: f"loon-{age}" for age in range(15, 22)},
)
HALF_2026 = ("2026-01-01", "2026-06-30")
YEAR_2026 = ("2026-01-01", "2026-12-31")
YOUTH = {20: "11.77", 19: "8.83", 18: "7.36", 17: "5.81", 16: "5.07", 15: "4.41"}
OURS = {
    one.id: one
    for one in (
        amount(
            wage_id(NAMES, 21),
            ("14.06", "2025-01-01", "2025-06-30"),
            ("14.40", "2025-07-01", "2025-12-31"),
            ("14.71", "2026-01-01", "2026-06-30"),
        ),
        *(amount(wage_id(NAMES, age), (wage, *HALF_2026)) for age, wage in YOUTH.items()),
        amount(NAMES.cap, ("70", "", "")),
        amount(NAMES.holiday, ("8", "", "")),
        amount(NAMES.charges, ("23.5", "2021-01-01", "2021-12-31")),
        amount(NAMES.credit_hour, ("1.01", *YEAR_2026)),
        amount(NAMES.credit_year, ("2000", *YEAR_2026)),
    )
}
"""What the published rates say, as far as they go: after the last day nothing is known."""
SPRING = date(2026, 3, 10)


def shown(value: Decimal | None) -> str:
    """As in the table: cents, `-` for what is not known."""
    return "-" if value is None else f"{cents(value):f}"


def row_of(one: Costs) -> tuple[str, ...]:
    """The columns of the table that are computed."""
    share = "-" if one.share is None else f"{(one.share * 100).normalize():f}"
    return (share, *(shown(value) for value in (one.subsidy_hour, one.subsidy, one.gross, one.credit, one.remains)))


# costs.csv was computed apart from this program, in whole cents and whole fractions, rounded once (halves up).
with Path(__file__).with_name("costs.csv").open(encoding="utf-8") as table:
    CASES = list(csv.DictReader(table))


def test_the_table_holds_at_least_two_hundred_cases() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("day", sorted({case["dag"] for case in CASES}))
def test_every_case_of_the_table_comes_out_to_the_cent(day: str) -> None:
    ours, theirs = [], []
    for case in (one for one in CASES if one["dag"] == day):
        job = Job(Decimal(case["uren"]), Decimal(case["loonwaarde"]) / 100, Decimal(case["loon"]))
        ours.append(row_of(costs(job, parameters(OURS, NAMES, date.fromisoformat(day), int(case["leeftijd"])))))
        theirs.append(tuple(case[name] for name in ("deel", "subsidie_uur", "subsidie", "loon_maand", "lkv", "blijft")))
    assert ours == theirs


@pytest.mark.parametrize(
    ("worth", "hourly", "with_charges"),
    [("0.60", "6.35", "7.85"), ("0.40", "9.53", "11.77"), ("0.80", "3.18", "3.92"), ("0.20", "11.12", "13.73")],
)
def test_the_worked_examples_of_the_source(worth: str, hourly: str, with_charges: str) -> None:
    charges = OURS | {NAMES.charges: amount(NAMES.charges, ("23.5", "", ""))}
    found = costs(Job(Decimal(1), Decimal(worth)), parameters(charges, NAMES, SPRING, 21))
    assert found.subsidy_hour is not None
    assert (shown(found.subsidy_hour), shown(found.subsidy_hour * Decimal("1.235"))) == (hourly, with_charges)
    assert found.subsidy is not None and found.charges == found.subsidy * Decimal("0.235")


@pytest.mark.parametrize(("hours", "month"), [(36, "2294.76"), (38, "2422.25"), (40, "2549.73")])
def test_the_months_of_the_source_are_the_minimum_wage_without_holiday_allowance(hours: int, month: str) -> None:
    gross = costs(Job(Decimal(hours), Decimal(1)), parameters(OURS, NAMES, SPRING, 21)).gross
    assert gross is not None
    assert shown(gross / Decimal("1.08")) == month


def test_the_shipped_amounts_are_those_of_the_sources_as_far_as_these_go(shipped_knowledge: Knowledge) -> None:
    days = [date(2025, 3, 1), date(2025, 9, 1), date(2026, 1, 1), date(2026, 6, 30)]
    for day in days:
        for age in (15, 16, 17, 18, 19, 20, 21) if day.year == 2026 else (21,):
            ours, theirs = (
                parameters(OURS, NAMES, day, age),
                parameters(shipped_knowledge.amounts, shipped_knowledge.roles.amounts, day, age),
            )
            assert any(one.value for one in ours), (day, age)
            assert [one.value for one in ours] == [one.value for one in theirs]


def test_who_is_older_than_twenty_one_has_the_full_minimum_wage_and_below_fifteen_there_is_none() -> None:
    assert (wage_id(NAMES, 15), wage_id(NAMES, 20), wage_id(NAMES, 21), wage_id(NAMES, 64)) == (
        "loon-15",
        "loon-20",
        "loon-21",
        "loon-21",
    )
    with pytest.raises(ValueError, match="14"):
        wage_id(NAMES, 14)


def test_after_the_last_known_day_the_share_stays_and_the_amount_is_unknown() -> None:
    known = parameters(OURS, NAMES, date(2026, 7, 1), 21)
    found = costs(Job(Decimal(24), Decimal("0.6")), known)
    assert (found.share, found.subsidy_hour, found.subsidy, found.gross, found.remains) == (Decimal("0.4"), None, None, None, None)
    assert known.wage.last is not None and (known.wage.last.value, known.wage.last.valid_until) == (Decimal("14.71"), date(2026, 6, 30))


def test_without_content_nothing_is_known_and_nothing_breaks() -> None:
    assert row_of(costs(Job(Decimal(24), Decimal("0.6")), parameters({}, NAMES, SPRING, 21))) == ("-",) * 6


worths = st.integers(0, 100).map(lambda percent: Decimal(percent) / 100)
hours = st.integers(1, 480).map(lambda tenths: Decimal(tenths) / 10)
ages = st.integers(15, 70)


def known_subsidy(one: Costs) -> Decimal:
    """The subsidy, that is known on the day of the test."""
    assert one.subsidy is not None
    return one.subsidy


@quick
@given(worths, worths, hours, ages)
def test_who_can_do_more_brings_no_more_subsidy(one: Decimal, other: Decimal, week: Decimal, age: int) -> None:
    less, more = sorted((one, other))
    known = parameters(OURS, NAMES, SPRING, age)
    assert known_subsidy(costs(Job(week, less), known)) >= known_subsidy(costs(Job(week, more), known))


@quick
@given(worths, hours, ages)
def test_the_subsidy_is_never_above_the_cap_and_never_below_nothing(worth: Decimal, week: Decimal, age: int) -> None:
    known = parameters(OURS, NAMES, SPRING, age)
    found = costs(Job(week, worth), known)
    assert found.share is not None and found.gross is not None
    assert 0 <= found.share <= Decimal("0.7")
    assert 0 <= known_subsidy(found) <= found.gross * Decimal("0.7") + Decimal("1e-20")


@quick
@given(worths, hours, st.integers(2, 9), ages)
def test_the_subsidy_is_linear_in_the_hours_before_rounding(worth: Decimal, week: Decimal, times: int, age: int) -> None:
    known = parameters(OURS, NAMES, SPRING, age)
    once, often = (known_subsidy(costs(Job(week * count, worth), known)) for count in (1, times))
    assert abs(once * times - often) < Decimal("1e-20")


@quick
@given(worths, hours, ages, st.integers(0, 2000))
def test_what_remains_is_the_wage_without_what_others_pay(worth: Decimal, week: Decimal, age: int, extra: int) -> None:
    known = parameters(OURS, NAMES, SPRING, age)
    assert known.wage.value is not None
    job = Job(week, worth, known.wage.value + Decimal(extra) / 100)
    found = costs(job, known)
    assert found.gross is not None and found.credit is not None and found.remains is not None
    assert found.gross - known_subsidy(found) - found.credit == found.remains
    assert found.credit * 12 <= 2000
    assert known_subsidy(found) == known_subsidy(costs(Job(week, worth), known))
