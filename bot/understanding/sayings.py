"""Sayings in which words of danger are harmless: "ik schaam me dood", "het mes op de keel". They are left out before risk is weighed.

They stand in `intents/crisis/gezegden.txt`, one on a line, and staff may add to them: `a|b` is a choice, `schaam*` every word that begins
so, `..` at most three words between, `!alleen|meer` at the end that these do not follow. What is left of a message is weighed as ever, so a cry for help beside a saying is heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from bot.content.folder import SHIPPED_INTENTS
from bot.understanding.text import plain

FILE = SHIPPED_INTENTS / "crisis" / "gezegden.txt"
BETWEEN = 3
"""Words that may stand at the place of `..`."""
_LEFT_OUT = " , "
_WORD = re.compile(r"[^\W_]+")
_OPTION = re.compile(r"[^\W_]+\*?")
_SPACE = r"[^\w.!?;:\n]+"
"""What stands between two words of one sentence."""
_REMEMBERED = 20_000  # words


class NotASaying(ValueError):
    """A line that cannot be read as a saying; the message names it."""


@dataclass(frozen=True)
class Sayings:
    """Sayings, each tried only where its first word stands."""

    exact: Mapping[str, tuple[re.Pattern[str], ...]]
    beginnings: tuple[tuple[str, re.Pattern[str]], ...]
    _begun: dict[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict, repr=False, compare=False)

    def left_out(self, text: str) -> str:
        """The text, plain, without the sayings in it."""
        whole = plain(text)
        kept, done = [], 0
        for begin, end in self._found(whole):
            if begin >= done:
                kept.append(whole[done:begin])
                done = end
        return _LEFT_OUT.join([*kept, whole[done:]])

    def standing_in(self, text: str) -> Iterator[re.Pattern[str]]:
        """Those that stand in a text."""
        whole = plain(text)
        for word in _WORD.finditer(whole):
            yield from (saying for saying in self._by(word.group()) if saying.match(whole, word.start()))

    def _found(self, whole: str) -> Iterator[tuple[int, int]]:
        for word in _WORD.finditer(whole):
            ends = [found.end() for saying in self._by(word.group()) if (found := saying.match(whole, word.start()))]
            if ends:
                yield word.start(), max(ends)

    def _by(self, word: str) -> tuple[re.Pattern[str], ...]:
        """The sayings that begin with this word."""
        found = self._begun.get(word)
        if found is None:
            if len(self._begun) >= _REMEMBERED:
                self._begun.clear()
            begun = (saying for beginning, saying in self.beginnings if word.startswith(beginning))
            found = self._begun[word] = (*self.exact.get(word, ()), *begun)
        return found


def sayings_of(lines: Sequence[str]) -> Sayings:
    """The sayings of lines. Raises NotASaying."""
    exact: dict[str, list[re.Pattern[str]]] = {}
    beginnings = []
    for line in lines:
        saying = expression(line)
        for option in line.split()[0].split("|"):
            if option.endswith("*"):
                beginnings.append((plain(option[:-1]), saying))
            else:
                exact.setdefault(plain(option), []).append(saying)
    return Sayings({word: tuple(some) for word, some in exact.items()}, tuple(beginnings))


def read_sayings(path: Path = FILE) -> tuple[tuple[int, str], ...]:
    """The sayings of a file with their line numbers; empty lines and those that begin with # do not count."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return tuple((number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#"))


@cache
def shipped_sayings() -> Sayings:
    """Our own sayings, read once."""
    return sayings_of([line for _, line in read_sayings()])


@lru_cache(maxsize=1024)
def expression(line: str) -> re.Pattern[str]:
    """A saying as it is looked for. Raises NotASaying."""
    steps = line.split()
    steps, last = (steps[:-1], steps[-1][1:]) if steps[-1].startswith("!") else (steps, "")
    if len(steps) < 2 or ".." in (steps[0], steps[-1]):
        raise NotASaying(line)
    found, between = "", ""
    for step in steps:
        if step == "..":
            between = rf"(?:{_SPACE}[^\W_]+){{0,{BETWEEN}}}"
            continue
        found += between + (_SPACE if found else "") + _choice(step, line)
        between = ""
    bar = rf"(?!{_SPACE}{_choice(last, line)}(?!\w))" if last else ""
    return re.compile(rf"{found}(?!\w){bar}")


def _choice(step: str, line: str) -> str:
    options = [plain(option) for option in step.split("|")]
    if not all(_OPTION.fullmatch(option) for option in options):
        raise NotASaying(line)
    return "(?:" + "|".join(option.replace("*", r"[^\W_]*") for option in options) + ")"
