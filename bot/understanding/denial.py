"""Whether someone takes a cry for help back: "zo bedoel ik het niet". Only asked right after an alarm, or after our question."""

from __future__ import annotations

from functools import cache

from bot.content.folder import SHIPPED_INTENTS
from bot.understanding.risk import crisis_signals, find_crisis
from bot.understanding.risk_patterns import Patterns, read_patterns, sentences

MOST_WORDS = 40
"""In a longer message more is told than that it was not meant so."""
GOVERNED = 6
"""Words after "ik bedoel niet dat" that are taken back with it: "ik mezelf iets aan wil doen"."""
DENIALS = SHIPPED_INTENTS / "crisis" / "ontkend.yaml"
WORK = SHIPPED_INTENTS / "crisis" / "bedoelt-werk.yaml"
_THAT = "dat"
_EARLIER = {"zo"}  # kinds that speak of what was said before; in the others what is denied stands beside it


def takes_back(text: str) -> bool:
    """Whether a message denies an alarm, and nothing else in it is a cry for help."""
    said = sentences(text)
    if sum(map(len, said)) > MOST_WORDS:
        return False
    return any(_kinds(words) for words in said) and not any(_cries(words) for words in said)


def means_work(text: str) -> bool:
    """Whether the answer to "gaat het nog met u, of bedoelt u uw werk?" is clearly: my work, and in no sentence more than that."""
    return _says(text, "werk")


def more_than_work(text: str) -> bool:
    """Whether it is about work, and about much more: "mijn werk, maar eigenlijk over alles"."""
    return _says(text, "meer")


def about_boss(text: str) -> bool:
    """Whether a boss or a dismissal is spoken of, and nobody at home."""
    return _says(text, "baas")


def _says(text: str, kind: str) -> bool:
    """Whether all of a message taken as one sentence says this."""
    together = " ".join(word for sentence in sentences(text) for word in sentence)
    return any(found.kind == kind for found in _work().find(together))


def _cries(words: list[str]) -> bool:
    """Whether a sentence is a cry for help beside what it denies."""
    if _kinds(words) == _EARLIER and any(True for _ in crisis_signals().patterns.find(" ".join(words))):
        return True  # "ik meen het, ik wil niet meer" must not lose the words by which it is known
    return any(find_crisis(" ".join(part)) for part in _without_denials(words))


def _without_denials(words: list[str]) -> list[list[str]]:
    """The words of a sentence before, between and after its denials."""
    parts, left = [], words
    while span := _first_denial(left):
        parts.append(left[: span[0]])
        left = left[span[1] :]
    return [*parts, left]


def _first_denial(words: list[str]) -> tuple[int, int] | None:
    """From where to where the first denial goes; what it governs is part of it."""
    if not _kinds(words):
        return None
    end = next(end for end in range(1, len(words) + 1) if _kinds(words[:end]))
    start = next(start for start in range(end - 1, -1, -1) if _kinds(words[start:end]))
    for last in (end, end + 1):
        if _THAT in _kinds(words[start:last]):
            return start, last + GOVERNED
    return start, end


def _kinds(words: list[str]) -> set[str]:
    return {found.kind for found in _denials().find(" ".join(words))}


@cache
def _denials() -> Patterns:
    return read_patterns(DENIALS)


@cache
def _work() -> Patterns:
    return read_patterns(WORK)
