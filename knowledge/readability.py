"""How a text reads, in numbers: its sentences, their words and syllables, passive forms, the score of Flesch-Douma."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.?!])[\"')\]]*\s+")
_TOKEN = re.compile(
    r"\{[\w-]+\}|https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu)\b|\d+(?:[.,:]\d+)*|[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*"
)
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûAEIOUY]+|[äëïöü]")
_BECOMING = frozenset({"word", "wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(r"(?:ge\w{2,}|\w+ge\w{2,}|(?:be|ver|ont|her|er)\w{2,})(?:d|t|en)")


@dataclass(frozen=True)
class Sentence:
    """One sentence, the line of the text (from 0) it stands on, and its words without the names that do not count."""

    text: str
    line: int
    words: tuple[str, ...]

    @property
    def passive(self) -> bool:
        """Whether something is done here and not said by whom: a form of worden with a past participle."""
        lower = [word.lower() for word in self.words]
        return bool(_BECOMING.intersection(lower)) and any(_PARTICIPLE.fullmatch(word) for word in lower)


def sentences(text: str, names: Collection[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of a text; a line end ends one too. `names` (of laws and programmes, more words each) count as no words."""
    found = []
    for number, line in enumerate(text.split("\n")):
        for part in _SENTENCE_END.split(line.strip()):
            if counted := tuple(_TOKEN.findall(_without(part, names))):
                found.append(Sentence(part, number, counted))
    return tuple(found)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        if name in text:
            text = text.replace(name, " ")
    return text


def words(text: str) -> tuple[str, ...]:
    """The words of a text: a slot, an address and a number are one word each."""
    return tuple(_TOKEN.findall(text))


def mean_length(found: Collection[Sentence]) -> float:
    """Words per sentence."""
    return sum(len(one.words) for one in found) / len(found) if found else 0.0


def flesch_douma(found: Collection[Sentence]) -> float:
    """206.84 - 0.93 x words per sentence - 77 x syllables per word: 70 and more reads easily (Douma, 1960)."""
    counted = [word for one in found for word in one.words if word[:1].isalpha()]
    if not counted:
        return 100.0
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in counted)
    return 206.84 - 0.93 * mean_length(found) - 77 * syllables / len(counted)


def score(texts: Iterable[str]) -> float:
    """The mean score of Flesch-Douma over texts; it tells nothing about one text, but its course tells about the whole."""
    scores = [flesch_douma(sentences(text)) for text in texts]
    return sum(scores) / len(scores) if scores else 100.0
