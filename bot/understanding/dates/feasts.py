"""Feasts and school holidays: their names and their dates."""

from collections.abc import Callable
from datetime import date

from bot.understanding.dates.arithmetic import Span, first_after, last_before, later

# Dutch holidays by name, for the years in which someone may make an appointment.
#
# Sources: Algemene termijnenwet art. 3 (public holidays); rijksoverheid.nl "Officiële feestdagen" (King's Day moves to
# 26 April when the 27th is a Sunday). Holidays that follow the moon are left out: their day is seen, not computed.

Reckoned = Callable[[int], Span]


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _from_easter(first: int, last: int | None = None) -> Reckoned:
    return lambda year: (later(easter(year), first), later(easter(year), first if last is None else last))


def _on(month: int, day: int, length: int = 1) -> Reckoned:
    return lambda year: (date(year, month, day), later(date(year, month, day), length - 1))


def _nth(weekday: int, nth: int, month: int) -> Reckoned:
    def reckoned(year: int) -> Span:
        day = later(first_after(last_before(date(year, month, 1), weekday), weekday), 7 * (nth - 1))
        return day, day

    return reckoned


def _kings_day(year: int) -> Span:
    day = date(year, 4, 27)
    day = later(day, -1) if day.weekday() == 6 else day
    return day, day


# Longer names first: "paasmaandag" before "pasen", "kerstavond" before "kerst".
HOLIDAYS: tuple[tuple[str, Reckoned], ...] = (
    (r"carnaval", _from_easter(-49, -47)),
    (r"aswoensdag", _from_easter(-46)),
    (r"palmzondag", _from_easter(-7)),
    (r"witte donderdag", _from_easter(-3)),
    (r"goede vrijdag", _from_easter(-2)),
    (r"(?:stille|paas) ?zaterdag", _from_easter(-1)),
    (r"(?:eerste|1e) paasdag|paaszondag", _from_easter(0)),
    (r"(?:tweede|2e) paasdag|paasmaandag", _from_easter(1)),
    (r"(?:de )?pasen|(?:het )?paasweekend|(?:de )?paasdagen", _from_easter(0, 1)),
    (r"hemelvaart(?:sdag)?", _from_easter(39)),
    (r"(?:eerste|1e) pinksterdag|pinksterzondag", _from_easter(49)),
    (r"(?:tweede|2e) pinksterdag|pinkstermaandag", _from_easter(50)),
    (r"(?:de )?pinksteren|(?:het )?pinksterweekend|pinksterdagen", _from_easter(49, 50)),
    (r"nieuwjaarsdag|nieuwjaar", _on(1, 1)),
    (r"driekoningen", _on(1, 6)),
    (r"dag van de arbeid", _on(5, 1)),
    (r"valentijn(?:sdag)?", _on(2, 14)),
    (r"koningsdag", _kings_day),
    (r"dodenherdenking", _on(5, 4)),
    (r"bevrijdingsdag", _on(5, 5)),
    (r"moederdag", _nth(6, 2, 5)),
    (r"vaderdag", _nth(6, 3, 6)),
    (r"gronings ontzet|bommen berend", _on(8, 28)),
    (r"prinsjesdag", _nth(1, 3, 9)),
    (r"dierendag", _on(10, 4)),
    (r"halloween", _on(10, 31)),
    (r"sint[ -]maarten", _on(11, 11)),
    (r"sinterklaas(?:avond)?|pakjesavond", _on(12, 5)),
    (r"kerstavond", _on(12, 24)),
    (r"(?:eerste|1e) kerstdag", _on(12, 25)),
    (r"(?:tweede|2e) kerstdag", _on(12, 26)),
    (r"oud ?(?:en|-) ?nieuw|jaarwisseling", _on(12, 31, 2)),
    (r"(?:de )?feestdagen", _on(12, 25, 8)),  # in December: Christmas up to New Year's Day
    (r"(?:oudjaar|oudejaar)s?(?:dag|avond)?", _on(12, 31)),
    (r"(?:de )?kerst", _on(12, 25, 2)),
)
# The names long enough to mend when misspelt: "passen" is not "pasen".
FEASTS = (
    "carnaval", "hemelvaart", "hemelvaartsdag", "pinksteren", "pinksterdag", "nieuwjaar", "nieuwjaarsdag",
    "koningsdag", "bevrijdingsdag", "moederdag", "vaderdag", "sinterklaas", "pakjesavond", "kerstavond", "kerstdag",
    "oudjaarsdag", "oudjaarsavond", "oudejaarsdag", "oudejaarsavond", "kerstvakantie", "voorjaarsvakantie", "meivakantie",
    "zomervakantie", "herfstvakantie",
)  # fmt: skip


def coming_feast(reckoned: Reckoned, today: date) -> Span:
    """The first of these that is not over."""
    years = range(today.year - 1, today.year + 2)  # the year before, as "oud en nieuw" ends in the next
    return next(span for span in map(reckoned, years) if span[1] >= today)


def last_feast(reckoned: Reckoned, today: date) -> Span:
    """The last of these that is over."""
    years = range(today.year, today.year - 3, -1)
    return next(span for span in map(reckoned, years) if span[1] < today)


# School holidays in region Noord (Groningen, Friesland, Drenthe), as people plan around them.
#
# Source: rijksoverheid.nl, "Overzicht schoolvakanties per schooljaar", region Noord. Schools may differ, and often take
# a second week in spring; beyond the last year here, a school holiday is not understood rather than guessed.
# Add a year when the ministry has published it.

SCHOOL_HOLIDAY_NAMES: tuple[tuple[str, str], ...] = (
    (r"(?:de )?herfstvakantie", "herfst"),
    (r"(?:de )?kerstvakantie", "kerst"),
    (r"(?:de )?(?:voorjaars|krokus)vakantie", "voorjaar"),
    (r"(?:de )?mei ?vakantie", "mei"),
    (r"(?:de )?(?:zomer|grote )vakantie", "zomer"),
)

SCHOOL_HOLIDAYS: tuple[tuple[str, date, date], ...] = (
    # 2025-2026
    ("kerst", date(2025, 12, 20), date(2026, 1, 4)),
    ("voorjaar", date(2026, 2, 21), date(2026, 3, 1)),
    ("mei", date(2026, 4, 25), date(2026, 5, 3)),
    ("zomer", date(2026, 7, 4), date(2026, 8, 16)),
    # 2026-2027; for autumn, spring and summer the page itself was not at hand: checked against regio Midden and the six-year rota
    ("herfst", date(2026, 10, 10), date(2026, 10, 18)),
    ("kerst", date(2026, 12, 19), date(2027, 1, 3)),
    ("voorjaar", date(2027, 2, 20), date(2027, 2, 28)),
    ("mei", date(2027, 4, 24), date(2027, 5, 2)),
    ("zomer", date(2027, 7, 10), date(2027, 8, 22)),
    # 2027-2028
    ("herfst", date(2027, 10, 16), date(2027, 10, 24)),
    ("kerst", date(2027, 12, 25), date(2028, 1, 9)),
    ("voorjaar", date(2028, 2, 19), date(2028, 2, 27)),
    ("mei", date(2028, 4, 29), date(2028, 5, 7)),
    ("zomer", date(2028, 7, 15), date(2028, 8, 27)),
)


def school_holiday_of(name: str, year: int) -> Span | None:
    """The school holiday of this name that begins in a year, or None when that year is not known yet."""
    return next(((first, last) for held, first, last in SCHOOL_HOLIDAYS if held == name and first.year == year), None)


def last_school_holiday(name: str, today: date) -> Span | None:
    """The last school holiday of this name that is over."""
    over = [(first, last) for held, first, last in SCHOOL_HOLIDAYS if held == name and last < today]
    return over[-1] if over else None


def coming_school_holiday(name: str, today: date) -> Span | None:
    """The first school holiday of this name that is not over, or None when its year is not known yet."""
    known = ((first, last) for held, first, last in SCHOOL_HOLIDAYS if held == name)
    return next((span for span in known if span[1] >= today and (span[0] - today).days < 366), None)
