"""What people tell of themselves, or of whom it is about, found in a sentence by the words of `kenmerken.yaml`.

A phrase of the list is a pattern: who it is about may be anyone, the verb may come last, small words may stand between, and a
number, a date or a place in it stands for any other, which the entity readers read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from bot.content.schema_signal_words import WordList, WordTable
from bot.content.schema_traits import Effect, Trait, TraitKind
from bot.understanding.clauses import Border, parts_at
from bot.understanding.dates.find_moment import find_moment
from bot.understanding.dates.lexicon import in_figures
from bot.understanding.signal_words import listed, values
from bot.understanding.text import words


@dataclass(frozen=True)
class Told:
    """A value of a trait with the words by which it was told."""

    trait: str
    value: str
    said: str


# Words of a sentence as the patterns see them.

_WHO, _IS, _HAS, _NUMBER, _DATE, _PLACE = "<wie>", "<is>", "<heeft>", "<getal>", "<dag>", "<plaats>"
_IF_REACH = 3
_YEARS = range(1930, 2020)


def _marked(typed: Sequence[str], places: Mapping[str, str]) -> list[str]:
    """The words with persons, verbs, numbers, days and places as marks, and the small words left out."""
    found: list[str] = []
    at = 0
    while at < len(typed):
        taken, mark = _mark(typed, at, places)
        if mark and not (mark == _DATE and found[-1:] == [_DATE]):
            found.append(mark)
        at += taken
    return found


def _mark(typed: Sequence[str], at: int, places: Mapping[str, str]) -> tuple[int, str]:
    """How many words are read, and as what; a small word is read as nothing."""
    word, following = typed[at], typed[at + 1] if at + 1 < len(typed) else ""
    for length in (3, 2, 1):
        if " ".join(typed[at : at + length]) in places:
            return min(length, len(typed) - at), _PLACE
    if word in listed(WordList.OF_WHOM) and following in values(WordTable.PERSONS):
        return 2, _WHO
    if (span := _date_span(typed, at)) > 0:
        return span, _DATE
    if word in listed(WordList.SELF) or word in listed(WordList.OTHERS):
        return 1, _WHO
    if word in listed(WordList.BEING):
        return 1, _IS
    if word in listed(WordList.HAVING):
        return 1, _HAS
    if _figure(word) is not None:
        return 1, _NUMBER
    return 1, "" if word in listed(WordList.SMALL) else word


def _date_span(typed: Sequence[str], at: int) -> int:
    """How many words from here name a day or time; a number alone names none."""
    end, certain = at, False
    days, beside = listed(WordList.DAYS_AND_MONTHS), listed(WordList.OF_DATES)
    while end < len(typed) and (typed[end] in days or typed[end] in beside or _figure(typed[end]) is not None or _is_ordinal(typed[end])):
        certain |= typed[end] in days or typed[end] in listed(WordList.LENGTHS_OF_TIME) or _is_ordinal(typed[end])
        end += 1
    return end - at if certain else 0


def _is_ordinal(word: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}(?:e|ste|de)", word) is not None


def _figure(word: str) -> int | None:
    """A number in figures or, above one, in words ("een" is an article)."""
    typed = re.fullmatch(r"([0-9]{1,4})(?:e|ste)?", word)
    spelt = re.fullmatch(r"[0-9]{1,4}", in_figures(word) or "")
    if typed:
        return int(typed[1])
    return int(spelt[0]) if spelt and int(spelt[0]) > 1 else None


def _says_on(verb: str, *, someone: bool) -> bool:
    """Whether a clause that begins with a verb goes on about who was named before: "en heb schulden"; not "zijn werkgever", which is of him."""
    return verb in listed(WordList.FIRST_PERSON) or (someone and verb not in listed(WordList.OF_WHOM))


# The patterns of all traits, ready to go through a sentence.


@dataclass(frozen=True)
class _Pattern:
    words: tuple[str, ...]
    trait: str
    value: str
    whole: bool
    """Names nobody ("vast contract"): it tells something only as a clause by itself."""


class TraitFinder:
    """Finds what a sentence tells; safe to share between threads. `places`: the names of places with their municipality."""

    def __init__(self, traits: Mapping[str, Trait], places: Mapping[str, str] | None = None) -> None:
        self.traits = traits
        self.places = {" ".join(words(name)): home for name, home in (places or {}).items()}
        self._by_first: dict[str, list[_Pattern]] = {}
        for pattern in self._patterns():
            self._by_first.setdefault(pattern.words[0], []).append(pattern)
        for patterns in self._by_first.values():
            patterns.sort(key=lambda one: -len(one.words))

    def find(self, text: str, now: datetime) -> tuple[Told, ...]:
        """What the text tells, one value per trait; what is only thought of ("als ik ziek word") is not told."""
        found: dict[str, Told] = {}
        someone = False
        for clause in (part.said for part in parts_at(text, Border.TOLD)):
            typed = words(clause)
            marked = _marked(typed, self.places)
            if marked[:1] in ([_IS], [_HAS]) and marked[1:2] != [_WHO] and _says_on(typed[0], someone=someone):
                marked.insert(0, _WHO)  # "ik ben 58 en heb schulden", "ben 58"
            someone |= _WHO in marked
            for pattern in (*self._told_in(marked), *self._told_in([mark for mark in marked if mark != _DATE])):
                if self._of_another(pattern, typed):
                    continue
                if pattern.trait not in found and (value := self._value(pattern, clause, now)):
                    found[pattern.trait] = Told(pattern.trait, value, " ".join(clause.split()))
        return tuple(found.values())

    def about(self, text: str) -> str:
        """Of whom it is told ("mijn dochter": `kind`), empty for oneself or when nobody is named."""
        typed = words(text)
        if not listed(WordList.GONE).isdisjoint(typed):
            return ""
        persons = values(WordTable.PERSONS)
        named = (persons[word] for before, word in pairwise(typed) if before in listed(WordList.MINE) and word in persons)
        return next(named, "")

    def _of_another(self, pattern: _Pattern, typed: Sequence[str]) -> bool:
        """Whether a side is told of somebody else: "mijn baas heeft een bedrijf" says nothing of who writes."""
        if self.traits[pattern.trait].effect is not Effect.ROLE or pattern.words[0] != _WHO:
            return False
        return listed(WordList.SELF).isdisjoint(typed) and typed[0] not in listed(WordList.FIRST_PERSON) | listed(WordList.HAVING)

    def _patterns(self) -> Iterator[_Pattern]:
        seen = set()
        for trait in self.traits.values():
            for value, said in trait.said.items():
                for variant in (variant for sentence in said for variant in self._variants(sentence)):
                    whole = _WHO not in variant and not (variant[0] in (_IS, _HAS) and len(variant) > 1)
                    pattern = _Pattern(variant, trait.id, value, whole)
                    if pattern not in seen and self._tells(trait, variant):
                        seen.add(pattern)
                        yield pattern

    def _variants(self, sentence: str) -> Iterable[tuple[str, ...]]:
        """The words as marks, and with the verb behind: 'ik ben doof' is 'omdat ik doof ben' too."""
        marked = tuple(_marked(words(sentence), self.places))
        if not marked:
            return ()
        if marked[0] == _WHO and len(marked) > 2 and marked[1] in (_IS, _HAS):
            return (marked, (_WHO, *marked[2:], marked[1]))
        return (marked,)

    def _tells(self, trait: Trait, marked: tuple[str, ...]) -> bool:
        """Whether a pattern holds more than marks; of a number, date or place it must hold that."""
        mark = {TraitKind.NUMBER: _NUMBER, TraitKind.DATE: _DATE, TraitKind.MUNICIPALITY: _PLACE}.get(trait.kind)
        if mark:
            return mark in marked and len(marked) > 1
        return any(not word.startswith("<") for word in marked)

    def _told_in(self, marked: Sequence[str]) -> Iterator[_Pattern]:
        """The patterns that stand in a clause, the longest first at each place; not what is denied or only thought of."""
        for at, word in enumerate(marked):
            if not listed(WordList.ONLY_THOUGHT).isdisjoint(marked[max(0, at - _IF_REACH) : at]):
                continue
            for pattern in self._by_first.get(word, ()):
                end = at + len(pattern.words)
                fits = tuple(marked[at:end]) == pattern.words and (not pattern.whole or len(marked) == len(pattern.words))
                if fits and listed(WordList.TRAIT_DENIED).isdisjoint(marked[end : end + 1]):
                    yield pattern

    def _value(self, pattern: _Pattern, clause: str, now: datetime) -> str:
        trait = self.traits[pattern.trait]
        if trait.by_words:
            return pattern.value
        if trait.kind is TraitKind.NUMBER:
            return _number_in(trait.id, clause, now.date())
        if trait.kind is TraitKind.DATE:
            return _day_in(clause, now)
        return next((home for name, home in sorted(self.places.items(), key=lambda one: -len(one[0])) if _holds(clause, name)), "")


_BOUNDS = {"leeftijd": (14, 99), "uren": (1, 60), "loonwaarde": (1, 100)}
"""What a number of this trait can be; another is another number."""


def _number_in(trait: str, clause: str, today: date) -> str:
    least, most = _BOUNDS.get(trait, (0, 9999))
    for word in words(clause):
        number = _figure(word)
        if trait == "leeftijd" and number in _YEARS:
            number = today.year - (number or 0)
        if number is not None and least <= number <= most:
            return str(number)
    return ""


def _day_in(clause: str, now: datetime) -> str:
    """The first day that a clause names, of a range the last; "voor vrijdag" names Friday."""
    typed = words(clause)
    spans = (typed[at : at + _date_span(typed, at)] for at in range(len(typed)))
    moment = find_moment(" ".join(next((span for span in spans if span), ())), now)
    day = moment.date or (moment.span[1] if moment.span else None) or moment.date_from
    return day.isoformat() if day else ""


def _holds(clause: str, name: str) -> bool:
    return f" {name} " in f" {' '.join(words(clause))} "
