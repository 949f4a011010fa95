"""What makes that a service can never be booked, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.problems import Words, meant_or, nearest


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
