"""Mistakes in facets and variants: what is wrong, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, meant_or, nearest


def answer_or_see(facet: str) -> Words:
    return (
        f"bij het facet '{facet}' hoort óf 'antwoord' óf 'zie'.",
        "Schrijf antwoord: met de tekst (of onbekend), of zie: met het id van de vraag die het vertelt.",
    )


def not_called(topic: str) -> Words:
    return f"bij '{topic}' staan facetten, en 'noemen' ontbreekt.", "Voeg toe hoe het in een zin heet, bijvoorbeeld: noemen: een bbl"


def no_facet_source(topic: str, facet: str, risk: str) -> Words:
    return (
        f"het facet '{facet}' van '{topic}' gaat over {risk} en heeft geen bron.",
        "Voeg toe: bron: met een webadres. Zonder bron mag het niet gezegd worden.",
    )


def sees_itself(topic: str, facet: str) -> Words:
    return f"het facet '{facet}' van '{topic}' verwijst naar zichzelf.", "Schrijf een antwoord, of het id van een andere vraag."


def sees_on(topic: str, facet: str, other: str) -> Words:
    return (
        f"het facet '{facet}' van '{topic}' verwijst naar '{other}', en dat verwijst zelf verder.",
        "Verwijs meteen naar de vraag die het vertelt.",
    )


def unknown_condition(name: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return f"'{name}' is niets wat de assistent van iemand weet.", meant_or(nearest(name, known), f"Kies uit: {', '.join(known)}.")


def unknown_value(value: str, name: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return f"'{value}' kan niet bij '{name}'.", meant_or(nearest(value, known), f"Kies uit: {', '.join(known)}.")


def not_a_bound(name: str) -> Words:
    return f"bij '{name}' hoort een getal: boven of onder.", f"Schrijf bijvoorbeeld: {name}: {{boven: 55}}."


def bound_of_words(name: str) -> Words:
    return f"'{name}' is geen getal; boven en onder kunnen daar niet.", f"Schrijf de waarde, bijvoorbeeld: {name}: ja."
