"""What an afspraakbaan costs an employer, about: subsidy, tax credit and what remains; exact until it is shown.

The rules are those of the Participatiewet (loonkostensubsidie) and of the Wtl (loonkostenvoordeel). The subsidy (LKS) is the
minimum wage minus the loonwaarde, at most 70 % of the minimum wage, with holiday allowance, in proportion to the hours. The tax
credit (LKV banenafspraak) is an amount per paid hour with a maximum per year. Wage above the minimum wage is the employer's own,
and the employer's charges are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.content.entries import Amount, AmountValue
from bot.content.roles import CostAmounts

YOUNGEST, GROWN_UP = 15, 21
"""Ages in years: a minimum wage exists from 15; from 21 on it is the full one."""
WEEKS, MONTHS, HUNDRED = Decimal(52), Decimal(12), Decimal(100)


def wage_id(names: CostAmounts, age: int) -> str:
    """The amount that is the minimum wage at an age in years, empty when we have none. Raises ValueError below 15: then there is none."""
    if age < YOUNGEST:
        raise ValueError(f"there is no minimum wage at {age} years; give an age of {YOUNGEST} or more")
    return names.wages.get(min(age, GROWN_UP), "")


@dataclass(frozen=True)
class Parameter:
    """An amount on a day: what holds then, and what was the last that we knew."""

    amount: Amount
    now: AmountValue | None
    last: AmountValue | None

    @property
    def value(self) -> Decimal | None:
        """The value that holds, None when we do not know it."""
        return self.now.value if self.now else None

    @property
    def part(self) -> Decimal | None:
        """A percentage that holds, as a part of one."""
        return self.now.value / HUNDRED if self.now else None


@dataclass(frozen=True)
class Parameters:
    """All that others than the employer decide, on one day, for someone of one age."""

    wage: Parameter
    holiday: Parameter
    cap: Parameter
    charges: Parameter
    credit_hour: Parameter
    credit_year: Parameter

    def __iter__(self) -> Iterator[Parameter]:
        return iter((self.wage, self.holiday, self.cap, self.charges, self.credit_hour, self.credit_year))

    @property
    def until(self) -> date | None:
        """The last day on which all the amounts that we know hold, None when none of them ends."""
        return min((one.now.valid_until for one in self if one.now and one.now.valid_until), default=None)


def parameters(amounts: Mapping[str, Amount], names: CostAmounts, day: date, age: int) -> Parameters:
    """The parameters on a day at an age in years; an amount that is not in the content is one that we do not know."""
    ids = (wage_id(names, age), names.holiday, names.cap, names.charges, names.credit_hour, names.credit_year)
    return Parameters(*(_parameter(amounts.get(name) or Amount(name, name, "aantal", ()), day) for name in ids))


def _parameter(amount: Amount, day: date) -> Parameter:
    return Parameter(amount, amount.on(day), amount.last_known(day))


@dataclass(frozen=True)
class Job:
    """The work: gross wage in euros per hour (None: the minimum wage), hours per week, loonwaarde as a part of one."""

    hours: Decimal
    worth: Decimal
    wage: Decimal | None = None


@dataclass(frozen=True)
class Costs:
    """Exact amounts in euros, per month unless the name says otherwise; None is what cannot be known on that day."""

    share: Decimal | None
    """The part of the minimum wage that the subsidy is."""
    subsidy_hour: Decimal | None
    subsidy: Decimal | None
    charges: Decimal | None
    """What the municipality adds for the employer's charges; it is no part of `remains`, for the charges are not either."""
    gross: Decimal | None
    """Wage with holiday allowance."""
    credit: Decimal | None
    remains: Decimal | None
    """Gross minus subsidy minus credit."""


def subsidised(worth: Decimal, cap: Decimal) -> Decimal:
    """The part of the minimum wage that is subsidised: what is missing in loonwaarde, at most the cap."""
    return min(max(1 - worth, Decimal(0)), cap)


def per_month(per_hour: Decimal, hours: Decimal) -> Decimal:
    """From an hour to a month: 52 weeks over 12 months."""
    return per_hour * hours * WEEKS / MONTHS


def subsidy_per_hour(wage: Decimal, share: Decimal, holiday: Decimal) -> Decimal:
    """The subsidy per hour in euros: a share of the minimum wage, with holiday allowance over it."""
    return wage * share * (1 + holiday)


def credit_per_month(per_hour: Decimal, most: Decimal, hours: Decimal) -> Decimal:
    """The tax credit over a year of paid hours, at most its maximum, spread over the months."""
    return min(per_hour * hours * WEEKS, most) / MONTHS


def costs(job: Job, known: Parameters) -> Costs:
    """What a job costs, about; every amount that needs an unknown parameter is None."""
    cap, holiday = known.cap.part, known.holiday.part
    share = subsidised(job.worth, cap) if cap is not None else None
    hourly = _subsidy(known.wage.value, share, holiday)
    subsidy = per_month(hourly, job.hours) if hourly is not None else None
    wage = known.wage.value if job.wage is None else job.wage
    gross = per_month(wage, job.hours) * (1 + holiday) if wage is not None and holiday is not None else None
    credit = _credit(job, known)
    remains = gross - subsidy - credit if gross is not None and subsidy is not None and credit is not None else None
    charges = subsidy * known.charges.part if subsidy is not None and known.charges.part is not None else None
    return Costs(share, hourly, subsidy, charges, gross, credit, remains)


def _subsidy(wage: Decimal | None, share: Decimal | None, holiday: Decimal | None) -> Decimal | None:
    if wage is None or share is None or holiday is None:
        return None
    return subsidy_per_hour(wage, share, holiday)


def _credit(job: Job, known: Parameters) -> Decimal | None:
    hourly, most = known.credit_hour.value, known.credit_year.value
    return credit_per_month(hourly, most, job.hours) if hourly is not None and most is not None else None


def cents(value: Decimal) -> Decimal:
    """Rounded to whole cents, halves up: once, where it is shown."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
