"""Mistakes in values: what is wrong with a date, a time, a number or an hour, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, meant_or, nearest

# A day, number, time or ja or nee that was typed wrong, told to staff with what was probably meant.


def not_a_date(name: str, value: str, meant: str) -> Words:
    return (
        f"'{value}' bij '{name}' is geen datum zoals wij die schrijven.",
        f"Schrijf jaar-maand-dag, bijvoorbeeld {meant or '2026-11-21'}.",
    )


def no_such_day(name: str, value: str) -> Words:
    return f"de datum '{value}' bij '{name}' bestaat niet.", "Kijk op de kalender. Schrijf jaar-maand-dag, bijvoorbeeld 2026-11-21."


def odd_year(name: str, value: str) -> Words:
    return f"de datum '{value}' bij '{name}' ligt in een vreemd jaar.", "Is het jaar goed getypt?"


def not_a_number(name: str, value: str, meant: str) -> Words:
    return f"'{value}' bij '{name}' is geen getal.", f"Schrijf alleen het getal, met een punt voor de decimalen: {meant or '14.71'}"


def not_a_whole_number(name: str, value: str, meant: str) -> Words:
    return f"'{value}' bij '{name}' is geen heel getal.", f"Schrijf alleen het getal, zonder woorden erbij: {meant or '30'}"


def thousands(name: str, value: str, meant: str) -> Words:
    return f"'{value}' bij '{name}' leest de computer als een getal met decimalen.", f"Schrijf duizendtallen zonder punt: {meant}"


def negative(name: str, value: str) -> Words:
    return f"'{value}' bij '{name}' is minder dan nul.", "Schrijf het getal zonder minteken."


def out_of_bounds(name: str, value: int, least: int, most: int) -> Words:
    return f"{value} kan niet bij '{name}'.", f"Kies een getal van {least} tot en met {most}."


def not_yes_or_no(name: str, value: str, meant: str) -> Words:
    return f"'{value}' bij '{name}' is geen ja of nee.", f"Schrijf {meant}." if meant else "Schrijf ja of nee."


def hours_with_colons(name: str, value: str, meant: str) -> Words:
    return (
        f"bij '{name}' staan de tijden met een dubbele punt: '{value}'.",
        f"Dat gaat goed, maar overal elders staat een punt. Schrijf: {meant}",
    )


def missing_weekday(day: str) -> Words:
    return f"bij 'openingstijden' ontbreekt '{day}'; die dag geldt nu als dicht.", f"Voeg een regel toe: {day}: dicht, of de tijden."


def not_hours(name: str, value: str, choices: Iterable[str]) -> Words:
    remedy = ", ".join(("Schrijf bijvoorbeeld 10.00-16.00", "of 9.00-12.00, 13.00-17.00", *(f"of {choice}" for choice in choices)))
    return f"'{value}' bij '{name}' is geen openingstijd.", f"{remedy}."


def uncertain_weekday(name: str, value: str) -> Words:
    return (
        f"'{value}' kan niet bij '{name}', een vaste dag van de week.",
        "Schrijf hier de tijden, of dicht. Is één datum onzeker? Zet die bij 'uitzonderingen', met open: onzeker.",
    )


def not_a_moment(name: str, value: str) -> Words:
    return f"'{value}' bij '{name}' is geen datum met een tijd.", "Schrijf jaar-maand-dag en de tijd, bijvoorbeeld 2026-12-24 12.00."


# What makes that a service can never be booked, told to staff with what to do about it.


def pool_without_seats(pool: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return (
        f"de groep '{pool}' heeft nergens stoelen; voor deze dienst is dan nooit een moment vrij.",
        meant_or(nearest(pool, known), f"Zet onder 'stoelen' van een locatie: {pool}: 1"),
    )


def longer_than_a_day(minutes: int, longest: int) -> Words:
    return f"de dienst duurt {minutes} minuten, maar geen locatie is zo lang achter elkaar open.", f"Kies hooguit {longest} minuten."


def unused_pool(pool: str, known: Iterable[str]) -> Words:
    return f"geen dienst hoort bij de groep '{pool}'.", meant_or(
        nearest(pool, sorted(known)), "Haal de regel weg, of noem de groep bij een dienst."
    )


def no_such_seat(seat: int, pool: str, seats: int) -> Words:
    return f"stoel {seat} van '{pool}' bestaat niet.", f"Kies een stoel van 1 tot en met {seats}."


def not_on_grid(minutes: int) -> Words:
    return f"een raster van {minutes} minuten past niet in een uur.", "Kies 5, 10, 15, 20, 30 of 60."


def no_time_between(moment: str, day_after: str) -> Words:
    return (
        f"'van' en 'tot' zijn hetzelfde moment ({moment}); zo is er niets gesloten.",
        f"De hele dag dicht? Schrijf: tot: {day_after}. Een deel? Zet er tijden achter, bijvoorbeeld 12.00.",
    )


def seat_without_pool(seat: int, pools: Iterable[str]) -> Words:
    return f"bij stoel {seat} ontbreekt 'groep'.", f"Voeg toe: groep: met een van deze namen: {', '.join(pools)}."


def day_twice(day: str, first_line: int) -> Words:
    return f"voor {day} staan er twee uitzonderingen (ook op regel {first_line}).", "Haal een van beide weg, of verander de datum."
