"""Checks over files: what refers to what, what stands twice, whether texts are plain, and loose facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.content import facet_checks, file_problems, language_problems, problems
from bot.content.clock import MONTHS
from bot.content.entries import BACKGROUND, DANGER, Act, Amount, Entry, FacetWords, Fact, Lines, Notice, Word
from bot.content.model import Employers, Knowledge, Municipality, Occasion
from bot.content.phrases import Phrases
from bot.content.plain_language import Fault, Gate, LanguageRules
from bot.content.problems import Place, Problem, Words
from bot.content.roles import Roles, unknown_parts
from bot.content.schema_entries import MAX_ANSWER_WORDS, MAX_SHORT_WORDS, Example
from bot.content.schema_traits import Trait
from bot.content.services import Calendar
from bot.content.templates import unknown_slots
from bot.content.text_fields import same

# A file that is a copy of another: told once, and not for everything that stands in both.

_COPY = re.compile(r"\b(?:kopie|copie|copy)\b|\(\d+\)|_\d+\.|(?:^|/)oud\b|\boud\.|backup", re.IGNORECASE)


def copies(entries: Sequence[Entry]) -> Iterator[tuple[str, Problem]]:
    """The copies by their file: at least half of its ids stand in another file, and two, or one when it is called a copy."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(entry.place.file, set()).add(entry.id)
    names = sorted(ids, key=lambda name: (bool(_COPY.search(name)), len(name), name))
    for number, name in enumerate(names):
        other = max(names[:number], key=lambda one: len(ids[one] & ids[name]), default="")
        shared = len(ids[other] & ids[name]) if other else 0
        if shared * 2 >= len(ids[name]) and shared >= (1 if _COPY.search(name) else 2):
            yield name, Problem(Place(name), *file_problems.copy(other.rsplit("/", 1)[-1], shared))


def without(entries: Sequence[Entry], files: Collection[str]) -> tuple[Entry, ...]:
    """The entries, without those of the copies that stand elsewhere too."""
    elsewhere = {entry.id for entry in entries if entry.place.file not in files}
    return tuple(entry for entry in entries if entry.place.file not in files or entry.id not in elsewhere)


# The rules that need more than one file: ids once, sentences once, references that exist.

_ID_LINE = re.compile(r"^\s*(?:-\s*)?id\s*:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """What was read of one folder, mistakes and all. `acts` is None when they are not known."""

    entries: tuple[Entry, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)
    amounts: tuple[Amount, ...] = ()
    facts: tuple[Fact, ...] = ()
    words: tuple[Word, ...] = ()
    notice: Notice | None = None
    municipalities: tuple[Municipality, ...] = ()
    employers: Employers = field(default_factory=Employers)
    occasions: tuple[Occasion, ...] = ()
    examples: Mapping[str, tuple[Example, ...]] = field(default_factory=dict)
    acts: tuple[Act, ...] | None = None
    facet_words: Mapping[str, FacetWords] = field(default_factory=dict)
    traits: Mapping[str, Trait] | None = None
    """What people tell of themselves; None when the list could not be read."""
    roles: Roles = field(default_factory=Roles)


def disagreements(read: Read, unread: Mapping[str, str]) -> Iterator[Problem]:
    """Every problem between files. `unread`: the text of files that were not read to the end; what may stand there is no problem."""
    copied = dict(copies(read.entries))
    yield from copied.values()
    read = replace(read, entries=without(read.entries, copied))
    yield from _twice("id", read.entries)
    yield from _twice("id", [*read.facts, *read.amounts])
    yield from _same_question(read.entries)
    yield from _double_words(read.words)
    yield from _unknown(read, unread)
    yield from unknown_parts(read.roles, _ids_by_kind(read, unread))
    if not any(name.startswith(("feiten", "bedragen")) for name in unread):
        yield from unknown_slots(read.entries, read.facts, read.amounts, read.municipalities, read.occasions, read.facet_words.values())
    yield from _sentences(read)
    yield from facet_checks.disagreements(read.entries, _ids_in(unread), read.traits)


def _ids_in(unread: Mapping[str, str]) -> set[str]:
    """The ids that stand in files that were not read to the end."""
    return {found for text in unread.values() for found in _ID_LINE.findall(text)}


def _ids_by_kind(read: Read, unread: Mapping[str, str]) -> dict[str, set[str]]:
    """Per kind the ids that exist, of the kinds of which all files were read."""
    kinds = {
        "de vraag": ("vragen/", {one.id for one in read.entries}),
        "de dienst": ("afspraken", set(read.calendar.services)),
        "het feit": ("feiten", {one.id for one in read.facts}),
        "het bedrag": ("bedragen", {one.id for one in read.amounts}),
    }
    return {kind: ids for kind, (files, ids) in kinds.items() if not any(name.startswith(files) for name in unread)}


def _problem(place: Place, words: Words, *, warning: bool = False) -> Problem:
    return Problem(place, *words, warning=warning)


def _twice(name: str, listed: Iterable[Entry | Fact | Amount]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for one in listed:
        if seen.setdefault(one.id, one.place) is not one.place:
            yield _problem(one.place, problems.double_id(one.id, seen[one.id]))


def _same_question(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Two questions or buttons that read the same cannot be told apart under 'Bedoelt u …?'."""
    questions: dict[str, Entry] = {}
    labels: dict[str, Entry] = {}
    for one in entries:
        for name, text, seen in (("vraag", one.question, questions), ("knop", one.label, labels)):
            other = seen.setdefault(same(text), one)
            if text and other.id != one.id:
                yield _problem(one.lines.of(name), problems.double_text(name, text, other.id, other.lines.of(name)))


def _double_words(words: Iterable[Word]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for word in words:
        place = word.lines.of("woord")
        if seen.setdefault(word.word.casefold(), place) is not place:
            yield _problem(place, problems.double_id(word.word, seen[word.word.casefold()]))


def _unknown(read: Read, unread: Mapping[str, str]) -> Iterator[Problem]:
    """References to what does not exist."""
    in_unread = _ids_in(unread)
    if any(name.startswith("vragen/") and not _ID_LINE.search(text) for name, text in unread.items()):
        return  # nobody knows which ids the file held
    entries = {one.id for one in read.entries} | in_unread
    topics = entries | {one.id for one in read.acts or ()} | {BACKGROUND}
    services = set(read.calendar.services) | in_unread
    for entry in read.entries:
        for number, related in enumerate(entry.related):
            if related == entry.id:
                yield _problem(entry.lines.part("verwant", number), problems.refers_to_itself(related), warning=True)
            elif related not in entries:
                yield _problem(entry.lines.part("verwant", number), problems.unknown_id(related, "de vraag", entries))
        for step in entry.steps:
            if step.service and step.service not in services and "afspraken.yaml" not in unread:
                yield _problem(step.lines.of("dienst"), problems.unknown_id(step.service, "de dienst", services))
        if entry.belongs_to and entry.belongs_to not in topics | {DANGER} and read.acts is not None:
            yield _problem(entry.lines.of("hoort_bij"), problems.unknown_id(entry.belongs_to, "het onderwerp", topics))
    if "afspraken.yaml" not in unread:
        yield from _unknown_services(read, services)
        yield from facet_checks.unknown_services(read.entries, services)
    for wish in read.employers.wishes:
        for number, topic in enumerate(wish.topics):
            if topic not in entries:
                yield _problem(wish.lines.part("onderwerpen", number), problems.unknown_id(topic, "de vraag", entries))
    if read.acts is None:
        return
    for word in read.words:
        if word.topic and word.topic not in topics:
            yield _problem(word.lines.of("hoort_bij"), problems.unknown_id(word.topic, "het onderwerp", topics))
    for number, topic in enumerate(read.notice.topics if read.notice else ()):
        if read.notice and topic not in topics:
            yield _problem(read.notice.lines.part("onderwerpen", number), problems.unknown_id(topic, "het onderwerp", topics))
    for topic, listed in read.examples.items():
        if topic not in topics and listed:
            place = Place(listed[0].place.file)
            yield _problem(place, file_problems.unknown_examples(topic, topics), warning=True)


def _unknown_services(read: Read, services: Collection[str]) -> Iterator[Problem]:
    """Of what employers look for, and of events."""
    for wish in read.employers.wishes:
        if wish.service not in services:
            yield _problem(wish.lines.of("dienst"), problems.unknown_id(wish.service, "de dienst", services))
    for occasion in read.occasions:
        for number, service in enumerate(occasion.services):
            if service not in services:
                yield _problem(occasion.lines.part("diensten", number), problems.unknown_id(service, "de dienst", services))


@dataclass(frozen=True)
class _Said:
    """A sentence, where it stands and to which topic it belongs."""

    text: str
    topic: str
    place: Place


def _sentences(read: Read) -> Iterator[Problem]:
    """A sentence belongs to one topic only, and a test question is no example of any."""
    examples: dict[str, _Said] = {}
    for one in _examples(read):
        other = examples.setdefault(same(one.text), one)
        if other.topic != one.topic:
            yield _problem(one.place, problems.double_sentence(one.text, other.topic, other.place))
        elif other.place.file != one.place.file and one.place.file.endswith(".txt"):
            yield _problem(one.place, problems.repeated_sentence(one.text, other.place), warning=True)
    for entry in read.entries:
        for number, sentence in enumerate(entry.not_meant):
            said = examples.get(same(sentence))
            if said and said.topic == entry.id:
                yield _problem(entry.lines.part("niet_bedoeld", number), problems.not_meant_is_example(sentence, said.place))
    tests: dict[str, _Said] = {}
    for one in _tests(read):
        key = same(one.text)
        if key in examples:
            yield _problem(one.place, problems.test_is_example(one.text, examples[key].topic, examples[key].place))
        other = tests.setdefault(key, one)
        if other.topic != one.topic:
            yield _problem(one.place, problems.test_twice(one.text, other.topic, other.place))


def borrowed(read: Read) -> dict[str, tuple[Example, ...]]:
    """The shipped examples as a folder without its own uses them: of topics that it knows, without the sentences that it says itself."""
    said = {same(text) for entry in read.entries for text in (entry.question, *entry.examples, *entry.test_questions, *entry.not_meant)}
    known = {BACKGROUND, *(one.id for one in read.entries), *(one.id for one in read.acts or ())}
    return {
        topic: tuple(example for example in listed if same(example.text) not in said)
        for topic, listed in read.examples.items()
        if topic in known or read.acts is None
    }


def _examples(read: Read) -> Iterator[_Said]:
    for act in read.acts or ():
        yield from (_Said(sentence, act.id, act.place) for sentence in act.examples)
    for entry in read.entries:
        yield _Said(entry.question, entry.id, entry.lines.of("vraag"))
        for number, sentence in enumerate(entry.examples):
            yield _Said(sentence, entry.id, entry.lines.part("anders_gezegd", number))
    known = {BACKGROUND, *(one.id for one in read.entries), *(one.id for one in read.acts or ())}
    for topic in sorted(known & read.examples.keys()):  # of others it is told that they do nothing
        listed = read.examples[topic]
        yield from (_Said(example.text, topic, example.place) for example in listed)


def _tests(read: Read) -> Iterator[_Said]:
    for act in read.acts or ():
        yield from (_Said(sentence, act.id, act.place) for sentence in act.test_questions)
    for entry in read.entries:
        for number, sentence in enumerate(entry.test_questions):
            yield _Said(sentence, entry.id, entry.lines.part("testvragen", number))


# Which texts of a folder must be plain language, and every problem with them on its own line.

EXEMPT = ("crisis.",)
"""In teksten.yaml: written with those who know the subject, word for word."""
LABELS = ("knoppen.",)  # buttons are no sentences


def hard_to_read(read: Read, phrases: Phrases, rules: LanguageRules) -> Iterator[Problem]:
    """Every problem of language in what people will read."""
    gate = Gate(rules, read.words)
    for entry in read.entries:
        if not entry.language_exception:
            yield from _entry(gate, entry)
            yield from facet_checks.hard_to_read(gate, entry)
    for words in read.facet_words.values():
        yield from facet_checks.hard_words(gate, words)
    for key, text in phrases.items():
        if not key.startswith((*EXEMPT, *LABELS)):
            yield from _problems(phrases.lines, key, gate.faults(text))
    for word in read.words:
        yield from _problems(word.lines, "uitleg", gate.faults(word.explanation, beside=f"{word.word} is "))
    for place in read.municipalities:
        for name, text in place.details.items():
            yield from _problems(place.lines, name, gate.faults(text))
    for service in read.calendar.services.values():
        yield from _problems(service.lines, "meenemen", gate.faults(service.bring))
    for location in read.calendar.locations.values():
        yield from _problems(location.lines, "route", gate.faults(location.route))
    for occasion in read.occasions:
        yield from _problems(occasion.lines, "welkom", gate.faults(occasion.welcome))
    if read.notice:
        # Snow does not wait for a better sentence: the message of the day is told, not stopped.
        faults = [replace(fault, warning=True) for fault in gate.faults(read.notice.text)]
        yield from _problems(read.notice.lines, "tekst", faults)


def _entry(gate: Gate, entry: Entry) -> Iterator[Problem]:
    answer = gate.faults(entry.answer, name="antwoord", most_words=MAX_ANSWER_WORDS)
    yield from _problems(entry.lines, "antwoord", answer)
    if "kort" in entry.lines.fields:
        short = gate.faults(entry.short, name="kort", most_words=MAX_SHORT_WORDS, beside=entry.answer)
        yield from _problems(entry.lines, "kort", short)
    for step in entry.steps:
        faults = gate.faults(step.text, name="tekst", most_words=MAX_SHORT_WORDS, beside=entry.answer)
        yield from _problems(step.lines, "tekst", faults)


def _problems(lines: Lines, name: str, faults: list[Fault]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(lines.part(name, fault.line), *fault.words, warning=fault.warning)


# Facts that stand in a text by themselves: they rot there unseen, or must be changed in more places than one.

_YEAR = re.compile(r"(?<![\d.,])(?P<since>\b(?:sinds|vanaf) (?:[\w ]{0,20} )?)?(?P<year>20\d\d)(?![\d,]|\.\d)", re.IGNORECASE)
_AMOUNT = re.compile(r"€ ?\d[\d.,]*\d|€ ?\d|\d[\d.,]* ?(?:euro|procent|%)(?!\w)")
_PHONE = re.compile(r"(?<![\w/-])(?:0[89]00[ -]?\d{4}(?:\d{3})?|0\d{1,3}[ -]\d[\d ]{5,9}\d|0\d{9}|14 ?0\d{2,3})(?!\d)")
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")
_HOURS = re.compile(r"\d{1,2}[.:]\d{2} (?:uur|tot)\b")
_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) 20\d\d$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!](?=\S)[^.?!\n]+)*[.?!]?")
_LEAST_FACT = 5  # characters; '113' and '112' would be found in any number


def loose_facts(knowledge: Knowledge, today: date) -> tuple[Problem, ...]:
    """Warnings for years and amounts without an end, and for facts that stand elsewhere too or should."""
    found: set[Problem] = set()
    facts = [fact for fact in knowledge.facts.values() if len(fact.value) >= _LEAST_FACT]
    for text, name, lines, entry in _texts(knowledge):
        found.update(_repeated(text, name, lines, facts))
        found.update(_loose(text, name, lines, facts))
        if entry and not entry.valid_until:
            found.update(_undated(text, name, lines, today))
    return tuple(sorted(found))


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str, Lines, Entry | None]]:
    for entry in knowledge.entries.values():
        yield entry.answer, "antwoord", entry.lines, entry
        if "kort" in entry.lines.fields:
            yield entry.short, "kort", entry.lines, entry
        for step in entry.steps:
            yield step.text, "tekst", step.lines, entry
        for text, name, lines in facet_checks.texts(entry):
            yield text, name, lines, entry
    for key, text in knowledge.phrases.items():
        if not key.startswith((*EXEMPT, *LABELS)):
            yield text, key, knowledge.phrases.lines, None


def _repeated(text: str, name: str, lines: Lines, facts: list[Fact]) -> Iterator[Problem]:
    for fact in facts:
        if (at := text.find(fact.value)) >= 0:
            words = language_problems.repeated_fact(fact.value, fact.id, fact.place)
            yield _fact_problem(text, name, lines, at, words)


def _loose(text: str, name: str, lines: Lines, facts: list[Fact]) -> Iterator[Problem]:
    """Phone numbers, postcodes and hours that are no fact of feiten.yaml."""
    known = [fact.value for fact in facts]
    for pattern in (_PHONE, _POSTCODE, _HOURS):
        for match in pattern.finditer(text):
            if not any(match[0] in value for value in known):
                yield _fact_problem(text, name, lines, match.start(), language_problems.loose_fact(match[0]))


def _undated(text: str, name: str, lines: Lines, today: date) -> Iterator[Problem]:
    """What was true in a year that is over stays true; what is true in a year that is not, does not."""
    for sentence in _SENTENCE.finditer(text):
        years = list(_YEAR.finditer(sentence[0]))
        coming = next((year for year in years if _to_come(year, today)), None)
        if coming:
            at = sentence.start() + coming.start("year")
            yield _fact_problem(text, name, lines, at, language_problems.unmarked_year(coming["year"]))
        elif not years and (amount := _AMOUNT.search(sentence[0])):
            at = sentence.start() + amount.start()
            yield _fact_problem(text, name, lines, at, language_problems.unmarked_amount(amount[0]))


def _to_come(found: re.Match[str], today: date) -> bool:
    """Whether a year is not over; a day in it that is past and a beginning ('sinds 2026') stay true."""
    year = int(found["year"])
    if year != today.year:
        return year > today.year
    day = _DAY.search(found.string[: found.end()])
    if day:
        return (MONTHS.index(day[2].lower()) + 1, int(day[1])) >= (today.month, today.day)
    return not found["since"]


def _fact_problem(text: str, name: str, lines: Lines, at: int, words: tuple[str, str]) -> Problem:
    return Problem(lines.part(name, text.count("\n", 0, at)), *words, warning=True)
