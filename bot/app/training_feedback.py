"""What people asked in vain, and the sentences that staff put under a topic."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.app.content_trial import Read, Trial, try_out
from bot.content.editor import NotEditable, read_exactly, with_line, with_sentence, write_bytes, write_exactly
from bot.content.entries import BACKGROUND
from bot.content.folder import EXAMPLES, INTENTS, KNOWLEDGE, SHIPPED_INTENTS, TEST_QUESTIONS, files_in, has_own_intents, matching, path_of
from bot.content.problems import nearest
from bot.content.text_fields import personal_data
from bot.storage import statistics
from bot.storage.database import Database
from bot.understanding.evaluation import Proof, Tried, groups
from bot.understanding.pipeline import Decision, Thresholds, Understanding

# A sentence that was not understood put under a topic: tried on a copy of the content, and only then written.


class UnknownTopic(Exception):
    """There is no such topic; `meant` is the id that was probably meant, empty when none is near."""

    def __init__(self, topic: str, meant: str) -> None:
        self.topic, self.meant = topic, meant
        super().__init__(topic)


class Personal(Exception):
    """The sentence holds personal data (the message says which kind), so it may not stand in a file."""


class CannotWrite(Exception):
    """The file is not laid out so that the sentence can be added; the message (Dutch) says why."""

    def __init__(self, name: str, why: str) -> None:
        self.name = name
        super().__init__(why)


@dataclass(frozen=True)
class Lesson:
    """One sentence for one topic, and the whole text of the file with it."""

    sentence: str
    topic: str
    name: str
    """The name of the file, from `knowledge` or `intents` on."""
    text: str
    beside: Mapping[str, str] = field(default_factory=dict)
    """What goes into `intents` with it, when the folder used the shipped one until now: by name, the text of each other file."""


@dataclass(frozen=True)
class Effect:
    """What a lesson would do: with it, and which test questions go worse or better than without."""

    after: Trial
    worse: tuple[Tried, ...]
    """Every sentence more moves a few questions that were on the edge; see `confused`."""
    better: tuple[Tried, ...]
    confused: tuple[Tried, ...]
    """Of those that go worse, the questions of other topics that are now taken for the topic of the lesson."""

    @property
    def read(self) -> Read:
        """The content with the lesson in it."""
        return self.after.read


def lesson(root: Path, read: Read, sentence: str, topic: str) -> Lesson:
    """The lesson, with nothing written yet. Raises UnknownTopic, Personal or CannotWrite."""
    sentence = " ".join(sentence.split())
    entries = read.knowledge.entries if read.knowledge else {}
    acts = read.sentences.acts if read.sentences else {}
    if topic != BACKGROUND and topic not in entries and topic not in acts:
        raise UnknownTopic(topic, nearest(topic, [*entries, *acts]))
    if kinds := personal_data(sentence):
        raise Personal(kinds[0])
    if topic in entries:
        name = f"{KNOWLEDGE}/{entries[topic].place.file.partition('/')[2]}"
        try:
            return Lesson(sentence, topic, name, with_sentence(read_exactly(path_of(root, name)), topic, sentence))
        except (NotEditable, UnicodeDecodeError) as error:
            raise CannotWrite(name, str(error)) from error
    name = f"{INTENTS}/{EXAMPLES}/{topic}.txt"
    if not has_own_intents(root):
        files = _borrowed(read)
        return Lesson(sentence, topic, name, with_line(files.pop(name, ""), sentence), files)
    path = path_of(root, name)
    return Lesson(sentence, topic, name, with_line(read_exactly(path) if path.exists() else "", sentence))


def _borrowed(read: Read) -> dict[str, str]:
    """What a folder uses of the shipped `intents`, as files of its own: with one file there, nothing is read from the shipped one."""
    others = (*matching(SHIPPED_INTENTS, "*.yaml"), *matching(SHIPPED_INTENTS, f"{TEST_QUESTIONS}/*.txt"))
    files = {f"{INTENTS}/{path.relative_to(SHIPPED_INTENTS).as_posix()}": read_exactly(path) for path in others}
    examples = read.knowledge.examples if read.knowledge else {}
    return files | {f"{INTENTS}/{EXAMPLES}/{topic}.txt": "".join(f"{one}\n" for one in said) for topic, said in examples.items() if said}


def effect(root: Path, planned: Lesson, before: Proof, cache_dir: Path, thresholds: Thresholds) -> Effect:
    """Learn from a copy of the content with the lesson in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / root.name
        for name, raw in files_in(root).items():
            write_bytes(path_of(copy, name), raw)
        write(copy, planned)
        after = try_out(copy, cache_dir, thresholds)
    worse = after.proof.worse_than(before.outcomes())
    confused = tuple(one for one in worse if one.found == planned.topic != one.topic)
    return Effect(after, worse, _better(before, after.proof), confused)


def _better(before: Proof, after: Proof) -> tuple[Tried, ...]:
    """The test questions as they go now that went worse before."""
    lost = {(one.topic, one.sentence) for one in before.worse_than(after.outcomes())}
    return tuple(one for one in after.tried if (one.topic, one.sentence) in lost)


def write(root: Path, planned: Lesson) -> None:
    """Keep the lesson: each file is replaced at once."""
    for name, text in (*planned.beside.items(), (planned.name, planned.text)):
        write_exactly(path_of(root, name), text)


def understood(understanding: Understanding, sentences: Iterable[str], topic: str) -> frozenset[str]:
    """Of these sentences those that are now taken for the topic (or, for what is not ours, for none)."""
    return frozenset(sentence for sentence in sentences if _is(understanding, sentence, topic))


def _is(understanding: Understanding, sentence: str, topic: str) -> bool:
    meaning = understanding.understand(sentence)
    if topic == BACKGROUND:
        return meaning.decision is Decision.NONE
    return meaning.decision is Decision.ANSWER and meaning.topic == topic


# What people asked in vain, as work for staff: the same question once, with how often it was asked.


@dataclass(frozen=True)
class Missed:
    """Sentences that ask the same. `id` is that of the sentence that speaks for them."""

    id: int
    sentence: str
    others: tuple[str, ...]
    best: str
    """The topic that most of them came near, empty when none."""
    ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.ids)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every sentence of the group."""
        return (self.sentence, *self.others)


def missed(db: Database) -> tuple[Missed, ...]:
    """The groups, what was asked most first."""
    rows = statistics.listed(db)
    found = []
    for numbers in groups([row.text for row in rows]):
        members = [rows[number] for number in numbers]
        best = Counter(row.best for row in members if row.best).most_common(1)
        others = tuple(dict.fromkeys(row.text for row in members[1:] if row.text != members[0].text))
        found.append(Missed(members[0].id, members[0].text, others, best[0][0] if best else "", tuple(row.id for row in members)))
    return tuple(found)
