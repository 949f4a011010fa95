"""A day, number, time or ja or nee that was typed wrong, told to staff with what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.problems import Words


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
