"""Mistakes in facets and variants: what is wrong, and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.problems import Words, nearest, perhaps, told


def answer_or_see(facet: str) -> Words:
    return told("answer-or-see", facet=facet)


def not_called(topic: str) -> Words:
    return told("not-called", topic=topic)


def no_facet_source(topic: str, facet: str, risk: str) -> Words:
    return told("no-facet-source", facet=facet, topic=topic, risk=risk)


def sees_itself(topic: str, facet: str) -> Words:
    return told("sees-itself", facet=facet, topic=topic)


def sees_on(topic: str, facet: str, other: str) -> Words:
    return told("sees-on", facet=facet, topic=topic, other=other)


def unknown_condition(name: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return perhaps(nearest(name, known), "unknown-condition", name=name, known=", ".join(known))


def unknown_value(value: str, name: str, known: Iterable[str]) -> Words:
    known = sorted(known)
    return perhaps(nearest(value, known), "unknown-value", value=value, name=name, known=", ".join(known))


def not_a_bound(name: str) -> Words:
    return told("not-a-bound", name=name)


def bound_of_words(name: str) -> Words:
    return told("bound-of-words", name=name)
