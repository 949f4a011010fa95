"""The rules that need more than one file: ids once, sentences once, references that exist."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from knowledge import file_problems, problems
from knowledge.contents import Municipality
from knowledge.copies import copies, without
from knowledge.employers import Employers
from knowledge.entries import Act, Amount, Entry, Fact, Notice, Word
from knowledge.example_files import Example
from knowledge.occasions import Occasion
from knowledge.problems import Place, Problem, Words
from knowledge.services import Calendar
from knowledge.slots import unknown_slots
from knowledge.texts import same

NOT_OURS = "geen"  # as `hoort_bij` and as a file of examples: what is not ours
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
    if not any(name.startswith(("feiten", "bedragen")) for name in unread):
        yield from unknown_slots(read.entries, read.facts, read.amounts, read.municipalities, read.occasions)
    yield from _sentences(read)


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
    in_unread = {found for text in unread.values() for found in _ID_LINE.findall(text)}
    if any(name.startswith("vragen/") and not _ID_LINE.search(text) for name, text in unread.items()):
        return  # nobody knows which ids the file held
    entries = {one.id for one in read.entries} | in_unread
    topics = entries | {one.id for one in read.acts or ()} | {NOT_OURS}
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
        if entry.belongs_to and entry.belongs_to not in topics and read.acts is not None:
            yield _problem(entry.lines.of("hoort_bij"), problems.unknown_id(entry.belongs_to, "het onderwerp", topics))
    if "afspraken.yaml" not in unread:
        yield from _unknown_services(read, services)
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
            yield _problem(place, file_problems.unknown_examples(topic, topics))


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


def _examples(read: Read) -> Iterator[_Said]:
    for act in read.acts or ():
        yield from (_Said(sentence, act.id, act.place) for sentence in act.examples)
    for entry in read.entries:
        yield _Said(entry.question, entry.id, entry.lines.of("vraag"))
        for number, sentence in enumerate(entry.examples):
            yield _Said(sentence, entry.id, entry.lines.part("anders_gezegd", number))
    known = {NOT_OURS, *(one.id for one in read.entries), *(one.id for one in read.acts or ())}
    for topic in sorted(known & read.examples.keys()):  # of others it is told that they do nothing
        listed = read.examples[topic]
        yield from (_Said(example.text, topic, example.place) for example in listed)


def _tests(read: Read) -> Iterator[_Said]:
    for act in read.acts or ():
        yield from (_Said(sentence, act.id, act.place) for sentence in act.test_questions)
    for entry in read.entries:
        for number, sentence in enumerate(entry.test_questions):
            yield _Said(sentence, entry.id, entry.lines.part("testvragen", number))
