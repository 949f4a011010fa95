"""Why a text is no plain language, or will not stay true, told to staff with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.content.problems import Place, Words, catalogue, perhaps, told


def long_sentence(sentence: str, count: int, limit: int) -> Words:
    return told("long-sentence", count=count, limit=limit, sentence=_cut(sentence))


def _cut(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"


def long_text(name: str, count: int, limit: int) -> Words:
    return told("long-text", name=name, count=count, limit=limit)


def informal(word: str) -> Words:
    return told("informal", word=word)


def figure_of_speech(words: str) -> Words:
    return told("figure-of-speech", words=words)


def abbreviated(short: str, full: str) -> Words:
    return told("abbreviated", short=short, full=full)


def unknown_abbreviation(short: str) -> Words:
    return told("unknown-abbreviation", short=short)


def rather(word: str, plain: str) -> Words:
    return told("rather", word=word, plain=plain)


def jargon(word: str) -> Words:
    return told("jargon", word=word)


def shouting(word: str) -> Words:
    return told("shouting", word=word, small=word.lower())


def exclaiming() -> Words:
    return told("exclaiming")


def bulleted(sign: str) -> Words:
    return told("bulleted", sign=sign)


def long_word(word: str, letters: int) -> Words:
    return told("long-word", word=word, letters=letters)


def mean_too_long(mean: float, limit: int) -> Words:
    return told("mean-too-long", mean=f"{mean:.1f}".replace(".", ","), limit=limit)


def passive(count: int, total: int) -> Words:
    return told("passive", count=count, total=total)


def review_due(question: str, when: date, days: int) -> Words:
    return told("review-due", question=question, when=when, left=_left(days))


def expiring(what: str, when: date, days: int) -> Words:
    return told("expiring", what=what, when=when, left=_left(days))


def _left(days: int) -> str:
    """How long there is, or how long ago it was."""
    if days < -1:
        return catalogue.say("days-ago", days=-days)
    if days in (-1, 0):
        return catalogue.say("today" if days == 0 else "yesterday")
    return catalogue.say("within-days", count=days)


def not_yet_valid(what: str, when: date) -> Words:
    return told("not-yet-valid", what=what, when=when)


def checked_in_the_future(when: date) -> Words:
    return told("checked-in-the-future", when=when)


def unmarked_year(year: str) -> Words:
    return told("unmarked-year", year=year)


def unmarked_amount(amount: str) -> Words:
    return told("unmarked-amount", amount=amount)


def repeated_fact(value: str, slot: str, place: Place) -> Words:
    return told("repeated-fact", value=value, place=place, slot=slot)


def not_knowing(said: str) -> Words:
    return told("not-knowing", said=said)


def of_calendar(said: str, slots: Iterable[str]) -> Words:
    return told("of-calendar", said=said, slots=catalogue.say("or").join(f"{{{slot}}}" for slot in slots))


def loose_fact(value: str) -> Words:
    return told("loose-fact", value=value)


def unknown_holiday(name: str, meant: str) -> Words:
    return perhaps(meant, "unknown-holiday", name=name)


def missing_holidays(location: str, year: int, names: str) -> Words:
    return told("missing-holidays", location=location, year=year, names=names)


def over_notice(when: date) -> Words:
    return told("over-notice", when=when)


def not_a_saying(line: str) -> Words:
    return told("not-a-saying", line=line)


def no_signal(line: str) -> Words:
    return told("no-signal", line=line)


def no_pattern(line: str) -> Words:
    return told("no-pattern", line=line)


def signal_twice(line: str, name: str) -> Words:
    return told("signal-twice", line=line, name=name)


def silences(saying: str, cry: str) -> Words:
    return told("silences", saying=saying, cry=_cut(cry))
