"""Mistakes in values: what is wrong with a date, a time, a number or an hour, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, catalogue, nearest, perhaps, told

# A day, number, time or ja or nee that was typed wrong, told to staff with what was probably meant.


def not_a_date(name: str, value: str, meant: str) -> Words:
    return told("not-a-date", value=value, name=name, meant=meant or "2026-11-21")


def no_such_day(name: str, value: str) -> Words:
    return told("no-such-day", value=value, name=name)


def odd_year(name: str, value: str) -> Words:
    return told("odd-year", value=value, name=name)


def not_a_number(name: str, value: str, meant: str) -> Words:
    return told("not-a-number", value=value, name=name, meant=meant or "14.71")


def not_a_whole_number(name: str, value: str, meant: str) -> Words:
    return told("not-a-whole-number", value=value, name=name, meant=meant or "30")


def thousands(name: str, value: str, meant: str) -> Words:
    return told("thousands", value=value, name=name, meant=meant)


def negative(name: str, value: str) -> Words:
    return told("negative", value=value, name=name)


def out_of_bounds(name: str, value: int, least: int, most: int) -> Words:
    return told("out-of-bounds", value=value, name=name, least=least, most=most)


def not_yes_or_no(name: str, value: str, meant: str) -> Words:
    return told("not-yes-or-no-meant" if meant else "not-yes-or-no", value=value, name=name, meant=meant)


def hours_with_colons(name: str, value: str, meant: str) -> Words:
    return told("hours-with-colons", name=name, value=value, meant=meant)


def missing_weekday(day: str) -> Words:
    return told("missing-weekday", day=day)


def not_hours(name: str, value: str, choices: Iterable[str]) -> Words:
    others = "".join(catalogue.say("or-hours", choice=choice) for choice in choices)
    return told("not-hours", value=value, name=name, others=others)


def uncertain_weekday(name: str, value: str) -> Words:
    return told("uncertain-weekday", value=value, name=name)


def not_a_moment(name: str, value: str) -> Words:
    return told("not-a-moment", value=value, name=name)


# What makes that a service can never be booked, told to staff with what to do about it.


def pool_without_seats(pool: str, known: Iterable[str]) -> Words:
    return perhaps(nearest(pool, sorted(known)), "pool-without-seats", pool=pool)


def longer_than_a_day(minutes: int, longest: int) -> Words:
    return told("longer-than-a-day", minutes=minutes, longest=longest)


def unused_pool(pool: str, known: Iterable[str]) -> Words:
    return perhaps(nearest(pool, sorted(known)), "unused-pool", pool=pool)


def no_such_seat(seat: int, pool: str, seats: int) -> Words:
    return told("no-such-seat", seat=seat, pool=pool, seats=seats)


def not_on_grid(minutes: int) -> Words:
    return told("not-on-grid", count=minutes)


def no_time_between(moment: str, day_after: str) -> Words:
    return told("no-time-between", moment=moment, day_after=day_after)


def seat_without_pool(seat: int, pools: Iterable[str]) -> Words:
    return told("seat-without-pool", seat=seat, pools=", ".join(pools))


def day_twice(day: str, first_line: int) -> Words:
    return told("day-twice", day=day, first_line=first_line)
