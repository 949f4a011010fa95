"""Whether someone is in danger: found before anything else is understood, and told with help lines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from intents.languages import DUTCH
from intents.normalising import plain, words
from intents.patterns import Patterns, read_groups
from intents.signals import LONGEST, Signals, load

ALARM = 0.4
"""Chance from which a message is taken as a crisis; chosen by measurement (tests/intents/test_crisis.py holds the shares)."""
ALARM_IN_STORY = 0.7
"""The same for a message of more than one stretch in which no pattern is found: the model saw few ordinary stories."""
_HERE = Path(__file__).parent


def find_crisis(text: str) -> str | None:
    """The kind of crisis in a message: zelfdoding, geweld-thuis, acuut-gevaar or dreiging; None when there is none."""
    signals = crisis_signals()
    chances = signals.chances(text)
    chance = 1 - chances[0]
    if chance < ALARM or not (any(True for _ in signals.patterns.find(text)) or _is_alike_enough(text, chance, signals.patterns)):
        return None
    return signals.kinds[1 + int(chances[1:].argmax())]


def _is_alike_enough(text: str, chance: float, patterns: Patterns) -> bool:
    """Whether likeness alone is an alarm: in a story it must be stronger, and in another language a word of danger must stand there."""
    said, elsewhere = words(text), _elsewhere()
    if len(said) > LONGEST and chance < ALARM_IN_STORY:
        return False
    return not elsewhere.is_spoken(said) or elsewhere.has_danger(said, patterns)


@dataclass(frozen=True)
class Elsewhere:
    """What tells that a text is in another language, and what is danger in it."""

    telling: frozenset[str]
    danger: tuple[str, ...]
    """Words and rows of words between spaces; a beginning has no space after it."""
    groups: frozenset[str]

    def is_spoken(self, said: list[str]) -> bool:
        """Whether more words tell of another language (or its script) than of Dutch."""
        other = [word for word in said if word in self.telling or any(letter > _LATIN for letter in word)]
        return len(other) > sum(word in DUTCH and word not in self.telling for word in said)

    def has_danger(self, said: list[str], patterns: Patterns) -> bool:
        """Whether a word of danger is among them."""
        whole = f" {' '.join(said)} "
        return any(danger in whole for danger in self.danger) or any(self.groups & patterns.groups(word) for word in said)


@cache
def _elsewhere() -> Elsewhere:
    lists = read_groups(_HERE / "crisis.yaml", "andere-talen")
    danger = tuple(f" {plain(word[:-1])}" if word.endswith("*") else f" {plain(word)} " for word in lists["gevaar"] if not word.isupper())
    groups = frozenset(word for word in lists["gevaar"] if word.isupper())
    return Elsewhere(frozenset(plain(word) for word in lists["taal"]), danger, groups)


@cache
def crisis_signals() -> Signals:
    """The signals of crisis, read once (some 40 ms)."""
    return load(_HERE / "crisis.npz", _HERE / "crisis.yaml")


_LATIN = "\u024f"
"""The last letter of the Latin scripts that we read."""
