"""The Dutch holidays from the law and the computus, so that no library is its own judge."""

from __future__ import annotations

from datetime import date, timedelta

FIXED = {
    (1, 1): "nieuwjaarsdag",
    (5, 5): "bevrijdingsdag",
    (12, 24): "kerstavond",
    (12, 25): "eerste kerstdag",
    (12, 26): "tweede kerstdag",
    (12, 31): "oudejaarsdag",
}
AROUND_EASTER = {
    -2: "goede vrijdag",
    0: "eerste paasdag",
    1: "tweede paasdag",
    39: "hemelvaartsdag",
    49: "eerste pinksterdag",
    50: "tweede pinksterdag",
}


def easter(year: int) -> date:
    """The anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def dutch_holidays(year: int) -> dict[date, set[str]]:
    """Every day for which a location makes a choice; Koningsdag is on the 26th when the 27th is a Sunday."""
    kingsday = date(year, 4, 27) if date(year, 4, 27).weekday() != 6 else date(year, 4, 26)
    named: dict[date, set[str]] = {kingsday: {"koningsdag"}}
    for (month, day), name in FIXED.items():
        named.setdefault(date(year, month, day), set()).add(name)
    for offset, name in AROUND_EASTER.items():
        named.setdefault(easter(year) + timedelta(days=offset), set()).add(name)
    return named
