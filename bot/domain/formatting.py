"""Facts into Dutch: days, times, money and lists as people say them; the only module that knows babel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from bot.domain.time import local

DUTCH = Locale("nl", "NL")


def day(value: date, *, year_of: date | None = None) -> str:
    """`dinsdag 24 november`; with the year when it is another year than that of `year_of`."""
    pattern = "EEEE d MMMM" if year_of is not None and value.year == year_of.year else "EEEE d MMMM y"
    return str(format_date(value, pattern, locale=DUTCH))


def plain_day(value: date) -> str:
    """`21 november 2026`: for dates that only say how old something is."""
    return str(format_date(value, "d MMMM y", locale=DUTCH))


def clock(value: time | datetime) -> str:
    """`10.00 uur`."""
    return f"{value.hour}.{value.minute:02d} uur"


def hours(begin: time | datetime, end: time | datetime) -> str:
    """`van 10.00 tot 16.00 uur`."""
    return f"van {begin.hour}.{begin.minute:02d} tot {clock(end)}"


def moment(value: datetime, now: datetime) -> str:
    """`dinsdag 24 november om 10.00 uur`, with the year when it is not this year."""
    here = local(value)
    return f"{day(here.date(), year_of=local(now).date())} om {clock(here)}"


def moment_button(value: datetime) -> str:
    """`Dinsdag 24 november, 10.00 uur`: how a moment reads on a button."""
    here = local(value)
    text = f"{format_date(here.date(), 'EEEE d MMMM', locale=DUTCH)}, {clock(here)}"
    return text[0].upper() + text[1:]


def euro(value: Decimal) -> str:
    """`€ 1,01` and `€ 2.000`: cents only when there are any."""
    whole = value == value.to_integral_value()
    rounded = value.quantize(Decimal(1) if whole else Decimal("0.01"), ROUND_HALF_UP)
    text = format_currency(rounded, "EUR", "¤ #,##0" if whole else "¤ #,##0.00", locale=DUTCH, currency_digits=False)
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def euro_cents(value: Decimal) -> str:
    """`€ 1,01` and `€ 2.000,00`: always with cents, as in a table."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = format_currency(rounded, "EUR", "¤ #,##0.00", locale=DUTCH, currency_digits=False)
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def number(value: Decimal | int) -> str:
    """`12.900` and `2,58`."""
    return str(format_decimal(value, locale=DUTCH))


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit: `€ 1,01`, `70 %`, `24 maanden`."""
    if unit == "euro":
        return euro(value)
    return {"procent": f"{number(value)} %", "aantal": number(value)}.get(unit, f"{number(value)} {unit}")


def listed(items: Sequence[str], *, choice: bool = False) -> str:
    """`a, b en c`, or with `choice` `a, b of c`."""
    return str(format_list(list(items), style="or" if choice else "standard", locale=DUTCH))


def weekdays(numbers: Iterable[int]) -> str:
    """`maandag tot en met donderdag` for a run of three or more, else `maandag en woensdag`; 0 is Monday."""
    ordered = sorted(numbers)
    names = [str(DUTCH.days["format"]["wide"][one]) for one in ordered]
    if len(ordered) >= 3 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{names[0]} tot en met {names[-1]}"
    return listed(names)


def short_weekdays(numbers: Iterable[int]) -> str:
    """`ma di wo do`; 0 is Monday."""
    return " ".join(str(DUTCH.days["format"]["abbreviated"][one]) for one in sorted(numbers))


def language(code: str) -> str:
    """The Dutch name of a language: `ar` is Arabisch."""
    name = DUTCH.languages.get(code, code)
    return str(name)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
