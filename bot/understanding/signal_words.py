"""Small words that tell what a sentence does ("maar", "wie", "geen telefoon"), ready to be looked for: those of `intents/signaalwoorden.yaml`.

Staff may add to them. A line of a pattern is a row of words: `een|twee` is a choice, `bedoel*` every word that begins so, `geen+eigen` two
words of one choice, `[nou]` may be there, `[nou|ja]*` any number of these, `..3` at most three words between, `<woord>` what is asked for,
`!niet` at the end what may not follow, `^` the beginning and `$` the end of the message.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from bot.content.problems import KnowledgeInvalid
from bot.content.schema_signal_words import SignalWords, WordList, WordPattern, WordTable, examine_signal_words


@cache
def listed(kind: WordList) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_shipped().lines[kind])


@cache
def choice(kind: WordList | WordTable) -> str:
    """The words of a list or table as a part of an expression, the longest first."""
    said = _shipped().tables[kind] if isinstance(kind, WordTable) else _shipped().lines[kind]
    return f"(?:{'|'.join(map(re.escape, _longest_first(said)))})"


@cache
def phrases(kind: WordList) -> tuple[str, ...]:
    """The words of a list, the longest first: "ik bedoelde" before "ik bedoel"."""
    return _longest_first(_shipped().lines[kind])


@cache
def values(kind: WordTable) -> Mapping[str, str]:
    """What each word of a table stands for."""
    return _shipped().tables[kind]


@cache
def pattern(kind: WordPattern, asked: str = r"\w+") -> re.Pattern[str]:
    """Every way to say something, for a text that is plain. `asked`: the expression of what stands at `<woord>`."""
    return re.compile("|".join(expression(one, asked) for one in _shipped().lines[kind]))


def _longest_first(said: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(said, key=lambda one: (-len(one), one)))


def expression(line: str, asked: str = r"\w+") -> str:
    """One row of words as an expression; what may be left out takes its space along. `asked`: what stands at `<woord>`."""
    found, begun = "", False
    for step in line.split():
        if step == "^" or step == "$":
            found += step
        elif step.startswith("!"):
            found += rf"\b(?! {_options(step[1:])}\b)"
        elif step.startswith(".."):
            found += rf"(?: \w+){{0,{step[2:]}}}"
        elif step.startswith("["):
            words = _options(step.rstrip("*")[1:-1])
            found += f"(?: {words})" if begun else f"(?:{words} )"
            found += "*" if step.endswith("*") else "?"
        else:
            found += (" " if begun else "") + (f"(?P<{step[1:-1]}>{asked})" if step.startswith("<") else _options(step))
            begun = True
    return ("" if found.startswith("^") else r"\b") + found + ("" if found.endswith(("$", ")\\b)")) else r"\b")


def _options(step: str) -> str:
    """`een|twee*|drie+vier`."""
    said = (re.escape(one.rstrip("*")).replace(r"\+", " ") + (r"\w*" if one.endswith("*") else "") for one in step.split("|"))
    return f"(?:{'|'.join(said)})"


@cache
def _shipped() -> SignalWords:
    """Our own, read once. Raises KnowledgeInvalid: `controleer` tells the same with the line."""
    found, told = examine_signal_words()
    if found is None:
        raise KnowledgeInvalid(told)
    return found
