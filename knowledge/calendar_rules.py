"""The rules of the agenda that need more than one field: ids once, seats for every service, a day that is long enough."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import calendar_problems, problems
from knowledge.services import Location, Service
from knowledge.sheets import Sheet


def check_calendar(sheet: Sheet, services: Sequence[Service], locations: Sequence[Location]) -> None:
    """Note what makes that a service can never be booked, or that one hides another."""
    _check_ids(sheet, services)
    _check_ids(sheet, locations)
    pools = {pool for location in locations for pool, seats in location.seats.items() if seats}
    longest = max((_minutes(location) for location in locations), default=0)
    for service in services:
        if locations and service.pool and service.pool not in pools:
            sheet.wrong(service.lines.of("groep").line, calendar_problems.pool_without_seats(service.pool, pools))
        if longest and service.minutes > longest:
            sheet.wrong(service.lines.of("duur_minuten").line, calendar_problems.longer_than_a_day(service.minutes, longest))
    for location in locations:
        _check_closures(sheet, location)
        used = {service.pool for service in services}
        for pool in location.seats:
            if services and pool not in used:
                sheet.wrong(location.seat_lines.of(pool).line, calendar_problems.unused_pool(pool, used), warning=True)
        if location.opens_on and location.closes_after and location.closes_after < location.opens_on:
            words = problems.ends_before_it_begins(str(location.opens_on), str(location.closes_after))
            sheet.wrong(location.lines.of("tot").line, words)


def _check_ids(sheet: Sheet, listed: Sequence[Service] | Sequence[Location]) -> None:
    seen: dict[str, int] = {}
    for one in listed:
        line = one.lines.of("id").line
        first = seen.setdefault(one.id, line)
        if first != line:
            sheet.wrong(line, problems.double_id(one.id, sheet.place(first)))


def _minutes(location: Location) -> int:
    """The longest time without a break that a location is open in an ordinary week or on a day of its own."""
    days = [*location.week.values(), *location.exceptions.values()]
    spans = (hours for day in days for hours in day)
    return max((60 * (one.end.hour - one.begin.hour) + one.end.minute - one.begin.minute for one in spans), default=0)


def _check_closures(sheet: Sheet, location: Location) -> None:
    for closure in location.closures:
        if closure.seat is not None and not closure.pool:
            sheet.wrong(closure.lines.of("stoel").line, calendar_problems.seat_without_pool(closure.seat, location.seats))
        elif closure.pool and closure.pool not in location.seats:
            words = problems.unknown_id(closure.pool, "de groep", location.seats)
            sheet.wrong(closure.lines.of("groep").line, words)
        elif closure.seat is not None and closure.seat > location.seats.get(closure.pool, 0):
            words = calendar_problems.no_such_seat(closure.seat, closure.pool, location.seats.get(closure.pool, 0))
            sheet.wrong(closure.lines.of("stoel").line, words)
